"""Two sequences of words laid side by side.

Word sequences that stand once in either text are laid on each other first, and only what lies between is compared
word by word. A plain edit distance would not do: where one text is much longer, it is as happy with a paragraph's
words strewn over the page as with the paragraph.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

ANCHOR: Final = 3
"""Words in a row that tie two texts together where they stand once in either; shorter ones are set phrases."""


class Run(NamedTuple):
    """`length` words that are equal from position `left` and `right` on."""

    left: int
    right: int
    length: int

    @property
    def on_right(self) -> range:
        """The positions of its words in the right sequence."""
        return range(self.right, self.right + self.length)


def shingles(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """All sequences of `size` neighbouring words, in order."""
    return zip(*(words[start:] for start in range(size)), strict=False)


def increasing(values: Sequence[int]) -> list[int]:
    """The indices of a longest strictly increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    chain: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def equal_runs(left: Sequence[str], right: Sequence[str]) -> list[Run]:
    """The words that two sequences have in common, in the order of both, as runs that are as long as can be."""
    runs: list[Run] = []
    for run in _pieces(left, right):
        if runs and runs[-1].left + runs[-1].length == run.left and runs[-1].right + runs[-1].length == run.right:
            runs[-1] = runs[-1]._replace(length=runs[-1].length + run.length)
        else:
            runs.append(run)
    return runs


def _pieces(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    i = j = 0
    for x, y in _anchors(left, right):
        if x - i == y - j <= 0:  # it overlaps the anchor before and goes on from it
            yield Run(i, j, x + ANCHOR - i)
        elif x >= i and y >= j:
            yield from _between(left[i:x], right[j:y], i, j)
            yield Run(x, y, ANCHOR)
        else:
            continue
        i, j = x + ANCHOR, y + ANCHOR
    yield from _between(left[i:], right[j:], i, j)


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Where sequences of words that stand once in either text stand, as far as their order agrees."""
    in_left, in_right = _once(left), _once(right)
    shared = [(place, in_right[words]) for words, place in in_left.items() if words in in_right]
    return [shared[index] for index in increasing([place for _, place in shared])]


def _once(words: Sequence[str]) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    repeated: set[Hashable] = set()
    for place, sequence in enumerate(shingles(words, ANCHOR)):
        if places.setdefault(sequence, place) != place:
            repeated.add(sequence)
    return {sequence: place for sequence, place in places.items() if sequence not in repeated}


def _between(left: Sequence[str], right: Sequence[str], i: int, j: int) -> Iterator[Run]:
    if not left or not right:
        return
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            yield Run(i + step.src_start, j + step.dest_start, step.src_end - step.src_start)
