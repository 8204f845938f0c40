"""Keeps a few pictures of a film as they come in, so that every shot can have a sharp one to show."""

import io
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter
from typing import Final

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from PIL.Image import Image

from onrecord.planes import Plane, Planes

KEYFRAME_WIDTH: Final = 640
_JPEG_QUALITY: Final = 85
_APART_MS: Final = 400  # between two pictures that may become a keyframe
_EDGE_MS: Final = 300
_NO_COLOUR: Final = 128


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture that may become a keyframe, upright; `colours` are the colour space and range of its values."""

    ms: int
    sharpness: float
    planes: Planes
    colours: tuple[int, int]


@dataclass(slots=True)
class Keyframes:
    """The candidates of the shots that are not known yet. `aspect` is the width of an upright pixel over its height."""

    aspect: Fraction
    _kept: list[Candidate] = field(default_factory=list)
    _shape: VideoReformatter = field(default_factory=VideoReformatter)

    def add(self, ms: int, sharpness: float, planes: Planes, colours: tuple[int, int], *, fresh: bool) -> None:
        """Take a picture that may become one; `fresh` where a shot seems to begin with it. Its planes are copied."""
        if fresh or not self._kept or ms - self._kept[-1].ms >= _APART_MS:
            self._kept.append(Candidate(ms, sharpness, _small(planes), colours))

    def best(self, start_ms: int, end_ms: int) -> Candidate | None:
        """The best of a shot."""
        ours = [one for one in self._kept if start_ms <= one.ms < end_ms]
        return _best(ours, start_ms, end_ms) if ours else None

    def forget(self, start_ms: int, settled_ms: int) -> None:
        """Keep, of the pictures that surely belong to the shot that runs since `start_ms`, only the best."""
        best = self.best(start_ms, settled_ms)
        later = [one for one in self._kept if one.ms >= max(settled_ms, start_ms)]
        self._kept = [*([best] if best else []), *later]

    def jpeg(self, candidate: Candidate) -> bytes:
        """The picture as a JPEG with square pixels."""
        height, width = candidate.planes.luma.shape
        frame = _frame(candidate.planes)
        frame.colorspace, frame.color_range = candidate.colours
        shaped = self._shape.reformat(frame, *keyframe_size(width, height, self.aspect), interpolation="AREA")
        image: Image = shaped.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
        data = io.BytesIO()
        image.save(data, "JPEG", quality=_JPEG_QUALITY)
        return data.getvalue()


def keyframe_size(width: int, height: int, aspect: Fraction) -> tuple[int, int]:
    """The size that makes pixels square and an upright picture at most KEYFRAME_WIDTH wide; even numbers."""
    shown = float(width * aspect)
    scale = min(1.0, KEYFRAME_WIDTH / shown)
    return max(2, round(shown * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _best(candidates: list[Candidate], start_ms: int, end_ms: int) -> Candidate:
    """The sharpest, away from the shot's ends if one is: there a dissolve still shows two pictures."""
    inner = [one for one in candidates if start_ms + _EDGE_MS <= one.ms < end_ms - _EDGE_MS]
    return max(inner or candidates, key=attrgetter("sharpness"))


def _small(planes: Planes) -> Planes:
    """A copy, halved as long as no keyframe of its own would be larger: that costs next to nothing."""
    luma = planes.luma
    while luma.shape[1] >= 2 * KEYFRAME_WIDTH:
        luma = _resized(luma, luma.shape[1] // 2, luma.shape[0] // 2)
    height, width = luma.shape
    colours = [None if plane is None else _resized(plane, width // 2, height // 2) for plane in (planes.u, planes.v)]
    return Planes(luma.copy(), *colours)


def _resized(plane: Plane, width: int, height: int) -> Plane:
    """The plane at this size, or a pixel at least; where it is nearly twice that, the odd line is left out."""
    width, height = max(1, width), max(1, height)
    if plane.shape in {(height, width), (2 * height + 1, 2 * width), (2 * height, 2 * width + 1)}:
        plane = plane[: plane.shape[0] // height * height, : plane.shape[1] // width * width]
    return np.array(cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _frame(planes: Planes) -> VideoFrame:
    """A frame of these planes, brought to even numbers of pixels."""
    height, width = (max(1, side // 2) for side in planes.luma.shape)
    luma = _resized(planes.luma, 2 * width, 2 * height)
    empty = np.full((height, width), _NO_COLOUR, np.uint8)
    colours = [empty if plane is None else _resized(plane, width, height) for plane in (planes.u, planes.v)]
    together = np.concatenate([luma.ravel(), *(colour.ravel() for colour in colours)])
    return VideoFrame.from_ndarray(together.reshape(3 * height, 2 * width), "yuv420p")
