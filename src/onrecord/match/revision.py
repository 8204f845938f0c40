"""What another matching of the same video says otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.records import Matching, Segment, VerdictChange

_LEAST_MS: Final = 500
"""A stretch that is shorter tells of a boundary that was found a few frames beside, not of another verdict."""


def changes(before: Matching, after: Matching) -> tuple[VerdictChange, ...]:
    """Where the verdict, or the release that a stretch was seen in, is another one; in order of time."""
    found = list(_joined(_differences(before.segments, after.segments)))
    return tuple(change for change in found if change.end_ms - change.start_ms >= _LEAST_MS)


def _differences(before: Sequence[Segment], after: Sequence[Segment]) -> Iterator[VerdictChange]:
    edges = sorted({edge for one in (*before, *after) for edge in (one.start_ms, one.end_ms)})
    for start, end in pairwise(edges):
        old, new = _at(before, start), _at(after, start)
        if old is None or new is None or (old.verdict, _where(old)) == (new.verdict, _where(new)):
            continue
        yield VerdictChange(
            start_ms=start,
            end_ms=end,
            before=old.verdict,
            after=new.verdict,
            release_before=_where(old),
            release=_where(new),
        )


def _at(segments: Sequence[Segment], ms: int) -> Segment | None:
    return next((segment for segment in segments if segment.start_ms <= ms < segment.end_ms), None)


def _where(segment: Segment) -> str | None:
    return segment.matches[0].release if segment.matches else None


def _joined(differences: Iterator[VerdictChange]) -> Iterator[VerdictChange]:
    last: VerdictChange | None = None
    for one in differences:
        if last is not None and last == replace(one, start_ms=last.start_ms, end_ms=one.start_ms):
            last = replace(last, end_ms=one.end_ms)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
