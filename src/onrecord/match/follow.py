"""Follows a release through a video from one pair of pictures on, in both directions, to where it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match import geometry, moments, motion, tracks
from onrecord.match.geometry import Affine, Details
from onrecord.match.moments import Film
from onrecord.match.motion import Scene
from onrecord.match.tracks import Likeness, Line, Track
from onrecord.prints import FootagePrints

Floats: TypeAlias = npt.NDArray[np.floating]
Ints: TypeAlias = npt.NDArray[np.int32]

_NEAR_MS: Final = 4_000  # of the query, on either side of a seed: where its line is looked for
_FAR_MS: Final = 30_000  # the same, where it is followed to; three times as far whenever that is not enough
_FASTEST: Final = 2.1
_MARGIN_MS: Final = 2_000
_BAND: Final = 6  # held moments on either side of a line
_LEAST_NEAR: Final = 4.0  # nats near the seed
_LEAST_ALIKE: Final = 0.5  # likeness of the pictures of a seed, or those right beside them
_ALIKE_BY_CHANCE: Final = (
    1.0  # nats a moment: the best of many lines through another take at the same place has so much
)
_LEAST_MOTION: Final = 5.0  # nats beyond that
_A_MOTION: Final = 0.5  # of these nats: moments of one motion follow from each other
_MOST_MOTION: Final = 12.0
_LEAST_MOMENTS: Final = 12  # that other footage is known by
_TELLING: Final = 8.0  # nats a moment that motion could tell, if it was the same
_OTHER: Final = 0.05  # of that, what other footage has in common at most
_TIMES_SETTLED: Final = 2
_BOX_MS: Final = 2_000
_WIDE: Final = (0.2, 0.8)  # of those moments: what is seen in a few of them is no bar
_USUAL: Final = (0.5, 0.5)
_SAME_MAP: Final = 0.2  # of a picture's height, at its corners: two maps nearer than that are tried for the same
_PICTURES: Final = 12  # of a stretch, by whose details the map is made exact
_BY_CHANCE: Final = 2  # details of a picture that agree on some map or other
_MOST_AGREED: Final = 20
_A_DETAIL: Final = 0.75  # nats; far less than if details were independent, which those of one thing aren't
_SAME_LINE_MS: Final = 400
_BESIDE_MS: Final = 550  # pictures whose details are taken stand a second apart


class Seed(NamedTuple):
    """Two pictures, by their times, the map by which one shows the other, and how many details agree on it."""

    ms: int
    held_ms: int
    affine: Affine
    agreed: int


class Followed(NamedTuple):
    """A track, and the map along it.

    `alike` is how alike its moments are, `agreed` how many details agree in each of some pictures, and `told` how much
    each of these tells beyond the ones before, `moved` what tells the moment, in nats.
    """

    track: Track
    affine: Affine
    alike: Floats
    agreed: npt.NDArray[np.int64]
    told: Floats
    moved: float

    @property
    def same_moment(self) -> bool:
        """Whether it is the same moment, as far as what moves can tell."""
        return self.moved >= _LEAST_MOTION

    @property
    def evidence(self) -> float:
        """What moments, details and motion say together, in nats."""
        least = np.clip(self.agreed - _BY_CHANCE, 0, _MOST_AGREED)
        best = int(least.argmax()) if len(least) else 0
        told = np.where(np.arange(len(least)) == best, 1.0, self.told)
        moved = min(_A_MOTION * self.moved, _MOST_MOTION)
        return self.track.evidence + moved + _A_DETAIL * float((least * told).sum())


@dataclass(frozen=True)
class Side:
    """One of the two videos that are held against each other, with what is made of its prints once."""

    prints: FootagePrints

    @cached_property
    def details(self) -> Details:
        """Its details."""
        return Details(self.prints.channels["detail"])

    @cached_property
    def film(self) -> Film:
        """Its thumbnails."""
        return Film.of(self.prints.channels["picture"])

    @cached_property
    def mirrored_film(self) -> Film:
        """Its thumbnails with left and right exchanged."""
        return moments.mirrored(self.film)

    @cached_property
    def shots(self) -> Ints:
        """The number of the shot of each moment."""
        return np.searchsorted(self.prints.cuts, self.film.times, "right").astype(np.int32)


@dataclass(frozen=True)
class Sides:
    """The two videos that are held against each other. `mirrored`: the query is taken with left and right exchanged."""

    query: Side
    held: Side
    mirrored: bool
    _boxes: dict[tuple[int, float, tuple[float, float]], Affine] = field(default_factory=dict)

    @cached_property
    def details(self) -> tuple[Details, Details]:
        """The details of both."""
        return self.query.details, self.held.details

    @cached_property
    def films(self) -> tuple[Film, Film]:
        """The thumbnails of both."""
        return self.query.mirrored_film if self.mirrored else self.query.film, self.held.film

    def boxes(self, ms: float, held_ms: float) -> tuple[Affine, Affine]:
        """What is inside the bars around two moments."""
        return self._box(0, ms, _WIDE), self._box(1, held_ms, _WIDE)

    def unmoved(self, ms: float, held_ms: float) -> Affine:
        """The map of what is inside the bars of one picture onto what is inside those of the other."""
        one, other = self._box(0, ms, _USUAL), self._box(1, held_ms, _USUAL)
        size = (other[2:] - other[:2]) / np.maximum(one[2:] - one[:2], 0.1)
        wide, held_wide = (np.array([details.aspect, 1.0]) for details in self.details)
        return np.column_stack([np.diag(size * held_wide / wide), (other[:2] - one[:2] * size) * held_wide])

    def _box(self, side: int, ms: float, shares: tuple[float, float]) -> Affine:
        key = side, ms, shares
        if key not in self._boxes:
            self._boxes[key] = _box(self.films[side], ms, shares)
        return self._boxes[key]

    def view(self, affine: Affine, ms: float, held_ms: float) -> moments.View | None:
        """What both show around two moments; None where it is too small."""
        return moments.view(affine, self.details[0].aspect, self.details[1].aspect, self.boxes(ms, held_ms))

    def alike_at(self, affine: Affine, seed: "Seed") -> float:
        """How alike the pictures of the seed are when mapped so, or of those beside them the two most alike."""
        view, (q, h) = self.view(affine, seed.ms, seed.held_ms), self.films
        i = _nearest(q.times, seed.ms)
        near = _within(h.times, seed.held_ms, _BESIDE_MS + 300)
        if view is None or near.start == near.stop:
            return -1.0
        query = moments.patterns(q.thumbs[i : i + 1], q.boxes[i : i + 1], view.query)
        held = moments.patterns(h.thumbs[near], h.boxes[near], view.held)
        return float(moments.likeness(query, held).max(initial=-1))


def _box(film: Film, ms: float, shares: tuple[float, float]) -> Affine:
    near = _within(film.times, ms, _BOX_MS)
    i = _nearest(film.times, ms)
    boxes = np.sort(film.boxes[near if near.start < near.stop else slice(i, i + 1)].astype(np.float64), axis=0)
    (low, high), last = shares, len(boxes) - 1
    return np.concatenate([_quantile(boxes[:, :2], low * last), _quantile(boxes[:, 2:], high * last)])


def _quantile(ordered: Floats, place: float) -> Affine:
    before, share = int(place), place % 1
    after = min(before + 1, len(ordered) - 1)
    return np.asarray(ordered[before] * (1 - share) + ordered[after] * share, np.float64)


def _nearest(times: Ints, ms: float) -> int:
    after = min(int(np.searchsorted(times, ms)), len(times) - 1)
    return after - 1 if after and ms - times[after - 1] <= times[after] - ms else after


def _within(times: Ints, ms: float, reach: float) -> slice:
    first, last = np.searchsorted(times, (ms - reach, ms + reach + 1))
    return slice(int(first), int(last))


def follow(sides: Sides, seed: Seed, found: Sequence[Track] = ()) -> Followed | None:
    """The stretch that a seed lies in: its line first, then all that follows it; None if it was `found` before."""
    affine, alike = _better(sides, seed)
    if alike < _LEAST_ALIKE:
        return None
    laid = _Laid.out(sides, affine, seed.ms, seed.held_ms, _NEAR_MS)
    if laid is None:
        return None
    track = tracks.find(laid.all(), seed.ms, seed.held_ms)
    if track is None or track.evidence < _LEAST_NEAR or any(_is_same(track, other) for other in found):
        return None
    exact = geometry.refit(*_agreed(sides, affine, track).places, affine)
    if geometry.is_likely(exact) and _along(sides, exact, track, seed.ms) > _along(sides, affine, track, seed.ms):
        affine = exact
    return _to_its_ends(sides, affine, track, seed.ms, found)


def _is_same(track: Track, other: Track) -> bool:
    start, end = max(track.start_ms, other.start_ms), min(track.end_ms, other.end_ms)
    both = np.array([start, end], np.float64)
    return start < end and bool(np.abs(track.line.at(both) - other.line.at(both)).max() <= _SAME_LINE_MS)


def _better(sides: Sides, seed: Seed) -> tuple[Affine, float]:
    """The seed's map, or the simplest one, where that is nearly the same and alike pictures result; how alike."""
    alike, simple = sides.alike_at(seed.affine, seed), sides.unmoved(seed.ms, seed.held_ms)
    wide = sides.details[0].aspect
    corners = np.array([[0, 0, 1], [wide, 0, 1], [0, 1, 1], [wide, 1, 1]], np.float64)
    apart = np.abs(corners @ (simple - seed.affine).T).max()
    if 0 < apart <= _SAME_MAP and (also := sides.alike_at(simple, seed)) > alike:
        return simple, also
    return seed.affine, alike


