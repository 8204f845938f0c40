"""What a room is handed to work with: the blobs to read, a scratch folder to write, and a way to report progress."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from onrecord.records import BlobHash

SMALLEST_PROGRESS: Final = 0.01


class Blobs(Protocol):
    """A read-only view of the stored bytes."""

    def open_path(self, blob: BlobHash) -> Path:
        """The path of a file that holds exactly the blob's bytes. Raises Damaged where it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Workbench:
    """One room's work on one release. Files that it makes are put into `scratch` under their hash.

    The desk stores what was put there first, and then the entry that names it; so a record never names a blob that
    isn't there. `scratch` is thrown away afterwards, so a room may leave other files in it.
    """

    blobs: Blobs
    scratch: Path
    _reported: list[float] = field(default_factory=lambda: [-1.0])

    def put(self, data: bytes) -> BlobHash:
        """Keep these bytes; returns the hash that names them."""
        blob = hashlib.sha256(data).hexdigest()
        path = self._made / blob
        if not path.exists():
            path.write_bytes(data)
        return blob

    def put_file(self, path: Path) -> BlobHash:
        """Keep a file of the scratch folder (it is moved); returns the hash that names it."""
        with path.open("rb") as file:
            blob = hashlib.file_digest(file, "sha256").hexdigest()
        path.replace(self._made / blob)
        return blob

    def report(self, done: float) -> None:
        """Say how much of the work is done, from 0 to 1; the desk shows it to whoever is watching.

        It may be said as often as one likes: only whole steps of a hundredth are written.
        """
        if abs(done - self._reported[0]) < SMALLEST_PROGRESS:
            return
        self._reported[0] = done
        partial = self.scratch / ".progress.new"
        partial.write_text(f"{done:.4f}", encoding="ascii")
        partial.replace(self.scratch / ".progress")

    def made(self) -> list[Path]:
        """The files that were put here, each named by its hash."""
        return sorted(self._made.iterdir())

    @property
    def _made(self) -> Path:
        folder = self.scratch / "made"
        folder.mkdir(exist_ok=True)
        return folder
