"""Finds by its sound what a video shares with the footage that is held."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.match.archive import Archive
from onrecord.match.places import Place
from onrecord.match.soundbounds import bounds, trimmed
from onrecord.match.soundleads import Lead, find_leads
from onrecord.match.soundlines import (
    SPAN_MS,
    UNRELATED,
    Floats,
    Line,
    Sound,
    agreement,
    best_stretches,
    elsewhere,
    evidence_of,
    finely,
    promise,
    roughly,
)
from onrecord.prints import FootagePrints
from onrecord.prints.levels import STEP_MS
from onrecord.prints.sound import levels_of

_LEAST_EVIDENCE: Final = 10.0  # nats: less is common in any archive, whoever reads it
_SHARE_OF_LEADS: Final = 0.5  # of the time
_MOST_ITEMS: Final = 100  # whose prints are opened: those of the best leads
_MOST_IN_VAIN: Final = 64  # leads in one item; a loop would bring any number
_AROUND_MS: Final = 700  # a lead's first and last code tell as much before and after
_LONGEST_MS: Final = 16_000  # of a stretch by which a line is laid
_EVERY_MS: Final = 80
_LEAST_PROMISE: Final = 4.0  # nats
_FURTHER_MS: Final = 2000  # that a line is followed at first; then twice as far each time
_DROP: Final = 15.0  # nats: of four seconds that are covered
_CHANCE_ELSEWHERE: Final = 4.0  # nats: about what the best of so many lines has
_TIMES_LAID: Final = 2  # a line, once it is known from when to when it holds
_SHORTEST_MS: Final = 400
_SAME_LINE_MS: Final = 300
_WORTH: Final = 0.75  # a stretch that agrees better elsewhere in an item must agree so well, as a share, to be told too


def find_sounds(query: FootagePrints, archive: Archive, report: Callable[[float], None]) -> list[Place]:
    """The places where the query sounds like what is held, the best first. `report` is told the share that is done."""
    kept = query.channels.get("sound")
    if kept is None or not len(kept.codes):
        return []
    sound = Sound(levels_of(kept))
    leads = find_leads(sound.levels, archive, lambda done: report(done * _SHARE_OF_LEADS))
    of_item: defaultdict[int, list[Lead]] = defaultdict(list)
    for lead in leads:
        of_item[lead.item].append(lead)
    places: list[Place] = []
    names, chosen = archive.items, list(of_item.items())[:_MOST_ITEMS]
    for count, (item, here) in enumerate(chosen, start=1):
        held = Sound(levels_of(archive.prints(names[item]).channels["sound"]))
        places += _Pair(sound, held, names[item], query.cuts.tolist()).followed(here)
        report(_SHARE_OF_LEADS + (1 - _SHARE_OF_LEADS) * count / len(chosen))
    return sorted(places, key=lambda place: -place.evidence)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The query and one item that is held."""

    query: Sound
    held: Sound
    name: str
    cuts: Sequence[int]

    def followed(self, leads: Sequence[Lead]) -> list[Place]:
        """The places that leads lead to, the best leads first, until too many have led nowhere."""
        found: list[Place] = []
        in_vain = 0
        for lead in leads:
            if any(_leads_to(lead, place) for place in found):
                continue
            line = self._line(lead)
            new = [] if line is None else list(self._along(line, lead.start_ms, lead.end_ms))
            told = [one for one in new if not any(_is_same(one, other) or _tells_less(one, other) for other in found)]
            found += told
            in_vain += not told
            if in_vain >= _MOST_IN_VAIN:
                break
        return found

    def _moments(self, start_ms: float, end_ms: float, every_ms: int) -> Floats:
        """Moments of the query, on its own levels."""
        first = max(0, math.floor(start_ms / STEP_MS)) * STEP_MS
        return np.arange(first, min(float(self.query.length_ms), end_ms) + 1, every_ms)

    def _line(self, lead: Lead) -> Line | None:
        """The line that a lead points along, unless it was chance."""
        line = Line(lead.way.speed, lead.offset_ms, lead.way.bands)
        ms = self._moments(
            lead.start_ms - _AROUND_MS, min(lead.end_ms, lead.start_ms + _LONGEST_MS) + _AROUND_MS, _EVERY_MS
        )
        evidence, line = promise(self.query, self.held, line, ms)
        if evidence * _EVERY_MS / SPAN_MS < _LEAST_PROMISE:
            return None
        return roughly(self.query, self.held, line, ms)

    def _along(self, line: Line, start_ms: float, end_ms: float) -> Iterator[Place]:
        """The places on a line, around a stretch of the query that is followed as long as it agrees."""
        start, end, further = start_ms - _AROUND_MS, end_ms + _AROUND_MS, _FURTHER_MS
        while True:
            line = finely(self.query, self.held, line, self._moments(start, end, STEP_MS))
            ms = self._moments(start - further, end + further, STEP_MS)
            cosine = agreement(self.query.told(ms, bands=line.bands), self.held, line, ms)
            runs = [run for run in best_stretches(_nats(cosine, STEP_MS), _DROP) if run[2] >= _LEAST_EVIDENCE]
            if not runs:
                return
            first, last = min(start, ms[runs[0][0]]), max(end, ms[runs[-1][1]])
            if start - first < further / 2 and last - end < further / 2:
                break
            start, end, further = first, last, 2 * further
        for begin, final, _ in runs:
            place = self._place(line, ms[begin], ms[final])
            if place.end_ms - place.start_ms >= _SHORTEST_MS and place.evidence >= _LEAST_EVIDENCE:
                yield place

    def _place(self, line: Line, start_ms: float, end_ms: float) -> Place:
        """The place of what agrees along a line from about `start_ms` to `end_ms`."""
        for _ in range(_TIMES_LAID):
            line = finely(self.query, self.held, line, self._moments(start_ms, end_ms, STEP_MS))
        ms = self._moments(start_ms, end_ms, STEP_MS)
        inner = trimmed(agreement(self.query.told(ms, bands=line.bands), self.held, line, ms))
        start_ms, end_ms = ms[list(inner)].tolist()
        ms = self._moments(start_ms, end_ms, _EVERY_MS)
        mine = self.query.told(ms, bands=line.bands)
        cosine = agreement(mine, self.held, line, ms)
        usual, spread, away = elsewhere(mine, self.held, line, ms)
        away = max(0.0, away * (end_ms - start_ms) / SPAN_MS - _CHANCE_ELSEWHERE)
        start, end = bounds(self.query, self.held, line, (start_ms, end_ms), self.cuts)
        begin, stop = line.held_at(np.array([start, end])).round().astype(int).tolist()
        return Place(
            item=self.name,
            start_ms=round(start),
            end_ms=round(end),
            held_start_ms=max(0, begin),
            held_end_ms=stop,
            by="sound",
            evidence=float(_nats(cosine - usual, _EVERY_MS, spread).sum()) - away,
            score=float(np.clip(np.nanmean(cosine), 0, 1)) if not np.isnan(cosine).all() else 0.0,
        )


