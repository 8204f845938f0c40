"""Runs: stretches where one video shows, frame after frame at one offset, what another one shows.

Every frame of the query, held against the frame at the same place of a release, gives evidence: the logarithm of how
much likelier their distance is in the same footage than between any two pictures. A run is a stretch whose evidence
adds up to as much as it can. By Karlin and Altschul's reckoning for local alignments, the number of runs that reach
evidence S among m frames of the query and n frames of the archive by chance alone is at most

    chance = 2 * m * n * exp(-S)

where 2 stands for the mirrored archive. It holds because exp(evidence), averaged over frames of unrelated footage,
stays below 1, and because a frame that repeats the one before counts next to nothing: a still is one picture only.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match.hashing import MIRROR, Hashes, distances

Times: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.bool_]

# Distances between 1e7 pairs of frames of unrelated footage: 24 or less in 4 %, 20 in 0.3 %, 16 in 0.01 %.
_EVEN: Final = 20  # bits; well below it a distance speaks for the same footage, above it for other footage
_PER_BIT: Final = 0.75
_MOST: Final = 10.0  # evidence of one frame; nearer than seven bits, dark scenes and titles begin to look alike too
_LEAST: Final = -3.0  # so that a caption over the picture interrupts no run
_DISTINCT: Final = 6  # bits by which a frame has to differ from the last distinct one to count in full
_REPEATED: Final = 0.05
_REPEATED_AGAINST: Final = 0.3

_VOTE: Final = 18  # largest distance of two frames that vote for their offset
_BIN_MS: Final = 200
_FULL_VOTE: Final = 8  # bits below _VOTE at which a vote counts in full
_LEAST_VOTES: Final = 1.0
_MOST_OFFSETS: Final = 64  # per release
_PAIRS_AT_ONCE: Final = 2**21
_DROP: Final = 9.0  # evidence that a run may lose before it has ended
_REACH_MS: Final = 260  # to the nearest archive frame; they stand 250 ms apart
_NONE: Final = 64  # distance to a frame that isn't there
_AWAY_MS: Final = (-3000, -2000, -1500, -1000, 1000, 1500, 2000, 3000)
_MOTION: Final = 3.0  # bits; where less moves, moments can't be told apart, and one is as good as another
_LEAST_GAIN: Final = 0.1  # of the motion; the same footage has 0.4 to 0.9, another moment of the same hall 0
_AROUND: Final = 2.0  # times _REACH_MS: what the place of the least distance is fitted to
_AROUND_LEAST: Final = 9  # pairs of frames
_AROUND_CURVE: Final = 0.2  # bits; a still has no place of least distance


@dataclass(frozen=True, slots=True)
class Track:
    """The prints of one video: times in ms, hashes, which are flat, and where its shots begin."""

    times: Times
    hashes: Hashes
    flat: Marks
    cuts: Times

    def part(self, first: int, last: int) -> "Track":
        """The frames from `first` to `last`."""
        frames = slice(first, last + 1)
        return Track(self.times[frames], self.hashes[frames], self.flat[frames], self.cuts)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the query, by the indices of its frames, that stands `offset_ms` later in a release."""

    first: int
    last: int
    offset_ms: int
    mirrored: bool
    evidence: float
    score: float
    """Share of bits that agree, on average, 0 to 1."""
    same_moment: bool
    """Whether frames agree better here than a second or more away; if not, only the setting is the same."""


def chance(evidence: float, query_prints: int, archive_prints: int) -> float:
    """The expected number of runs as good by chance."""
    return 2.0 * query_prints * archive_prints * math.exp(-evidence)


def weights(track: Track) -> Floats:
    """How much each frame tells: 1 where it is distinct, next to nothing where it repeats, 0 where it is flat."""
    told = np.full(len(track.times), _REPEATED)
    last: int | None = None
    for i in np.flatnonzero(~track.flat).tolist():
        if last is None or int(distances(track.hashes[last], track.hashes[i])) >= _DISTINCT:
            told[i], last = 1.0, i
    told[track.flat] = 0.0
    return told


def least_evidence(most_chance: float, query_prints: int, archive_prints: int) -> float:
    """The evidence from which on chance brings at most `most_chance` runs."""
    return math.log(max(1.0, 2.0 * query_prints * archive_prints) / most_chance)


def too_still(query: Track, told: Floats, least: float) -> Marks:
    """Frames of shots that tell so little that they could not reach this evidence if the archive did hold them."""
    shot = np.searchsorted(query.cuts, query.times, "right")
    most = _MOST * np.bincount(shot, told, len(query.cuts) + 1)
    return ~query.flat & (most[shot] < least)


def runs(query: Track, told: Floats, other: Track, least: float) -> Iterator[Run]:
    """Every run of the query in another video with this much evidence, plain and mirrored; they may overlap."""
    if not len(query.times) or not len(other.times):
        return
    for mirrored in (False, True):
        hashes = query.hashes ^ MIRROR if mirrored else query.hashes
        turned = Track(query.times, hashes, query.flat, query.cuts)
        for offset in _offsets(turned, told, other):
            yield from _runs_at(turned, told, other, offset, least, mirrored=mirrored)


