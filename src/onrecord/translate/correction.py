"""A person's corrections of a translation."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.captions import Captions
from onrecord.captions.correction import LineChange, changed_lines, with_changes
from onrecord.records import Line, Transcript, Translation
from onrecord.translate.ties import tied


def corrections(translation: Translation, edited: Captions) -> tuple[LineChange, ...]:
    """The lines that an edited copy of the translation changes, removes and inserts."""
    return changed_lines(translation.lines, edited)


def apply(translation: Translation, changes: Iterable[LineChange], transcript: Transcript) -> Translation:
    """The translation after the changes; a line that was moved or inserted is tied anew by its time."""
    before = dict.fromkeys((line.start_ms, line.end_ms) for line in translation.lines)
    lines = with_changes(translation.lines, changes, _line)
    moved = [(line.start_ms, line.end_ms) not in before for line in lines]
    pairs = zip(lines, tied(lines, transcript.cues), moved, strict=True)
    return replace(translation, lines=tuple(anew if is_moved else line for line, anew, is_moved in pairs))


def _line(change: LineChange) -> Line:
    return Line(text=change.text or "", start_ms=change.start_ms, end_ms=change.end_ms)
