"""Stretches of time as pairs of ms, half-open, and what lies between them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


def gaps(taken: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """What of [start, end) no taken stretch covers."""
    for a, b in sorted(taken):
        if a > start and start < end:
            yield start, min(a, end)
        start = max(start, b)
    if start < end:
        yield start, end


def covered(spans: Iterable[Span], start: int, end: int) -> int:
    """How many ms of [start, end) these stretches cover together."""
    return end - start - sum(b - a for a, b in gaps(spans, start, end)) if end > start else 0


def atoms(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """[start, end) parted at every edge of these stretches."""
    edges = {start, end} | {edge for span in spans for edge in span if start < edge < end}
    yield from pairwise(sorted(edges))


def snapped(ms: int, to: Sequence[int], within: int) -> int:
    """The nearest of these moments, where it is so near; else the moment itself."""
    nearest = min(to, key=lambda edge: abs(edge - ms), default=ms)
    return nearest if abs(nearest - ms) <= within else ms
