"""A piece of a page: a run of text between two block borders, with what the markup says about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.punctuation import CLOSERS, SENTENCE_ENDS
from onrecord.words import INVISIBLE

_SPACE: Final = re.compile(r"[^\S\n]+")
_LINE: Final = re.compile(r" ?\n ?")
_WORDS: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17d2\u3041-\u30ff\u3400-\u9fff]")
_UNSEEN: Final = re.compile(f"[{INVISIBLE}]")
"""Joiners and direction marks, which extractors drop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One run of text and its markup.

    `tag` is the nearest block element, `hints` are the words of the class, id and role of it and of the small
    elements around it, `linked` is the number of code points inside links, `main` says whether the extractor holds it
    for main text, `frame` numbers the element that holds it together with its neighbours. A piece of a plain text has
    the tag `text`, no hints, and as `span` the code points of the given text that it stands at.
    """

    text: str
    tag: str = "text"
    hints: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    linked: int = 0
    link_text: str | None = None
    main: bool = True
    frame: int = 0
    span: tuple[int, int] | None = None

    @property
    def link_share(self) -> float:
        """The part of the text that is inside links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))

    @property
    def is_prose(self) -> bool:
        """Whether this is a paragraph of running text: whole sentences, few links."""
        return is_prose(self.text) and self.link_share < _MAX_PROSE_LINKS


_MAX_PROSE_LINKS: Final = 0.5
_MIN_PROSE_WORDS: Final = 8
_LONG_PROSE: Final = 40
"""Words; from here on it is a paragraph, even where its last full stop is lost or its script has none."""
_ENDS: Final = (*SENTENCE_ENDS, ":")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing marks left aside."""
    return text.rstrip().rstrip(CLOSERS).endswith(_ENDS)


def is_prose(text: str) -> bool:
    """Whether the text is running text: several words that end as a sentence ends, or more than any headline has."""
    length = count_words(text)
    return length >= _LONG_PROSE or (length >= _MIN_PROSE_WORDS and ends_sentence(text))


def count_words(text: str) -> int:
    """About how many words a text has; of scripts without spaces three letters are taken for a word."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 3


def tidy(text: str) -> str:
    """The text with runs of white space made one space and line breaks kept."""
    return _LINE.sub("\n", _SPACE.sub(" ", text)).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same words, letter case and punctuation left aside."""
    return bool(one) and key(one) == key(other)


def key(text: str) -> tuple[str, ...]:
    """The words of a line, in lower case and without characters that show nothing."""
    return tuple(_WORDS.findall(_UNSEEN.sub("", text.casefold())))


def shingles(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """Every run of `size` words; the words themselves where there are fewer."""
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}
