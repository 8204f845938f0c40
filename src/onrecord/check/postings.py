"""The words of many texts as sorted arrays, so that any run of words is found by a binary search.

A shard numbers its distinct words by the order of their hashes, from 1 on; 0 stands between two texts. A key is the
numbers of three successive words in one integer, 21 bits each. The keys are sorted, and `positions` says where each
stands; so the keys that begin with one, two or three given words are one stretch of the array.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

BITS: Final = 21
MOST_WORDS: Final = (1 << BITS) - 2
"""The most words in a shard, so that their numbers fit into a third of a key."""

_KNOWN_HASHES: Final = 1 << 18

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text on a shard: what is known of it without loading it, and how many words it has."""

    item: str
    release: str
    words: int
    language: str | None = None
    speaker: str | None = None
    against: Literal["original", "translation"] = "original"


@lru_cache(maxsize=_KNOWN_HASHES)
def word_hash(word: str) -> int:
    """64 bits that stand for a folded word in every shard."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """The hashes of folded words."""
    return np.fromiter(map(word_hash, words), dtype=np.uint64)


@dataclass(frozen=True)
class Postings:
    """The words of some texts. `vocabulary` has the hashes of the distinct words in order."""

    entries: tuple[Entry, ...]
    vocabulary: NDArray[np.uint64]
    keys: NDArray[np.uint64]
    positions: NDArray[np.uint32]

    @cached_property
    def starts(self) -> Numbers:
        """Where each text begins; between two texts stands one empty place."""
        lengths = np.array([0, *(entry.words + 1 for entry in self.entries)], dtype=np.int64)
        return np.cumsum(lengths)

    @cached_property
    def numbers(self) -> NDArray[np.uint32]:
        """The words' numbers in the order of the texts."""
        numbers = np.empty(len(self.keys), dtype=np.uint32)
        numbers[self.positions] = (self.keys >> np.uint64(2 * BITS)).astype(np.uint32)
        return numbers

    def numbers_of(self, wanted: NDArray[np.uint64]) -> Numbers:
        """The numbers of words given by their hashes; 0 for a word that isn't here."""
        if not len(self.vocabulary):
            return np.zeros(len(wanted), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.vocabulary, wanted), len(self.vocabulary) - 1)
        return np.where(self.vocabulary[at] == wanted, at + 1, 0).astype(np.int64)

    def stretches(self, runs: Numbers) -> tuple[Numbers, Numbers]:
        """For each row of one to three words' numbers, the stretch of the keys that begin with them.

        A row with a word that isn't here has an empty stretch.
        """
        width = runs.shape[1]
        low = np.zeros(len(runs), dtype=np.uint64)
        for column in range(width):
            low |= runs[:, column].astype(np.uint64) << np.uint64((2 - column) * BITS)
        high = low + np.uint64(1 << ((3 - width) * BITS))
        begin, end = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)
        missing = (runs == 0).any(axis=1)
        return np.where(missing, 0, begin), np.where(missing, 0, end)

    def entry_at(self, positions: Numbers) -> Numbers:
        """The index of the text that each position is in."""
        entries: Numbers = np.searchsorted(self.starts, positions, side="right") - 1
        return entries


def _keys(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    padded = np.concatenate([numbers, np.zeros(2, dtype=np.uint64)])
    second, third = padded[1:-1].copy(), padded[2:]
    # Past the end of a text nothing follows: a third word after an empty second one is the next text's.
    third = np.where(second == 0, np.uint64(0), third)
    keys: NDArray[np.uint64] = (numbers << np.uint64(2 * BITS)) | (second << np.uint64(BITS)) | third
    return keys


def build(entries: Sequence[Entry], texts: Sequence[NDArray[np.uint64]]) -> Postings:
    """Index texts that are given as the hashes of their words."""
    vocabulary, flat = np.unique(np.concatenate([*texts, np.zeros(0, dtype=np.uint64)]), return_inverse=True)
    numbers = np.zeros(sum(len(text) + 1 for text in texts), dtype=np.uint64)
    at = done = 0
    for text in texts:
        numbers[at : at + len(text)] = flat[done : done + len(text)] + 1
        at += len(text) + 1
        done += len(text)
    keys = _keys(numbers)
    order = np.argsort(keys, kind="stable")
    return Postings(tuple(entries), vocabulary, keys[order], order.astype(np.uint32))


def texts_of(postings: Postings) -> list[NDArray[np.uint64]]:
    """The texts of a shard as the hashes of their words, as they were given to `build`."""
    return [
        postings.vocabulary[postings.numbers[start : start + entry.words].astype(np.int64) - 1]
        for start, entry in zip(postings.starts, postings.entries, strict=False)
    ]
