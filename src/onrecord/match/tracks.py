"""Tracks: a line along which the query shows a release, and the stretch over which it does."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.floating]
Ints: TypeAlias = npt.NDArray[np.int32]

_EVEN: Final = 0.62  # likeness that speaks neither for nor against
_PER_LIKENESS: Final = 8.0
_MOST: Final = 2.5
_LEAST: Final = -2.0
_REACH_MS: Final = 260  # to the nearest moment that is held
_SPEEDS: Final = np.unique(
    np.concatenate([np.exp2(np.linspace(-1, 1, 81)), [0.96, 24 / 25, 25 / 24, 0.8, 1.25, 0.999]])
)
_SHIFTS_MS: Final = np.arange(-1600, 1601, 80)
_DROP: Final = 14.0
_PRIOR: Final = 4.0  # nats that another speed than the release's own has to bring
_FINE_SPEEDS: Final = np.linspace(-0.024, 0.024, 9)
_FINE_SHIFTS_MS: Final = np.arange(-400, 401, 40)
_RESIDUE: Final = 0.004


class Line(NamedTuple):
    """Where what the query shows at `ms` is held: at `held_ms`, and from there on at this speed."""

    ms: float
    held_ms: float
    speed: float

    def at(self, ms: Floats) -> Floats:
        """The held moments of moments of the query."""
        return self.held_ms + (ms - self.ms) * self.speed


class Track(NamedTuple):
    """A line, and the first and last moment of the query, by index, that follow it."""

    line: Line
    first: int
    last: int
    evidence: float


def along(times: Ints, held_times: Ints, alike: Floats, lines: list[Line]) -> Floats:
    """How alike the moments along lines are, shape (lines, moments); nan where nothing is held."""
    place = np.stack([line.at(times.astype(np.float64)) for line in lines])
    after = np.clip(np.searchsorted(held_times, place), 1, len(held_times) - 1)
    nearer = after - (place - held_times[after - 1] < held_times[after] - place)
    found = alike[np.arange(len(times))[None], nearer]
    return np.where(np.abs(held_times[nearer] - place) <= _REACH_MS, found, np.nan)


def evidence(alike: Floats) -> Floats:
    """What a moment's likeness says, in nats."""
    return np.where(np.isnan(alike), _LEAST, np.clip(_PER_LIKENESS * (alike - _EVEN), _LEAST, _MOST))


def find(times: Ints, held_times: Ints, alike: Floats, seed: Line) -> Track | None:
    """The best line near the seed, and how far it holds to either side of it."""
    if len(held_times) < 2 or not len(times):  # noqa: PLR2004  # a line needs two
        return None
    lines = [
        Line(seed.ms, seed.held_ms + d, s)
        for s in (seed.speed * _SPEEDS).tolist()
        if 0.48 <= s <= 2.1
        for d in _SHIFTS_MS
    ]
    middle = int(np.abs(times - seed.ms).argmin())
    told = evidence(along(times, held_times, alike, lines))
    right = np.maximum.accumulate(np.cumsum(told[:, middle:], axis=1), axis=1)[:, -1]
    left = np.maximum(0, np.cumsum(told[:, :middle][:, ::-1], axis=1)).max(axis=1, initial=0)
    prior = np.array([_PRIOR * (abs(line.speed - 1) > 1e-6) for line in lines])
    best = lines[int((left + right - prior).argmax())]
    for _ in range(2):
        first, last = stretch(evidence(along(times, held_times, alike, [best])[0]), middle)
        part = slice(first, last + 1)
        best = _finer(times[part], held_times, alike[part], best)
    told_best = evidence(along(times, held_times, alike, [best])[0])
    first, last = stretch(told_best, middle)
    return Track(best, first, last, float(told_best[first : last + 1].sum()))


def _finer(times: Ints, held_times: Ints, alike: Floats, line: Line) -> Line:
    """The line around this one along which least is left that differs."""
    middle = float(times.mean())
    held = float(line.at(np.array(middle)))
    lines = [Line(middle, held + d, line.speed * (1 + s)) for s in _FINE_SPEEDS for d in _FINE_SHIFTS_MS]
    if abs(line.speed - 1) < 0.03:  # noqa: PLR2004
        lines += [Line(middle, held + d, 1.0) for d in _FINE_SHIFTS_MS]
    left = np.nanmean(1 - np.nan_to_num(along(times, held_times, alike, lines), nan=0.0), axis=1)
    worth = -len(times) * np.log(left + _RESIDUE) - np.array([_PRIOR * (x.speed != 1.0) for x in lines])
    good = worth >= worth.max() - 0.5
    chosen = [x for x, g in zip(lines, good, strict=True) if g]
    speed = chosen[int(worth[good].argmax())].speed
    same = [x.held_ms for x in chosen if x.speed == speed]
    return Line(middle, float(np.mean(same)), speed)


def stretch(told: Floats, middle: int) -> tuple[int, int]:
    """The stretch around a moment over which most is told; it ends where more than _DROP would be lost."""
    return middle - _reach(told[:middle][::-1]), middle + _reach(told[middle + 1 :])


def _reach(told: Floats) -> int:
    total = np.cumsum(told)
    if not len(total):
        return 0
    high = np.maximum.accumulate(np.maximum(total, 0))
    lost = np.flatnonzero(total < high - _DROP)
    total = total[: lost[0]] if len(lost) else total
    return int(total.argmax()) + 1 if len(total) and total.max() > 0 else 0
