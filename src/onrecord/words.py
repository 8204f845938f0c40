r"""Words, and the spelling differences between texts that do not count.

Words are compared after NFKC, casefold and the folding of spelling variants of their script, with apostrophes
dropped and other punctuation ignored. Every word keeps the code points that it came from, so that whatever is found
among folded words can be shown in the text as it was given.

What does not count: case, composed or decomposed letters, presentation forms, full width, the digits' script,
Arabic-script letter variants (yeh, kaf, heh, hamza seats, teh marbuta), vowel signs and tatweel, Hebrew points, the
Greek accents and the Turkish dots that capitals lose, Russian \u0451, soft hyphens, joiners and direction marks.
What does count: the accents of Latin letters, because they tell words apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

FOLDING: Final = 2
"""The version of these rules: whatever was stored by an older one has to be made anew."""

_KNOWN_WORDS: Final = 1 << 18  # folded spellings kept in memory; a language's running words are about this many

_APOSTROPHES: Final = "'`\u00b4\u02b9\u02bc\u2018\u2019\u201a\u201b\u2032\uff07\u05f3"
# Soft hyphen, Arabic letter mark, zero-width characters, direction marks and isolates, byte order mark.
INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ARABIC_SIGNS: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
_HEBREW_POINTS: Final = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
# `\w` of Python knows letters and digits, but not the signs that many scripts write on and after their letters.
_SIGNS: Final = (
    rf"\u0300-\u036f\u0483-\u0489{_HEBREW_POINTS}{_ARABIC_SIGNS}\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3"
    r"\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0ae2\u0ae3\u0b01-\u0b03\u0b3c-\u0b57"
    r"\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc-\u0cd6"
    r"\u0ce2\u0ce3\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f"
    r"\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d"
    r"\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u17b4-\u17d3\u17dd\u1ab0-\u1aff\u1b00-\u1b04"
    r"\u1b34-\u1b44\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\uff9e\uff9f"
)
# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han. There one letter with its signs is a word.
_UNSPACED: Final = (
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1050-\u1055"
    r"\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
# The double mark of Hebrew abbreviations, which is often typed as a quotation mark.
_GERSHAYIM: Final = r"(?<=[\u05d0-\u05ea])[\"\u05f4\u201d](?=[\u05d0-\u05ea])"


_LETTER: Final = r"[^\W_]"
_SPACED_LETTER: Final = rf"(?![{_UNSPACED}]){_LETTER}"


def _word(letter: str) -> str:
    """A pattern for words of these letters. Nothing follows the last repeat, so nothing is ever tried again.

    Possessive repeats would say so, but Python 3.11 before 3.11.4 loops for ever over nested ones.
    """
    return (
        rf"{letter}(?:(?:{letter})+|[{_SIGNS}]+|[{INVISIBLE}]+(?=\w|[{_SIGNS}])"
        rf"|[{_APOSTROPHES}](?={_LETTER})|{_GERSHAYIM})*"
    )


# Most texts have ASCII letters alone and typographic marks, which are as good as typed ones: such are read much faster.
_TYPED: Final = {
    **dict.fromkeys("\u00b4\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u00a0\u00ab\u00b7\u00bb\u2009\u2010\u2011\u2012\u2013\u2014\u2015\u201c\u201d\u201e", " "),
    **dict.fromkeys("\u2022\u2026\u202f\u2039\u203a", " "),
}

_ASCII: Final = re.compile(r"[^\W_]+(?:['`][^\W_]+)*", re.ASCII)
_SPACED: Final = re.compile(_word(_LETTER))
_ANY: Final = re.compile(rf"[{_UNSPACED}][{_SIGNS}{INVISIBLE}]*|{_word(_SPACED_LETTER)}")
_HAS_UNSPACED: Final = re.compile(rf"[{_UNSPACED}]")

_DROPPED: Final = re.compile(
    rf"[\s\"\u05f4\u201d\u0640{_APOSTROPHES}{INVISIBLE}{_ARABIC_SIGNS}{_HEBREW_POINTS}\ufe00-\ufe0f]|(?<=i)\u0307"
)
_VARIANTS: Final = str.maketrans(
    {
        **dict.fromkeys("\u064a\u0649\u0626\u06d2\u06d3\u06cd\u06d0\u0678", "\u06cc"),  # yeh
        **dict.fromkeys("\u0643\u06aa", "\u06a9"),  # kaf
        **dict.fromkeys("\u0629\u06c0\u06c1\u06c2\u06c3\u06be\u06d5", "\u0647"),  # heh, teh marbuta
        **dict.fromkeys("\u0623\u0625\u0622\u0671\u0672\u0673\u0675", "\u0627"),  # alef
        **dict.fromkeys("\u0624\u0676", "\u0648"),  # waw
        "\u0451": "\u0435",  # Cyrillic io
        "\u0131": "i",  # dotless i
        **dict(
            zip(
                "\u03ac\u03ad\u03ae\u03af\u03cc\u03cd\u03ce\u03ca\u03cb\u0390\u03b0",
                "\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9\u03b9\u03c5\u03b9\u03c5",
                strict=True,
            )
        ),
    }
)


class Word(NamedTuple):
    """A folded word and the code points of the text that it stands at."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=_KNOWN_WORDS)
def fold(word: str) -> str:
    """The form in which two spellings of one word are equal; empty where nothing of it counts."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    # Dropped before too: NFKC would make a space and an accent of an acute accent that is typed for an apostrophe.
    composed = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold()
    composed = unicodedata.normalize("NFKC", composed)
    plain = _DROPPED.sub("", composed).translate(_VARIANTS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


def _plain(text: str) -> str | None:
    """The text in small letters, if all its letters are ASCII: character by character what it was, so places hold."""
    if not text.isascii():
        for mark, typed in _TYPED.items():  # each at the speed of a search; a table would look every letter up
            text = text.replace(mark, typed)
        if not text.isascii():
            return None
    return text.lower()


def _matches(text: str) -> Iterator[re.Match[str]]:
    return (_ANY if _HAS_UNSPACED.search(text) else _SPACED).finditer(text)


def _typed(word: str) -> str:
    """A word in small ASCII letters without its apostrophes."""
    return word.replace("'", "").replace("`", "")


def words(text: str) -> list[Word]:
    """The words of a text in order, each folded, with its place in the text."""
    if (plain := _plain(text)) is not None:
        found = ((match.group(), match.start(), match.end()) for match in _ASCII.finditer(plain))
        return [Word(_typed(word) if "'" in word or "`" in word else word, start, end) for word, start, end in found]
    return [Word(folded, match.start(), match.end()) for match in _matches(text) if (folded := fold(match.group()))]


def folded_words(text: str) -> list[str]:
    """The folded words of a text in order, where their places aren't asked for."""
    if (plain := _plain(text)) is not None:
        return [_typed(word) if "'" in word or "`" in word else word for word in _ASCII.findall(plain)]
    return [folded for match in _matches(text) if (folded := fold(match.group()))]


def script(letter: str) -> str:
    """The script of a letter, by the first word of its name in Unicode; empty where it has none."""
    return unicodedata.name(letter, "").partition(" ")[0]
