"""Leads: where in the archive a sound may come from, by the codes that are near to its own.

Codes are asked for as the sound is, and as it would be had it been played faster or slower, with its pitch moved along
or kept. What lies on one line, at one speed, within some seconds, is one lead.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match.archive import Archive, Neighbours
from onrecord.prints.levels import (
    LEAST_LIVELY_DB,
    STEP_MS,
    Bytes,
    Levels,
    along_pitch,
    bands_higher,
    codes,
    forms,
    liveliness,
    shifted,
)

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

_SPEEDS_IN_OCTAVE: Final = 9  # 8 % apart: a code that is 4 % too fast differs in some five bits more
_EVERY: Final = 6  # levels between codes asked for at the speed of the release
_EVERY_OTHER: Final = 20  # and at each of the 36 others; in all 47 a second
_MOST: Final = 16
_AT_ONCE: Final = 8192  # codes

_UNRELATED: Final = (64.0, 5.9)  # bits between codes of unrelated sounds: mean and standard deviation
_CELL_MS: Final = 480  # codes of the query that are nearer than this tell much the same
_LINE_MS: Final = 480  # width of a line
_LONG_MS: Final = 7680  # how long codes may be apart to be one lead
_FURTHEST: Final = 36  # bits; codes under music as loud come as near half the time
_BY_CHANCE: Final = 4.0  # unrelated codes that come near to one asked for
_SLACK: Final = 4.0  # nats below what chance alone brings once
_ALIKE_MS: Final = (1920, 480)  # leads whose middles are nearer, in query and item, lead to the same place
_MOST_LEADS: Final = 4000


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a sound may have been played: `speed` times as fast, its pitch moved along or kept."""

    speed: float
    pitched: bool

    @property
    def bands(self) -> float:
        """By how many bands its pitch is higher."""
        return bands_higher(self.speed) if self.pitched else 0.0


@dataclass(frozen=True, slots=True)
class Lead:
    """A stretch of the query that may be heard in an item, `offset_ms` later at the query's 0 ms."""

    item: int
    way: Way
    offset_ms: float
    start_ms: float
    end_ms: float
    weight: float


class _Hits(NamedTuple):
    """Codes of the archive that are near to one asked for, a row each."""

    item: Ints
    way: Ints
    ms: Ints
    offset: Floats
    weight: Floats


class _Groups(NamedTuple):
    """Hits on one line, within some seconds, a row for each group."""

    item: Ints
    way: Ints
    offset: Floats
    start: Ints
    end: Ints
    weight: Floats


def _ways() -> tuple[Way, ...]:
    speeds = 2.0 ** (np.arange(-_SPEEDS_IN_OCTAVE, _SPEEDS_IN_OCTAVE + 1) / _SPEEDS_IN_OCTAVE)
    changed = [Way(float(speed), pitched) for speed in speeds if speed != 1.0 for pitched in (False, True)]
    return (Way(1.0, pitched=False), *changed)


WAYS: Final = _ways()
_SPEEDS: Final = np.array([way.speed for way in WAYS])


def find_leads(levels: Levels, archive: Archive, report: Callable[[float], None]) -> list[Lead]:
    """The leads for a sound, the best first."""
    held = archive.count("sound")
    if not held or not len(levels):
        return []
    asked, within = 0, _within(held)
    hits: list[_Hits] = []
    for number, way in enumerate(WAYS):
        for steps, wanted in _asked(levels, way):
            asked += len(steps)
            near = archive.near("sound", wanted, within, _MOST)
            hits.append(_hits(number, way, steps, near))
        report((number + 1) / len(WAYS))
    if not hits:
        return []
    least = math.log(max(1, held)) + math.log(max(1, asked)) - _SLACK
    return _leads(_Hits(*(np.concatenate(column) for column in zip(*hits, strict=True))), least)


