"""How many matches as good are to be expected by chance, in an archive of this size.

As in sequence search (the E-value of Karlin and Altschul): a match of `b` bits is expected at `words * 2**-b` places.
A word of frequency f tells -log2(f) bits where words are independent of each other; in running text, they are not, and
about half of that is foretold by the words before. Every edit gives chance a choice, and takes bits away.
"""

from math import exp2, log2
from typing import Final

WORD_TELLS: Final = 0.5
"""The share of a word's bits that the words before it don't foretell: text has some 5 to 6 bits a word, words 10 to 11."""

EDIT_BITS: Final = 3.0
"""What one edit takes away: which kind, and at which of a few words."""

CHANCE_LIMIT: Final = 0.01
"""A match is better than chance where fewer than one in a hundred quotations would find one as good by chance."""

_RARE_ENOUGH: Final = 1e-300


def bits(counts: list[int], total: int, edits: int = 0) -> float:
    """What matched words tell, given how often each stands among `total` words of the archive."""
    told = sum(log2((total + 1) / (count + 0.5)) for count in counts if count < total)
    return max(0.0, WORD_TELLS * told - EDIT_BITS * edits)


def expected(told: float, total: int) -> float:
    """The expected number of matches that tell as much, by chance, among `total` words."""
    return max(_RARE_ENOUGH, total * exp2(-min(told, 900.0)))
