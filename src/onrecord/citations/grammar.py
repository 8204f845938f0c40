"""The citations in a text: places of the Quran, of the Bible, of laws, and of the works that a desk holds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from onrecord.citations.counting import counted
from onrecord.citations.laws import named_after, named_before, provision, unit_at
from onrecord.citations.lexicon import BOOKS, CHAPTERS, Phrases, Token, count_at, lex, sura_at, words_of
from onrecord.citations.numbers import number_of, spoken_number_of
from onrecord.citations.place import Key, book_name, whole, written
from onrecord.citations.reader import Chain, Numbers, Reader

Family: TypeAlias = Literal["quran", "bible", "law", "other"]

_REACH: Final = 24  # words in which a citation has come to its number
_SURAS: Final = 114
_MOST_VERSES: Final = 286
_LONGEST_ABBREVIATION: Final = 3
_MOST_LISTED: Final = 50
_LONGEST_UNKNOWN: Final = 6  # words in the name of a work that nobody told us of
_BESIDE: Final = 4  # words such as `see also`, or the name of a translation
_PAIR: Final = 2  # a chapter and a verse
# Abbreviations that are words too: in running text they need their dot.
_WORDS_TOO: Final = words_of("wordlike")
_PART: Final = re.compile(r"\d[abc]\b")
_SURA_ARTICLES: Final = words_of("sura article")
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


class _Found(NamedTuple):
    """What was found at the words `first` to `behind`."""

    first: int
    behind: int
    family: Family
    numbers: Numbers
    last: Numbers | None = None
    book: str = ""
    unit: str = ""
    work: str | None = None


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
class _Grammar:
    """Reads the words of one text from left to right; each rule looks at few of them."""

    reader: Reader
    held: Phrases[str]

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

    def _at(self, at: int) -> _Found | None:
        rules: tuple[Callable[[int], _Found | None], ...] = (
            self._verse_of,
            self._sura,
            self._quran,
            self._book,
            self._sura_by_name,
            self._held_work,
            self._article,
        )
        return next((found for rule in rules if (found := rule(at)) is not None), None)

    def _cited(self, found: _Found) -> Cited:
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

    def _listed(self, found: _Found) -> Iterator[_Found]:
        """Further places of the same work: `22:40; 23:5`, `3:16, 18`."""
        for _ in range(_MOST_LISTED):
            if len(found.numbers) != _PAIR or found.unit:
                return
            further = self._next_listed(found)
            if further is None:
                return
            found = further
            yield found

    def _next_listed(self, found: _Found) -> _Found | None:
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

    # --- the Quran

    def _sura(self, at: int) -> _Found | None:
        """`Surat al-Hajj, verse 40`, `Surah 22:40`, `Sure 22, Vers 40`."""
        reader = self.reader
        count = count_at("sura", reader.tokens, at)
        named = reader.skip(at + count, "of", "the")
        if not count or not reader.is_loose(named) or self._is_sure(at, named):
            return None
        first = reader.back_over(at, "quran", "noble", "the")
        if chain := reader.chain(named, spoken=True):
            if self._is_in_parentheses(chain):
                return None
            return _Found(first, chain.behind, "quran", chain.numbers, chain.last)
        return self._by_name(first, named, in_english=True, whole_sura=True)

    def _is_in_parentheses(self, chain: Chain) -> bool:
        """Whether a number in parentheses follows that of a sura: `22 (40)` may be a verse of it."""
        at, tokens = chain.behind, self.reader.tokens
        is_number = at < len(tokens) and tokens[at].plain.isdecimal()
        return is_number and len(chain.numbers) == 1 and self.reader.gap(at).strip() in ("(", "[")

    def _is_sure(self, at: int, named: int) -> bool:
        """Whether this is the English word and not the German or Turkish one for a sura."""
        token, number = self.reader.tokens[at], self.reader.tokens[named]
        is_named = number.plain.isdecimal() or (number.is_capital and number.plain != "i")
        return token.plain == "sure" and not (token.is_capital and is_named)

    def _by_name(self, first: int, at: int, *, in_english: bool, whole_sura: bool) -> _Found | None:
        """The name of a sura and the numbers behind it."""
        reader = self.reader
        number, count = sura_at(reader.tokens, at, in_english=in_english)
        if number is None:
            return None
        behind = self._past_parenthesis(at + count)
        if behind < len(reader.tokens) and reader.is_loose(behind):
            if (chain := reader.chain(behind)) and len(chain.numbers) == _PAIR:
                return _Found(first, chain.behind, "quran", chain.numbers, chain.last)
            if verses := reader.verses(behind):
                last = (number, *verses.last) if verses.last else None
                return _Found(first, verses.behind, "quran", (number, *verses.numbers), last)
        chain = Chain((number,), None, behind, called=False)
        return _Found(first, behind, "quran", (number,)) if whole_sura and not reader.is_cut_off(chain) else None

    def _past_parenthesis(self, at: int) -> int:
        """The index behind what a name of a sura means, where that is told: `al-Hajj (The Pilgrimage)`."""
        if self.reader.gap(at).strip() != "(":
            return at
        for behind in range(at + 1, min(at + _LONGEST_UNKNOWN, len(self.reader.tokens))):
            if self.reader.tokens[behind - 1].plain.isdecimal():
                break
            if ")" in self.reader.gap(behind):
                return behind
        return at

    def _quran(self, at: int) -> _Found | None:
        """`Quran 22:40`, `the Holy Qur'an (22:40)`, `Q 22:40`."""
        reader = self.reader
        count = count_at("quran", reader.tokens, at)
        if not count:
            return self._quran_as_q(at)
        behind = reader.skip(at + count, "noble")
        first = reader.back_over(at, "noble", "the")
        if not reader.is_loose(behind):
            return None
        if found := self._sura(behind):
            return found._replace(first=first)
        if chain := reader.chain(behind):
            if self._is_in_parentheses(chain):
                return None
            said = len(chain.numbers) == _PAIR or chain.called or reader.alone
            return _Found(first, chain.behind, "quran", chain.numbers, chain.last) if said else None
        return self._by_name(first, behind, in_english=False, whole_sura=reader.alone)

    def _quran_as_q(self, at: int) -> _Found | None:
        token = self.reader.tokens[at]
        if token.plain != "q" or not token.is_capital or not self.reader.is_loose(at + 1):
            return None
        chain = self.reader.chain(at + 1)
        if chain is None or len(chain.numbers) != _PAIR or not _is_in_the_quran(chain):
            return None
        return _Found(at, chain.behind, "quran", chain.numbers, chain.last)

    def _sura_by_name(self, at: int) -> _Found | None:
        """`al-Hajj 22:40`; in a bracket also `al-Hajj: 40`, as Arabic books write it."""
        token, following = self.reader.tokens[at], self.reader.tokens[at + 1 : at + _LONGEST_UNKNOWN + 1]
        is_name = token.is_capital or not token.is_latin or token.plain in _SURA_ARTICLES
        if not (is_name or self.reader.alone) or not any(map(number_of, following)):
            return None
        number, count = sura_at(self.reader.tokens, at, in_english=True)
        if number is None or not self.reader.is_loose(at + count):
            return None
        chain = self.reader.chain(at + count)
        if chain and len(chain.numbers) == _PAIR and chain.numbers[0] == number:
            return _Found(at, chain.behind, "quran", chain.numbers, chain.last)
        gap, verses = self.reader.gap(at + count), self.reader.verses(at + count)
        said = token.plain in _SURA_ARTICLES or not token.is_latin
        if not self.reader.alone or verses is None or not (said or gap.strip() or verses.called):
            return None
        return self._by_name(at, at, in_english=False, whole_sura=False)

    # --- the Bible

    def _book(self, at: int) -> _Found | None:
        """`John 3:16`, `1 Cor 13:4-7`, `Psalm 23`, `the Book of Isaiah, chapter 40, verse 31`."""
        reader = self.reader
        book, count = BOOKS.at(reader.tokens, at)
        if book is None or not reader.is_loose(at + count) or not self._is_a_book(at, count):
            return None
        hebrew = not reader.tokens[at + count - 1].is_latin
        chain = reader.chain(at + count, hebrew=hebrew)
        if chain is None:
            return None
        single = len(chain.numbers) == 1
        if single and not (reader.alone or chain.called or book == "PSA"):
            return None
        beyond = CHAPTERS[book] > 1 and int(chain.numbers[0]) > CHAPTERS[book]
        if beyond and (not reader.alone or self._sura_by_name(at) is not None):
            return None
        first = reader.back_over(at, "noble", "bible", "the", "of")
        while first < at and count_at("of", reader.tokens, first):
            first += 1
        last = ("1", *chain.last) if single and CHAPTERS[book] == 1 and chain.last else chain.last
        return _Found(first, chain.behind, "bible", chain.numbers, last, book=book)

    def _is_a_book(self, at: int, count: int) -> bool:
        """Whether these words are a book's name and not the words that they are besides."""
        name = self.reader.tokens[at + count - 1]
        if self.reader.alone or not name.is_latin:
            return True
        dotted = self.reader.gap(at + count).startswith(".") or count_at("chapter", self.reader.tokens, at + count)
        return name.is_capital and bool(
            dotted or count > 1 or name.plain not in _WORDS_TOO or self._has_colon(at + count)
        )

    def _has_colon(self, at: int) -> bool:
        """Whether chapter and verse stand there with a colon; `Mark 3:16` is more than a word and a number."""
        name = self.reader.tokens[at - 1].plain
        return len(name) > _LONGEST_ABBREVIATION and self.reader.colon_at(at + 1)

    # --- told the other way round

    def _verse_of(self, at: int) -> _Found | None:
        """`verse 40 of Surat al-Hajj`, `chapter 22, verse 40 of the Quran`, `the 16th verse of John 3`."""
        reader = self.reader
        inside = self._verse_first(at)
        if inside is None:
            return None
        outer = reader.skip(inside.behind, "of", "the", "noble")
        if not reader.is_loose(outer):
            return None
        if len(inside.numbers) == _PAIR:
            return self._of_a_whole(at, inside, outer)
        around = self._sura(outer) or self._book_chapter(outer) or self._chapter_of(outer)
        if around is None or len(around.numbers) != 1:
            return None
        numbers = (*around.numbers, *inside.numbers)
        last = (*around.numbers, *inside.last) if inside.last else None
        return around._replace(first=at, numbers=numbers, last=last)

    def _verse_first(self, at: int) -> Chain | None:
        reader = self.reader
        if not (count_at("verse", reader.tokens, at) or count_at("chapter", reader.tokens, at)):
            ordinal = spoken_number_of(reader.tokens[at])
            if ordinal and count_at("verse", reader.tokens, at + 1):
                return Chain((ordinal,), None, at + 2, called=True)
            return None
        if count_at("chapter", reader.tokens, at):
            chain = reader.chain(at)
            return chain if chain and len(chain.numbers) == _PAIR else None
        pair = reader.chain(at + 1)
        return pair if pair and len(pair.numbers) == _PAIR else reader.verses(at)

    def _of_a_whole(self, at: int, inside: Chain, outer: int) -> _Found | None:
        """A chapter and a verse, and the work or book that they are of."""
        reader = self.reader
        if count := count_at("quran", reader.tokens, outer):
            return _Found(at, outer + count, "quran", inside.numbers, inside.last)
        book, count = BOOKS.at(reader.tokens, outer)
        if book is not None and (reader.tokens[outer + count - 1].is_capital or not reader.tokens[outer].is_latin):
            return _Found(at, outer + count, "bible", inside.numbers, inside.last, book=book)
        name, count = self.held.at(reader.tokens, outer)
        if name is not None:
            return _Found(at, outer + count, "other", inside.numbers, inside.last, work=name)
        return None

    def _book_chapter(self, at: int) -> _Found | None:
        """A book with its chapter alone: `Isaiah 40`."""
        book, count = BOOKS.at(self.reader.tokens, at)
        chain = self.reader.chain(at + count) if book is not None and self.reader.is_loose(at + count) else None
        if book is None or chain is None or len(chain.numbers) != 1:
            return None
        return _Found(at, chain.behind, "bible", chain.numbers, book=book)

    def _chapter_of(self, at: int) -> _Found | None:
        """`chapter 22 of the Quran`."""
        reader = self.reader
        if not count_at("chapter", reader.tokens, at) or (chain := reader.chain(at)) is None:
            return None
        outer = reader.skip(chain.behind, "of", "the", "noble")
        return self._of_a_whole(at, chain, outer) if reader.is_loose(outer) and len(chain.numbers) == 1 else None

    # --- charters, laws, and the works of a desk

    def _article(self, at: int) -> _Found | None:
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
        return _Found(first, behind, "law", found.numbers, found.last, unit=found.unit, work=name)

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

    def _held_work(self, at: int) -> _Found | None:
        """`Book of Tides 3:16`, by the name of a work that is held."""
        reader = self.reader
        name, count = self.held.at(reader.tokens, at)
        behind = at + count
        if name is None or not reader.is_loose(behind) or unit_at(reader.tokens, behind) in ("article", "section"):
            return None
        chain = reader.chain(behind)
        if chain is None or self._is_in_parentheses(chain) or self._is_of_a_longer_name(at):
            return None
        if not (len(chain.numbers) == _PAIR or reader.alone or chain.called):
            return None
        return _Found(at, chain.behind, "other", chain.numbers, chain.last, work=name)

    def _is_of_a_longer_name(self, at: int) -> bool:
        """Whether the name of a work is the end of another one: `Other Tides`, `2 Tides`."""
        if at == 0 or self.reader.gap(at) != " ":
            return False
        before = self.reader.tokens[at - 1]
        is_name = before.plain.isdecimal() or (before.is_latin and before.is_capital)
        return is_name and not any(count_at(kind, [before], 0) for kind in ("leadin", "the", "noble", "bible"))

    def _unknown(self, at: int) -> _Found | None:
        """`Tides 3:16` in a bracket: a name that nobody told us of, and a chapter and a verse."""
        reader, tokens = self.reader, self.reader.tokens
        behind = at
        while behind < min(len(tokens), at + _LONGEST_UNKNOWN) and self._may_be_of_a_name(behind, first=behind == at):
            behind += 1
        if behind == at or count_at("join", tokens, behind - 1) or not reader.is_loose(behind):
            return None
        if self._is_of_a_longer_name(at):
            return None
        chain = reader.chain(behind)
        if chain is None or len(chain.numbers) != _PAIR:
            return None
        name = reader.text[tokens[at].start : tokens[behind - 1].end]
        return _Found(at, chain.behind, "other", chain.numbers, chain.last, work=name)

    def _may_be_of_a_name(self, at: int, *, first: bool) -> bool:
        token = self.reader.tokens[at]
        if unit_at(self.reader.tokens, at) in ("article", "section"):
            return False
        if token.plain.isdecimal() or token.plain in _BEFORE_HOURS or not (first or self.reader.is_spaced(at)):
            return False
        return token.is_capital or not token.is_latin or (not first and count_at("join", self.reader.tokens, at) > 0)


def _is_in_the_quran(chain: Chain) -> bool:
    return int(chain.numbers[0]) <= _SURAS and int(chain.numbers[1]) <= _MOST_VERSES
