"""How many matches as good are to be expected by chance, in an archive of this size.

As in sequence search (the E-value of Karlin and Altschul): a match of `b` bits is expected at `words * 2**-b` places.
A word of frequency f tells -log2(f) bits where words are independent of each other; in running text they are not, and
about half of that is foretold by the words before. After every difference chance has a new choice of where to go on,
which takes bits away; of all that matched, the stretch is counted that tells most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp2, log2
from typing import Final

WORD_TELLS: Final = 0.5
"""The share of a word's bits that the words before it don't foretell: text has 5 to 6 bits a word, words 10 to 11."""

MARK_BITS: Final = 6.0
"""What a mark takes away: after an ellipsis or a bracket the source may go on at any of some 64 places."""

CHANGE_BITS: Final = 2.0
SHIFT_BITS: Final = 4.0
"""What an unmarked difference takes away: that there is one, one bit for each doubling of its words, and `SHIFT_BITS`
for each doubling of the number of words that the source goes on sooner or later. So a word that was replaced by
another costs 3 bits, and one that was dropped 6. On generated edits, and on sentences that aren't in the archive, this
parts the two best."""

MOST_CHOICE_BITS: Final = 10.0
"""No choice of where to go on in one passage is greater: it has less than 2**10 words."""

CHANCE_LIMIT: Final = 0.01
"""A match is better than chance where fewer than one in a hundred quotations would find one as good by chance."""

COUNTED_BESIDES: Final = 5_000
"""Words without any of those asked for that are counted in: a small archive says little of how rare a word is."""

_MOST_BITS: Final = 900.0  # below this, the expected number is still a float


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken run of the same words: how often each stands in the archive, and what the choice before it cost."""

    counts: Sequence[int]
    choice: float = 0.0


def choice_bits(quoted: int, said: int) -> float:
    """What an unmarked difference takes away, at which so many quoted words stand for so many of the source."""
    told = CHANGE_BITS + log2(1 + min(quoted, said)) + SHIFT_BITS * log2(1 + abs(quoted - said))
    return min(told, MOST_CHOICE_BITS)


def run_bits(counts: Iterable[int], total: int) -> float:
    """What an unbroken run tells, of words that stand so often each among the `total` words of the archive."""
    size = total + COUNTED_BESIDES
    return WORD_TELLS * sum(log2(size / (count + 0.5)) for count in counts)


def bits(runs: Iterable[Run], total: int) -> float:
    """What matched words tell: the most that any of their runs tell together that follow each other."""
    most = told = 0.0
    for run in runs:
        told = max(0.0, told - run.choice) + run_bits(run.counts, total)
        most = max(most, told)
    return most


def expected(told: float, total: int) -> float:
    """The expected number of matches that tell as much, by chance, among `total` words."""
    return total * exp2(-min(told, _MOST_BITS))
