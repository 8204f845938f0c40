"""Keeps a few frames of a film as they come in, so that every shot can have a sharp one to show."""

import io
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter
from typing import Final

from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL.Image import Image

KEYFRAME_WIDTH: Final = 640
_JPEG_QUALITY: Final = 85
_APART_MS: Final = 400  # between two frames that may become a keyframe
_EDGE_MS: Final = 300
_KEPT_WHOLE: Final = 1280 * 720  # pixels of a frame that takes no less when it is shrunk first, or hardly


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame that may become a keyframe, not turned yet; of its final size if it is `shrunk`."""

    ms: int
    sharpness: float
    frame: VideoFrame
    shrunk: bool


@dataclass(slots=True, kw_only=True)
class Keyframes:
    """The candidates of the shots that are not known yet. `aspect` is the width of a pixel over its height."""

    rotation: int
    aspect: Fraction
    _kept: list[Candidate] = field(default_factory=list)
    _shrink: VideoReformatter = field(default_factory=VideoReformatter)

    def add(self, ms: int, sharpness: float, frame: VideoFrame, *, fresh: bool) -> None:
        """Take a frame that may become one; `fresh` where a shot seems to begin with it."""
        if fresh or not self._kept or ms - self._kept[-1].ms >= _APART_MS:
            large = frame.width * frame.height > _KEPT_WHOLE
            self._kept.append(Candidate(ms, sharpness, self._shrunk(frame) if large else frame, large))

    def best(self, start_ms: int, end_ms: int) -> Candidate | None:
        """The best of a shot."""
        ours = [one for one in self._kept if start_ms <= one.ms < end_ms]
        return _best(ours, start_ms, end_ms) if ours else None

    def forget(self, start_ms: int, settled_ms: int) -> None:
        """Keep, of the frames that surely belong to the shot that runs since `start_ms`, only the best."""
        best = self.best(start_ms, settled_ms)
        later = [one for one in self._kept if one.ms >= max(settled_ms, start_ms)]
        self._kept = [*([best] if best else []), *later]

    def jpeg(self, candidate: Candidate) -> bytes:
        """The frame as a JPEG, upright, with square pixels."""
        frame = candidate.frame if candidate.shrunk else self._shrunk(candidate.frame)
        image: Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
        if self.rotation:
            image = image.rotate(-self.rotation, expand=True)
        data = io.BytesIO()
        image.save(data, "JPEG", quality=_JPEG_QUALITY)
        return data.getvalue()

    def _shrunk(self, frame: VideoFrame) -> VideoFrame:
        size = keyframe_size(frame.width, frame.height, self.aspect, self.rotation)
        return self._shrink.reformat(frame, *size, "yuv420p", interpolation="AREA")


def keyframe_size(width: int, height: int, aspect: Fraction, rotation: int) -> tuple[int, int]:
    """The size that makes pixels square and the picture, once turned, at most KEYFRAME_WIDTH wide; even numbers."""
    shown = float(width * aspect)
    across = height if rotation % 180 else shown
    scale = min(1.0, KEYFRAME_WIDTH / across)
    return max(2, round(shown * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _best(candidates: list[Candidate], start_ms: int, end_ms: int) -> Candidate:
    """The sharpest, away from the shot's ends if one is: there a dissolve still shows two pictures."""
    inner = [one for one in candidates if start_ms + _EDGE_MS <= one.ms < end_ms - _EDGE_MS]
    return max(inner or candidates, key=attrgetter("sharpness"))
