"""What lines of pixels say of a picture's making: how much detail it carries, its grain, the grid of its compression.

For engines only: it stands on OpenCV. The figures below were set on clips that were shrunk and enlarged, grained and
compressed with known strengths.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Lines: TypeAlias = npt.NDArray[np.uint8]
"""Lines of neighbouring pixels, of shape (lines, pixels)."""
Floats: TypeAlias = npt.NDArray[np.float32]

_REACH: Final = 8  # pixels on either side of one, among which an edge stands
_EDGE: Final = 50  # grey levels of a strong edge
_LEAST_EDGES: Final = 200  # pixels near strong edges, to tell how sharp they are
_SHORTEST: Final = 64  # pixels of a line
_SHARPEST: Final = 98.0  # percentile
_LOST: Final = 0.1  # of an edge's height that may be lost
_SHARES: Final = np.array([0.12, 0.16, 0.2, 0.25, 0.3, 0.375, 0.45, 0.525, 0.6, 0.7, 0.8, 0.92])  # tried
_FULL: Final = 0.85  # share of its frequencies that a picture uses whose pixels are as fine as its detail

_STRETCH: Final = 16  # pixels in which grain is looked for
_LEAST_STRETCHES: Final = 100
_TONES: Final = (30, 225)  # mean luma of stretches in which grain shows; black and white swallow it
_QUIETEST: Final = 10.0  # percentile of the stretches: what moves least there is grain, not texture
_GRAINY: Final = 4.0  # grey levels of grain that would pass for detail
_GRAIN: Final = 1.42  # times the quietest stretches' deviation is the mean one's
_GRID: Final = 8  # pixels; the blocks of other sizes are multiples of it
_STEEPEST: Final = 24.0  # grey levels; what is steeper is an edge of something shown
_SMOOTH: Final = 0.3  # grey levels between neighbours, on the average, under which there is nothing to compare with


@dataclass(frozen=True, slots=True)
class Texture:
    """See Look; None where the lines don't tell."""

    lines: int | None
    grain: float | None
    blocks: float | None


def measure(down: Lines, along: Lines) -> Texture:
    """Measure columns and rows of a picture."""
    grain = _grain(down, along)
    return Texture(None if grain is None or grain > _GRAINY else _detail(down), grain, _blocks(down, along))


def _detail(down: Lines) -> int | None:
    """How many lines would carry the detail of these columns.

    Edges are what compression leaves alone longest: so detail is the share of the spatial frequencies that is needed
    to draw the sharpest edges as they are.
    """
    share = finest(down)
    if share is None:
        return None
    return round(min(1.0, share / _FULL) * int(down.shape[1]))


def finest(lines: Lines) -> float | None:
    """The share of spatial frequencies, 0 to 1, that the sharpest edges need; None where there are too few edges."""
    if lines.shape[1] < _SHORTEST:
        return None
    near = np.ones((1, 2 * _REACH + 1), np.uint8)
    height = (cv2.dilate(lines, near) - cv2.erode(lines, near)).astype(np.float32)
    edges = height >= _EDGE
    if edges.sum() < _LEAST_EDGES:
        return None
    mirrored = np.concatenate([lines, lines[:, ::-1]], axis=1).astype(np.float32)
    waves = np.fft.rfft(mirrored, axis=1)

    @cache
    def lost(at: int) -> float:
        kept = waves.copy()
        kept[:, round(_SHARES[at] * waves.shape[1]) :] = 0
        left_out = np.abs(np.fft.irfft(kept, axis=1)[:, : lines.shape[1]] - lines)
        return float(np.percentile(left_out[edges] / height[edges], _SHARPEST))

    enough = bisect_left(range(len(_SHARES)), -_LOST, key=lambda at: -lost(at))
    if enough in {0, len(_SHARES)}:
        return 1.0 if enough else None
    return float(np.interp(_LOST, (lost(enough), lost(enough - 1)), _SHARES[[enough, enough - 1]]))


def _grain(down: Lines, along: Lines) -> float | None:
    parts = [_stretches(lines) for lines in (down, along)]
    quiet = np.concatenate(parts)
    if len(quiet) < _LEAST_STRETCHES:
        return None
    return round(_GRAIN * float(np.percentile(quiet, _QUIETEST)), 1)


def _stretches(lines: Lines) -> Floats:
    """Standard deviation, of each stretch that is neither black nor white, from a straight line through it."""
    bent = cv2.filter2D(lines, cv2.CV_32F, np.array([[-0.5, 1.0, -0.5]], np.float32)) / np.float32(np.sqrt(1.5))
    count = lines.shape[1] // _STRETCH
    cut = (lines.shape[0], count, _STRETCH)
    level = lines[:, : count * _STRETCH].reshape(cut).mean(axis=2)
    spread = np.sqrt(np.square(bent[:, : count * _STRETCH].reshape(cut)).mean(axis=2))
    kept: Floats = spread[(level > _TONES[0]) & (level < _TONES[1])]
    return kept


def _blocks(down: Lines, along: Lines) -> float | None:
    """The mean over both directions; None where there is nothing beside which the grid could be stronger."""
    if min(down.shape[1], along.shape[1]) < _SHORTEST:
        return None
    told = [_grid(lines) for lines in (down, along)]
    return None if None in told else round(float(np.mean([one for one in told if one is not None])), 2)


def _grid(lines: Lines) -> float | None:
    steps = cv2.absdiff(lines[:, 1:], lines[:, :-1]).astype(np.float32)
    over = steps[:, 1:-1] - (steps[:, :-2] + steps[:, 2:]) / 2
    faint = (steps[:, 1:-1] <= _STEEPEST).astype(np.float32)
    usual = float((steps[:, 1:-1] * faint).sum() / max(faint.sum(), 1))
    if usual < _SMOOTH:
        return None
    across = over.shape[1] // _GRID
    cut = (len(lines), across, _GRID)
    over, faint = over[:, : across * _GRID].reshape(cut), faint[:, : across * _GRID].reshape(cut)
    phases = (over * faint).sum(axis=(0, 1)) / np.maximum(faint.sum(axis=(0, 1)), 1)
    return max(0.0, float(phases.max() - np.median(phases))) / usual
