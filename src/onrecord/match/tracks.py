"""Tracks: a line along which the query shows a release, and the stretch over which it does."""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match import motion
from onrecord.match.motion import Scene

Floats: TypeAlias = npt.NDArray[np.floating]
Ints: TypeAlias = npt.NDArray[np.int32]

_EVEN: Final = 0.56  # likeness that speaks neither for nor against
_NOISE: Final = 0.004  # what is always left over
_FOR: Final = 1.2  # nats, whenever what is left over shrinks to one part in e
_AGAINST: Final = 6.0  # nats for a likeness of 0 in place of 1
_LEAST: Final = -2.0
_REACH_MS: Final = 260  # to the nearest moment that is held
_DROP: Final = 14.0  # nats that may be lost on the way: a flash or a caption that fills the picture ends nothing
_TOLL: Final = 3.0  # nats that going on over a cut of the query has to bring
_SPEEDS: Final = np.unique(np.concatenate([np.exp2(np.linspace(-1, 1, 41)), [0.8, 0.96, 1.25, 25 / 24]]))
_SHIFTS_MS: Final = np.arange(-1600, 1601, 160)
_FAR_SHIFTS_MS: Final = np.arange(-20_000, 20_001, 200)
_FAR_PRIOR: Final = 8.0  # the same, where the whole of a stretch is known
_FEW: Final = 24  # moments that lines are told apart by at first
_CLOSE: Final = 20.0  # nats within which lines are held against each other by all that is left over
_LEAST_TOLD: Final = 0.3  # weight of a moment that repeats the one before, when one line is held against another
_PRIOR: Final = 5.0  # nats that another speed than the release's own has to bring
_FINE_SPEEDS: Final = np.append(np.linspace(-0.024, 0.024, 9), 0.0)
_FINE_SHIFTS_MS: Final = np.arange(-400, 401, 40)
_NEARLY_ONE: Final = 0.09
_NEARLY: Final = 0.03  # a speed so near to 1 is 1, unless that leaves much more over


class Line(NamedTuple):
    """Where what the query shows at `ms` is held: at `held_ms`, and from there on at this speed."""

    ms: float
    held_ms: float
    speed: float

    def at(self, ms: Floats) -> Floats:
        """The held moments of moments of the query."""
        return self.held_ms + (ms - self.ms) * self.speed


class Track(NamedTuple):
    """A line, and the first and last moment of the query, in ms, that follow it."""

    line: Line
    start_ms: int
    end_ms: int
    evidence: float


class Likeness(NamedTuple):
    """How alike moments of the query, in order, and moments that are held are: `alike` of shape (query, held)."""

    times: Ints
    held_times: Ints
    alike: Floats
    first: Ints
    """The held moment that the first column stands for, in each row: 0 unless only those near a line are known."""
    shot: Ints
    """The number of the shot of each moment of the query."""
    scenes: tuple[Scene, Scene]
    """What either shows: all of it, so that small things that move are in it."""
    told: Floats
    """How much each moment of the query tells: 1 where it is another than the one before, little where it repeats."""

    def along(self, ms: float, held_ms: Floats, speeds: Floats) -> Floats:
        """How alike the moments along lines are, shape (lines, query); nan where it isn't known.

        What is held is known every 200 ms or so: of the moments before and after, the one that is more alike counts.
        """
        place = held_ms[:, None] + (self.times[None] - ms) * speeds[:, None]
        after = np.clip(np.searchsorted(self.held_times, place), 1, len(self.held_times) - 1)
        return np.fmax(self._at(place, after), self._at(place, after - 1))

    def _at(self, place: Floats, held: npt.NDArray[np.intp]) -> Floats:
        column = held - self.first
        known = (np.abs(self.held_times[held] - place) <= _REACH_MS) & (column >= 0) & (column < self.alike.shape[1])
        found = self.alike[np.arange(len(self.times)), np.where(known, column, 0)]
        return np.where(known, found, np.nan)

    def on(self, line: Line) -> Floats:
        """How alike the moments along one line are, shape (query,)."""
        found: Floats = self.along(line.ms, np.array([line.held_ms]), np.array([line.speed]))[0]
        return found

    def part(self, first: int, last: int) -> "Likeness":
        """The moments of the query from `first` to `last`, by index."""
        rows = slice(first, last + 1)
        query, held = self.scenes
        return self._replace(
            times=self.times[rows],
            alike=self.alike[rows],
            first=self.first[rows],
            shot=self.shot[rows],
            scenes=(Scene(query.times[rows], query.shots[rows], query.patterns[:, rows]), held),
            told=self.told[rows],
        )


def evidence(alike: Floats) -> Floats:
    """What a moment's likeness says, in nats."""
    spoken_for = _FOR * np.log((1 - _EVEN) / np.maximum(1 - alike + _NOISE, _NOISE))
    told: Floats = np.where(alike >= _EVEN, np.maximum(spoken_for, 0), np.maximum(_AGAINST * (alike - _EVEN), _LEAST))
    return np.where(np.isnan(alike), _LEAST, told)


def find(known: Likeness, ms: float, held_ms: float) -> Track | None:
    """The best of all lines through the neighbourhood of a pair of moments, and how far it holds."""
    if len(known.held_times) < 2 or not len(known.times):  # noqa: PLR2004  # a line needs two
        return None
    speeds, shifts = (grid.ravel().astype(np.float64) for grid in np.meshgrid(_SPEEDS, _SHIFTS_MS))
    middle = _nearest(known.times, ms)
    told = _tolled(
        evidence(known.along(ms, held_ms + shifts, speeds)) * np.maximum(known.told, _LEAST_TOLD), known.shot
    )
    right = np.maximum(0, np.cumsum(told[:, middle:], axis=1)).max(axis=1)
    left = np.maximum(0, np.cumsum(told[:, :middle][:, ::-1], axis=1)).max(axis=1, initial=0)
    total = left + right - _PRIOR * (np.abs(speeds - 1) > _NEARLY)
    close = np.flatnonzero(total >= total.max() - _CLOSE)
    reach = _stretch(known, Line(ms, held_ms + float(shifts[total.argmax()]), float(speeds[total.argmax()])), middle)
    worth = _worth(known.part(*reach), ms, held_ms + shifts[close], speeds[close], _NEARLY)
    best = close[int(worth.argmax())]
    return refined(known, Line(ms, held_ms + float(shifts[best]), float(speeds[best])), ms)


