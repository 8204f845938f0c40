"""The names of charters, constitutions and laws beside a number: `Article 6 of the Charter`, `Art. 2(4) UN Charter`."""

import re
from dataclasses import dataclass, replace
from typing import Final

from onrecord.citations.lexicon import UNITS, Phrases, Token, count_at
from onrecord.citations.numbers import number_of, numeral_of, spoken_number_of
from onrecord.citations.reader import Numbers, Reader

_LONGEST_NAME: Final = 14  # words
_SHORTEST_INITIALS: Final = 2
_LONGEST_INITIALS: Final = 8
_MOST_INSIDE: Final = 3
_LONGEST_INSIDE: Final = 6  # characters between brackets: (viii)
_FOLLOWING: Final = "f"  # `Art. 6 f.`: and the next one
_HYPHENS: Final = frozenset("-\u2010\u2011\u2013")
_BEFORE_SUFFIX: Final = _HYPHENS | {"", " ", "\u00a0", "(", " (", " [", ".", ", "}
_GOES_ON: Final = re.compile(
    r"\w|[\[(]\w|[\])]{0,2}(?:[/.,:\-\u2010-\u2015\u2212][+\-\u2212]?\d|[/\-\u2010\u2011]\w\b)"
)
"""Behind the number of an article: what belongs to it and was not understood, so that it is another place."""
_LEVELS: Final = {"chapter": 0, "amendment": 1, "article": 1, "section": 2, "paragraph": 3}
_ARTICLES: Final = 1  # no number of an article is counted inside a chapter: articles run through
_PILCROWS: Final = ("\u00b6", "\u00b6 ", "\u00a7", "\u00a7 ")
_OPENERS: Final = frozenset("([")


@dataclass(frozen=True, slots=True)
class Provision:
    """An article or the like: what it is called, its numbers, and the words that it takes."""

    first: int
    behind: int
    unit: str
    numbers: Numbers
    last: Numbers | None = None
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a law, and the words that it takes, with those that join it to the number."""

    name: str
    first: int
    behind: int


def unit_at(tokens: list[Token], at: int) -> str | None:
    """What the word at this place calls a numbered part of a law, if it does."""
    if at >= len(tokens):
        return None
    word = tokens[at].plain
    return UNITS.get(word) or (None if tokens[at].is_latin else UNITS.get(word[1:]))


def provision(reader: Reader, at: int) -> Provision | None:
    """The article that is named from `at` on: `Art. 2(4)`, `the sixth article`, `§ 5`, `Section 3, paragraph 2`."""
    tokens = reader.tokens
    sign = at < len(tokens) and "\u00a7" in reader.gap(at)[-3:] and number_of(tokens[at])
    if sign:
        return _with_inside(reader, _suffixed(reader, Provision(at, at + 1, "section", (sign,), is_signed=True)))
    unit = unit_at(tokens, at)
    if unit is not None:
        return _numbered(reader, at, unit)
    ordinal, after = spoken_number_of(tokens[at]), unit_at(tokens, at + 1)
    if ordinal and after and not tokens[at].plain.isdecimal() and reader.is_spaced(at + 1):
        return _with_inside(reader, Provision(at, at + 2, after, (ordinal,)))
    return None


def _numbered(reader: Reader, at: int, unit: str) -> Provision | None:
    behind = at + 1
    if behind >= len(reader.tokens) or not reader.is_loose(behind) or "-" in reader.gap(behind):
        return None
    number = spoken_number_of(reader.tokens[behind])
    if number is None:
        return None
    found = _with_inside(reader, _suffixed(reader, Provision(at, behind + 1, unit, (number,))))
    if found is None:
        return None
    outer_at = reader.skip(found.behind, "of", "the")
    outer = unit_at(reader.tokens, outer_at) if reader.is_loose(outer_at) else None
    if outer is None or _LEVELS[outer] >= _LEVELS[unit] or found.last is not None:
        return None if unit == "chapter" and outer is not None else found
    return _inside_of(found, _numbered(reader, outer_at, outer))


def _inside_of(found: Provision, outer: Provision | None) -> Provision:
    """`paragraph 2 of Article 6`: the same place told from the inside. Chapters don't count: articles run through."""
    if outer is None or outer.last is not None:
        return found
    if outer.unit == "chapter":
        return Provision(found.first, outer.behind, found.unit, found.numbers)
    return Provision(found.first, outer.behind, outer.unit, outer.numbers + found.numbers)


