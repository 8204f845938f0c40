"""Blobs in a folder: each file is named by the SHA-256 of its bytes, kept once, and never changed."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.errors import Damaged
from onrecord.records import BlobHash
from onrecord.store.durable import is_running, make_folder, move_durably, sync_folder

_HASH_LENGTH = 64


def hash_of(path: Path) -> BlobHash:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class FolderBlobs:
    """The blobs of a desk, as files `<root>/<first two digits>/<hash>`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open_path(self, blob: BlobHash) -> Path:
        """The path of the blob's file. Raises Damaged where it is gone."""
        path = self._path(blob)
        if not path.is_file():
            raise Damaged(
                f"blob {blob[:12]}", "is not among the stored files", "run `onrecord verify` to see the damage"
            )
        return path

    def read(self, blob: BlobHash) -> bytes:
        """The blob's bytes, held against their name. Raises Damaged where they don't fit it."""
        data = self.open_path(blob).read_bytes()
        if hashlib.sha256(data).hexdigest() != blob:
            raise Damaged(f"blob {blob[:12]}", "does not hold the bytes that were stored", "restore it from a backup")
        return data

    def find(self, blob: BlobHash) -> bytes | None:
        """The blob's bytes, or None where it is not stored."""
        return self.read(blob) if self.has(blob) else None

    def has(self, blob: BlobHash) -> bool:
        """Whether the blob is stored."""
        return self._path(blob).is_file()

    def put(self, data: bytes) -> BlobHash:
        """Keep these bytes."""
        make_folder(self.root)
        with tempfile.NamedTemporaryFile(dir=self.root, prefix=f".new-{os.getpid()}-", delete=False) as file:
            file.write(data)
        return self.take(Path(file.name))

    def take(self, path: Path) -> BlobHash:
        """Keep a file by moving it here. It is hashed here, whatever its name promises."""
        blob = hash_of(path)
        target = self._path(blob)
        if target.is_file() and hash_of(target) == blob:
            path.unlink()
            return blob
        make_folder(self.root)
        path.chmod(0o444)
        move_durably(self._beside(path), target)
        return blob

    def take_all(self, paths: Iterable[Path]) -> None:
        """Keep these files, whose names are their hashes."""
        for path in paths:
            self.take(path)

    def remove(self, blob: BlobHash) -> None:
        """Erase a blob. Only an erasure that the ledger records may do this."""
        path = self._path(blob)
        if path.is_file():
            path.unlink()
            sync_folder(path.parent)

    def all(self) -> Iterator[BlobHash]:
        """The names of all stored blobs, in order."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(p.name for p in folder.iterdir() if len(p.name) == _HASH_LENGTH)

    def sweep(self) -> None:
        """Remove the partial files of processes that are no more."""
        for partial in self.root.glob(".new-*"):
            begun_by = partial.name.split("-")[1]
            if begun_by.isdecimal() and not is_running(int(begun_by)):
                partial.unlink(missing_ok=True)

    def _path(self, blob: BlobHash) -> Path:
        return self.root / blob[:2] / blob

    def _beside(self, path: Path) -> Path:
        """The file on the blobs' own file system, so that the last move is a rename."""
        if path.stat().st_dev == self.root.stat().st_dev:
            return path
        with (
            tempfile.NamedTemporaryFile(dir=self.root, prefix=f".new-{os.getpid()}-", delete=False) as copy,
            path.open("rb") as file,
        ):
            shutil.copyfileobj(file, copy)
        path.unlink()
        return Path(copy.name)


class LayeredBlobs:
    """Several folders of blobs, read as one: what a question brings along, over what the desk holds."""

    def __init__(self, layers: Sequence[FolderBlobs]) -> None:
        self._layers = layers

    def open_path(self, blob: BlobHash) -> Path:
        """The path of the blob's file in the first layer that has it. Raises Damaged where none has."""
        holding = next((layer for layer in self._layers if layer.has(blob)), self._layers[-1])
        return holding.open_path(blob)
