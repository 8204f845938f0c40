"""Desks in all states, and engines that are announced for the length of a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.desk import Desk
from onrecord.desk.adding import add
from onrecord.desk.executor import Inline
from onrecord.desk.settings import FILE_NAME
from onrecord.desk.working import work_through
from onrecord.records import Given
from tests import films
from tests.serving import Site, serving

PERSIAN = """WEBVTT

00:00.000 --> 00:01.000
این بندر را دست‌های شما نگه داشته است

00:01.000 --> 00:02.000
چراغ اسکله روشن است
"""
ENGLISH = """WEBVTT

00:00.000 --> 00:01.000
It is your hands that kept this port

00:01.000 --> 00:02.000
The lamp of the quay is lit
"""

Settle = Callable[..., Desk]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """An empty desk whose rooms work in this process."""
    with Desk.init(folder, "The Harbour Desk"):
        pass
    with Desk(folder, Inline()) as opened:
        yield opened


@pytest.fixture
def settle(folder: Path) -> Iterator[Settle]:
    """Opens the desk with these lines added to its settings; whatever was opened is closed in the end."""
    opened = []

    def open_with(lines: str = "", executor: Inline | None = None) -> Desk:
        if not (folder / FILE_NAME).exists():
            Desk.init(folder, "The Harbour Desk").close()
        with (folder / FILE_NAME).open("a", encoding="utf-8") as settings:
            settings.write(f"\n{lines}\n")
        opened.append(Desk(folder, executor))
        return opened[-1]

    yield open_with
    for one in opened:
        one.close()


@pytest.fixture
def announce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Installs a package that announces engines of the room transcribe, by name and class (or `module:class`)."""

    def install(**classes: str) -> None:
        site = tmp_path / "site"
        told = site / "harbour_engines-1.0.dist-info"
        told.mkdir(parents=True, exist_ok=True)
        (told / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-engines\nVersion: 1.0\n")
        places = {name: cls if ":" in cls else f"tests.desk.odd_engines:{cls}" for name, cls in classes.items()}
        lines = [f"{name} = {place}" for name, place in places.items()]
        (told / "entry_points.txt").write_text("\n".join(["[onrecord.transcribe]", *lines, ""]))
        monkeypatch.syspath_prepend(str(site))

    return install


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def take_in(desk: Desk, path: Path, **given: str) -> str:
    """Add a file and work on it."""
    release = add(desk, str(path), Given(**given)).release  # type: ignore[arg-type]  # texts only
    for worked in work_through(desk, [release]):
        if worked.error:
            raise worked.error
    return release


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> str:
    """A release with a Persian transcript and an English translation."""
    write(tmp_path / "in" / "talk.en.vtt", ENGLISH)
    path = write(tmp_path / "in" / "talk.fa.vtt", PERSIAN)
    return take_in(desk, path.rename(path.with_name("talk.vtt")), language="fa", speaker="Mira Tolan")


@pytest.fixture
def twins(desk: Desk, tmp_path: Path) -> tuple[str, str]:
    """Two films that show the same place."""
    pictures = [films.write(tmp_path / f"{name}.mp4", films.scene(3, 4.0)) for name in ("one", "two")]
    pictures[1] = films.write(tmp_path / "two.mp4", films.scene(3, 4.0), sound=films.Sound(), seconds=4.0)
    one, two = (take_in(desk, path) for path in pictures)
    return one, two
