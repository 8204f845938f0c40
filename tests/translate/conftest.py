"""Releases with captions beside them, in a workbench."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Capture, Companion
from onrecord.store.workbench import Workbench

Release = Callable[..., tuple[Capture, Workbench]]


class Folder:
    """Blobs as files named by their hash."""

    def __init__(self, path: Path) -> None:
        """Keep them in an existing folder."""
        self.path = path

    def open_path(self, blob: str) -> Path:
        """The blob's file."""
        return self.path / blob

    def keep(self, data: bytes) -> str:
        """Store bytes; returns their hash."""
        blob = hashlib.sha256(data).hexdigest()
        (self.path / blob).write_bytes(data)
        return blob


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Make a release of a blob and caption files `{name: text}`; other fields of the capture by name."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    blobs = Folder(tmp_path)

    def make(captions: dict[str, str], data: str = "film", **fields: Any) -> tuple[Capture, Workbench]:  # noqa: ANN401  # fields of a capture
        companions = tuple(
            Companion(name=name, role="captions", blob=blobs.keep(text.encode())) for name, text in captions.items()
        )
        given = {"kind": "media", "name": "talk.mp4", "media_type": "video/mp4", "speaker": None} | fields
        capture = Capture(
            release="abcd2345",
            address="file:///talk.mp4",
            blob=blobs.keep(data.encode()),
            size=len(data),
            captured="2031-05-06T07:08:09Z",
            companions=companions,
            **given,
        )
        return capture, Workbench(blobs, scratch)

    return make
