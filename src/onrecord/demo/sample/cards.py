"""The office's emblem, and the cards at the beginning and the end of its film."""

import math
from importlib.resources import files
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from onrecord.demo.sample.drawing import SCALE, Colour, Plate, down, limb, mix, oval, slab
from onrecord.demo.sample.figure import sway

SIZE: Final = (640, 360)
_NIGHT: Final = (12, 30, 48)
_SEA: Final = (30, 82, 104)
_GOLD: Final = (236, 192, 112)
_PALE: Final = (236, 240, 238)
_LONG_MS: Final = 5_000
_FADE_MS: Final = 700


def emblem(size: float, paint: Colour, ground: Colour | None = None) -> Plate:
    """A lighthouse over waves in a ring, transparent around; `size` is half its breadth."""
    plate, middle = Plate(2 * size, 2 * size), size
    unit = size / 100
    plate.shape(oval(middle, middle, size * 0.98, size * 0.98), paint)
    plate.shape(oval(middle, middle, size * 0.91, size * 0.91), ground or _NIGHT)
    for turn in (-0.62, -0.2, 0.2, 0.62):
        for side in (0, math.pi):
            ray = [
                (
                    middle + math.cos(turn + side) * reach * unit,
                    middle - 38 * unit + math.sin(turn + side) * reach * unit,
                )
                for reach in (17, 44)
            ]
            plate.line(ray, 4.5 * unit, paint)
    tower = [(-12, 38), (-8, -24), (8, -24), (12, 38)]
    plate.shape([(middle + a * unit, middle + b * unit) for a, b in tower], paint)
    plate.shape(slab(middle - 12 * unit, middle - 29 * unit, middle + 12 * unit, middle - 23 * unit), paint)
    plate.shape(oval(middle, middle - 38 * unit, 8 * unit, 9 * unit), paint)
    for row in range(3):
        wave = [
            (middle + a * unit, middle + (46 + row * 12 + 3.4 * math.sin(a / 7.5 + row * 2)) * unit)
            for a in range(-62 + row * 9, 64 - row * 9, 3)
        ]
        plate.line(wave, 4.5 * unit, paint)
    return plate


def _lettering(name: str, width: float, paint: Colour) -> Image.Image:
    """Persian words as they are lettered in the package (set in DejaVu Sans), `width` units wide.

    They are a picture, because few machines have both a Persian font and what shapes its letters.
    """
    with (files(__package__) / "lettering" / f"{name}.png").open("rb") as stream:
        mask = Image.open(stream).convert("L")
    wide = round(width * SCALE)
    mask = mask.resize((wide, round(mask.height * wide / mask.width)), Image.Resampling.LANCZOS)
    words = Image.new("RGBA", mask.size, paint)
    words.putalpha(mask)
    return words


class Card:
    """Words on the night sea: `lines` are the sizes, heights and words of the lines in Latin letters."""

    def __init__(self, lettering: str, width: float, lines: tuple[tuple[int, int, str], ...]) -> None:
        back = Plate(720, 405, down(_NIGHT, _SEA, 60, 405))
        back.light(360, 250, 420, 200, (40, 72, 74), 0.9)
        for row in range(9):
            tone = mix(_SEA, _NIGHT, 0.25 + row * 0.07)
            swell = [
                (float(x), 298 + row * 13 + (3 + row) * sway(x * 10, row, 2_600 + 300 * row))
                for x in range(-10, 740, 10)
            ]
            back.shape([*swell, (730, 420), (-10, 420)], tone, opacity=0.8)
        self.back = back.brushed(51, 2)
        self.beam = Plate(720, 405)
        self.beam.shape([(360, 96), (-40, 10), (-40, 190)], _GOLD, soft=10, opacity=0.12)
        self.beam.shape([(360, 96), (760, 10), (760, 190)], _GOLD, soft=10, opacity=0.12)
        self.words = Plate(720, 405)
        self.words.stamp(emblem(44, _GOLD), 316, 46)
        letters = _lettering(lettering, width, _PALE)
        self.words.image.alpha_composite(
            letters, (round(360 * SCALE - letters.width / 2), round(176 * SCALE - letters.height / 2))
        )
        pen = ImageDraw.Draw(self.words.image)
        for size, y, text in lines:
            font = ImageFont.load_default(size * SCALE)
            pen.text((round(360 * SCALE), round(y * SCALE)), text, font=font, fill=mix(_PALE, _SEA, 0.12), anchor="mm")
        self.words.line(limb([(300, 216), (420, 216)], [0.5, 0.5]), 0.9, _GOLD)
        self.words.trim()

    def picture(self, ms: int) -> Image.Image:
        """The card at a time of its clock."""
        plate, share = self.back.copy(), ms / _LONG_MS
        plate.stamp(self.beam, 6 * math.sin(share * 4), 3 * math.sin(share * 5))
        plate.stamp(self.words, 0, 0)
        picture = plate.seen(30 + 12 * share, 17 + 6.75 * share, 660 - 24 * share, 371.25 - 13.5 * share, SIZE)
        shown = min(ms / _FADE_MS, (_LONG_MS - ms) / _FADE_MS, 1.0)
        return picture if shown >= 1 else Image.blend(Image.new("RGB", SIZE), picture, max(shown, 0.0))


def title() -> Card:
    """The card that the film begins with."""
    lines = (
        (19, 238, "Words kept for a quarter of a century"),
        (12, 262, "From the archive of the Harbour Commissioner"),
    )
    return Card("title", 330, lines)


def end() -> Card:
    """The card that the film ends with."""
    lines = ((17, 238, "Office of the Harbour Commissioner"), (12, 260, "Port Sarand"))
    return Card("office", 260, lines)
