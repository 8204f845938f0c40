"""What a shot looks like, measured in a few of its frames: bars, detail, tint, grain, blocks, stillness.

For engines only: it stands on OpenCV. Of a frame a few lines of pixels and two thumbnails are kept, until the end of
its shot is known and they are measured together. What can't be told from them is None.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.read import texture
from onrecord.records import Bars, Look, Tint

Plane: TypeAlias = npt.NDArray[np.uint8]
"""A plane of a picture, of shape (height, width)."""
Floats: TypeAlias = npt.NDArray[np.float32]

_LINES: Final = 20  # lines of pixels kept of a frame, in either direction
_EVERY_MS: Final = 400
_MOST_KEPT: Final = 96  # frames; of the older half of a long shot's, every other is dropped
_MEASURED: Final = 5  # frames of a shot, at most, whose lines and colours are measured
_THUMB: Final = (32, 18)
_ENOUGH: Final = 200  # pixels across, to make a thumbnail of

_BLACK: Final = 36  # luma; 16 is black, and grain and compression lift it
_EVERY: Final = 8  # pixel along a line says whether the line is black
_BAR: Final = 0.03  # of a line's pixels may be brighter than black where it lies under a bar
_INTO: Final = 4  # lines from a bar into the picture, within which it begins: an edge is blurred by a line or two
_BEYOND: Final = 24  # lines that say how bright the picture is there
_SUDDEN: Final = 0.6  # of that brightness is reached where a picture begins; a dark place brightens little by little
_LEVEL: Final = 26.0  # mean luma of a bar; what is brighter is a dark place
_BARS: Final = ((20.0, 0.25), (3.0, 0.1))
"""Of a bar: at most this many grey levels from its 5th to its 95th percentile, and at least this share of the line
beside it brighter, in the brightest frame. An even bar is no place, so that less light tells it."""
_NARROWEST: Final = 2  # pixels
_WIDEST: Final = 0.45  # of the picture, on one side

_EMPTY: Final = (40.0, 5.0)  # mean and standard deviation of the luma of a picture that shows nothing
_STILL: Final = 2.5  # grey levels that the thumbnail of a still moves by, from compression alone
_MOVING: Final = 5.0

_GREY: Final = (2.0, 3.0)  # from neutral, in the mean and in the most that a thumbnail's colour differs from it
_TONES: Final = 6  # tones between which one tint may change, as dyes and clipped highlights do
_ONE_TINT: Final = (2.5, 0.2)  # at most this much colour that brightness doesn't explain: standard deviation, and its
_COLOUR: Final = (1.2, 0.35)  # share of all colour; at least this much, or
_COLOURFUL: Final = 3.0  # this standard deviation alone
_MOST: Final = 0.8  # of the frames say the same, or nothing is said


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is kept of a frame at `ms`.

    `rows` and `columns` say of each line of pixels which share is brighter than black; `down` and `along` are some
    columns and rows themselves, of shape (lines, pixels); `thumbs` are luma and colour, of shape (1 or 3, 18, 32).
    """

    ms: int
    size: tuple[int, int]
    rows: Floats
    columns: Floats
    down: Plane
    along: Plane
    thumbs: Floats


