"""What a reader should know about how a media file could be read, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from onrecord.records import Stream

_CUT_OFF_MS: Final = 1_000  # containers round their declared duration, and sound ends a little before the picture
_STEADY_MS: Final = 2  # timestamps in whole ms make 33 and 34 of 33.37
_UNSTEADY_SHARE: Final = 0.02  # of the frames; a few dropped frames make no variable rate


@dataclass(slots=True)
class Pass:
    """What one pass over a file came upon; counts are by stream index."""

    tried: frozenset[int]
    frames: Mapping[int, int]
    faulty: Mapping[int, int]
    broke_off: bool
    declared_ms: int | None
    end_ms: int
    rotation: int
    steps: Counter[int] | None
    """How often each distance between two pictures occurs, in ms."""


def broken(stream: Stream, seen: Pass) -> str | None:
    """Why a stream can't be decoded, if so."""
    if stream.index not in seen.tried or seen.frames.get(stream.index):
        return None
    faulty = seen.faulty.get(stream.index, 0)
    return f"none of its {faulty} packets can be decoded" if faulty else "it holds nothing that can be decoded"


def notes(streams: tuple[Stream, ...], seen: Pass) -> Iterator[str]:
    """Sentences for people."""
    for kind, name in (("video", "video"), ("audio", "sound")):
        if not any(stream.kind == kind for stream in streams):
            yield f"The file has no {name} stream."
    for stream in streams:
        yield from _about(stream, seen)
    if seen.declared_ms is not None and seen.end_ms < seen.declared_ms - _CUT_OFF_MS:
        yield f"The file breaks off at {_clock(seen.end_ms)} of the {_clock(seen.declared_ms)} that it declares."
    elif seen.broke_off:
        yield f"The file is damaged after {_clock(seen.end_ms)} and was read up to there."
    if rates := _rates(seen.steps):
        yield f"The frame rate varies, from {rates[0]:.3g} to {rates[1]:.3g} frames a second."
    if seen.rotation:
        yield f"The picture is stored turned and has to be turned clockwise by {seen.rotation} degrees."


def _about(stream: Stream, seen: Pass) -> Iterator[str]:
    if stream.kind == "video" and stream.index not in seen.tried:
        yield f"Stream {stream.index} is a further video stream ({stream.codec}) and was not looked at."
    if stream.broken:
        yield f"Stream {stream.index} ({stream.kind}, {stream.codec}) is broken: {stream.broken}."
    elif faulty := seen.faulty.get(stream.index, 0):
        yield f"{faulty} packets of stream {stream.index} ({stream.kind}, {stream.codec}) can't be decoded."


def _rates(steps: Counter[int] | None) -> tuple[float, float] | None:
    """The least and the greatest frame rate, where it varies."""
    if not steps:
        return None
    middle = median_low(steps.elements())
    unsteady = sum(count for step, count in steps.items() if abs(step - middle) > _STEADY_MS)
    if unsteady <= _UNSTEADY_SHARE * steps.total():
        return None
    return 1000 / max(steps), 1000 / min(steps)


def _clock(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"