def _along(sides: Sides, affine: Affine, track: Track, ms: int) -> float:
    """How alike pictures are along a track, when mapped so."""
    laid = _Laid.out(sides, affine, ms, float(track.line.at(np.array(ms))), _NEAR_MS)
    if laid is None:
        return -1.0
    inside = (laid.times >= track.start_ms) & (laid.times <= track.end_ms)
    return float(np.nan_to_num(laid.near(track.line).on(track.line))[inside].mean())


def _to_its_ends(sides: Sides, affine: Affine, track: Track, ms: int, found: Sequence[Track]) -> Followed | None:
    """The whole of a track, along the line that explains best what moves; None if that was `found` before."""
    whole = _extended(sides, affine, track, ms)
    if whole is None:
        return None
    laid, longer = whole
    part = longer
    for _ in range(_TIMES_SETTLED):
        better = laid.settled(part)
        if better is not None:
            if any(_is_same(better, other) for other in found):
                return None
            whole = _extended(sides, affine, better, ms)
            if whole is None:
                return None
            laid, longer = whole
        part = laid.without_others(longer)
        if part is longer:
            break
        ms = (part.start_ms + part.end_ms) // 2
    return _told(sides, affine, laid, part)


def _extended(sides: Sides, affine: Affine, track: Track, ms: int) -> "tuple[_Laid, Track] | None":
    """The track to where it ends, and the films that far."""
    reach, film = _FAR_MS, sides.films[0]
    while True:
        laid = _Laid.out(sides, affine, ms, float(track.line.at(np.array(ms))), reach)
        if laid is None:
            return None
        times = laid.times
        longer = tracks.refined(laid.near(track.line, laid.told()), track.line, ms)
        if longer is None:
            return None
        begun = longer.start_ms > times[0] or times[0] == film.times[0]
        ended = longer.end_ms < times[-1] or times[-1] == film.times[-1]
        if begun and ended:
            return laid, longer
        track, reach = longer, 3 * reach


