"""A person's corrections of a transcript."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.captions import Captions
from onrecord.captions.correction import LineChange, changed_lines, with_changes
from onrecord.records import Cue, Transcript


def corrections(transcript: Transcript, edited: Captions) -> tuple[LineChange, ...]:
    """The lines that an edited copy of the transcript changes, removes and inserts."""
    return changed_lines(transcript.cues, edited)


def apply(transcript: Transcript, changes: Iterable[LineChange]) -> Transcript:
    """The transcript after the changes. An inserted line that names no speaker is the release's speaker's."""

    def make(change: LineChange, before: Cue | None) -> Cue:
        speaker = transcript.speaker if before is None else before.speaker
        return Cue(
            text=change.text or "",
            start_ms=change.start_ms,
            end_ms=change.end_ms,
            speaker=change.speaker or speaker,
            doubtful=(),  # a person has read it
        )

    return replace(transcript, cues=with_changes(transcript.cues, changes, make))
