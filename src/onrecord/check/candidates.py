"""Where in the archive a quotation may come from: stretches that share many of its words.

Every run of one, two or three words of the quotation votes for the stretches where it stands, with the bits that it
tells: log2 of how many words the archive has for each time it stands there. The rarest runs vote first, until enough
have voted. The best stretch is taken, then the best for the words that it leaves unexplained, and so on; so both
sources of a stitched quotation are found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.door import Window
from onrecord.check.lookup import Shard, Sought
from onrecord.check.postings import RUN, Hashes, Numbers

_MOST_HITS: Final = np.array([[200], [1000], [4000]])
"""The most times that a run of one, two or three words may stand in the archive and still vote."""

_HITS_IN_ALL: Final = 4_000
"""Votes counted. The rarest come first, so what is left out tells the least; and time is bounded."""

_BEST: Final = 4  # stretches taken that are about as good as the best, so that a better copy isn't missed
_ROUNDS: Final = 3  # stretches sought for words that are still unexplained
_AS_GOOD: Final = 0.5
"""A stretch that tells less than this share of what the best one tells is no better copy."""

_BEYOND_CHANCE: Final = 1.5
"""What a stretch has to tell of words that are still unexplained, as a multiple of the bits that name a word of the
archive. What tells less stands somewhere by chance; half as much again is asked, since runs overlap."""

_SHORTEST: Final = 32
MARGIN: Final = 24  # words added on both sides of a stretch


def find_windows(shards: Sequence[Shard], sought: Sought) -> list[Window]:
    """The stretches that share most with the words, best first."""
    if not sought.counts.any():
        return []
    width = max(_SHORTEST, 1 << (len(sought.words) - 1).bit_length())
    buckets = _Buckets.of(shards, width)
    distinct = _distinct(sought.words)
    votes = _votes(shards, sought, buckets)
    size = sum(shard.postings.words for shard in shards)
    return [
        window
        for bucket in _pick(votes, len(sought.words), _BEYOND_CHANCE * np.log2(size + 1))
        for window in _windows(shards, buckets, bucket, distinct)
    ]


def _distinct(words: Hashes) -> Hashes:
    """The distinct words in the order in which they are first asked for."""
    _, first = np.unique(words, return_index=True)
    return words[np.sort(first)]


@dataclass(frozen=True, slots=True)
class _Buckets:
    """All shards' places in buckets of 2^`shift` words, numbered through; `first` is that of each shard's first."""

    shift: int
    first: list[int]

    @classmethod
    def of(cls, shards: Sequence[Shard], width: int) -> "_Buckets":
        shift, first = width.bit_length() - 1, [0]
        for shard in shards:
            # An empty one between two shards, as a stretch is two buckets.
            first.append(first[-1] + (int(shard.postings.starts[-1]) >> shift) + 2)
        return cls(shift, first)

    def span(self, bucket: int) -> tuple[int, int, int]:
        """The shard of a stretch, and the places at which it begins and ends there."""
        shard = next(index for index, first in enumerate(self.first[1:]) if bucket < first)
        start = (bucket - self.first[shard]) << self.shift
        return shard, start, start + (2 << self.shift)


@dataclass(frozen=True, slots=True)
class _Votes:
    """Which words vote for which bucket, with how many bits; each word once in a bucket, in the order of buckets."""

    words: Numbers
    bits: NDArray[np.float64]
    buckets: Numbers
    edges: Numbers

    def scores(self, told: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each bucket the bits of it and of the one after it, of the words that are still to be told."""
        sums = np.add.reduceat(self.bits * told[self.words], self.edges)
        sums[:-1] += np.where(self.buckets[1:] == self.buckets[:-1] + 1, sums[1:], 0.0)
        return sums

    def of(self, buckets: NDArray[np.bool_]) -> "_Votes":
        """Those for some of the buckets, and for the one after each."""
        buckets = buckets.copy()
        buckets[1:] |= buckets[:-1]
        sizes = np.diff(self.edges, append=len(self.words))
        kept = np.repeat(buckets, sizes)
        edges = np.cumsum(sizes[buckets]) - sizes[buckets]
        return _Votes(self.words[kept], self.bits[kept], self.buckets[buckets], edges)

    def explained_by(self, bucket: int) -> Numbers:
        """The words that vote for the stretch that begins with this bucket."""
        first, last = self.buckets.searchsorted([bucket, bucket + 2])
        ends = np.append(self.edges, len(self.words))
        return self.words[ends[first] : ends[last]]


