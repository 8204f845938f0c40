"""Finds by their pictures the stretches of a video that show what is held."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.match import geometry
from onrecord.match.archive import Archive
from onrecord.match.candidates import Pair, pairs
from onrecord.match.follow import Followed, Seed, Side, Sides, follow
from onrecord.match.places import Place
from onrecord.match.tracks import Track
from onrecord.prints import FootagePrints

_LEAST_AGREED: Final = 4  # features
_BESIDE_MS: Final = 700  # around the held moment that codes named, where a picture is looked for
_MOST_PAIRS: Final = 1_000  # an item
_LEAST_EVIDENCE: Final = 12.0
_SHORTEST_MS: Final = 500  # of a stretch: shorter ones hold two or three moments
_EXPLAINED_MS: Final = 1_500
_SEEN_IN_ONE: Final = 6  # details that agree in the best picture of a stretch
_SEEN_IN_ALL: Final = 10
_SEEN_ALIKE: Final = 0.9  # likeness that no two pictures of different things have
_SAME_TRY_MS: Final = 2_000
_MOST_TRIES: Final = 6  # around a moment of the query; the seeds that most details agree on come first
_SNAP_MS: Final = 500


def find_pictures(query: FootagePrints, archive: Archive, report: Callable[[float], None]) -> list[Place]:
    """The places of the archive that the query shows. `report` is told the share of the work that is done, 0 to 1."""
    if not _is_whole(query):
        return []
    found = sorted(pairs(query, archive), key=lambda pair: (pair.item, pair.mirrored))
    report(0.5)
    names = archive.items
    groups = [(item, list(group)) for item, group in groupby(found, key=lambda pair: pair.item)]
    places: list[Place] = []
    asked = Side(query)
    for number, (item, group) in enumerate(groups):
        held = archive.prints(names[item])
        if _is_whole(held):
            one = Side(held)
            each = [list(_places(Sides(asked, one, turned), names[item], group)) for turned in (False, True)]
            places += _distinct([place for found_here in each for place in found_here])
        report(0.5 + 0.5 * (number + 1) / len(groups))
    return places


def _is_whole(prints: FootagePrints) -> bool:
    return all(name in prints.channels and len(prints.channels[name].times) for name in ("picture", "detail"))


def _places(sides: Sides, item: str, group: Sequence[Pair]) -> Iterator[Place]:
    """The places of one item."""
    chosen = sorted((p for p in group if p.mirrored == sides.mirrored), key=lambda p: -p.votes)[:_MOST_PAIRS]
    seeds = sorted((_seed(sides, pair) for pair in chosen), key=lambda seed: -seed.agreed)
    found: list[Track] = []
    tried: list[int] = []
    for seed in seeds:
        if any(_explains(track, seed) for track in found) or _is_tried(tried, seed.ms):
            continue
        tried.append(seed.ms)
        followed = follow(sides, seed, found)
        if followed is not None:
            found.append(followed.track)
            place = _place(sides, followed, item)
            if (
                place.end_ms - place.start_ms >= _SHORTEST_MS
                and place.evidence >= _LEAST_EVIDENCE
                and _is_seen(followed)
            ):
                yield place


def _is_tried(tried: Sequence[int], ms: int) -> bool:
    return sum(abs(other - ms) <= _SAME_TRY_MS for other in tried) >= _MOST_TRIES


def _is_seen(followed: Followed) -> bool:
    """Whether details agree too, or where there are few, the whole is alike beyond doubt."""
    agreed = followed.agreed
    by_details = agreed.max(initial=0) >= _SEEN_IN_ONE and agreed.sum() >= _SEEN_IN_ALL
    return bool(by_details or np.nanmedian(followed.alike) >= _SEEN_ALIKE)


def _seed(sides: Sides, pair: Pair) -> Seed:
    """The map that details of the two pictures agree on; where they don't, one bar's inside onto the other's."""
    query, held = sides.details
    best = Seed(pair.ms, pair.held_ms, sides.unmoved(pair.ms, pair.held_ms), 0)
    for i in list(query.around(pair.ms, _BESIDE_MS))[:1]:
        for j in list(held.around(pair.held_ms, _BESIDE_MS))[:2]:
            fit = geometry.fit(query.picture(i, mirrored=sides.mirrored), held.picture(j))
            if fit is not None and len(fit.query) >= max(_LEAST_AGREED, best.agreed + 1):
                best = Seed(int(query.times[i]), int(held.times[j]), fit.affine, len(fit.query))
    return best


def _explains(track: Track, seed: Seed) -> bool:
    inside = track.start_ms - _EXPLAINED_MS <= seed.ms <= track.end_ms + _EXPLAINED_MS
    return inside and abs(float(track.line.at(np.array(seed.ms))) - seed.held_ms) <= _EXPLAINED_MS


def _place(sides: Sides, followed: Followed, item: str) -> Place:
    track, cuts = followed.track, sides.query.prints.cuts
    start = _snapped(cuts, track.start_ms, -1)
    end = max(_snapped(cuts, track.end_ms, 1), start + 1)
    held_start, held_end = np.round(track.line.at(np.array([start, end], np.float64))).astype(int).tolist()
    return Place(
        item=item,
        start_ms=start,
        end_ms=end,
        held_start_ms=max(0, held_start),
        held_end_ms=max(held_end, held_start + 1),
        by="picture",
        evidence=followed.evidence,
        score=float(np.clip(np.nanmean(followed.alike), 0, 1)),
        mirrored=sides.mirrored,
        same_moment=followed.same_moment,
    )


def _snapped(cuts: npt.NDArray[np.int32], ms: int, side: int) -> int:
    """The cut that a stretch begins or ends with, if one is near, else where the evidence ends."""
    if not len(cuts):
        return ms
    nearest = int(cuts[np.abs(cuts - (ms + side * 100)).argmin()])
    return nearest if abs(nearest - ms) <= _SNAP_MS else ms


def _distinct(places: Sequence[Place]) -> list[Place]:
    """Of places that explain the same stretch of the query, the best."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: -p.evidence):
        shared = sum(max(0, min(place.end_ms, k.end_ms) - max(place.start_ms, k.start_ms)) for k in kept)
        if shared <= 0.5 * (place.end_ms - place.start_ms):
            kept.append(place)
    return kept
