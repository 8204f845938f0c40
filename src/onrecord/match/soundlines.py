"""Lines of sound: how well two sounds agree, moment by moment, where one is laid over the other along a line in time.

The form of 0.84 seconds of the query is held against that of the same moment in the release. Each wave in it is
measured by what is usual for it, and none counts for much more than the others: so a door that slams tells no more than
a vowel, and music that is mixed over spoils some of the waves only. Between unrelated sounds the cosine of two such
forms is normally distributed around 0; evidence is the likelihood against that, for an agreement of unknown strength.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.prints.levels import (
    LEAST_LIVELY_DB,
    STEP_MS,
    Form,
    Levels,
    along_pitch,
    bands_higher,
    forms,
    liveliness,
    shifted,
)

Floats: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.bool_]

HELD_AGAINST: Final = Form(span=21, waves=7)
SPAN_MS: Final = HELD_AGAINST.span * STEP_MS
UNRELATED: Final = 0.105
"""Standard deviation of the cosine between unrelated sounds; measured 0.101."""

_MOST_OF_USUAL: Final = 1.5  # as a multiple of the root mean square
_STRENGTHS: Final = np.arange(2.0, 8.0)  # what agreement may be, in standard deviations, all equally likely
_MOST: Final = 14.0  # nats for one moment: what is nearer is no likelier to be the same
_LEAST: Final = -3.0  # so that a word that is covered does not part what it stands in
_Z: Final = np.linspace(-8.0, 12.0, 401)
_RATIO: Final = np.clip(np.log(np.mean(np.exp(_STRENGTHS * _Z[:, None] - _STRENGTHS**2 / 2), axis=1)), _LEAST, _MOST)

_TURNS: Final = (-0.04, -0.02, 0.0, 0.02, 0.04)  # of the speed: half of what lies between two that are asked for
_REACH: Final = 3  # steps
_NEAR: Final = 3
_NEAR_EVERY_MS: Final = 20.0
_AWAY: Final = 80
_AWAY_EVERY_MS: Final = 80.0  # to 6.4 s: beats and bars
_NOT_AWAY: Final = 4
_BEATS: Final = 0.9
_SMOOTH: Final = 11  # moments whose agreement is put together to see by how much the line is off
_STILL_AT_ONE_MS: Final = 30.0  # what the ends may be off, for the speed to be taken as unchanged
_LEAST_TO_FIT: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Where a moment of the query stands in an item: `offset_ms + speed * ms`, its pitch `bands` lower there."""

    speed: float
    offset_ms: float
    bands: float

    def held_at(self, ms: Floats) -> Floats:
        """Where moments of the query stand, in ms."""
        return self.offset_ms + self.speed * ms

    def turned(self, speed: float, later_ms: float, pivot_ms: float) -> "Line":
        """The line at another speed, and so much later at one moment of the query. What moved its pitch goes along."""
        offset = self.offset_ms + later_ms + (self.speed - speed) * pivot_ms
        return Line(speed, offset, bands_higher(speed) if self.bands else 0.0)


class Told(NamedTuple):
    """Forms of length 1, shape (n, 112), and where they are lively enough to tell something."""

    forms: Levels
    lively: Marks


