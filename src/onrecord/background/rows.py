"""Works as tables: columns between tabs, bars or commas, with or without a line of headings, or JSON objects."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from onrecord.citations import leading_place, numbered_book, written
from onrecord.words import fold

Row = Mapping[str, str]

_COLUMNS: Final = {
    **dict.fromkeys(("place", "ref", "reference", "citation", "verseref"), "place"),
    **dict.fromkeys(("book", "bookname", "booktitle"), "book"),
    **dict.fromkeys(("chapter", "sura", "surah", "chapternumber", "suranumber", "surahnumber", "surahid"), "chapter"),
    **dict.fromkeys(("verse", "aya", "ayah", "versenumber", "ayanumber", "ayahnumber", "versenum", "ayahid"), "verse"),
    **dict.fromkeys(("article", "art", "section"), "article"),
    **dict.fromkeys(("text", "translation", "content", "versetext", "t"), "text"),
    **dict.fromkeys(("surano", "surahno", "chapterno"), "chapter"),
    **dict.fromkeys(("ayano", "ayahno", "verseno"), "verse"),
}
_DEPTH: Final = 4  # columns of a place at most: an id or a book, a chapter, a verse, and one more
_PLACES_IN_NUMBERS: Final = {1: ("verse",), 2: ("chapter", "verse"), 3: ("book", "chapter", "verse")}


class Line(NamedTuple):
    """A place, its text, and the number of the line that it stands on."""

    number: int
    place: str | None
    text: str


def is_heading(fields: Sequence[str]) -> bool:
    """Whether these are the names of columns, of which one is the text."""
    return "text" in {_COLUMNS.get(_plain(field)) for field in fields} and len(fields) > 1


def delimited(lines: Iterable[tuple[int, str]], delimiter: str, *, counted: bool) -> Iterator[Line]:
    """The rows of a table. `counted`: the first of four columns is a running number, not a book."""
    names: list[str] | None = None
    for number, line in lines:
        fields = _fields(line, delimiter)
        if names is None and is_heading(fields):
            names = [_COLUMNS.get(_plain(field), "") for field in fields]
            continue
        row = dict(zip(names, fields, strict=False)) if names else _unnamed(fields, counted=counted)
        yield Line(number, _place(row), row.get("text", ""))


def objects(values: Iterable[tuple[int, Any]]) -> Iterator[Line]:
    """JSON objects, each with a place in one field or in several."""
    for number, value in values:
        fields = value if isinstance(value, dict) else {}
        row = {_COLUMNS.get(_plain(str(name)), ""): _told(field) for name, field in fields.items()}
        yield Line(number, _place(row), row.get("text", ""))


def json_lines(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Any]]:
    """The value of each line; None where it is no JSON."""
    for number, line in lines:
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, None


def _fields(line: str, delimiter: str) -> list[str]:
    if delimiter == ",":
        return next(csv.reader([line]), [])
    return line.split(delimiter)


def _unnamed(fields: Sequence[str], *, counted: bool) -> Row:
    """A row without headings: the columns of the place come first, the text is what follows them."""
    depth = 0
    while depth < min(len(fields) - 1, _DEPTH) and _is_of_a_place(fields[depth], first=depth == 0):
        depth += 1
    text = " ".join(fields[depth:]).strip()
    if depth == 1 and not fields[0].strip().isdecimal():
        return {"place": fields[0], "text": text}
    columns = fields[1:depth] if counted and depth == len(_PLACES_IN_NUMBERS) else fields[:depth]
    return {**dict(zip(_PLACES_IN_NUMBERS.get(len(columns), ()), columns, strict=False)), "text": text}


def _is_of_a_place(field: str, *, first: bool) -> bool:
    return first or field.strip().isdecimal()


def _place(row: Row) -> str | None:
    if row.get("place"):
        label = leading_place(row["place"])
        return label.place if label is not None and label.text_at >= len(row["place"].rstrip()) else None
    if article := _number(row.get("article")):
        return written("", "article", (article,))
    numbers = tuple(number for column in ("chapter", "verse") if (number := _number(row.get(column))))
    if not numbers:
        return None
    return written(_book(row.get("book", "")), "", numbers)


def _book(field: str) -> str:
    name = field.strip()
    number = _number(name)
    return (numbered_book(int(number)) or name) if number else name


def _number(field: str | None) -> str | None:
    text = (field or "").strip()
    return str(int(text)) if text.isdecimal() and len(text) <= 6 else None  # noqa: PLR2004  # digits of a number


def _told(field: object) -> str:
    return field if isinstance(field, str) else str(field) if isinstance(field, int) else ""


def _plain(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())
