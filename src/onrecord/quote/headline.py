"""Headlines that quote without marks: `Minister: We will rebuild the harbour`."""

# ruff: noqa: RUF001, SIM905  # letters of several scripts are looked for; word lists read best as text

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from onrecord.words import words

_COLON: Final = re.compile(r"\s?[:：]\s")
_PART: Final = re.compile(r"[^;؛]+")
_MAX_SPEAKER: Final = 6
_MIN_SENTENCE: Final = 4
_OFFICES: Final = frozenset(
    "minister president mayor governor senator secretary ambassador spokesman spokeswoman spokesperson chief director "
    "chairman chairwoman commander general premier pm king queen prince sheikh imam bishop pope judge police official "
    "officials witness witnesses expert experts lawyer professor leader "
    "وزیر رئیس رییس رهبر سخنگو سخنگوی فرمانده شهردار استاندار نماینده سفیر دبیر مدیر "
    "وزير رئيس الرئيس الوزير المتحدث قائد القائد زعيم محافظ سفير נשיא שר השר ראש דובר מפקד".split()
)
_OURS: Final = frozenset("i we our ours us my me you your yours ما من شما نحن نا أنا אנחנו אני לנו שלנו".split())


class Quoted(NamedTuple):
    """What a headline quotes: code points of the headline, and the speaker."""

    start: int
    end: int
    speaker: str


def quoted_by_colon(title: str, speakers: AbstractSet[str]) -> Iterator[Quoted]:
    """The sentences that a headline puts into somebody's mouth by a colon; `;` parts two of them.

    A topic can stand before a colon too. It is a speaker where it is an office, or one of the article's own
    `speakers` (folded words), or where the sentence is in the first or second person.
    """
    parts = [match.span() for match in _COLON.finditer(title)]
    if len(parts) != 1:
        return
    (colon, behind) = parts[0]
    speaker, sentence = title[:colon].strip(), title[behind:]
    if len(speaker.split()) > _MAX_SPEAKER or len(sentence.split()) < _MIN_SENTENCE:
        return
    named = {word.folded for word in words(speaker)}
    said = {word.folded for word in words(sentence)}
    if not (named & _FOLDED_OFFICES or named & speakers or said & _FOLDED_OURS):
        return
    for match in _PART.finditer(title, behind):
        if stripped := match.group().strip():
            start = match.start() + match.group().index(stripped)
            yield Quoted(start, start + len(stripped), speaker)


def _folded(said: AbstractSet[str]) -> frozenset[str]:
    return frozenset(word.folded for one in said for word in words(one))


_FOLDED_OFFICES: Final = _folded(_OFFICES)
_FOLDED_OURS: Final = _folded(_OURS)
