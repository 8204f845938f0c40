"""The numbers of citations: digits, Roman numerals, Hebrew letters, and words."""

import re
from itertools import pairwise
from typing import Final

from onrecord.citations.lexicon import CARDINALS, ORDINALS, Token

_MOST_DIGITS: Final = 4
_ROMAN: Final = re.compile(r"(?=[clxvi])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.ASCII)
_COUNTED: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.ASCII)
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_AMBIGUOUS: Final = frozenset({"c", "l", "li", "cl"})
_HEBREW: Final = dict(
    zip(
        "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05db\u05dc\u05de\u05e0\u05e1\u05e2\u05e4\u05e6\u05e7\u05e8\u05e9\u05ea",
        (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400),
        strict=True,
    )
)
_MOST_LETTERS: Final = 3


def number_of(token: Token) -> str | None:
    """The number that a word writes in digits or as a Roman numeral."""
    if token.plain.isdecimal():
        return str(int(token.plain)) if len(token.plain) <= _MOST_DIGITS else None
    if token.plain not in _AMBIGUOUS and _ROMAN.fullmatch(token.plain):
        return str(_roman(token.plain))
    return None


def numeral_of(token: Token) -> str | None:
    """The number of a Roman numeral, also of one that is a word or a letter besides: `l`, `li`."""
    return str(_roman(token.plain)) if token.plain and _ROMAN.fullmatch(token.plain) else None


def spoken_number_of(token: Token) -> str | None:
    """The number that a word writes in any way, also `sixth` and `six`."""
    if (counted := _COUNTED.fullmatch(token.plain)) is not None:
        return str(int(counted[1]))
    return number_of(token) or ORDINALS.get(token.plain) or CARDINALS.get(token.plain)


def hebrew_number_of(token: Token) -> str | None:
    """The number that Hebrew letters write, greatest first but for 15 and 16."""
    values = [_HEBREW.get(letter, 0) for letter in token.plain]
    if not values or len(values) > _MOST_LETTERS or 0 in values:
        return None
    descends = all(one >= other for one, other in pairwise(values))
    return str(sum(values)) if descends else None


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
