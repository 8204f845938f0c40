"""Blobs in a folder: each file is named by the SHA-256 of its bytes, kept once, and never changed."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import Damaged
from onrecord.records import BlobHash
from onrecord.store.durable import make_folder, move_durably, sync_folder

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
            raise Damaged(f"blob {blob[:12]}", "is not among the stored files", "run `onrecord verify` to see what is damaged")
        return path

    def read(self, blob: BlobHash) -> bytes:
        """The blob's bytes, held against their name. Raises Damaged where they don't fit it."""
        data = self.open_path(blob).read_bytes()
        if hashlib.sha256(data).hexdigest() != blob:
            raise Damaged(f"blob {blob[:12]}", "does not hold the bytes that were stored", "restore it from a backup")
        return data

    def has(self, blob: BlobHash) -> bool:
        """Whether the blob is stored."""
        return self._path(blob).is_file()

    def put(self, data: bytes) -> BlobHash:
        """Keep these bytes."""
        make_folder(self.root)
        with tempfile.NamedTemporaryFile(dir=self.root, prefix=".new-", delete=False) as file:
            file.write(data)
        return self.take(Path(file.name))

    def take(self, path: Path) -> BlobHash:
        """Keep a file by moving it here. It is hashed here, whatever its name promises."""
        blob = hash_of(path)
        target = self._path(blob)
        if target.is_file() and target.stat().st_size == path.stat().st_size:
            path.unlink()
            return blob
        make_folder(self.root)
        path.chmod(0o444)
        move_durably(self._beside(path), target)
        return blob

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

    def sweep(self, older_than_s: float) -> None:
        """Remove partial files that a killed process left behind."""
        for partial in self.root.glob(".new-*"):
            if partial.stat().st_mtime < time.time() - older_than_s:
                partial.unlink(missing_ok=True)

    def _path(self, blob: BlobHash) -> Path:
        return self.root / blob[:2] / blob

    def _beside(self, path: Path) -> Path:
        """The file on the blobs' own file system, so that the last move is a rename."""
        if path.stat().st_dev == os.stat(self.root).st_dev:
            return path
        with tempfile.NamedTemporaryFile(dir=self.root, prefix=".new-", delete=False) as copy, path.open("rb") as file:
            shutil.copyfileobj(file, copy)
        path.unlink()
        return Path(copy.name)
