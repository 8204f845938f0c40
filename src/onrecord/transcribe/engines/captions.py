"""The words that came with a release: captions beside it, or a transcript file."""

from dataclasses import dataclass, replace
from typing import ClassVar

from onrecord import captions
from onrecord.captions import Captions
from onrecord.captions.companions import Choice, original
from onrecord.errors import InputError
from onrecord.records import Capture, Cue, Transcript
from onrecord.store.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionsTranscriber:
    """Takes the captions in the language that is spoken; hears and translates nothing."""

    name: ClassVar[str] = "captions"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """The captions as they came, each line with its speaker where one is named."""
        if capture.line is not None:
            raise InputError(
                f"release {capture.release}",
                f"came with its words in line {capture.line + 1} of {capture.name}, and they were taken then",
                "add the file anew to read it again",
            )
        if capture.kind == "transcript":
            given = captions.read(bench.blobs.open_path(capture.blob).read_bytes(), capture.name)
            return _transcript(capture, given, capture.name, capture.language)
        choice = original(capture)
        if choice.companion is None:
            return Transcript(language=capture.language, speaker=capture.speaker, reason=choice.reason)
        came = captions.read(bench.blobs.open_path(choice.companion.blob).read_bytes(), choice.companion.name)
        transcript = _transcript(capture, came, choice.companion.name, choice.language)
        return replace(transcript, notes=transcript.notes + _passed_over(choice))


def _transcript(capture: Capture, came: Captions, name: str, language: str | None) -> Transcript:
    return Transcript(
        cues=tuple(_spoken(cue, capture.speaker) for cue in came.cues),
        language=language or came.language,
        speaker=capture.speaker,
        written_by=f"captions {name}",
        notes=came.notes,
    )


def _spoken(cue: Cue, speaker: str | None) -> Cue:
    return cue if cue.speaker or speaker is None else replace(cue, speaker=speaker)


def _passed_over(choice: Choice) -> tuple[str, ...]:
    return tuple(f"{other.name} is in the same language and was not taken" for other in choice.others)
