"""Where in the archive a quotation may come from: places of the same words, and stretches that share many.

Every run of one, two or three words of the quotation votes for the stretches where it stands, with the bits that it
tells: log2 of how many words the archive has for each time it stands there. The best stretch is taken, then the best
for the words that it leaves unexplained, and so on; so both sources of a stitched quotation are found.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.door import Place, Window
from onrecord.check.postings import Numbers, Postings

Shards = Sequence[tuple[Postings, NDArray[np.bool_]]]
"""Shards, each with which of its texts are current."""

_MOST_PLACES: Final = 200  # exact places given; a phrase that stands more often than this is no one's in particular
_MOST_STARTS: Final = 1 << 18  # starts tried for an exact place, in a shard
# The most times that a run of one, two or three words may stand in a shard and still vote: a commoner one tells
# nothing, and bounds the work.
_MOST_HITS: Final = {1: 200, 2: 1000, 3: 4000}
_HITS_IN_ALL: Final = 200_000
_ROUNDS: Final = 4  # stretches sought for words that are still unexplained
_BEST: Final = 4  # stretches taken in the first round, so that a better copy isn't missed
_SHORTEST: Final = 32
_MARGIN: Final = 24  # words added on both sides of a stretch


def _distinct(wanted: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The distinct words in the order in which they are first asked for."""
    _, first = np.unique(wanted, return_index=True)
    return wanted[np.sort(first)]


def word_counts(shards: Shards, wanted: NDArray[np.uint64]) -> tuple[int, ...]:
    """How often each word stands in the archive."""
    total = np.zeros(len(wanted), dtype=np.int64)
    for postings, _ in shards:
        begin, end = postings.stretches(postings.numbers_of(wanted)[:, None])
        total += end - begin
    return tuple(map(int, total))


def exact_places(shards: Shards, wanted: NDArray[np.uint64]) -> tuple[Place, ...]:
    """The places where the words stand one after the other, in the order of the shelf."""
    if not len(wanted):
        return ()
    places: list[Place] = []
    for postings, current in shards:
        numbers = postings.numbers_of(wanted)
        if numbers.all():
            places += _exact_in(postings, current, numbers)
    return tuple(places[:_MOST_PLACES])


def _exact_in(postings: Postings, current: NDArray[np.bool_], numbers: Numbers) -> list[Place]:
    width = min(3, len(numbers))
    runs = np.lib.stride_tricks.sliding_window_view(numbers, width)
    begin, end = postings.stretches(runs)
    rarest = int(np.argmin(end - begin))
    starts = postings.positions[begin[rarest] : min(end[rarest], begin[rarest] + _MOST_STARTS)].astype(np.int64)
    starts = np.sort(starts - rarest)
    starts = starts[(starts >= 0) & (starts + len(numbers) <= len(postings.numbers))]
    for offset, number in enumerate(numbers):
        if not len(starts):
            return []
        starts = starts[postings.numbers[starts + offset] == number]
    entries = postings.entry_at(starts)
    kept = current[entries]
    return [
        _place(postings, int(entry), int(start), len(numbers))
        for entry, start in zip(entries[kept][:_MOST_PLACES], starts[kept][:_MOST_PLACES], strict=True)
    ]


def _place(postings: Postings, index: int, position: int, length: int) -> Place:
    entry = postings.entries[index]
    start = position - int(postings.starts[index])
    return Place(
        item=entry.item,
        release=entry.release,
        start=start,
        end=start + length,
        speaker=entry.speaker,
        against=entry.against,
    )


def find_windows(shards: Shards, wanted: NDArray[np.uint64]) -> tuple[Window, ...]:
    """The stretches that share most with the words, best first."""
    if not len(wanted):
        return ()
    size = sum(len(postings.keys) for postings, _ in shards)
    width = max(_SHORTEST, 1 << (len(wanted) - 1).bit_length())
    distinct = _distinct(wanted)
    votes = [_votes(postings, current, wanted, width, size) for postings, current in shards]
    return tuple(_window(shards[shard][0], bucket, width, distinct) for shard, bucket in _pick(votes, len(wanted)))


