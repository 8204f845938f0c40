"""Draws contact sheets with Pillow."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PIL import Image

from onrecord import sheet
from onrecord.read.layout import label, rows
from onrecord.records import MediaReading, Shot
from onrecord.store.workbench import Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class PillowSheet:
    """Keyframes in a grid, each with its times and how its shot begins."""

    name: ClassVar[str] = "pillow"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing: Pillow comes along."""
        return None

    def draw_sheet(self, reading: MediaReading, blobs: Blobs, path: Path) -> None:
        """Write the sheet as a PNG."""
        sheet.draw([[_tile(shot, blobs) for shot in row] for row in rows(reading.shots)], path)


def _tile(shot: Shot, blobs: Blobs) -> sheet.Tile:
    if shot.keyframe is None:
        return sheet.Tile(None, label(shot))
    with Image.open(blobs.open_path(shot.keyframe)) as picture:
        return sheet.Tile(picture.convert("RGB"), label(shot))
