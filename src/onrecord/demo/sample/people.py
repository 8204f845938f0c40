"""The invented people of the films: heads, busts and hands, all drawn, none after a person."""

from dataclasses import dataclass
from typing import Final, Literal

from onrecord.demo.sample.drawing import Colour, Plate, Point, Points, Ramp, limb, mix, move, oval, smooth

_DARK: Final = (34, 22, 18)
_WARM: Final = (255, 226, 178)
_FRONT: Final = 0.3
"""Turned less than this, both sides of the hair are seen."""

_PROFILE: Final = 0.75
"""Turned more than this, one eye is seen, and the nose stands out."""

_SKULL: Final = (
    (0.0, -1.0), (0.46, -0.9), (0.72, -0.5), (0.74, 0.02), (0.66, 0.48), (0.4, 0.88), (0.0, 1.04),
    (-0.4, 0.88), (-0.66, 0.48), (-0.74, 0.02), (-0.72, -0.5), (-0.46, -0.9),
)  # fmt: skip  # an outline reads by its corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one figure looks like."""

    skin: Colour = (202, 150, 112)
    hair: Colour = (52, 40, 34)
    coat: Colour = (58, 56, 62)
    shirt: Colour = (222, 212, 192)
    tie: Colour | None = (110, 44, 38)
    style: Literal["short", "bald", "scarf", "cap"] = "short"
    beard: bool = False
    moustache: bool = False
    glasses: bool = False


class _Sketch:
    """A plate seen from the middle of a head: the head's half height is 1, and the figure faces right."""

    def __init__(self, plate: Plate, x: float, y: float, size: float, *, flip: bool) -> None:
        self.plate, self.x, self.y, self.size, self.flip = plate, x, y, size, flip

    def at(self, points: Points) -> list[Point]:
        return move(points, self.x, self.y, self.size, flip=self.flip)

    def shape(self, points: Points, fill: Colour, *, soft: float = 0, opacity: float = 1, within: Points = ()) -> None:
        inside = self.at(within) if within else None
        self.plate.shape(self.at(points), fill, soft=soft * self.size, opacity=opacity, within=inside)

    def ramp(self, points: Points, first: Colour, last: Colour, start: Point, end: Point) -> None:
        placed = self.at((start, end))
        self.plate.shape(self.at(points), Ramp(first, last, placed[0], placed[1]))

    def line(self, points: Points, width: float, fill: Colour, opacity: float = 1) -> None:
        self.plate.line(self.at(points), width * self.size, fill, opacity=opacity)


def bust(
    plate: Plate, at: Point, size: float, look: Look, *, facing: float = 0.0, light: float = 1.0, depth: float = 4.5
) -> None:
    """Draws shoulders and chest, and no head: `at` is the middle of the head that belongs on them.

    Args:
        plate: What is drawn on.
        at: The middle of the head.
        size: Half the height of the head, in units.
        look: Who it is.
        facing: -1 turned to the left, 0 to us, 1 to the right.
        light: Where the light stands, -1 left to 1 right.
        depth: How far down the body is drawn, in half heads.
    """
    sketch = _Sketch(plate, *at, size, flip=facing < 0)
    turn, lit = abs(facing) * 0.35, light if facing >= 0 else -light
    body = smooth([
        (-0.42, 1.2), (-1.05, 1.52), (-1.78, 1.86), (-2.12, 2.7), (-2.2, depth), (2.1, depth), (2.02, 2.7),
        (1.7, 1.86), (1.0, 1.52), (0.42, 1.2),
    ], 10)  # fmt: skip  # an outline reads by its corners
    bright, dim = mix(look.coat, _WARM, 0.16), mix(look.coat, _DARK, 0.55)
    sketch.ramp(body, dim, bright, (-1.9 * lit, 2), (1.9 * lit, 2))
    _collar(sketch, look, turn)
    sketch.shape(smooth([(-0.4, 0.5), (-0.46, 1.42), (turn * 0.5, 1.8), (0.46, 1.42), (0.4, 0.5)]),
                 mix(look.skin, _DARK, 0.34))  # fmt: skip
    sketch.shape(oval(-1.0 * lit, 3.4, 1.1, 2.2), _DARK, soft=0.35, opacity=0.3, within=body)
    rim = limb([(0.9 * lit, 1.45), (1.74 * lit, 1.84), (2.08 * lit, 2.7), (2.1 * lit, 3.6)], [0.06, 0.11, 0.09, 0.02])
    sketch.shape(rim, mix(look.coat, _WARM, 0.6), soft=0.03, opacity=0.55, within=body)


def _collar(sketch: _Sketch, look: Look, turn: float) -> None:
    low = 3.3
    sketch.shape([(-0.52 + turn, 1.25), (turn, low), (0.55 + turn, 1.25)], look.shirt)
    if look.tie is not None:
        knot = [(turn - 0.15, 1.62), (turn + 0.15, 1.62), (turn + 0.2, 3.0), (turn, low), (turn - 0.17, 3.0)]
        sketch.shape(knot, look.tie)
    lapel = mix(look.coat, _WARM, 0.1)
    for side in (-1, 1):
        wing = [(side * 0.5 + turn, 1.2), (side * 0.95, 1.5), (side * 0.86, 2.1), (turn, low + 0.4), (turn, low - 0.25)]
        sketch.shape(wing, lapel if side > 0 else mix(lapel, _DARK, 0.25))


