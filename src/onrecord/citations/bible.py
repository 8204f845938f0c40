"""How places of the Bible are cited, and of any book the other way round: `verse 40 of Surat al-Hajj`."""

from dataclasses import dataclass
from typing import Final

from onrecord.citations.lexicon import BOOKS, CHAPTERS, count_at, words_of
from onrecord.citations.numbers import spoken_number_of
from onrecord.citations.quran import QuranRules
from onrecord.citations.reader import Chain
from onrecord.citations.rules import PAIR, Found

_LONGEST_ABBREVIATION: Final = 3
# Abbreviations that are words too: in running text they need their dot.
_WORDS_TOO: Final = words_of("wordlike")


@dataclass(frozen=True, slots=True)
class BibleRules(QuranRules):
    """The rules for books, their chapters and verses."""

    def _book(self, at: int) -> Found | None:
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
        return Found(first, chain.behind, "bible", chain.numbers, last, book=book)

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

    def _verse_of(self, at: int) -> Found | None:
        """`verse 40 of Surat al-Hajj`, `chapter 22, verse 40 of the Quran`, `the 16th verse of John 3`."""
        reader = self.reader
        inside = self._verse_first(at)
        if inside is None:
            return None
        outer = reader.skip(inside.behind, "of", "the", "noble")
        if not reader.is_loose(outer):
            return None
        if len(inside.numbers) == PAIR:
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
            return chain if chain and len(chain.numbers) == PAIR else None
        pair = reader.chain(at + 1)
        return pair if pair and len(pair.numbers) == PAIR else reader.verses(at)

    def _of_a_whole(self, at: int, inside: Chain, outer: int) -> Found | None:
        """A chapter and a verse, and the work or book that they are of."""
        reader = self.reader
        if count := count_at("quran", reader.tokens, outer):
            return Found(at, outer + count, "quran", inside.numbers, inside.last)
        book, count = BOOKS.at(reader.tokens, outer)
        if book is not None and (reader.tokens[outer + count - 1].is_capital or not reader.tokens[outer].is_latin):
            return Found(at, outer + count, "bible", inside.numbers, inside.last, book=book)
        name, count = self.held.at(reader.tokens, outer)
        if name is not None:
            return Found(at, outer + count, "other", inside.numbers, inside.last, work=name)
        return None

    def _book_chapter(self, at: int) -> Found | None:
        """A book with its chapter alone: `Isaiah 40`."""
        book, count = BOOKS.at(self.reader.tokens, at)
        chain = self.reader.chain(at + count) if book is not None and self.reader.is_loose(at + count) else None
        if book is None or chain is None or len(chain.numbers) != 1:
            return None
        return Found(at, chain.behind, "bible", chain.numbers, book=book)

    def _chapter_of(self, at: int) -> Found | None:
        """`chapter 22 of the Quran`."""
        reader = self.reader
        if not count_at("chapter", reader.tokens, at) or (chain := reader.chain(at)) is None:
            return None
        outer = reader.skip(chain.behind, "of", "the", "noble")
        return self._of_a_whole(at, chain, outer) if reader.is_loose(outer) and len(chain.numbers) == 1 else None
