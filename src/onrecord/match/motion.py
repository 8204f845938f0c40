"""Motion: whether two films change alike, whatever stands still in either: a set, a logo, light and colour."""

from typing import Final, NamedTuple, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.floating]
Ints: TypeAlias = npt.NDArray[np.int32]

_STILL: Final = 0.002  # of a block's pattern: what compression and rounding change from moment to moment
_A_BLOCK: Final = 0.3  # nats a moment when what a block leaves over shrinks to one part in e; neighbours aren't apart
_MOST_MOMENTS: Final = 64
_AT_ONCE: Final = 4_000_000  # numbers: 16 MB
_REACH_MS: Final = 260  # to the nearest moment that is held


class Scene(NamedTuple):
    """The patterns of a film, shape (blocks, n, cells), the times of its moments, and the numbers of their shots."""

    times: Ints
    shots: Ints
    patterns: Floats

    def some(self, most: int = _MOST_MOMENTS) -> "Scene":
        """The same with at most so many moments, spread over all of it."""
        if len(self.times) <= most:
            return self
        rows = np.linspace(0, len(self.times) - 1, most).round().astype(int)
        return Scene(self.times[rows], self.shots[rows], self.patterns[:, rows])


class LeftOver(NamedTuple):
    """What is left over of each block along lines, shape (lines, blocks), as a share of a full pattern.

    `moving` differs from moment to moment, `still` in the same way all along; if both films moved by themselves,
    `apart` would be moving.
    """

    moving: Floats
    still: Floats
    apart: Floats

    def told(self) -> Floats:
        """How well lines explain what moves, in nats a moment, shape (lines,): only differences tell something."""
        told: Floats = -_A_BLOCK * np.log(self.moving + _STILL).sum(axis=1)
        return told

    def tellable(self) -> Floats:
        """How much would be told if nothing were left over, in nats a moment, shape (lines,)."""
        told: Floats = _A_BLOCK * np.log1p(self.apart / _STILL).sum(axis=1)
        return told

    def in_common(self) -> Floats:
        """How much the films move alike, in nats a moment, shape (lines,): 0 where each moves by itself."""
        return self.told() - self._replace(moving=self.apart).told()


def left_over(query: Scene, held: Scene, places: Floats) -> LeftOver:
    """What is left over where the moments of the query stand at `places` in the held film, shape (lines, n).

    What is held between two moments of a shot is a mixture of both.
    """
    first, last = np.searchsorted(held.times, (places.min() - _REACH_MS, places.max() + _REACH_MS)).tolist()
    rows = slice(max(0, min(first - 1, len(held.times) - 2)), max(2, last + 1))
    pair = _Pair.of(query, Scene(held.times[rows], held.shots[rows], held.patterns[:, rows]))
    each = max(1, _AT_ONCE // (places.shape[1] * query.patterns.shape[0]))
    parts = [pair.along(places[i : i + each]) for i in range(0, len(places), each)]
    return LeftOver(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


class _Pair(NamedTuple):
    """Two films, and the products of the patterns of their moments, block by block."""

    query: Scene
    held: Scene
    both: Floats
    """Shape (n, m, blocks)."""
    own: Floats
    power: Floats
    following: Floats
    """Of each held moment and the one after it, shape (m, blocks)."""

    @classmethod
    def of(cls, query: Scene, held: Scene) -> "_Pair":
        one, other = query.patterns, held.patterns
        both = np.ascontiguousarray((one @ other.transpose(0, 2, 1)).transpose(1, 2, 0))
        following = (other * np.roll(other, -1, axis=1)).sum(axis=2)
        return cls(query, held, both, (one**2).sum(axis=2).T, (other**2).sum(axis=2).T.copy(), following.T.copy())

    def along(self, places: Floats) -> LeftOver:
        """What is left over; a moment that nothing is held for is left over whole."""
        times, shots = self.held.times, self.held.shots
        after = np.clip(np.searchsorted(times, places), 1, len(times) - 1)
        since, until = places - times[after - 1], times[after] - places
        share = np.clip(since / np.maximum(1, since + until), 0, 1)
        share = np.where(shots[after] == shots[after - 1], share, until <= 0).astype(np.float32)
        known = np.minimum(np.abs(since), np.abs(until)) <= _REACH_MS
        weights = (known / np.maximum(1, known.sum(axis=1, keepdims=True))).astype(np.float32)
        before, later = weights * (1 - share), weights * share
        rows = np.arange(places.shape[1])
        product = _mean(before, self.both[rows, after - 1]) + _mean(later, self.both[rows, after])
        shown = _mean(before * (1 - share), self.power[after - 1]) + _mean(later * share, self.power[after])
        shown += _mean(2 * before * share, self.following[after - 1])
        middle, held_middle = self._middle(weights), self._held_middle(before, later, after)
        still = _power(middle - held_middle)
        moving = np.maximum(0, weights @ self.own + shown - 2 * product - still)
        apart = (self.own.mean(axis=0) - _power(self.query.patterns.mean(axis=1))) + shown - _power(held_middle)
        return LeftOver(moving + (1 - known.mean(axis=1))[:, None], still, np.maximum(0, apart))

    def _middle(self, weights: Floats) -> Floats:
        """The mean pattern of the query's moments, shape (lines, blocks, cells)."""
        return _combined(weights, self.query.patterns)

    def _held_middle(self, before: Floats, later: Floats, after: npt.NDArray[np.intp]) -> Floats:
        lines, count = len(after), len(self.held.times)
        at = np.arange(lines)[:, None] * count + after
        shares = np.bincount(at.ravel() - 1, before.ravel(), lines * count)
        shares += np.bincount(at.ravel(), later.ravel(), lines * count)
        return _combined(shares.reshape(lines, count).astype(np.float32), self.held.patterns)


def _combined(shares: Floats, patterns: Floats) -> Floats:
    blocks, count, cells = patterns.shape
    flat = np.ascontiguousarray(patterns.transpose(1, 0, 2)).reshape(count, -1)
    made = np.asarray(cv2.gemm(shares, flat, 1.0, np.empty(0), 0.0), np.float32)
    return made.reshape(len(shares), blocks, cells)


def _mean(weights: Floats, values: Floats) -> Floats:
    made: Floats = np.einsum("ln,lnb->lb", weights, values)
    return made


def _power(patterns: Floats) -> Floats:
    made: Floats = (patterns**2).sum(axis=-1)
    return made
