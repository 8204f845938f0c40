"""Fixtures of the room: a workbench, and a site to fetch from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import Damaged
from onrecord.records import BlobHash
from onrecord.store.workbench import Workbench
from tests.serving import Site, serving


class NothingStored:
    """A store in which nothing is yet."""

    def open_path(self, blob: BlobHash) -> Path:
        """Nothing is there to open."""
        raise Damaged(blob, "is gone", "restore it")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return Workbench(NothingStored(), scratch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site
