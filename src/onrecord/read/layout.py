"""Which shots stand on a contact sheet, and what is written under them."""

from collections.abc import Sequence
from typing import Final

from onrecord.records import Shot

ACROSS: Final = 4
MOST_SHOTS: Final = 240
"""A sheet of 60 rows; beyond it a picture viewer gives up before the reader does."""


def rows(shots: Sequence[Shot]) -> list[tuple[Shot, ...]]:
    """The shots in order, row by row; of too many, the longest."""
    longest = sorted(shots, key=lambda shot: shot.start_ms - shot.end_ms)[:MOST_SHOTS]
    chosen = sorted(longest, key=lambda shot: shot.start_ms)
    return [tuple(chosen[i : i + ACROSS]) for i in range(0, len(chosen), ACROSS)]


def label(shot: Shot) -> tuple[str, str]:
    """When a shot runs and how it begins."""
    return f"{clock(shot.start_ms)} - {clock(shot.end_ms)}", shot.transition


def clock(ms: int) -> str:
    """A time as people read it: hours where there are any, minutes, seconds, thousandths."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{hours}:{seconds.rjust(9, '0')}" if hours else seconds
