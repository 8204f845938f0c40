"""Keeping the desk: verifying it, making its shelves anew, backing it up and restoring it."""

import os
import tarfile
from pathlib import Path
from shutil import rmtree
from typing import Final

from onrecord.desk.decisions import finish_erasures
from onrecord.desk.desk import Desk
from onrecord.desk.executor import scratch_folder
from onrecord.desk.settings import FILE_NAME
from onrecord.errors import InputError, Unreadable
from onrecord.store.durable import make_folder, move_durably
from onrecord.store.verify import Verified, written_head
from onrecord.store.verify import verify as verify_store

_LEDGER: Final = "ledger.sqlite"
_MADE_ANEW: Final = ("scratch", "shelves", "blobs", "head", "head.lock", _LEDGER, f"{_LEDGER}-wal", f"{_LEDGER}-shm")


def verify(desk: Desk, anchored: tuple[int, str] | None = None) -> Verified:
    """Hold everything that the desk stores against its hash; `anchored` is a head that was written down elsewhere."""
    finish_erasures(desk)
    heads = [head for head in (written_head(desk.ledger), anchored) if head is not None]
    return verify_store(desk.ledger, desk.blobs, heads)


def rebuild(desk: Desk) -> int:
    """Throw away every shelf and make them again from ledger and blobs; returns how many items stand on them."""
    desk.shelves.clear()
    return desk.shelves.refresh(desk.catalogue)


def backup(desk: Desk, target: Path) -> Path:
    """Write the whole desk into one tar file, consistent while others write to it.

    The ledger is copied first: blobs are stored before the entries that name them, so none that it names is missing.
    """
    if target.exists():
        raise InputError(str(target), "exists already", "name a file that doesn't, or remove this one")
    partial = target.with_name(f".{target.name}.new")
    try:
        with scratch_folder(desk.folder / "scratch") as scratch, tarfile.open(partial, "w") as archive:
            desk.ledger.copy_to(scratch / _LEDGER)
            archive.add(scratch / _LEDGER, _LEDGER)
            for path in sorted(desk.folder.iterdir()):
                if path.name not in _MADE_ANEW:
                    archive.add(path, path.name)
            for blob in desk.blobs.all():
                archive.add(desk.blobs.open_path(blob), f"blobs/{blob[:2]}/{blob}")
        move_durably(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def restore(source: Path, folder: Path) -> Desk:
    """Make a desk from a backup, in a folder that is not there yet. Nothing is left where it can't be done."""
    if folder.exists() and any(folder.iterdir()):
        raise InputError(str(folder), "is not empty", "restore into a folder that isn't there yet")
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        with tarfile.open(source) as archive:
            archive.extractall(partial, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        _remove(partial)
        raise Unreadable(str(source), f"is no whole backup of a desk ({error})", "take another backup") from error
    if not (partial / FILE_NAME).is_file() or not (partial / _LEDGER).is_file():
        _remove(partial)
        raise Unreadable(str(source), "is no backup of a desk", "make one with `onrecord backup FILE`")
    make_folder(folder.absolute().parent)
    partial.replace(folder)
    desk = Desk(folder)
    desk.ledger.write_head()
    rebuild(desk)
    return desk


def _remove(folder: Path) -> None:
    if folder.exists():
        rmtree(folder)
