"""How many matches as good are to be expected by chance, in an archive of this size.

As in sequence search (the E-value of Karlin and Altschul): a match of `b` bits is expected at `words * 2**-b` places.
A word of frequency f tells -log2(f) bits where words are independent of each other; in running text they are not, and
about half of that is foretold by the words before. After every difference chance has a new choice of where to go on,
which takes bits away; words that tell less than that choice costs tell nothing.
"""

from collections.abc import Iterable, Sequence
from math import exp2, log2
from typing import Final

WORD_TELLS: Final = 0.5
"""The share of a word's bits that the words before it don't foretell: text has 5 to 6 bits a word, words 10 to 11."""

CHOICE_BITS: Final = 6.0
"""What a difference takes away: going on at any of some 64 places, counting what may be dropped, added or replaced."""

CHANCE_LIMIT: Final = 0.01
"""A match is better than chance where fewer than one in a hundred quotations would find one as good by chance."""

COUNTED_BESIDES: Final = 5_000
"""Words without any of those asked for that are counted in: a small archive says little of how rare a word is."""

_MOST_BITS: Final = 900.0  # below this, the expected number is still a float


def bits(runs: Iterable[Sequence[int]], total: int) -> float:
    """What matched words tell, in unbroken runs of the same words.

    Args:
        runs: For each run, how often each of its words stands among the `total` words of the archive.
        total: The archive's number of words.
    """
    size = total + COUNTED_BESIDES
    told = [WORD_TELLS * sum(log2(size / (count + 0.5)) for count in run) for run in runs]
    return max(0.0, CHOICE_BITS + sum(max(0.0, run - CHOICE_BITS) for run in told)) if told else 0.0


def tells_nothing(run: Sequence[int], total: int) -> bool:
    """Whether an unbroken run tells less than the choice of going on there takes away."""
    return WORD_TELLS * sum(log2((total + COUNTED_BESIDES) / (count + 0.5)) for count in run) <= CHOICE_BITS


def expected(told: float, total: int) -> float:
    """The expected number of matches that tell as much, by chance, among `total` words."""
    return total * exp2(-min(told, _MOST_BITS))
