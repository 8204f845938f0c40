"""Places in works, written in one form only, and the keys by which they are compared.

`22:40` are numbers alone, where a work has no books; `John 3:16` a book and numbers; `Article 6(2)(b)` a unit, its
number, and what is numbered inside it.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.citations.lexicon import BOOK_CODES, BOOKS, CHAPTERS, FIRST_NAMES, UNITS, lex

_OWN: Final = r"\d{1,6}(?:-\d{1,6})?[a-z]{0,9}"
_NUMBERS: Final = re.compile(rf"{_OWN}(?:[:.]{_OWN}|\((?:{_OWN}|[a-z]{{1,6}})\)){{0,6}}", re.ASCII)
_NUMBER: Final = re.compile(rf"{_OWN}|[a-z]+", re.ASCII)
_KNOWN_BOOKS: Final = 4096
_COUNTED_BOOKS: Final = 66


class Key(NamedTuple):
    """A place as it is compared: a book of the Bible by its code, another by its folded name, and the numbers."""

    book: str
    unit: str
    numbers: tuple[str, ...]


def key_of(place: str) -> Key:
    """The key of a place that is written as this module's docstring shows. Raises ValueError for anything else."""
    head, _, numbers = place.rpartition(" ")
    if _NUMBERS.fullmatch(numbers) is None:
        raise ValueError(f"{place!r} is no place")
    book, unit = _book_or_unit(head)
    return Key(book, unit, whole(book, tuple(_NUMBER.findall(numbers))))


def whole(book: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers with the chapter, which is left out in books that have only one."""
    return ("1", *numbers) if CHAPTERS.get(book) == 1 and len(numbers) == 1 else numbers


def written(name: str, unit: str, numbers: tuple[str, ...], last: tuple[str, ...] | None = None) -> str:
    """A place, or the places from one to a last one, as they are written."""
    if unit:
        told = f"{unit.capitalize()} {_inside(numbers)}" if numbers else unit.capitalize()
        return f"{told}-{_inside(last)}" if last else told
    told = ":".join(numbers)
    if last:
        same = last[:-1] == numbers[:-1]
        told += f"-{last[-1] if same else ':'.join(last)}"
    return f"{name} {told}".strip()


def book_name(book: str) -> str:
    """The name of a book of the Bible in English; of any other, as it is."""
    return FIRST_NAMES.get(book, book)


def numbered_book(number: int) -> str | None:
    """The name of a book of the Bible by its number, as files count the usual 66."""
    return FIRST_NAMES[BOOK_CODES[number - 1]] if 1 <= number <= _COUNTED_BOOKS else None


def book_of(name: str) -> str:
    """The book that a name means: a code for one of the Bible, else the folded name."""
    return _book_or_unit(name)[0]


@lru_cache(maxsize=_KNOWN_BOOKS)
def _book_or_unit(head: str) -> tuple[str, str]:
    tokens = lex(head)
    if not tokens:
        return "", ""
    code, taken = BOOKS.at(tokens, 0)
    if code is not None and taken == len(tokens):
        return code, ""
    if len(tokens) == 1 and tokens[0].plain in UNITS:
        return "", UNITS[tokens[0].plain]
    return " ".join(token.plain for token in tokens), ""


def _inside(numbers: tuple[str, ...]) -> str:
    first, *others = numbers
    return first + "".join(f"({number})" for number in others)
