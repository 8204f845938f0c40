"""From places to strands: what picture and sound tell along one line in time belongs together."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from onrecord.match.chance import OTHER_SPEEDS, Space, further_evidence
from onrecord.match.places import Place

Witness = Literal["picture", "sound"]

_SAME_LINE_MS: Final = 200  # what one witness is off by at most
_IN_STEP_MS: Final = 450  # sound is often heard so much before or after its picture in copies
_SAME_SPEED: Final = 0.01
_DRIFT: Final = 0.01  # of the time between two places: how exactly a speed is known
_MOST_PLACES: Final = 5000  # the best ones; material that is everywhere could bring any number


@dataclass(frozen=True, slots=True)
class Strand:
    """The places that lie on one line: each moment of the query stands at one moment of one item, at one speed.

    `evidence` is that of all places together, in nats.
    """

    places: tuple[Place, ...]
    evidence: float

    @property
    def item(self) -> str:
        """The prints that the line leads to."""
        return self.places[0].item

    @property
    def same_moment(self) -> bool:
        """Whether it is the same moment: the pictures say so, or the sound does, whatever they say."""
        return any(place.same_moment or place.by == "sound" for place in self.places)

    def told_by(self, witness: Witness) -> tuple[Place, ...]:
        """The places of one witness, in order of time."""
        return tuple(sorted((p for p in self.places if p.by == witness), key=lambda p: p.start_ms))

    def nearest(self, ms: float) -> Place:
        """The place that knows best where this moment of the query stands; pictures know better than sound."""
        return min(self.told_by("picture") or self.places, key=lambda p: _apart(p.start_ms, p.end_ms, ms, ms))

    def held_at(self, ms: float) -> float:
        """Where a moment of the query stands in the item, in ms."""
        return self.nearest(ms).held_at(ms)

    def score(self, start_ms: int, end_ms: int) -> float:
        """How well the two agree in a stretch of the query, by the places in it."""
        inside = [p for p in self.places if min(p.end_ms, end_ms) > max(p.start_ms, start_ms)] or list(self.places)
        shares = [max(1, min(p.end_ms, end_ms) - max(p.start_ms, start_ms)) for p in inside]
        return sum(p.score * share for p, share in zip(inside, shares, strict=True)) / sum(shares)


def strands(places: Iterable[Place], space: Space, most_chance: float) -> list[Strand]:
    """The lines that chance does not explain, the best first."""
    of_item: defaultdict[str, list[Place]] = defaultdict(list)
    told = [_paid(p) for p in places if p.end_ms > p.start_ms and p.held_end_ms > p.held_start_ms]
    for place in sorted(told, key=lambda p: -p.evidence)[:_MOST_PLACES]:
        of_item[place.item].append(place)
    least, further = space.least_evidence(most_chance), Space(0, 0).least_evidence(most_chance)
    found = (strand for kept in of_item.values() for strand in _of_item(kept, further))
    return sorted((strand for strand in found if strand.evidence >= least), key=lambda s: -s.evidence)


def _paid(place: Place) -> Place:
    """The place with what another speed costs: chance had so many of them. Pictures are found at their cost already."""
    if place.by == "picture" or abs(place.speed - 1) <= _SAME_SPEED:
        return place
    return replace(place, evidence=place.evidence - math.log(OTHER_SPEEDS))


def _of_item(places: Sequence[Place], further: float) -> Iterator[Strand]:
    """Strands of one item; `places` are in order of their evidence. A further place needs so much of its own."""
    left = list(places)
    while left:
        on_line, beside = [left[0]], []
        evidence = left[0].evidence
        for place in left[1:]:
            near = min(on_line, key=lambda p: _apart(p.start_ms, p.end_ms, place.start_ms, place.end_ms))
            apart = _apart(near.start_ms, near.end_ms, place.start_ms, place.end_ms)
            more = further_evidence(place.evidence, apart)
            if more >= further and all(_is_on_line(one, place) for one in (on_line[0], near)):
                on_line.append(place)
                evidence += more
            else:
                beside.append(place)
        yield Strand(tuple(on_line), evidence)
        left = beside


def _is_on_line(one: Place, other: Place) -> bool:
    """Whether two places map the moments between or around them alike; only pictures can be mirrored."""
    if one.by == other.by and one.mirrored != other.mirrored:
        return False
    apart = _apart(one.start_ms, one.end_ms, other.start_ms, other.end_ms)
    begin, end = sorted((max(one.start_ms, other.start_ms), min(one.end_ms, other.end_ms)))
    may_differ = (_SAME_LINE_MS if one.by == other.by else _IN_STEP_MS) + _DRIFT * apart
    return all(abs(one.held_at(ms) - other.held_at(ms)) <= may_differ for ms in (begin, end))


def _apart(start: float, end: float, other_start: float, other_end: float) -> int:
    """How much time lies between two stretches; none where they touch."""
    return round(max(0, other_start - end, start - other_end))