class Sound:
    """The levels of one sound, and the forms of its moments."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self._waves = along_pitch(levels)

    @property
    def length_ms(self) -> int:
        """From the first level to the last."""
        return max(0, len(self.levels) - 1) * STEP_MS

    def levels_at(self, ms: Floats, bands: float = 0.0) -> Levels:
        """The levels at moments, shape (n, BANDS), between those that are kept, and so many bands lower."""
        place = np.clip(ms / STEP_MS, 0, max(0, len(self.levels) - 1))
        below = place.astype(np.intp)
        part = (place - below).astype(np.float32)[:, None]
        between = self.levels[below] * (1 - part) + self.levels[np.minimum(below + 1, len(self.levels) - 1)] * part
        return shifted(np.asarray(between, np.float32), bands)

    def told(self, ms: Floats, speed: float = 1.0, bands: float = 0.0) -> Told:
        """What is heard around each moment."""
        if not bands or not len(ms):
            found = forms(self._waves, ms / STEP_MS, HELD_AGAINST, speed)
        else:
            reach = HELD_AGAINST.span * max(1.0, speed)
            first = max(0, math.floor(ms.min() / STEP_MS - reach))
            part = along_pitch(shifted(self.levels[first : math.ceil(ms.max() / STEP_MS + reach) + 1], bands))
            found = forms(part, ms / STEP_MS - first, HELD_AGAINST, speed)
        return Told(_evened(found), liveliness(found) >= LEAST_LIVELY_DB)


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


def agreement(mine: Told, held: Sound, line: Line, ms: Floats) -> Floats:
    """The cosine between query and item at moments of the query; NaN where both are still or the item ends."""
    return np.asarray(beside(mine, held, line, ms, 0)[0], np.float64)


def beside(mine: Told, held: Sound, line: Line, ms: Floats, reach: int, every_ms: float = STEP_MS) -> Floats:
    """The same on lines beside this one, shape (2 * reach + 1, n): from `reach` steps of the query earlier on.

    The moments are as far apart as some such steps.
    """
    apart = round((ms[1] - ms[0]) / every_ms) if len(ms) > 1 else 1
    last = (len(ms) - 1) * apart
    places = line.held_at(ms[0] + np.arange(-reach, last + reach + 1) * every_ms)
    theirs = held.told(places, line.speed)
    quiet = ~theirs.lively
    beyond = (places < 0) | (places > held.length_ms)
    cosines = np.empty((2 * reach + 1, len(ms)))
    for shift in range(2 * reach + 1):
        there = slice(shift, shift + last + 1, apart)
        cosines[shift] = np.einsum("nf,nf->n", mine.forms, theirs.forms[there])
        cosines[shift][(quiet[there] & ~mine.lively) | beyond[there]] = np.nan
    return cosines


def evidence_of(cosine: Floats, spread: float = UNRELATED) -> Floats:
    """Nats for the same sound, for each moment on its own; 0 where nothing is heard.

    `spread` is the standard deviation of the cosine between unrelated moments.
    """
    z = np.clip(np.nan_to_num(cosine, nan=0.0) / spread, -8, 12)
    ratio = np.interp(z, _Z, _RATIO)
    return np.where(np.isnan(cosine), 0.0, ratio)


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


def promise(query: Sound, held: Sound, line: Line, ms: Floats) -> tuple[float, Line]:
    """The evidence on the best of some lines beside this one, and that line."""
    return _best(query.told(ms, bands=line.bands), held, line, ms, _REACH)


def roughly(query: Sound, held: Sound, line: Line, ms: Floats) -> Line:
    """The line near to this one on which moments of the query agree best, with its pitch kept or moved along."""
    pivot, mine = float(ms.mean()), query.told(ms, bands=line.bands)
    turned = (line.turned(line.speed * (1 + turn), 0.0, pivot) for turn in _TURNS)
    found = max((_best(mine, held, other, ms, _REACH) for other in turned), key=lambda best: best[0])[1]
    lines = [replace(found, bands=bands) for bands in {0.0, bands_higher(found.speed)}]
    return max((promise(query, held, other, ms) for other in lines), key=lambda best: best[0])[1]


def _best(mine: Told, held: Sound, line: Line, ms: Floats, reach: int) -> tuple[float, Line]:
    totals = evidence_of(beside(mine, held, line, ms, reach)).sum(axis=1)
    best = int(totals.argmax())
    return float(totals[best]), line.turned(line.speed, (best - reach) * STEP_MS * line.speed, 0.0)


def elsewhere(mine: Told, held: Sound, line: Line, ms: Floats) -> tuple[float, float, float]:
    """How other moments of the item agree: mean and spread of cosines, and the most evidence of a line, per moment.

    A rhythm agrees with every rhythm, beat by beat, and with itself a beat later. What agrees as well with what comes
    before or after tells of a rhythm, a tone that beats or a loop, and not of a moment. The mean is that of the lines
    that agree best, as if beat by beat.
    """
    cosines = beside(mine, held, line, ms, _AWAY, _AWAY_EVERY_MS)
    away = np.delete(cosines, slice(_AWAY - _NOT_AWAY, _AWAY + _NOT_AWAY + 1), axis=0)
    away = away[~np.isnan(away).all(axis=1)]
    if not len(away):
        return 0.0, UNRELATED, 0.0
    spread = max(UNRELATED, float(np.sqrt(np.nanmean(np.square(away)))))
    means = np.nanmean(away, axis=1)
    beat = float(means[means >= np.quantile(means, _BEATS)].mean())
    best = float(evidence_of(away, spread).sum(axis=1).max()) / len(ms)
    return max(0.0, beat), spread, max(0.0, best)


def finely(query: Sound, held: Sound, line: Line, ms: Floats) -> Line:
    """The line through the places around this one where each part of the query agrees best."""
    mine = query.told(ms, bands=line.bands)
    near = np.nan_to_num(beside(mine, held, line, ms, _NEAR, _NEAR_EVERY_MS))
    together = np.ones(min(_SMOOTH, len(ms)))
    near = np.apply_along_axis(lambda row: np.convolve(row, together, "same"), 1, near)
    at = np.clip(near.argmax(axis=0), 1, len(near) - 2)
    column = np.arange(len(ms))
    before, here, after = (near[at + step, column] for step in (-1, 0, 1))
    curve = np.minimum(before - 2 * here + after, -1e-6)
    off = (at - _NEAR + np.clip(0.5 * (before - after) / curve, -1, 1)) * _NEAR_EVERY_MS * line.speed
    weight = np.maximum(here, 0.0)
    if (weight > 0).sum() < _LEAST_TO_FIT:
        return line
    return _laid(line, ms, off, weight)


def _laid(line: Line, ms: Floats, off: Floats, weight: Floats) -> Line:
    """The line moved so as to go through places so far off; at speed 1 where that does as well."""
    pivot = float(np.average(ms, weights=weight))
    later = float(np.average(off, weights=weight))
    spread = float(np.average((ms - pivot) ** 2, weights=weight))
    turn = float(np.average((ms - pivot) * (off - later), weights=weight)) / spread if spread > 0 else 0.0
    speed = line.speed + turn
    if not line.bands and abs(speed - 1) * (ms[-1] - ms[0]) < 2 * _STILL_AT_ONE_MS:
        speed = 1.0
    return line.turned(speed, later, pivot)
