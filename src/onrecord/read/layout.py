"""What stands on the picture of a file's shots: which of them, where, and what is written beside them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from onrecord.observed import observations
from onrecord.records import MediaReading, Shot

ACROSS: Final = 6
MOST_SHOTS: Final = 240
"""Tiles, in 40 rows; beyond it a picture viewer gives up before the reader does."""

_STRETCHES_MS: Final = tuple(seconds * 1000 for seconds in (120, 300, 600, 1200, 1800, 3600, 7200, 14_400))
_MOST_STRETCHES: Final = 8
_TICKS_MS: Final = tuple(seconds * 1000 for seconds in (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200))
_MOST_TICKS: Final = 12


def chosen(shots: Sequence[Shot]) -> list[tuple[int, Shot]]:
    """The shots that have a tile, with their numbers from 1: all, or of too many the longest of each few."""
    numbered = list(enumerate(shots, start=1))
    parts = min(len(numbered), MOST_SHOTS)
    edges = [len(numbered) * part // parts for part in range(parts + 1)] if parts else []
    few = (numbered[start:end] for start, end in pairwise(edges))
    return [max(part, key=lambda one: one[1].end_ms - one[1].start_ms) for part in few]


def stretches(duration_ms: int) -> list[tuple[int, int]]:
    """The parts of a film that stand under each other as strips: one alone, or some of the same length."""
    if duration_ms <= _STRETCHES_MS[0]:
        return [(0, max(1, duration_ms))]
    length = next((one for one in _STRETCHES_MS if one * _MOST_STRETCHES >= duration_ms), _STRETCHES_MS[-1])
    if length >= duration_ms:
        return [(0, duration_ms)]
    return [(start, start + length) for start in range(0, duration_ms, length)]


def ticks(start_ms: int, end_ms: int) -> list[int]:
    """The times that are written under a strip."""
    step = next((one for one in _TICKS_MS if one * _MOST_TICKS >= end_ms - start_ms), _TICKS_MS[-1])
    return list(range(-(-start_ms // step) * step, end_ms, step))


def heading(reading: MediaReading) -> tuple[str, str]:
    """How many shots there are in how long; and what the picture is made of."""
    count = len(reading.shots)
    film = next((stream for stream in reading.streams if stream.kind == "video"), None)
    size = f"{film.width} x {film.height}" if film and film.width and film.height else ""
    rate = f"{film.frames_per_second:g} frames a second" if film and film.frames_per_second else ""
    made = " · ".join(part for part in (film.codec if film else "no picture", size, rate) if part)
    return f"{count:,} {'shot' if count == 1 else 'shots'} in {clock(reading.duration_ms)}", made


def note(shots: Sequence[Shot]) -> str | None:
    """What is said where there are more shots than tiles."""
    if len(shots) <= MOST_SHOTS:
        return None
    return f"{MOST_SHOTS} of {len(shots):,} shots below: the longest of every few. The strips show all."


def label(number: int, shot: Shot) -> tuple[str, str, str]:
    """What stands under a tile: number and times; how the shot begins, and for how long it runs; what it looks like."""
    length = (shot.end_ms - shot.start_ms) / 1000
    return (
        f"{number}   {clock(shot.start_ms)} - {clock(shot.end_ms)}",
        f"{shot.transition}, {length:,.1f} s",
        ", ".join(observations(shot.look).values()),
    )


def clock(ms: int) -> str:
    """A time as people read it: hours where there are any, minutes, seconds, thousandths."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{hours}:{seconds.rjust(9, '0')}" if hours else seconds


def brief(ms: int) -> str:
    """A time in whole seconds, for a scale."""
    return clock(ms).partition(".")[0]