def _suffixed(reader: Reader, found: Provision) -> Provision:
    """With what makes its number another one: `6a`, `6 bis`, `6-1`, `16 a`."""
    number, behind = _with_suffix(reader, found.numbers[-1], found.behind)
    return replace(found, numbers=(*found.numbers[:-1], number), behind=behind)


def _with_suffix(reader: Reader, number: str, at: int) -> tuple[str, int]:
    tokens = reader.tokens
    if at >= len(tokens):
        return number, at
    gap, plain = reader.gap(at), tokens[at].plain
    is_letter = len(plain) == 1 and plain.isascii() and plain.isalpha() and plain != _FOLLOWING
    if gap in _BEFORE_SUFFIX and count_at("suffix", tokens, at) and not _is_number(reader, at + 1):
        return number + (plain if plain.isascii() else "bis"), at + 1
    if is_letter and (not gap or gap in _HYPHENS or (reader.is_spaced(at) and _is_named_next(reader, at + 1))):
        return number + plain, at + 1
    if gap in _HYPHENS and plain.isdecimal() and 0 < int(plain[: _MOST_INSIDE + 1]) <= int(number):
        return f"{number}-{plain}", at + 1
    return number, at


def _is_number(reader: Reader, at: int) -> bool:
    """Whether a number follows in the same words: `Artikel 5 bis 7` is a range."""
    return reader.is_spaced(at) and spoken_number_of(reader.tokens[at]) is not None


def _is_named_next(reader: Reader, at: int) -> bool:
    """Whether the law is named next, or nothing more is said: `Art. 16 a GG`, which is no article of a language."""
    if at >= len(reader.tokens):
        return True
    return reader.is_spaced(at) and (_is_initials(reader, at) or bool(count_at("of", reader.tokens, at)))


def _with_inside(reader: Reader, found: Provision) -> Provision | None:
    """With the paragraphs that are named inside it, and with the last of a range.

    None where more belongs to the number than was understood.
    """
    numbers, at = found.numbers, found.behind
    for _ in range(_MOST_INSIDE):
        inside, behind = _next_inside(reader, at, _LEVELS[found.unit])
        if inside is None:
            break
        numbers, at = (*numbers, inside), behind
    last, at = _last(reader, numbers, at)
    return (
        None if _is_cut_off(reader, at, _LEVELS[found.unit]) else replace(found, behind=at, numbers=numbers, last=last)
    )


def _is_cut_off(reader: Reader, at: int, level: int) -> bool:
    if _GOES_ON.match(reader.text, reader.tokens[at - 1].end) is not None:
        return True
    unit = unit_at(reader.tokens, at) if reader.is_loose(at) else None
    is_word = unit is not None and len(reader.tokens[at].plain) > _MOST_INSIDE  # `par` and `al` are others besides
    return is_word and unit is not None and _LEVELS[unit] > max(level, _ARTICLES)


