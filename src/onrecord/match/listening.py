"""Listens where the picture says what should be heard: along a line that is known, less has to speak for the sound."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from onrecord.match.archive import Archive
from onrecord.match.places import Place
from onrecord.match.soundlines import SPAN_MS, Floats, Line, Sound, agreement, best_stretches, evidence_of, finely
from onrecord.prints import FootagePrints
from onrecord.prints.levels import BANDS_PER_OCTAVE, STEP_MS
from onrecord.prints.sound import levels_of

_MOST_PLACES: Final = 200
_OUT_OF_STEP_MS: Final = np.arange(-400, 401, 40)  # by what sound comes before or after its picture in copies
_TURNS: Final = (0.99, 1.0, 1.01)  # of the speed: as exactly as a picture knows it
_EVERY_MS: Final = 120
_LEAST_EVIDENCE: Final = 6.0
_DROP: Final = 15.0  # nats: of four seconds that are covered
_SAME_SPEED: Final = 0.01


def listen(query: FootagePrints, archive: Archive, seen: Sequence[Place], heard: Sequence[Place]) -> Iterator[Place]:
    """The places by sound on the lines of places by picture, where none was found by the sound itself."""
    sound = _sound(query)
    for place in sorted(seen, key=lambda p: -p.evidence)[:_MOST_PLACES]:
        if sound is None or any(_is_heard(place, other) for other in heard):
            continue
        held = _sound(archive.prints(place.item))
        if held is not None and (found := _along(sound, held, place)) is not None:
            yield found


def _sound(prints: FootagePrints) -> Sound | None:
    kept = prints.channels.get("sound")
    return Sound(levels_of(kept)) if kept is not None and len(kept.codes) else None


def _is_heard(place: Place, other: Place) -> bool:
    start, end = max(place.start_ms, other.start_ms), min(place.end_ms, other.end_ms)
    middle = (start + end) / 2
    beside = abs(place.held_at(middle) - other.held_at(middle))
    return place.item == other.item and end > start and beside <= _OUT_OF_STEP_MS.max()


def _along(query: Sound, held: Sound, place: Place) -> Place | None:
    """The stretch of a place in which both sound alike, if they do; every line that was tried is a chance more."""
    lines = list(_lines(place))
    coarse = _moments(query, place, _EVERY_MS)
    if not len(coarse):
        return None
    best = max(lines, key=lambda line: float(_evidence(query, held, line, coarse).sum()))
    line = finely(query, held, best, coarse)
    ms = _moments(query, place, STEP_MS)
    evidence = _evidence(query, held, line, ms) * STEP_MS / SPAN_MS
    first, last, total = max(best_stretches(evidence, _DROP), key=lambda run: run[2], default=(0, 0, 0.0))
    total -= math.log(len(lines))
    if total < _LEAST_EVIDENCE or last <= first:
        return None
    alike = agreement(query.told(ms, bands=line.bands), held, line, ms)[first : last + 1]
    begin, end = line.held_at(ms[[first, last]]).round().astype(int).tolist()
    return Place(
        item=place.item,
        start_ms=round(ms[first]),
        end_ms=round(ms[last]),
        held_start_ms=max(0, begin),
        held_end_ms=end,
        by="sound",
        evidence=total,
        score=float(np.clip(np.nanmean(alike), 0, 1)),
    )


def _lines(place: Place) -> Iterator[Line]:
    """The lines near a picture's: a little beside it, its pitch moved along with the speed or kept."""
    moved = BANDS_PER_OCTAVE * math.log2(place.speed)
    middle = (place.start_ms + place.end_ms) / 2
    for bands in (0.0, moved) if abs(place.speed - 1) > _SAME_SPEED else (0.0,):
        for turn in _TURNS:
            speed = place.speed * turn
            for beside in _OUT_OF_STEP_MS.tolist():
                yield Line(speed, place.held_at(middle) + beside - speed * middle, bands)


def _moments(query: Sound, place: Place, every_ms: int) -> Floats:
    first = math.ceil(place.start_ms / STEP_MS) * STEP_MS
    return np.arange(first, min(query.length_ms, place.end_ms), every_ms, dtype=np.float64)


def _evidence(query: Sound, held: Sound, line: Line, ms: Floats) -> Floats:
    return evidence_of(agreement(query.told(ms, bands=line.bands), held, line, ms))
