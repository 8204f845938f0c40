"""Follows the picture of a film frame by frame: its shots, a keyframe and a look of each, and its prints on the way."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Protocol

import cv2
from av.video.frame import VideoFrame

from onrecord.planes import planes_of, sharpness
from onrecord.prints.taker import FootageTaker, Pace
from onrecord.read.engines.keyframes import Keyframes
from onrecord.read.looks import LookTaker
from onrecord.read.thumbs import Thumb, thumb_of
from onrecord.records import BlobHash, Shot, Transition

_MOST_SIZES: Final = 32
_FRESH_STEP: Final = 8.0  # grey levels between two thumbnails: a shot may begin here, and be short


class Cutter(Protocol):
    """Cuts a film into shots while its frames come in."""

    def add(self, ms: int, thumb: Thumb) -> list[tuple[int, Transition]]:
        """Take the next frame; returns the shots that are known by now to begin, in order."""
        ...

    def finish(self) -> list[tuple[int, Transition]]:
        """The shots that begin in the last frames."""
        ...

    @property
    def settled_ms(self) -> int:
        """No shot that is still to be told of begins before this."""
        ...


@dataclass(slots=True, kw_only=True)
class Film:
    """A film so far. `keep` stores a JPEG; `aspect` is the width of a stored pixel over its height.

    `steps` counts how far apart its pictures stand, in ms, `overtaken` the pictures that came when a later one had been
    seen already; `sizes` are those of the pictures, as they came up.
    """

    keep: Callable[[bytes], BlobHash]
    rotation: int
    aspect: Fraction
    start_ms: int
    taker: FootageTaker | None
    cutter: Cutter
    end_ms: int = 0
    steps: Counter[int] = field(default_factory=Counter)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    overtaken: int = 0
    shots: list[Shot] = field(default_factory=list)
    _begun: tuple[int, Transition] = (0, "start")
    _last_ms: int = -1
    _last_thumb: Thumb | None = None
    _pace: Pace = field(default_factory=Pace)
    _keyframes: Keyframes = field(init=False)
    _looks: LookTaker = field(init=False)

    def __post_init__(self) -> None:
        self._begun = (self.start_ms, "start")
        self._last_ms = self.start_ms - 1
        upright = 1 / self.aspect if self.rotation % 180 else self.aspect
        self._keyframes, self._looks = Keyframes(upright), LookTaker(upright)

    def add(self, frame: VideoFrame, begin_ms: int, end_ms: int) -> None:
        """Take the next picture; one that doesn't move time on is left out."""
        step = begin_ms - self._last_ms
        if step <= 0:
            self.overtaken += 1
            return
        if begin_ms > self.start_ms:
            self.steps[step] += 1
        if (size := (frame.width, frame.height)) not in self.sizes and len(self.sizes) < _MOST_SIZES:
            self.sizes.append(size)
        self.end_ms = end_ms if end_ms > begin_ms else begin_ms + step
        thumb = thumb_of(frame)
        fresh = self._is_fresh(thumb)
        if self._pace.takes(begin_ms, fresh=fresh):
            self._glance(begin_ms, frame, fresh=fresh)
        self._last_ms, self._last_thumb = begin_ms, thumb
        self._close(self.cutter.add(begin_ms, thumb))

    def finish(self) -> tuple[Shot, ...]:
        """All shots, once the last picture was taken."""
        self._close([*self.cutter.finish(), (self.end_ms, "cut")])
        return tuple(self.shots)

    def _is_fresh(self, thumb: Thumb) -> bool:
        """Whether a shot seems to begin with this picture; shots are found later, when more is known."""
        if self._last_thumb is None:
            return True
        return cv2.norm(thumb, self._last_thumb, cv2.NORM_L1) > _FRESH_STEP * thumb.size

    def _glance(self, ms: int, frame: VideoFrame, *, fresh: bool) -> None:
        planes = planes_of(frame, self.rotation)
        if self.taker is not None:
            self.taker.see(ms, planes.luma, fresh=fresh)
        colours = int(frame.colorspace), int(frame.color_range)
        self._keyframes.add(ms, sharpness(planes.luma), planes, colours, fresh=fresh)
        self._looks.add(ms, planes.luma, planes.u, planes.v, fresh=fresh)

    def _close(self, begun: list[tuple[int, Transition]]) -> None:
        for ms, transition in begun:
            self.shots.append(self._shot(*self._begun, ms))
            self._begun = (ms, transition)
        self._keyframes.forget(self._begun[0], self.cutter.settled_ms)

    def _shot(self, start_ms: int, transition: Transition, end_ms: int) -> Shot:
        look = self._looks.look(start_ms, end_ms)
        shot = Shot(start_ms=start_ms, end_ms=end_ms, transition=transition, look=look)
        best = self._keyframes.best(start_ms, end_ms)
        if best is None:
            return shot
        return replace(shot, keyframe_ms=best.ms, keyframe=self.keep(self._keyframes.jpeg(best)))
