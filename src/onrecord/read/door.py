"""The doors of the room `read`: what a media file holds, and what a page says."""

from pathlib import Path
from typing import Final, Protocol

from onrecord.engine import Engine
from onrecord.errors import TooLarge
from onrecord.records import BlobHash, MediaReading, PageReading
from onrecord.store.workbench import Blobs, Workbench

MAX_PAGE_BYTES: Final = 20_000_000
"""The longest news pages with their inlined pictures stay under 10 MB; parsing takes a hundred times the memory."""


class MediaReader(Engine, Protocol):
    """Reads streams, duration, rotation, shots and keyframes of a video or sound file."""

    def read_media(self, path: Path, bench: Workbench) -> MediaReading:
        """Read the file at `path`; keyframes go through `bench.put`. Raises Unreadable or TooLarge."""
        ...


class PageReader(Engine, Protocol):
    """Reads a page, or a plain text copy of one, as blocks by role."""

    def read_page(self, data: bytes, url: str | None, bench: Workbench) -> PageReading:
        """Read the bytes of a page that stood at `url`. Raises Unreadable."""
        ...


class SheetDrawer(Engine, Protocol):
    """Draws the shots of a media file on one sheet."""

    def draw_sheet(self, reading: MediaReading, blobs: Blobs, path: Path) -> None:
        """Write a PNG of the keyframes with their times to `path`."""
        ...


def read_media(by: MediaReader, blob: BlobHash, bench: Workbench) -> MediaReading:
    """Say what a media file holds. Raises Unreadable or TooLarge, in a sentence for people."""
    return by.read_media(bench.blobs.open_path(blob), bench)


def read_page(by: PageReader, blob: BlobHash, url: str | None, bench: Workbench) -> PageReading:
    """Say what a page holds, block by block. Raises Unreadable, or TooLarge before anything is parsed."""
    path = bench.blobs.open_path(blob)
    if (size := path.stat().st_size) > MAX_PAGE_BYTES:
        what = f"is a page of {size / 1e6:.0f} MB, more than the {MAX_PAGE_BYTES / 1e6:.0f} MB that are read"
        raise TooLarge(url or path.name, what, "save the article's own part and add that")
    return by.read_page(path.read_bytes(), url, bench)


def contact_sheet(by: SheetDrawer, reading: MediaReading, blobs: Blobs, path: Path) -> None:
    """Draw the shots of a media file on one sheet; `blobs` hold its keyframes."""
    by.draw_sheet(reading, blobs, path)
