"""What a quotation says of itself: its words, its ellipses, and what stands in brackets."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.editing import ELLIPSIS, inserted
from onrecord.words import fold, words

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # damage, not text: a word is one on both sides of it
_INSERTED: Final = b"\1"
_ASIDE: Final = b"\2"
_LETTER: Final = re.compile(r"[^\W_]")
_GOES_ON: Final = re.compile(r"['\u2019]?[^\W_]")  # `[I]'m` is one word


@dataclass(frozen=True, slots=True)
class QuotedWord:
    """A word of a quotation.

    `bracketed`: it stands in brackets, whole or in part. `outside` are the folded letters before and after the
    bracket, where it is a part (`walk[ed]`). `aside`: it is a note or a citation in parentheses, which
    stand for no words of the source, as brackets may. `elided`: an ellipsis stands just before it.
    """

    folded: str
    start: int
    end: int
    bracketed: bool = False
    aside: bool = False
    outside: tuple[str, str] | None = None
    elided: bool = False


def read_marks(text: str) -> list[QuotedWord]:
    """The words of a quotation in order, with what its ellipses and brackets say of them.

    A bracket inside a word belongs to it (`[T]he`, `walk[ed]`); a bracket that isn't closed is punctuation.
    """
    ellipses = [match.end() for match in ELLIPSIS.finditer(text)]
    inside, places = _brackets(text)
    text = ELLIPSIS.sub(lambda match: " " * len(match.group()), text)
    found = words("".join(text[place] for place in places))
    previous = -1
    quoted = []
    for word in found:
        stands = places[word.start : word.end]
        elided = bisect_right(ellipses, stands[0]) > bisect_right(ellipses, previous)
        quoted.append(_quoted(text, word.folded, stands, inside, elided=elided))
        previous = stands[-1]
    return quoted


def _brackets(text: str) -> tuple[bytearray, list[int]]:
    """Which code points stand in brackets; and all code points but controls, and brackets that are glued to a word."""
    inside, glued = bytearray(len(text)), bytearray(len(text))
    for control in _CONTROL.finditer(text):
        glued[control.start()] = 1
    for mark in inserted(text):
        start, end = mark.start, mark.end
        inside[start:end] = (_INSERTED if mark.is_bracket else _ASIDE) * (end - start)
        if not mark.is_bracket:
            continue
        if _LETTER.match(text[start - 1 : start]) or _GOES_ON.match(text, end):
            glued[start] = glued[end - 1] = 1
    return inside, [place for place, drop in enumerate(glued) if not drop]


def _quoted(text: str, folded: str, stands: list[int], inside: bytearray, *, elided: bool) -> QuotedWord:
    within = [place for place in stands if inside[place]]
    outside = None
    if within and len(within) < len(stands):
        before = "".join(text[place] for place in stands if place < within[0])
        after = "".join(text[place] for place in stands if place > within[-1])
        outside = (fold(before), fold(after))
    aside = any(inside[place] == ord(_ASIDE) for place in within)
    return QuotedWord(
        folded, stands[0], stands[-1] + 1, bracketed=bool(within), aside=aside, outside=outside, elided=elided
    )


def agrees(word: QuotedWord, said: Sequence[str]) -> bool:
    """Whether the letters outside a bracket are the source's own: `walk[ed]` for `walks`."""
    if word.outside is None:
        return True
    before, after = word.outside
    return any(one.startswith(before) and one.endswith(after) for one in said)
