"""The words of a text by their number, without reading the text from its beginning.

A milestone stands at least every so many characters, at a space, where no word goes on: the code point, and how many
words stand before it. To know the words of a passage, only what stands between two milestones is read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import Damaged
from onrecord.words import Word, folded_words, words

APART: Final = 200
"""Code points between two milestones, up to the next space: some 35 words."""

_KEPT: Final = 64  # stretches whose words are kept; a passage is asked for again and again

Milestones = NDArray[np.uint32]
"""Rows of a code point and the number of the first word after it."""


def read_words(text: str) -> tuple[list[str], Milestones]:
    """The folded words of a text, and its milestones."""
    folded: list[str] = []
    stones: list[int] = []
    for start, end in _stretches(text):
        stones += (start, len(folded))
        folded += folded_words(text[start:end])
    return folded, np.array(stones, dtype=np.uint32).reshape(-1, 2)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between milestones; at least one."""
    start = 0
    while (end := text.find(" ", start + APART)) >= 0:
        yield start, end
        start = end
    yield start, len(text)


class WordsOf(Sequence[Word]):
    """The words of a text that was read before; each stretch of it is read again when its words are asked for."""

    def __init__(self, text: str, count: int, stones: Milestones) -> None:
        """Take the words of a text: how many there are, and its milestones."""
        self._text = text
        self._count = count
        self._places = [*stones[:, 0].tolist(), len(text)]
        self._numbers = [*stones[:, 1].tolist(), count]
        self._read: dict[int, list[Word]] = {}

    def __len__(self) -> int:
        """How many words the text has."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        """One word, or a passage. Raises Damaged where the text isn't the one that was read."""
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            return self._passage(start, stop) if step == 1 else [self._word(at) for at in range(start, stop, step)]
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        return self._word(at)

    def _word(self, at: int) -> Word:
        (word,) = self._passage(at, at + 1)
        return word

    def _passage(self, start: int, stop: int) -> list[Word]:
        if start >= stop:
            return []
        first, last = self._stretch_of(start), self._stretch_of(stop - 1)
        found = [word for stretch in range(first, last + 1) for word in self._stretch(stretch)]
        return found[start - self._numbers[first] : stop - self._numbers[first]]

    def _stretch_of(self, at: int) -> int:
        return bisect_right(self._numbers, at) - 1

    def _stretch(self, stretch: int) -> list[Word]:
        known = self._read.get(stretch)
        if known is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            begin, end = self._places[stretch : stretch + 2]
            found = words(self._text[begin:end])
            if len(found) != self._numbers[stretch + 1] - self._numbers[stretch]:
                raise Damaged("a text of the archive", "isn't the one that was indexed", "run `onrecord rebuild`")
            known = self._read[stretch] = [Word(folded, begin + start, begin + stop) for folded, start, stop in found]
        return known
