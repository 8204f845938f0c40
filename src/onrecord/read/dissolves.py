"""Dissolves: every frame is a blend of the same two pictures, with more and more of the second."""

from typing import Final

import numpy as np

from onrecord.read.cuts import changed, half_changed
from onrecord.read.fades import EVEN
from onrecord.read.passages import (
    LONGEST_MS,
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
from onrecord.read.thumbs import Floats, Times

_LENGTHS_MS: Final = (240, 320, 440, 600, 840, 1160, 1600, LONGEST_MS)
_LEAST_STEP: Final = 4.0  # grey levels between the two pictures, brightness left aside
_ERROR: Final = 0.25  # of that step, by which frames differ from the blend that their time asks for: nothing is left
_HALFWAY_ERROR: Final = 0.4  # the same, of the frame half way alone; 0.5 in a cut
_SHARE_ERROR: Final = 0.25  # most that a frame may have too much or too little of the second picture; 0.5 in a cut
_LEAST_SCORE: Final = 2.3  # grey levels that are left of the step when errors are paid for
_LEAST_HALF: Final = 3.0
_CLEAR: Final = (0.5, 7.0)  # share of blocks changed, score
_CHANGED: Final = (0.6, _LEAST_SCORE)  # the same: a blend that movement blurs, between pictures that nothing joins
_A_PART: Final = 0.2  # of the blocks: the passage may be longer than the window, so less need be changed across that
_APART_MS: Final = 160  # two passages that are nearer are one


def dissolves(times: Times, pictures: Floats, taken: Spans) -> list[Passage]:
    """The dissolves of a film that do not lie over what is taken."""
    cells = cells_of(pictures)
    cells -= cells.mean(axis=2, keepdims=True)
    empty = pictures[:, 0].std(axis=(1, 2)) < EVEN

    def look(start: int, end: int) -> Passage | None:
        return None if empty[start] or empty[end] else _look(times, cells, start, end)

    spans = list(taken)
    found: list[Passage] = []
    for seen in seen_by(look, _promising(times, cells)):
        if overlaps(seen, spans):
            continue
        dissolve = refined(look, seen, room_around(seen, spans, len(times)))
        if not _follows(times, dissolve, found) and _leads_on(times, pictures, dissolve, spans):
            found.append(dissolve)
            spans.append((dissolve.start, dissolve.end))
    return found


def _follows(times: Times, passage: Passage, found: list[Passage]) -> bool:
    begin, end = times[passage.start] - _APART_MS, times[passage.end] + _APART_MS
    return any(begin < times[other.end] and times[other.start] < end for other in found)


def _leads_on(times: Times, pictures: Floats, passage: Passage, taken: Spans) -> bool:
    """Whether the picture after a passage is another than that before it, and everywhere."""
    first, last = passage.start, passage.end
    if half_changed(pictures[first], pictures[last]) < _LEAST_HALF:
        return False
    before, after = beyond(times, passage, room_around(passage, taken, len(times)))
    pairs = ((first, last, _A_PART), (before, after, 0.0))
    share = min(changed(pictures[one][None], pictures[other][None]) + more for one, other, more in pairs)
    return any(share >= least and passage.score >= score for least, score in (_CLEAR, _CHANGED))


def _promising(times: Times, cells: Floats) -> Windows:
    """The windows with pictures at their ends that differ enough, and nearly their blend half way."""
    spans = windows(times, _LENGTHS_MS)
    first, middle, last = (
        cells[at].reshape(len(spans), cells[:1].size) for at in (spans[:, 0], halfway(times, spans), spans[:, 1])
    )
    step = np.abs(last - first).mean(axis=1)
    error = np.abs(middle - (first + last) / 2).mean(axis=1)
    worth: Windows = spans[(step >= _LEAST_STEP) & (error <= _HALFWAY_ERROR * step)]
    return worth


def _look(times: Times, cells: Floats, start: int, end: int) -> Passage | None:
    first = cells[start].ravel()
    whole = cells[end].ravel() - first
    step = float(np.abs(whole).mean())
    if step < _LEAST_STEP:
        return None
    some, gone = between(times, start, end)
    added = cells[some].reshape(len(gone), -1) - first
    share = added @ whole / float(whole @ whole)
    if float(np.abs(share - gone).max()) > _SHARE_ERROR:
        return None
    error = float(np.abs(added - gone[:, None] * whole).mean()) / step
    score = step * (1 - error / _ERROR)
    middle = int(np.searchsorted(times, (times[start] + times[end]) // 2))
    return Passage(score, start, end, middle) if score >= _LEAST_SCORE else None
