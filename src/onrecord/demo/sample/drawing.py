"""The brush of the sample: soft shapes, ramps of colour, light and shadow on a picture.

Everything is given in units of the finished picture, y downward. A `Plate` holds `SCALE` pixels to the unit, so that
scaling it down to the finished size smooths its edges.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE: Final = 1.5
"""Pixels of a plate to one unit; masks are finer still, so this leaves smooth edges and costs half of 2."""

_MASK: Final = 2
"""Pixels of a mask to one pixel of the plate: masks are drawn larger and reduced, which smooths their edges."""

Colour: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]
Points: TypeAlias = Sequence[Point]
Box: TypeAlias = tuple[int, int, int, int]


class Ramp(NamedTuple):
    """A colour that turns into another between two points."""

    first: Colour
    last: Colour
    start: Point
    end: Point


Fill: TypeAlias = Colour | Ramp


def mix(first: Colour, last: Colour, share: float) -> Colour:
    """The colour that is `share` (0 to 1) of the way from the first to the last."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue


def down(first: Colour, last: Colour, top: float, bottom: float) -> Ramp:
    """A ramp from above to below."""
    return Ramp(first, last, (0, top), (0, bottom))


def oval(x: float, y: float, width: float, height: float, turn: float = 0.0) -> list[Point]:
    """The outline of an ellipse by its centre and half axes, turned by radians."""
    cos, sin = math.cos(turn), math.sin(turn)
    steps = (math.tau * i / 40 for i in range(40))
    around = [(width * math.cos(t), height * math.sin(t)) for t in steps]
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in around]


