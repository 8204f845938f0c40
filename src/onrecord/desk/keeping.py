"""Keeping the desk: verifying it, making its shelves anew, backing it up and restoring it."""

import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from onrecord.desk import works
from onrecord.desk.desk import Desk
from onrecord.desk.executor import scratch_folder
from onrecord.desk.issuing import PUBLISHED, published
from onrecord.desk.settings import FILE_NAME
from onrecord.errors import InputError, Unreadable
from onrecord.store import hash_of
from onrecord.store.durable import make_folder, move_durably, sync_file, sync_folder
from onrecord.store.verify import Damage, Verified
from onrecord.store.verify import verify as verify_store

_LEDGER: Final = "ledger.sqlite"
_MADE_ANEW: Final = ("scratch", "shelves", "blobs", "head", "head.lock", _LEDGER, f"{_LEDGER}-wal", f"{_LEDGER}-shm")


def verify(desk: Desk, anchored: tuple[int, str] | None = None) -> Verified:
    """Hold everything that the desk stores against its hash; `anchored` is a head that was written down elsewhere."""
    found = verify_store(desk.ledger, desk.blobs, [anchored] if anchored else [])
    return found if found.damages else replace(found, damages=(*_changed_pages(desk), *_damaged_shards(desk)))


def _changed_pages(desk: Desk) -> Iterator[Damage]:
    """Files of published dispatches that are not what was published. A page that was moved away as a whole is none."""
    for publication in published(desk):
        folder = desk.folder / PUBLISHED / publication.dispatch
        for name, digest in publication.files if folder.is_dir() else ():
            if not (folder / name).is_file() or hash_of(folder / name) != digest:
                yield Damage(item=f"published file {publication.dispatch}/{name}", what="is not what was published")


def _damaged_shards(desk: Desk) -> Iterator[Damage]:
    """Shards that were set aside because they are not what was written: nothing is lost, but the disk may be ill."""
    for damage in desk.shelves.examine(desk.catalogue):
        yield Damage(item=damage.subject, what=f"{damage.what}: it was set aside, and its texts are on a new one")


def rebuild(desk: Desk) -> int:
    """Throw away every shelf and make them again from ledger and blobs; returns how many items stand on them."""
    desk.shelves.clear()
    works.shelve(desk, works.held(desk))
    return desk.shelves.refresh(desk.catalogue)


def backup(desk: Desk, target: Path) -> Path:
    """Write the whole desk into one tar file, consistent while others write to it.

    The ledger is copied first: blobs are stored before the entries that name them, so none that it names is missing.
    """
    if target.exists():
        raise InputError(str(target), "exists already", "name a file that doesn't, or remove this one")
    if desk.folder.resolve() in target.resolve().parents:
        raise InputError(str(target), "lies inside the desk, so the next backup would hold it", "name a file outside")
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
    partial = folder.absolute().with_name(f".{folder.absolute().name}.{os.getpid()}.new")
    try:
        _unpack(source, partial)
        if not (partial / FILE_NAME).is_file() or not (partial / _LEDGER).is_file():
            raise Unreadable(str(source), "is no backup of a desk", "make one with `onrecord backup FILE`")
        _make_whole(partial)
        partial.replace(folder)
    except (tarfile.TarError, EOFError) as error:
        raise Unreadable(str(source), f"is no whole backup of a desk ({error})", "take another backup") from error
    finally:
        _remove(partial)
    sync_folder(folder.absolute().parent)
    return Desk(folder)


def _make_whole(folder: Path) -> None:
    """Give an unpacked desk what no backup holds: its head and its shelves."""
    with Desk(folder) as desk:
        desk.ledger.write_head()
        rebuild(desk)


def _unpack(source: Path, folder: Path) -> None:
    """Write the files of a backup durably. Anything but files and folders inside it is refused: it is a stranger's."""
    make_folder(folder)
    with tarfile.open(source) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
                raise Unreadable(str(source), f"holds {member.name!r}, which no backup holds", "take another backup")
            if member.isdir():
                make_folder(folder / path)
            else:
                _unpack_file(archive, member, folder / path)


def _unpack_file(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    make_folder(target.parent)
    with target.open("wb") as file:
        shutil.copyfileobj(archive.extractfile(member) or io.BytesIO(), file)
    sync_file(target)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
