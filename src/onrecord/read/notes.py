"""What a reader should know about how a media file could be read, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low
from typing import Final

from onrecord.records import Stream

_CUT_OFF_MS: Final = 1_000  # containers round their declared duration, and sound ends a little before the picture
_STEADY_MS: Final = 2  # timestamps in whole ms make 33 and 34 of 33.37
_MOST_TOLD: Final = 4  # stretches or sizes in one sentence
_UNSTEADY_SHARE: Final = 0.02  # of the frames; a few dropped frames make no variable rate


@dataclass(slots=True, kw_only=True)
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
    damaged: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Stretches, in ms, in which packets were faulty."""
    gaps: Sequence[tuple[int, int]] = ()
    """Stretches, in ms, that no picture and no sound stands in, though the file goes on behind them."""
    sizes: Sequence[tuple[int, int]] = ()
    """The widths and heights of the picture, as they first came up."""
    overtaken: int = 0
    """Pictures that came when a later one had been shown already."""
    counted: bool = False
    """Whether some frames had no time of their own."""
    unheard: bool = False
    """Whether sound was decoded that could not be heard."""


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
    yield from _of_times(seen)
    yield from _of_form(seen)


def _of_times(seen: Pass) -> Iterator[str]:
    if seen.declared_ms is not None and seen.end_ms < seen.declared_ms - _CUT_OFF_MS:
        yield f"The file breaks off at {_clock(seen.end_ms)} of the {_clock(seen.declared_ms)} that it declares."
    elif seen.broke_off:
        yield f"The file is damaged after {_clock(seen.end_ms)} and was read up to there."
    if seen.gaps:
        yield f"Nothing is stored {_stretches(seen.gaps)}."
    if seen.counted:
        yield "The file does not say when everything is shown: times were counted from one picture to the next."
    if seen.overtaken:
        yield f"Pictures that are stored behind later ones were left out: {seen.overtaken}."
    if rates := _rates(seen.steps):
        yield f"The frame rate varies, from {rates[0]:.3g} to {rates[1]:.3g} frames a second."


def _of_form(seen: Pass) -> Iterator[str]:
    if seen.unheard:
        yield "Some of the sound has a form that is in no use and was not heard: it has no prints."
    if len(seen.sizes) > 1:
        sizes = [f"{width} x {height}" for width, height in seen.sizes[:_MOST_TOLD]]
        yield f"The picture changes its size: {', '.join(sizes)}{' and more' if len(seen.sizes) > _MOST_TOLD else ''}."
    if seen.rotation:
        yield f"The picture is stored turned and has to be turned clockwise by {seen.rotation} degrees."


def _about(stream: Stream, seen: Pass) -> Iterator[str]:
    if stream.kind == "video" and stream.index not in seen.tried:
        yield f"Stream {stream.index} is a further video stream ({stream.codec}) and was not looked at."
    if stream.broken:
        yield f"Stream {stream.index} ({stream.kind}, {stream.codec}) is broken: {stream.broken}."
    elif faulty := seen.faulty.get(stream.index, 0):
        where = f", {_stretches(holes)}" if (holes := seen.damaged.get(stream.index)) else ""
        yield f"{faulty} packets of stream {stream.index} ({stream.kind}, {stream.codec}) can't be decoded{where}."


def _stretches(spans: Sequence[tuple[int, int]]) -> str:
    told = " and ".join(_stretch(*span) for span in spans[:_MOST_TOLD])
    return told + (f" and in {len(spans) - _MOST_TOLD} more places" if len(spans) > _MOST_TOLD else "")


def _stretch(begin_ms: int, end_ms: int) -> str:
    """To the second, and never empty."""
    if _clock(begin_ms) == _clock(end_ms):
        begin_ms, end_ms = begin_ms - begin_ms % 1000, end_ms + 1000 - end_ms % 1000
    return f"from {_clock(begin_ms)} to {_clock(end_ms)}"


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
