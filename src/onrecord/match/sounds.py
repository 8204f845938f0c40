"""Finds by its sound what a video shares with the footage that is held."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from onrecord.match.archive import Archive
from onrecord.match.places import Place
from onrecord.match.soundleads import Lead, find_leads
from onrecord.match.soundlines import SPAN_MS, Floats, Line, Sound, agreement, best_stretches, evidence_of, fitted
from onrecord.prints import FootagePrints
from onrecord.prints.levels import STEP_MS
from onrecord.prints.sound import levels_of

_LEAST_EVIDENCE: Final = 10.0  # nats: less is common in any archive, whoever reads it
_LEADS_SHARE: Final = 0.5  # of the time
_AROUND_MS: Final = 1500
_FURTHER_MS: Final = 20_000
_EVERY_MS: Final = 120
_DROP: Final = 15.0
_SAME_LINE_MS: Final = 500


def find_sounds(query: FootagePrints, archive: Archive, report: Callable[[float], None]) -> list[Place]:
    """The places where the query sounds like what is held, the best first. `report` is told the share that is done."""
    kept = query.channels.get("sound")
    if kept is None or not len(kept.codes):
        return []
    sound = Sound(levels_of(kept))
    leads = find_leads(sound.levels, archive, lambda done: report(done * _LEADS_SHARE))
    of_item: defaultdict[int, list[Lead]] = defaultdict(list)
    for lead in leads:
        of_item[lead.item].append(lead)
    places: list[Place] = []
    for count, (item, here) in enumerate(of_item.items(), start=1):
        name = archive.items[item]
        held = Sound(levels_of(archive.prints(name).channels["sound"]))
        places += _followed(sound, held, name, here)
        report(_LEADS_SHARE + (1 - _LEADS_SHARE) * count / len(of_item))
    return sorted(places, key=lambda place: -place.evidence)


def _followed(query: Sound, held: Sound, name: str, leads: Sequence[Lead]) -> list[Place]:
    found: list[Place] = []
    for lead in leads:
        if any(_leads_to(lead, place) for place in found):
            continue
        for place in _places(query, held, name, lead):
            if not any(_is_same(place, other) for other in found):
                found.append(place)
    return found


def _leads_to(lead: Lead, place: Place) -> bool:
    middle = (lead.start_ms + lead.end_ms) / 2
    inside = place.start_ms <= middle <= place.end_ms
    return inside and abs(place.held_at(middle) - (lead.offset_ms + lead.way.speed * middle)) < _SAME_LINE_MS


def _is_same(place: Place, other: Place) -> bool:
    middle = (max(place.start_ms, other.start_ms) + min(place.end_ms, other.end_ms)) / 2
    overlap = min(place.end_ms, other.end_ms) - max(place.start_ms, other.start_ms)
    return overlap > 0 and abs(place.held_at(middle) - other.held_at(middle)) < _SAME_LINE_MS


def _moments(start_ms: float, end_ms: float, length_ms: int, every_ms: int) -> Floats:
    return np.arange(max(0.0, start_ms), min(float(length_ms), end_ms) + 1, every_ms)


def _places(query: Sound, held: Sound, name: str, lead: Lead) -> Iterator[Place]:
    line = Line(lead.way.speed, lead.offset_ms, lead.way.bands)
    ms = _moments(lead.start_ms - _AROUND_MS, lead.end_ms + _AROUND_MS, query.length_ms, _EVERY_MS)
    line = fitted(query, held, line, ms)
    ms = _moments(lead.start_ms - _FURTHER_MS, lead.end_ms + _FURTHER_MS, query.length_ms, STEP_MS)
    cosine = agreement(query, held, line, ms)
    evidence = evidence_of(cosine) * STEP_MS / SPAN_MS
    for first, last, total in best_stretches(evidence, _DROP):
        if total >= _LEAST_EVIDENCE:
            start, end = ms[first], ms[last] + STEP_MS
            yield Place(
                item=name,
                start_ms=round(start),
                end_ms=round(end),
                held_start_ms=round(float(line.held_at(start))),
                held_end_ms=round(float(line.held_at(end))),
                by="sound",
                evidence=total,
                score=float(np.clip(np.nanmean(cosine[first : last + 1]), 0, 1)),
            )