def slab(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The outline of an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def smooth(points: Points, steps: int = 6) -> list[Point]:
    """A closed curve through the points (Catmull-Rom)."""
    around = np.asarray(points, np.float64)
    near = np.stack([np.roll(around, shift, axis=0) for shift in (1, 0, -1, -2)])
    curve = np.einsum("sk,knd->nsd", _blend(steps), near).reshape(-1, 2)
    return [(x, y) for x, y in curve.tolist()]


@cache
def _blend(steps: int) -> npt.NDArray[np.float64]:
    """How much of the four points around it is in each step of a Catmull-Rom curve."""
    t = np.arange(steps) / steps
    return np.stack([2 * t**2 - t**3 - t, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2], axis=1) / 2


def limb(joints: Points, widths: Sequence[float]) -> list[Point]:
    """The outline of a limb along its joints, as wide on either side as the widths say, with round ends."""
    left, right = [], []
    for i, (x, y) in enumerate(joints):
        before, after = joints[max(i - 1, 0)], joints[min(i + 1, len(joints) - 1)]
        along = math.atan2(after[1] - before[1], after[0] - before[0])
        a, b = -math.sin(along) * widths[i], math.cos(along) * widths[i]
        left.append((x + a, y + b))
        right.append((x - a, y - b))
    first, last = _end(joints[0], joints[1], widths[0]), _end(joints[-1], joints[-2], widths[-1])
    return [*left, *last, *reversed(right), *first]


def _end(at: Point, inner: Point, width: float) -> list[Point]:
    out = math.atan2(at[1] - inner[1], at[0] - inner[0])
    turns = (out + math.pi * share / 8 for share in (3, 2, 1, 0, -1, -2, -3))
    return [(at[0] + width * math.cos(turn), at[1] + width * math.sin(turn)) for turn in turns]


def move(points: Iterable[Point], x: float, y: float, size: float = 1.0, *, flip: bool = False) -> list[Point]:
    """The points sized about the origin, mirrored if asked, and moved."""
    return [(x + (-a if flip else a) * size, y + b * size) for a, b in points]


class Plate:
    """A picture being painted: opaque if made with a fill, else transparent."""

    def __init__(self, width: float, height: float, fill: Fill | None = None) -> None:
        size = round(width * SCALE), round(height * SCALE)
        self.width, self.height = width, height
        self.inset = (0, 0)
        self.image = Image.new("RGBA", size) if fill is None else Image.new("RGB", size)
        if fill is not None:
            self.image.paste(_paint(fill, (0, 0, *size)))

    def shape(
        self, points: Points, fill: Fill, *, soft: float = 0.0, opacity: float = 1.0, within: Points | None = None
    ) -> None:
        """Fills an outline, with edges blurred by `soft` units, only inside the outline `within` if that is given."""
        if (box := self._box(points, soft)) is None:
            return
        mask = _mask(points, box, opacity)
        if soft:
            mask = mask.filter(ImageFilter.GaussianBlur(soft * SCALE))
        if within is not None:
            mask = ImageChops.multiply(mask, _mask(within, box, 1.0))
        self._lay(_paint(fill, box), mask, box)

    def line(self, points: Points, width: float, fill: Fill, *, opacity: float = 1.0) -> None:
        """Draws an open line of an even width."""
        if (box := self._box(points, width)) is None:
            return
        self._lay(_paint(fill, box), _stroke(points, width, box, opacity), box)

    def light(self, x: float, y: float, width: float, height: float, colour: Colour, strength: float = 1.0) -> None:
        """Adds a round light that falls off to nothing at the half axes."""
        box = self._box([(x - width, y - height), (x + width, y + height)], 0)
        if box is None:
            return
        across = (np.arange(box[0], box[2]) / SCALE - x) / width
        along = (np.arange(box[1], box[3]) / SCALE - y) / height
        fall = np.clip(1 - across[None, :] ** 2 - along[:, None] ** 2, 0, 1) ** 2 * strength
        add = (fall[..., None] * np.array(colour)).astype(np.uint8)
        part = self.image.crop(box)
        self.image.paste(ImageChops.screen(part, Image.fromarray(add)), box[:2])

    def beam(self, points: Points, colour: Colour, soft: float, strength: float) -> None:
        """Adds light of an even strength inside an outline with soft edges."""
        if (box := self._box(points, soft)) is None:
            return
        mask = _mask(points, box, strength).filter(ImageFilter.GaussianBlur(soft * SCALE))
        add = Image.composite(Image.new("RGB", mask.size, colour), Image.new("RGB", mask.size), mask)
        self.image.paste(ImageChops.screen(self.image.crop(box), add), box[:2])

    def reduced(self) -> Image.Image:
        """The whole plate at one pixel to the unit."""
        return self.image.resize((round(self.width), round(self.height)), Image.Resampling.BOX)

    def stamp(self, other: "Plate", x: float, y: float) -> None:
        """Lays another plate on this one, its upper left corner at a point."""
        left, top = round(x * SCALE) + other.inset[0], round(y * SCALE) + other.inset[1]
        self.image.paste(other.image, (left, top), other.image)

    def trim(self) -> "Plate":
        """Cuts away what is transparent all around, so that stamping is quick; the plate is then only for stamping."""
        if (box := self.image.getbbox()) is not None:
            self.image, self.inset = self.image.crop(box), (box[0], box[1])
        return self

    def blur(self, radius: float) -> "Plate":
        """Puts the whole picture out of focus."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * SCALE))
        return self

    def mirror(self) -> "Plate":
        """Swaps left and right."""
        self.image = self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return self

    def brushed(self, seed: int, strength: float = 3.5) -> "Plate":
        """Gives the paint the unevenness of broad strokes."""
        draw = np.random.default_rng(seed)
        wide, high = self.image.size
        coarse = draw.normal(0, strength, (high // 12, wide // 26)).clip(-3 * strength, 3 * strength)
        strokes = Image.fromarray(coarse.astype(np.float32)).resize((wide, high), Image.Resampling.BICUBIC)
        uneven = np.asarray(self.image, np.int16) + np.asarray(strokes)[..., None].astype(np.int16)
        self.image = Image.fromarray(uneven.clip(0, 255).astype(np.uint8))
        return self

    def copy(self) -> "Plate":
        """A plate of its own with the same picture."""
        other = Plate.__new__(Plate)
        other.width, other.height, other.image, other.inset = self.width, self.height, self.image.copy(), self.inset
        return other

    def seen(self, x: float, y: float, width: float, height: float, size: tuple[int, int]) -> Image.Image:
        """What a camera sees of the plate: the part from (x, y), scaled to `size` pixels."""
        part = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        return self.image.resize(size, Image.Resampling.BILINEAR, box=part)

    def _box(self, points: Points, margin: float) -> Box | None:
        spread = (3 * margin + 1) * SCALE
        xs, ys = [x * SCALE for x, _ in points], [y * SCALE for _, y in points]
        left, top = max(int(min(xs) - spread), 0), max(int(min(ys) - spread), 0)
        right, bottom = (
            min(int(max(xs) + spread) + 1, self.image.width),
            min(int(max(ys) + spread) + 1, self.image.height),
        )
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _lay(self, paint: Image.Image, mask: Image.Image, box: Box) -> None:
        if self.image.mode == "RGB":
            self.image.paste(paint, box[:2], mask)
        else:
            paint.putalpha(mask)
            self.image.alpha_composite(paint, box[:2])


def _paint(fill: Fill, box: Box) -> Image.Image:
    size = box[2] - box[0], box[3] - box[1]
    if not isinstance(fill, Ramp):
        return Image.new("RGB", size, fill)
    (x, y), (u, v) = fill.start, fill.end
    length = (u - x) ** 2 + (v - y) ** 2
    across = (np.arange(box[0], box[2], dtype=np.float32) / SCALE - x) * (u - x) / length
    along = (np.arange(box[1], box[3], dtype=np.float32) / SCALE - y) * (v - y) / length
    share = np.clip(across[None, :] + along[:, None], 0, 1)[..., None]
    first, last = np.array(fill.first, np.float32), np.array(fill.last, np.float32)
    return Image.fromarray((first + (last - first) * share).astype(np.uint8))


def _mask(points: Points, box: Box, opacity: float) -> Image.Image:
    mask = Image.new("L", ((box[2] - box[0]) * _MASK, (box[3] - box[1]) * _MASK))
    ImageDraw.Draw(mask).polygon(_placed(points, box), fill=round(255 * opacity))
    return mask.reduce(_MASK)


def _stroke(points: Points, width: float, box: Box, opacity: float) -> Image.Image:
    mask = Image.new("L", ((box[2] - box[0]) * _MASK, (box[3] - box[1]) * _MASK))
    thick = max(round(width * SCALE * _MASK), 1)
    ImageDraw.Draw(mask).line(_placed(points, box), fill=round(255 * opacity), width=thick, joint="curve")
    return mask.reduce(_MASK)


def _placed(points: Points, box: Box) -> list[Point]:
    return [((x * SCALE - box[0]) * _MASK, (y * SCALE - box[1]) * _MASK) for x, y in points]
