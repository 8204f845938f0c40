"""Where two videos are cut: the same footage in the same edit is cut at the same moments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.match.joining import Strand
from onrecord.match.spans import Span

_SAME_CUT_MS: Final = 100  # two cuts are one where they are so near: a frame or two, and what the line is off by
_SHORT_BREAK_MS: Final = 1000  # a flash, a caption over all of the picture: shorter than other footage is ever shown
_LONGEST_BREAK_MS: Final = 30_000  # nothing is said of more than this without a witness


@dataclass(frozen=True, slots=True)
class Montage:
    """The length and the cuts of the query, and how to get those of an item."""

    duration_ms: int
    cuts: Sequence[int]
    held_cuts: Callable[[str], Sequence[int]]

    def lone_cuts(self, strand: Strand, start_ms: int, end_ms: int) -> list[int]:
        """The moments of the query, in order, where only one of the two is cut; the ends of the stretch included."""
        place = strand.nearest((start_ms + end_ms) / 2)
        ours = _around(self.cuts, start_ms, end_ms)
        theirs = _around([round(place.query_at(ms)) for ms in self.held_cuts(strand.item)], start_ms, end_ms)
        return sorted(
            [ms for ms in ours if not _around(theirs, ms, ms)] + [ms for ms in theirs if not _around(ours, ms, ms)]
        )

    def bridges(self, strand: Strand, start_ms: int, end_ms: int) -> bool:
        """Whether a break in what was recognised on a line is one in recognising alone."""
        long = end_ms - start_ms
        if long > _LONGEST_BREAK_MS:
            return False
        return long <= _SHORT_BREAK_MS or not self.lone_cuts(strand, start_ms, end_ms)

    def reach(self, strand: Strand, start_ms: int, end_ms: int) -> Span:
        """How far the edit stays the same from `start_ms` on, and from which moment on it does so up to `end_ms`."""
        lone = self.lone_cuts(strand, start_ms, end_ms)
        if not lone:
            return end_ms, start_ms
        return max(start_ms, lone[0]), min(end_ms, lone[-1])


def _around(cuts: Sequence[int], start_ms: int, end_ms: int) -> list[int]:
    return [cut for cut in cuts if start_ms - _SAME_CUT_MS <= cut <= end_ms + _SAME_CUT_MS]
