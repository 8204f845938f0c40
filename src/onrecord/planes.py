"""The planes of a decoded picture, as the decoder leaves them.

For engines only: PyAV is behind it. Brightness is a plane of its own in nearly all video, so it is looked at where it
lies, without a conversion of the frame; only formats that video rarely has are brought to one that has such a plane.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

Plane: TypeAlias = npt.NDArray[np.uint8]
"""A plane of a picture, 8 bits, of shape (height, width)."""

_BYTE: Final = 8
_WORD: Final = 16
_AT_THE_TOP: Final = ("p0", "p2", "p4")
"""Formats that keep their ten or twelve bits at the upper end of sixteen."""
_RED_FIRST: Final = ("nv21", "nv42")
_COLOURED: Final = 3
_SHARP: Final = 640  # pixels of the longer side; finer detail is noise and compression as often as it is an edge


class _Part(NamedTuple):
    """Where a component lies: in which plane, and how many take turns in it before and with this one."""

    plane: int
    before: int
    together: int


class _Layout(NamedTuple):
    """How a pixel format keeps brightness and colour differences; `surplus` is how many bits it has above eight."""

    parts: tuple[_Part, ...]
    kind: np.dtype[np.uint8] | np.dtype[np.uint16]
    surplus: int


@dataclass(frozen=True, slots=True)
class Planes:
    """Brightness, and both colour differences where there are any. Views into the frame, unless they had to be turned.

    Full and limited range come as they are. `u` and `v` may be smaller than `luma`.
    """

    luma: Plane
    u: Plane | None = None
    v: Plane | None = None


def planes_of(frame: VideoFrame, rotation: int = 0) -> Planes:
    """The planes of a frame, turned clockwise by 0, 90, 180 or 270 degrees. They hold as long as the frame does."""
    layout = _layout(frame.format.name)
    if layout is None or any(plane.line_size <= 0 for plane in frame.planes):
        frame, layout = frame.reformat(format="yuv420p"), _layout("yuv420p")
    found = [_turned(samples, rotation) for samples in _samples(frame.planes, layout)] if layout else []
    return Planes(*found) if len(found) == _COLOURED else Planes(found[0])


def sharpness(luma: Plane) -> float:
    """How much neighbouring pixels differ, in squares, so that one clear edge counts more than noise."""
    small: Plane = luma
    while max(small.shape) > _SHARP and min(small.shape) > 1:
        height, width = small.shape[0] // 2, small.shape[1] // 2
        even = small[: 2 * height, : 2 * width]
        small = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    pairs = (small[1:], small[:-1]), (small[:, 1:], small[:, :-1])
    return sum(cv2.norm(one, other, cv2.NORM_L2SQR) / one.size for one, other in pairs if one.size)


@cache
def _layout(name: str) -> _Layout | None:
    """How the format of this name keeps its pixels; None where brightness is no plane of its own, of whole numbers."""
    form = VideoFormat(name)
    parts = form.components[:_COLOURED]
    planes = [part.plane for part in form.components]
    if not parts or not parts[0].is_luma or planes.count(planes[0]) > 1 or form.has_palette or form.is_bit_stream:
        return None
    bits = _WORD if name.startswith(_AT_THE_TOP) else parts[0].bits
    if not _BYTE <= bits <= _WORD:
        return None
    kind: np.dtype[Any] = np.dtype(np.uint8 if bits == _BYTE else np.uint16)
    places = [_Part(at, planes[:number].count(at), planes.count(at)) for number, at in enumerate(planes[:_COLOURED])]
    if name in _RED_FIRST:
        places[1:] = places[:0:-1]
    return _Layout(tuple(places), kind.newbyteorder(">" if form.is_big_endian else "<"), bits - _BYTE)


def _samples(planes: Sequence[VideoPlane], layout: _Layout) -> Iterator[Plane]:
    """Brightness and colour differences, the eight highest bits of each; opacity is left out."""
    for at, before, together in layout.parts:
        plane = planes[at]
        rows = np.frombuffer(memoryview(plane), layout.kind).reshape(-1, plane.line_size // layout.kind.itemsize)
        samples = rows[: plane.height, before : plane.width * together : together]
        yield _byte(samples, layout.surplus) if layout.surplus else samples.view(np.uint8)


def _byte(samples: npt.NDArray[np.generic], surplus: int) -> Plane:
    native = np.ascontiguousarray(samples, np.uint16)
    return cv2.convertScaleAbs(native, alpha=0.5**surplus).astype(np.uint8, copy=False)


def _turned(plane: Plane, rotation: int) -> Plane:
    return np.ascontiguousarray(np.rot90(plane, -rotation // 90)) if rotation else plane