@dataclass(slots=True)
class LookTaker:
    """Follows a film by a few of its frames. `aspect` is the width of a pixel over its height, once upright."""

    aspect: Fraction = Fraction(1)
    _glimpses: list[Glimpse] = field(default_factory=list)

    def add(self, ms: int, luma: Plane, u: Plane | None, v: Plane | None, *, fresh: bool = True) -> None:
        """Take a frame: its planes as views, upright, of 8 bits; `u` and `v` of any size, None where it has no colour.

        The planes are not kept. A frame that comes soon after another is left out, unless a shot may begin with it.
        """
        if not fresh and self._glimpses and ms - self._glimpses[-1].ms < _EVERY_MS:
            return
        self._glimpses.append(_glimpse(ms, luma, u, v))
        if len(self._glimpses) > _MOST_KEPT:
            del self._glimpses[: _MOST_KEPT // 2 : 2]

    def look(self, start_ms: int, end_ms: int) -> Look | None:
        """What the shot looks like that runs in this span; None where no frame of it was given.

        Shots are asked for in order: what lies before `end_ms` is forgotten.
        """
        ours = [glimpse for glimpse in self._glimpses if start_ms <= glimpse.ms < end_ms]
        self._glimpses = [glimpse for glimpse in self._glimpses if glimpse.ms >= end_ms]
        return look_of(ours, self.aspect) if ours else None


def look_of(glimpses: Sequence[Glimpse], aspect: Fraction) -> Look:
    """What glimpses of one shot say together; those of another size than most are left aside."""
    size = Counter(glimpse.size for glimpse in glimpses).most_common(1)[0][0]
    width, height = size
    shown = [glimpse for glimpse in glimpses if glimpse.size == size and not _is_empty(glimpse)]
    if not shown:
        return Look(width=width, height=height)
    bars, few = _bars(shown), _few(shown)
    inside = bars or Bars()
    measured = texture.measure(*_lines(few, inside))
    across, down = width - inside.left - inside.right, height - inside.top - inside.bottom
    return Look(
        width=width,
        height=height,
        bars=bars,
        aspect=round(float(across * aspect / down), 3) if bars else None,
        lines=measured.lines if bars else None,
        tint=_tint([_colours(glimpse, inside) for glimpse in few]),
        grain=measured.grain,
        blocks=measured.blocks,
        still=_still(shown),
    )


def _few(glimpses: Sequence[Glimpse]) -> list[Glimpse]:
    """Those that are measured, spread over the shot."""
    return [glimpses[at] for at in sorted({round(at) for at in np.linspace(0, len(glimpses) - 1, _MEASURED)})]


def _glimpse(ms: int, luma: Plane, u: Plane | None, v: Plane | None) -> Glimpse:
    height, width = luma.shape
    colour = [] if u is None or v is None else [u, v]
    return Glimpse(
        ms,
        (width, height),
        (luma[:, ::_EVERY] > _BLACK).mean(axis=1, dtype=np.float32),
        (luma[::_EVERY] > _BLACK).mean(axis=0, dtype=np.float32),
        np.ascontiguousarray(luma[:, _spread(width)].T),
        luma[_spread(height)],
        np.stack([_thumb(plane) for plane in (luma, *colour)]),
    )


def _spread(pixels: int) -> npt.NDArray[np.intp]:
    """Where the kept lines stand: in the middle of as many parts."""
    return ((np.arange(_LINES) + 0.5) * pixels / _LINES).astype(np.intp)


def _thumb(plane: Plane) -> Floats:
    step = max(1, plane.shape[1] // _ENOUGH)
    return cv2.resize(plane[::step, ::step], _THUMB, interpolation=cv2.INTER_AREA).astype(np.float32)


def _is_empty(glimpse: Glimpse) -> bool:
    return bool(glimpse.thumbs[0].mean() < _EMPTY[0] and glimpse.thumbs[0].std() < _EMPTY[1])


def _bars(glimpses: Sequence[Glimpse]) -> Bars | None:
    rows, columns = np.stack([one.rows for one in glimpses]), np.stack([one.columns for one in glimpses])
    down, along = np.stack([one.down for one in glimpses]), np.stack([one.along for one in glimpses])
    top, bottom = _bar(rows, down), _bar(rows[:, ::-1], down[..., ::-1])
    left, right = _bar(columns, along), _bar(columns[:, ::-1], along[..., ::-1])
    if top is None or right is None or bottom is None or left is None:
        return None
    return Bars(top=top, right=right, bottom=bottom, left=left)


def _bar(bright: Floats, lines: Plane) -> int | None:
    """How many pixels lie under the bar at the near end; None where a dark place can't be told from a bar.

    `bright`: (frames, pixels), the share of bright pixels; `lines`: (frames, lines, pixels), lines that cross the bar.
    """
    lit = np.median(bright, axis=0) > _BAR
    wide = int(lit.argmax()) if lit.any() else len(lit)
    if wide < _NARROWEST:
        return 0
    under = lines[..., : max(1, wide - 1)]
    low, high = np.percentile(under, (5, 95))
    beside = bright[:, wide : wide + _INTO].max(initial=0.0)
    beyond = np.median(bright[:, wide : wide + _BEYOND].max(axis=0, initial=0.0))
    told = any(high - low <= uneven and beside >= least for uneven, least in _BARS) and beside >= _SUDDEN * beyond
    return wide if told and wide <= _WIDEST * len(lit) and under.mean() <= _LEVEL else None


def _lines(glimpses: Sequence[Glimpse], bars: Bars) -> tuple[Plane, Plane]:
    """The columns and the rows inside the bars."""
    width, height = glimpses[0].size
    columns = [at for at, x in enumerate(_spread(width)) if bars.left <= x < width - bars.right]
    rows = [at for at, y in enumerate(_spread(height)) if bars.top <= y < height - bars.bottom]
    return (
        np.concatenate([one.down[columns, bars.top : height - bars.bottom] for one in glimpses]),
        np.concatenate([one.along[rows, bars.left : width - bars.right] for one in glimpses]),
    )


def _colours(glimpse: Glimpse, bars: Bars) -> Floats:
    """The part of its thumbnails that shows only what is inside the bars."""
    (width, height), (across, down) = glimpse.size, _THUMB
    top, bottom = -(-bars.top * down // height), down - -(-bars.bottom * down // height)
    left, right = -(-bars.left * across // width), across - -(-bars.right * across // width)
    return glimpse.thumbs[:, top:bottom, left:right]


def _still(glimpses: Sequence[Glimpse]) -> bool | None:
    if len(glimpses) <= 1:
        return None
    steps = [float(np.abs(one.thumbs[0] - glimpses[0].thumbs[0]).max()) for one in glimpses[1:]]
    if max(steps) < _STILL:
        return True
    return False if max(steps) > _MOVING else None


def _tint(thumbs: Sequence[Floats]) -> Tint | None:
    """Whether frames have colours, one tint laid over all that they show, or none."""
    told, times = Counter(map(_tint_of, thumbs)).most_common(1)[0]
    return told if times >= _MOST * len(thumbs) else None


def _tint_of(thumbs: Floats) -> Tint | None:
    if len(thumbs) == 1:
        return "black and white"
    luma, colours = thumbs[0].ravel(), thumbs[1:].reshape(2, -1) - 128.0
    if np.abs(colours.mean(axis=1)).max() <= _GREY[0] and np.abs(colours).max() <= _GREY[1]:
        return "black and white"
    rest = _unexplained(luma, colours)
    share = rest / float(np.abs(colours).mean())
    if rest <= _ONE_TINT[0] and share <= _ONE_TINT[1]:
        return "one tint"
    return "colour" if rest >= _COLOURFUL or (rest >= _COLOUR[0] and share >= _COLOUR[1]) else None


def _unexplained(luma: Floats, colours: Floats) -> float:
    """The standard deviation of colour that is left when each tone has one."""
    knots = np.linspace(luma.min(), luma.max() + 1.0, _TONES)
    tones = np.stack([np.interp(luma, knots, one) for one in np.eye(_TONES)], axis=1)
    weights = np.linalg.lstsq(tones, colours.T, rcond=None)[0]
    return float((colours.T - tones @ weights).std(axis=0).max())
