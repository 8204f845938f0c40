"""What stands in the index as one token.

A token is a folded word. Scripts that are written without blanks between words (Chinese, Japanese, Thai, Lao, Khmer,
Burmese) have no such words to be found: there each character is a token, and a word asked for is a phrase of them.
"""

import re
from collections.abc import Iterator
from typing import Final

from onrecord.words import Word, fold, words

_UNSPACED: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_ANY_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_PIECE: Final = re.compile(f"[{_UNSPACED}]|[^{_UNSPACED}]+")


def tokens(text: str) -> list[Word]:
    """The tokens of a text in order, with their code points. `folded` is never empty and never holds a blank."""
    found = words(text)
    if _ANY_UNSPACED.search(text):
        found = [piece for word in found for piece in _pieces(text, word)]
    return [word if word.folded.isalnum() else _cleaned(word) for word in found]


def _pieces(text: str, word: Word) -> Iterator[Word]:
    for match in _PIECE.finditer(text, word.start, word.end):
        if folded := fold(match.group()):
            yield Word(folded, match.start(), match.end())


def _cleaned(word: Word) -> Word:
    """Without the blanks and signs that compatibility forms such as `⑴` are resolved into: the index splits there."""
    kept = "".join(c for c in word.folded if c.isalnum() or (c > "\x7f" and not c.isspace()))
    return word._replace(folded=kept or "_")
