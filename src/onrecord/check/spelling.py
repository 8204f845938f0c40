"""Words that one text writes together and another apart, and numbers that are grouped or not.

In Arabic script a space, a joiner and nothing between two halves of a word spell the same.
"""

import re
from collections.abc import Sequence
from typing import Final, Protocol

_ARABIC_SCRIPT: Final = re.compile("[\u0600-\u06ff]")
_GROUPED_DIGITS: Final = re.compile(r"\d{1,3}(?:[,.\u2019'\u00a0\u202f ]\d{3})+")

SPLIT: Final = 2
"""The most words more that the same letters are written as."""


class Placed(Protocol):
    """A folded word and its place in a text."""

    @property
    def folded(self) -> str:
        """Its letters, as they are compared."""
        ...

    @property
    def start(self) -> int:
        """Its first code point."""
        ...

    @property
    def end(self) -> int:
        """The one after its last."""
        ...


def same_spelling(text: str, words: Sequence[Placed], source: str, said: Sequence[Placed]) -> bool:
    """Whether words of one text and words of its source are the same letters, with other spaces or digit groups."""
    if not words or not said:
        return False
    letters = "".join(word.folded for word in words)
    if letters != "".join(word.folded for word in said):
        return False
    if _ARABIC_SCRIPT.search(letters):
        return True
    return _is_number(text, words) and _is_number(source, said)


def _is_number(text: str, words: Sequence[Placed]) -> bool:
    """Whether words are one number, written with or without marks between its thousands."""
    written = text[words[0].start : words[-1].end]
    return written.isdecimal() or _GROUPED_DIGITS.fullmatch(written) is not None
