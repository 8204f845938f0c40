"""A person's corrections of a translation."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.captions import Captions
from onrecord.captions.correction import LineChange, changed_lines, with_changes
from onrecord.records import Line, Transcript, Translation
from onrecord.translate.ties import tied


def corrections(translation: Translation, edited: Captions) -> tuple[LineChange, ...]:
    """The lines that an edited copy of the translation changes, removes and inserts.

    Who speaks is not the translation's to say: a line is said by whoever said the original.
    """
    words = tuple(replace(cue, speaker=None) for cue in edited.cues)
    return changed_lines(translation.lines, replace(edited, cues=words))


def apply(translation: Translation, changes: Iterable[LineChange], transcript: Transcript) -> Translation:
    """The translation after the changes; a line that was moved or inserted is tied anew by its time."""
    before = dict.fromkeys((line.start_ms, line.end_ms) for line in translation.lines)
    lines = with_changes(translation.lines, changes, _line)
    moved = [(line.start_ms, line.end_ms) not in before for line in lines]
    pairs = zip(lines, tied(lines, transcript.cues), moved, strict=True)
    return replace(translation, lines=tuple(anew if is_moved else line for line, anew, is_moved in pairs))


def _line(change: LineChange, before: Line | None) -> Line:
    text = change.text or ""
    if before is None:
        return Line(text=text, start_ms=change.start_ms, end_ms=change.end_ms)
    return replace(before, text=text, start_ms=change.start_ms, end_ms=change.end_ms)
