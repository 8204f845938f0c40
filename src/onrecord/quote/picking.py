"""A quotation picked from a transcript by time."""

from collections.abc import Iterable, Sequence

from onrecord.errors import Unknown
from onrecord.records import Cue, Line, Pick, PickedLine, Transcript, Translation


def pick_span(
    release: str,
    transcript: Transcript,
    translations: Sequence[Translation],
    start_ms: int | None,
    end_ms: int | None,
) -> Pick:
    """See `onrecord.quote.pick`."""
    chosen = _overlapping(release, transcript, start_ms, end_ms)
    cues = [transcript.cues[i] for i in chosen]
    begins, ends = _borders(cues)
    return Pick(
        release=release,
        start_ms=begins,
        end_ms=ends,
        speaker=_speaker(cues, transcript.speaker),
        original=_picked(transcript.cues, chosen, transcript.language, None, machine=transcript.machine),
        translations=tuple(
            _picked(translation.lines, lines, translation.language, translation.translator, machine=translation.machine)
            for translation in translations
            if (lines := _lines(translation, set(chosen), begins, ends))
        ),
    )


def _overlapping(release: str, transcript: Transcript, start_ms: int | None, end_ms: int | None) -> list[int]:
    """The indices of the cues that overlap the span."""
    asks_all = start_ms is None and end_ms is None
    if not asks_all and transcript.cues and all(cue.start_ms is None for cue in transcript.cues):
        raise Unknown(release, "has a transcript without times", "give it timed captions, or ask for the whole of it")
    chosen = [i for i, cue in enumerate(transcript.cues) if asks_all or _overlaps(cue, start_ms, end_ms)]
    if not chosen:
        raise Unknown(release, f"has no words {_span(start_ms, end_ms)}", "look at its transcript for when they stand")
    return chosen


def _overlaps(timed: Cue | Line, start_ms: int | None, end_ms: int | None) -> bool:
    if timed.start_ms is None or timed.end_ms is None:
        return False
    return (end_ms is None or timed.start_ms < end_ms) and (start_ms is None or timed.end_ms > start_ms)


def _span(start_ms: int | None, end_ms: int | None) -> str:
    until = "its end" if end_ms is None else f"{end_ms / 1000:.3f} s"
    return f"from {(start_ms or 0) / 1000:.3f} s to {until}"


def _borders(cues: Iterable[Cue]) -> tuple[int | None, int | None]:
    times = [(cue.start_ms, cue.end_ms) for cue in cues if cue.start_ms is not None and cue.end_ms is not None]
    return (min(start for start, _ in times), max(end for _, end in times)) if times else (None, None)


def _speaker(cues: Iterable[Cue], of_all: str | None) -> str | None:
    """The one who says all of it; None where several speak or nobody is named."""
    named = {cue.speaker or of_all for cue in cues}
    return named.pop() if len(named) == 1 else None


def _lines(translation: Translation, cues: set[int], start_ms: int | None, end_ms: int | None) -> list[int]:
    """The lines that carry the cues over; by time where the translation does not say which they are."""
    if any(line.cues for line in translation.lines):
        return [i for i, line in enumerate(translation.lines) if cues.intersection(line.cues)]
    if start_ms is None:
        return []
    return [i for i, line in enumerate(translation.lines) if _overlaps(line, start_ms, end_ms)]


def _picked(
    lines: Sequence[Cue | Line], chosen: Sequence[int], language: str | None, translator: str | None, *, machine: bool
) -> PickedLine:
    """The chosen lines joined as the whole text joins them, and where they stand in it.

    The span covers whatever stands between the first and the last, so that its text is what stands there.
    """
    start = sum(len(line.text) + 1 for line in lines[: chosen[0]])
    text = "\n".join(line.text for line in lines[chosen[0] : chosen[-1] + 1])
    return PickedLine(
        language=language, text=text, start=start, end=start + len(text), translator=translator, machine=machine
    )
