"""The shelf: a folder of shards, which are added, merged, and set aside when they are damaged.

What stands on it is whatever shards lie in the folder: each is written beside its place, synced and renamed, so it is
there as a whole or not at all, and no two processes can spoil it for each other. Until a merge has removed what it
made one of, or where two processes added the same text, an item stands on two shards; an archive counts it once.
"""

import json
import os
import shutil
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import filelock

from onrecord.check.building import build, merged
from onrecord.check.door import Spoken
from onrecord.check.postings import MOST_WORDS, Postings
from onrecord.check.shard import SUFFIX, read, verify, write
from onrecord.errors import Damaged
from onrecord.store.durable import sweep_partial, sync_file, sync_folder, write_durably

SMALL: Final = 1 << 17
"""Shards of fewer words are merged as they are added, which takes a tenth of a second; larger ones wait for `merge`."""

REWRITTEN_SHARE: Final = 0.25
"""A shard is written anew without what is gone, when that is more than this share of its words."""

_ASIDE: Final = "set-aside"


class Shelf:
    """The shards in a folder. Any number of processes may read it, add to it and merge it."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when something is first added."""
        self._folder = folder
        self._read: dict[str, Postings] = {}

    def items(self) -> set[str]:
        """The items that are on the shelf."""
        return {item for postings in self.shards() for item in postings.items}

    def shards(self) -> list[Postings]:
        """All shards, each read once. A damaged one is set aside, so that its texts can be added anew."""
        while True:
            names = self._names()
            found = {name: self._read.get(name) or self._open(name) for name in names}
            self._read = {name: postings for name, postings in found.items() if postings is not None}
            # Else one was set aside, or another process has just merged some into a new one.
            if names == list(self._read) == self._names():
                return list(self._read.values())

    def add(self, spoken: Iterable[Spoken]) -> None:
        """Put texts that aren't there yet on the shelf, on new shards. It waits for no one, and for no big merge."""
        held = self.items()
        for postings in build(one for one in spoken if one.item not in held):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._partial() as partial:
                self._place(partial, write(postings, partial))
        self._merge(SMALL)

    def adopt(self, path: Path) -> None:
        """Take in a copy of a shard that was built elsewhere, by `build_shards`. Raises Damaged."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._partial() as partial:
            shutil.copyfile(path, partial)
            verify(partial, path.name)
            read(partial, path.name)
            self._place(partial, path.name)

    def merge(self, gone: Collection[str] = ()) -> int:
        """Merge shards that are due, and write anew those of which much is gone; returns how many were replaced.

        It may take seconds for each million words, in any process, while others read and add. Memory is bounded by
        the size of the largest shard. Wherever it is cut off, the shelf stays whole; the next merge begins again.
        """
        return self._merge(MOST_WORDS, gone)

    def verify(self) -> list[Damaged]:
        """Read every byte of every shard; those that are damaged are set aside. Returns all that are."""
        self._read = {}
        self._verified_file.unlink(missing_ok=True)
        self.shards()
        return self.set_aside()

    def set_aside(self) -> list[Damaged]:
        """The shards that were set aside since the shelf was last cleared, and why."""
        found = sorted((self._folder / _ASIDE).glob("*.json"))
        return [Damaged(**json.loads(path.read_text(encoding="ascii"))) for path in found]

    def clear(self) -> None:
        """Throw everything away, with what was set aside."""
        self._read = {}
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- files -----------------------------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        try:
            with os.scandir(self._folder) as found:
                files = [file.name for file in found if file.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []
        return sorted(name for name in files if name.endswith(SUFFIX) and not name.startswith("."))

    @contextmanager
    def _partial(self) -> Iterator[Path]:
        """A file to write; named for this process, so that it is cleared away when that is killed."""
        partial = self._folder / f".{uuid.uuid4().hex}.{os.getpid()}.new"
        try:
            yield partial
        finally:
            partial.unlink(missing_ok=True)

    def _place(self, partial: Path, name: str) -> None:
        """Give a shard that was read through just now its place."""
        sync_file(partial)
        partial.replace(self._folder / name)
        sync_folder(self._folder)
        self._note_verified(name)

    def _open(self, name: str) -> Postings | None:
        """Read a shard; None where it had to be set aside, or is gone."""
        path = self._folder / name
        try:
            if self._verified().get(name) != _stamp(path):
                verify(path, name)
                self._note_verified(name)
            return read(path, name)
        except FileNotFoundError:
            return None
        except Damaged as error:
            self._put_aside(name, error)
            return None

    def _put_aside(self, name: str, error: Damaged) -> None:
        aside = self._folder / _ASIDE
        aside.mkdir(exist_ok=True)
        why = {"subject": error.subject, "what": error.what, "remedy": error.remedy}
        write_durably(aside / f"{name}.json", json.dumps(why).encode())
        with suppress(FileNotFoundError):
            (self._folder / name).rename(aside / name)

    # --- what was verified -----------------------------------------------------------------------------------------

    @property
    def _verified_file(self) -> Path:
        return self._folder / ".verified"

    def _verified(self) -> dict[str, list[int]]:
        """The shards whose bytes were all read, with what their files' stamps were then."""
        try:
            held = json.loads(self._verified_file.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return {}
        return held if isinstance(held, dict) else {}

    def _note_verified(self, name: str) -> None:
        stamps = {one: stamp for one, stamp in self._verified().items() if (self._folder / one).exists()}
        stamps[name] = _stamp(self._folder / name)
        partial = self._folder / f".verified.{os.getpid()}.new"
        # What isn't noted is only read once more; so a folder that can't be written is no trouble.
        with suppress(OSError):
            partial.write_text(json.dumps(stamps), encoding="ascii")
            partial.replace(self._verified_file)

    # --- merging ---------------------------------------------------------------------------------------------------

    def _merge(self, limit: int, gone: Collection[str] = ()) -> int:
        replaced = 0
        with suppress(filelock.Timeout):
            if self._folder.is_dir():
                with filelock.FileLock(self._folder / ".merging", timeout=0):
                    sweep_partial(self._folder)
                    while group := due(self._named_shards(), limit, gone):
                        replaced += self._replace(group, gone)
        return replaced

    def _named_shards(self) -> dict[str, Postings]:
        self.shards()
        return dict(self._read)

    def _replace(self, group: Mapping[str, Postings], gone: Collection[str]) -> int:
        """Put one shard into the place of several; returns how many, or 0 if one of them is no longer there."""
        made = merged(list(group.values()), gone)
        with self._partial() as partial:
            name = write(made, partial)
            with filelock.FileLock(self._folder / ".lock"):
                # What was cleared or set aside meanwhile must not come back in another shape.
                if not set(group) <= set(self._names()):
                    return 0
                if made.entries:
                    self._place(partial, name)
                for old in set(group) - {name}:
                    (self._folder / old).unlink()
        return len(group)


def _stamp(path: Path) -> list[int]:
    """What tells that a file was changed: it can't be written without one of these becoming another."""
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


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
