"""Fades: the picture goes down to black, or up to white, and comes back as another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from onrecord.read.cuts import changed
from onrecord.read.thumbs import Floats, Times

EVEN: Final = 6.0  # standard deviation under which a frame is empty, noise included
_BLACK: Final = 40.0  # most luma; 16 is black
_WHITE: Final = 210.0  # least luma; 235 is white
_RAMP_MS: Final = 200
_BEYOND_MS: Final = 400  # of the empty frames, there is a picture again
_FIRST_STEP: Final = 0.5  # of a ramp's whole height is the most that its first frame may take; a cut takes all of it
_LEAST_HEIGHT: Final = 3.0
_CHANGED: Final = 0.3
_LONGEST_RAMP_MS: Final = 2000
_RISES: Final = 1.01


@dataclass(frozen=True, slots=True)
class Fade:
    """The last frame before it, its first empty frame, the first that is empty no more, and the first after it."""

    begin: int
    empty: int
    back: int
    end: int


def fades(times: Times, pictures: Floats) -> list[Fade]:
    """The fades of a film, in order; a flash is none, nor is the black that a film begins or ends with."""
    luma = pictures[:, 0]
    level, contrast = luma.mean(axis=(1, 2)), luma.std(axis=(1, 2))
    black, white = ((contrast < EVEN) & tone for tone in (level < _BLACK, level > _WHITE))
    found = [
        _whole(times, contrast, start, end)
        for empty in (black, white)
        for start, end in pairwise((np.flatnonzero(np.diff(empty.astype(np.int8))) + 1).tolist())
        if empty[start] and _gradual(times, level, start, end) and _leads_on(times, pictures, start, end)
    ]
    return sorted(found, key=lambda fade: fade.empty)


def _gradual(times: Times, level: Floats, start: int, end: int) -> bool:
    """Whether brightness comes to that of the empty frames little by little, or leaves it so; to white, both."""
    sides = (_ramps(times, level, range(start, -1, -1)), _ramps(times, level, range(end - 1, len(level))))
    return all(sides) if level[start] > _WHITE else any(sides)


def _ramps(times: Times, level: Floats, frames: range) -> bool:
    first = frames[0]
    near = [frame for frame in frames[: 4 * _RAMP_MS] if abs(int(times[frame] - times[first])) <= 3 * _RAMP_MS]
    if abs(int(times[near[-1]] - times[first])) <= _RAMP_MS:
        return False
    heights = np.abs(level[near] - level[first])
    return bool(heights.max() > _LEAST_HEIGHT and heights[1] < _FIRST_STEP * heights.max())


def _leads_on(times: Times, pictures: Floats, start: int, end: int) -> bool:
    """Whether another picture comes back, or black stays long enough to part one picture from itself."""
    if times[end] - times[start] > _RAMP_MS and pictures[start, 0].mean() < _WHITE:
        return True
    before, after = np.searchsorted(times, (times[start] - _BEYOND_MS, times[end] + _BEYOND_MS)).tolist()
    after = min(after, len(times) - 1)
    return changed(pictures[before : before + 1], pictures[after : after + 1]) >= _CHANGED


def _whole(times: Times, contrast: Floats, start: int, end: int) -> Fade:
    """A fade with the ramps that lead to its empty frames and away from them."""
    down = _climb(times, contrast, range(start - 1, -1, -1))
    return Fade(down, start, end, _climb(times, contrast, range(end, len(times))))


def _climb(times: Times, contrast: Floats, frames: Sequence[int]) -> int:
    """The frame up to which contrast grows without a pause."""
    for one, other in pairwise(frames):
        if contrast[other] <= _RISES * contrast[one] or abs(times[other] - times[frames[0]]) > _LONGEST_RAMP_MS:
            return one
    return frames[-1]