def _told(sides: Sides, affine: Affine, laid: "_Laid", track: Track) -> Followed:
    known = laid.near(track.line, laid.told())
    inside = (known.times >= track.start_ms) & (known.times <= track.end_ms)
    agreed = _agreed(sides, affine, track)
    told = known.told[np.clip(np.searchsorted(known.times, agreed.times), 0, len(known.times) - 1)]
    moved = laid.moved(track)
    return Followed(track, affine, known.on(track.line)[inside], agreed.counts, told, moved)


class _Laid(NamedTuple):
    """Both films around a pair of moments, laid out in the cells that both show."""

    times: Ints
    held_times: Ints
    shots: Ints
    held_shots: Ints
    query: Floats
    held: Floats

    @classmethod
    def out(cls, sides: Sides, affine: Affine, ms: float, held_ms: float, reach: float) -> Self | None:
        """The moments at most `reach` ms away, in the held film as many as the greatest speed may reach."""
        q, h = sides.films
        view = sides.view(affine, ms, held_ms)
        if view is None:
            return None
        held_reach = _FASTEST * reach + _MARGIN_MS
        near = slice(*np.searchsorted(q.times, (ms - reach, ms + reach)).tolist())
        beside = slice(*np.searchsorted(h.times, (held_ms - held_reach, held_ms + held_reach)).tolist())
        if near.stop - near.start < 2 or beside.stop - beside.start < 2:  # noqa: PLR2004  # a line needs two
            return None
        query = moments.patterns(q.thumbs[near], q.boxes[near], view.query)
        held = moments.patterns(h.thumbs[beside], h.boxes[beside], view.held)
        return cls(q.times[near], h.times[beside], sides.query.shots[near], sides.held.shots[beside], query, held)

    def told(self) -> Floats:
        """How much each moment of the query tells."""
        return moments.novelty(self.query)

    def scenes(self) -> tuple[Scene, Scene]:
        """What both show."""
        return Scene(self.times, self.shots, self.query), Scene(self.held_times, self.held_shots, self.held)

    def all(self) -> Likeness:
        """Every moment held against every other."""
        alike = moments.likeness(self.query, self.held)
        first = np.zeros(len(self.times), np.int32)
        return Likeness(self.times, self.held_times, alike, first, self.shots, self.scenes(), self.told())

    def near(self, line: Line, told: Floats | None = None) -> Likeness:
        """Every moment held against those near its place on a line; `told` where it is known already."""
        first = (np.searchsorted(self.held_times, line.at(self.times.astype(np.float64))) - _BAND).astype(np.int32)
        alike = moments.likeness_near(self.query, self.held, first, 2 * _BAND)
        told = _ones(self.times) if told is None else told
        return Likeness(self.times, self.held_times, alike, first, self.shots, self.scenes(), told)

    def along(self, track: Track) -> Scene:
        """What the query shows along a track."""
        inside = (self.times >= track.start_ms) & (self.times <= track.end_ms)
        return Scene(self.times[inside], self.shots[inside], self.query[:, inside])

    def moved(self, track: Track) -> float:
        """What the motion of both tells, in nats: a camera that stands still shows the same hall at every moment."""
        scene, held = self.along(track).some(), self.scenes()[1]
        if not len(scene.times):
            return 0.0
        alike = motion.left_over(scene, held, track.line.at(scene.times.astype(np.float64))[None]).in_common()[0]
        return max(0.0, len(scene.times) * float(alike - _ALIKE_BY_CHANCE))

    def without_others(self, track: Track) -> Track:
        """The track without shots at its ends that are like what is held, yet move in another way."""
        scene = self.along(track)
        shots = np.unique(scene.shots).tolist()
        for end in (0, -1):
            while len(shots) > 1 and self._is_other(track, shots[end]):
                del shots[end]
        kept = scene.times[(scene.shots >= shots[0]) & (scene.shots <= shots[-1])]
        if len(kept) == len(scene.times):
            return track
        known = self.near(track.line, self.told())
        told = tracks.evidence(known.on(track.line)) * known.told
        left = float(told[(self.times >= kept[0]) & (self.times <= kept[-1])].sum())
        return Track(track.line, int(kept[0]), int(kept[-1]), left)

    def _is_other(self, track: Track, shot: int) -> bool:
        rows = (self.shots == shot) & (self.times >= track.start_ms) & (self.times <= track.end_ms)
        if rows.sum() < _LEAST_MOMENTS:
            return False
        scene = Scene(self.times[rows], self.shots[rows], self.query[:, rows]).some()
        left = motion.left_over(scene, self.scenes()[1], track.line.at(scene.times.astype(np.float64))[None])
        return bool(left.tellable()[0] >= _TELLING and left.in_common()[0] < _OTHER * left.tellable()[0])

    def settled(self, track: Track) -> Track | None:
        """The track, if another moment some seconds away explains what it shows better: there."""
        told = self.told()[(self.times >= track.start_ms) & (self.times <= track.end_ms)]
        line = tracks.settled(self.along(track), self.scenes()[1], told, track)
        other = track._replace(line=line)
        return None if _is_same(track, other) else other