def _votes(shards: Sequence[Shard], sought: Sought, buckets: _Buckets) -> _Votes:
    asked = len(sought.words)
    counts = sought.counts
    voting = _rarest(counts.sum(axis=0)).ravel()
    runs, cast = [], []
    for shard, numbers, begin, count, first in zip(
        shards, sought.numbers, sought.begin, counts, buckets.first, strict=False
    ):
        run, places = _hits(shard, numbers, begin.ravel()[voting], count.ravel()[voting], voting)
        runs.append(run)
        cast.append((places >> buckets.shift) + first)
    run, bucket = np.concatenate(runs), np.concatenate(cast)
    size = sum(shard.postings.words for shard in shards)
    bits = np.log2((size + 1) / np.maximum(1, np.bincount(run, minlength=RUN * asked)))
    return _counted_once(run, bucket, bits, asked)


def _rarest(counts: Numbers) -> Numbers:
    """The indices of the runs that vote."""
    flat = counts.ravel()
    known = np.flatnonzero((counts > 0) & (counts <= _MOST_HITS))
    known = known[np.argsort(flat[known], kind="stable")]
    return known[np.cumsum(flat[known]) <= _HITS_IN_ALL]


def _hits(shard: Shard, numbers: Numbers, begin: Numbers, counts: Numbers, voting: Numbers) -> tuple[Numbers, Numbers]:
    """The places where the voting runs stand in a shard, and which run each is."""
    runs = np.repeat(voting, counts)
    stretches = np.arange(len(runs)) + np.repeat(begin - np.cumsum(counts) + counts, counts)
    places = shard.postings.order[stretches].astype(np.int64)
    kept = np.ones(len(runs), dtype=bool)
    # The stretch of three words has others whose third word begins with the same bits.
    three = np.flatnonzero(runs >= 2 * len(numbers))
    kept[three] = shard.postings.numbers(places[three] + 2) == numbers[runs[three] - 2 * len(numbers) + 2]
    if (current := shard.among_current(places)) is not None:
        kept &= current
    return runs[kept], places[kept]


def _counted_once(run: Numbers, bucket: Numbers, bits: NDArray[np.float64], asked: int) -> _Votes:
    """A word counts once in a bucket, with the longest run that it begins there."""
    shift = asked.bit_length()
    longest, word = np.divmod(run, asked)
    codes = np.sort((bucket << (shift + 2)) | (word << 2) | (RUN - 1 - longest))
    codes = codes[_changes(codes >> 2)]
    words = (codes >> 2) & ((1 << shift) - 1)
    names = codes >> (shift + 2)
    edges = np.flatnonzero(_changes(names))
    return _Votes(words, bits[(RUN - 1 - (codes & 3)) * asked + words], names[edges], edges)


def _changes(values: Numbers) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _pick(votes: _Votes, asked: int, least: float) -> list[int]:
    """The first buckets of the best stretches, which do not overlap; `least` is what the later ones have to tell."""
    if not len(votes.edges):
        return []
    told = np.ones(asked)
    scores = votes.scores(told)
    enough = _AS_GOOD * float(scores.max())
    # What tells too little by now won't tell more once other words are explained.
    votes = votes.of(scores >= min(enough, least))
    picked: list[int] = []
    while len(picked) < _BEST and (best := _best(votes, told, picked, enough)) is not None:
        picked.append(best)
    explained = picked[:1]
    for _ in range(_ROUNDS):
        told[votes.explained_by(explained[-1])] = 0.0
        best = _best(votes, told, picked, least)
        if best is None:
            break
        explained.append(best)
        picked.append(best)
    return picked


def _best(votes: _Votes, told: NDArray[np.float64], picked: Sequence[int], enough: float) -> int | None:
    """The first bucket of the stretch that tells most and overlaps none that is picked, if it tells enough."""
    scores = votes.scores(told)
    for bucket in picked:
        scores[np.abs(votes.buckets - bucket) <= 1] = 0.0
    best = int(np.argmax(scores))
    return int(votes.buckets[best]) if scores[best] >= enough else None


def _windows(shards: Sequence[Shard], buckets: _Buckets, bucket: int, distinct: Hashes) -> Iterator[Window]:
    """The stretch that begins with a bucket, with a margin; of several texts that stand in it, each apart."""
    index, start, end = buckets.span(bucket)
    shard = shards[index]
    postings = shard.postings
    numbers = postings.numbers_of(distinct)
    sorting = np.argsort(numbers)
    texts = postings.text_at(np.array([start, min(end, int(postings.starts[-1])) - 1]))
    for text in range(int(texts[0]), int(texts[1]) + 1):
        first, after = int(postings.starts[text]), int(postings.starts[text + 1]) - 1
        low, high = max(first, start - MARGIN), min(after, end + MARGIN)
        held = postings.numbers(slice(low, high))
        at = np.minimum(numbers[sorting].searchsorted(held), len(sorting) - 1)
        codes = np.where(numbers[sorting][at] == held, sorting[at], -1).astype(np.int32)
        holders = shard.entries(text)
        if holders and (codes >= 0).any():
            yield Window(item=holders[0].item, start=low - first + holders[0].before, codes=codes)
