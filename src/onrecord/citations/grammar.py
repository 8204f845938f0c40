"""The citations in a text: places of the Quran, of the Bible, of laws, and of the works that a desk holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.citations.bible import BibleRules
from onrecord.citations.counting import counted
from onrecord.citations.laws import named_after, named_before, provision, unit_at
from onrecord.citations.lexicon import BOOKS, Phrases, Token, count_at, lex, words_of
from onrecord.citations.numbers import spoken_number_of
from onrecord.citations.place import Key, book_name, whole, written
from onrecord.citations.reader import Reader
from onrecord.citations.rules import LONGEST_UNKNOWN, PAIR, Family, Found

_REACH: Final = 24  # words in which a citation has come to its number
_MOST_LISTED: Final = 50
_BESIDE: Final = 4  # words such as `see also`, or the name of a translation
_PART: Final = re.compile(r"\d[abc]\b")
_BEFORE_HOURS: Final = words_of("before hours")
_WORK_NAMES: Final[dict[Family, str]] = {"quran": "Quran", "bible": "Bible"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A place that is cited in a text; `start` and `end` are code points of it.

    `work` is the name of the work, in its usual form or as it was written; None where none is named. `last` are the
    numbers of the last place of a range.
    """

    text: str
    start: int
    end: int
    family: Family
    work: str | None
    numbers: tuple[str, ...]
    book: str = ""
    unit: str = ""
    last: tuple[str, ...] | None = None

    @property
    def key(self) -> Key:
        """The first of the places, as it is compared."""
        return Key(self.book, self.unit, self.numbers)

    @property
    def is_part(self) -> bool:
        """Whether a part of a verse is cited: `3:16a`. No work tells where it begins."""
        return not self.unit and _PART.search(self.text) is not None

    @property
    def place(self) -> str:
        """The place in the form in which places are written: `22:40`, `John 3:16-18`, `Article 6(2)`."""
        return written(book_name(self.book), self.unit, self.numbers, self.last)


def citations(text: str, names: Iterable[str] = (), *, alone: bool = False) -> tuple[Cited, ...]:
    """The citations in a text, in order.

    Args:
        text: Running text, or the inside of a bracket.
        names: Names of works besides those that everybody knows, such as those that a desk holds.
        alone: The text is a bracket or a field that holds a citation, so that less has to be said for it to be one:
            a work that nobody told us of may be named, and an article without its law.
    """
    reader = Reader(text, counted(text), alone)
    grammar = _Grammar(reader, _held(names))
    return tuple(grammar.all()) or (tuple(grammar.all(unknown=True)) if alone else ())


def family_of(name: str) -> Family | None:
    """Which of the works that everybody knows a name speaks of, if it speaks of one."""
    tokens = lex(name)
    for at in range(len(tokens)):
        if count_at("quran", tokens, at):
            return "quran"
        if count_at("bible", tokens, at):
            return "bible"
    return None


def is_citation(text: str, names: Iterable[str] = ()) -> bool:
    """Whether the inside of a bracket is a citation, with no more than a few words beside it.

    `names` are those of works that the desk holds.
    """
    found = citations(text, names, alone=True)
    tokens = [token for token in lex(text) if not any(c.start <= token.start < c.end for c in found)]
    return bool(found) and len(tokens) <= _BESIDE and all(map(_may_stand_beside, tokens))


def _may_stand_beside(token: Token) -> bool:
    """Whether a word is one like `see` or `cf.`, or the name of a translation."""
    return token.is_capital or not token.is_latin or bool(count_at("leadin", [token], 0))


def _held(names: Iterable[str]) -> Phrases[str]:
    return Phrases((phrase, name) for name in names for phrase in _without_the(name))


def _without_the(name: str) -> Iterator[tuple[str, ...]]:
    words = tuple(token.plain for token in counted(name))
    yield words[1:] if words[:1] == ("the",) else words


