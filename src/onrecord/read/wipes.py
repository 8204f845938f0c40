"""Wipes: one picture takes the place of another along an edge that runs over the whole picture.

Held against the frames before and after, every cell of the picture goes over at a moment of its own, and these moments
lie on a plane over the picture (an edge that runs straight) or on a cone (one that opens from the middle).
"""

from typing import Final

import numpy as np

from onrecord.read.cuts import changed, half_changed
from onrecord.read.passages import (
    Passage,
    Spans,
    Windows,
    between,
    beyond,
    cells_of,
    halfway,
    overlaps,
    refined,
    room_around,
    seen_by,
    windows,
)
from onrecord.read.thumbs import HEIGHT, WIDTH, Floats, Times

_LENGTHS_MS: Final = (240, 360, 520, 760, 1120, 1640)
_DIFFERS: Final = 9.0  # grey levels, over luma and colours, by which a cell must differ to say which picture it shows
_DIFFERS_MOST: Final = 60.0  # beyond which it says no more
_NOISE: Final = 3.0
_COVERED: Final = 0.4  # least share of cells that differ
_LEAST_STEP: Final = 12.0  # grey levels, over luma and colours, that cells differ by on the average
_BOTH: Final = 0.1  # of what differs is the least that half way shows each of the two pictures
_DECIDED: Final = 0.6  # 1 where every cell shows one picture or the other, 0.5 in a dissolve
_SPREAD: Final = 0.15  # of the window's length, the least standard deviation of the moments: 0.29 in one that fills it
_PROMISING: Final = 0.6  # of the variance of the moments lies on a plane in a window that misses its wipe a little
_CLEAR: Final = (0.86, 5.0, 0.5)  # variance on a plane, grey levels in half of the picture, share of blocks changed
_BLURRED: Final = (0.8, 9.0, 0.6)  # the same: an edge that movement blurs, between pictures that nothing joins


def wipes(times: Times, pictures: Floats, taken: Spans) -> list[Passage]:
    """The wipes of a film that do not lie over what is taken."""
    cells, basis = cells_of(pictures), _basis()

    def look(start: int, end: int) -> Passage | None:
        return _look(times, cells, basis, (start, end))

    spans = list(taken)
    found: list[Passage] = []
    for seen in seen_by(look, _promising(times, cells)):
        if overlaps(seen, spans):
            continue
        wipe = refined(look, seen, room_around(seen, spans, len(times)))
        if _leads_on(times, pictures, wipe, spans):
            found.append(wipe)
            spans.append((wipe.start, wipe.end))
    return found


def _promising(times: Times, cells: Floats) -> Windows:
    """The windows with pictures at their ends that differ in many places, and with both of them to see half way."""
    spans = windows(times, _LENGTHS_MS)
    first, last = cells[spans[:, 0]], cells[spans[:, 1]]
    differs = np.abs(last - first).sum(axis=1)
    covered = np.count_nonzero(differs > _DIFFERS, axis=1) >= _COVERED * differs.shape[1]
    shows = _shows(cells[halfway(times, spans)], first, last)
    weight = differs * (differs > _DIFFERS)
    last_share = (weight * (shows > 0)).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
    both = (last_share > _BOTH) & (last_share < 1 - _BOTH)
    worth: Windows = spans[covered & both & (differs.mean(axis=1) >= _LEAST_STEP)]
    return worth


def _shows(between: Floats, first: Floats, last: Floats) -> Floats:
    """Which picture every cell of those between shows, from -1, the first, to 1, the last."""
    from_first, from_last = (np.abs(between - picture).sum(axis=1) for picture in (first, last))
    shows: Floats = (from_first - from_last) / (from_first + from_last + _NOISE)
    return shows


def _leads_on(times: Times, pictures: Floats, wipe: Passage, taken: Spans) -> bool:
    """Whether another picture is there, in all places, and stays: a caption covers a part, who walks by goes away."""
    half = half_changed(pictures[wipe.start], pictures[wipe.end])
    if wipe.score < _BLURRED[0] or half < _CLEAR[1]:
        return False
    pairs = ((wipe.start, wipe.end), beyond(times, wipe, room_around(wipe, taken, len(times))))
    seen = (wipe.score, half, min(changed(pictures[one][None], pictures[other][None]) for one, other in pairs))
    return any(all(a >= b for a, b in zip(seen, least, strict=True)) for least in (_CLEAR, _BLURRED))


def _look(times: Times, cells: Floats, basis: Floats, window: tuple[int, int]) -> Passage | None:
    start, end = window
    first, last = cells[start], cells[end]
    differs = np.abs(last - first).sum(axis=0)
    weight: Floats = np.minimum(differs, _DIFFERS_MOST) * (differs > _DIFFERS)
    if not (weight > 0).any():
        return None
    weight /= weight.sum()
    some, gone = between(times, start, end)
    shows = _shows(cells[some], first, last)
    lasts = np.diff(gone, prepend=2 * gone[:1] - gone[1:2])
    lasts /= lasts.sum()
    if float(lasts @ np.abs(shows) @ weight) < _DECIDED:
        return None
    moments = ((1 - lasts @ shows) / 2).astype(
        np.float32
    )  # of each cell: how much of the window it shows the first picture
    mean = float(weight @ moments)
    variance = float(weight @ np.square(moments - mean))
    if variance < _SPREAD**2:
        return None
    score = 1 - _off_the_plane(moments, weight, basis) / variance
    middle = int(np.searchsorted(times, times[start] + mean * (times[end] - times[start])))
    return Passage(score, start, end, middle) if score >= _PROMISING else None


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
