"""A street of today in the morning: houses, people walking, cars, plain flags, 640 x 360."""

import math
from dataclasses import dataclass
from typing import Final

from PIL import Image

from onrecord.demo.sample.drawing import Colour, Plate, Point, Ramp, down, limb, mix, move, oval, slab, smooth
from onrecord.demo.sample.figure import sway

SIZE: Final = (640, 360)
_GROUND: Final = 268
_PHASES: Final = 14
_SHADE: Final = (40, 52, 70)
_SUN: Final = (255, 240, 210)
_SKIN: Final = (208, 160, 124)
_FACADES: Final[tuple[tuple[Colour, int, int], ...]] = (
    ((214, 196, 166), 116, 232), ((176, 194, 196), 92, 196), ((222, 178, 146), 128, 250), ((232, 224, 206), 104, 210),
    ((186, 160, 142), 120, 242), ((170, 186, 170), 98, 200), ((224, 204, 168), 122, 226), ((196, 176, 174), 110, 246),
)  # fmt: skip  # paint, breadth and height of each house


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walker:
    """Somebody on the pavement: paints, height, where they start and how many units a second they go to the right."""

    coat: Colour
    trousers: Colour
    hair: Colour
    tall: float
    start: float
    pace: float


_WALKERS: Final = (
    _Walker(coat=(70, 86, 120), trousers=(46, 50, 60), hair=(56, 42, 36), tall=66, start=40, pace=34),
    _Walker(coat=(178, 84, 66), trousers=(66, 60, 62), hair=(84, 62, 44), tall=62, start=330, pace=-30),
    _Walker(coat=(214, 186, 120), trousers=(70, 84, 104), hair=(40, 34, 32), tall=68, start=470, pace=30),
    _Walker(coat=(84, 118, 104), trousers=(50, 46, 48), hair=(120, 60, 74), tall=63, start=620, pace=-37),
    _Walker(coat=(226, 222, 212), trousers=(58, 66, 90), hair=(60, 48, 40), tall=70, start=180, pace=40),
    _Walker(coat=(120, 92, 124), trousers=(54, 50, 56), hair=(70, 64, 96), tall=62, start=760, pace=-33),
)


