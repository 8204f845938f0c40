"""Charters and laws as plain text: an article begins a line, and its paragraphs follow."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from onrecord.background.rows import Line
from onrecord.citations import Label, leading_place
from onrecord.punctuation import STOPS
from onrecord.words import fold

_NUMBERED: Final = re.compile(r"\s{0,12}(?:\((\w{1,4})\)|(\d{1,3})[.)])\s+")
_NO_HEADING: Final = frozenset(f"{STOPS}:;,\u060c\u061b")  # what a heading does not end with
_LONGEST_HEADING: Final = 100
_MARKS: Final = frozenset(".:)\u2013\u2014-\t")
_UNITS: Final = ("Article", "Section", "Paragraph", "Amendment", "Chapter")


@dataclass(slots=True)
class _Article:
    """An article as it is read: its place, what stands beside its number, and its paragraphs."""

    place: str
    number: int
    beside: str
    paragraphs: list[list[str]] = field(default_factory=list)
    is_open: bool = False

    def take(self, line: str) -> None:
        """A further line; an empty one ends a paragraph, a number begins one."""
        if not line.strip():
            self.is_open = False
            return
        if not self.is_open or _NUMBERED.match(line):
            self.paragraphs.append([])
        self.paragraphs[-1].append(line)
        self.is_open = True

    def lines(self) -> Iterator[Line]:
        """The article, or each of its paragraphs where it has several."""
        if not self.paragraphs:
            yield Line(self.number, self.place, self.beside)
            return
        told = [" ".join(paragraph) for paragraph in self.paragraphs]
        if self.beside.strip() and not self._is_heading():
            told = [f"{self.beside} {told[0]}", *told[1:]] if not _NUMBERED.match(told[0]) else [self.beside, *told]
        if len(told) == 1:
            yield Line(self.number, self.place, _NUMBERED.sub("", told[0], count=1))
            return
        yield from self._numbered(told)

    def _is_heading(self) -> bool:
        beside = self.beside.strip()
        return len(beside) <= _LONGEST_HEADING and beside[-1:] not in _NO_HEADING

    def _numbered(self, told: list[str]) -> Iterator[Line]:
        """Paragraphs by their own numbers, or by their order; what comes before the first number is the article's."""
        own = [_NUMBERED.match(text) for text in told]
        if not any(own):
            for count, text in enumerate(told, start=1):
                yield Line(self.number, f"{self.place}({count})", text)
            return
        texts: dict[str, str] = {}
        place = outer = self.place
        for text, match in zip(told, own, strict=True):
            if match is not None:
                mark = fold(match[1] or match[2])
                place = f"{self.place if mark.isdecimal() else outer}({mark})"
                outer = place if mark.isdecimal() else outer
            texts[place] = f"{texts.get(place, '')} {text[match.end() if match else 0 :]}"
        yield from (Line(self.number, place, text) for place, text in texts.items())


def provisions(lines: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """The articles of a law with their paragraphs; what comes before the first article is left out.

    Where a law has articles, the chapters that they stand in are headings, and sections are parts of an article.
    """
    read = [(number, line, _label(line)) for number, line in lines]
    units = {label.place.partition(" ")[0] for _, _, label in read if label is not None}
    main = next((unit for unit in _UNITS if unit in units), "")
    article: _Article | None = None
    for number, line, label in read:
        unit, _, count = label.place.partition(" ") if label is not None else ("", "", "")
        if label is not None and unit in (main, "Amendment", "Chapter"):
            yield from article.lines() if article is not None else ()
            is_heading = unit == "Chapter" != main
            article = None if is_heading else _Article(label.place, number, line[label.text_at :])
        elif article is not None:
            article.take(f"({count}) {line[label.text_at :]}" if label is not None else line)
    yield from article.lines() if article is not None else ()


def _label(line: str) -> Label | None:
    """The article that a line is or begins; a sentence that speaks of one begins none."""
    label = leading_place(line)
    if label is None or not label.place.startswith(_UNITS) or "(" in label.place:
        return None
    beside = line[label.text_at :]
    is_marked = line[: label.text_at].rstrip()[-1:] in _MARKS
    return label if is_marked or not beside or not beside[0].islower() else None
