"""Finds by their pictures the stretches of a video that show what is held."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match import geometry, moments, tracks
from onrecord.match.archive import Archive
from onrecord.match.candidates import Pair, pairs
from onrecord.match.geometry import Affine, Details
from onrecord.match.moments import Film
from onrecord.match.places import Place
from onrecord.match.tracks import Line, Track
from onrecord.prints import FootagePrints

Floats: TypeAlias = npt.NDArray[np.floating]

_LEAST_AGREED: Final = 4  # features
_BESIDE_MS: Final = 700  # around the held moment that codes named, where a picture is looked for
_AROUND_MS: Final = 30_000  # of the query, on either side of a seed; a longer stretch is followed from its end
_MOST_SEEDS: Final = 400  # an item
_LEAST_EVIDENCE: Final = 12.0
_EXPLAINED_MS: Final = 1500
_SNAP_MS: Final = 500


class Seed(NamedTuple):
    """Two pictures, and the map by which one shows the other."""

    pair: Pair
    affine: Affine
    agreed: int


class Sides(NamedTuple):
    """The two videos."""

    query: Details
    held: Details
    query_film: Film
    held_film: Film
    query_cuts: npt.NDArray[np.int32]


def find_pictures(query: FootagePrints, archive: Archive, report: Callable[[float], None]) -> list[Place]:
    """The places of the archive that the query shows. `report` is told the share of the work that is done, 0 to 1."""
    if not {"picture", "detail"} <= query.channels.keys():
        return []
    found = sorted(pairs(query, archive), key=lambda pair: (pair.item, pair.mirrored))
    report(0.5)
    places: list[Place] = []
    names = archive.items
    groups = [(item, list(group)) for item, group in groupby(found, key=lambda pair: pair.item)]
    for number, (item, group) in enumerate(groups):
        held = archive.prints(names[item])
        if {"picture", "detail"} <= held.channels.keys():
            places += _distinct(
                [p for mirrored in (False, True) for p in _places(query, held, names[item], group, mirrored)]
            )
        report(0.5 + 0.5 * (number + 1) / len(groups))
    return places


def _places(
    query: FootagePrints, held: FootagePrints, item: str, group: Sequence[Pair], mirrored: bool
) -> Iterator[Place]:
    """The places of one item."""
    film = Film.of(query.channels["picture"])
    sides = Sides(
        Details(query.channels["detail"]),
        Details(held.channels["detail"]),
        moments.mirrored(film) if mirrored else film,
        Film.of(held.channels["picture"]),
        query.cuts,
    )
    seeds = sorted(_seeds(sides, [p for p in group if p.mirrored == mirrored], mirrored), key=lambda seed: -seed.agreed)
    explained: list[Place] = []
    for seed in seeds[:_MOST_SEEDS]:
        if any(_explains(place, seed) for place in explained):
            continue
        place = _followed(sides, seed, item, mirrored)
        if place is not None:
            explained.append(place)
            if place.evidence >= _LEAST_EVIDENCE:
                yield place


def _seeds(sides: Sides, group: Sequence[Pair], mirrored: bool) -> Iterator[Seed]:
    for pair in sorted(group, key=lambda pair: -pair.votes)[:_MOST_SEEDS]:
        best: Seed | None = None
        for i in list(sides.query.around(pair.ms, _BESIDE_MS))[:1]:
            for j in list(sides.held.around(pair.held_ms, _BESIDE_MS))[:2]:
                fit = geometry.fit(sides.query.picture(i, mirrored=mirrored), sides.held.picture(j))
                if fit is not None and len(fit.query) >= max(_LEAST_AGREED, best.agreed + 1 if best else 0):
                    ms, held_ms = int(sides.query.times[i]), int(sides.held.times[j])
                    best = Seed(pair._replace(ms=ms, held_ms=held_ms), fit.affine, len(fit.query))
        yield best or Seed(pair, _by_boxes(sides, pair), 0)


def _by_boxes(sides: Sides, pair: Pair) -> Affine:
    """The map of what is inside the bars of one picture onto what is inside those of the other."""
    a, b = _box(sides.query_film, pair.ms, 0), _box(sides.held_film, pair.held_ms, 0)
    size = (b[2:] - b[:2]) / np.maximum(a[2:] - a[:2], 0.1)
    aspects = np.array([sides.query.aspect, 1.0]), np.array([sides.held.aspect, 1.0])
    return np.column_stack([np.diag(size * aspects[1] / aspects[0]), (b[:2] - a[:2] * size) * aspects[1]])


def _box(film: Film, ms: float, reach: float = 2000) -> npt.NDArray[np.float64]:
    near = np.abs(film.times - ms) <= reach
    near[int(np.abs(film.times - ms).argmin())] = True
    return np.median(film.boxes[near], axis=0).astype(np.float64)


def _explains(place: Place, seed: Seed) -> bool:
    inside = place.start_ms - _EXPLAINED_MS <= seed.pair.ms <= place.end_ms + _EXPLAINED_MS
    return inside and abs(place.held_at(seed.pair.ms) - seed.pair.held_ms) <= _EXPLAINED_MS


def _followed(sides: Sides, seed: Seed, item: str, mirrored: bool) -> Place | None:
    """The stretch that the seed lies in."""
    q, h = sides.query_film, sides.held_film
    view = moments.view(
        seed.affine,
        sides.query.aspect,
        sides.held.aspect,
        (_box(q, seed.pair.ms), _box(h, seed.pair.held_ms)),
    )
    if view is None:
        return None
    near = slice(*np.searchsorted(q.times, (seed.pair.ms - _AROUND_MS, seed.pair.ms + _AROUND_MS)))
    beside = slice(*np.searchsorted(h.times, (seed.pair.held_ms - 2 * _AROUND_MS, seed.pair.held_ms + 2 * _AROUND_MS)))
    alike = moments.likeness(
        moments.patterns(moments.cells(q.thumbs[near], view.query), view.seen),
        moments.patterns(moments.cells(h.thumbs[beside], view.held), view.seen),
    )
    times, held_times = q.times[near], h.times[beside]
    track = tracks.find(times, held_times, alike, Line(seed.pair.ms, seed.pair.held_ms, 1.0))
    if track is None or track.last <= track.first:
        return None
    score = float(np.nanmean(tracks.along(times, held_times, alike, [track.line])[0][track.first : track.last + 1]))
    return _place(sides, track, times, (item, score), mirrored)


def _place(sides: Sides, track: Track, times: npt.NDArray[np.int32], named: tuple[str, float], mirrored: bool) -> Place:
    start, end = (
        _snapped(sides.query_cuts, int(times[track.first]), -1),
        _snapped(sides.query_cuts, int(times[track.last]), 1),
    )
    held_start, held_end = (int(x) for x in np.round(track.line.at(np.array([start, end], np.float64))))
    return Place(
        item=named[0],
        start_ms=start,
        end_ms=max(end, start + 1),
        held_start_ms=max(0, held_start),
        held_end_ms=max(held_end, held_start + 1),
        by="picture",
        evidence=track.evidence,
        score=max(0.0, min(1.0, named[1])),
        mirrored=mirrored,
    )


def _snapped(cuts: npt.NDArray[np.int32], ms: int, side: int) -> int:
    """The cut that a stretch begins or ends with, if one is near, else where the evidence ends."""
    if not len(cuts):
        return ms
    nearest = int(cuts[np.abs(cuts - (ms + side * 100)).argmin()])
    return nearest if abs(nearest - ms) <= _SNAP_MS else ms


def _distinct(places: list[Place]) -> list[Place]:
    """Of places that the same stretch of the query is explained by, the best."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: -p.evidence):
        shared = sum(max(0, min(place.end_ms, k.end_ms) - max(place.start_ms, k.start_ms)) for k in kept)
        if shared <= 0.5 * (place.end_ms - place.start_ms):
            kept.append(place)
    return kept
