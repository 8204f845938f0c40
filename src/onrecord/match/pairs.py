"""Which moments of a matching are shown side by side, and what is written beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.records import Match, Matching, Segment

MOST_SEGMENTS: Final = 60
"""Shown of one video: three pairs each, more than anybody looks at."""

_SHARES: Final = (0.0, 0.5, 1.0)
_INSIDE_MS: Final = 200  # from a segment's ends: there both are sure to show the stretch, whatever frame is nearest


@dataclass(frozen=True, slots=True)
class Pair:
    """A moment of a video, and the same moment of the release that it was seen in, if it was."""

    query_ms: int
    query_line: str
    release: str | None = None
    release_ms: int | None = None
    release_line: str = ""
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A segment as it is shown: what is said of it, and its pairs in order."""

    segment: Segment
    lines: tuple[str, ...]
    pairs: tuple[Pair, ...]


def scenes(matching: Matching) -> Iterator[Scene]:
    """Every segment, in order; of too many, the longest ones."""
    longest = sorted(matching.segments, key=lambda s: s.start_ms - s.end_ms)[:MOST_SEGMENTS]
    for segment in sorted(longest, key=lambda s: s.start_ms):
        yield Scene(segment, tuple(_lines(segment)), tuple(_pairs(segment)))


def clock(ms: int) -> str:
    """A time as `m:ss.mmm`."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest / 1000:06.3f}"


def _lines(segment: Segment) -> Iterator[str]:
    said = f", since {segment.since[:10]}" if segment.since else f": {segment.reason}" if segment.reason else ""
    yield f"{clock(segment.start_ms)} - {clock(segment.end_ms)}   {segment.verdict}{said}"
    for match in segment.matches:
        told = f" ({match.title})" if match.title else ""
        dated = f"published {match.published}, " if match.published else ""
        yield f"{match.release}{told}: {clock(match.start_ms)} - {clock(match.end_ms)}, {dated}{_how(match)}"
    if segment.note:
        yield segment.note


def _how(match: Match) -> str:
    speed = f", {match.speed:.2f} times as fast" if match.speed != 1.0 else ""
    mirrored = ", mirrored" if match.mirrored else ""
    return f"by {match.by}{mirrored}{speed}, score {match.score:.2f}, by chance {match.chance:.0e}"


def _pairs(segment: Segment) -> Iterator[Pair]:
    """Three pairs where it was seen, at its beginning, middle and end; one moment of any other segment."""
    match = segment.matches[0] if segment.matches else None
    long = segment.end_ms - segment.start_ms
    inside = min(_INSIDE_MS, long // 4)
    for share in _SHARES if match else (0.5,):
        ms = round(segment.start_ms + inside + share * (long - 2 * inside))
        if match is None:
            yield Pair(ms, clock(ms))
            continue
        held = _mapped(segment, match, ms)
        turned = ", mirrored" if match.mirrored else ""
        line = f"{match.release} {clock(held)}{turned}"
        yield Pair(ms, clock(ms), match.release, held, line, match.mirrored)


def _mapped(segment: Segment, match: Match, ms: int) -> int:
    share = (ms - segment.start_ms) / (segment.end_ms - segment.start_ms)
    return round(match.start_ms + share * (match.end_ms - match.start_ms))
