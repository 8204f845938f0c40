"""A folder into which somebody, or a program, puts releases."""

import hashlib
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import ClassVar, Final, NamedTuple

from onrecord.beside import INFO_ENDING, belongs_to, is_caption, is_info
from onrecord.errors import Unreachable
from onrecord.limits import Limits
from onrecord.watch.door import Item, Poll, Polling, Source
from onrecord.watch.seen import remembered, short_id

SETTLED_S: Final = 2.0
"""A file that was not written to for so long is complete; programs that download write at least every second."""
_PARTIAL: Final = re.compile(
    r"~$|\.(?:part|ytdl|crdownload|opdownload|download|partial|filepart|te?mp)$", re.IGNORECASE
)
_YT_DLP: Final = re.compile(r"\.part-Frag\d{1,9}(?:\.part)?$|\.(?:temp|f\d{1,9})\.\w{1,9}$")
"""Fragments, and the single streams that yt-dlp joins when it has them."""


class _Release(NamedTuple):
    """A file with what lies beside it. The id changes with any of them, so that late captions are new, too."""

    id: str
    path: str
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderWatcher:
    """Watches the files of one folder, not of the folders in it."""

    name: ClassVar[str] = "folder"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def takes(self, address: str) -> bool:
        """Whether it is an existing folder."""
        return Path(address).is_dir()

    def poll(self, source: Source, state: Polling | None, limits: Limits) -> Poll:  # noqa: ARG002  # nothing is fetched
        """List the files that are new or changed, and complete; see `Watcher.poll`."""
        before = state or Polling()
        releases = list(_releases(Path(source.address)))
        complete = [release for release in releases if release.settled or release.id in before.growing]
        known = frozenset(before.seen)
        return Poll(
            items=tuple(Item(id=release.id, address=release.path) for release in complete if release.id not in known),
            state=Polling(
                seen=remembered((release.id for release in complete), before.seen),
                growing=tuple(release.id for release in releases if release not in complete),
            ),
        )


def _releases(folder: Path) -> Iterator[_Release]:
    found = _listed(folder)
    now = time.time()
    for name, beside in _grouped(found).items():
        files = [name, *beside]
        size, written = found[name].st_size, max(found[file].st_mtime for file in files)
        if size:
            settled = written < now - SETTLED_S
            yield _Release(_id(name, [found[file] for file in files]), str(folder.absolute() / name), settled)


def _listed(folder: Path) -> dict[str, os.stat_result]:
    """The files of a folder in the order of their names, without hidden ones and partial downloads."""
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                # What is gone since it was listed was a passing file.
                with suppress(FileNotFoundError):
                    if not _is_passed_over(entry.name) and entry.is_file():
                        found[entry.name] = entry.stat()
    except OSError as error:
        raise Unreachable(str(folder), f"can't be listed ({error.strerror})", "check the folder") from error
    return found


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or _PARTIAL.search(name) is not None or _YT_DLP.search(name) is not None


def _grouped(names: Iterable[str]) -> Mapping[str, list[str]]:
    """Each release, with the files that belong to it."""
    by_stem = defaultdict(list)
    for name in names:
        by_stem[PurePath(name).stem].append(name)
    owners = {name: _owners(name, by_stem) for name in names}
    groups: dict[str, list[str]] = {name: [] for name, of in owners.items() if not of and not is_info(name)}
    for name, of in owners.items():
        for owner in of:
            groups.get(owner, []).append(name)
    return groups


def _owners(name: str, by_stem: Mapping[str, list[str]]) -> list[str]:
    if is_info(name):
        return by_stem.get(name[: -len(INFO_ENDING)], [])
    if not is_caption(name):
        return []
    stem = PurePath(name).stem
    near = (*by_stem.get(stem, ()), *by_stem.get(stem.rpartition(".")[0], ()))
    return [owner for owner in near if belongs_to(name, owner)]


def _id(name: str, states: Iterable[os.stat_result]) -> str:
    said = " ".join(f"{state.st_size}:{state.st_mtime_ns}" for state in states)
    shown = os.fsencode(name).decode("utf-8", errors="replace")
    return short_id(f"{shown} {hashlib.sha256(said.encode('ascii')).hexdigest()[:16]}")
