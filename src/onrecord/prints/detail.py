"""Prints of details: local features that are found again when a picture is cropped, shrunk, turned or covered in part.

Features are SIFT's, at most FEATURES a picture, chosen so that every part of the picture has its share and no caption
can take them all. Descriptors are brought, as RootSIFT, onto axes that are uncorrelated in real footage and kept by
sign. Every axis is either even or odd under mirroring, so mirroring turns over the odd bits and no others (`MIRROR`).
"""

from collections.abc import Sequence
from importlib.resources import files
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.prints.form import ChannelPrints
from onrecord.prints.picture import shrunk
from onrecord.prints.rows import Rows

Luma: TypeAlias = npt.NDArray[np.uint8]

CODE_BYTES: Final = 16
FEATURES: Final = 120
"""At most so many of one picture."""
FULL_TURN: Final = 256
"""Steps that an angle is kept in."""
SCALE_STEPS: Final = 16
"""Steps that a doubling of the scale is kept in."""
PLACE: Final = 65535
"""The width, and the height, of a frame in the units that places are kept in."""

_PIXELS: Final = 90_000  # of the copy that features are found in: 400 x 225
_CONTRAST: Final = 0.03
_EDGE: Final = 10
_COLUMNS: Final = 6
_LINES: Final = 4
_LEAST_SIDE: Final = 16


def _axes() -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    with files("onrecord.prints").joinpath("axes.npz").open("rb") as file, np.load(file, allow_pickle=False) as found:
        return found["axes"].astype(np.float32), found["middle"], found["odd"]


_AXES, _MIDDLE, _ODD = _axes()
MIRROR: Final[npt.NDArray[np.uint8]] = np.packbits(_ODD)
"""XOR with it makes the code of the mirrored feature."""


class DetailTaker:
    """Takes the channel `detail`, picture after picture.

    A row is a feature. `extra["place"]`, uint16 of shape (n, 2), is where it lies in the frame, left to right and top
    to bottom in units of PLACE; `extra["scale"]`, uint8, the logarithm of its size as a share of the frame's height;
    `extra["angle"]`, uint8, its direction in steps of FULL_TURN; `extra["shape"]`, shape (2,), the frame's width and
    height in pixels.
    """

    def __init__(self) -> None:
        self._sift = cv2.SIFT.create(contrastThreshold=_CONTRAST, edgeThreshold=_EDGE)
        self._times, self._codes = Rows(np.int32), Rows(np.uint8, CODE_BYTES)
        self._places, self._scales, self._angles = Rows(np.uint16, 2), Rows(np.uint8), Rows(np.uint8)
        self._shape = (0, 0)

    def add(self, ms: int, luma: Luma) -> None:
        """Take the details of the picture shown at `ms`; `luma` has the shape (height, width)."""
        height, width = luma.shape
        self._shape = self._shape if any(self._shape) else (width, height)
        if min(width, height) < _LEAST_SIDE:
            return
        share = min(1.0, (_PIXELS / (width * height)) ** 0.5)
        size = max(_LEAST_SIDE, round(width * share)), max(_LEAST_SIDE, round(height * share))
        small = shrunk(luma, size)
        points, descriptors = self._sift.detectAndCompute(small, None)
        if not points:
            return
        chosen = _spread(points, size)
        found = np.array([(p.pt[0] / size[0], p.pt[1] / size[1], p.size / size[1], p.angle / 360) for p in points])
        places, scales, angles = np.split(found[chosen].astype(np.float32), (2, 3), axis=1)
        self._times.add(np.full(len(chosen), ms))
        self._codes.add(codes_of(np.asarray(descriptors, np.float32)[chosen]))
        self._places.add(np.round(np.clip(places, 0, 1) * PLACE))
        self._scales.add(np.clip(np.round(SCALE_STEPS * np.log2(np.maximum(scales, 1e-6)) + 160), 0, 255))
        self._angles.add(np.round(angles * FULL_TURN) % FULL_TURN)

    def finish(self) -> ChannelPrints:
        """All that was taken."""
        return ChannelPrints(
            self._times.array(),
            self._codes.array(),
            {
                "place": self._places.array(),
                "scale": self._scales.array(),
                "angle": self._angles.array(),
                "shape": np.array(self._shape, np.int32),
            },
        )


def codes_of(descriptors: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """The codes of SIFT descriptors, shape (n, 128)."""
    share = descriptors / np.maximum(descriptors.sum(axis=1, keepdims=True), 1e-9)
    on_axes = cv2.gemm(np.sqrt(share), _AXES, 1.0, np.empty(0), 0.0)  # NumPy's @ keeps every core spinning for it
    return np.packbits(on_axes > _MIDDLE, axis=1)


def _spread(points: "Sequence[cv2.KeyPoint]", size: tuple[int, int]) -> npt.NDArray[np.intp]:
    """Which features are the strongest of every cell of a grid, the strongest of all cells first."""
    place = np.array([p.pt for p in points]) / size
    cell = (place[:, 1] * _LINES).astype(int) * _COLUMNS + (place[:, 0] * _COLUMNS).astype(int)
    strength = np.array([p.response for p in points])
    order = np.lexsort((-strength, cell))
    rank = np.empty(len(points), int)
    rank[order] = np.arange(len(points)) - np.searchsorted(cell[order], cell[order])
    return np.lexsort((-strength, rank))[:FEATURES]