def _next_inside(reader: Reader, at: int, level: int) -> tuple[str | None, int]:
    tokens = reader.tokens
    if at >= len(tokens):
        return None, at
    gap = reader.gap(at)
    if gap.strip(" )]") in _OPENERS and len(tokens[at].plain) <= _LONGEST_INSIDE:
        number, behind = _letter_or_number(tokens[at]), at + 1
        if number is not None and number.isdecimal():
            number, behind = _with_suffix(reader, number, behind)
        return (number, behind) if number and reader.gap(behind)[:1] in (")", "]") else (None, at)
    if tokens[at].plain.isdecimal() and (gap == "." or (gap.endswith(_PILCROWS) and level <= _ARTICLES)):
        return number_of(tokens[at]), at + 1
    for unit_index, number_index in ((at, at + 1), (at + 1, at)):
        unit = unit_at(tokens, unit_index)
        if (
            unit is not None
            and _LEVELS[unit] > max(level, _ARTICLES)
            and reader.is_loose(at)
            and reader.is_loose(at + 1)
        ):
            number = spoken_number_of(tokens[number_index]) or _lettered(tokens[number_index])
            return _with_suffix(reader, number, at + 2) if number else (None, at)
    return _short(reader, at)


def _short(reader: Reader, at: int) -> tuple[str | None, int]:
    """A paragraph as German laws are cited: `Art. 2 II GG`, `Art. 2 I 1 GG`."""
    token, behind = reader.tokens[at], at + 1
    number = numeral_of(token) if token.is_capital or token.plain.isdecimal() else None
    number = number_of(token) if token.plain.isdecimal() else number
    named = behind + 1 if behind < len(reader.tokens) and reader.tokens[behind].plain.isdecimal() else behind
    is_short = named < len(reader.tokens) and all(map(reader.is_spaced, range(at, named + 1)))
    return (number, behind) if number and is_short and reader.tokens[named].is_capital else (None, at)


def _lettered(token: Token) -> str | None:
    return token.plain if len(token.plain) == 1 and token.plain.isascii() else None


def _letter_or_number(token: Token) -> str | None:
    if token.plain.isdecimal():
        return number_of(token)
    return token.plain if token.plain.isascii() else None


def _last(reader: Reader, numbers: Numbers, at: int) -> tuple[Numbers | None, int]:
    if at >= len(reader.tokens) or not numbers[-1].isdecimal():
        return None, at
    dashed = reader.gap(at).strip() in {"-", "\u2013", "\u2014", "\u2010", "\u2011"}
    word = count_at("to", reader.tokens, at) or count_at("and", reader.tokens, at)
    number_at = at if dashed else at + word if word and reader.is_spaced(at) else None
    if number_at is None or number_at >= len(reader.tokens):
        return None, at
    number = number_of(reader.tokens[number_at])
    is_range = dashed or bool(count_at("to", reader.tokens, at))
    if number is None or int(number) <= int(numbers[-1]) or not (is_range or int(number) == int(numbers[-1]) + 1):
        return None, at
    return (*numbers[:-1], number), number_at + 1


# --- whose article it is


def named_after(reader: Reader, at: int, held: Phrases[str]) -> Named | None:
    """The name of a law that follows its article: `of the Charter`, `UN Charter`, `GG`."""
    first = reader.skip(at, "of", "the")
    if first >= len(reader.tokens) or not reader.is_loose(first) or "." in reader.gap(first).rstrip()[-1:]:
        return None
    return _name_from(reader, first, held, joined=first > at)


def _name_from(reader: Reader, first: int, held: Phrases[str], *, joined: bool) -> Named | None:
    name, count = _held_at(reader, first, held)
    if name is not None and not _is_longer(reader, first + count):
        return Named(name, first, first + count)
    if count := count_at("lawphrase", reader.tokens, first):
        return _named(reader, first, first + count)
    end = _run(reader, first)
    inside = range(first, end)
    if any(count_at("law", reader.tokens, index) for index in inside):
        return _named(reader, first, end)
    if _is_initials(reader, first) or (reader.alone and _may_be_named(reader, first, end, joined=joined)):
        return _named(reader, first, max(end, first + 1))
    return None


def _is_longer(reader: Reader, behind: int) -> bool:
    """Whether the name goes on behind that of a work that is held: `Harbour Charter Act`."""
    if behind >= len(reader.tokens) or reader.gap(behind) != " ":
        return False
    token = reader.tokens[behind]
    return bool(token.is_latin and token.is_capital and unit_at(reader.tokens, behind) is None)


