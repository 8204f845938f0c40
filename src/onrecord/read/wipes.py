"""Wipes: one picture takes the place of another along an edge that runs over the whole picture.

Held against the frames before and after, every cell of the picture goes over at a moment of its own, and these moments
lie on a plane over the picture (an edge that runs straight) or on a cone (one that opens from the middle).
"""

from typing import Final

import numpy as np

from onrecord.read.cuts import changed, half_changed
from onrecord.read.passages import Passage, Spans, cells_of, overlaps, refined, room_around, seen_by
from onrecord.read.thumbs import HEIGHT, WIDTH, Floats, Times

_LENGTHS_MS: Final = (240, 360, 520, 760, 1120, 1640)
_DIFFERS: Final = 9.0  # grey levels, over luma and colours, by which a cell must differ to say which picture it shows
_DIFFERS_MOST: Final = 60.0  # beyond which it says no more
_NOISE: Final = 3.0
_COVERED: Final = 0.4  # least share of cells that differ
_DECIDED: Final = 0.6  # 1 where every cell shows one picture or the other, 0.5 in a dissolve
_SPREAD: Final = 0.15  # of the window's length, the least standard deviation of the moments: 0.29 in one that fills it
_PROMISING: Final = 0.6  # a window that misses its wipe a little explains as much of the moments' variance by a plane
_ON_A_PLANE: Final = 0.86  # so much does the window that fits; captions and people that pass reach 0.85
_CHANGED: Final = 0.5
_LEAST_HALF: Final = 5.0


def wipes(times: Times, pictures: Floats, taken: Spans) -> list[Passage]:
    """The wipes of a film that do not lie over what is taken."""
    cells, basis = cells_of(pictures), _basis()

    def look(start: int, end: int) -> Passage | None:
        return _look(cells, basis, start, end)

    spans = list(taken)
    found: list[Passage] = []
    for seen in seen_by(look, times, _LENGTHS_MS):
        if overlaps(seen, spans):
            continue
        wipe = refined(look, seen, room_around(seen, spans, len(times)))
        if wipe.score >= _ON_A_PLANE and _leads_on(pictures, wipe):
            found.append(wipe)
            spans.append((wipe.start, wipe.end))
    return found


def _leads_on(pictures: Floats, wipe: Passage) -> bool:
    """Whether another picture is there afterwards, in all places: a caption or a window covers a part."""
    first, last = pictures[wipe.start], pictures[wipe.end]
    return half_changed(first, last) >= _LEAST_HALF and changed(first[None], last[None]) >= _CHANGED


def _look(cells: Floats, basis: Floats, start: int, end: int) -> Passage | None:
    first, last = cells[start], cells[end]
    differs = np.abs(last - first).sum(axis=0)
    weight = np.where(differs > _DIFFERS, np.minimum(differs, _DIFFERS_MOST), 0)
    if np.count_nonzero(weight) < _COVERED * weight.size:
        return None
    weight /= weight.sum()
    between = cells[start + 1 : end]
    from_first, from_last = (np.abs(between - picture).sum(axis=1) for picture in (first, last))
    shows = (from_first - from_last) / (from_first + from_last + _NOISE)  # -1 the first picture, 1 the last
    if float(np.abs(shows).mean(axis=0) @ weight) < _DECIDED:
        return None
    moments = (1 - shows.mean(axis=0)) / 2  # of each cell: how much of the window it shows the first picture
    mean = float(weight @ moments)
    variance = float(weight @ np.square(moments - mean))
    if variance < _SPREAD**2:
        return None
    score = 1 - _off_the_plane(moments, weight, basis) / variance
    return Passage(score, start, end, start + 1 + round(mean * len(between))) if score >= _PROMISING else None


def _off_the_plane(moments: Floats, weight: Floats, basis: Floats) -> float:
    """The variance of moments that neither their place nor their distance from the middle explains."""
    weighted = basis * weight[:, None]
    fit = np.linalg.lstsq(weighted.T @ basis, weighted.T @ moments, rcond=None)[0]
    return float(weight @ np.square(moments - basis @ fit))


def _basis() -> Floats:
    """Of every cell: one, its place across and down, and its distance from the middle."""
    down, across = (np.linspace(-0.5, 0.5, size // 4, dtype=np.float32) for size in (HEIGHT, WIDTH))
    x, y = (axis.ravel() for axis in np.meshgrid(across, down))
    return np.stack([np.ones_like(x), x, y, np.hypot(x, y)], axis=1)
