"""Words, and the spelling differences between texts that do not count.

Words are compared after NFKC, casefold and the folding of spelling variants of their script, with apostrophes
dropped and other punctuation ignored. Every word keeps the code points that it came from, so that whatever is found
among folded words can be shown in the text as it was given.
"""

import re
import unicodedata
from typing import Final, NamedTuple

_APOSTROPHES: Final = "'’‘ʼʹ`´＇"
# Marks that stand inside a word without changing it: tatweel, zero-width characters, direction marks, soft hyphen.
_INVISIBLE: Final = "ـ­​‌‍⁠﻿؜‎‏‪‫‬‭‮⁦⁧⁨⁩"
_WORD: Final = re.compile(rf"[^\W_][\w{_APOSTROPHES}{_INVISIBLE}̀-ֿׁ-ًͯ-ٰٟ]*")
_VARIANTS: Final = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ß": "ss",
        **dict.fromkeys(_APOSTROPHES + _INVISIBLE),
    }
)


class Word(NamedTuple):
    """A folded word and the code points of the text that it stands at."""

    folded: str
    start: int
    end: int


def fold(word: str) -> str:
    """The form in which two spellings of one word are equal."""
    composed = unicodedata.normalize("NFKC", word).casefold().translate(_VARIANTS)
    stripped = "".join(c for c in unicodedata.normalize("NFD", composed) if not unicodedata.combining(c))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in stripped)


def words(text: str) -> list[Word]:
    """The words of a text in order, each folded, with its place in the text."""
    return [
        Word(folded, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (folded := fold(match.group()))
    ]
