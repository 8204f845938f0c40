"""Finds by their pictures the stretches of a video that show what is held."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.match import geometry
from onrecord.match.archive import Archive
from onrecord.match.candidates import Pairs, leads, pairs
from onrecord.match.follow import Followed, Seed, Side, Sides, follow
from onrecord.match.places import Place
from onrecord.match.tracks import Track
from onrecord.prints import FootagePrints

_LEAST_AGREED: Final = 4  # features
_BESIDE_MS: Final = 700  # around the held moment that codes named, where a picture is looked for
_ASKED: Final = 0.3  # of the work, when the candidates are known
_LEAST_EVIDENCE: Final = 12.0
_SHORTEST_MS: Final = 500  # of a stretch: shorter ones hold two or three moments
_EXPLAINED_MS: Final = 1_500
_SEEN_IN_ONE: Final = 6  # details that agree in the best picture of a stretch
_SEEN_IN_ALL: Final = 10
_SEEN_ALIKE: Final = 0.9  # likeness that no two pictures of different things have
_MOST_SEEDS: Final = 8  # of a lead, those that most speaks for
_MOST_FOLLOWED: Final = 3  # of these; those that most details agree on come first
_MOST_TRACKS: Final = 2  # of an item at any moment; in a slow scene many lines are nearly as good as the best
_SNAP_MS: Final = 500


def find_pictures(query: FootagePrints, archive: Archive, report: Callable[[float], None]) -> list[Place]:
    """The places of the archive that the query shows. `report` is told the share of the work that is done, 0 to 1."""
    if not _is_whole(query):
        return []
    by_item: defaultdict[int, list[Pairs]] = defaultdict(list)
    for lead in leads(pairs(query, archive)):
        by_item[int(lead.item[0])].append(lead)
    report(_ASKED)
    places: list[Place] = []
    asked = Side(query)
    for number, (item, found) in enumerate(by_item.items()):
        name = archive.items[item]
        held = archive.prints(name)
        if _is_whole(held):
            one = Side(held)
            each = [list(_places(Sides(asked, one, turned), name, found)) for turned in (False, True)]
            places += _distinct([place for found_here in each for place in found_here])
        report(_ASKED + (1 - _ASKED) * (number + 1) / len(by_item))
    return places


def _is_whole(prints: FootagePrints) -> bool:
    return all(name in prints.channels and len(prints.channels[name].times) for name in ("picture", "detail"))


def _places(sides: Sides, item: str, found: Sequence[Pairs]) -> Iterator[Place]:
    """The places of one item."""
    known: list[Track] = []
    for lead in found:
        if lead.mirrored[0] == sides.mirrored:
            followed = _followed(sides, lead, known)
            if followed is not None:
                known.append(followed.track)
                place = _place(sides, followed, item)
                if (
                    place.end_ms - place.start_ms >= _SHORTEST_MS
                    and place.evidence >= _LEAST_EVIDENCE
                    and _is_seen(followed)
                ):
                    yield place


def _followed(sides: Sides, lead: Pairs, known: Sequence[Track]) -> Followed | None:
    """Where a lead leads to, if that isn't known already."""
    of_both = sorted(
        zip(lead.ms.tolist(), lead.held_ms.tolist(), lead.votes.tolist(), strict=True), key=lambda p: -p[2]
    )
    left = [(ms, held_ms) for ms, held_ms, _ in of_both if not _is_known(known, ms, held_ms)][:_MOST_SEEDS]
    seeds = sorted((_seed(sides, ms, held_ms) for ms, held_ms in left), key=lambda seed: -seed.agreed)
    for seed in seeds[:_MOST_FOLLOWED]:
        if not _is_known(known, seed.ms, seed.held_ms):
            followed = follow(sides, seed, known)
            if followed is not None:
                return followed
    return None


def _is_known(known: Sequence[Track], ms: int, held_ms: int) -> bool:
    """Whether a track explains a pair, or several others explain what the query shows there by the same item."""
    there = sum(track.start_ms <= ms <= track.end_ms for track in known)
    return there >= _MOST_TRACKS or any(_explains(track, ms, held_ms) for track in known)


def _is_seen(followed: Followed) -> bool:
    """Whether details agree too, or where there are few, the whole is alike beyond doubt."""
    agreed = followed.agreed
    by_details = agreed.max(initial=0) >= _SEEN_IN_ONE and agreed.sum() >= _SEEN_IN_ALL
    return bool(by_details or np.nanmedian(followed.alike) >= _SEEN_ALIKE)


def _seed(sides: Sides, ms: int, held_ms: int) -> Seed:
    """The map that details of the two pictures agree on; where they don't, one bar's inside onto the other's."""
    query, held = sides.details
    best = Seed(ms, held_ms, sides.unmoved(ms, held_ms), 0)
    for i in list(query.around(ms, _BESIDE_MS))[:1]:
        for j in list(held.around(held_ms, _BESIDE_MS))[:2]:
            fit = geometry.fit(query.picture(i, mirrored=sides.mirrored), held.picture(j))
            if fit is not None and len(fit.query) >= max(_LEAST_AGREED, best.agreed + 1):
                best = Seed(int(query.times[i]), int(held.times[j]), fit.affine, len(fit.query))
    return best


def _explains(track: Track, ms: int, held_ms: int) -> bool:
    inside = track.start_ms - _EXPLAINED_MS <= ms <= track.end_ms + _EXPLAINED_MS
    return inside and abs(float(track.line.at(np.array(ms))) - held_ms) <= _EXPLAINED_MS


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