@dataclass(frozen=True, slots=True)
class _Grammar(BibleRules):
    """Reads the words of one text from left to right, by the rules for scripture and for laws."""

    def all(self, *, unknown: bool = False) -> Iterator[Cited]:
        """The citations in order; those of works that nobody told us of only where so asked."""
        at = behind = 0
        near = self._near_numbers()
        while at < len(self.reader.tokens):
            found = None if not near[at] else self._unknown(at) if unknown else self._at(at)
            if found is None:
                at += 1
                continue
            found = found._replace(first=max(found.first, behind))
            yield self._cited(found)
            at = behind = found.behind
            for further in self._listed(found):
                yield self._cited(further)
                at = behind = further.behind

    def _near_numbers(self) -> list[bool]:
        """For each word whether a number follows soon, or the name of a sura: without one nothing is a place."""
        tokens = self.reader.tokens
        near, left = [False] * len(tokens), 0
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            counts = not token.is_latin or spoken_number_of(token) or count_at("sura", tokens, at)
            left = _REACH if counts else left - 1
            near[at] = left > 0
        return near

    def _at(self, at: int) -> Found | None:
        rules: tuple[Callable[[int], Found | None], ...] = (
            self._verse_of,
            self._sura,
            self._quran,
            self._book,
            self._sura_by_name,
            self._held_work,
            self._article,
        )
        return next((found for rule in rules if (found := rule(at)) is not None), None)

    def _cited(self, found: Found) -> Cited:
        tokens, text = self.reader.tokens, self.reader.text
        start, end = tokens[found.first].start, tokens[found.behind - 1].end
        if found.unit and "\u00a7" in text[max(0, start - 3) : start]:
            start = text.rindex("\u00a7", 0, start)
        end += len(text[end:]) - len(text[end:].lstrip(")]")) if text[start:end].count("(") else 0
        return Cited(
            text=text[start:end],
            start=start,
            end=end,
            family=found.family,
            work=found.work or _WORK_NAMES.get(found.family),
            numbers=whole(found.book, found.numbers),
            book=found.book,
            unit=found.unit,
            last=found.last,
        )

    def _listed(self, found: Found) -> Iterator[Found]:
        """Further places of the same work: `22:40; 23:5`, `3:16, 18`."""
        for _ in range(_MOST_LISTED):
            if len(found.numbers) != PAIR or found.unit:
                return
            further = self._next_listed(found)
            if further is None:
                return
            found = further
            yield found

    def _next_listed(self, found: Found) -> Found | None:
        reader, at = self.reader, found.behind
        if at >= len(reader.tokens) or reader.gap(at).strip() not in {";", ",", "\u060c", "\u061b", ""}:
            return None
        first = reader.skip(at, "and", most=1) if reader.gap(at).strip() == "" else at
        if first == at and not reader.gap(at).strip():
            return None
        if chain := reader.listed(first):
            return found._replace(first=first, behind=chain.behind, numbers=chain.numbers, last=chain.last)
        chain = reader.verses(first) if reader.gap(at).strip() != ";" else None
        if chain is None or BOOKS.at(reader.tokens, first)[0] or reader.goes_on(chain.behind):
            return None
        prefix = found.numbers[:-1]
        last = (*prefix, *chain.last) if chain.last else None
        return found._replace(first=first, behind=chain.behind, numbers=(*prefix, *chain.numbers), last=last)

    # --- charters, laws, and the works of a desk

    def _article(self, at: int) -> Found | None:
        """`Article 6 of the Charter`, `Art. 2(4) UN Charter`, `the sixth article of the Charter`, `§ 5`."""
        if (found := provision(self.reader, at)) is None or self._is_in_an_annex(at):
            return None
        named = named_after(self.reader, found.behind, self.held) or named_before(self.reader, at, self.held)
        if named is None and not (self.reader.alone or found.is_signed):
            return None
        if named is None and self._goes_on(found.behind):
            return None
        if found.unit in ("chapter", "paragraph") and named is None and not self.reader.alone:
            return None
        first, behind = (min(at, named.first), max(found.behind, named.behind)) if named else (at, found.behind)
        name = named.name if named else None
        return Found(first, behind, "law", found.numbers, found.last, unit=found.unit, work=name)

    def _is_in_an_annex(self, at: int) -> bool:
        """Whether the article is counted in an annex: `Annex II, Article 6`."""
        reader = self.reader
        return any(
            count_at("annex", reader.tokens, index) and reader.is_loose(at) for index in range(max(0, at - 2), at)
        )

    def _goes_on(self, at: int) -> bool:
        """Whether words follow an article of no named law that may name one, or a part of the article."""
        reader = self.reader
        if count_at("of", reader.tokens, at) and not reader.gap(at).strip():
            return True
        return reader.alone and reader.goes_on(at) and not count_at("leadin", reader.tokens, at)

    def _held_work(self, at: int) -> Found | None:
        """`Book of Tides 3:16`, by the name of a work that is held."""
        reader = self.reader
        name, count = self.held.at(reader.tokens, at)
        behind = at + count
        if name is None or not reader.is_loose(behind) or unit_at(reader.tokens, behind) in ("article", "section"):
            return None
        chain = reader.chain(behind)
        if chain is None or self._is_in_parentheses(chain) or self._is_of_a_longer_name(at):
            return None
        if not (len(chain.numbers) == PAIR or reader.alone or chain.called):
            return None
        return Found(at, chain.behind, "other", chain.numbers, chain.last, work=name)

    def _is_of_a_longer_name(self, at: int) -> bool:
        """Whether the name of a work is the end of another one: `Other Tides`, `2 Tides`."""
        if at == 0 or self.reader.gap(at) != " ":
            return False
        before = self.reader.tokens[at - 1]
        is_name = before.plain.isdecimal() or (before.is_latin and before.is_capital)
        return is_name and not any(count_at(kind, [before], 0) for kind in ("leadin", "the", "noble", "bible"))

    def _unknown(self, at: int) -> Found | None:
        """`Tides 3:16` in a bracket: a name that nobody told us of, and a chapter and a verse."""
        reader, tokens = self.reader, self.reader.tokens
        behind = at
        while behind < min(len(tokens), at + LONGEST_UNKNOWN) and self._may_be_of_a_name(behind, first=behind == at):
            behind += 1
        if behind == at or count_at("join", tokens, behind - 1) or not reader.is_loose(behind):
            return None
        if self._is_of_a_longer_name(at):
            return None
        chain = reader.chain(behind)
        if chain is None or len(chain.numbers) != PAIR:
            return None
        name = reader.text[tokens[at].start : tokens[behind - 1].end]
        return Found(at, chain.behind, "other", chain.numbers, chain.last, work=name)

    def _may_be_of_a_name(self, at: int, *, first: bool) -> bool:
        token = self.reader.tokens[at]
        if unit_at(self.reader.tokens, at) in ("article", "section"):
            return False
        if token.plain.isdecimal() or token.plain in _BEFORE_HOURS or not (first or self.reader.is_spaced(at)):
            return False
        return token.is_capital or not token.is_latin or (not first and count_at("join", self.reader.tokens, at) > 0)
