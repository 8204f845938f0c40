"""Small pictures of every frame, taken from the planes as the decoder leaves them.

A thumbnail is one array of shape (ROWS, WIDTH), 8 bits, laid out as I420: HEIGHT rows of luma, then both colour
differences at half the size. It costs a tenth of what decoding the frame did: no conversion of pixel formats, rows left
out where enough remain, and a whole number of pixels to a cell. Rotation and the shape of pixels do not matter to what
is asked of it.
"""

from itertools import product
from typing import Final, TypeAlias, cast

import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

from onrecord.planes import Plane, planes_of

HEIGHT: Final = 36
WIDTH: Final = 64
ROWS: Final = HEIGHT * 3 // 2

Floats: TypeAlias = npt.NDArray[np.float32]
Times: TypeAlias = npt.NDArray[np.int64]  # ms, growing
Thumb: TypeAlias = npt.NDArray[np.uint8]  # (ROWS, WIDTH)
Thumbs: TypeAlias = npt.NDArray[np.uint8]  # (frames, ROWS, WIDTH)

_ROWS_A_CELL: Final = 4  # are looked at; a cell of a 480-line picture has 13
_WHOLE: Final = 8  # pixels across a cell from which it costs less to leave out some than to share them out
_NO_COLOUR: Final = 128


def thumb_of(frame: VideoFrame) -> Thumb:
    """The thumbnail of a frame of any pixel format and size; formats that video rarely has take longer."""
    planes = planes_of(frame)
    thumb = np.full((ROWS, WIDTH), _NO_COLOUR, np.uint8)
    thumb[:HEIGHT] = _shrunk(planes.luma, WIDTH, HEIGHT)
    if planes.u is not None and planes.v is not None:
        colours = [_shrunk(plane, WIDTH // 2, HEIGHT // 2) for plane in (planes.u, planes.v)]
        thumb[HEIGHT:] = np.concatenate(colours).reshape(-1, WIDTH)
    return thumb


def pictures_of(thumbs: Thumbs) -> Floats:
    """Luma and both colour differences at the size of the latter, of shape (frames, 3, HEIGHT / 2, WIDTH / 2)."""
    pictures = np.zeros((len(thumbs), 3, HEIGHT // 2, WIDTH // 2), np.float32)
    for row, column in product(range(2), range(2)):
        pictures[:, 0] += thumbs[:, row:HEIGHT:2, column::2]
    pictures[:, 0] /= 4
    pictures[:, 1:] = thumbs[:, HEIGHT:].reshape(-1, 2, HEIGHT // 2, WIDTH // 2)
    return pictures


def _shrunk(plane: Plane, width: int, height: int) -> Plane:
    """A plane brought to a size, every pixel of the rows that are looked at counting alike."""
    looked_at = min(plane.shape[0], height * _ROWS_A_CELL)
    rows = plane[np.arange(looked_at) * plane.shape[0] // looked_at]
    if (across := plane.shape[1] // width) >= _WHOLE:
        left = (plane.shape[1] - across * width) // 2
        rows = rows[:, left : left + across * width]
    return cast("Plane", cv2.resize(rows, (width, height), interpolation=cv2.INTER_AREA))
