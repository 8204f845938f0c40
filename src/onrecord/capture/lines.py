"""Many transcripts in one file, one JSON object a line.

A line is `{"id", "title", "speaker", "date", "language", "text"}` or, instead of `text`,
`"segments": [{"start_ms", "end_ms", "speaker", "text"}]`. What a machine heard has `"machine": true` on its line, and
where it was not sure, `"doubtful": [[start, end]]`, in code points, beside the text. Other fields are ignored; only the
words must be there.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from onrecord.captions.timing import LATEST_MS, stamp
from onrecord.capture.names import id_fault
from onrecord.limits import Limits
from onrecord.records import Cue

MAX_LINE_BYTES: Final = 64_000_000
"""Ten times the longest speech as text; the words of a whole day, each with its times, still fit."""
_GZIP: Final = b"\x1f\x8b"
_BROKEN_GZIP: Final = (EOFError, gzip.BadGzipFile, zlib.error)
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Fault(Exception):
    """Why a line can't be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineError:
    """A line (from 0) that can't be taken, and why; `id` is its own id, where it could be read."""

    line: int
    reason: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one line says; None where it doesn't say."""

    cues: tuple[Cue, ...]
    segmented: bool
    id: str | None = None
    title: str | None = None
    speaker: str | None = None
    date: str | None = None
    language: str | None = None
    machine: bool = False


def read_lines(path: Path, limits: Limits) -> Iterator[tuple[int, bytes | Fault]]:
    """The lines that hold something, with their numbers from 0, unzipped where the file is gzip.

    A line that is too long is a Fault. So is the rest of a file whose gzip stream is broken, or that is more than the
    limits allow; such a Fault is the last.
    """
    number = size = 0
    with _opened(path) as file:
        while True:
            try:
                line = file.readline(MAX_LINE_BYTES + 1)
                too_long = len(line) > MAX_LINE_BYTES and not line.endswith(b"\n")
                size += len(line) + (_skip_line(file, limits.bytes - size) if too_long else 0)
            except _BROKEN_GZIP as error:
                yield number, Fault(f"the gzip stream is broken from here on ({error})")
                return
            if not line:
                return
            if size > limits.bytes:
                yield number, Fault(f"the lines from here on are more than the {limits.bytes} bytes that are allowed")
                return
            if too_long:
                yield number, Fault(f"the line is longer than {MAX_LINE_BYTES} bytes")
            elif stripped := line.strip():
                yield number, stripped
            number += 1


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        zipped = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        if zipped:
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield unzipped  # type: ignore[misc]  # a GzipFile reads as any binary file
        else:
            yield file


def _skip_line(file: BinaryIO, budget: int) -> int:
    """Read on to the end of the line, or past the budget; returns the bytes that were passed over."""
    skipped = 0
    while skipped <= budget and (piece := file.readline(1 << 20)):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def parse_line(line: bytes) -> Spoken:
    """Read one line. Raises Fault with the reason."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Fault(f"the line is not JSON ({error})") from error
    if not isinstance(said, dict):
        raise Fault("the line is no JSON object")
    segments = said.get("segments")
    return Spoken(
        id=_own_id(said),
        cues=_text_cues(said) if segments is None else _segment_cues(segments, said),
        segmented=segments is not None,
        title=_string(said, "title"),
        speaker=_string(said, "speaker"),
        date=_date(said),
        language=_string(said, "language"),
        machine=_machine(said),
    )


def _machine(said: Mapping[str, Any]) -> bool:
    machine = said.get("machine", False)
    if not isinstance(machine, bool):
        raise Fault("machine is neither true nor false")
    return machine


def _own_id(said: Mapping[str, Any]) -> str | None:
    own = _string(said, "id")
    if own is not None and (fault := id_fault(own)) is not None:
        raise Fault(fault)
    return own


def _string(said: Mapping[str, Any], field: str) -> str | None:
    """A field's text as it was given; None where it isn't there or is empty."""
    value = said.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Fault(f"{field} is no text")
    # JSON can write half of a character, which nothing that stores text can keep.
    if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise Fault(f"{field} holds half of a character (a lone surrogate)")
    return value


def _date(said: Mapping[str, Any]) -> str | None:
    value = _string(said, "date")
    if value is None:
        return None
    try:
        datetime.fromisoformat((value + "-01-01")[:10] if _DATE.fullmatch(value) else value)
    except ValueError as error:
        raise Fault(f"the date {value[:40]!r} is not ISO 8601 (2024, 2024-02, 2024-02-29...)") from error
    return value


def _text_cues(said: Mapping[str, Any]) -> tuple[Cue, ...]:
    text = _string(said, "text")
    if text is None or not text.strip():
        raise Fault("the line has neither text nor segments")
    return (Cue(text=text, doubtful=_doubtful(said, text)),)


def _segment_cues(segments: object, said: Mapping[str, Any]) -> tuple[Cue, ...]:
    if said.get("text") is not None:
        raise Fault("the line has both text and segments")
    if not isinstance(segments, list) or not segments:
        raise Fault("segments is no list of segments")
    return tuple(_cue(index, segment) for index, segment in enumerate(segments))


def _cue(index: int, segment: object) -> Cue:
    if not isinstance(segment, dict):
        raise Fault(f"segment {index} is no JSON object")
    try:
        start, end = _span(segment)
        text, speaker = _string(segment, "text") or "", _string(segment, "speaker")
        return Cue(text=text, start_ms=start, end_ms=end, speaker=speaker, doubtful=_doubtful(segment, text))
    except Fault as fault:
        raise Fault(f"segment {index}: {fault}") from fault


def _span(segment: Mapping[str, Any]) -> tuple[int | None, int | None]:
    start, end = _milliseconds(segment, "start_ms"), _milliseconds(segment, "end_ms")
    if start is not None and end is not None and end < start:
        raise Fault("it ends before it starts")
    return start, end


def _doubtful(said: Mapping[str, Any], text: str) -> tuple[tuple[int, int], ...] | None:
    spans = said.get("doubtful")
    if spans is None:
        return None
    if not isinstance(spans, list) or not all(map(_is_pair, spans)):
        raise Fault("doubtful is no list of pairs of whole numbers")
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise Fault("a doubtful span does not lie in the text")
    return tuple((start, end) for start, end in spans)


def _is_pair(span: object) -> bool:
    return isinstance(span, list) and [type(place) for place in span] == [int, int]


def _milliseconds(segment: Mapping[str, Any], field: str) -> int | None:
    value = segment.get(field)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise Fault(f"{field} is no whole number of milliseconds")
    if value is not None and value > LATEST_MS:
        raise Fault(f"{field} is later than {stamp(LATEST_MS)}")
    return value
