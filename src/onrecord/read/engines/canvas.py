"""What is drawn with: a page, its colours, its letters, and the signs of the transitions and looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from onrecord.observed import Kind
from onrecord.records import Transition

MARGIN: Final = 32
PAPER: Final = "#ffffff"
INK: Final = "#16181d"
DIM: Final = "#69707d"
RULE: Final = "#d5d9e0"
NOTHING: Final = "#e7eaef"

BEGINNINGS: Final[Mapping[Transition, str]] = {
    "start": INK,
    "cut": INK,
    "dissolve": "#0072b2",
    "fade": "#d55e00",
}
LANES: Final[Mapping[Kind, tuple[str, str]]] = {
    "bars": ("#56b4e9", "bars"),
    "detail": ("#e69f00", "little detail"),
    "tint": ("#8a8f98", "black and white, or one tint"),
    "grain": ("#cc79a7", "grainy"),
    "blocks": ("#009e73", "blocky"),
    "still": ("#c9b700", "still"),
}
"""Colours that are told apart by those too who see few: Okabe and Ito's."""

_SIGN: Final = 9  # pixels across
_LEFT_OUT: Final = "..."  # the letters have no ellipsis


@cache
def letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The letters that come with Pillow, which have little beyond ASCII."""
    return ImageFont.load_default(size)


@dataclass(slots=True)
class Canvas:
    """A page to draw on; `pen` draws, in pixels from its upper left corner."""

    width: int
    height: int
    page: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.page = Image.new("RGB", (self.width, self.height), PAPER)
        self.pen = ImageDraw.Draw(self.page)

    def write(self, at: tuple[int, int], text: str, size: int = 14, colour: str = INK) -> int:
        """Write a line; returns the pixels that it is wide."""
        self.pen.text(at, text, fill=colour, font=letters(size))
        return round(self.pen.textlength(text, font=letters(size)))

    def write_within(self, at: tuple[int, int], text: str, width: int, size: int = 14, colour: str = INK) -> None:
        """Write as much of a line as fits into `width` pixels; what is left out is shown by dots."""
        kept, end = text, ""
        while kept and self.pen.textlength(kept + end, font=letters(size)) > width:
            kept, end = kept[:-1].rstrip(" ,"), _LEFT_OUT
        self.write(at, kept + end, size, colour)

    def sign(self, transition: Transition, left: int, top: int) -> None:
        """How a shot begins, as a sign: a bar for a cut, crossing wedges for a dissolve, a valley for a fade."""
        colour, right, bottom = BEGINNINGS[transition], left + _SIGN, top + _SIGN
        middle = left + _SIGN // 2
        if transition == "dissolve":
            self.pen.polygon([(left, top), (left, bottom), (right, top), (right, bottom)], fill=colour)
        elif transition == "fade":
            self.pen.polygon([(left, top), (right, top), (middle, bottom)], fill=colour)
        elif transition == "cut":
            self.pen.rectangle((middle - 1, top, middle + 1, bottom), fill=colour)
        else:
            self.pen.polygon([(left, top), (right, (top + bottom) // 2), (left, bottom)], fill=colour)
