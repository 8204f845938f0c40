"""The doors of the room `match`: the prints of a video, and where the archive has seen its footage before."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.engine import Engine
from onrecord.match.revision import changes
from onrecord.match.shelved import Shelved
from onrecord.records import ArchiveSummary, BlobHash, Compared, Matching, MediaReading, Prints, Revision, Segment
from onrecord.store.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One release in the archive, and its prints."""

    release: str
    title: str | None
    published: str | None
    prints: Prints
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """The footage of an archive in one state, without the release that is asked about.

    `shelf` is where its prints stand. `left_out` are the releases that a person said are no match with it; `summary`
    doesn't count them. `compared` is what of the footage is held against it.
    """

    summary: ArchiveSummary
    shelf: Shelved
    held: tuple[Held, ...] = ()
    left_out: tuple[str, ...] = ()
    compared: Compared = "any"


class Matcher(Engine, Protocol):
    """Takes the prints of a video and finds footage by them."""

    def prints(self, path: Path, reading: MediaReading, bench: Workbench) -> Prints:
        """Take the prints of the file at `path`; their arrays go through `bench.put`."""
        ...

    def match(self, prints: Prints, archive: Footage, bench: Workbench) -> tuple[Segment, ...]:
        """Find the stretches of a video that the archive holds: in order, without overlap, covering it whole."""
        ...


class PairsDrawer(Engine, Protocol):
    """Draws what was matched, side by side."""

    def draw_pairs(self, matching: Matching, query: Path, releases: Mapping[str, Path], path: Path) -> None:
        """Write a PNG of frames of the video and of the releases it was seen in, with times and verdicts."""
        ...


class Exporter(Engine, Protocol):
    """Writes a matching in a form that other programs read; it is named for the form."""

    def export(self, matching: Matching, query: str, media: Mapping[str, str]) -> str:
        """What stands in the file. `query` is the video's own address, `media` those of the releases, by their id."""
        ...


def take_prints(by: Matcher, blob: BlobHash, reading: MediaReading, bench: Workbench) -> Prints:
    """Take the prints of a media file that has been read. Raises Unreadable where it can't be decoded any more."""
    return by.prints(bench.blobs.open_path(blob), reading, bench)


def match(by: Matcher, prints: Prints, archive: Footage, bench: Workbench) -> Matching:
    """Say of every stretch of a video whether this archive holds it, and where."""
    segments = by.match(prints, archive, bench)
    return Matching(
        duration_ms=prints.duration_ms, archive=archive.summary, segments=segments, left_out=archive.left_out
    )


def revise(_: Matcher, before: Matching, after: Matching) -> Revision:
    """Say what a later matching of a video says otherwise than an earlier one."""
    return Revision(changes=changes(before, after))


def pairs_picture(by: PairsDrawer, matching: Matching, query: Path, releases: Mapping[str, Path], path: Path) -> None:
    """Draw a matching. `query` is the video, `releases` the files of the releases named in it, by their id."""
    by.draw_pairs(matching, query, releases, path)


def export_matching(by: Exporter, matching: Matching, query: str, media: Mapping[str, str]) -> str:
    """Write a matching in the engine's form."""
    return by.export(matching, query, media)
