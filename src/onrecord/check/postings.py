"""The words of many texts in the order of what follows them, so that any run of words is found by a binary search.

A shard numbers its distinct words by the order of their hashes, from 1 on. `text` has the numbers of all texts one
after the other, three bytes each, with a 0 after every text. `order` has the places of all words, sorted by the word
that stands there and the two that follow; `first` says where in it each word begins, and `following` what follows:
the number of the second word, and below it as many of the upper bits of the third one's as are left of 31. So the
places of a word, or of two, are one stretch of `order`; those of three are too, but for a few that are told apart by
looking at the text.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.check.milestones import Milestones

WIDTH: Final = 3
"""The bytes of a word's number in `text`."""

MOST_WORDS: Final = (1 << 8 * WIDTH) - 2
"""The most words on a shard: three bytes name every one of them, were they all distinct; merging stays small."""

RUN: Final = 3
"""The longest run of words that `order` is sorted by."""

_FOLLOWING_BITS: Final = 31  # of 32, so that the end of a stretch never overflows
_PADDING: Final = 4  # bytes after the last number, so that four bytes can be read at each, and two words after it
_KNOWN_HASHES: Final = 1 << 18

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class Entry(NamedTuple):
    """An item on a shard: what is known of it without loading it.

    `text` is the index of its text on the shard, which has `words` words; items of the same words share one. Of an
    item that is longer than a shard, each part is an entry, with `before` words before it. `stones` counts milestones.
    """

    item: str
    release: str
    words: int
    text: int
    stones: int
    before: int = 0
    language: str | None = None
    speaker: str | None = None
    against: Literal["original", "translation"] = "original"


@lru_cache(maxsize=_KNOWN_HASHES)
def word_hash(word: str) -> int:
    """64 bits that stand for a folded word in every shard."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def hashes(words: Iterable[str]) -> Hashes:
    """The hashes of folded words."""
    return np.fromiter(map(word_hash, words), dtype=np.uint64)


def packed(numbers: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Numbers of less than 2^24 in three bytes each, with room behind them for the last one's successors."""
    data = np.zeros((len(numbers) + RUN) * WIDTH + _PADDING, dtype=np.uint8)
    lowest = np.ascontiguousarray(numbers, dtype="<u4").view(np.uint8).reshape(-1, 4)[:, :WIDTH]
    data[: lowest.size] = lowest.ravel()
    return data


def following_key(second: NDArray[Any], third: NDArray[Any], bits: int) -> NDArray[np.uint32]:
    """What `following` has for these two words, where the shard's numbers have so many bits."""
    kept = min(bits, _FOLLOWING_BITS - bits)
    key: NDArray[np.uint32] = (second.astype(np.uint32) << np.uint32(kept)) | (
        third.astype(np.uint32) >> np.uint32(bits - kept)
    )
    return key


@dataclass(frozen=True)
class Postings:
    """The words of some texts.

    `lengths` and `digests` are of the texts, which stand in the order of their entries; `digests` are 16 bytes of
    each text's word hashes. `milestones` has those of each entry, one after the other.
    """

    entries: tuple[Entry, ...]
    lengths: NDArray[np.uint32]
    digests: NDArray[np.uint8]
    milestones: Milestones
    vocabulary: Hashes
    first: NDArray[np.uint32]
    text: NDArray[np.uint8]
    order: NDArray[np.uint32]
    following: NDArray[np.uint32]

    @property
    def words(self) -> int:
        """How many words it holds; those of a text that several items share count once."""
        return len(self.order)

    @cached_property
    def items(self) -> frozenset[str]:
        """The items that stand here, whole or in part."""
        return frozenset(entry.item for entry in self.entries)

    @cached_property
    def bits(self) -> int:
        """How many bits the numbers of its words have."""
        return len(self.vocabulary).bit_length()

    @cached_property
    def starts(self) -> Numbers:
        """Where each text begins, and where the next one would."""
        starts = np.zeros(len(self.lengths) + 1, dtype=np.int64)
        np.cumsum(self.lengths.astype(np.int64) + 1, out=starts[1:])
        return starts

    @cached_property
    def holders(self) -> Numbers:
        """The index of each text's first entry, and after the last one how many there are."""
        owned = np.fromiter((entry.text for entry in self.entries), dtype=np.int64, count=len(self.entries))
        return np.searchsorted(owned, np.arange(len(self.lengths) + 1))

    @cached_property
    def _wide(self) -> NDArray[np.uint32]:
        """Four bytes read at each number; the uppermost belongs to the next one."""
        return np.ndarray(shape=(int(self.starts[-1]) + RUN,), dtype="<u4", buffer=self.text.data, strides=(WIDTH,))

    def numbers(self, where: slice | Numbers) -> NDArray[np.uint32]:
        """The numbers of the words at these places of the shard; 0 after the end of a text."""
        numbers: NDArray[np.uint32] = self._wide[where] & np.uint32((1 << 8 * WIDTH) - 1)
        return numbers

    def numbers_of(self, wanted: Hashes) -> Numbers:
        """The numbers of words given by their hashes; 0 for a word that isn't here."""
        if not len(self.vocabulary):
            return np.zeros(len(wanted), dtype=np.int64)
        at = np.minimum(self.vocabulary.searchsorted(wanted), len(self.vocabulary) - 1)
        return np.where(self.vocabulary[at] == wanted, at + 1, 0)

    def counts(self, numbers: Numbers) -> Numbers:
        """How often each of these words stands here."""
        begin, end = self._blocks(numbers)
        return end - begin

    def _blocks(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        begin = self.first[np.maximum(numbers - 1, 0)].astype(np.int64)
        return begin, np.where(numbers > 0, self.first[numbers].astype(np.int64), begin)

    def stretches(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Where in `order` the runs begin and end that start at each of these successive words.

        Two arrays of RUN rows, for runs of one, two and three words; a run with a word that isn't here, or that
        there is not room for, has an empty stretch. That of three words may hold a few others.
        """
        begin = np.zeros((RUN, len(numbers)), dtype=np.int64)
        end = np.zeros_like(begin)
        begin[0], end[0] = self._blocks(numbers)
        second = np.append(numbers[1:], 0)
        third = np.append(second[1:], 0)
        low = following_key(second, third, self.bits)
        after = min(self.bits, _FOLLOWING_BITS - self.bits)
        pair = second.astype(np.uint32) << np.uint32(after)
        sought = np.stack([pair, pair + np.uint32(1 << after), low, low + np.uint32(1)], axis=1)
        blocks = zip(begin[0].tolist(), end[0].tolist(), strict=True)
        found = np.array(
            [self.following[start:stop].searchsorted(row) for (start, stop), row in zip(blocks, sought, strict=True)]
        )
        has_second = (numbers > 0) & (second > 0)
        for row, held in ((1, has_second), (2, has_second & (third > 0))):
            begin[row] = np.where(held, begin[0] + found[:, 2 * row - 2], 0)
            end[row] = np.where(held, begin[0] + found[:, 2 * row - 1], 0)
        return begin, end

    def text_at(self, places: Numbers) -> Numbers:
        """The index of the text that each place is in."""
        return self.starts.searchsorted(places, side="right") - 1

    def milestones_of(self, index: int) -> Milestones:
        """The milestones of an entry."""
        return self.milestones[self._stones[index] : self._stones[index + 1]]

    @cached_property
    def _stones(self) -> Numbers:
        counts = np.fromiter((entry.stones for entry in self.entries), dtype=np.int64, count=len(self.entries))
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