class Street:
    """A look along the houses, the camera moving with the walkers."""

    def __init__(self) -> None:
        self.back = self._houses().brushed(31, 2.5)
        small_first = sorted(_WALKERS, key=lambda walker: walker.tall)
        self.walkers = [(walker, [_step(walker, i / _PHASES) for i in range(_PHASES)]) for walker in small_first]
        self.cars = [_car((178, 66, 54)), _car((66, 96, 124)), _car((214, 218, 218), left=True)]
        self.tree = self._tree().reduced()

    @staticmethod
    def _houses() -> Plate:
        plate = Plate(940, 400, down((122, 172, 208), (232, 234, 224), 0, 190))
        for i in range(12):
            far, top = i * 84 - 20, 74 + 34 * math.sin(i * 2.2)
            plate.shape(slab(far, top, far + 78, 300), mix((150, 170, 188), (214, 220, 220), 0.3 + 0.3 * math.sin(i)))
        x = -14.0
        for i, (paint, broad, high) in enumerate(_FACADES):
            _house(plate, x, _GROUND - 10, broad, high, paint, i)
            x += broad + 1
        plate.shape(slab(0, _GROUND - 10, 940, 312), down((204, 198, 188), (180, 174, 166), _GROUND - 10, 312))
        for stone in range(-60, 1000, 36):
            plate.line([(stone, _GROUND - 10), (stone - 34, 312)], 0.8, (150, 146, 142), opacity=0.7)
        plate.shape(slab(0, 310, 940, 316), (150, 148, 146))
        plate.shape(slab(0, 316, 940, 400), down((92, 98, 106), (70, 76, 84), 316, 400))
        for dash in range(0, 940, 70):
            plate.shape([(dash, 350), (dash + 36, 350), (dash + 32, 354), (dash - 4, 354)], (206, 204, 190))
        plate.beam([(0, 330), (300, 262), (940, 262), (940, 330)], (60, 48, 24), 12, 0.35)
        plate.line([(0, 42), (300, 56), (620, 50), (940, 38)], 0.9, (60, 70, 80), opacity=0.7)
        return plate

    @staticmethod
    def _tree() -> Plate:
        plate = Plate(1100, 360)
        for at in (90, 560, 1010):
            plate.shape(
                limb([(at, 380), (at + 4, 200), (at - 10, 60)], [13, 9, 6]),
                Ramp((58, 46, 40), (104, 84, 66), (at - 12, 0), (at + 12, 0)),
            )
            for i in range(34):
                x, y = at - 4 + 92 * sway(i * 100, at, 700), 34 + 44 * sway(i * 100, at + 3, 930)
                tone = mix((44, 78, 62), (146, 168, 96), (i * 7 % 10) / 10)
                plate.shape(oval(x, y, 25, 14, i), tone, soft=1.5, opacity=0.85)
        return plate.blur(1.4)

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of its clock."""
        plate, t = self.back.copy(), ms / 1000
        for i, x in enumerate((146, 430, 700)):
            _flag(plate, x, 92 + 12 * (i % 2), ms, (186, 70, 60) if i == 1 else (64, 116, 140))
        for i, (walker, steps) in enumerate(self.walkers):
            step = int((t * abs(walker.pace) / (walker.tall * 0.62) + i * 0.37) * _PHASES) % _PHASES
            plate.stamp(steps[step], walker.start + walker.pace * t - 30, 350 - 1.87 * walker.tall + i)
        for i, (start, pace) in enumerate(((-180, 118), (-700, 132), (1000, -150))):
            plate.stamp(self.cars[i], start + pace * t, 292 + 20 * (pace < 0))
        picture = plate.seen(16 + 26 * t, 10, 640, 360, SIZE)
        picture.paste(self.tree, (-40 - round(50 * t), 0), self.tree)
        return picture


def _house(plate: Plate, x: float, ground: float, broad: float, high: float, paint: Colour, seed: int) -> None:
    top = ground - high
    plate.shape(slab(x, top, x + broad, ground), down(mix(paint, _SUN, 0.3), mix(paint, _SHADE, 0.16), top, ground))
    plate.shape(slab(x + broad - 9, top, x + broad, ground), _SHADE, soft=2.5, opacity=0.22)
    plate.shape(slab(x - 3, top - 6, x + broad + 3, top), mix(paint, _SHADE, 0.35))
    plate.shape(slab(x - 3, top - 6, x + broad + 3, top - 4), mix(paint, _SUN, 0.5))
    columns, floors = (3, 4)[broad > 115], int((high - 62) / 42)  # noqa: PLR2004  # room for a fourth window
    for floor in range(floors):
        for column in range(columns):
            left, up = x + (column + 0.5) * broad / columns - 9, top + 14 + floor * 42
            _pane(plate, left, up, paint, lit=(seed * 5 + floor * 3 + column * 7) % 6 == 0)
    awning = ((186, 84, 64), (72, 118, 112), (206, 160, 84), (86, 98, 130))[seed % 4]
    plate.shape(slab(x + 8, ground - 44, x + broad - 34, ground), down((64, 84, 98), (38, 50, 60), ground - 44, ground))
    plate.shape(
        [(x + 12, ground - 6), (x + 36, ground - 42), (x + 50, ground - 42), (x + 26, ground - 6)],
        (190, 212, 218),
        opacity=0.25,
    )
    plate.shape(slab(x + broad - 28, ground - 42, x + broad - 10, ground), mix(awning, _SHADE, 0.45))
    for stripe in range(int((broad - 42) / 9)):
        left = x + 6 + stripe * 9
        cloth = awning if stripe % 2 else (238, 232, 218)
        plate.shape(
            [(left + 1, ground - 52), (left + 10, ground - 52), (left + 8, ground - 37), (left - 1, ground - 37)], cloth
        )
    plate.shape(slab(x + 6, ground - 37, x + broad - 30, ground - 30), _SHADE, soft=2, opacity=0.4)


def _pane(plate: Plate, x: float, y: float, paint: Colour, *, lit: bool) -> None:
    plate.shape(slab(x - 2, y - 2, x + 20, y + 28), mix(paint, _SUN, 0.55))
    glass = (238, 206, 140) if lit else (112, 142, 162)
    plate.shape(slab(x, y, x + 18, y + 26), down(mix(glass, _SUN, 0.35), mix(glass, _SHADE, 0.45), y, y + 26))
    plate.line([(x + 9, y), (x + 9, y + 26)], 1.2, mix(paint, _SUN, 0.6))
    plate.shape(slab(x, y, x + 18, y + 4), _SHADE, opacity=0.3)
    plate.shape(slab(x - 4, y + 28, x + 22, y + 31), mix(paint, _SHADE, 0.3))


def _flag(plate: Plate, x: float, y: float, ms: float, paint: Colour) -> None:
    plate.line([(x, y + 26), (x + 34, y - 18)], 1.8, (92, 84, 78))
    upper: list[Point] = []
    lower: list[Point] = []
    for i in range(7):
        wave = 3.2 * i / 6 * math.sin(ms / 380 - i * 0.9 + x)
        upper.append((x + 34 - i * 0.6 + wave * 0.5, y - 18 + i * 7))
        lower.append((x + 12 - i * 0.6 + wave, y + 10 + i * 7))
    plate.shape(
        [*upper, *reversed(lower)], Ramp(mix(paint, _SUN, 0.25), mix(paint, _SHADE, 0.35), (x + 36, 0), (x + 8, 0))
    )


def _step(walker: _Walker, phase: float) -> Plate:
    """A walker in one phase of a step."""
    plate = Plate(64, walker.tall * 1.2)
    coat, unit, x = walker.coat, walker.tall / 100, 30.0
    swing, rise = math.sin(phase * math.tau), math.cos(phase * math.tau)
    hip = walker.tall * 0.65 - 0.72 * abs(rise)
    plate.shape(oval(x + 12 * unit, walker.tall * 1.12, 26 * unit, 3.4 * unit), _SHADE, soft=1.2, opacity=0.5)
    _leg(plate, (x, hip), unit, (-swing, -rise), mix(walker.trousers, _SHADE, 0.45))
    _arm(plate, (x, hip), unit, -swing, mix(coat, _SHADE, 0.4))
    _leg(plate, (x, hip), unit, (swing, rise), walker.trousers)
    trunk = smooth(move([(-11, -36), (0, -40), (11, -35), (11, 8), (-11, 8)], x, hip, unit))
    plate.shape(trunk, Ramp(mix(coat, _SHADE, 0.3), mix(coat, _SUN, 0.25), (x - 10 * unit, 0), (x + 10 * unit, 0)))
    _arm(plate, (x, hip), unit, swing, mix(coat, _SUN, 0.06))
    neck = limb(move([(1, -38), (2, -46)], x, hip, unit), [3.6 * unit, 3.4 * unit])
    plate.shape(neck, mix(_SKIN, _SHADE, 0.3))
    plate.shape(move(oval(2.6, -51, 7, 8.6), x, hip, unit), _SKIN)
    plate.shape(smooth(move([(-6, -46), (-6, -57), (2, -62), (9, -57), (3, -54), (0, -47)], x, hip, unit)), walker.hair)
    return (plate.mirror() if walker.pace < 0 else plate).trim()


def _leg(plate: Plate, hip: Point, unit: float, stride: Point, tone: Colour) -> None:
    """A leg: `stride` is how far it is ahead and how far it is lifted, -1 to 1."""
    lift = max(0.0, stride[1]) * 9
    joints = [(0.0, -2 / unit), (7 + 9 * stride[0], 24 - lift * 0.3), (21 * stride[0], 46 - lift + abs(stride[1]))]
    thigh, knee, foot = move(joints, *hip, unit)
    plate.shape(limb([thigh, knee], [7 * unit, 5 * unit]), tone)
    plate.shape(limb([knee, foot], [5 * unit, 3.6 * unit]), tone)
    plate.shape(limb([foot, (foot[0] + 8 * unit, foot[1] + 1)], [3.2 * unit, 2.4 * unit]), (46, 38, 36))


def _arm(plate: Plate, hip: Point, unit: float, swing: float, tone: Colour) -> None:
    joints = [(0.0, -33.0), (-9 * swing - 2, -16.0), (-15 * swing + 4, 2 - 3 * abs(swing))]
    shoulder, elbow, wrist = move(joints, *hip, unit)
    plate.shape(limb([shoulder, elbow], [4.6 * unit, 3.8 * unit]), tone)
    plate.shape(limb([elbow, wrist], [3.8 * unit, 3 * unit]), tone)
    plate.shape(oval(*wrist, 2.8 * unit, 3.2 * unit), _SKIN)


def _car(paint: Colour, *, left: bool = False) -> Plate:
    plate = Plate(150, 60)
    plate.shape(oval(75, 50, 70, 5), (24, 28, 34), soft=2, opacity=0.7)
    plate.shape(smooth([(26, 26), (44, 8), (92, 7), (116, 25)], 8), down(mix(paint, _SUN, 0.2), paint, 6, 26))
    plate.shape([(38, 24), (48, 12), (70, 11), (70, 24)], down((186, 208, 216), (84, 108, 124), 10, 24))
    plate.shape([(75, 24), (75, 11), (91, 11), (107, 24)], down((200, 220, 226), (84, 108, 124), 10, 24))
    plate.shape(
        smooth([(6, 30), (22, 24), (118, 23), (142, 30), (145, 44), (8, 46)]),
        down(mix(paint, _SUN, 0.28), mix(paint, _SHADE, 0.4), 22, 46),
    )
    plate.line([(12, 31), (138, 30)], 0.9, mix(paint, _SUN, 0.6))
    for x in (34, 114):
        plate.shape(oval(x, 45, 12, 11), (30, 32, 38))
        plate.shape(oval(x, 45, 6.5, 6), (150, 156, 162))
    plate.shape(oval(141, 33, 3, 2.4), (250, 244, 214))
    return (plate.mirror() if left else plate).trim()
