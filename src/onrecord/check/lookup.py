"""Words looked up on all shards of an archive at once: how often they stand there, and where one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.door import Place
from onrecord.check.postings import RUN, Entry, Hashes, Numbers, Postings

_MOST_PLACES: Final = 200  # exact places given; a phrase that stands more often than this is no one's in particular
_STARTS_AT_ONCE: Final = 1 << 14  # starts of an exact place tried together
_MOST_STARTS: Final = 1 << 18  # and in all, in a shard: a phrase whose rarest three words are commoner tells nothing
_WORDS_AT_ONCE: Final = 32


@dataclass(frozen=True)
class Shard:
    """A shard as an archive holds it: which of its entries are current (None: all), and the order of the archive."""

    postings: Postings
    current: NDArray[np.bool_] | None = None
    order: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def texts(self) -> NDArray[np.bool_]:
        """Which of its texts are those of current entries."""
        texts = np.zeros(len(self.postings.lengths), dtype=bool)
        held = np.fromiter((entry.text for entry in self.postings.entries), dtype=np.int64)
        texts[held if self.current is None else held[self.current]] = True
        return texts

    @cached_property
    def lost(self) -> Numbers:
        """By number, how often each word stands in texts that are not current."""
        gone = ~self.texts
        if 2 * int(self.postings.lengths[gone].sum()) <= self.postings.words:
            return self._counted(gone)
        return np.diff(self.postings.first, prepend=0).astype(np.int64) - self._counted(self.texts)

    def _counted(self, texts: NDArray[np.bool_]) -> Numbers:
        """By number, how often each word stands in these texts."""
        starts = self.postings.starts.tolist()
        none = np.zeros(0, dtype=np.uint32)
        numbers = (self.postings.numbers(slice(starts[text], starts[text + 1] - 1)) for text in np.flatnonzero(texts))
        counts: Numbers = np.bincount(np.concatenate([none, *numbers]), minlength=len(self.postings.first))
        return counts

    def entries(self, text: int) -> list[Entry]:
        """The current entries of a text, in the order of the archive."""
        held = range(int(self.postings.holders[text]), int(self.postings.holders[text + 1]))
        entries = (self.postings.entries[index] for index in held if self.current is None or self.current[index])
        return sorted(entries, key=lambda entry: (self.order.get(entry.item, 0), entry.item))

    def among_current(self, places: Numbers) -> NDArray[np.bool_] | None:
        """Which places are in a text that is current; None for all of them."""
        return None if self.current is None else self.texts[self.postings.text_at(places)]


@dataclass(frozen=True)
class Sought:
    """Successive words looked up in each shard: their numbers, and the stretches of the runs that begin with them."""

    words: Hashes
    numbers: list[Numbers]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]

    @property
    def counts(self) -> Numbers:
        """How often each run stands in each shard: shards by RUN by words."""
        return self.end - self.begin


def look_up(shards: Sequence[Shard], words: Hashes) -> Sought:
    """Look words up, once for all that is asked of them."""
    numbers = [shard.postings.numbers_of(words) for shard in shards]
    sides = np.zeros((2, len(shards), RUN, len(words)), dtype=np.int64)
    for index, shard in enumerate(shards):
        sides[:, index] = shard.postings.stretches(numbers[index])
    return Sought(words, numbers, *sides)


def word_counts(shards: Sequence[Shard], sought: Sought) -> Numbers:
    """How often each word stands in the archive's current texts; in one that several items share, once."""
    counts: Numbers = sought.counts[:, 0].sum(axis=0)
    for shard, numbers in zip(shards, sought.numbers, strict=True):
        if shard.current is not None:
            counts -= np.where(numbers > 0, shard.lost[numbers], 0)
    return counts


def exact_places(shards: Sequence[Shard], sought: Sought) -> Iterator[Place]:
    """The places where the words stand one after the other; of very many, some."""
    for shard, numbers, counts, begin in zip(shards, sought.numbers, sought.counts, sought.begin, strict=True):
        if not len(numbers) or not numbers.all():
            continue
        width = min(RUN, len(numbers))
        rarest = int(np.argmin(counts[width - 1, : len(numbers) - width + 1]))
        first, many = int(begin[width - 1, rarest]), int(counts[width - 1, rarest])
        places = shard.postings.order[first : first + min(many, _MOST_STARTS)].astype(np.int64)
        starts = np.sort(places - rarest)
        yield from _exact_in(shard, numbers, starts[starts >= 0])


def _exact_in(shard: Shard, numbers: Numbers, starts: Numbers) -> Iterator[Place]:
    left = _MOST_PLACES
    for at in range(0, len(starts), _STARTS_AT_ONCE):
        found = _agreeing(shard.postings, numbers, starts[at : at + _STARTS_AT_ONCE])
        current = shard.among_current(found)
        for start in (found if current is None else found[current])[:left].tolist():
            left -= 1
            yield from _places(shard, start, len(numbers))
        if not left:
            return


def _agreeing(postings: Postings, numbers: Numbers, starts: Numbers) -> Numbers:
    """The starts at which all these words stand."""
    starts = starts[starts + len(numbers) <= postings.starts[-1]]
    for at in range(0, len(numbers), _WORDS_AT_ONCE):
        some = numbers[at : at + _WORDS_AT_ONCE]
        held = postings.numbers(starts[:, None] + np.arange(at, at + len(some)))
        starts = starts[(held == some).all(axis=1)]
    return starts


def _places(shard: Shard, start: int, length: int) -> Iterator[Place]:
    """A place of a text, in every item that has this text."""
    text = int(shard.postings.text_at(np.array(start)))
    for entry in shard.entries(text):
        first = start - int(shard.postings.starts[text]) + entry.before
        yield Place(
            item=entry.item,
            release=entry.release,
            start=first,
            end=first + length,
            speaker=entry.speaker,
            against=entry.against,
        )
