"""Where the phrases of a question stand among the words of one document, and where they stand together."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from onrecord.search.question import Phrase

MOST_PLACES: Final = 10_000
"""Places of one phrase in one document that are looked at; more than any word but an article has in a day of speech."""

NEAR: Final = 30
"""Words that one snippet shows: phrases within so many words of each other are one hit."""


class Span(NamedTuple):
    """Words `first` to `last`, both included."""

    first: int
    last: int


def spans(text: str, phrases: Sequence[Phrase], most: int, allowed: Callable[[Span], bool]) -> list[Span]:
    """The best places of a document that are allowed, at most `most`, in order and without overlap.

    These are the shortest stretches in which all phrases stand near each other; where they never do, the places of
    the rarest. `text` is the document's folded words joined by blanks.
    """
    padded = f" {text} "
    found = [list(islice(filter(allowed, _places(padded, phrase)), MOST_PLACES)) for phrase in phrases]
    near = max(NEAR, 2 * sum(len(phrase.words) for phrase in phrases))
    together = [span for span in _together(found) if span.last - span.first < near]
    return _shortest(together or min(found, key=len, default=[]), most)


def _places(padded: str, phrase: Phrase) -> Iterator[Span]:
    wanted = " " + " ".join(phrase.words) + ("" if phrase.prefix else " ")
    counted = first = 0
    at = padded.find(wanted)
    while at >= 0:
        first += padded.count(" ", counted, at)
        counted = at
        yield Span(first, first + len(phrase.words) - 1)
        at = padded.find(wanted, at + 1)


def _together(found: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """For every place, the stretch from it back over the latest place of each other phrase."""
    latest: dict[int, Span] = {}
    for span, index in sorted((span, index) for index, places in enumerate(found) for span in places):
        latest[index] = span
        if len(latest) == len(found):
            yield Span(min(s.first for s in latest.values()), max(s.last for s in latest.values()))


def _shortest(candidates: Sequence[Span], most: int) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(candidates, key=lambda span: (span.last - span.first, span.first)):
        if all(span.last < other.first or other.last < span.first for other in chosen):
            chosen.append(span)
        if len(chosen) == most:
            break
    return sorted(chosen)