def _nats(cosine: Floats, every_ms: int, spread: float = UNRELATED) -> Floats:
    """The evidence of moments that are `every_ms` apart, each of which tells what those around it tell too."""
    return evidence_of(cosine, spread) * every_ms / SPAN_MS


def _leads_to(lead: Lead, place: Place) -> bool:
    """Whether a lead points to a place that is known, be it at a speed that is a little off."""
    middle = (lead.start_ms + lead.end_ms) / 2
    inside = place.start_ms <= middle <= place.end_ms
    return inside and abs(place.held_at(middle) - (lead.offset_ms + lead.way.speed * middle)) < _SAME_LINE_MS


def _is_same(place: Place, other: Place) -> bool:
    overlap = min(place.end_ms, other.end_ms) - max(place.start_ms, other.start_ms)
    middle = (max(place.start_ms, other.start_ms) + min(place.end_ms, other.end_ms)) / 2
    return overlap > 0 and abs(place.held_at(middle) - other.held_at(middle)) < _SAME_LINE_MS


def _tells_less(place: Place, other: Place) -> bool:
    """Whether most of a place is known to be another moment of the item, with which it agrees far better."""
    overlap = min(place.end_ms, other.end_ms) - max(place.start_ms, other.start_ms)
    return 2 * overlap > place.end_ms - place.start_ms and place.score < other.score * _WORTH
