"""A transcript and its translations side by side: which lines stand in one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.captions import same_language
from onrecord.dispatch.material import Evidence
from onrecord.records import Cue, Line, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One language of a transcript. `by` is who or what wrote it, for people."""

    language: str | None
    original: bool
    machine: bool = False
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Lines that say the same thing, a text for each column, empty where a language has none. Times of the release."""

    start_ms: int
    end_ms: int
    speaker: str | None
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A timed transcript, ready to be laid out in rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def side_by_side(evidence: Evidence, translation: Translation | None) -> Columns:
    """The transcript of a release beside one translation. Lines without times are left out."""
    transcript = evidence.transcript
    if transcript is None:
        return Columns(columns=(), rows=())
    cues = [cue for cue in transcript.cues if cue.start_ms is not None]
    original = Column(language=transcript.language, original=True, machine=transcript.machine, by=transcript.written_by)
    if translation is None or not translation.lines:
        return Columns(columns=(original,), rows=tuple(_row([cue], (), width=1) for cue in cues))
    beside = Column(
        language=translation.language, original=False, machine=translation.machine, by=translation.translator
    )
    return Columns(columns=(original, beside), rows=tuple(_rows(transcript.cues, translation.lines)))


def chosen(translations: Sequence[Translation], language: str) -> Translation | None:
    """The translation to show beside an original: that in the dispatch's language, else the first that has lines."""
    full = [translation for translation in translations if translation.lines]
    wanted = [translation for translation in full if same_language(translation.language, language)]
    return next(iter((*wanted, *full)), None)


def _rows(cues: Sequence[Cue], lines: Sequence[Line]) -> Iterator[Row]:
    """Cues and lines in groups: all cues that a line carries over stand in one row with it."""
    spans = [(line, _carried(line, cues)) for line in lines]
    joined = {index for _, carried in spans for index in range(carried.start + 1, carried.stop)}
    beside: dict[int, list[Line]] = {}
    for line, carried in spans:
        if carried:
            beside.setdefault(_head(carried.start, joined), []).append(line)
    alone = [_row([], [line], width=2) for line, carried in spans if not carried and line.start_ms is not None]
    heads = [index for index in range(len(cues)) if index not in joined]
    ends = [*heads[1:], len(cues)]
    groups = [(cues[head:end], beside.get(head, [])) for head, end in zip(heads, ends, strict=True)]
    paired = [_row(group, tied, width=2) for group, tied in groups if group[0].start_ms is not None]
    yield from sorted((*paired, *alone), key=lambda row: row.start_ms)


def _head(index: int, joined: set[int]) -> int:
    while index in joined:
        index -= 1
    return index


def _carried(line: Line, cues: Sequence[Cue]) -> range:
    """The cues that a line carries over: those that it names, else the one that it shares most time with."""
    if named := [index for index in line.cues if 0 <= index < len(cues)]:
        return range(min(named), max(named) + 1)
    shared = [(_shared_ms(line, cue), -index) for index, cue in enumerate(cues)]
    most, index = max(shared, default=(0, 0))
    return range(-index, -index + 1) if most > 0 else range(0)


def _shared_ms(line: Line, cue: Cue) -> int:
    if line.start_ms is None or line.end_ms is None or cue.start_ms is None or cue.end_ms is None:
        return 0
    return min(line.end_ms, cue.end_ms) - max(line.start_ms, cue.start_ms)


def _row(cues: Sequence[Cue], lines: Sequence[Line], width: int) -> Row:
    timed: list[Cue | Line] = [*cues, *lines]
    starts = [part.start_ms for part in timed if part.start_ms is not None]
    ends = [part.end_ms for part in timed if part.end_ms is not None]
    texts = (" ".join(cue.text for cue in cues), " ".join(line.text for line in lines))
    return Row(
        start_ms=min(starts),
        end_ms=max(ends, default=max(starts)),
        speaker=next((cue.speaker for cue in cues if cue.speaker), None),
        texts=texts[:width],
    )
