"""What a matching says, row by row and moment by moment, as other programs take it."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from onrecord.records import Match, Matching, Segment

Row: TypeAlias = dict[str, str | int | float | None]

COLUMNS: Final = (
    *("segment", "start", "end", "start_ms", "end_ms", "verdict", "reason", "note"),
    *("release", "title", "published", "captured", "release_start", "release_end", "release_start_ms"),
    *("release_end_ms", "by", "mirrored", "speed", "score", "chance"),
)

_FORMULA: Final = ("=", "+", "-", "@")


def rows(matching: Matching) -> Iterator[Row]:
    """A row for each match, and one for each segment without any; `segment` counts from 1."""
    for number, segment in enumerate(matching.segments, start=1):
        for match in segment.matches or (None,):
            yield {**_of_segment(number, segment), **(_of_match(match) if match else {})}


def clock(ms: int) -> str:
    """A time as `h:mm:ss.mmm`."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def harmless(text: str | None) -> str | None:
    """A text from outside, on one line without controls, that no spreadsheet takes for a formula."""
    if text is None:
        return None
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _of_segment(number: int, segment: Segment) -> Row:
    return {
        "segment": number,
        "start": clock(segment.start_ms),
        "end": clock(segment.end_ms),
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "verdict": segment.verdict,
        "reason": harmless(segment.reason),
        "note": segment.note,
    }


def _of_match(match: Match) -> Row:
    return {
        "release": harmless(match.release),
        "title": harmless(match.title),
        "published": harmless(match.published),
        "captured": match.captured,
        "release_start": clock(match.start_ms),
        "release_end": clock(match.end_ms),
        "release_start_ms": match.start_ms,
        "release_end_ms": match.end_ms,
        "by": match.by,
        "mirrored": "yes" if match.mirrored else "no",
        "speed": match.speed,
        "score": match.score,
        "chance": match.chance,
    }