def _asked(levels: Levels, way: Way) -> Iterator[tuple[Ints, Bytes]]:
    """The codes to ask for, with their steps in the query."""
    every = _EVERY if way.speed == 1.0 else _EVERY_OTHER
    steps = np.arange(every // 2, len(levels), every)
    waves = along_pitch(shifted(levels, way.bands))
    for first in range(0, len(steps), _AT_ONCE):
        some = steps[first : first + _AT_ONCE]
        found = forms(waves, some.astype(np.float64), speed=1 / way.speed)
        heard = liveliness(found) >= LEAST_LIVELY_DB
        if heard.any():
            yield some[heard], codes(found[heard])


def _hits(number: int, way: Way, steps: Ints, near: Neighbours) -> _Hits:
    ms = steps[near.asked].astype(np.int64) * STEP_MS
    return _Hits(
        near.item.astype(np.int64),
        np.full(len(ms), number),
        ms,
        near.ms - way.speed * ms,
        _surprise(near.distance.astype(np.float64)),
    )


def _within(held: int) -> int:
    """How near codes have to be among so many: few come as near by chance."""
    mean, deviation = _UNRELATED
    chance = NormalDist(mean, deviation).inv_cdf(min(0.5, _BY_CHANCE / held))
    return min(_FURTHEST, math.floor(chance))


def _surprise(distance: Floats) -> Floats:
    """How seldom unrelated codes come as near, in nats: the tail of the normal distribution."""
    mean, deviation = _UNRELATED
    z = np.maximum(1.0, (mean - distance) / deviation)
    return z**2 / 2 + np.log(z * math.sqrt(2 * math.pi))


def _leads(hits: _Hits, least: float) -> list[Lead]:
    """The best groups; each way to lay the borders of lines and seconds is tried."""
    tried = [_groups(hits, shift, later, least) for shift in (0.0, 0.5) for later in (0, _LONG_MS // 2)]
    found = _Groups(*(np.concatenate(column) for column in zip(*tried, strict=True)))
    order = np.argsort(-found.weight, kind="stable")
    middle = (found.start + found.end) // 2
    place = found.offset + _SPEEDS[found.way] * middle
    keys = np.stack([found.item, middle // _ALIKE_MS[0], np.floor(place / _ALIKE_MS[1]).astype(np.int64)])
    _, firsts = np.unique(keys[:, order], axis=1, return_index=True)
    return [
        Lead(
            item=int(found.item[row]),
            way=WAYS[int(found.way[row])],
            offset_ms=float(found.offset[row]),
            start_ms=float(found.start[row]),
            end_ms=float(found.end[row]),
            weight=float(found.weight[row]),
        )
        for row in order[np.sort(firsts)][:_MOST_LEADS].tolist()
    ]


def _groups(hits: _Hits, shift: float, later: int, least: float) -> _Groups:
    """Hits grouped by lines and stretches of the query; of those in a cell of the query the best one counts."""
    line = np.floor(hits.offset / _LINE_MS + shift).astype(np.int64)
    keys = np.stack([hits.item, hits.way, line, (hits.ms + later) // _LONG_MS, hits.ms // _CELL_MS])
    order = np.lexsort((hits.ms, keys[3], line, hits.way, hits.item))
    keys, ms, squares = keys[:, order], hits.ms[order], hits.weight[order] ** 2
    cells = _firsts(keys)
    groups = _firsts(keys[:4, cells])
    rows = cells[groups]
    found = _Groups(
        item=keys[0, rows],
        way=keys[1, rows],
        offset=_summed(squares * hits.offset[order], rows) / _summed(squares, rows),
        start=ms[rows],
        end=ms[np.append(rows[1:], len(ms)) - 1] if len(rows) else ms,
        weight=_summed(np.maximum.reduceat(hits.weight[order], cells), groups) if len(rows) else hits.weight,
    )
    enough = found.weight >= least
    item, way, start, end = (column[enough] for column in (found.item, found.way, found.start, found.end))
    return _Groups(item, way, found.offset[enough], start, end, found.weight[enough])


def _firsts(keys: Ints) -> npt.NDArray[np.intp]:
    """Where in columns that are sorted another one begins."""
    return np.flatnonzero(np.append(True, (np.diff(keys) != 0).any(axis=0))[: keys.shape[1]])


def _summed(values: Floats, firsts: npt.NDArray[np.intp]) -> Floats:
    return np.asarray(np.add.reduceat(values, firsts) if len(firsts) else values, np.float64)
