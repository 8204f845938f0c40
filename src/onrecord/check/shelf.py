"""The shelf: shards, which are added, merged, and set aside when they are damaged.

Until a merge has removed what it made one of, or where two processes added the same text, an item stands on two
shards; an archive counts it once.
"""

import importlib
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

from onrecord.check.building import build, merged
from onrecord.check.door import Spoken
from onrecord.check.holdings import CachedHoldings, Holdings, Objects
from onrecord.check.postings import MOST_WORDS, Postings
from onrecord.check.shard import check_sound, read, verify, write
from onrecord.errors import Damaged, Missing

SMALL: Final = 1 << 17
"""Shards of fewer words are merged as they are added, which takes a tenth of a second; larger ones wait for `merge`."""

REWRITTEN_SHARE: Final = 0.25
"""A shard is written anew without what is gone, when that is more than this share of its words."""


class Shelf:
    """Shards in a folder. Any number of processes may read it, add to it and merge it."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        """Use this folder; it is made when something is first added.

        With the `address` of an object store the shards lie there, and the folder has those that were fetched. Raises
        Missing where what it takes to reach it isn't installed.
        """
        self._holdings = Holdings(folder) if address is None else CachedHoldings(folder, _objects(address))
        self._read: dict[str, Postings] = {}

    def items(self) -> set[str]:
        """The items that are on the shelf."""
        return {item for postings in self.shards() for item in postings.items}

    def shards(self) -> list[Postings]:
        """All shards, each read once. A damaged one is set aside, so that its texts can be added anew."""
        return list(self._named_shards().values())

    def _named_shards(self) -> dict[str, Postings]:
        while True:
            known, names = self._read, self._holdings.names()
            found = {name: known.get(name) or self._open(name) for name in names}
            whole = {name: postings for name, postings in found.items() if postings is not None}
            # Else one was set aside, or another process has just merged some into a new one.
            if names == list(whole) == self._holdings.names():
                self._holdings.tidy(names)
                self._read = whole
                return whole

    def _open(self, name: str) -> Postings | None:
        try:
            return self._holdings.open(name)
        except FileNotFoundError:
            return None
        except Damaged as error:
            self._holdings.put_aside(name, error)
            return None

    def add(self, spoken: Iterable[Spoken]) -> None:
        """Put texts that aren't there yet on the shelf, on new shards. It waits for no one, and for no big merge."""
        held = self.items()
        for postings in build(one for one in spoken if one.item not in held):
            with self._holdings.partial() as partial:
                self._holdings.take(partial, write(postings, partial))
        self._merge(SMALL)

    def adopt(self, path: Path) -> None:
        """Take in a copy of a shard that was built elsewhere, by `build_shards`. Raises Damaged."""
        with self._holdings.partial() as partial:
            shutil.copyfile(path, partial)
            verify(partial, path.name)
            check_sound(read(partial, path.name), path.name)
            self._holdings.take(partial, path.name)

    def merge(self, gone: Collection[str] = ()) -> int:
        """Merge shards that are due, and write anew those of which much is gone; returns how many were replaced.

        It takes some 0.3 seconds for each million words, in any process, while others read and add. Memory is bounded
        by the size of the largest shard. Wherever it is cut off, the shelf stays whole; the next merge begins again.
        """
        return self._merge(MOST_WORDS, gone)

    def _merge(self, limit: int, gone: Collection[str] = ()) -> int:
        replaced = 0
        with self._holdings.merging() as alone:
            while alone and (group := due(self._named_shards(), limit, gone)):
                replaced += self._replace(group, gone)
        return replaced

    def _replace(self, group: Mapping[str, Postings], gone: Collection[str]) -> int:
        """Put one shard into the place of several; returns how many, or 0 if one of them is no longer there."""
        made = merged(list(group.values()), gone)
        with self._holdings.partial() as partial:
            name = write(made, partial)
            with self._holdings.swapping():
                # What was cleared or set aside meanwhile must not come back in another shape.
                if not group.keys() <= set(self._holdings.names()):
                    return 0
                if made.entries:
                    self._holdings.take(partial, name)
                for old in group.keys() - {name}:
                    self._holdings.remove(old)
        return len(group)

    def verify(self) -> list[Damaged]:
        """Read every byte of every shard; those that are damaged are set aside. Returns all that were."""
        self._read = {}
        self._holdings.forget_verified()
        self.shards()
        return self.set_aside()

    def set_aside(self) -> list[Damaged]:
        """The shards that were set aside since the shelf was last cleared, and why."""
        return self._holdings.aside()

    def clear(self) -> None:
        """Throw everything away, with what was set aside."""
        self._read = {}
        self._holdings.clear()


def _objects(address: str) -> Objects:
    try:
        s3 = importlib.import_module("onrecord.check.s3")
    except ModuleNotFoundError as error:
        raise Missing(f"object store {address}", "needs obstore", "run `pip install 'onrecord[s3]'`") from error
    objects: Objects = s3.S3Objects(address)
    return objects


def due(shards: Mapping[str, Postings], limit: int, gone: Collection[str] = ()) -> dict[str, Postings]:
    """The shards that should become one: the most of the smallest where those before the largest are as large as it.

    So their number grows with the logarithm of what they hold. A shard of which much is gone is due by itself.
    """
    for name, postings in shards.items():
        lost = sum(entry.words for entry in postings.entries if entry.item in gone) if gone else 0
        if lost > REWRITTEN_SHARE * postings.words and postings.words <= limit:
            return {name: postings}
    smallest = sorted(shards.items(), key=lambda pair: (pair[1].words, pair[0]))
    size = most = 0
    for number, (_, postings) in enumerate(smallest, 1):
        if size + postings.words > limit:
            break
        if number > 1 and size >= postings.words:
            most = number
        size += postings.words
    return dict(smallest[:most])
