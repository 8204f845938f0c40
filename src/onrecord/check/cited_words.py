"""Which words of a quotation a citation inside it is given for."""

import re
from collections.abc import Iterator
from typing import Final

from onrecord.citations import Cited, citations, is_citation
from onrecord.editing import ENCLOSED
from onrecord.punctuation import CLOSERS, SENTENCE_ENDS
from onrecord.words import folded_words

_SENTENCE_ENDS: Final = re.compile(
    rf"[{SENTENCE_ENDS}:][{re.escape(CLOSERS)}]{{0,3}}\s+|\s(?=[\"\u201c\u2018\u00ab\u201e])"
)
_MARKS: Final = {
    "\u201d": "\u201c\u201e",
    "\u2019": "\u2018",
    "\u00bb": "\u00ab",
    '"': '"',
    "'": "'",
    "\u203a": "\u2039",
}
_MOST_BEGINNINGS: Final = 12
_FEWEST_WORDS: Final = 4  # of the end of a quotation; fewer stand somewhere by chance
_FEWEST_IN_MARKS: Final = 2


def without_citations(text: str, names: tuple[str, ...] = ()) -> str:
    """A quotation without the brackets that hold citations."""
    told, at = "", 0
    for match in _enclosed(text, names):
        told, at = f"{told}{text[at : match.start()]} ", match.end()
    return told + text[at:]


def cited_inside(text: str, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[Cited, ...], tuple[str, ...]]]:
    """The citations in each bracket of a quotation, with the words that they may be given for, likeliest first.

    They are given for what stands before them: for words between marks of their own, or else for all since the
    citation before, or for its last sentences. One that nothing stands before is given for what follows.
    """
    brackets = list(_enclosed(text, names))
    since = 0
    for index, match in enumerate(brackets):
        until = brackets[index + 1].start() if index + 1 < len(brackets) else len(text)
        before = text[since : match.start()].strip()
        quoted = _beginnings(before) if folded_words(before) else (text[match.end() : until].strip(),)
        if found := citations(_inside(match), names, alone=True):
            yield found, quoted
        since = match.end()


def _enclosed(text: str, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The brackets that hold citations; where an outer one holds none, one inside it may."""
    at = 0
    while match := ENCLOSED.search(text, at):
        is_one = is_citation(_inside(match), names)
        at = match.end() if is_one else match.start() + 1
        if is_one:
            yield match


def _inside(match: re.Match[str]) -> str:
    return match.group()[1:-1]


def _beginnings(before: str) -> tuple[str, ...]:
    """The words before a citation: between marks, all of them, and from each beginning of a sentence on."""
    if (own := _between_marks(before)) is not None:
        return (own, before)
    starts = [match.end() for match in _SENTENCE_ENDS.finditer(before)][-_MOST_BEGINNINGS:]
    later = (before[start:].strip() for start in starts)
    return (before, *(text for text in later if len(folded_words(text)) >= _FEWEST_WORDS))


def _between_marks(before: str) -> str | None:
    """The words between marks of their own that end a text: `the Book says: "..."`."""
    closed = before.rstrip(" .,;")
    openers = _MARKS.get(closed[-1:], "")
    start = max((closed.rfind(opener, 0, len(closed) - 1) for opener in openers), default=-1)
    inside = closed[start + 1 : -1].strip()
    return inside if start >= 0 and len(folded_words(inside)) >= _FEWEST_IN_MARKS else None
