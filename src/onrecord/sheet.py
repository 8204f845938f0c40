"""Draws rows of labelled pictures on one sheet. For engines only: it stands on Pillow."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 320
"""Pixels across one picture."""

_MOST_HEIGHT: Final = 400
_GAP: Final = 12
_LINE: Final = 20
_PAPER: Final = "#ffffff"
_INK: Final = "#1b1b1b"
_NOTHING: Final = "#d9d9d9"


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture with the lines that stand under it; without a picture, an empty field."""

    picture: Image.Image | None
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels down, lines included."""
        return _fitted(self.picture)[1] + _LINE * len(self.lines)


def draw(rows: Sequence[Sequence[Tile]], path: Path) -> None:
    """Draw the rows from top to bottom and write them as a PNG."""
    heights = [max((tile.height for tile in row), default=0) for row in rows]
    across = max((len(row) for row in rows), default=1)
    size = (_GAP + across * (WIDTH + _GAP), _GAP + sum(height + _GAP for height in heights))
    sheet = Image.new("RGB", size, _PAPER)
    top = _GAP
    for row, height in zip(rows, heights, strict=True):
        for column, tile in enumerate(row):
            _draw(sheet, tile, _GAP + column * (WIDTH + _GAP), top)
        top += height + _GAP
    sheet.save(path, "PNG")


def _draw(sheet: Image.Image, tile: Tile, left: int, top: int) -> None:
    pen = ImageDraw.Draw(sheet)
    width, height = _fitted(tile.picture)
    if tile.picture is None:
        pen.rectangle((left, top, left + width, top + height), fill=_NOTHING)
    else:
        sheet.paste(tile.picture.resize((width, height)), (left, top))
    for number, line in enumerate(tile.lines):
        pen.text((left, top + height + 2 + number * _LINE), line, fill=_INK, font=ImageFont.load_default(15))


def _fitted(picture: Image.Image | None) -> tuple[int, int]:
    if picture is None:
        return WIDTH, WIDTH * 9 // 16
    scale = min(WIDTH / picture.width, _MOST_HEIGHT / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
