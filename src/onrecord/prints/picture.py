"""Prints of whole pictures: what a picture looks like, in bits that stay nearly the same on its way.

A picture without its bars is shrunk to a small grid of luma values; of its cosine transform the lowest frequencies are
kept, except the mean, by their sign alone. So brightness and contrast fall out, and mirroring turns over the bits of
the odd horizontal frequencies and no others (`MIRROR`).

Beside the codes every moment keeps a thumbnail of the whole frame, which is what moments are told apart by once it is
known which part of the frame shows which part of another.
"""

from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.prints.form import ChannelPrints
from onrecord.prints.rows import Rows

Luma: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float32]
Box: TypeAlias = tuple[int, int, int, int]

CODE_BYTES: Final = 16
THUMB_WIDTH: Final = 32
THUMB_HEIGHT: Final = 18
WHOLE: Final = 0
"""The region that is the whole picture without its bars."""
INNER: Final = 1
"""The middle of it, two thirds of its width and height."""

_WIDTH: Final = 128  # pixels of the copy that bars and regions are taken of
_HEIGHT: Final = 72
_SHARE: Final = np.array([255 / _WIDTH, 255 / _HEIGHT] * 2)  # a pixel of the copy, in 255ths of the frame
_GRID: Final = 32
_BAR_LUMA: Final = 32  # black is 16; compression leaves some noise in a bar
_MOST_BAR: Final = 0.35  # of a side; a picture darker than that is a dark scene, not a picture with bars
_FLAT: Final = 9.0  # standard deviation of luma: black, a plain title, fog
_INSET: Final = 6  # what INNER leaves out on every side: one part in so many
_FREQUENCIES: Final = sorted(((y, x) for y in range(_GRID) for x in range(_GRID)), key=lambda f: (f[0] + f[1], f[0]))[
    1 : 1 + 8 * CODE_BYTES
]
_ROWS: Final = np.array([y for y, _ in _FREQUENCIES])
_COLUMNS: Final = np.array([x for _, x in _FREQUENCIES])
_LOWEST: Final = int(max(_ROWS.max(), _COLUMNS.max())) + 1
_WAVES: Final = np.cos(np.pi * np.arange(_LOWEST)[:, None] * (np.arange(_GRID) + 0.5) / _GRID).astype(np.float32)
MIRROR: Final[npt.NDArray[np.uint8]] = np.packbits(_COLUMNS % 2 == 1)
"""XOR with it makes the code of the mirrored picture."""


class PictureTaker:
    """Takes the channel `picture`, moment after moment.

    A row is the code of one region of one moment; `extra["region"]` says which (WHOLE, INNER). Pictures too flat to be
    told apart have no row. Apart from the rows, every moment that was added has its time in `extra["moment"]`, shape
    (m,), its thumbnail in `extra["thumb"]`, uint8 of shape (m, THUMB_HEIGHT, THUMB_WIDTH), and the part of the frame
    inside the bars in `extra["box"]`, uint8 of shape (m, 4): left, top, right, bottom in 255ths of the frame.
    """

    def __init__(self) -> None:
        self._times, self._codes, self._regions = Rows(np.int32), Rows(np.uint8, CODE_BYTES), Rows(np.uint8)
        self._moments, self._boxes = Rows(np.int32), Rows(np.uint8, 4)
        self._thumbs = Rows(np.uint8, THUMB_HEIGHT, THUMB_WIDTH)

    def add(self, ms: int, luma: Luma) -> None:
        """Take the picture shown at `ms`; `luma` has the shape (height, width)."""
        small = shrunk(luma, (_WIDTH, _HEIGHT))
        left, top, right, bottom = box = inside_bars(small)
        self._moments.add(ms)
        self._thumbs.add(shrunk(small, (THUMB_WIDTH, THUMB_HEIGHT)))
        self._boxes.add(np.round(np.array(box) * _SHARE))
        whole = small[top:bottom, left:right]
        dy, dx = (bottom - top) // _INSET, (right - left) // _INSET
        for region, part in ((WHOLE, whole), (INNER, whole[dy : len(whole) - dy, dx : whole.shape[1] - dx])):
            if part.std() >= _FLAT:
                self._times.add(ms)
                self._codes.add(code_of(part))
                self._regions.add(region)

    def finish(self) -> ChannelPrints:
        """All that was taken."""
        return ChannelPrints(
            self._times.array(),
            self._codes.array(),
            {
                "region": self._regions.array(),
                "moment": self._moments.array(),
                "thumb": self._thumbs.array(),
                "box": self._boxes.array(),
            },
        )


def shrunk(luma: Luma, size: tuple[int, int]) -> Luma:
    """The picture at another width and height, every pixel the mean of what it covers."""
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)


def code_of(part: npt.NDArray[np.generic]) -> npt.NDArray[np.uint8]:
    """The code of a picture or a part of one."""
    grid = cv2.resize(part.astype(np.float32), (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    frequencies = _WAVES @ grid @ _WAVES.T
    return np.packbits(frequencies[_ROWS, _COLUMNS] > 0)


def inside_bars(picture: Luma) -> Box:
    """The part of a picture inside its black bars, in pixels: left, top, right, bottom."""
    top, bottom = _lit(picture.max(axis=1))
    left, right = _lit(picture[top:bottom].max(axis=0))
    return left, top, right, bottom


def _lit(brightest: Luma) -> tuple[int, int]:
    """Where the picture begins and ends along an axis, from the brightest value on every line across it."""
    lit = np.flatnonzero(brightest > _BAR_LUMA)
    most = int(_MOST_BAR * len(brightest))
    if len(lit) == 0 or lit[0] > most or lit[-1] < len(brightest) - 1 - most:
        return 0, len(brightest)
    return int(lit[0]), int(lit[-1]) + 1
