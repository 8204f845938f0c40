"""Geometry: which part of one picture shows which part of another, found from their details.

Places are in heights of the picture: y from 0 to 1, x from 0 to its width over its height. A map takes places of the
query's picture to places of the held picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.prints.detail import FULL_TURN, MIRROR, PLACE, SCALE_STEPS
from onrecord.prints.form import ChannelPrints

Floats: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int32]
Affine: TypeAlias = Floats
"""Shape (2, 3): what x, y and 1 are multiplied by."""

_NEAR: Final = 40  # bits; one pair of features in 10,000 that have nothing in common is as near
_MOST_PAIRS: Final = 250
_MOST_TURN: Final = np.radians(25.0)  # footage is filmed from a screen askew, but not lying on its side
_MOST_SCALE: Final = 2.6  # doublings
_SAME_TURN: Final = np.radians(20.0)
_SAME_SCALE: Final = 0.6
_SAME_PLACE: Final = 0.035  # of the height of the query's picture, times the scale of the map
_ROUNDS: Final = 3
_GUIDED_NEAR: Final = 46  # bits, where the place is known beforehand
_GUIDED_PLACE: Final = 0.05
_LEAST_FOR_AFFINE: Final = 5
_STRETCH: Final = 1.8  # most that one axis may be stretched over the other


class Features(NamedTuple):
    """The details of one picture."""

    codes: npt.NDArray[np.uint8]
    place: Floats
    scale: Floats
    turn: Floats


@dataclass(frozen=True)
class Details:
    """The details of a video, picture by picture."""

    channel: ChannelPrints

    @cached_property
    def times(self) -> Ints:
        """When the pictures are shown, in ms."""
        return np.unique(self.channel.times).astype(np.int32)

    @cached_property
    def aspect(self) -> float:
        """The width of the picture over its height."""
        width, height = self.channel.extra["shape"].tolist()
        return float(width / max(1, height)) or 1.0

    @cached_property
    def starts(self) -> npt.NDArray[np.intp]:
        """The row that each picture begins with, and the end of the last."""
        return np.append(np.searchsorted(self.channel.times, self.times), len(self.channel.times))

    def picture(self, index: int, *, mirrored: bool = False) -> Features:
        """The features of one picture, as they would be if it were mirrored when asked for."""
        rows = slice(int(self.starts[index]), int(self.starts[index + 1]))
        extra = self.channel.extra
        place = extra["place"][rows].astype(np.float64) / PLACE
        turn = extra["angle"][rows].astype(np.float64) * (2 * np.pi / FULL_TURN)
        codes = self.channel.codes[rows]
        if mirrored:
            place[:, 0], turn, codes = 1 - place[:, 0], np.pi - turn, codes ^ MIRROR
        place[:, 0] *= self.aspect
        return Features(codes, place, extra["scale"][rows].astype(np.float64) / SCALE_STEPS, turn)

    def around(self, ms: float, reach_ms: float) -> Iterator[int]:
        """The indices of the pictures at most so far from a moment, the nearest first."""
        first, last = np.searchsorted(self.times, (ms - reach_ms, ms + reach_ms))
        yield from sorted(range(first, last), key=lambda i: abs(int(self.times[i]) - ms))


class Fit(NamedTuple):
    """A map, and the pairs of features that agree on it: rows of the query's picture and of the held one."""

    affine: Affine
    query: npt.NDArray[np.intp]
    held: npt.NDArray[np.intp]


def guided(query: Features, held: Features, affine: Affine) -> Fit:
    """The pairs of features that agree on a map that is known already."""
    moved = query.place @ affine[:, :2].T + affine[:, 2]
    size = size_of(affine)
    off = np.hypot(moved[:, 0, None] - held.place[None, :, 0], moved[:, 1, None] - held.place[None, :, 1])
    alike = np.abs(held.scale[None] - query.scale[:, None] - np.log2(size)) <= _SAME_SCALE
    q, h = np.nonzero(alike & (off <= _GUIDED_PLACE * size))
    near = distances_of(query.codes[q], held.codes[h]) <= _GUIDED_NEAR
    q, h = q[near], h[near]
    once = _once(q, h, off[q, h], np.ones(len(q), bool))
    return Fit(affine, q[once], h[once])


def refit(source: Floats, target: Floats, affine: Affine) -> Affine:
    """The map that fits the places of features that agree, without those that fit it badly."""
    for share in (1.0, 0.5):
        off = np.hypot(*(source @ affine[:, :2].T + affine[:, 2] - target).T)
        inside = off <= share * _GUIDED_PLACE * size_of(affine)
        if inside.sum() < _LEAST_FOR_AFFINE:
            break
        affine = _least_squares(source[inside], target[inside], affine)
    return affine


