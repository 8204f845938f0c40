"""Dissolves: every frame is a blend of the same two pictures, with more and more of the second."""

from typing import Final

import numpy as np

from onrecord.read.cuts import changed, half_changed
from onrecord.read.fades import EVEN
from onrecord.read.passages import LONGEST_MS, Passage, Spans, cells_of, overlaps, refined, room_around, seen_by
from onrecord.read.thumbs import Floats, Times

_LENGTHS_MS: Final = (240, 320, 440, 600, 840, 1160, 1600, LONGEST_MS)
_LEAST_STEP: Final = 4.0  # grey levels between the two pictures, brightness left aside
_ERROR: Final = 0.25  # of that step, by which frames differ from the blend that their time asks for: nothing is left
_SHARE_ERROR: Final = 0.25  # most that a frame may have too much or too little of the second picture; 0.5 in a cut
_LEAST_SCORE: Final = 2.3  # grey levels that are left of the step when errors are paid for
_LEAST_HALF: Final = 3.0
_CLEAR: Final = (0.5, 7.0)  # share of blocks changed, score
_CHANGED: Final = (0.6, _LEAST_SCORE)  # the same: a blend that movement blurs, between pictures that nothing joins
_A_PART: Final = 0.2  # of the blocks: the passage may be longer than the window, so less need be changed across that
_BEYOND_MS: Final = 200  # and as far as the window is long, on either side
_APART_MS: Final = 160  # two passages that are nearer are one


def dissolves(times: Times, pictures: Floats, taken: Spans) -> list[Passage]:
    """The dissolves of a film that do not lie over what is taken."""
    cells = cells_of(pictures)
    cells -= cells.mean(axis=2, keepdims=True)
    empty = pictures[:, 0].std(axis=(1, 2)) < EVEN

    def look(start: int, end: int) -> Passage | None:
        return None if empty[start] or empty[end] else _look(cells, start, end)

    spans = list(taken)
    found: list[Passage] = []
    for seen in seen_by(look, times, _LENGTHS_MS):
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
    beyond = _BEYOND_MS + int(times[last] - times[first])
    room = room_around(passage, taken, len(times))
    before = max(room[0], int(np.searchsorted(times, times[first] - beyond)))
    after = min(room[1], int(np.searchsorted(times, times[last] + beyond)))
    pairs = ((first, last, _A_PART), (before, after, 0.0))
    share = min(changed(pictures[one][None], pictures[other][None]) + more for one, other, more in pairs)
    return any(share >= least and passage.score >= score for least, score in (_CLEAR, _CHANGED))


def _look(cells: Floats, start: int, end: int) -> Passage | None:
    first = cells[start].ravel()
    whole = cells[end].ravel() - first
    step = float(np.abs(whole).mean())
    if step < _LEAST_STEP:
        return None
    between = cells[start + 1 : end].reshape(end - start - 1, -1) - first
    expected = np.linspace(0, 1, len(between) + 2, dtype=np.float32)[1:-1]
    share = between @ whole / float(whole @ whole)
    if float(np.abs(share - expected).max()) > _SHARE_ERROR:
        return None
    error = float(np.abs(between - expected[:, None] * whole).mean()) / step
    score = step * (1 - error / _ERROR)
    return Passage(score, start, end, start + 1 + int(np.abs(share - 0.5).argmin())) if score >= _LEAST_SCORE else None
