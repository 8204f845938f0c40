"""What people type, read as a search: words, "phrases", and beginnings of words*. There is no wrong question."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from onrecord.words import folded_words

LONGEST: Final = 2_000
"""Code points of a question that are read; the rest of a pasted page would only be ANDed to them."""

MOST_PHRASES: Final = 32
"""Distinct words and phrases of a question that count, in its order; as many words as fill a snippet."""

_DOUBLE: Final = '"“”„‟«»＂〝〞'  # noqa: RUF001  # quotation marks of many scripts are what this is about
_PAIRED: Final = re.compile(
    rf"[{_DOUBLE}]([^{_DOUBLE}]+)[{_DOUBLE}]"
    r"|[‹「『]([^‹›「」『』]+)[›」』]"  # noqa: RUF001  # the same
    r"|(?<!\w)['‘‚]((?:[^'‘‚]|(?<=\w)'(?=\w))+?)['’](?!\w)"  # noqa: RUF001  # single marks, not apostrophes
)


class Phrase(NamedTuple):
    """Words that must stand in a row; with `prefix`, the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


def phrases(question: str) -> tuple[Phrase, ...]:
    """The phrases that must all be found. Empty where the question holds no word.

    Whatever stands between blanks is a phrase too, so that `e-mail` and `2016-07-22` are found as they are written.
    """
    found = (_phrase(part) for part in _parts(question[:LONGEST]))
    return tuple(dict.fromkeys(phrase for phrase in found if phrase is not None))[:MOST_PHRASES]


def _parts(question: str) -> Iterator[str]:
    end = 0
    for quoted in _PAIRED.finditer(question):
        yield from question[end : quoted.start()].split()
        yield quoted[quoted.lastindex or 0]
        end = quoted.end()
    yield from question[end:].split()


def _phrase(part: str) -> Phrase | None:
    found = tuple(folded_words(part))
    return Phrase(found, prefix=part.rstrip().endswith("*")) if found else None