def head(
    plate: Plate, at: Point, size: float, look: Look, *, facing: float = 0.0, light: float = 1.0, mouth: float = 0.0
) -> None:
    """Draws a head on its neck.

    Args:
        plate: What is drawn on.
        at: The middle of the head.
        size: Half the height of the head, in units.
        look: Who it is.
        facing: -1 turned to the left, 0 to us, 1 to the right.
        light: Where the light stands, -1 left to 1 right.
        mouth: How far the mouth is open, 0 to 1.
    """
    sketch = _Sketch(plate, *at, size, flip=facing < 0)
    turn, lit = abs(facing), light if facing >= 0 else -light
    skull = smooth([(x + turn * (0.02 + 0.1 * y), y) for x, y in _SKULL])
    shade = mix(look.skin, _DARK, 0.42)
    sketch.shape(smooth([(-0.38, 0.4), (-0.42, 1.2), (0.0, 1.5), (0.42, 1.2), (0.38, 0.4)]), shade)
    sketch.shape(oval(-0.72 + turn * 0.42, 0.08, 0.13, 0.24), mix(look.skin, _DARK, 0.2))
    sketch.shape(skull, look.skin)
    if turn > _PROFILE:
        sketch.shape(smooth([(0.6, -0.25), (0.98, 0.26), (0.72, 0.34), (0.6, 0.3)], 4), mix(look.skin, _DARK, 0.08))
    sketch.shape(oval(-0.62 * lit, 0.1, 0.62, 1.2), shade, soft=0.14, opacity=0.75, within=skull)
    sketch.shape(oval(0.42 * lit, -0.05, 0.3, 0.55), mix(look.skin, _WARM, 0.5), soft=0.14, opacity=0.6, within=skull)
    _beard(sketch, look, turn, skull)
    _features(sketch, look, turn, mouth)
    _hair(sketch, look, turn, skull)


def _features(sketch: _Sketch, look: Look, turn: float, mouth: float) -> None:
    middle = turn * 0.44
    line = mix(look.skin, _DARK, 0.75)
    soft = mix(look.skin, _DARK, 0.4)
    eyes = (middle + 0.3,) if turn > _PROFILE else (middle - 0.3 * (1 - turn * 0.2), middle + 0.28 * (1 - turn * 0.5))
    for x in eyes:
        sketch.shape(oval(x, -0.06, 0.19, 0.15), soft, soft=0.05, opacity=0.6)
        sketch.shape(smooth([(x - 0.13, -0.05), (x, -0.12), (x + 0.13, -0.04), (x, 0.01)], 3), (226, 214, 198))
        sketch.shape(oval(x + 0.03 * turn, -0.05, 0.058, 0.065), (30, 22, 18))
        sketch.line([(x - 0.15, -0.06), (x, -0.135), (x + 0.15, -0.06)], 0.04, line)
        sketch.line([(x - 0.19, -0.24), (x, -0.31), (x + 0.19, -0.25)], 0.085, mix(look.hair, look.skin, 0.15))
        if look.glasses:
            ring = oval(x, -0.04, 0.24, 0.21)
            sketch.line([*ring, ring[0], ring[1]], 0.035, (40, 34, 30))
    if turn <= _PROFILE:
        nose = [(middle + 0.02, -0.1), (middle + 0.07 + turn * 0.12, 0.27), (middle - 0.11, 0.31)]
        sketch.shape(smooth(nose, 4), soft, opacity=0.55)
    sketch.line([(middle - 0.1, 0.33), (middle + 0.1 + turn * 0.14, 0.33)], 0.04, line, 0.6)
    lips = middle + turn * 0.08
    if mouth > 0:
        sketch.shape(oval(lips, 0.6, 0.17 - 0.04 * mouth, 0.03 + 0.11 * mouth), (70, 28, 26))
    sketch.line([(lips - 0.2, 0.57), (lips, 0.55 - 0.02 * mouth), (lips + 0.2, 0.57)], 0.05, line, 0.8)
    sketch.line([(lips - 0.1, 0.73 + 0.1 * mouth), (lips + 0.1, 0.73 + 0.1 * mouth)], 0.05, soft, 0.6)
    if look.moustache or look.beard:
        lip = [(lips - 0.3, 0.56), (lips, 0.38), (lips + 0.3, 0.56), (lips, 0.52)]
        sketch.shape(smooth(lip, 4), mix(look.hair, look.skin, 0.08))


