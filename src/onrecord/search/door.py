"""The doors of the room `search`: what is put on its shelf, and what is found there."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from onrecord.engine import Engine
from onrecord.errors import InputError
from onrecord.records import Hit
from onrecord.search.shelf import Searchable, Shelf

_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody looks for. `words` may be anything at all.

    `language` is compared by its primary subtag; `speaker` and `source` by the words that they hold. Dates are
    ISO 8601, inclusive, and as short as you like (`2016`, `2016-07`). `limit` bounds the hits.
    """

    words: str
    language: str | None = None
    speaker: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20


class Searcher(Engine, Protocol):
    """Finds the places where words stand."""

    def search(self, question: Question, shelf: Shelf, texts: Callable[[str], str]) -> tuple[Hit, ...]:
        """Find the best places, at most `question.limit`; `texts` gives the original text of an item."""
        ...


def search(by: Searcher, question: Question, shelf: Shelf, texts: Callable[[str], str]) -> tuple[Hit, ...]:
    """Find where the words of a question stand: the best item first, inside an item in order.

    `texts` gives the original text of an item, to be shown. No words, no hits. Raises InputError where a date is none,
    Damaged where the shelf can't be read.
    """
    for date in (question.since, question.until):
        if date is not None and not _DATE.fullmatch(date):
            raise InputError(f"date {date!r}", "is not a date", "write it as YYYY, YYYY-MM or YYYY-MM-DD")
    return by.search(question, shelf, texts)


def shelve(searchables: Iterable[Searchable], shelf: Shelf) -> None:
    """Make items searchable, in one transaction; those that are already on the shelf stay as they are."""
    shelf.add(searchables)
