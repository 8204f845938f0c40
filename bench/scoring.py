"""How well the stretches that were found in compilations fit those that are there, in the manner of VCSL.

A moment of a query is right where the stretch found there names the right film, and a moment of it within a second of
the true one. A segment counts as found where one that was found overlaps it by half on both axes (intersection over
union).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, NamedTuple

TOLERANCE_S: Final = 1.0
STEP_S: Final = 0.1
LEAST_IOU: Final = 0.5


class Stretch(NamedTuple):
    """Seconds of a query, and the seconds of a film of the archive that they show. `kind` is the change."""

    query: str
    start: float
    end: float
    ref: str
    held_start: float
    held_end: float
    kind: str = ""

    def held_at(self, moment: float) -> float:
        """The second of the film at a second of the query."""
        share = (moment - self.start) / max(1e-6, self.end - self.start)
        return self.held_start + share * (self.held_end - self.held_start)


@dataclass(slots=True)
class Tally:
    """Seconds that are there and that were found of them, and the same of segments."""

    there_s: float = 0.0
    found_s: float = 0.0
    segments: int = 0
    hit: int = 0

    @property
    def recall(self) -> float:
        """The share of the time that was found."""
        return self.found_s / max(1e-9, self.there_s)

    @property
    def hits(self) -> float:
        """The share of the segments that were found."""
        return self.hit / max(1, self.segments)


@dataclass(slots=True)
class Score:
    """What was found of all that is there, and what else was claimed. `bounds` are seconds beside the true ones."""

    by_kind: dict[str, Tally] = field(default_factory=dict)
    claimed_s: float = 0.0
    right_s: float = 0.0
    false_alarms: int = 0
    hours: float = 0.0
    bounds: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the time claimed that is right; 1 where nothing is claimed."""
        return self.right_s / self.claimed_s if self.claimed_s else 1.0

    @property
    def whole(self) -> Tally:
        """All kinds together."""
        tallies = self.by_kind.values()
        return Tally(
            sum(t.there_s for t in tallies),
            sum(t.found_s for t in tallies),
            sum(t.segments for t in tallies),
            sum(t.hit for t in tallies),
        )

    @property
    def f1(self) -> float:
        """F1 by duration."""
        both = self.precision + self.whole.recall
        return 2 * self.precision * self.whole.recall / both if both else 0.0

    @property
    def alarms_an_hour(self) -> float:
        """Stretches claimed that touch nothing that is there, for an hour of queries."""
        return self.false_alarms / self.hours if self.hours else 0.0

    @property
    def bound(self) -> float | None:
        """The median error of the bounds of segments that were found, in seconds."""
        return median(self.bounds) if self.bounds else None


def score(there: Iterable[Stretch], found: Iterable[Stretch], seconds: float) -> Score:
    """Hold what was found in so many seconds of queries against what is there."""
    result, truths, claims = Score(hours=seconds / 3600), _by_pair(there), _by_pair(found)
    for pair in truths.keys() | claims.keys():
        _pair(result, truths.get(pair, ()), claims.get(pair, ()))
    return result


def _by_pair(stretches: Iterable[Stretch]) -> Mapping[tuple[str, str], Sequence[Stretch]]:
    pairs: dict[tuple[str, str], list[Stretch]] = {}
    for stretch in stretches:
        pairs.setdefault((stretch.query, stretch.ref), []).append(stretch)
    return pairs


def _pair(result: Score, truths: Sequence[Stretch], claims: Sequence[Stretch]) -> None:
    right: list[tuple[float, float]] = []
    for truth in truths:
        covered = [span for claim in claims for span in _right(truth, claim)]
        right += covered
        tally = result.by_kind.setdefault(truth.kind, Tally())
        tally.there_s += truth.end - truth.start
        tally.found_s += _length(covered)
        tally.segments += 1
        best = max(claims, key=lambda claim, truth=truth: _overlap(truth, claim), default=None)  # type: ignore[misc]  # the loop's own truth
        if best is not None and _overlap(truth, best) >= LEAST_IOU:
            tally.hit += 1
            result.bounds += [abs(best.start - truth.start), abs(best.end - truth.end)]
    result.claimed_s += _length((claim.start, claim.end) for claim in claims)
    result.right_s += _length(right)
    result.false_alarms += sum(not any(_touch(claim, truth) for truth in truths) for claim in claims)


def _right(truth: Stretch, claim: Stretch) -> Iterator[tuple[float, float]]:
    begin, end = max(truth.start, claim.start), min(truth.end, claim.end)
    steps = max(1, round((end - begin) / STEP_S))
    long = (end - begin) / steps
    for step in range(steps if end > begin else 0):
        moment = begin + (step + 0.5) * long
        if abs(truth.held_at(moment) - claim.held_at(moment)) <= TOLERANCE_S:
            yield begin + step * long, begin + (step + 1) * long


def _overlap(a: Stretch, b: Stretch) -> float:
    """The lesser of the intersections over union on the two axes."""
    return min(_iou(a.start, a.end, b.start, b.end), _iou(a.held_start, a.held_end, b.held_start, b.held_end))


def _iou(a: float, b: float, c: float, d: float) -> float:
    return max(0.0, min(b, d) - max(a, c)) / max(1e-9, max(b, d) - min(a, c))


def _touch(a: Stretch, b: Stretch) -> bool:
    return min(a.end, b.end) > max(a.start, b.start) and min(a.held_end, b.held_end) > max(a.held_start, b.held_start)


def _length(spans: Iterable[tuple[float, float]]) -> float:
    """How long spans are together, what overlaps once."""
    total, reached = 0.0, float("-inf")
    for begin, end in sorted(spans):
        total += max(0.0, end - max(begin, reached))
        reached = max(reached, end)
    return total
