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
    """The transcript after the changes. An inserted line is the release's speaker's."""
    return replace(transcript, cues=with_changes(transcript.cues, changes, lambda change: _cue(change, transcript)))


def _cue(change: LineChange, transcript: Transcript) -> Cue:
    return Cue(text=change.text or "", start_ms=change.start_ms, end_ms=change.end_ms, speaker=transcript.speaker)
