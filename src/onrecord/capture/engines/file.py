"""Releases from the file system, with the captions and the info file that lie beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import unquote, urlsplit

from onrecord.beside import INFO_ENDING, belongs_to
from onrecord.capture.door import Fetched, Limits
from onrecord.capture.keeping import keep_companion, keep_file, shown
from onrecord.capture.kinds import media_type_of
from onrecord.errors import Unreachable
from onrecord.records import Companion
from onrecord.store.workbench import Workbench

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCapturer:
    """Takes a local path or a file:// address."""

    name: ClassVar[str] = "file"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def takes(self, address: str) -> bool:
        """Whether it is a path: anything without a scheme, or with file://."""
        return _SCHEME.match(address) is None or _is_file_address(address)

    def fetch(self, address: str, limits: Limits, bench: Workbench) -> Fetched:
        """Copy the file and what lies beside it; see `Capturer.fetch`."""
        path = _path(address)
        kept = keep_file(path, limits, bench)
        whole = shown(path)
        name = whole.rpartition("/")[2]
        return Fetched(
            blob=kept.blob,
            size=kept.size,
            name=name,
            media_type=media_type_of(name),
            address=whole,
            companions=tuple(_companions(path, limits, bench)),
        )


def _is_file_address(address: str) -> bool:
    return address.lower().startswith("file://")


def _path(address: str) -> Path:
    if not _is_file_address(address):
        return Path(address)
    parts = urlsplit(address)
    if parts.netloc not in {"", "localhost"}:
        raise Unreachable(address, "names a file of another machine", "copy the file here and add its path")
    return Path(unquote(parts.path))


def _companions(path: Path, limits: Limits, bench: Workbench) -> Iterator[Companion]:
    info = path.with_name(path.stem + INFO_ENDING)
    if info.is_file():
        yield keep_companion(info, "info", limits, bench)
    for beside in _listed(path.parent):
        if belongs_to(beside.name, path.name) and beside.is_file():
            yield keep_companion(beside, "captions", limits, bench)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise Unreachable(shown(folder), f"can't be listed ({error.strerror})", "check who may read it") from error
