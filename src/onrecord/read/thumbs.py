"""Small pictures of every frame, taken from the planes as the decoder leaves them.

A thumbnail is one array of shape (ROWS, WIDTH), 8 bits, laid out as I420: HEIGHT rows of luma, then both colour
differences at half the size. It costs a tenth of what decoding the frame did: no conversion of pixel formats, rows left
out where enough remain, and a whole number of pixels to a cell. Rotation and the shape of pixels do not
matter to what is asked of it.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

HEIGHT: Final = 36
WIDTH: Final = 64
ROWS: Final = HEIGHT * 3 // 2

Thumb: TypeAlias = npt.NDArray[np.uint8]  # (ROWS, WIDTH)
Thumbs: TypeAlias = npt.NDArray[np.uint8]  # (frames, ROWS, WIDTH)
Samples: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

_BITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("gray", "yuv410p", "yuv411p", "yuv420p", "yuv422p", "yuv440p", "yuv444p", "nv12", "nv16"), 8),
    **dict.fromkeys(("yuva420p", "yuvj411p", "yuvj420p", "yuvj422p", "yuvj440p", "yuvj444p"), 8),
    **dict.fromkeys(("gray10le", "yuv420p10le", "yuv422p10le", "yuv444p10le"), 10),
    **dict.fromkeys(("gray12le", "yuv420p12le", "yuv422p12le", "yuv444p12le"), 12),
    **dict.fromkeys(("p010le", "p210le"), 16),  # ten bits, at the upper end of sixteen
}
_PAIRED: Final = frozenset({"nv12", "nv16", "p010le", "p210le"})  # both colour differences in one plane, by turns
_ROWS_A_CELL: Final = 4  # are looked at; a cell of a 480-line picture has 13
_WHOLE: Final = 8  # pixels across a cell from which it costs less to leave out some than to share them out
_NO_COLOUR: Final = 128


def thumb_of(frame: VideoFrame) -> Thumb:
    """The thumbnail of a frame of any pixel format and size; formats that video rarely has take longer."""
    name = frame.format.name
    if name not in _BITS:
        frame = frame.reformat(WIDTH, HEIGHT, "yuv420p", interpolation="AREA")
        name = "yuv420p"
    bits = _BITS[name]
    luma, *colours = (_samples(plane, bits, 1 + (name in _PAIRED and at > 0)) for at, plane in enumerate(frame.planes))
    thumb = np.full((ROWS, WIDTH), _NO_COLOUR, np.uint8)
    thumb[:HEIGHT] = _eight(_shrunk(luma[..., 0], WIDTH, HEIGHT), bits)
    for at, colour in enumerate(_channels(colours)):
        part = thumb[HEIGHT + at * HEIGHT // 4 : HEIGHT + (at + 1) * HEIGHT // 4]
        part[:] = _eight(_shrunk(colour, WIDTH // 2, HEIGHT // 2), bits).reshape(part.shape)
    return thumb


def luma_of(thumbs: Thumbs) -> Thumbs:
    """The luma of thumbnails, a view of shape (frames, HEIGHT, WIDTH)."""
    return thumbs[:, :HEIGHT]


def colour_of(thumbs: Thumbs) -> Thumbs:
    """The colour differences of thumbnails, of shape (frames, 2, HEIGHT / 2, WIDTH / 2)."""
    return thumbs[:, HEIGHT:].reshape(len(thumbs), 2, HEIGHT // 2, WIDTH // 2)


def _samples(plane: VideoPlane, bits: int, channels: int) -> Samples:
    """A plane as a view of shape (height, width, channels)."""
    kind: type[np.unsignedinteger[Any]] = np.uint8 if bits == 8 else np.uint16  # noqa: PLR2004  # a byte
    rows: Samples = np.frombuffer(memoryview(plane), kind).reshape(plane.height, -1)
    return rows[:, : plane.width * channels].reshape(plane.height, plane.width, channels)


def _channels(planes: list[Samples]) -> list[Samples]:
    """The two colour differences, or none."""
    return [plane[..., at] for plane in planes[:2] for at in range(plane.shape[2])]


def _shrunk(plane: Samples, width: int, height: int) -> Samples:
    """A plane brought to a size, every pixel of the rows that are looked at counting alike."""
    looked_at = min(plane.shape[0], height * _ROWS_A_CELL)
    rows = plane[np.arange(looked_at) * plane.shape[0] // looked_at]
    if (across := plane.shape[1] // width) >= _WHOLE:
        left = (plane.shape[1] - across * width) // 2
        rows = rows[:, left : left + across * width]
    return cast("Samples", cv2.resize(rows, (width, height), interpolation=cv2.INTER_AREA))


def _eight(samples: Samples, bits: int) -> Samples:
    return np.right_shift(samples, bits - 8, dtype=samples.dtype) if bits > 8 else samples  # noqa: PLR2004  # a byte
