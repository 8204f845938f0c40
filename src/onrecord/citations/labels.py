"""The place that a line begins with, as files of works have it: `22:40 text`, `John 3:16 text`, `Article 6. text`."""

from typing import Final, NamedTuple

from onrecord.citations.counting import counted
from onrecord.citations.laws import Provision, provision, unit_at
from onrecord.citations.place import written
from onrecord.citations.reader import Reader

_LONGEST: Final = 120  # characters in which a line has named its place
_MOST_WORDS: Final = 8  # in the name of a book
_BEHIND: Final = " \t.:;,)]\u060c\u2013\u2014-"
_SEPARATORS: Final = frozenset(":.,\uff1a")


class Label(NamedTuple):
    """A place in its one form, and the index in the line at which its text begins."""

    place: str
    text_at: int


def leading_place(line: str) -> Label | None:
    """The place that a line begins with, or None where it begins with none."""
    head = line[:_LONGEST]
    reader = Reader(head, counted(head), alone=True)
    if not reader.tokens or head[: reader.tokens[0].start].strip(" \t[(\u00a7"):
        return None
    begins = unit_at(reader.tokens, 0) is not None or "\u00a7" in head[: reader.tokens[0].start]
    found = provision(reader, 0) if begins else None
    return _of_unit(reader, found) if found is not None else _of_numbers(reader)


def _of_unit(reader: Reader, found: Provision) -> Label:
    return _label(reader, written("", found.unit, found.numbers), found.behind)


def _of_numbers(reader: Reader) -> Label | None:
    """A chapter and a verse, behind the name of a book or alone."""
    for at in range(min(_MOST_WORDS, len(reader.tokens) - 1)):
        chapter, verse = reader.tokens[at], reader.tokens[at + 1]
        if chapter.plain.isdecimal() and verse.plain.isdecimal() and reader.gap(at + 1) in _SEPARATORS:
            name = reader.text[: chapter.start].strip(" \t.,[(")
            numbers = (str(int(chapter.plain)), str(int(verse.plain)))
            return _label(reader, written(name, "", numbers), at + 2)
    return None


def _label(reader: Reader, place: str, behind: int) -> Label:
    end = reader.tokens[behind - 1].end
    rest = reader.text[end:]
    return Label(place, end + len(rest) - len(rest.lstrip(_BEHIND)))
