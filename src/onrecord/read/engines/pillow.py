"""Draws the shots of a file with Pillow: strips in proportion to time, and a sheet of keyframes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import ClassVar, Final

from PIL import Image

from onrecord.read.engines.canvas import BEGINNINGS, DIM, INK, LANES, MARGIN, NOTHING, Canvas
from onrecord.read.engines.strip import draw_strips, lanes_of, strips_height
from onrecord.read.layout import ACROSS, chosen, heading, label, note
from onrecord.records import MediaReading, Shot
from onrecord.store.workbench import Blobs

TILE: Final = 240
"""Pixels across one picture."""

_GAP: Final = 16
_WIDTH: Final = 2 * MARGIN + ACROSS * TILE + (ACROSS - 1) * _GAP
_HEAD: Final = 64
_KEY: Final = 34
_LINE: Final = 19
_LINES: Final = 3
_HEIGHTS: Final = (80, 320)  # least and most pixels down, of a tile's picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PillowSheet:
    """The film as strips; under them keyframes in a grid, each with its times, how its shot begins, and its look."""

    name: ClassVar[str] = "pillow"
    version: ClassVar[str] = "2"

    def missing(self) -> str | None:
        """Nothing: Pillow comes along."""
        return None

    def draw_sheet(self, reading: MediaReading, blobs: Blobs, path: Path) -> None:
        """Write the sheet as a PNG."""
        tiles = chosen(reading.shots)
        high = _picture_height([shot for _, shot in tiles], blobs)
        lanes, row = lanes_of(reading.shots), high + _LINES * _LINE + _GAP
        strips = MARGIN + _HEAD + (_KEY if reading.shots else 0)
        grid = strips + strips_height(reading.duration_ms, len(lanes)) + _GAP
        said = note(reading.shots)
        below = grid + (_KEY if said else 0)
        canvas = Canvas(_WIDTH, below + -(-len(tiles) // ACROSS) * row + MARGIN - _GAP)
        _draw_head(canvas, reading)
        draw_strips(canvas, strips, reading.shots, reading.duration_ms, lambda *of: _keyframe(blobs, *of))
        canvas.write((MARGIN, grid), said or "", 15, DIM)
        for place, (number, shot) in enumerate(tiles):
            at = (MARGIN + place % ACROSS * (TILE + _GAP), below + place // ACROSS * row)
            _draw_tile(canvas, at, high, label(number, shot), shot, blobs)
        canvas.page.save(path, "PNG")


def _draw_head(canvas: Canvas, reading: MediaReading) -> None:
    count, made = heading(reading)
    canvas.write((MARGIN, MARGIN - 6), count, 28)
    canvas.write((MARGIN, MARGIN + 32), made, 15, DIM)
    left = MARGIN
    for sign, words in _key(reading.shots):
        top = MARGIN + _HEAD + 4
        if sign in BEGINNINGS:
            canvas.sign(sign, left, top + 3)  # type: ignore[arg-type]  # it is one of them
        else:
            canvas.pen.rectangle((left, top + 6, left + 14, top + 9), fill=sign)
        left += 20 + canvas.write((left + 20, top - 1), words, 14, DIM) + 24


def _key(shots: Sequence[Shot]) -> Iterator[tuple[str, str]]:
    """What the signs and lanes mean, of those that are drawn."""
    begins = {shot.transition for shot in shots}
    yield from ((transition, transition) for transition in BEGINNINGS if transition in begins)
    yield from (LANES[kind] for kind in lanes_of(shots))


def _draw_tile(
    canvas: Canvas, at: tuple[int, int], high: int, lines: tuple[str, str, str], shot: Shot, blobs: Blobs
) -> None:
    left, top = at
    frame = _keyframe(blobs, shot, TILE, high)
    canvas.pen.rectangle((left, top, left + TILE - 1, top + high - 1), fill=NOTHING)
    if frame is not None:
        canvas.page.paste(frame, (left + (TILE - frame.width) // 2, top + (high - frame.height) // 2))
    canvas.write_within((left, top + high + 4), lines[0], TILE, 14, INK)
    canvas.sign(shot.transition, left, top + high + _LINE + 8)
    canvas.write_within((left + 15, top + high + _LINE + 4), lines[1], TILE - 15, 13, DIM)
    canvas.write_within((left, top + high + 2 * _LINE + 3), lines[2], TILE, 13, DIM)


def _picture_height(shots: Sequence[Shot], blobs: Blobs) -> int:
    """The height that fits most keyframes at the width of a tile."""
    heights = []
    for shot in shots:
        if shot.keyframe is not None:
            with Image.open(blobs.open_path(shot.keyframe)) as picture:
                heights.append(TILE * picture.height / picture.width)
    least, most = _HEIGHTS
    return round(min(max(median(heights), least), most)) if heights else TILE * 9 // 16


def _keyframe(blobs: Blobs, shot: Shot, width: int, height: int) -> Image.Image | None:
    """The keyframe as large as it fits."""
    if shot.keyframe is None:
        return None
    with Image.open(blobs.open_path(shot.keyframe)) as picture:
        picture.draft("RGB", (width, height))
        scale = min(width / picture.width, height / picture.height)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
