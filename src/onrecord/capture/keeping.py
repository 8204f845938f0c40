"""A local file into the scratch folder, whole and unchanged, or not at all."""

import os
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple

from onrecord.captions import language_in_name
from onrecord.errors import TooLarge, Unreachable, Unreadable
from onrecord.limits import Limits
from onrecord.records import BlobHash, Companion
from onrecord.store.workbench import Workbench

MAX_COMPANION_BYTES: Final = 64_000_000
"""Captions of a whole day with a time for each word stay below it, and so does the longest info file."""
_PIECE: Final = 1 << 23
_KINDS: Final = (
    (stat.S_ISDIR, "a folder", "add the files in it, or watch it with `onrecord watch add`"),
    (stat.S_ISSOCK, "a socket", "add a file"),
    (stat.S_ISFIFO, "a pipe", "write what comes out of it to a file and add that"),
    (lambda mode: not stat.S_ISREG(mode), "a device", "add a file"),
)


class Kept(NamedTuple):
    """A file that was kept: its hash and its bytes."""

    blob: BlobHash
    size: int


def shown(path: Path) -> str:
    """The whole path as text that can be written down, whatever bytes the file system holds."""
    return os.fsencode(os.path.abspath(path)).decode("utf-8", errors="replace")  # noqa: PTH100  # absolute() keeps `..`


def keep_file(path: Path, limits: Limits, bench: Workbench) -> Kept:
    """Copy a local file into the scratch folder.

    Raises Unreachable where it isn't there or may not be read, Unreadable where it is no regular file or changed
    while it was read, TooLarge where it is more than the limits allow.
    """
    demand_file(path)
    copy = bench.scratch / "copy"
    try:
        with _open(path) as source, copy.open("wb") as target:
            before = os.fstat(source.fileno())
            size = _copy(source, target, before.st_size, limits, bench)
            if size != before.st_size or _state(before) != _state(os.fstat(source.fileno())):
                raise Unreadable(shown(path), "changed while it was read", "add it again when it is complete")
        return Kept(bench.put_file(copy), size)
    finally:
        copy.unlink(missing_ok=True)


def keep_companion(path: Path, role: Literal["captions", "info"], limits: Limits, bench: Workbench) -> Companion:
    """Keep a file that belongs to a release; its language is read from its name. Raises as `keep_file` does."""
    bounded = replace(limits, bytes=min(limits.bytes, MAX_COMPANION_BYTES))
    kept = keep_file(path, bounded, bench)
    language = language_in_name(path.name) if role == "captions" else None
    return Companion(name=shown(path).rpartition("/")[2], role=role, blob=kept.blob, language=language)


def demand_file(path: Path) -> None:
    """Raise Unreachable where the file isn't there, Unreadable where it is a folder, a socket or the like."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise Unreachable(shown(path), "does not exist", "check the path") from error
    except (OSError, ValueError) as error:
        raise Unreachable(shown(path), f"can't be reached ({error})", "check the path and the rights") from error
    for holds, what, remedy in _KINDS:
        if holds(mode):
            raise Unreadable(shown(path), f"is {what}, not a file", remedy)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise Unreachable(shown(path), f"can't be read ({error.strerror})", "check who may read it") from error


def _copy(source: BinaryIO, target: BinaryIO, expected: int, limits: Limits, bench: Workbench) -> int:
    """Copy within the limits. The expected size may lie, so what was read counts, too."""
    name = shown(Path(source.name))
    deadline = time.monotonic() + limits.seconds
    size = 0
    _demand_within(limits, expected, deadline, name)
    while piece := source.read(_PIECE):
        size += target.write(piece)
        _demand_within(limits, size, deadline, name)
        bench.report(min(1.0, size / max(expected, 1)))
    return size


def _demand_within(limits: Limits, size: int, deadline: float, name: str) -> None:
    if size > limits.bytes:
        raise TooLarge(name, f"is larger than {limits.bytes} bytes", "raise capture.bytes in onrecord.toml")
    if time.monotonic() > deadline:
        what = f"took longer than {limits.seconds:g} seconds to read"
        raise TooLarge(name, what, "raise capture.seconds in onrecord.toml")


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