def distances_of(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """In how many bits codes differ, row by row."""
    apart: npt.NDArray[np.int64] = np.bitwise_count(one ^ other).sum(axis=1, dtype=np.int64)
    return apart


def distances(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    """In how many bits codes differ, shape (n, m)."""
    a, b = (np.ascontiguousarray(codes).view(np.uint64) for codes in (one, other))
    apart = np.zeros((len(a), len(b)), np.int16)
    for column in range(a.shape[1]):
        apart += np.bitwise_count(a[:, column, None] ^ b[None, :, column])
    return apart


def fit(query: Features, held: Features) -> Fit | None:
    """The map that most pairs of like features agree on; None where no three do."""
    if not len(query.codes) or not len(held.codes):
        return None
    apart = distances(query.codes, held.codes)
    q, h = np.nonzero(apart <= _NEAR)
    if len(q) > _MOST_PAIRS:
        best = np.argsort(apart[q, h], kind="stable")[:_MOST_PAIRS]
        q, h = q[best], h[best]
    turn = (held.turn[h] - query.turn[q] + np.pi) % (2 * np.pi) - np.pi
    scale = held.scale[h] - query.scale[q]
    likely = (np.abs(turn) <= _MOST_TURN) & (np.abs(scale) <= _MOST_SCALE)
    q, h, turn, scale = q[likely], h[likely], turn[likely], scale[likely]
    if len(q) < 3:  # noqa: PLR2004  # two pairs agree on some map whatever they are
        return None
    return _agreed(query.place[q], held.place[h], turn, scale, q, h)


def _agreed(
    source: Floats, target: Floats, turn: Floats, scale: Floats, q: npt.NDArray[np.intp], h: npt.NDArray[np.intp]
) -> Fit | None:
    """Every pair says a map by itself; the one that most others agree with is fitted to those that do."""
    size = np.exp2(scale)
    cos, sin = size * np.cos(turn), size * np.sin(turn)
    x, y = source[:, 0], source[:, 1]
    moved_x = cos[:, None] * (x[None] - x[:, None]) - sin[:, None] * (y[None] - y[:, None]) + target[:, None, 0]
    moved_y = sin[:, None] * (x[None] - x[:, None]) + cos[:, None] * (y[None] - y[:, None]) + target[:, None, 1]
    off = np.hypot(moved_x - target[None, :, 0], moved_y - target[None, :, 1])
    alike = (np.abs(turn[:, None] - turn[None]) <= _SAME_TURN) & (np.abs(scale[:, None] - scale[None]) <= _SAME_SCALE)
    distance = np.hypot(x[None] - x[:, None], y[None] - y[:, None])
    agree = alike & (off <= size[:, None] * (_SAME_PLACE + 0.15 * distance))
    best = int(agree.sum(axis=1).argmax())
    inside = agree[best]
    start = np.array([[cos[best], -sin[best]], [sin[best], cos[best]]])
    affine = np.column_stack([start, target[best] - start @ source[best]])
    for _ in range(_ROUNDS):
        affine = _least_squares(source[inside], target[inside], affine)
        off = np.hypot(*(source @ affine[:, :2].T + affine[:, 2] - target).T)
        inside = alike[best] & (off <= _SAME_PLACE * size_of(affine))
        if inside.sum() < 3:  # noqa: PLR2004
            return None
    inside = _once(q, h, off, inside)
    if inside.sum() < 3 or not is_likely(affine):  # noqa: PLR2004
        return None
    return Fit(affine, q[inside], h[inside])


def _once(q: npt.NDArray[np.intp], h: npt.NDArray[np.intp], off: Floats, inside: Marks) -> Marks:
    """Every feature agrees once, however many look like it."""
    for rows in (q, h):
        order = np.flatnonzero(inside)[np.argsort(off[inside], kind="stable")]
        _, first = np.unique(rows[order], return_index=True)
        inside = np.zeros_like(inside)
        inside[order[first]] = True
    return inside


def _least_squares(source: Floats, target: Floats, before: Affine) -> Affine:
    """An affine map where enough features agree, else one that keeps the shape of what it maps."""
    if len(source) >= _LEAST_FOR_AFFINE:
        middle = source.mean(axis=0)
        spread = np.linalg.svd(source - middle, compute_uv=False)
        if spread[1] > 0.05 * np.sqrt(len(source)):
            found = np.linalg.lstsq(np.column_stack([source, np.ones(len(source))]), target, rcond=None)[0]
            return np.asarray(found.T, np.float64)
    shift = (target - source @ before[:, :2].T).mean(axis=0)
    if len(source) < 2:  # noqa: PLR2004
        return np.column_stack([before[:, :2], shift])
    s, t = source - source.mean(axis=0), target - target.mean(axis=0)
    power = max(1e-9, float((s**2).sum()))
    a, b = float((s * t).sum()) / power, float((s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum()) / power
    turn = np.array([[a, -b], [b, a]])
    return np.column_stack([turn, target.mean(axis=0) - turn @ source.mean(axis=0)])


def size_of(affine: Affine) -> float:
    """How much larger things are in the held picture."""
    return float(np.sqrt(abs(np.linalg.det(affine[:, :2]))))


def is_likely(affine: Affine) -> bool:
    """Whether footage is ever changed by such a map."""
    large, small = np.linalg.svd(affine[:, :2], compute_uv=False)
    turn = np.arctan2(affine[1, 0] - affine[0, 1], affine[0, 0] + affine[1, 1])
    return bool(
        small > 2**-_MOST_SCALE
        and large < 2**_MOST_SCALE
        and large <= _STRETCH * small
        and abs(turn) <= _MOST_TURN
        and np.linalg.det(affine[:, :2]) > 0
    )