def _offsets(query: Track, told: Floats, other: Track) -> list[int]:
    """The offsets that most frames vote for, best first, in ms."""
    lowest = int(other.times[0] - query.times[-1]) // _BIN_MS - 2
    votes = np.zeros(int(other.times[-1] - query.times[0]) // _BIN_MS - lowest + 5)
    held = np.flatnonzero(~other.flat)
    rows = max(1, _PAIRS_AT_ONCE // max(1, len(held)))
    for begin in range(0, len(query.times), rows):
        block = np.arange(begin, min(begin + rows, len(query.times)))
        apart = distances(query.hashes[block, None], other.hashes[None, held])
        i, j = np.nonzero(apart <= _VOTE)
        bins = (other.times[held[j]] - query.times[block[i]]) // _BIN_MS - lowest
        full = np.minimum(1.0, (_VOTE - apart[i, j].astype(np.float64)) / _FULL_VOTE)
        votes += np.bincount(bins, told[block[i]] * full, len(votes))
    return _peaks(votes, lowest)


def _peaks(votes: Floats, lowest: int) -> list[int]:
    wide = np.convolve(votes, (0.5, 1.0, 0.5), "same")
    found = []
    for _ in range(_MOST_OFFSETS):
        best = int(wide.argmax())
        if wide[best] < _LEAST_VOTES:
            break
        around = np.arange(best - 1, best + 2)
        middle = float((votes[around] * around).sum() / votes[around].sum())
        found.append(round((middle + lowest + 0.5) * _BIN_MS))
        wide[max(0, best - 1) : best + 2] = 0.0
    return found


def _runs_at(query: Track, told: Floats, other: Track, offset: int, least: float, *, mirrored: bool) -> Iterator[Run]:
    apart = _distances_at(query, other, offset)
    evidence = np.clip(_PER_BIT * (_EVEN - apart), _LEAST, _MOST)
    against = np.where(told > 0, np.maximum(told, _REPEATED_AGAINST), 0.0)
    evidence *= np.where(evidence > 0, told, against)
    if evidence[evidence > 0].sum() < least:
        return
    for first, last, total in _best_stretches(evidence):
        if total < least:
            continue
        heard = apart[first : last + 1][told[first : last + 1] > 0]
        score = float(1 - heard.mean() / 64)
        part, fitted = query.part(first, last), _refined(query, other, offset, first, last)
        yield Run(first, last, fitted, mirrored, total, score, _is_same_moment(part, other, fitted))


def _distances_at(query: Track, other: Track, offset: int) -> Floats:
    """The distance of each query frame to the nearer of the two frames around its place; _NONE where none is."""
    place = query.times + offset
    after = np.searchsorted(other.times, place)
    apart = np.full(len(place), float(_NONE))
    for index in (after - 1, after):
        there = (index >= 0) & (index < len(other.times))
        safe = np.where(there, index, 0)
        there &= np.abs(other.times[safe] - place) <= _REACH_MS
        there &= ~other.flat[safe]
        apart = np.where(there, np.minimum(apart, distances(query.hashes, other.hashes[safe])), apart)
    return apart


def _refined(query: Track, other: Track, offset: int, first: int, last: int) -> int:
    """The offset between the grids of the two: the lowest point of a parabola through distances and offsets around."""
    places = query.times[first : last + 1] + offset
    at = np.searchsorted(other.times, places)[:, None] + np.arange(-2, 2)
    there = (at >= 0) & (at < len(other.times))
    at = np.where(there, at, 0)
    off = (other.times[at] - places[:, None])[there] / _REACH_MS
    apart = distances(query.hashes[first : last + 1, None], other.hashes[at])[there]
    near = np.abs(off) <= _AROUND
    if near.sum() < _AROUND_LEAST:
        return offset
    curve, slope, _ = np.polyfit(off[near], apart[near], 2)
    if curve < _AROUND_CURVE:
        return offset
    return offset + round(float(np.clip(-slope / (2 * curve), -1, 1)) * _REACH_MS)


def _is_same_moment(query: Track, other: Track, offset: int) -> bool:
    """Whether moving away from the offset makes pictures differ more, as it does within the query itself.

    A camera that stands still shows the same hall at every moment; what people do there differs.
    """
    here = _distances_at(query, other, offset)
    shot = np.searchsorted(query.cuts, query.times, "right")
    worse, moved = [np.empty(0)], [np.empty(0)]
    for away in _AWAY_MS:
        there, itself = _distances_at(query, other, offset + away), _distances_at(query, query, away)
        known = (here < _NONE) & (there < _NONE) & (itself < _NONE)
        known &= shot == np.searchsorted(query.cuts, query.times + away, "right")
        worse.append((there - here)[known])
        moved.append(itself[known])
    motion = np.concatenate(moved)
    if len(motion) < _AROUND_LEAST or motion.mean() < _MOTION:
        return True
    return bool(np.concatenate(worse).mean() >= _LEAST_GAIN * motion.mean())


def _best_stretches(evidence: Floats) -> Iterator[tuple[int, int, float]]:
    """Stretches whose sum can't be made greater by moving an end, each with its first and last index and its sum."""
    start = best_at = 0
    total = best = 0.0
    for i, gain in enumerate([*evidence.tolist(), -math.inf]):
        if total <= 0.0:
            start, total, best = i, 0.0, 0.0
        total += gain
        if total > best:
            best, best_at = total, i
        elif total < max(0.0, best - _DROP):
            if best > 0.0:
                yield start, best_at, best
            total = 0.0