def _may_be_named(reader: Reader, first: int, end: int, *, joined: bool) -> bool:
    """Whether in a bracket, behind an article, these words are the name of a law that nobody told us of.

    To take them for none would be to give the article to another law.
    """
    token = reader.tokens[first]
    if token.plain.isdecimal() or unit_at(reader.tokens, first) or count_at("leadin", reader.tokens, first):
        return False
    if end > first:
        return end == len(reader.tokens) or not reader.tokens[end].plain.isdecimal()
    return joined or not token.is_latin


def _held_at(reader: Reader, at: int, held: Phrases[str]) -> tuple[str | None, int]:
    """The name of a work that is held, in scripts that join small words to it also with such a letter before it."""
    name, count = held.at(reader.tokens, at)
    token = reader.tokens[at]
    if name is not None or token.is_latin or len(token.plain) < _MOST_INSIDE:
        return name, count
    return held.at([token._replace(plain=token.plain[1:]), *reader.tokens[at + 1 : at + _LONGEST_NAME]], 0)


def _run(reader: Reader, first: int) -> int:
    """The index behind a run of capitals and the small words that join them; in other scripts, of words for laws."""
    tokens, end, at = reader.tokens, first, first
    while at < min(len(tokens), first + _LONGEST_NAME) and (at == first or reader.is_in_one_name(at)):
        token = tokens[at]
        if token.plain.isdecimal() or (at > first and unit_at(tokens, at)):
            break
        if count := count_at("law", tokens, at):
            at = end = at + count
        elif token.is_latin and token.is_capital:
            at = end = at + 1
        elif token.is_latin and count_at("join", tokens, at):
            at += 1
        else:
            break
    return end


def _is_initials(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    raw = reader.text[token.start : token.end]
    return raw.isupper() and token.is_latin and _SHORTEST_INITIALS <= len(raw) <= _LONGEST_INITIALS


def named_before(reader: Reader, at: int, held: Phrases[str]) -> Named | None:
    """The name of a law that stands before its article: `UN Charter, Art. 2(4)`."""
    if at == 0 or not reader.is_loose(at) or "." in reader.gap(at):
        return None
    if not reader.tokens[at - 1].is_latin and count_at("of", reader.tokens, at - 1):
        at -= 1  # Urdu has the law first, then a word for `of`
    for first in range(max(0, at - _LONGEST_NAME), at):
        name, count = held.at(reader.tokens, first)
        if name is not None and first + count == at:
            return Named(name, first, at)
    first = _run_before(reader, at)
    if first < at and (count_at("law", reader.tokens, at - 1) or _has_law(reader, first, at)):
        return _named(reader, first, at)
    if first == at - 1 and _is_initials(reader, first):
        return _named(reader, first, at)
    return None


def _run_before(reader: Reader, at: int) -> int:
    first, index = at, at - 1
    while index >= max(0, at - _LONGEST_NAME):
        token = reader.tokens[index]
        if count_at("law", reader.tokens, index) or _is_name(reader, index):
            first = index
        elif not (token.is_latin and count_at("join", reader.tokens, index)):
            break
        if not reader.is_in_one_name(index):
            break
        index -= 1
    while first < at and count_at("join", reader.tokens, first):
        first += 1
    return first


def _is_name(reader: Reader, at: int) -> bool:
    return reader.tokens[at].is_latin and reader.tokens[at].is_capital and unit_at(reader.tokens, at) is None


def _has_law(reader: Reader, first: int, behind: int) -> bool:
    return any(count_at("law", reader.tokens, index) for index in range(first, behind))


def _named(reader: Reader, first: int, behind: int) -> Named:
    tokens = reader.tokens
    name = reader.text[tokens[first].start : tokens[behind - 1].end]
    return Named(" ".join(name.split()).removesuffix("'s").removesuffix("\u2019s"), first, behind)
