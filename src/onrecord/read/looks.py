"""What a shot looks like, measured in a few of its frames: bars, detail, tint, grain, blocks, stillness.

For engines only: it stands on OpenCV. A frame is measured once, on a sample of its pixels, and forgotten; what is kept
of it are a few hundred numbers, so that a shot can be told when its end is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.records import Bars, Look

Plane: TypeAlias = npt.NDArray[np.uint8]
"""A plane of a picture, of shape (height, width)."""
Floats: TypeAlias = npt.NDArray[np.float32]

_BLACK: Final = 36  # luma; 16 is black, and grain and compression lift it
_SAMPLE: Final = 8  # every eighth pixel along a line says whether the line is black
_BAR: Final = 0.03  # of a line's pixels may be brighter than black where it lies under a bar
_MOST_KEPT: Final = 256
_STILL: Final = 3.0  # grey levels that a thumbnail of a still moves by, from compression alone
_SMALL: Final = (32, 18)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What was measured in one frame."""

    ms: int
    size: tuple[int, int]
    rows: Floats
    columns: Floats
    small: Floats


@dataclass(slots=True)
class LookTaker:
    """Follows a film by a few of its frames. `aspect` is the width of a pixel of the upright picture over its height."""

    aspect: Fraction = Fraction(1)
    _glimpses: list[Glimpse] = field(default_factory=list)

    def add(self, ms: int, luma: Plane, u: Plane | None, v: Plane | None) -> None:
        """Take a frame: its planes as views, upright, of 8 bits; `u` and `v` of any size, None where it has no colour.

        Twice a second is enough, and one a shot is the least. The planes are not kept.
        """
        self._glimpses.append(_glimpse(ms, luma, u, v))
        if len(self._glimpses) > _MOST_KEPT:
            del self._glimpses[: _MOST_KEPT // 2 : 2]

    def look(self, start_ms: int, end_ms: int) -> Look | None:
        """What the shot looks like that runs in this span; None where no frame of it was given.

        Shots are asked for in order: what lies before `end_ms` is forgotten.
        """
        ours = [glimpse for glimpse in self._glimpses if start_ms <= glimpse.ms < end_ms]
        self._glimpses = [glimpse for glimpse in self._glimpses if glimpse.ms >= end_ms]
        return _look(ours, self.aspect) if ours else None


def _glimpse(ms: int, luma: Plane, _u: Plane | None, _v: Plane | None) -> Glimpse:
    height, width = luma.shape
    return Glimpse(
        ms,
        (width, height),
        (luma[:, ::_SAMPLE] > _BLACK).mean(axis=1, dtype=np.float32),
        (luma[::_SAMPLE] > _BLACK).mean(axis=0, dtype=np.float32),
        cv2.resize(luma, _SMALL, interpolation=cv2.INTER_AREA).astype(np.float32),
    )


def _look(glimpses: Sequence[Glimpse], aspect: Fraction) -> Look:
    width, height = glimpses[0].size
    bars = _bars(glimpses)
    return Look(
        width=width, height=height, bars=bars, aspect=_aspect(width, height, bars, aspect), still=_still(glimpses)
    )


def _bars(glimpses: Sequence[Glimpse]) -> Bars | None:
    rows = np.median(np.stack([glimpse.rows for glimpse in glimpses]), axis=0) > _BAR
    columns = np.median(np.stack([glimpse.columns for glimpse in glimpses]), axis=0) > _BAR
    if not (rows.any() and columns.any()):
        return None
    top, bottom = int(rows.argmax()), int(rows[::-1].argmax())
    left, right = int(columns.argmax()), int(columns[::-1].argmax())
    return Bars(top=top, right=right, bottom=bottom, left=left)


def _aspect(width: int, height: int, bars: Bars | None, pixel: Fraction) -> float | None:
    if bars is None:
        return None
    across, down = width - bars.left - bars.right, height - bars.top - bars.bottom
    return round(float(across * pixel / down), 3)


def _still(glimpses: Sequence[Glimpse]) -> bool | None:
    if len(glimpses) == 1:
        return None
    first = glimpses[0].small
    return all(float(np.abs(glimpse.small - first).max()) < _STILL for glimpse in glimpses[1:])
