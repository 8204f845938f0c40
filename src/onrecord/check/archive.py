"""The archive that the checkers are given: shards, and which of their texts are current."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final, TypeVar

import numpy as np

from onrecord.check.building import build
from onrecord.check.candidates import find_windows
from onrecord.check.door import Place, Spoken, Window
from onrecord.check.lookup import Shard, exact_places, look_up, word_counts
from onrecord.check.milestones import WordsOf
from onrecord.check.postings import Entry, Postings, hashes
from onrecord.records import ArchiveSummary, Cue

_TEXTS_KEPT: Final = 256  # texts kept in memory between two questions
_LOOKED_UP: Final = 8  # word sequences whose places are kept: of one quotation, several things are asked


Found = TypeVar("Found", Place, Window)


class ShelvedArchive:
    """Shards as one archive. Texts that are no longer current, and second ones of the same item, are passed over."""

    def __init__(
        self,
        summary: ArchiveSummary,
        shards: Sequence[Postings],
        load: Callable[[str], Spoken],
        only: Collection[str] | None = None,
    ) -> None:
        """Make an archive of shards; `load` gives a text by its item, `only` are the current items (all, if None).

        What is found stands in the order of `only`, or in that of the items' names where it has none.
        """
        self._summary = summary
        self._order = {} if only is None or isinstance(only, AbstractSet) else {one: n for n, one in enumerate(only)}
        self._shards = _current(shards, only, self._order)
        self._load = load
        self.spoken = lru_cache(maxsize=_TEXTS_KEPT)(self._read)
        self._looked_up = lru_cache(maxsize=_LOOKED_UP)(lambda words: look_up(self._shards, hashes(words)))

    @property
    def summary(self) -> ArchiveSummary:
        """Which state of the archive this is."""
        return self._summary

    def exact(self, words: Sequence[str]) -> tuple[Place, ...]:
        """The places where these folded words stand one after the other; of very many, some."""
        return self._in_order(exact_places(self._shards, self._looked_up(tuple(words))))

    def windows(self, words: Sequence[str]) -> tuple[Window, ...]:
        """The stretches that share most with these folded words."""
        return self._in_order(find_windows(self._shards, self._looked_up(tuple(words))))

    def counts(self, words: Sequence[str]) -> tuple[int, ...]:
        """How often each of these folded words stands in the current texts; one that items share counts once."""
        return tuple(word_counts(self._shards, self._looked_up(tuple(words))).tolist())

    def _in_order(self, found: Iterable[Found]) -> tuple[Found, ...]:
        return tuple(sorted(found, key=lambda one: (self._order.get(one.item, 0), one.item, one.start)))

    def _read(self, item: str) -> Spoken:
        spoken = self._load(item)
        parts = sorted(self._parts.get(item, ()), key=lambda part: self._entry(part).before)
        if not parts:
            return spoken
        stones = np.concatenate([self._shards[shard].postings.milestones_of(index) for shard, index in parts])
        count = sum(self._entry(part).words for part in parts)
        return replace(spoken, indexed=WordsOf(spoken.text, count, stones))

    def _entry(self, part: tuple[int, int]) -> Entry:
        return self._shards[part[0]].postings.entries[part[1]]

    @cached_property
    def _parts(self) -> dict[str, list[tuple[int, int]]]:
        """Each current item's parts, as shard and entry."""
        parts: dict[str, list[tuple[int, int]]] = {}
        for number, shard in enumerate(self._shards):
            for index, entry in enumerate(shard.postings.entries):
                if shard.current is None or shard.current[index]:
                    parts.setdefault(entry.item, []).append((number, index))
        return parts


def _current(shards: Sequence[Postings], only: Collection[str] | None, order: Mapping[str, int]) -> list[Shard]:
    """The shards, each with which of its entries count: each part of each current item, once."""
    wanted = only if only is None or isinstance(only, AbstractSet | Mapping) else frozenset(only)
    held: list[Shard] = []
    items: set[str] = set()
    seen: set[tuple[str, int]] = set()
    for postings in shards:
        again = not items.isdisjoint(postings.items)
        if again or not (wanted is None or all(map(wanted.__contains__, postings.items))):
            current = [
                (wanted is None or entry.item in wanted) and (entry.item, entry.before) not in seen
                for entry in postings.entries
            ]
            held.append(Shard(postings, np.array(current, dtype=bool), order))
        else:
            held.append(Shard(postings, None, order))
        items |= postings.items
        seen |= {(entry.item, entry.before) for entry in postings.entries}
    return held


def in_memory(spoken: Iterable[Spoken]) -> list[Postings]:
    """Shards of texts that aren't on a shelf."""
    return list(build(spoken))


def archive_of(texts: Sequence[str]) -> ShelvedArchive:
    """A few texts as an archive of their own, in memory; their items are their places in the sequence."""
    spoken = {
        str(number): Spoken(item=str(number), release=str(number), segments=(Cue(text=text),))
        for number, text in enumerate(texts)
    }
    shards = in_memory(spoken.values())
    words = sum(postings.words for postings in shards)
    summary = ArchiveSummary(generation=0, releases=len(spoken), hours=0.0, words=words)
    return ShelvedArchive(summary, shards, spoken.__getitem__)
