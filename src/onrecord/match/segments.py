"""From runs to segments: every moment of a video gets one verdict, and a seen one its places in the archive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from onrecord.match.runs import Marks, Run, Times, Track
from onrecord.records import Match, Segment

LEAST_MS: Final = 750
"""The shortest stretch that is told apart: three prints."""

MOST_MATCHES: Final = 10
"""Places named for one stretch; an opening title may stand in every release of an archive."""

FLAT: Final = "the picture is empty here (black or one tone)"
STILL: Final = "too short or too still a picture to tell footage by"
SETTING: Final = "the setting is one of {release}, but nothing shows that the moment is"
NO_PICTURE: Final = "no picture; this engine compares pictures only"

_SNAP_MS: Final = 300
_SAME_SHIFT_MS: Final = 200
_UNRELATED: Final = 0.6  # score of the most alike of unrelated pictures
_SLIVER_MS: Final = 120
_SHARED: Final = 0.8  # of a stretch, for a second place to be named for it


@dataclass(frozen=True, slots=True)
class Place:
    """A run in one release, in ms: a stretch of the query and the match that it maps onto."""

    start_ms: int
    end_ms: int
    match: Match
    same_moment: bool = True

    @property
    def shift_ms(self) -> int:
        """How much later the stretch stands in the release."""
        return self.match.start_ms - self.start_ms

    @property
    def agreement(self) -> float:
        """How long and how closely the two agree; it does not level off as chance does, so it tells offsets apart."""
        return (self.end_ms - self.start_ms) * (self.match.score - _UNRELATED)

    def cut(self, start_ms: int, end_ms: int) -> "Place":
        """The part of this place that lies in a stretch of the query."""
        start, end = max(start_ms, self.start_ms), min(end_ms, self.end_ms)
        match = replace(self.match, start_ms=start + self.shift_ms, end_ms=end + self.shift_ms)
        return replace(self, start_ms=start, end_ms=end, match=match)


def place(run: Run, query: Track, query_ms: int, held_ms: int, match: Match) -> list[Place]:
    """The place of a run, its ends drawn to the cuts of the query and kept inside both videos; none if it is short."""
    start, end = _ends(run, query, query_ms)
    start = max(start, -run.offset_ms)
    end = min(end, held_ms - run.offset_ms, query_ms)
    if end - start < LEAST_MS:
        return []
    found = replace(match, start_ms=start + run.offset_ms, end_ms=end + run.offset_ms, mirrored=run.mirrored)
    return [Place(start, end, replace(found, score=round(run.score, 4)), run.same_moment)]


def cover(duration_ms: int, places: Sequence[Place], silent: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments in order that cover [0, duration_ms): seen where a place holds, the best agreeing first; else `silent`.

    `silent` are the stretches where nothing could be decided; what is left is not in this archive.
    """
    ranked, settings = _by_moment(sorted(places, key=lambda p: (-p.agreement, p.match.chance, p.match.release)))
    taken: list[Place] = []
    for one in ranked:
        for start, end in _gaps([(p.start_ms, p.end_ms) for p in taken], one.start_ms, one.end_ms):
            if end - start >= LEAST_MS:
                taken.append(one.cut(start, end))
    found = [_seen(one, ranked) for one in _joined(sorted(taken, key=lambda p: p.start_ms))]
    for quiet in (*settings, *silent):
        gaps = _gaps([(s.start_ms, s.end_ms) for s in found], quiet.start_ms, quiet.end_ms)
        found += [replace(quiet, start_ms=start, end_ms=end) for start, end in gaps if end - start >= LEAST_MS]
    rest = _gaps([(s.start_ms, s.end_ms) for s in found], 0, duration_ms)
    found += [Segment(start_ms=start, end_ms=end, verdict="not in this archive") for start, end in rest]
    return tuple(_without_slivers(sorted(found, key=lambda s: s.start_ms)))