def _beard(sketch: _Sketch, look: Look, turn: float, skull: Points) -> None:
    if look.beard:
        m = turn * 0.3
        jaw = [(-0.8, 0.0), (-0.56, 0.3), (m - 0.3, 0.5), (m, 0.42), (m + 0.3, 0.5), (0.62 + m, 0.2), (0.9, 0.3),
               (0.6, 1.1), (m, 1.3), (-0.5, 1.1)]  # fmt: skip
        sketch.shape(smooth(jaw), mix(look.hair, look.skin, 0.1), soft=0.03, within=move(skull, 0.02, 0.02, 1.06))


def _hair(sketch: _Sketch, look: Look, turn: float, skull: Points) -> None:
    back = -turn * 0.35
    light = mix(look.hair, _WARM, 0.25)
    match look.style:
        case "short":
            top = [(-0.8 + back * 0.3, 0.0), (-0.84 + back * 0.4, -0.6), (-0.5, -1.08), (0.1, -1.16), (0.6, -0.98),
                   (0.76, -0.5), (0.62 + turn * 0.08, -0.42), (0.4 + turn * 0.2, -0.68), (-0.1, -0.72),
                   (-0.54 + turn * 0.2, -0.5), (-0.6 + turn * 0.42, -0.05)]  # fmt: skip
            sketch.shape(smooth(top), look.hair)
            if turn < _FRONT:
                sketch.shape(smooth([(0.58, -0.6), (0.8, -0.6), (0.8, 0.0), (0.68, 0.0)]), look.hair)
            sketch.line([(-0.3, -0.98), (0.1, -1.03), (0.45, -0.9)], 0.07, light, 0.5)
        case "bald":
            side = [(-0.78 + back * 0.2, 0.05), (-0.8 + back * 0.3, -0.4), (-0.62, -0.55), (-0.55 + turn * 0.3, -0.05)]
            sketch.shape(smooth(side), look.hair)
            sketch.shape(oval(0.1, -0.78, 0.3, 0.12), _WARM, soft=0.08, opacity=0.4, within=skull)
        case "scarf":
            hood = [(-0.95, 1.3), (-0.98, -0.3), (-0.6, -1.12), (0.05, -1.22), (0.7, -1.02), (0.94, -0.3), (0.95, 1.25),
                    (0.5, 1.25), (0.68, 0.5), (0.6 + turn * 0.1, -0.4), (0.1, -0.72), (-0.5 + turn * 0.2, -0.42),
                    (-0.6 + turn * 0.2, 0.5), (-0.4, 1.2), (0.0, 1.5), (-0.6, 1.6)]  # fmt: skip
            sketch.shape(smooth(hood), look.hair)
            sketch.line([(-0.4, -1.02), (0.05, -1.12), (0.5, -1.0)], 0.06, light, 0.5)
        case "cap":
            sketch.shape(smooth([(-0.82, -0.5), (-0.84, 0.15), (-0.6, 0.3), (-0.55 + turn * 0.3, -0.5)]), look.hair)
            cap = [(-0.84, -0.35), (-0.8, -0.85), (-0.3, -1.2), (0.4, -1.16), (0.82, -0.75), (0.8, -0.42)]
            sketch.shape(smooth(cap), look.hair)
            peak = [(0.0, -0.5), (0.75, -0.56), (0.95 + turn * 0.3, -0.36), (0.5, -0.38), (0.0, -0.4)]
            sketch.shape(smooth(peak, 4), mix(look.hair, _DARK, 0.5))
            sketch.line([(-0.3, -1.08), (0.35, -1.06)], 0.06, light, 0.6)


def hand(plate: Plate, wrist: Point, tip: Point, skin: Colour, *, width: float, spread: float = 0.3) -> None:
    """Draws an open hand from the wrist to the tip of the middle finger; `width` is half the breadth of the palm."""
    along = tip[0] - wrist[0], tip[1] - wrist[1]
    aside = -along[1], along[0]
    reach = (along[0] ** 2 + along[1] ** 2) ** 0.5

    def place(ahead: float, side: float) -> Point:
        return (wrist[0] + along[0] * ahead + aside[0] * side * width / reach,
                wrist[1] + along[1] * ahead + aside[1] * side * width / reach)  # fmt: skip

    dim = mix(skin, _DARK, 0.3)
    plate.shape(
        limb([place(0.1, 0.6), place(0.38, 1.35), place(0.6, 1.5 + spread)], [width * 0.34, width * 0.3, width * 0.22]),
        dim,
    )
    for side, length in ((-0.78, 0.82), (-0.28, 0.97), (0.26, 1.0), (0.76, 0.9)):
        finger = [place(0.42, side * 0.85), place(0.72, side * (1 + spread * 0.6)), place(length, side * (1 + spread))]
        plate.shape(limb(finger, [width * 0.27, width * 0.25, width * 0.19]), mix(skin, dim, 0.25 - side * 0.25))
    palm = [
        place(-0.05, -0.62),
        place(0.3, -1.02),
        place(0.56, -0.95),
        place(0.58, 0.95),
        place(0.3, 1.05),
        place(-0.05, 0.62),
    ]
    plate.shape(smooth(palm, 4), Ramp(skin, dim, place(0.5, -1), place(0.2, 1.4)))
