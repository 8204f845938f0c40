"""Shards built from texts, and from other shards."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.door import Spoken
from onrecord.check.milestones import Milestones, read_words
from onrecord.check.postings import (
    MOST_WORDS,
    RUN,
    Entry,
    Hashes,
    Postings,
    following_key,
    hashes,
    packed,
)

SORTED_AT_ONCE: Final = 1 << 21
"""Words sorted at one time, which takes some 50 bytes for each: so memory is bounded, however large a shard is."""

_DIGEST_BYTES: Final = 16

Ids = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text on its way onto a shard, as indices among the hashes of words; and the items whose text it is."""

    digest: bytes
    ids: Ids
    held: list[tuple[Entry, Milestones]] = field(default_factory=list)


def build(spoken: Iterable[Spoken], most: int = MOST_WORDS) -> Iterator[Postings]:
    """Index texts, as many on each shard as there is room for: `most` words."""
    known: defaultdict[str, int] = defaultdict(count().__next__)
    texts: list[tuple[Entry, Milestones, Ids]] = []
    size = 0
    for entry, stones, words in chain.from_iterable(_parts(one, most) for one in spoken):
        if texts and size + len(words) > most:
            yield _of_texts(texts, known)
            known, texts, size = defaultdict(count().__next__), [], 0
        ids = np.fromiter(map(known.__getitem__, words), dtype=np.uint32, count=len(words))
        texts.append((entry, stones, ids))
        size += len(words)
    if texts:
        yield _of_texts(texts, known)


def _parts(spoken: Spoken, most: int) -> Iterator[tuple[Entry, Milestones, list[str]]]:
    """A text, as it goes on a shard; in parts, cut at milestones, where there is not room for all of it on one."""
    words, stones = read_words(spoken.text)
    first = begin = 0
    while first < len(stones):
        # A part has one stretch at least, even if that alone is longer.
        last = max(first + 1, int(np.searchsorted(stones[:, 1], begin + most, side="right")) - 1)
        if len(words) - begin <= most:
            last = len(stones)
        end = int(stones[last, 1]) if last < len(stones) else len(words)
        entry = Entry(
            item=spoken.item,
            release=spoken.release,
            words=end - begin,
            text=0,
            stones=last - first,
            before=begin,
            language=spoken.language,
            speaker=spoken.speaker,
            against=spoken.against,
        )
        yield entry, stones[first:last], words[begin:end]
        first, begin = last, end


def _of_texts(texts: Sequence[tuple[Entry, Milestones, Ids]], known: Iterable[str]) -> Postings:
    hashed = hashes(known)
    distinct: dict[bytes, _Text] = {}
    for entry, stones, ids in texts:
        digest = hashlib.blake2b(hashed[ids].tobytes(), digest_size=_DIGEST_BYTES).digest()
        distinct.setdefault(digest, _Text(digest, ids)).held.append((entry, stones))
    return _assembled(list(distinct.values()), hashed)


def merged(shards: Sequence[Postings], gone: Collection[str] = ()) -> Postings:
    """One shard with the texts of several, each item once, without those that are gone."""
    distinct: dict[bytes, _Text] = {}
    seen: set[tuple[str, int]] = set()
    offset = 0
    for postings in shards:
        for index, entry in enumerate(postings.entries):
            if entry.item in gone or (entry.item, entry.before) in seen:
                continue
            seen.add((entry.item, entry.before))
            digest = postings.digests[entry.text].tobytes()
            if digest not in distinct:
                start = int(postings.starts[entry.text])
                ids = postings.numbers(slice(start, start + entry.words)) - 1 + np.uint32(offset)
                distinct[digest] = _Text(digest, ids)
            distinct[digest].held.append((entry, postings.milestones_of(index)))
        offset += len(postings.vocabulary)
    none = np.zeros(0, dtype=np.uint64)
    return _assembled(list(distinct.values()), np.concatenate([none, *(shard.vocabulary for shard in shards)]))


def _assembled(texts: Sequence[_Text], hashed: Hashes) -> Postings:
    used = np.zeros(len(hashed), dtype=bool)
    for text in texts:
        used[text.ids] = True
    vocabulary, ranks = np.unique(hashed[used], return_inverse=True)
    numbers_of = np.zeros(len(hashed), dtype=np.uint32)
    numbers_of[used] = ranks + 1
    numbers = np.zeros(sum(len(text.ids) + 1 for text in texts) + RUN, dtype=np.uint32)
    at = 0
    for text in texts:
        numbers[at : at + len(text.ids)] = numbers_of[text.ids]
        at += len(text.ids) + 1
    counts = np.bincount(numbers, minlength=len(vocabulary) + 1)
    counts[0] = 0
    first = np.cumsum(counts).astype(np.uint32)
    order, following = _ordered(numbers, first, len(vocabulary).bit_length())
    held = list(chain.from_iterable(text.held for text in texts))
    return Postings(
        entries=tuple(entry._replace(text=index) for index, text in enumerate(texts) for entry, _ in text.held),
        lengths=np.array([len(text.ids) for text in texts], dtype=np.uint32),
        digests=np.frombuffer(b"".join(text.digest for text in texts), dtype=np.uint8).reshape(-1, _DIGEST_BYTES),
        milestones=np.concatenate([np.zeros((0, 2), dtype=np.uint32), *(stones for _, stones in held)]),
        vocabulary=vocabulary,
        first=first,
        text=packed(numbers[: len(numbers) - RUN]),
        order=order,
        following=following,
    )


def _ordered(
    numbers: NDArray[np.uint32], first: NDArray[np.uint32], bits: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The places of all words in the order of the words there, and what follows them."""
    order, following = np.empty(first[-1], dtype=np.uint32), np.empty(first[-1], dtype=np.uint32)
    for low, high in _portions(first):
        places = np.flatnonzero((numbers >= low) & (numbers < high))
        second = numbers[places + 1]
        # Past the end of a text nothing follows: a third word after an empty second one is the next text's.
        third = np.where(second > 0, numbers[places + 2], 0)
        key = following_key(second, third, bits)
        word = (numbers[places] - np.uint32(low)).astype(np.uint64)
        sorting = np.argsort((word << np.uint64(32)) | key, kind="stable")
        here = slice(int(first[low - 1]), int(first[high - 1]))
        order[here], following[here] = places[sorting], key[sorting]
    return order, following


def _portions(first: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Half-open spans of words' numbers, each of one word or of as many as can be sorted at once."""
    low = 1
    while low < len(first):
        high = int(np.searchsorted(first, int(first[low - 1]) + SORTED_AT_ONCE, side="right"))
        high = max(high, low + 1)
        yield low, high
        low = high
