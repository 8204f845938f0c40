"""The words of one text as citations are read from them: what stands between two words, and numbers of places."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from onrecord.citations.lexicon import Token, count_at, words_of
from onrecord.citations.numbers import hebrew_number_of, number_of, numeral_of, spoken_number_of

Numbers = tuple[str, ...]

DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212\u05be\u0640~")
_LOOSE: Final = frozenset(" \t\u00a0\u202f\u2009\n.,:([)]/-\u2013\u060c\u066b'\u2019\u200c\u200e\u200f\u00a7\u00b6")
_COLONS: Final = frozenset(":\uff1a\u2236\u05c3")
_COMMAS: Final = frozenset(",\u060c")
_LONGEST_INITIAL: Final = 2
_NO_MARKS: Final = " \u00a0\n)]'\u2019\u05f3"
_WIDEST: Final = 4  # characters between two words of one citation
_HOURS: Final = words_of("hours")
_BEFORE_NUMBERS: Final = frozenset(("no", "nr", "number", "numero"))
_NUMBER_GOES_ON: Final = re.compile(
    r"\w|[/.\-\u2010-\u2015\u2212][+\-\u2212]?\d|\s{0,2}[:\uff1a\u2236\u05c3]\s{0,2}[+\-\u2010-\u2015\u2212]?\s?\d"
)
"""Behind a number of a place: a letter or a number that belongs to it, so that it is another place."""
_GOES_ON: Final = words_of("and") | {"f", "ff"}


class Chain(NamedTuple):
    """The numbers of a place, the last place of a range, and the index of the word behind them."""

    numbers: Numbers
    last: Numbers | None
    behind: int
    called: bool
    """Whether a word such as `chapter` or `verse` stands with them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of a text. `alone`: the text is nothing but a citation, so that less has to be said."""

    text: str
    tokens: list[Token]
    alone: bool

    def gap(self, at: int) -> str:
        """What stands between the word before and this one."""
        end = self.tokens[at].start if at < len(self.tokens) else len(self.text)
        return self.text[self.tokens[at - 1].end if at else 0 : end]

    def is_loose(self, at: int) -> bool:
        """Whether no more than the usual marks of citations stand before this word, and it is there."""
        gap = self.gap(at)
        return at < len(self.tokens) and len(gap) <= _WIDEST and _LOOSE.issuperset(gap)

    def is_spaced(self, at: int) -> bool:
        """Whether nothing but a space, a hyphen or the dot of an abbreviation stands before this word."""
        gap = self.gap(at)
        return at < len(self.tokens) and len(gap) <= _WIDEST and gap.strip(" \u00a0\n.-'\u2019\u200c") == ""

    def colon_at(self, at: int) -> bool:
        """Whether a colon stands before this word, as between a chapter and a verse."""
        return at < len(self.tokens) and self.gap(at).strip() in _COLONS

    def is_in_one_name(self, at: int) -> bool:
        """Whether this word goes on with the name that the word before is of; a dot is of initials only."""
        before = self.tokens[at - 1] if at else None
        short = before is not None and before.end - before.start <= _LONGEST_INITIAL
        return self.is_spaced(at) and ("." not in self.gap(at) or short)

    def skip(self, at: int, *kinds: str, most: int = 4) -> int:
        """The index behind words of these kinds, if any, that stand close together."""
        for _ in range(most):
            count = max((count_at(kind, self.tokens, at) for kind in kinds), default=0) if self.is_loose(at) else 0
            if not count:
                break
            at += count
        return at

    def back_over(self, at: int, *kinds: str, most: int = 6) -> int:
        """The index of the first of the words of these kinds that stand just before `at`."""
        for _ in range(most):
            before = at - 1
            if before < 0 or not self.is_loose(at) or not any(count_at(kind, self.tokens, before) for kind in kinds):
                break
            at = before
        return at

    def listed(self, at: int) -> Chain | None:
        """The chapter and verse from `at` on, whatever separates them from the place before."""
        number = self._number(at, hebrew=False)
        if number is None or not self.colon_at(at + 1) or (verse := self._number(at + 1, hebrew=False)) is None:
            return None
        return Chain((number, verse), *self._range((number, verse), at + 2, hebrew=False), called=False)

    def chain(self, at: int, *, hebrew: bool = False, spoken: bool = False) -> Chain | None:
        """The numbers from `at` on: `22:40`, `22, verse 40`, `xxiii. 4`, `40 verse 31`, `3:16-18`, `23`.

        `spoken`: the first may be written as a word, as behind a word for a chapter.
        """
        first = self.skip(at, "chapter", "sura", most=1)
        number = (self._number(first, hebrew=hebrew) or self._numeral(first)) if self.is_loose(first) else None
        number = number or (self._spoken(first) if first > at or spoken else None)
        if number is None:
            return None
        verse = self._verse(first + 1, hebrew=hebrew)
        if verse is None:
            chain = Chain((number,), *self._range((number,), first + 1, hebrew=hebrew), called=first > at)
        else:
            numbers = (number, self._number(verse, hebrew=hebrew) or self._spoken(verse) or "")
            called = first > at or verse > first + 1
            chain = Chain(numbers, *self._range(numbers, verse + 1, hebrew=hebrew), called=called)
        return None if self._is_an_hour(chain) or self.is_cut_off(chain) else chain

    def verses(self, at: int, *, hebrew: bool = False) -> Chain | None:
        """The numbers of verses from `at` on, with or without the word: `verse 40`, `40-41`."""
        first = self.skip(at, "verse", most=1)
        number = self._number(first, hebrew=hebrew) or (self._spoken(first) if first > at else None)
        if not self.is_loose(first) or number is None:
            return None
        chain = Chain((number,), *self._range((number,), first + 1, hebrew=hebrew), called=first > at)
        return None if self.is_cut_off(chain) else chain

    def is_cut_off(self, chain: Chain) -> bool:
        """Whether numbers go on in a way that isn't understood: `22:-40`, `22:40:3`, `22:40x`, `verse threescore`."""
        at, is_whole = chain.behind, len(chain.numbers) == 1
        if _NUMBER_GOES_ON.match(self.text, self.tokens[at - 1].end) is not None:
            return True
        return is_whole and (self._names_a_verse(at) or self._has_number(at))

    def _names_a_verse(self, at: int) -> bool:
        """Whether a word for a verse follows, of which no number was read."""
        at = self.skip(at, "the", most=1)
        if self.is_loose(at) and self._spoken(at):
            at += 1
        return self.is_loose(at) and count_at("verse", self.tokens, at) > 0

    def _has_number(self, at: int) -> bool:
        """Whether another number follows that of a chapter; one in brackets is that of a psalm in another Bible."""
        at += self.is_loose(at) and self.tokens[at].plain in _BEFORE_NUMBERS
        gap = self.gap(at)
        return at < len(self.tokens) and len(gap) <= _WIDEST and "(" not in gap and self.tokens[at].plain.isdecimal()

    def goes_on(self, at: int) -> bool:
        """Whether running words follow, so that a number before a comma and one behind it are not of one citation."""
        if at >= len(self.tokens) or self.gap(at).strip() or self.tokens[at].plain in _GOES_ON:
            return False
        token = self.tokens[at]
        return not token.is_capital and not token.plain.isdecimal()

    def _number(self, at: int, *, hebrew: bool) -> str | None:
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        return number_of(token) or (hebrew_number_of(token) if hebrew else None)

    def _spoken(self, at: int) -> str | None:
        return spoken_number_of(self.tokens[at]) if at < len(self.tokens) else None

    def _numeral(self, at: int) -> str | None:
        """A Roman numeral that is a letter besides, where a dot and a verse follow: `l. 21`."""
        return numeral_of(self.tokens[at]) if self._verse(at + 1, hebrew=False) and self.gap(at + 1) == ". " else None

    def _verse(self, at: int, *, hebrew: bool) -> int | None:
        """The index of the verse's number behind the chapter's, or None where only the chapter is given."""
        named = self.skip(at, "verse", most=1)
        if named > at and self.is_loose(named) and (self._number(named, hebrew=hebrew) or self._spoken(named)):
            return named
        first = self.tokens[at - 1]
        if self._number(at, hebrew=hebrew) and self.gap(at).strip() == "(" and self.gap(at + 1).startswith(")"):
            at += 1  # behind the number of a psalm in another Bible: 22(23),4
        if self._number(at, hebrew=hebrew) is None:
            return None
        letters = hebrew and not first.plain.isdecimal()
        return at if self._is_before_verse(at, in_digits=first.plain.isdecimal(), letters=letters) else None

    def _is_before_verse(self, at: int, *, in_digits: bool, letters: bool) -> bool:
        """Whether what stands before a number is what stands between a chapter and a verse."""
        gap = self.gap(at)
        mark = gap.strip(_NO_MARKS)
        if mark == ".":
            return gap == "." or not in_digits
        if mark in _COMMAS:
            return gap == mark or not self.goes_on(at + 1)
        return mark in _COLONS or mark == "/" or (letters and not mark)

    def _range(self, numbers: Numbers, at: int, *, hebrew: bool) -> tuple[Numbers | None, int]:
        """The last place of a range that goes on at `at`, and the index behind it."""
        if at < len(self.tokens) and not self.gap(at) and self.tokens[at].plain in {"a", "b", "c"}:
            at += 1  # a part of a verse: 3:16a
        if at >= len(self.tokens):
            return None, at
        if self.tokens[at].plain in {"f", "ff"} and not self.gap(at).strip():
            return (*numbers[:-1], str(int(numbers[-1]) + (1 if self.tokens[at].plain == "f" else 3))), at + 1
        until = at + count_at("to", self.tokens, at) if self.is_spaced(at) else at
        joined = at + count_at("and", self.tokens, at) if self.is_spaced(at) else at
        dashed = self.gap(at).strip() in DASHES
        next_one = until if until > at else at if dashed else None
        if next_one is not None:
            return self._last(numbers, next_one, at, hebrew=hebrew)
        listed = joined if joined > at else at if self.gap(at).strip() in _COMMAS else None
        next_in_line = str(int(numbers[-1]) + 1)
        if listed is not None and self._number(listed, hebrew=hebrew) == next_in_line and not self.colon_at(listed + 1):
            return self._last(numbers, listed, at, hebrew=hebrew)
        return None, at

    def _last(self, numbers: Numbers, at: int, otherwise: int, *, hebrew: bool) -> tuple[Numbers | None, int]:
        number = self._number(at, hebrew=hebrew)
        if number is None:
            return None, otherwise
        second = self._number(at + 1, hebrew=hebrew) if at + 1 < len(self.tokens) else None
        last = (*numbers[:-1], number)
        behind = at + 1
        if second is not None and self.colon_at(at + 1):
            last, behind = (number, second), at + 2
        return (last, behind) if _is_after(last, numbers) else (None, otherwise)

    def _is_an_hour(self, chain: Chain) -> bool:
        behind = chain.behind
        return (
            len(chain.numbers) > 1
            and behind < len(self.tokens)
            and not self.gap(behind).strip()
            and self.tokens[behind].plain in _HOURS
        )


def _is_after(last: Numbers, first: Numbers) -> bool:
    return len(last) == len(first) and [int(n) for n in last] > [int(n) for n in first]
