"""A shelf: shards, which are added, merged, and set aside when they are damaged.

Until a merge has removed what it made one of, or where two processes added the same thing, an item stands on two
shards; who reads them counts it once.
"""

import importlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final, Generic

from onrecord.errors import Damaged, Missing
from onrecord.shards.form import Form, Shard
from onrecord.shards.holdings import CachedHoldings, Holdings, Objects

REWRITTEN_SHARE: Final = 0.25
"""A shard is written anew without what is gone, when that is more than this share of it."""


class Shelf(Generic[Shard]):
    """Shards in a folder. Any number of processes may read it, add to it and merge it."""

    def __init__(self, folder: Path, form: Form[Shard], address: str | None = None) -> None:
        """Use this folder; it is made when something is first added.

        With the `address` of an object store the shards lie there, and the folder has those that were fetched. Raises
        Missing where what it takes to reach it isn't installed.
        """
        self.folder, self.address = folder, address
        self._form = form
        self._holdings = Holdings(folder, form) if address is None else CachedHoldings(folder, form, _objects(address))
        self._read: dict[str, Shard] = {}

    def items(self) -> set[str]:
        """The items that are on the shelf."""
        return {item for shard in self.shards() for item in self._form.items(shard)}

    def shards(self) -> list[Shard]:
        """All shards, each read once. A damaged one is set aside, so that its items can be added anew."""
        return list(self._named_shards().values())

    def _named_shards(self) -> dict[str, Shard]:
        while True:
            known, names = self._read, self._holdings.names()
            found = {name: known.get(name) or self._open(name) for name in names}
            whole = {name: shard for name, shard in found.items() if shard is not None}
            # Else one was set aside, or another process has just merged some into a new one.
            if names == list(whole) == self._holdings.names():
                self._holdings.tidy(names)
                self._read = whole
                return whole

    def _open(self, name: str) -> Shard | None:
        try:
            return self._holdings.open(name)
        except FileNotFoundError:
            return None
        except Damaged as error:
            self._holdings.put_aside(name, error)
            return None

    def _put(self, write: Callable[[Path], str]) -> None:
        """Put a new shard on the shelf; `write` writes it to a path and returns its name."""
        with self._holdings.partial() as partial:
            self._holdings.take(partial, write(partial))

    def merge(self, gone: Collection[str] = ()) -> int:
        """Merge shards that are due, and write anew those of which much is gone; returns how many were replaced.

        It can be done in any process, while others read and add. Wherever it is cut off, the shelf stays whole; the
        next merge begins again.
        """
        return self._merge(self._form.most, gone)

    def _merge(self, limit: int, gone: Collection[str] = ()) -> int:
        replaced = 0
        with self._holdings.merging() as alone:
            while alone and (group := self._due(limit, gone)):
                replaced += self._replace(group, gone)
        return replaced

    def _due(self, limit: int, gone: Collection[str]) -> dict[str, Shard]:
        shards = self._named_shards()
        sizes = {name: self._form.size(shard) for name, shard in shards.items()}
        lost = {name: self._form.lost(shard, gone) for name, shard in shards.items()} if gone else {}
        return {name: shards[name] for name in due(sizes, lost, limit)}

    def _replace(self, group: Mapping[str, Shard], gone: Collection[str]) -> int:
        """Put one shard into the place of several; returns how many, or 0 if one of them is no longer there."""
        with self._holdings.partial() as partial:
            name = self._form.merge(list(group.values()), gone, partial)
            with self._holdings.swapping():
                # What was cleared or set aside meanwhile must not come back in another shape.
                if not group.keys() <= set(self._holdings.names()):
                    return 0
                if name is not None:
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
        s3 = importlib.import_module("onrecord.shards.s3")
    except ModuleNotFoundError as error:
        raise Missing(f"object store {address}", "needs obstore", "run `pip install 'onrecord[s3]'`") from error
    objects: Objects = s3.S3Objects(address)
    return objects


def due(sizes: Mapping[str, int], lost: Mapping[str, int], limit: int) -> list[str]:
    """The shards that should become one: the most of the smallest where those before the largest are as large as it.

    So their number grows with the logarithm of what they hold. A shard of which much is `lost` is due by itself.
    """
    for name, size in sizes.items():
        if lost.get(name, 0) > REWRITTEN_SHARE * size and size <= limit:
            return [name]
    smallest = sorted(sizes, key=lambda name: (sizes[name], name))
    size = most = 0
    for number, name in enumerate(smallest, 1):
        if size + sizes[name] > limit:
            break
        if number > 1 and size >= sizes[name]:
            most = number
        size += sizes[name]
    return smallest[:most]
