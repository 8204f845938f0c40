"""Perceptual hashes of pictures: 64 bits that stay nearly the same when a picture is scaled, compressed or graded.

A picture without its bars is shrunk to 32 x 32 luma values; of its cosine transform the 64 lowest frequencies are kept,
except the mean, by their sign alone. So brightness and contrast fall out, and mirroring turns over the bits of the odd
horizontal frequencies and no others.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

SIDE: Final = 128
"""Pixels a side of the luma pictures that hashes are taken of, whatever their shape was."""

Pictures: TypeAlias = npt.NDArray[np.uint8]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Floats: TypeAlias = npt.NDArray[np.float32]

_GRID: Final = 32
_BAR_LUMA: Final = 32  # black is 16; compression leaves some noise in a bar
_MOST_BAR: Final = 0.35  # of a side; a picture darker than that is a dark scene, not a picture with bars
_FLAT: Final = 9.0  # standard deviation of luma: black, a plain title, fog
_FREQUENCIES: Final = sorted(((y, x) for y in range(_GRID) for x in range(_GRID)), key=lambda f: (f[0] + f[1], f[0]))[
    1:65
]
_ROWS: Final = np.array([y for y, _ in _FREQUENCIES])
_COLUMNS: Final = np.array([x for _, x in _FREQUENCIES])
_LOWEST: Final = int(max(_ROWS.max(), _COLUMNS.max())) + 1
_BITS: Final = np.uint64(1) << np.arange(64, dtype=np.uint64)
MIRROR: Final = np.bitwise_or.reduce(_BITS[_COLUMNS % 2 == 1])
"""XOR with it makes the hash of the mirrored picture."""


def take_hashes(pictures: Pictures) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    """The hashes of pictures that belong together, and which of them are too flat to be told apart.

    `pictures` has the shape (n, SIDE, SIDE); bars are what is black in all of them.
    """
    top, bottom = _bars(pictures.max(axis=(0, 2)))
    left, right = _bars(pictures[:, top:bottom].max(axis=(0, 1)))
    inside = pictures[:, top:bottom, left:right].astype(np.float32)
    frequencies = _waves(bottom - top) @ inside @ _waves(right - left).T
    signs = frequencies[:, _ROWS, _COLUMNS] > 0
    hashes = np.bitwise_or.reduce(np.where(signs, _BITS, np.uint64(0)), axis=1)
    return hashes, inside.std(axis=(1, 2)) < _FLAT


def distances(one: Hashes, other: Hashes) -> npt.NDArray[np.uint8]:
    """In how many of their 64 bits hashes differ; shapes are broadcast."""
    apart: npt.NDArray[np.uint8] = np.bitwise_count(one ^ other)
    return apart


def _bars(brightest: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """Where the picture begins and ends along an axis, from the brightest value on every line across it."""
    lit = np.flatnonzero(brightest > _BAR_LUMA)
    most = int(_MOST_BAR * len(brightest))
    if len(lit) == 0 or lit[0] > most or lit[-1] < len(brightest) - 1 - most:
        return 0, len(brightest)
    return int(lit[0]), int(lit[-1]) + 1


def _waves(length: int) -> Floats:
    """The lowest cosine waves over an axis of this many pixels, shrunk to the grid: shape (_LOWEST, length)."""
    edges = np.linspace(0, length, _GRID + 1)
    pixel = np.arange(length)
    share = np.clip(np.minimum(edges[1:, None], pixel + 1) - np.maximum(edges[:-1, None], pixel), 0, None)
    waves = np.cos(np.pi * np.arange(_LOWEST)[:, None] * (np.arange(_GRID) + 0.5) / _GRID)
    shrunk: Floats = (waves @ (share / share.sum(axis=1, keepdims=True))).astype(np.float32)
    return shrunk
