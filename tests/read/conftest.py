"""Films to be read, made once a run."""

from itertools import chain
from pathlib import Path

import pytest

from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench
from tests import films


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return Workbench(FolderBlobs(tmp_path / "blobs"), scratch)


@pytest.fixture(scope="session")
def reels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that films are made in."""
    return tmp_path_factory.mktemp("reels")


@pytest.fixture(scope="session")
def three_shots(reels: Path) -> Path:
    """Cuts at 2.0 and 3.6 s, with sound, its index at the front."""
    pictures = chain(films.scene(1, 2.0), films.scene(2, 1.6), films.scene(3, 2.4))
    options = {"movflags": "faststart"}
    return films.write(reels / "three.mp4", pictures, sound=films.Sound(), seconds=6.0, options=options)


@pytest.fixture(scope="session")
def webm(reels: Path) -> Path:
    """The first two shots of `three_shots` in VP8 and Opus."""
    pictures = chain(films.scene(1, 2.0), films.scene(2, 1.6))
    return films.write(reels / "two.webm", pictures, codec="libvpx", sound=films.Sound(codec="libopus"), seconds=3.6)


@pytest.fixture(scope="session")
def silent(reels: Path) -> Path:
    """One shot without a sound stream."""
    return films.write(reels / "silent.mp4", films.scene(4, 2.0))


@pytest.fixture(scope="session")
def sound_only(reels: Path) -> Path:
    """Three seconds of sound without a picture."""
    return films.write(reels / "sound.m4a", None, sound=films.Sound(), seconds=3.0)
