"""Where one shot ends and the next begins, seen in small thumbnails of every frame.

A cut leads to a frame made of other things than the frames before it, a fade goes through an empty frame, a wipe gives
one picture's place to another little by little, and in a dissolve every frame is a blend of the same two pictures.
Times are all that is known of frames: they may come at any rate, and some of them may be left out.

The figures in these rules rest on joins of single takes by cuts, dissolves, fades and wipes, with flashes, captions,
windows, jumps of exposure and shakes for traps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from onrecord.read.cuts import cuts
from onrecord.read.dissolves import dissolves
from onrecord.read.fades import Fade, fades
from onrecord.read.passages import LONGEST_MS
from onrecord.read.thumbs import HEIGHT, WIDTH, Thumb, Thumbs, Times, pictures_of
from onrecord.read.wipes import wipes
from onrecord.records import Transition

_MAY_CUT: Final = 12.0  # grey levels of luma: cuts reach 16, frames a tenth of a second apart one time in ten
_BESIDE_FADE_MS: Final = 240  # a cut into black, or out of it, belongs to the fade on its other side
_WINDOW: Final = 768  # frames looked at together
_MARGIN_MS: Final = LONGEST_MS + 600  # known on either side of a boundary
_LEAST_MARGIN: Final = 8  # frames, however long they stand
_MOST_MARGIN: Final = 300
_CALM_MS: Final = 600  # from any boundary: where one look at the film ends and the next begins
_SHORTEST_MS: Final = 80  # under two frames at 25 a second there is no shot


@dataclass(frozen=True, slots=True)
class Boundary:
    """The index of the frame that a shot begins with, and how it begins."""

    frame: int
    transition: Transition


def boundaries(times: Times, thumbs: Thumbs) -> list[Boundary]:
    """Find where shots begin, in order. `times` are the frames' presentation times in ms, growing."""
    if len(times) <= 1:
        return []
    pictures = pictures_of(thumbs)
    faded = fades(times, pictures)
    sharp = [frame for frame in cuts(times, pictures) if not _in_a_fade(times, frame, faded)]
    taken = [*((fade.begin, fade.end) for fade in faded), *((frame - 1, frame) for frame in sharp)]
    blended = dissolves(times, pictures, taken)
    soft = [*blended, *wipes(times, pictures, [*taken, *((one.start, one.end) for one in blended)])]
    return sorted(
        [
            *(Boundary(fade.back, "fade") for fade in faded),
            *(Boundary(frame, "cut") for frame in sharp),
            *(Boundary(passage.middle, "dissolve") for passage in soft),
        ],
        key=lambda boundary: boundary.frame,
    )


def may_cut(before: Thumb, after: Thumb) -> bool:
    """Whether a cut may lie between two frames that follow each other, or nearly: False only where none does."""
    return cv2.norm(before[:HEIGHT], after[:HEIGHT], cv2.NORM_L1) >= _MAY_CUT * HEIGHT * WIDTH


def _in_a_fade(times: Times, frame: int, faded: Sequence[Fade]) -> bool:
    """Whether a frame lies in a fade, or beside it: its black belongs to no shot of its own."""
    begin, end = times[frame] - _BESIDE_FADE_MS, times[frame] + _BESIDE_FADE_MS
    return any(times[fade.empty] <= end and begin <= times[fade.back] for fade in faded)


@dataclass(slots=True)
class ShotCutter:
    """Cuts a film into shots while its frames come in, so that only the last few hundred thumbnails are kept."""

    _times: list[int] = field(default_factory=list)
    _thumbs: list[Thumb] = field(default_factory=list)
    _settled: int = 0
    _last_ms: int = -(2**62)

    def add(self, ms: int, thumb: Thumb) -> list[tuple[int, Transition]]:
        """Take the next frame; returns the shots that are known by now to begin, in order."""
        self._times.append(ms)
        self._thumbs.append(thumb)
        return self._settle() if len(self._times) >= _WINDOW else []

    def finish(self) -> list[tuple[int, Transition]]:
        """The shots that begin in the last frames."""
        return self._settle(last=True) if self._times else []

    @property
    def settled_ms(self) -> int:
        """No shot that is still to be told of begins before this."""
        return self._times[self._settled] if self._settled < len(self._times) else 0

    def _settle(self, *, last: bool = False) -> list[tuple[int, Transition]]:
        times = np.array(self._times, np.int64)
        found = boundaries(times, np.stack(self._thumbs))
        until = len(times) if last else _parting(times, found, self._settled)
        begun: list[tuple[int, Transition]] = []
        for boundary in found:
            ms = self._times[boundary.frame]
            if self._settled <= boundary.frame < until and ms - self._last_ms >= _SHORTEST_MS:
                begun.append((ms, boundary.transition))
                self._last_ms = ms
        dropped = _before(times, until)
        del self._times[:dropped], self._thumbs[:dropped]
        self._settled = until - dropped
        return begun


def _parting(times: Times, found: Sequence[Boundary], settled: int) -> int:
    """The frame up to which all is known: a margin before the last, in a calm where there is one."""
    latest = len(times) - _margin(times[::-1])
    cut_off = times[[boundary.frame for boundary in found]]
    for frame in range(latest, settled, -1):
        if not np.any(np.abs(cut_off - times[frame]) < _CALM_MS):
            return frame
    return latest


def _before(times: Times, frame: int) -> int:
    """How many frames nobody needs any more who looks at what follows a frame."""
    return max(0, frame - _margin(times[:frame][::-1]))


def _margin(times: Times) -> int:
    """How many of some frames are needed beside a boundary, counted away from it."""
    frames = int(np.count_nonzero(np.abs(times - times[0]) <= _MARGIN_MS)) if len(times) else 0
    return min(max(frames, _LEAST_MARGIN), _MOST_MARGIN)