Votes = tuple[Numbers, Numbers, NDArray[np.float64]]
"""Which word of the quotation votes, for which bucket, with how many bits."""


def _votes(postings: Postings, current: NDArray[np.bool_], wanted: NDArray[np.uint64], width: int, size: int) -> Votes:
    numbers = postings.numbers_of(wanted)
    words, places, bits = [], [], []
    left = _HITS_IN_ALL
    for run in (3, 2, 1):
        if len(numbers) < run:
            continue
        begin, end = postings.stretches(np.lib.stride_tricks.sliding_window_view(numbers, run))
        counts = end - begin
        for word in np.flatnonzero((counts > 0) & (counts <= _MOST_HITS[run])):
            count = int(counts[word])
            left -= count
            if left < 0:
                break
            places.append(postings.positions[begin[word] : end[word]])
            words.append(np.full(count, word))
            bits.append(np.full(count, np.log2(size / count)))
    if not words:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0)
    where = np.concatenate(places).astype(np.int64)
    entries = postings.entry_at(where)
    buckets = _first_buckets(postings, width)[entries] + (where - postings.starts[entries]) // width
    kept = current[entries]
    return np.concatenate(words)[kept], buckets[kept], np.concatenate(bits)[kept]


def _first_buckets(postings: Postings, width: int) -> Numbers:
    """The number of each text's first bucket; an empty one stands between two texts."""
    lengths = np.diff(postings.starts) // width + 2
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])


def _pick(votes: Sequence[Votes], length: int) -> list[tuple[int, int]]:
    """The best stretches, as shard and bucket; a stretch is two buckets, so that none is cut at a boundary."""
    told = np.ones(length)
    picked: list[tuple[int, int]] = []
    for turn in range(_ROUNDS):
        best = [(score, shard, bucket) for shard, vote in enumerate(votes) for score, bucket in _best(vote, told)]
        best.sort(key=lambda pair: -pair[0])
        fresh = [(shard, bucket) for _, shard, bucket in best if (shard, bucket) not in picked]
        if not fresh:
            break
        picked += fresh[: _BEST if turn == 0 else 1]
        _explain(votes, fresh[0], told)
    return picked


def _best(vote: Votes, told: NDArray[np.float64]) -> list[tuple[float, int]]:
    words, buckets, bits = vote
    if not len(buckets):
        return []
    # A word counts once in a bucket, with the longest run that it begins there.
    pair = buckets * len(told) + words
    pairs, inverse = np.unique(pair, return_inverse=True)
    best = np.zeros(len(pairs))
    np.maximum.at(best, inverse, bits)
    names, inverse = np.unique(pairs // len(told), return_inverse=True)
    sums = np.bincount(inverse, weights=best * told[pairs % len(told)])
    following = np.append(np.where(np.diff(names) == 1, sums[1:], 0.0), 0.0)
    both = sums + following
    top = np.argsort(-both, kind="stable")[: 2 * _BEST]
    return [(float(both[i]), int(names[i])) for i in top if both[i] > 0]


def _explain(votes: Sequence[Votes], picked: tuple[int, int], told: NDArray[np.float64]) -> None:
    """Take the votes of the words that the picked stretch explains out of the next rounds."""
    shard, bucket = picked
    words, buckets, _ = votes[shard]
    told[words[(buckets == bucket) | (buckets == bucket + 1)]] = 0.0


def _window(postings: Postings, bucket: int, width: int, distinct: NDArray[np.uint64]) -> Window:
    """The stretch of a text that the bucket and the one after it are, with a margin."""
    buckets = _first_buckets(postings, width)
    index = int(np.searchsorted(buckets, bucket, side="right")) - 1
    entry, first = postings.entries[index], int(postings.starts[index])
    start = (bucket - int(buckets[index])) * width
    low, high = max(0, start - _MARGIN), min(entry.words, start + 2 * width + _MARGIN)
    numbers = postings.numbers_of(distinct)
    order = np.argsort(numbers)
    held = postings.numbers[first + low : first + high]
    at = np.minimum(np.searchsorted(numbers[order], held), len(order) - 1)
    codes = np.where(numbers[order][at] == held, order[at], -1)
    return Window(item=entry.item, start=low, codes=codes.astype(np.int32))
