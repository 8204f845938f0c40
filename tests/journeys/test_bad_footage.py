"""Odd films: each is read as far as it can be, what is odd is said, and no verdict claims what is not so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.match import Footage, Held, Shelf, Shelved, match, take_prints
from onrecord.match.engines.footage import FootageMatcher
from onrecord.read import read_media
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import ArchiveSummary, Matching, MediaReading, Prints
from onrecord.store import FolderBlobs, Workbench
from tests import films
from tests.journeys import odd_films
from tests.journeys.odd_films import SAME, SCENE_S, SECONDS, UNLIKE

pytestmark = pytest.mark.xdist_group("bad footage")  # one worker sets up the archive for all

WITHIN_MS = 200

Read = Callable[[str], tuple[MediaReading, Prints]]


@dataclass
class Room:
    """Films that were read, and what is held of them."""

    folder: Path
    held: list[Held] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "scratch").mkdir()
        self.blobs = FolderBlobs(self.folder / "blobs")
        self.bench = Workbench(self.blobs, self.folder / "scratch")
        self.shelf = Shelf(self.folder / "shelf")

    def read(self, path: Path) -> tuple[MediaReading, Prints]:
        """Read a film and take its prints."""
        blob = self.blobs.put(path.read_bytes())
        reading = read_media(PyAvReader(), blob, self.bench)
        prints = take_prints(FootageMatcher(), blob, reading, self.bench)
        self.blobs.take_all(self.bench.made())
        return reading, prints

    def hold(self, release: str, path: Path) -> None:
        """Take a film into the archive."""
        prints = self.read(path)[1]
        self.shelf.add([(prints.array, self.blobs.open_path(prints.array))])
        self.held.append(Held(release=release, title=None, published=None, prints=prints))

    def match(self, prints: Prints) -> Matching:
        """Hold prints against all that is held."""
        items = tuple(dict.fromkeys(one.prints.array for one in self.held))
        summary = ArchiveSummary(generation=1, releases=len(self.held), hours=0.01)
        shelf = Shelved(folder=self.folder / "shelf", items=items)
        return match(FootageMatcher(), prints, Footage(summary=summary, shelf=shelf, held=tuple(self.held)), self.bench)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """An archive of three scenes with a hole of black between films, and of the same file once more."""
    folder = tmp_path_factory.mktemp("odd")
    made = Room(folder)
    film = films.write(folder / "held.mp4", odd_films.held())
    made.hold("first", film)
    made.hold("again", film)
    made.hold("black", films.write(folder / "held-black.mp4", films.flat(4.0)))
    made.hold("still", films.write(folder / "held-still.mp4", [next(films.scene(91, 1.0))] * 100))
    return made


def covers(matching: Matching) -> bool:
    """Whether the segments follow each other from the beginning to the end."""
    ends = [0, *(segment.end_ms for segment in matching.segments)]
    starts = [*(segment.start_ms for segment in matching.segments), matching.duration_ms]
    return ends == starts


@pytest.fixture(scope="module")
def read(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Makes an odd film and reads it, once for all tests."""
    return cache(lambda name: room.read({**SAME, **UNLIKE}[name](tmp_path_factory.mktemp("film") / name)))


@pytest.mark.parametrize("name", SAME)
def test_what_is_seen_in_an_odd_copy_is_seen_at_the_right_second(name: str, room: Room, read: Read) -> None:
    reading, prints = read(name)
    matching = room.match(prints)
    assert covers(matching)
    assert reading.duration_ms <= SECONDS * 1000 + WITHIN_MS
    found = [(s, m) for s in matching.segments for m in s.matches]
    assert found
    for segment, one in found:
        assert one.release in {"first", "again"}
        assert abs(one.start_ms - segment.start_ms) <= WITHIN_MS
        assert abs(one.end_ms - segment.end_ms) <= WITHIN_MS
    seen = sum(s.end_ms - s.start_ms for s in matching.segments if s.verdict == "seen")
    assert seen >= reading.duration_ms / 2


@pytest.mark.parametrize("name", UNLIKE)
def test_what_is_not_held_is_not_seen(name: str, room: Room, read: Read) -> None:
    reading, prints = read(name)
    matching = room.match(prints)
    assert covers(matching)
    assert reading.duration_ms > 0
    assert not [segment for segment in matching.segments if segment.verdict == "seen"]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("long.mkv", "of the 10:00 that it declares"),
        ("corrupt.mp4", "can't be decoded"),
        ("cutoff.mp4", "breaks off"),
        ("sound.m4a", "no video stream"),
        ("cover.mp4", "no video stream"),
        ("pictures.mp4", "no sound stream"),
        ("two.mkv", "further video stream"),
        ("uneven.mp4", "frame rate varies"),
        ("turned.mp4", "stored turned"),
    ],
)
def test_what_is_odd_is_said(name: str, note: str, read: Read) -> None:
    notes = read(name)[0].notes
    assert any(note in said for said in notes), notes


@pytest.mark.parametrize("name", ["black.mp4", "still.mp4"])
def test_what_tells_nothing_is_undecidable(name: str, room: Room, read: Read) -> None:
    matching = room.match(read(name)[1])
    assert {segment.verdict for segment in matching.segments} == {"undecidable"}
    assert all(segment.reason for segment in matching.segments)


def test_one_frame_is_no_crash_and_claims_no_other_second(room: Room, tmp_path: Path) -> None:
    reading, prints = room.read(odd_films.one_frame(tmp_path / "one.mp4"))
    matching = room.match(prints)
    assert covers(matching)
    assert len(reading.shots) == 1
    assert all(m.start_ms <= SCENE_S * 1000 for s in matching.segments for m in s.matches)


def test_the_same_file_twice_is_seen_in_both(room: Room, tmp_path: Path) -> None:
    matching = room.match(room.read(films.write(tmp_path / "copy.mp4", odd_films.held()))[1])
    assert {one.release for segment in matching.segments for one in segment.matches} == {"first", "again"}


def test_an_edit_list_moves_what_is_seen(room: Room, tmp_path: Path) -> None:
    reading, prints = room.read(odd_films.edited(tmp_path / "edited.mp4"))
    assert abs(reading.duration_ms - (SECONDS - 1) * 1000) <= WITHIN_MS
    for segment in room.match(prints).segments:
        for one in segment.matches:
            assert abs(one.start_ms - 1_000 - segment.start_ms) <= WITHIN_MS


def test_a_query_that_is_the_whole_archive_is_seen_whole(room: Room, tmp_path: Path) -> None:
    shown = [*odd_films.held(), *films.flat(4.0), *[next(films.scene(91, 1.0))] * 100]
    matching = room.match(room.read(films.write(tmp_path / "all.mp4", shown))[1])
    assert covers(matching)
    seen = [s for s in matching.segments if {m.release for m in s.matches} >= {"first", "again"}]
    assert seen
    assert seen[0].start_ms <= WITHIN_MS
    assert abs(seen[-1].end_ms - SECONDS * 1000) <= WITHIN_MS


def test_a_file_without_a_frame_is_one_sentence(room: Room, tmp_path: Path) -> None:
    path = films.cut_off(tmp_path / "headless.mp4", films.write(tmp_path / "w.mp4", odd_films.held()), 0.5)
    with pytest.raises(OnrecordError) as refused:
        room.read(path)
    assert "cut off or damaged" in str(refused.value)
