"""Follows the picture of a film frame by frame, and cuts it into shots with a keyframe each."""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from operator import attrgetter
from typing import Final

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL.Image import Image

from onrecord.read.shots import ShotCutter
from onrecord.read.thumbs import Thumb, thumb_of
from onrecord.records import BlobHash, Shot, Transition

KEYFRAME_WIDTH: Final = 640
_JPEG_QUALITY: Final = 85
_LOOK_MS: Final = 400  # between two pictures that may become a keyframe
_EDGE_MS: Final = 300
_LOOK_STEP: Final = 8.0  # grey levels between two thumbnails: a shot may begin here, and be short


@dataclass(frozen=True, slots=True)
class _Look:
    """A small picture that may become a keyframe, not turned yet."""

    ms: int
    sharpness: float
    picture: VideoFrame


@dataclass(slots=True, kw_only=True)
class Film:
    """A film so far. `keep` stores a JPEG; `aspect` is the width of a pixel over its height."""

    keep: Callable[[bytes], BlobHash]
    rotation: int
    aspect: Fraction
    start_ms: int
    end_ms: int = 0
    steps: Counter[int] = field(default_factory=Counter)
    shots: list[Shot] = field(default_factory=list)
    _begun: tuple[int, Transition] = (0, "start")
    _last_ms: int = -1
    _last_thumb: Thumb | None = None
    _looks: list[_Look] = field(default_factory=list)
    _cutter: ShotCutter = field(default_factory=ShotCutter)
    _to_look: VideoReformatter = field(default_factory=VideoReformatter)

    def __post_init__(self) -> None:
        self._begun = (self.start_ms, "start")
        self._last_ms = self.start_ms - 1

    def add(self, frame: VideoFrame, begin_ms: int, end_ms: int) -> None:
        """Take the next picture; one that doesn't move time on is left out."""
        step = begin_ms - self._last_ms
        if step <= 0:
            return
        if begin_ms > self.start_ms:
            self.steps[step] += 1
        self.end_ms = end_ms if end_ms > begin_ms else begin_ms + step
        thumb = thumb_of(frame)
        if self._worth_a_look(begin_ms, thumb):
            self._looks.append(self._look(begin_ms, frame))
        self._last_ms, self._last_thumb = begin_ms, thumb
        self._close(self._cutter.add(begin_ms, thumb))

    def finish(self) -> tuple[Shot, ...]:
        """All shots, once the last picture was taken."""
        self._close([*self._cutter.finish(), (self.end_ms, "cut")])
        return tuple(self.shots)

    def _worth_a_look(self, ms: int, thumb: Thumb) -> bool:
        if self._last_thumb is None or not self._looks or ms - self._looks[-1].ms >= _LOOK_MS:
            return True
        return float(np.abs(thumb.astype(np.int16) - self._last_thumb).mean()) > _LOOK_STEP

    def _look(self, ms: int, frame: VideoFrame) -> _Look:
        size = keyframe_size(frame.width, frame.height, self.aspect, self.rotation)
        small = self._to_look.reformat(frame, *size, "yuv420p", interpolation="AREA")
        return _Look(ms, _sharpness(small), small)

    def _close(self, begun: list[tuple[int, Transition]]) -> None:
        for ms, transition in begun:
            self.shots.append(self._shot(*self._begun, ms))
            self._begun = (ms, transition)
        self._forget()

    def _shot(self, start_ms: int, transition: Transition, end_ms: int) -> Shot:
        shot = Shot(start_ms=start_ms, end_ms=end_ms, transition=transition)
        looks = [look for look in self._looks if start_ms <= look.ms < end_ms]
        if not looks:
            return shot
        best = _best(looks, start_ms, end_ms)
        return replace(shot, keyframe_ms=best.ms, keyframe=self.keep(self._jpeg(best.picture)))

    def _forget(self) -> None:
        """Keep, of the looks that surely belong to the shot that runs, only the best."""
        start, settled = self._begun[0], self._cutter.settled_ms
        ours = [look for look in self._looks if start <= look.ms < settled]
        later = [look for look in self._looks if look.ms >= max(settled, start)]
        self._looks = [*([_best(ours, start, settled)] if ours else []), *later]

    def _jpeg(self, picture: VideoFrame) -> bytes:
        image: Image = picture.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
        if self.rotation:
            image = image.rotate(-self.rotation, expand=True)
        data = io.BytesIO()
        image.save(data, "JPEG", quality=_JPEG_QUALITY)
        return data.getvalue()


def keyframe_size(width: int, height: int, aspect: Fraction, rotation: int) -> tuple[int, int]:
    """The size that makes pixels square and the picture, once turned, at most KEYFRAME_WIDTH wide; even numbers."""
    shown = float(width * aspect)
    across = height if rotation % 180 else shown
    scale = min(1.0, KEYFRAME_WIDTH / across)
    return max(2, round(shown * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _best(looks: list[_Look], start_ms: int, end_ms: int) -> _Look:
    """The sharpest, away from the shot's ends if one is: there a dissolve still shows two pictures."""
    inner = [look for look in looks if start_ms + _EDGE_MS <= look.ms < end_ms - _EDGE_MS]
    return max(inner or looks, key=attrgetter("sharpness"))


def _sharpness(picture: VideoFrame) -> float:
    """How much neighbouring pixels differ, in squares, so that one clear edge counts more than noise."""
    plane = picture.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    luma = rows[: plane.height, : plane.width].astype(np.int16)
    return sum(float(np.square(np.diff(luma, axis=axis)).mean(dtype=np.float64)) for axis in (0, 1))
