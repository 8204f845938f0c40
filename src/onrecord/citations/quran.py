"""How places of the Quran are cited: by the number or the name of a sura, or as the Quran's."""

from dataclasses import dataclass
from typing import Final

from onrecord.citations.lexicon import count_at, sura_at, words_of
from onrecord.citations.numbers import number_of
from onrecord.citations.reader import Chain
from onrecord.citations.rules import LONGEST_UNKNOWN, PAIR, Found, Rules

_SURAS: Final = 114
_MOST_VERSES: Final = 286
_SURA_ARTICLES: Final = words_of("sura article")


@dataclass(frozen=True, slots=True)
class QuranRules(Rules):
    """The rules for suras and their verses."""

    def _sura(self, at: int) -> Found | None:
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
            return Found(first, chain.behind, "quran", chain.numbers, chain.last)
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

    def _by_name(self, first: int, at: int, *, in_english: bool, whole_sura: bool) -> Found | None:
        """The name of a sura and the numbers behind it."""
        reader = self.reader
        number, count = sura_at(reader.tokens, at, in_english=in_english)
        if number is None:
            return None
        behind = self._past_parenthesis(at + count)
        if behind < len(reader.tokens) and reader.is_loose(behind):
            if (chain := reader.chain(behind)) and len(chain.numbers) == PAIR:
                return Found(first, chain.behind, "quran", chain.numbers, chain.last)
            if verses := reader.verses(behind):
                last = (number, *verses.last) if verses.last else None
                return Found(first, verses.behind, "quran", (number, *verses.numbers), last)
        chain = Chain((number,), None, behind, called=False)
        return Found(first, behind, "quran", (number,)) if whole_sura and not reader.is_cut_off(chain) else None

    def _past_parenthesis(self, at: int) -> int:
        """The index behind what a name of a sura means, where that is told: `al-Hajj (The Pilgrimage)`."""
        if self.reader.gap(at).strip() != "(":
            return at
        for behind in range(at + 1, min(at + LONGEST_UNKNOWN, len(self.reader.tokens))):
            if self.reader.tokens[behind - 1].plain.isdecimal():
                break
            if ")" in self.reader.gap(behind):
                return behind
        return at

    def _quran(self, at: int) -> Found | None:
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
            said = len(chain.numbers) == PAIR or chain.called or reader.alone
            return Found(first, chain.behind, "quran", chain.numbers, chain.last) if said else None
        return self._by_name(first, behind, in_english=False, whole_sura=reader.alone)

    def _quran_as_q(self, at: int) -> Found | None:
        token = self.reader.tokens[at]
        if token.plain != "q" or not token.is_capital or not self.reader.is_loose(at + 1):
            return None
        chain = self.reader.chain(at + 1)
        if chain is None or len(chain.numbers) != PAIR or not _is_in_the_quran(chain):
            return None
        return Found(at, chain.behind, "quran", chain.numbers, chain.last)

    def _sura_by_name(self, at: int) -> Found | None:
        """`al-Hajj 22:40`; in a bracket also `al-Hajj: 40`, as Arabic books write it."""
        token, following = self.reader.tokens[at], self.reader.tokens[at + 1 : at + LONGEST_UNKNOWN + 1]
        is_name = token.is_capital or not token.is_latin or token.plain in _SURA_ARTICLES
        if not (is_name or self.reader.alone) or not any(map(number_of, following)):
            return None
        number, count = sura_at(self.reader.tokens, at, in_english=True)
        if number is None or not self.reader.is_loose(at + count):
            return None
        chain = self.reader.chain(at + count)
        if chain and len(chain.numbers) == PAIR and chain.numbers[0] == number:
            return Found(at, chain.behind, "quran", chain.numbers, chain.last)
        gap, verses = self.reader.gap(at + count), self.reader.verses(at + count)
        said = token.plain in _SURA_ARTICLES or not token.is_latin
        if not self.reader.alone or verses is None or not (said or gap.strip() or verses.called):
            return None
        return self._by_name(at, at, in_english=False, whole_sura=False)


def _is_in_the_quran(chain: Chain) -> bool:
    return int(chain.numbers[0]) <= _SURAS and int(chain.numbers[1]) <= _MOST_VERSES