def stretches(marked: Marks, query: Track, duration_ms: int, reason: str) -> Iterator[Segment]:
    """Where nothing can be decided: the stretches of marked frames, with the reason."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    ends = np.append(query.times, duration_ms)
    for first, after in edges.reshape(-1, 2).tolist():
        yield Segment(start_ms=int(ends[first]), end_ms=int(ends[after]), verdict="undecidable", reason=reason)


def _by_moment(ranked: Sequence[Place]) -> tuple[list[Place], list[Segment]]:
    """The places that are the same moment, and what is said of stretches that only share a setting with a release.

    Where the best place in a release is another moment, a worse one that seems to fit does so by accident.
    """
    kept: list[Place] = []
    others: list[Place] = []
    for one in ranked:
        if any(_rivals(one, other) for other in others):
            continue
        (kept if one.same_moment else others).append(one)
    return kept, [_elsewhere(one) for one in others]


def _rivals(one: Place, other: Place) -> bool:
    same = (one.match.release, one.match.mirrored) == (other.match.release, other.match.mirrored)
    shared = min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)
    return same and 2 * shared > one.end_ms - one.start_ms


def _elsewhere(one: Place) -> Segment:
    reason = SETTING.format(release=one.match.release)
    return Segment(start_ms=one.start_ms, end_ms=one.end_ms, verdict="undecidable", reason=reason)


def _without_slivers(segments: Sequence[Segment]) -> list[Segment]:
    """A rest of a few frames, where a stream ends a little before the file, goes to the segment beside it."""
    kept: list[Segment] = []
    for one in segments:
        last = kept[-1] if kept else None
        if last is not None and min(one.end_ms - one.start_ms, last.end_ms - last.start_ms) < _SLIVER_MS:
            longer = max(last, one, key=lambda s: s.end_ms - s.start_ms)
            kept[-1] = replace(longer, start_ms=last.start_ms, end_ms=one.end_ms)
        else:
            kept.append(one)
    return kept


def _joined(places: Sequence[Place]) -> list[Place]:
    """Neighbours that go on at nearly the same offset are one stretch, mapped as the better of them is."""
    joined: list[Place] = []
    for one in places:
        last = joined[-1] if joined else None
        if last is None or not _continues(last, one):
            joined.append(one)
            continue
        best = max(last, one, key=lambda p: p.agreement)
        start, end = last.start_ms + best.shift_ms, one.end_ms + best.shift_ms
        match = replace(best.match, start_ms=start, end_ms=end)
        joined[-1] = Place(last.start_ms, one.end_ms, match)
    return joined


def _continues(last: Place, one: Place) -> bool:
    same = (last.end_ms, last.match.release, last.match.mirrored) == (
        one.start_ms,
        one.match.release,
        one.match.mirrored,
    )
    return same and abs(last.shift_ms - one.shift_ms) <= _SAME_SHIFT_MS


def _seen(one: Place, ranked: Sequence[Place]) -> Segment:
    matches, named = [one.match], {one.match.release}
    for other in ranked:
        part = other.cut(one.start_ms, one.end_ms)
        if other.match.release in named or part.end_ms - part.start_ms < _SHARED * (one.end_ms - one.start_ms):
            continue
        named.add(other.match.release)
        matches.append(part.match)
    return Segment(start_ms=one.start_ms, end_ms=one.end_ms, verdict="seen", matches=tuple(matches[:MOST_MATCHES]))


def _ends(run: Run, query: Track, query_ms: int) -> tuple[int, int]:
    """A run's ends lie between its outermost frames and the next; a cut of the query near there is the very place."""
    times = query.times
    start = int(times[run.first - 1] + times[run.first]) // 2 if run.first else 0
    end = int(times[run.last] + times[run.last + 1]) // 2 if run.last + 1 < len(times) else query_ms
    return _snap(start, query.cuts), _snap(end, query.cuts)


def _snap(ms: int, cuts: Times) -> int:
    if not len(cuts):
        return ms
    nearest = int(cuts[np.abs(cuts - ms).argmin()])
    return nearest if abs(nearest - ms) <= _SNAP_MS else ms


def _gaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of [start, end) no taken stretch covers."""
    for a, b in sorted(taken):
        if a > start and start < end:
            yield start, min(a, end)
        start = max(start, b)
    if start < end:
        yield start, end
