"""Which moments of a matching are shown side by side, and what is written under them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.records import Match, Matching, Segment

MOST_PAIRS: Final = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """A moment of a video, and the same moment of the release that it was seen in, if it was."""

    query_ms: int
    query_lines: tuple[str, ...]
    release: str | None = None
    release_ms: int | None = None
    release_lines: tuple[str, ...] = ()


def pairs(matching: Matching) -> Iterator[Pair]:
    """The middle of every segment, in order; of too many segments, the first ones."""
    for segment in matching.segments[:MOST_PAIRS]:
        middle = (segment.start_ms + segment.end_ms) // 2
        times = f"{_clock(segment.start_ms)} - {_clock(segment.end_ms)}"
        verdict = f"{segment.verdict}: {segment.reason}" if segment.reason else segment.verdict
        if not segment.matches:
            yield Pair(middle, (times, verdict))
            continue
        match = segment.matches[0]
        yield Pair(middle, (times, verdict), match.release, _mapped(segment, match, middle), _lines(match))


def _mapped(segment: Segment, match: Match, ms: int) -> int:
    share = (ms - segment.start_ms) / (segment.end_ms - segment.start_ms)
    return round(match.start_ms + share * (match.end_ms - match.start_ms))


def _lines(match: Match) -> tuple[str, ...]:
    times = f"{match.release} {_clock(match.start_ms)} - {_clock(match.end_ms)}"
    mirrored = ", mirrored" if match.mirrored else ""
    return times, f"score {match.score:.2f}, by chance {match.chance:.0e}{mirrored}"


def _clock(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest / 1000:06.3f}"
