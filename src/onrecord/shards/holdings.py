"""Where a shelf's shards lie: in a folder, or on an object store with a folder for those that were fetched.

What stands on a shelf is whatever shards lie there. Each is written beside its place, synced and renamed, so it is
there as a whole or not at all, and no two processes can spoil it for each other.
"""

import json
import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Generic, Protocol

import filelock

from onrecord.errors import Damaged
from onrecord.shards.form import Form, Shard
from onrecord.store.durable import sweep_partial, sync_file, sync_folder, write_durably

_ASIDE: Final = "set-aside"


class Holdings(Generic[Shard]):
    """The shards in a folder."""

    def __init__(self, folder: Path, form: Form[Shard]) -> None:
        """Use this folder; it is made when something is first put there."""
        self.folder, self._form, self._suffix = folder, form, form.naming.suffix

    def names(self) -> list[str]:
        """The names of all shards, in order."""
        try:
            with os.scandir(self.folder) as found:
                files = [file.name for file in found if file.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []
        return sorted(name for name in files if name.endswith(self._suffix) and not name.startswith("."))

    def open(self, name: str) -> Shard:
        """Map a shard; all its bytes are read the first time. Raises Damaged, or FileNotFoundError where it is gone."""
        path = self.folder / name
        if self._verified().get(name) != _stamp(path):
            self._form.naming.verify(path, name)
            self._note_verified(name)
        return self._form.read(path, name)

    @contextmanager
    def partial(self) -> Iterator[Path]:
        """A file to write; named for this process, so that it is cleared away when that is killed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f".{uuid.uuid4().hex}.{os.getpid()}.new"
        try:
            yield partial
        finally:
            partial.unlink(missing_ok=True)

    def take(self, partial: Path, name: str) -> None:
        """Give a shard that was read through just now its place."""
        sync_file(partial)
        partial.replace(self.folder / name)
        sync_folder(self.folder)
        self._note_verified(name)

    def remove(self, name: str) -> None:
        """Remove a shard. Whoever has mapped it keeps it."""
        (self.folder / name).unlink(missing_ok=True)

    def put_aside(self, name: str, error: Damaged) -> None:
        """Move a damaged shard out of the way, and write down why."""
        aside = self.folder / _ASIDE
        aside.mkdir(parents=True, exist_ok=True)
        why = {"subject": error.subject, "what": error.what, "remedy": error.remedy}
        write_durably(aside / f"{name}.json", json.dumps(why).encode())
        with suppress(FileNotFoundError):
            (self.folder / name).rename(aside / name)

    def aside(self) -> list[Damaged]:
        """The shards that were set aside, and why."""
        return [_why(path) for path in sorted((self.folder / _ASIDE).glob("*.json"))]

    def clear(self) -> None:
        """Throw everything away, with what was set aside."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def tidy(self, names: Collection[str]) -> None:
        """Throw away what is kept of shards that aren't among these any more."""

    @contextmanager
    def merging(self) -> Iterator[bool]:
        """Whether this process may merge, for as long as it does: one at a time."""
        if not self.folder.is_dir():
            yield False
            return
        lock = filelock.FileLock(self.folder / ".merging")
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            yield False
            return
        try:
            sweep_partial(self.folder)
            yield True
        finally:
            lock.release()

    def swapping(self) -> filelock.BaseFileLock:
        """Held while one shard takes the place of several."""
        return filelock.FileLock(self.folder / ".lock")

    # --- what was verified --------------------------------------------------------------------------------------------

    @property
    def _verified_file(self) -> Path:
        return self.folder / ".verified"

    def forget_verified(self) -> None:
        """Read all bytes of every shard again, when it is next opened."""
        self._verified_file.unlink(missing_ok=True)

    def _verified(self) -> dict[str, list[int]]:
        """The shards whose bytes were all read, with what their files' stamps were then."""
        try:
            held = json.loads(self._verified_file.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return {}
        return held if isinstance(held, dict) else {}

    def _note_verified(self, name: str) -> None:
        stamps = {one: stamp for one, stamp in self._verified().items() if (self.folder / one).exists()}
        partial = self.folder / f".verified.{os.getpid()}.new"
        # What isn't noted is only read once more; so a folder that can't be written is no trouble.
        with suppress(OSError):
            stamps[name] = _stamp(self.folder / name)
            partial.write_text(json.dumps(stamps), encoding="ascii")
            partial.replace(self._verified_file)


def _why(path: Path) -> Damaged:
    try:
        return Damaged(**json.loads(path.read_text(encoding="ascii")))
    except (ValueError, TypeError):
        return Damaged(f"shard {path.stem}", "was set aside; what was written of it is damaged too", "see to the disk")


def _stamp(path: Path) -> list[int]:
    """What tells that a file was changed: it can't be written without one of these becoming another."""
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


class Objects(Protocol):
    """An object store, as shards lie on it. Every method raises Unreachable where the store doesn't answer."""

    def names(self) -> list[str]:
        """The names of all that lies there, in order, but for what was put aside."""
        ...

    def fetch(self, name: str, path: Path) -> None:
        """Write a shard into a file. Raises FileNotFoundError where it is gone."""
        ...

    def put(self, path: Path, name: str) -> None:
        """Keep a file as the shard of this name."""
        ...

    def remove(self, name: str) -> None:
        """Remove a shard, if it is there."""
        ...

    def put_aside(self, name: str) -> None:
        """Move a shard out of the way, if it is there."""
        ...


class CachedHoldings(Holdings[Shard]):
    """Shards on an object store.

    Those that were asked for lie in the folder too; as their names are their content, what lies there is never stale.
    """

    def __init__(self, folder: Path, form: Form[Shard], objects: Objects) -> None:
        """Use this store, and this folder for what is fetched."""
        super().__init__(folder, form)
        self._objects = objects

    def names(self) -> list[str]:
        """The names of all shards on the store."""
        return [name for name in self._objects.names() if name.endswith(self._suffix)]

    def open(self, name: str) -> Shard:
        """Map a shard, fetching it where that is needed."""
        if (self.folder / name).exists():
            with suppress(Damaged, FileNotFoundError):
                return super().open(name)
        with self.partial() as partial:
            self._objects.fetch(name, partial)
            partial.replace(self.folder / name)
        return super().open(name)

    def take(self, partial: Path, name: str) -> None:
        """Keep a shard on the store, and here."""
        self._objects.put(partial, name)
        super().take(partial, name)

    def remove(self, name: str) -> None:
        """Remove a shard from the store and from here."""
        self._objects.remove(name)
        super().remove(name)

    def put_aside(self, name: str, error: Damaged) -> None:
        """Move a damaged shard out of the way on the store and here."""
        self._objects.put_aside(name)
        super().put_aside(name, error)

    def clear(self) -> None:
        """Throw everything away, on the store too."""
        for name in self.names():
            self._objects.remove(name)
        super().clear()

    def tidy(self, names: Collection[str]) -> None:
        """Throw away fetched shards that are no longer on the store."""
        for name in set(super().names()) - set(names):
            super().remove(name)
