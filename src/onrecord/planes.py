"""The planes of a decoded picture, as the decoder leaves them.

For engines only: PyAV is behind it. Brightness is a plane of its own in nearly all video, so it is looked at where it
lies, without a conversion of the frame; only formats that video rarely has are brought to one that has such a plane.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

Plane: TypeAlias = npt.NDArray[np.uint8]
"""A plane of a picture, 8 bits, of shape (height, width)."""
Samples: TypeAlias = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

_BYTE: Final = 8
_WORD: Final = 16
_AT_THE_TOP: Final = ("p0", "p2", "p4")
"""Formats that keep their ten or twelve bits at the upper end of sixteen."""
_COLOURED: Final = 3
_SHARP: Final = 640  # pixels of the longer side; finer detail is noise and compression as often as it is an edge


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
    if not _has_planes(frame):
        frame = frame.reformat(format="yuv420p")
    found = [_turned(_byte(samples, frame.format), rotation) for samples in _samples(frame)]
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


def _has_planes(frame: VideoFrame) -> bool:
    """Whether brightness is a plane of its own, of whole numbers, top row first."""
    parts = frame.format.components
    alone = bool(parts) and parts[0].is_luma and sum(part.plane == parts[0].plane for part in parts) == 1
    if not alone or frame.format.has_palette or frame.format.is_bit_stream:
        return False
    return all(_BYTE <= part.bits <= _WORD for part in parts) and all(plane.line_size > 0 for plane in frame.planes)


def _samples(frame: VideoFrame) -> Iterator[Samples]:
    """Brightness and colour differences in the frame's own depth; opacity is left out."""
    parts = [part.plane for part in frame.format.components[:_COLOURED]]
    kind = np.dtype(np.uint8 if frame.format.components[0].bits == _BYTE else np.uint16)
    kind = kind.newbyteorder(">" if frame.format.is_big_endian else "<")
    for number, at in enumerate(parts):
        plane, together = frame.planes[at], parts.count(at)
        rows = np.frombuffer(memoryview(plane), kind).reshape(-1, plane.line_size // kind.itemsize)
        yield rows[: plane.height, parts[:number].count(at) : plane.width * together : together]


def _byte(samples: Samples, form: VideoFormat) -> Plane:
    """The eight highest bits."""
    bits = _WORD if form.name.startswith(_AT_THE_TOP) else form.components[0].bits
    return (samples >> (bits - _BYTE)).astype(np.uint8) if bits > _BYTE else samples.view(np.uint8)


def _turned(plane: Plane, rotation: int) -> Plane:
    return np.ascontiguousarray(np.rot90(plane, -rotation // 90)) if rotation else plane