def _ones(times: Ints) -> Floats:
    return np.ones(len(times), np.float32)


class _Agreed(NamedTuple):
    """The places of the details of both videos that agree on a map along a track, and how many in each picture."""

    places: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
    counts: npt.NDArray[np.int64]
    times: Ints


def _agreed(sides: Sides, affine: Affine, track: Track) -> _Agreed:
    query, held = sides.details
    source, target, counts, times = [np.empty((0, 2))], [np.empty((0, 2))], [], []
    for i, others in _pictures(query, held, track):
        features = query.picture(i, mirrored=sides.mirrored)
        pairs = [(geometry.guided(features, other, affine), other) for other in map(held.picture, others)]
        fit, other = max(pairs, key=lambda pair: len(pair[0].query))
        source.append(features.place[fit.query])
        target.append(other.place[fit.held])
        counts.append(len(fit.query))
        times.append(int(query.times[i]))
    places = np.concatenate(source), np.concatenate(target)
    return _Agreed(places, np.array(counts, np.int64), np.array(times, np.int32))


def _pictures(query: Details, held: Details, track: Track) -> Iterator[tuple[int, list[int]]]:
    """Some pictures of the query along a track, and those that are held right beside the places of each."""
    first, last = np.searchsorted(query.times, (track.start_ms, track.end_ms + 1)).tolist()
    for i in np.unique(np.linspace(first, last - 1, min(_PICTURES, last - first)).round().astype(int)).tolist():
        others = list(held.around(float(track.line.at(query.times[i : i + 1].astype(np.float64))[0]), _BESIDE_MS))[:2]
        if others:
            yield i, others