def _worth(part: Likeness, ms: float, held_ms: Floats, speeds: Floats, nearly: float) -> Floats:
    """How well lines explain all that is seen in a part of the query, in nats: by what is left over along each."""
    query, held = part.scenes
    return worth(query.some(), held, part.told, ms, held_ms, speeds) - _PRIOR * (np.abs(speeds - 1) > nearly)


def worth(query: Scene, held: Scene, told: Floats, ms: float, held_ms: Floats, speeds: Floats) -> Floats:
    """How well lines explain what scenes show, in nats; `told` is how much each moment of the query tells."""
    left = motion.left_over(query, held, held_ms[:, None] + (query.times[None] - ms) * speeds[:, None])
    patterns = np.maximum(1.0, (query.patterns**2).sum(axis=2).mean(axis=1).sum())
    unlike = (left.moving + left.still).sum(axis=1) / (2 * patterns)
    made: Floats = float(np.maximum(told, _LEAST_TOLD).sum()) * (left.told() - _FOR * np.log(unlike + _NOISE))
    return made


def settled(query: Scene, held: Scene, told: Floats, track: Track) -> Line:
    """The line that explains a whole stretch best, of all at most some seconds beside its own."""
    scene, line = query.some(_FEW), track.line
    middle = float(scene.times.mean())
    wide = np.meshgrid([1.0, line.speed], _FAR_SHIFTS_MS)
    near = np.meshgrid(_SPEEDS, _SHIFTS_MS)
    speeds, shifts = (
        np.concatenate([a.ravel(), b.ravel()]).astype(np.float64) for a, b in zip(wide, near, strict=True)
    )
    held_ms = float(line.at(np.array(middle))) + shifts
    found = worth(scene, held, told, middle, held_ms, speeds) - _FAR_PRIOR * (speeds != 1.0)
    best = int(found.argmax())
    return Line(middle, float(held_ms[best]), float(speeds[best]))


def refined(known: Likeness, line: Line, ms: float) -> Track | None:
    """The track around a moment along a line near this one, or, of nearly the same speed, along one of speed 1."""
    tried = [line]
    if 0 < abs(line.speed - 1) < _NEARLY_ONE:
        held_ms = line.held_ms + (ms - line.ms) * line.speed
        tried.append(Line(ms, held_ms, 1.0))
    found = [track for each in tried if (track := _refined(known, each, ms)) is not None]
    return max(found, key=lambda track: track.evidence - _PRIOR * (track.line.speed != 1.0), default=None)


def _refined(known: Likeness, line: Line, ms: float) -> Track | None:
    middle = _nearest(known.times, ms)
    for _ in range(2):
        first, last = _stretch(known, line, middle)
        if last <= first:
            return None
        line = _finer(known.part(first, last), line)
    first, last = _stretch(known, line, middle)
    told = (evidence(known.on(line)) * known.told)[first : last + 1]
    return Track(line, int(known.times[first]), int(known.times[last]), float(told.sum()))


def _nearest(times: Ints, ms: float) -> int:
    return int(np.abs(times - ms).argmin())


def _finer(part: Likeness, line: Line) -> Line:
    """The line around this one along which least is left that differs."""
    middle = float(part.times.mean())
    near = np.abs(line.speed * (1 + _FINE_SPEEDS) - 1) < np.abs(_FINE_SPEEDS[0] - _FINE_SPEEDS[1]) / 2
    tried = np.where(near, 1.0, line.speed * (1 + _FINE_SPEEDS))
    speeds, shifts = (grid.ravel().astype(np.float64) for grid in np.meshgrid(tried, _FINE_SHIFTS_MS))
    held = line.held_ms + (middle - line.ms) * line.speed + shifts
    worth = _worth(part, middle, held, speeds, 0.0)
    speed = float(speeds[int(worth.argmax())])
    good = (speeds == speed) & (worth >= worth.max() - 0.5)
    return Line(middle, float(held[good].mean()), speed)


def _tolled(told: Floats, shot: Ints) -> Floats:
    """The evidence with what has to be paid for every cut that is gone over."""
    toll = np.zeros(len(shot))
    toll[1:] = _TOLL * (np.diff(shot) > 0)
    return told - toll


def _stretch(known: Likeness, line: Line, middle: int) -> tuple[int, int]:
    """The stretch around a moment over which most is told; it ends where too much would be lost on the way."""
    told = evidence(known.on(line))
    onward, back = told[middle + 1 :], told[:middle][::-1]
    toll_onward = _tolled(told, known.shot)[middle + 1 :]
    toll_back = _tolled(told[::-1], -known.shot[::-1])[len(told) - middle :]
    return middle - _reach(toll_back if len(back) else back), middle + _reach(toll_onward if len(onward) else onward)


def _reach(told: Floats) -> int:
    total = np.cumsum(told)
    if not len(total):
        return 0
    high = np.maximum.accumulate(np.maximum(total, 0))
    lost = np.flatnonzero(total < high - _DROP)
    total = total[: lost[0]] if len(lost) else total
    return int(total.argmax()) + 1 if len(total) and total.max() > 0 else 0
