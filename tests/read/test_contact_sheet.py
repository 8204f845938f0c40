"""Sheets of shots."""

from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from onrecord.engine import announced, build
from onrecord.read import SheetDrawer, contact_sheet
from onrecord.read.engines.pyav import PyAvReader
from onrecord.read.layout import ACROSS, MOST_SHOTS, clock, label, rows
from onrecord.records import MediaReading, Shot
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


def test_rows_hold_the_longest_shots_in_order() -> None:
    many = [shot(number, 500 + number) for number in range(MOST_SHOTS + 10)]
    shown = [shot for row in rows(many) for shot in row]
    assert shown == many[10:]
    assert max(len(row) for row in rows(many)) == ACROSS


def test_a_label_says_when_and_how() -> None:
    assert label(shot(1)) == ("0:10.000 - 0:11.000", "cut")
    assert clock(3_723_004) == "1:02:03.004"
