"""Sheets of shots."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from onrecord.engine import announced, build
from onrecord.read import SheetDrawer, contact_sheet
from onrecord.read.engines.canvas import Canvas
from onrecord.read.engines.pyav import PyAvReader
from onrecord.read.layout import MOST_SHOTS, chosen, clock, heading, label, note, stretches, ticks
from onrecord.records import Look, MediaReading, Shot, Stream
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench

ENGINES = sorted(point.name for point in announced("read") if hasattr(point.load(), "draw_sheet"))


def shot(number: int, length_ms: int = 1000) -> Shot:
    return Shot(start_ms=number * 10_000, end_ms=number * 10_000 + length_ms, transition="cut")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sheet_shows_every_keyframe(engine: str, three_shots: Path, bench: Workbench, tmp_path: Path) -> None:
    reading = PyAvReader().read_media(three_shots, bench)
    blobs = cast("FolderBlobs", bench.blobs)
    blobs.take_all(bench.made())
    contact_sheet(cast("SheetDrawer", build("read", engine)), reading, blobs, tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert (sheet.format, sheet.mode) == ("PNG", "RGB")
        assert sheet.width > 3 * 320
        assert len(set(sheet.resize((64, 16)).convert("L").tobytes())) > 20


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sheet_of_no_shots_is_drawn(engine: str, bench: Workbench, tmp_path: Path) -> None:
    by = cast("SheetDrawer", build("read", engine))
    contact_sheet(by, MediaReading(duration_ms=3000), bench.blobs, tmp_path / "sheet.png")
    assert (tmp_path / "sheet.png").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shot_without_a_keyframe_keeps_its_field(engine: str, bench: Workbench, tmp_path: Path) -> None:
    by = cast("SheetDrawer", build("read", engine))
    contact_sheet(by, MediaReading(duration_ms=3000, shots=(shot(0),)), bench.blobs, tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.height > 180


@pytest.mark.parametrize("engine", ENGINES)
def test_a_thousand_shots_are_drawn(engine: str, bench: Workbench, tmp_path: Path) -> None:
    by = cast("SheetDrawer", build("read", engine))
    many = tuple(shot(number, 10_000) for number in range(1000))
    contact_sheet(by, MediaReading(duration_ms=10_000_000, shots=many), bench.blobs, tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert 1000 < sheet.width < 2000
        assert sheet.height < 20_000


def test_of_too_many_shots_the_longest_of_each_few_are_shown() -> None:
    many = [shot(number, 900 if number % 3 == 1 else 500) for number in range(3 * MOST_SHOTS)]
    assert [number for number, _ in chosen(many)] == list(range(2, 3 * MOST_SHOTS, 3))
    assert note(many) == "240 of 720 shots below: the longest of every few. The strips show all."


def test_few_shots_are_all_shown() -> None:
    few = [shot(number) for number in range(7)]
    assert chosen(few) == list(enumerate(few, start=1))
    assert chosen([]) == []
    assert note(few) is None


@given(st.integers(0, 24 * 3_600_000))
def test_strips_cover_a_film_without_a_gap(duration_ms: int) -> None:
    found = stretches(duration_ms)
    assert len(found) <= 8
    assert found[0][0] == 0
    assert found[-1][0] < max(1, duration_ms) <= found[-1][1]
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert len({end - start for start, end in found}) == 1


@given(st.integers(0, 24 * 3_600_000), st.integers(1, 4 * 3_600_000))
def test_a_scale_has_few_even_marks(start_ms: int, length_ms: int) -> None:
    marks = ticks(start_ms, start_ms + length_ms)
    assert len(marks) <= 13
    assert all(start_ms <= mark < start_ms + length_ms for mark in marks)
    assert len({later - mark for mark, later in pairwise(marks)}) <= 1


def test_a_label_says_when_how_long_and_what_it_looks_like() -> None:
    assert label(3, shot(1)) == ("3   0:10.000 - 0:11.000", "cut, 1.0 s", "")
    grey = replace(shot(1), look=Look(width=4, height=4, tint="black and white", still=True))
    assert label(3, grey)[2] == "black and white, still"
    assert clock(3_723_004) == "1:02:03.004"


def test_the_heading_counts_and_says_what_the_picture_is_made_of() -> None:
    film = Stream(index=0, kind="video", codec="h264", width=640, height=360, frames_per_second=25.0)
    reading = MediaReading(duration_ms=3000, streams=(film,), shots=(shot(0),))
    assert heading(reading) == ("1 shot in 0:03.000", "h264 \u00b7 640 x 360 \u00b7 25 frames a second")
    assert heading(MediaReading(duration_ms=61_000)) == ("0 shots in 1:01.000", "no picture")


def test_a_long_line_is_cut_with_dots_and_a_short_one_is_not() -> None:
    canvas = Canvas(200, 60)
    canvas.write_within((0, 0), "w" * 200, 100)
    canvas.write_within((0, 30), "short", 100)
    written = canvas.page.convert("L").point(lambda level: 255 * (level < 200)).getbbox()
    assert written is not None
    assert written[2] <= 100
