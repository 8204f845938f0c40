"""A translation that a person made: captions in another language beside the release."""

from dataclasses import dataclass
from typing import ClassVar

from onrecord import captions
from onrecord.captions.companions import translated
from onrecord.records import Capture, Companion, Cue, Line, Transcript, Translation
from onrecord.store.workbench import Workbench
from onrecord.translate.ties import tied, tied_by_order


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionsTranslator:
    """Takes the captions that are in the language asked for, and translates nothing itself."""

    name: ClassVar[str] = "captions"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def translate(self, capture: Capture, transcript: Transcript, into: str, bench: Workbench) -> Translation:
        """The lines as they came, tied to the cues of the transcript by time, or by order where they have no times."""
        choice = translated(capture, into)
        if choice.companion is None:
            return Translation(language=into, reason=choice.reason)
        path = bench.blobs.open_path(choice.companion.blob)
        came = captions.read(path.read_bytes(), choice.companion.name)
        lines = _lines(came.cues, transcript.cues)
        notes = came.notes + _untied(lines) + tuple(_passed_over(other) for other in choice.others)
        translator = f"captions {choice.companion.name}"
        return Translation(language=choice.language or into, lines=lines, translator=translator, notes=notes)


def _lines(came: tuple[Cue, ...], cues: tuple[Cue, ...]) -> tuple[Line, ...]:
    if came[0].start_ms is None:
        return tied_by_order(came[0].text, cues)
    lines = tuple(Line(text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms) for cue in came)
    return tied(lines, cues)


def _untied(lines: tuple[Line, ...]) -> tuple[str, ...]:
    loose = sum(not line.cues for line in lines)
    if not loose:
        return ()
    if lines[0].start_ms is None:
        return (
            "the translation has no times and falls into other parts than the transcript, so it is tied to no line",
        )
    return (f"lines that share their time with no line of the transcript, tied to none: {loose} of {len(lines)}",)


def _passed_over(other: Companion) -> str:
    return f"{other.name} is in the same language and was not taken"
