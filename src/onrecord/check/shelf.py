"""The shelf of what was said: shards of texts, which are added, merged, and set aside when they are damaged."""

import shutil
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from onrecord import shards
from onrecord.check.building import build, merged
from onrecord.check.door import Spoken
from onrecord.check.postings import MOST_WORDS, Postings
from onrecord.check.shard import NAMING, check_sound, read, write

SMALL: Final = 1 << 17
"""Shards of fewer words are merged as they are added, which takes a tenth of a second; larger ones wait for `merge`."""


class Shelf(shards.Shelf[Postings]):
    """Shards of texts. To merge them takes some 0.3 seconds for each million words."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        """Use this folder, or with an `address` an object store, and the folder for what is fetched of it."""
        super().__init__(folder, FORM, address)

    def add(self, spoken: Iterable[Spoken]) -> None:
        """Put texts that aren't there yet on the shelf, on new shards. It waits for no one, and for no big merge."""
        held = self.items()
        for postings in build(one for one in spoken if one.item not in held):
            self._put(partial(write, postings))
        self._merge(SMALL)

    def adopt(self, path: Path) -> None:
        """Take in a copy of a shard that was built elsewhere, by `build_shards`. Raises Damaged."""
        self._put(partial(_copied, path))


def _copied(path: Path, to: Path) -> str:
    shutil.copyfile(path, to)
    NAMING.verify(to, path.name)
    check_sound(read(to, path.name), path.name)
    return path.name


def _lost(postings: Postings, gone: Collection[str]) -> int:
    return sum(entry.words for entry in postings.entries if entry.item in gone)


def _merged(group: Sequence[Postings], gone: Collection[str], path: Path) -> str | None:
    made = merged(group, gone)
    return write(made, path) if made.entries else None


FORM: Final = shards.Form(
    naming=NAMING,
    most=MOST_WORDS,
    read=read,
    items=lambda postings: postings.items,
    size=lambda postings: postings.words,
    lost=_lost,
    merge=_merged,
)
