"""Clips: exactly the span that was asked for, in a file that every browser plays, and the subtitles for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from onrecord.engine import Engine
from onrecord.errors import InputError
from onrecord.records import Cue

Report = Callable[[float], None]
"""Takes the part of the work that is done, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A clip and the span of its source that it shows.

    `copied`: the picture is the source's own, bit by bit; else it was encoded anew. `notes` are sentences for people.
    """

    path: Path
    start_ms: int
    end_ms: int
    copied: bool = False
    notes: tuple[str, ...] = ()


class Cutter(Engine, Protocol):
    """An engine that cuts media files."""

    def cut(self, source: Path, start_ms: int, end_ms: int, target: Path, report: Report) -> Clip:
        """Write the span to `target`; see `cut_clip`."""
        ...

    def playable(self, source: Path) -> bool:
        """Whether browsers play the file as it is; see `playable`."""
        ...


def cut_clip(by: Cutter, source: Path, start_ms: int, end_ms: int, target: Path, report: Report | None = None) -> Clip:
    """Cut a span out of a media file, to the picture and to the sample.

    Args:
        by: The engine.
        source: A media file, of any kind that can be read.
        start_ms: Where the clip begins, in ms of the source's presentation time.
        end_ms: Where it ends; that instant is not in it.
        target: The MP4 file to write (`.mp4`, or `.m4a` for sound alone). It is there whole or not at all.
        report: Is told the part that is done.

    Raises:
        InputError: The span ends before it begins.
        Unknown: The span is not in the file; the message says how long the file is.
        Unreadable: The file is no media, or nothing in the span can be decoded.
    """
    if not 0 <= start_ms < end_ms:
        raise InputError(f"the span {start_ms} to {end_ms} ms", "is no span", "give a start that lies before the end")
    return by.cut(source, start_ms, end_ms, target, report or _silent)


def playable(by: Cutter, source: Path) -> bool:
    """Whether Chromium and Firefox play a media file as it is, by its container and codecs; else it has to be cut anew.

    Raises Unreadable for what is no media file.
    """
    return by.playable(source)


def subtitles_for(cues: Sequence[Cue], start_ms: int, end_ms: int) -> tuple[Cue, ...]:
    """The cues that are heard in a span, in times of its clip and cut to it. Cues without times are left out."""
    heard = (
        (cue, max(cue.start_ms, start_ms), min(cue.end_ms, end_ms))
        for cue in cues
        if cue.start_ms is not None and cue.end_ms is not None
    )
    return tuple(
        replace(cue, start_ms=begin - start_ms, end_ms=end - start_ms) for cue, begin, end in heard if begin < end
    )


def _silent(_done: float) -> None:
    """Nobody asked."""
