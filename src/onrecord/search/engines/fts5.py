"""Search with SQLite's FTS5: ranked by BM25, and of equally good items the latest first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from onrecord.records import Hit
from onrecord.search.door import Question
from onrecord.search.places import NEAR, Span, spans
from onrecord.search.question import Phrase, phrases
from onrecord.search.shelf import Row, Shelf, names, primary
from onrecord.store.fulltext import Filters, is_available


@dataclass(frozen=True, slots=True, kw_only=True)
class Fts5Searcher:
    """Finds with FTS5. `most_hits` bounds the hits in one item."""

    name: ClassVar[str] = "fts5"
    version: ClassVar[str] = "1"

    most_hits: int = 5

    def missing(self) -> str | None:
        """FTS5 is a part of SQLite that nearly every Python comes with."""
        return None if is_available() else "use a Python whose SQLite was built with FTS5"

    def search(self, question: Question, shelf: Shelf, texts: Callable[[str], str]) -> tuple[Hit, ...]:
        """Find the best places, at most `question.limit`."""
        asked = phrases(question.words)
        if not asked:
            return ()
        with closing(shelf.find(_expression(asked), _filters(question))) as rows:
            return tuple(islice(self._hits(rows, asked, question, texts), question.limit))

    def _hits(
        self, rows: Iterable[Row], asked: Sequence[Phrase], question: Question, texts: Callable[[str], str]
    ) -> Iterator[Hit]:
        speaker = frozenset(names(question.speaker))
        for row in rows:
            found = spans(row.text, asked, self.most_hits, row.said_by(speaker))
            text = texts(row.item) if found else ""
            yield from (_hit(row, span, text) for span in found)


def _expression(asked: Sequence[Phrase]) -> str:
    """Every phrase as a string of FTS5, so that nothing in it is taken for an operator."""
    return " AND ".join(f'"{" ".join(phrase.words)}"{"*" if phrase.prefix else ""}' for phrase in asked)


def _filters(question: Question) -> Filters:
    return Filters(
        language=primary(question.language),
        speaker=names(question.speaker),
        source=names(question.source),
        since=question.since,
        until=question.until,
    )


def _hit(row: Row, span: Span, text: str) -> Hit:
    start_ms, end_ms = row.places.times(*span)
    return Hit(
        release=row.about["release"],
        kind=row.about["kind"],
        title=row.about["title"],
        language=row.about["language"],
        speaker=row.speaker(span.first),
        start=int(row.places.borders[span.first, 0]),
        end=int(row.places.borders[span.last, 1]),
        start_ms=start_ms,
        end_ms=end_ms,
        snippet=_snippet(row, span, text),
    )


def _snippet(row: Row, span: Span, text: str) -> str:
    """The hit and the words around it, as many before as after, with line ends as blanks."""
    borders = row.places.borders
    around = max(0, NEAR - (span.last - span.first + 1)) // 2
    first, last = max(0, span.first - around), min(len(borders) - 1, span.last + around)
    return " ".join(text[borders[first, 0] : borders[last, 1]].split())
