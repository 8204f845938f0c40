"""Lines of sound: how well two sounds agree, moment by moment, where one is laid over the other along a line in time.

The form of 0.84 seconds of the query is held against that of the same moment in the release. Each wave in it is
measured by what is usual for it, and none counts for much more than the others: so a door that slams tells no more than
a vowel, and music that is mixed over spoils some of the waves only. Between unrelated sounds the cosine of two such
forms is normally distributed around 0; evidence is the likelihood against that, for an agreement of unknown strength.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.prints.levels import (
    LEAST_LIVELY_DB,
    STEP_MS,
    Form,
    Levels,
    along_pitch,
    forms,
    liveliness,
    shifted,
)

Floats: TypeAlias = npt.NDArray[np.float64]

HELD_AGAINST: Final = Form(span=21, waves=7)
SPAN_MS: Final = HELD_AGAINST.span * STEP_MS

_UNRELATED: Final = 0.105  # standard deviation of the cosine between unrelated sounds; measured 0.101
_MOST_OF_USUAL: Final = 1.5  # as a multiple of the root mean square
_STRENGTHS: Final = np.arange(2.0, 8.0)  # what agreement may be, in standard deviations, all equally likely
_MOST: Final = 14.0  # nats for one moment: what is nearer is no likelier to be the same
_LEAST: Final = -3.0  # so that a word that is covered does not part what it stands in
_CELLS: Final = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """Where a moment of the query stands in an item: `offset_ms + speed * ms`, its pitch `bands` higher there."""

    speed: float
    offset_ms: float
    bands: float

    def held_at(self, ms: Floats) -> Floats:
        """Where moments of the query stand, in ms."""
        return self.offset_ms + self.speed * ms

    def turned(self, by: float, later_ms: float, pivot_ms: float) -> "Line":
        """The line at another speed, that many times this one, and so much later at one moment of the query."""
        speed = self.speed * by
        return replace(self, speed=speed, offset_ms=self.offset_ms + later_ms + (self.speed - speed) * pivot_ms)


class Sound:
    """The levels of one sound, and what is made of them, on demand."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self._waves = lru_cache(4)(lambda bands: along_pitch(shifted(levels, bands)))

    @property
    def length_ms(self) -> int:
        """From the first level to the last."""
        return max(0, len(self.levels) - 1) * STEP_MS

    def told(self, ms: Floats, speed: float = 1.0, bands: float = 0.0) -> tuple[Levels, npt.NDArray[np.bool_]]:
        """The form around each moment, of length 1, and where it is lively enough to tell something."""
        found = forms(self._waves(bands), ms / STEP_MS, HELD_AGAINST, speed)
        return _evened(found), liveliness(found) >= LEAST_LIVELY_DB


def _usual() -> Levels:
    """How large each wave usually is, to a factor: broad ones move more, measured over speech, music and noise."""
    in_time = np.arange(1, HELD_AGAINST.waves + 1) ** -0.45
    in_pitch = np.append(2.6, np.arange(1, 16) ** -0.3)
    return np.asarray(np.outer(in_time, in_pitch).ravel(), np.float32)


_USUAL: Final = _usual()


def _evened(found: Levels) -> Levels:
    evened = found / _USUAL
    most = _MOST_OF_USUAL * np.sqrt(np.mean(np.square(evened), axis=1, keepdims=True))
    evened = np.clip(evened, -most, most)
    return np.asarray(evened / np.maximum(np.linalg.norm(evened, axis=1, keepdims=True), 1e-9), np.float32)


def agreement(query: Sound, held: Sound, line: Line, ms: Floats) -> Floats:
    """The cosine between query and item at each moment of the query; NaN where both are still or the item ends."""
    mine, lively = query.told(ms, bands=line.bands)
    places = line.held_at(ms)
    theirs, answered = held.told(places, line.speed)
    cosine: Floats = np.einsum("nf,nf->n", mine, theirs).astype(np.float64)
    cosine[~lively & ~answered] = np.nan
    cosine[(places < 0) | (places > held.length_ms)] = np.nan
    return cosine


def evidence_of(cosine: Floats) -> Floats:
    """Nats for the same sound, for each moment on its own; 0 where nothing is heard."""
    z = np.nan_to_num(cosine, nan=0.0)[:, None] / _UNRELATED
    ratio = np.log(np.mean(np.exp(_STRENGTHS * np.clip(z, -8, 8) - _STRENGTHS**2 / 2), axis=1))
    return np.where(np.isnan(cosine), 0.0, np.clip(ratio, _LEAST, _MOST))


def best_stretches(evidence: Floats, drop: float) -> Iterator[tuple[int, int, float]]:
    """Stretches whose sum can't be made greater by moving an end: first and last index, and the sum."""
    start = best_at = 0
    total = best = 0.0
    for i, gain in enumerate([*evidence.tolist(), -math.inf]):
        if total <= 0.0:
            start, total, best = i, 0.0, 0.0
        total += gain
        if total > best:
            best, best_at = total, i
        elif total < max(0.0, best - drop):
            if best > 0.0:
                yield start, best_at, best
            total = 0.0


def fitted(query: Sound, held: Sound, line: Line, ms: Floats) -> Line:
    """The line near to this one on which the moments of the query agree best: first roughly, then finely."""
    pivot = float(ms.mean())
    for turns, shifts in _GRIDS:
        best = max(
            (line.turned(1 + turn, shift, pivot) for turn in turns for shift in shifts),
            key=lambda other: float(np.nansum(agreement(query, held, other, ms))),
        )
        line = best
    return line


_GRIDS: Final = (
    ((-0.04, -0.02, 0.0, 0.02, 0.04), (-120.0, -80.0, -40.0, 0.0, 40.0, 80.0, 120.0)),
    ((-0.01, -0.005, 0.0, 0.005, 0.01), (-20.0, -10.0, 0.0, 10.0, 20.0)),
)
