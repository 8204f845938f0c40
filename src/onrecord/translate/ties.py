"""Which cues of the transcript a line of a translation carries over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Final

from onrecord.errors import TooLarge
from onrecord.records import Cue, Line

# A line carries a cue over when they share at least this part of the shorter of the two: subtitles that follow each
# other closely overlap by a few frames, and that ties nothing.
_SHARED: Final = 0.5
# Cues that stand at one moment. Real files have a handful; thousands would make every line carry every cue.
_MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    at: int


def tied(lines: Sequence[Line], cues: Sequence[Cue]) -> tuple[Line, ...]:
    """The lines, each with the indices of the cues that it shares its time with; those without a time stay as they are.

    A line that shares half with no cue is tied to the one that it shares most with, if any. Raises TooLarge for cues
    that stand by the hundred at one moment.
    """
    found = dict(_meetings(_spans(lines), _spans(cues)))
    return tuple(
        line if line.start_ms is None else replace(line, cues=found.get(at, ())) for at, line in enumerate(lines)
    )


def tied_by_order(text: str, cues: Sequence[Cue]) -> tuple[Line, ...]:
    """A translation without times, cut where it falls into as many parts as there are cues.

    Tried whole, by paragraphs and by lines; a part has the time of its cue. Where no count agrees, the whole text is
    one line that is tied to nothing.
    """
    for parts in ([text], _parts(text, r"\n\s*\n"), _parts(text, r"\n")):
        if len(parts) == len(cues):
            pairs = enumerate(zip(parts, cues, strict=True))
            return tuple(Line(text=part, start_ms=c.start_ms, end_ms=c.end_ms, cues=(at,)) for at, (part, c) in pairs)
    return (Line(text=text),)


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in re.split(separator, text.strip()) if part.strip()]


def _spans(lines: Sequence[Cue | Line]) -> list[_Span]:
    timed = (
        _Span(line.start_ms, max(line.end_ms, line.start_ms + 1), at)  # a moment counts as its millisecond
        for at, line in enumerate(lines)
        if line.start_ms is not None and line.end_ms is not None
    )
    return sorted(timed, key=lambda span: span.start)


def _meetings(lines: Sequence[_Span], cues: Sequence[_Span]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For every line, the cues it is tied to: one sweep in order of time over both."""
    coming = iter([*cues, _Span(1 << 62, 1 << 62, -1)])
    cue = next(coming)
    open_cues: list[tuple[int, int, _Span]] = []
    for line in lines:
        while cue.start < line.end:
            heappush(open_cues, (cue.end, cue.at, cue))
            cue = next(coming)
        while open_cues and open_cues[0][0] <= line.start:
            heappop(open_cues)
        if len(open_cues) > _MOST_AT_ONCE:
            raise TooLarge("the transcript", f"has more than {_MOST_AT_ONCE} lines at one moment", "check its times")
        yield line.at, _carried(line, [span for _, _, span in open_cues])


def _carried(line: _Span, cues: Sequence[_Span]) -> tuple[int, ...]:
    shared = {span.at: _shared(line, span) for span in cues if span.start < line.end}
    if mostly := sorted(at for at, share in shared.items() if share >= _SHARED):
        return tuple(mostly)
    return (max(shared, key=lambda at: shared[at]),) if shared else ()


def _shared(one: _Span, other: _Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / min(one.end - one.start, other.end - other.start)
