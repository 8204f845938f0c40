"""The shelf of footage: the codes of all prints, on shards."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from onrecord import shards
from onrecord.match.shard import MOST_CODES, NAMING, Shard, build, merge, read, write
from onrecord.prints import load

SMALL: Final = 1 << 20
"""Shards of fewer codes, some two hours, are merged as they are added, in a quarter of a second."""

FORM: Final = shards.Form(
    naming=NAMING,
    most=MOST_CODES,
    read=read,
    items=lambda shard: shard.item_set,
    size=lambda shard: shard.codes,
    lost=lambda shard, gone: shard.lost(gone),
    merge=merge,
)


class Shelf(shards.Shelf[Shard]):
    """Shards of the codes of prints. To merge them takes some 0.3 seconds for each million codes."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        """Use this folder, or with an `address` an object store, and the folder for what is fetched of it."""
        super().__init__(folder, FORM, address)

    def add(self, some: Iterable[tuple[str, Path]]) -> None:
        """Put the prints in these files, each with its item, on the shelf where they aren't there yet.

        It waits for no one, and for no big merge. Raises Damaged where a file holds no prints.
        """
        held = self.items()
        for shard in build((item, load(path)) for item, path in some if item not in held):
            self._put(partial(write, shard))
        self._merge(SMALL)
