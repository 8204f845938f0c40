"""Writing files so that they are there after the power fails: file, rename, and every new parent folder are synced."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, and make each of their names durable."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Make a file's bytes durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make all files and names below a folder durable."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)
    sync_folder(folder)


def move_durably(source: Path, target: Path) -> None:
    """Move a finished file to its final name: its bytes first, then its folder, then the name."""
    sync_file(source)
    make_folder(target.parent)
    source.replace(target)
    sync_folder(target.parent)


def write_durably(target: Path, data: bytes) -> None:
    """Write a whole file or nothing."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.new")
    make_folder(target.parent)
    partial.write_bytes(data)
    move_durably(partial, target)


def sweep_partial(folder: Path) -> None:
    """Remove what `write_durably` had begun in a folder when its process was killed."""
    for partial in folder.glob(".*.*.new"):
        process = partial.name.split(".")[-2]
        if process.isdecimal() and not is_running(int(process)):
            partial.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    """Whether a process with this id runs here; so that what a killed one left behind can be cleared away."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
