"""An archive as it is opened of a shelf: the shards that stand there, and the items that count."""

import importlib
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.errors import Damaged
from onrecord.match.archive import Archive, Codes, Neighbours
from onrecord.match.codes import Places
from onrecord.match.shard import Kind, Shard
from onrecord.match.shelf import Shelf
from onrecord.prints import Channel, FootagePrints, mapped

CELLS: Final[dict[Channel, int]] = {"picture": 256, "detail": 24, "sound": 96}
"""How many cells are looked through for a code that is asked for. Of details there are a hundred thousand an hour, and
a few that are found of each moment are enough; of the others each is worth a longer look."""

_ASKED_AT_ONCE: Final = 1 << 13
"""Codes that are asked for in one go, so that what all shards hold of them takes some 50 MB at most."""

_THREADS: Final = min(4, os.cpu_count() or 1)
"""Neither Faiss nor NumPy keeps the interpreter's lock while it works."""

_KEPT_BYTES: Final = 256 << 20
"""Of prints that were loaded last, so many bytes stay at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """Names an archive, so that another process can open it: where the shelf is, and which items count, each once."""

    folder: Path
    items: tuple[str, ...]
    address: str | None = None

    def open(self, print_path: Callable[[str], Path]) -> Archive:
        """Open it; `print_path` says where an item's print file is. A process opens each shelf's shards once.

        Raises Damaged where some of the items stand there no longer: what they hold would be said not to be held.
        """
        archive = open_archive(_shelf(self.folder, self.address).shards(), self.items, print_path)
        if missing := len(self.items) - len(archive.items):
            what = f"lacks {missing} of {len(self.items)} prints"
            raise Damaged(f"shelf {self.folder.name}", what, "ask again: they are put on it anew")
        return archive


@cache
def _shelf(folder: Path, address: str | None) -> Shelf:
    return Shelf(folder, address)


def open_archive(some: Sequence[Shard], items: Sequence[str], print_path: Callable[[str], Path]) -> Archive:
    """The archive of these items, as far as they stand on these shards. What isn't among them never comes out."""
    return _ShelvedArchive(some, items, print_path)


class _ShelvedArchive:
    """An archive on shards, of which some items count."""

    def __init__(self, some: Sequence[Shard], items: Sequence[str], print_path: Callable[[str], Path]) -> None:
        held = frozenset[str]().union(*(shard.item_set for shard in some))
        self.items: Sequence[str] = tuple(item for item in dict.fromkeys(items) if item in held)
        self._shards = list(zip(some, _numbers(some, self.items), strict=True))
        self._prints = _Prints(print_path)

    def count(self, channel: Channel) -> int:
        """How many codes of a channel are held in all."""
        return sum(
            int(held.counts[numbers >= 0].sum())
            for shard, numbers in self._shards
            for kind, held in shard.kinds.items()
            if kind.channel == channel
        )

    def near(self, channel: Channel, codes: Codes, within: int, most: int) -> Neighbours:
        """The held codes within so many bits of each of `codes`; of too many, the `most` nearest."""
        by = importlib.import_module("onrecord.match.neighbours")  # Faiss is behind it, and takes half a second to load
        kind, reach = Kind(channel, codes.shape[1]), by.Reach(within, most, CELLS[channel])
        sources = [by.Source(shard.kinds[kind], numbers) for shard, numbers in self._shards if kind in shard.kinds]
        order = np.lexsort(codes.T[::-1]) if len(codes) else np.empty(0, np.int64)
        blocks = [order[first : first + _ASKED_AT_ONCE] for first in range(0, len(order), _ASKED_AT_ONCE)]
        with ThreadPoolExecutor(min(_THREADS, max(1, len(blocks)))) as threads:
            found: Neighbours = by.joined(list(threads.map(partial(by.nearest, sources, codes, reach=reach), blocks)))
        return found

    def prints(self, item: str) -> FootagePrints:
        """Everything that is kept of one video. Those that were asked for last are at hand."""
        return self._prints.of(item)


def _numbers(some: Sequence[Shard], items: Sequence[str]) -> list[Places]:
    """The number in `items` of each shard's items; -1 for what doesn't count, or counts on another shard."""
    left = {item: number for number, item in enumerate(items)}
    return [np.fromiter((left.pop(item, -1) for item in shard.items), np.int64, len(shard.items)) for shard in some]


class _Prints:
    """The prints that were loaded last."""

    def __init__(self, print_path: Callable[[str], Path]) -> None:
        self._path = print_path
        self._kept: OrderedDict[str, tuple[FootagePrints, int]] = OrderedDict()
        self._bytes = 0

    def of(self, item: str) -> FootagePrints:
        """The prints of an item."""
        if item not in self._kept:
            path = self._path(item)
            self._kept[item] = mapped(path), path.stat().st_size
            self._bytes += self._kept[item][1]
        self._kept.move_to_end(item)
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1][1]
        return self._kept[item][0]
