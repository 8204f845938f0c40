"""Which of the things between marks are quotations of speech.

Marks also stand around titles of works, nicknames and words that the writer keeps at arm's length.
"""

import re
from typing import Final

from onrecord.quote.said import Said
from onrecord.records import Role

_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")  # an apostrophe inside a word
_WITHOUT_SPACES: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS_A_WORD: Final = 2
_SHORT: Final = 2
"""Fragments of one or two words are mostly names and scare quotes; they need a cue right beside them."""
_MIN_WITHOUT_CUE: Final = 5
_MAX_TITLE: Final = 7
_SENTENCE_ENDS: Final = (".", ",", "!", "?", "؟", "،", "…", "。", "！", "？")  # noqa: RUF001  # stops of several scripts


def count_words(text: str) -> int:
    """The number of words; two characters count as one in scripts that are written without spaces."""
    together = len(_WITHOUT_SPACES.findall(text))
    return together // _CHARACTERS_A_WORD if together > len(text) // 2 else len(_WORD.findall(text))


def is_speech(text: str, said: Said | None, role: Role) -> bool:
    """Whether a quoted text is speech: by its length, by what it looks like, and by the cue beside it."""
    length = count_words(text)
    cued = said is not None and said.cue is not None
    if length <= _SHORT:
        return said is not None and cued and said.close and text.rstrip().endswith(_SENTENCE_ENDS) and text[0].isupper()
    if role == "title":
        return True
    if _looks_like_title(text, length):
        return said is not None and said.close and cued
    return said is not None or length >= _MIN_WITHOUT_CUE


def _looks_like_title(text: str, length: int) -> bool:
    """Whether a short text has capitals where a title of a work has them."""
    longer = [word for word in _WORD.findall(text) if len(word) > 3]  # noqa: PLR2004  # and, for, the, of
    return length <= _MAX_TITLE and len(longer) > 1 and all(not word[0].islower() for word in longer) and text.isascii()
