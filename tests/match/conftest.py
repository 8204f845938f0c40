"""An archive of drawn films, and videos that are held against it."""

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pytest

from onrecord.match import Footage, Held, Matcher, Shelf, Shelved, take_prints
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import ArchiveSummary, Prints
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench
from tests import films

SUMMARY = ArchiveSummary(generation=7, releases=2, hours=0.01, earliest_published="2019-04-02")


@dataclass
class Bank:
    """Blobs, and the prints of what was put there."""

    blobs: FolderBlobs
    bench: Workbench
    taken: dict[tuple[str, Path], Prints] = field(default_factory=dict)

    def prints(self, by: Matcher, film: Path) -> Prints:
        """The prints of a film, taken once."""
        if (by.name, film) not in self.taken:
            reading = PyAvReader().read_media(film, self.bench)
            blob = self.blobs.put(film.read_bytes())
            self.taken[by.name, film] = take_prints(by, blob, reading, self.bench)
            self.blobs.take_all(self.bench.made())
        return self.taken[by.name, film]

    def footage(self, by: Matcher, **releases: Path) -> Footage:
        """An archive of these releases."""
        held = tuple(
            Held(release=name, title=name.title(), published="2019-04-02", prints=self.prints(by, film))
            for name, film in releases.items()
        )
        shelf = self.bench.scratch.parent / "shelf"
        items = {one.prints.array: self.blobs.open_path(one.prints.array) for one in held}
        Shelf(shelf).add(items.items())
        return Footage(summary=SUMMARY, shelf=Shelved(folder=shelf, items=tuple(items)), held=held)


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder = tmp_path_factory.mktemp("bank")
    (folder / "scratch").mkdir()
    blobs = FolderBlobs(folder / "blobs")
    return Bank(blobs, Workbench(blobs, folder / "scratch"))


@pytest.fixture(scope="session")
def reels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that films are made in."""
    return tmp_path_factory.mktemp("reels")


@pytest.fixture(scope="session")
def hall(reels: Path) -> Path:
    """An old film of one place, ten seconds."""
    return films.write(reels / "hall.mp4", films.scene(11, 10.0))


@pytest.fixture(scope="session")
def street(reels: Path) -> Path:
    """A film of another place, eight seconds."""
    return films.write(reels / "street.mp4", films.scene(12, 8.0))


@pytest.fixture(scope="session")
def compilation(reels: Path) -> Path:
    """Three new seconds, seconds 3 to 7 of `hall` at another size and strongly compressed, three new seconds."""
    size = (240, 180)
    parts = chain(
        films.scene(21, 3.0, size=size), films.scene(11, 4.0, at=3.0, size=size), films.scene(22, 3.0, size=size)
    )
    return films.write(reels / "compilation.webm", parts, codec="libvpx", size=size)


@pytest.fixture(scope="session")
def mirrored(reels: Path) -> Path:
    """Seconds 2 to 7 of `hall`, left and right exchanged."""
    return films.write(reels / "mirrored.mp4", (picture[:, ::-1] for picture in films.scene(11, 5.0, at=2.0)))


@pytest.fixture(scope="session")
def unrelated(reels: Path) -> Path:
    """A place that is in no other film."""
    return films.write(reels / "unrelated.mp4", films.scene(31, 6.0))


@pytest.fixture(scope="session")
def sound_only(reels: Path) -> Path:
    """Three seconds of sound."""
    return films.write(reels / "sound.m4a", None, sound=films.Sound(), seconds=3.0)
