"""Plain text copies of pages, which have lost their markup."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.punctuation import STOPS
from onrecord.read.piece import Piece, ends_sentence, is_prose, key, tidy

_TAG: Final = re.compile(
    r"</?(?:a|article|b|body|br|div|em|figure|font|h[1-6]|head|html|i|img|li|link|main|meta|ol|p|script|section|span|"
    r"strong|style|table|td|title|tr|ul)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT: Final = 100_000
_MIN_TAGS: Final = 3
"""A text that speaks of one pair of tags is still a text."""

_MAX_TITLE: Final = 220
_MAX_TITLE_SENTENCES: Final = 2
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'«»“”]{3,2000}")
_SENTENCE_END: Final = re.compile(rf"[{STOPS}]\s")
_LINE: Final = re.compile(r"\S[^\n]*(?<=\S)")
_WORD: Final = re.compile(r"\S+")
_WRAPPED_AT: Final = range(40, 121)
"""Widths that texts are broken at: narrow columns, 72 and 80 on terminals, 100 and 120 in editors."""
_MIN_WRAPPED_SHARE: Final = 0.6
"""The last line of a paragraph is short, and paragraphs of wrapped texts have three lines and more."""


def is_markup(text: str) -> bool:
    """Whether a text is HTML, decided by looking at it and not by what anybody says that it is."""
    sample = text[:_LOOKED_AT]
    if _DOCUMENT.search(sample) or (_TAG.match(text.lstrip()) and text.rstrip().endswith(">")):
        return True
    return sum(1 for _, _tag in zip(range(_MIN_TAGS), _TAG.finditer(sample), strict=False)) == _MIN_TAGS


def plain_pieces(text: str) -> list[Piece]:
    """The paragraphs of a plain text with their places in it; the first is the title where it stands as one."""
    found = [_piece(text, start, end) for start, end in _spans(text)]
    if len(found) < 2 or not _is_title(found[0].text):  # noqa: PLR2004  # a title has something under it
        return found
    start, end = found[0].span or (0, 0)
    unmarked = found[0].text.lstrip("# ")
    return [
        replace(found[0], text=unmarked, tag="title", span=(end - len(text[start:end].lstrip("# ")), end)),
        *found[1:],
    ]


def _piece(text: str, start: int, end: int) -> Piece:
    paragraph = tidy(text[start:end].replace("\n", " "))
    addresses = tuple(match.group().rstrip(".,;:)]") for match in _ADDRESS.finditer(paragraph))
    return Piece(
        text=paragraph,
        links=addresses,
        linked=sum(map(len, addresses)),
        main=bool(key(paragraph)),
        span=(start, end),
    )


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand, without the white space around them.

    Every line is one, but for those that were broken at a fixed width, which go on in the next line.
    """
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    width = _width(text, lines)
    spans: list[tuple[int, int]] = []
    for start, end in lines:
        if spans and width and _goes_on(text, spans[-1], start, end, width):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _width(text: str, lines: list[tuple[int, int]]) -> int | None:
    """The width that lines were broken at, or None where they were not.

    Lines that were broken are as full as they can be, and most of them end within a sentence.
    """
    followed = [(one, other) for one, other in pairwise(lines) if text[one[1] : other[0]].count("\n") == 1]
    if not followed:
        return None
    width = max(one[1] - one[0] for one, _ in followed)
    full = sum(_is_full(text, one, other, width) and not ends_sentence(text[slice(*one)]) for one, other in followed)
    return width if width in _WRAPPED_AT and full >= _MIN_WRAPPED_SHARE * len(followed) else None


def _is_full(text: str, one: tuple[int, int], other: tuple[int, int], width: int) -> bool:
    """Whether the next line's first word had no place any more."""
    word = _WORD.match(text, *other)
    return one[1] - one[0] + 1 + (len(word.group()) if word else 0) >= width


def _goes_on(text: str, last: tuple[int, int], start: int, end: int, width: int) -> bool:
    """Whether a line continues the paragraph whose last line stands just above."""
    if text[last[1] : start].count("\n") != 1:
        return False
    above = max(last[0], text.rfind("\n", last[0], last[1]) + 1)
    is_amid = text[start].islower() and not ends_sentence(text[above : last[1]])
    return is_amid or _is_full(text, (above, last[1]), (start, end), width)


def _is_title(line: str) -> bool:
    if line.startswith("# "):
        return True
    if len(line) > _MAX_TITLE or "\n" in line:
        return False
    return not is_prose(line) or len(_SENTENCE_END.findall(line + " ")) < _MAX_TITLE_SENTENCES
