"""What stands in the hall of 1999, who sits in it, and the old camera that looks at it."""

import math
from typing import Final

from PIL import Image

from onrecord.demo.sample.drawing import Plate, Point, Ramp, down, limb, mix, oval, slab, smooth
from onrecord.demo.sample.figure import sway
from onrecord.demo.sample.people import Look

SIZE: Final = (480, 360)

PLASTER: Final = (164, 128, 84)
WOOD: Final = (84, 54, 33)
CLOTH: Final = (58, 84, 58)
DARK: Final = (26, 17, 13)
DAY: Final = (255, 238, 196)
LAMP: Final = (255, 206, 128)
PAPER: Final = (232, 220, 192)

SARANDI: Final = Look(
    skin=(204, 152, 114), hair=(148, 138, 126), coat=(52, 50, 58), tie=(112, 40, 36), beard=True, glasses=True
)
PEOPLE: Final = (
    Look(skin=(196, 142, 104), hair=(44, 34, 30), coat=(70, 62, 56), tie=(60, 70, 90), moustache=True),
    Look(skin=(212, 164, 128), hair=(120, 110, 100), coat=(48, 52, 62), style="bald", glasses=True),
    Look(skin=(206, 156, 120), hair=(74, 62, 74), coat=(66, 54, 60), style="scarf", tie=None),
    Look(skin=(184, 130, 94), hair=(36, 28, 26), coat=(86, 76, 60), tie=(90, 60, 40)),
    Look(skin=(200, 148, 110), hair=(92, 80, 70), coat=(60, 66, 58), tie=None, beard=True),
    Look(skin=(208, 160, 122), hair=(60, 78, 80), coat=(54, 62, 66), style="scarf", tie=None),
    Look(skin=(190, 136, 100), hair=(170, 162, 150), coat=(58, 48, 44), tie=(70, 80, 70), moustache=True, glasses=True),
)
DOCKERS: Final = (
    Look(skin=(188, 132, 96), hair=(52, 56, 64), coat=(62, 78, 96), shirt=(150, 140, 120), tie=None, style="cap"),
    Look(skin=(200, 146, 108), hair=(40, 32, 28), coat=(112, 88, 56), shirt=(120, 128, 130), tie=None, moustache=True),
    Look(skin=(176, 122, 88), hair=(60, 50, 44), coat=(74, 84, 82), shirt=(168, 150, 120), tie=None, beard=True),
    Look(skin=(206, 154, 116), hair=(96, 62, 54), coat=(92, 70, 64), shirt=(190, 176, 150), tie=None, style="scarf"),
    Look(
        skin=(194, 140, 102),
        hair=(70, 62, 52),
        coat=(66, 72, 60),
        shirt=(140, 132, 116),
        tie=None,
        style="cap",
        moustache=True,
    ),
)


def camera(plate: Plate, ms: float, x: float, y: float, width: float = 480, seed: int = 3) -> Image.Image:
    """The plate as an old camera sees it: a little unsteady in the gate."""
    weave, bob = 0.5 * sway(ms, seed, 230), 0.4 * sway(ms, seed + 9, 310)
    return plate.seen(x + weave, y + bob, width, width * 0.75, SIZE)


def window(plate: Plate, x: float, top: float, width: float, height: float) -> None:
    """A tall arched window full of daylight, with curtains."""
    arch = [*slab(x - width, top + width, x + width, top + height), *oval(x, top + width, width, width)]
    for outline in (slab(x - width, top + width, x + width, top + height), oval(x, top + width, width, width)):
        plate.shape([(x + (a - x) * 1.14, b - 1) for a, b in outline], mix(WOOD, DARK, 0.3))
    sky = down((255, 244, 214), (236, 206, 150), top, top + height)
    plate.shape(arch[:4], sky)
    plate.shape(arch[4:], sky)
    for share in (-0.33, 0.33):
        plate.line([(x + share * width, top), (x + share * width, top + height)], width * 0.07, WOOD)
    for rung in range(1, 4):
        at = top + width * 0.9 + rung * (height - width) * 0.26
        plate.line([(x - width, at), (x + width, at)], width * 0.06, WOOD)
    for side in (-1, 1):
        for fold in range(3):
            edge = x + side * width * (1.2 - fold * 0.14)
            tone = mix((128, 62, 44), DARK, 0.2 + 0.2 * (fold % 2))
            plate.shape(smooth([(edge - 5, top - 4), (edge + 5, top - 4), (edge + 6 * side, top + height * 0.6),
                                (edge + 3, top + height + 6), (edge - 6, top + height + 6)]), tone)  # fmt: skip


def wall(width: float, height: float, wood_from: float) -> Plate:
    """Plaster above, panels of dark wood below."""
    plate = Plate(width, height, down(PLASTER, mix(PLASTER, DARK, 0.4), 0, wood_from))
    plate.shape(slab(0, wood_from, width, height), down(WOOD, mix(WOOD, DARK, 0.5), wood_from, height))
    plate.shape(slab(0, wood_from - 4, width, wood_from), mix(WOOD, LAMP, 0.25))
    for left in range(6, round(width), 44):
        panel = slab(left, wood_from + 10, left + 34, height)
        plate.shape(panel, mix(WOOD, DARK, 0.35))
        plate.shape(slab(left + 2, wood_from + 12, left + 34, height), mix(WOOD, DARK, 0.1))
    return plate


def pendant(plate: Plate, x: float, y: float, size: float) -> None:
    """A brass lamp with three globes, hanging from above."""
    plate.line([(x, 0), (x, y)], size * 0.1, (60, 44, 28))
    plate.shape(
        smooth([(x - size * 1.5, y), (x, y + size * 0.5), (x + size * 1.5, y), (x, y + size * 0.2)]), (122, 88, 44)
    )
    for side in (-1.4, 0, 1.4):
        low = y + size * (0.55 if side == 0 else 0.1)
        plate.shape(oval(x + side * size, low, size * 0.42, size * 0.46), (255, 240, 206))
        plate.light(x + side * size, low, size * 2.6, size * 2.6, LAMP, 0.55)
    plate.light(x, y, size * 11, size * 9, (150, 96, 40), 0.5)


def tabletop(plate: Plate, left: float, right: float, top: float, bottom: float) -> None:
    """A long table under a green cloth that falls in folds."""
    edge = top + (bottom - top) * 0.18
    plate.shape([(left + 14, top), (right - 14, top), (right, edge), (left, edge)], mix(CLOTH, LAMP, 0.25))
    plate.shape(slab(left, edge, right, bottom), down(CLOTH, mix(CLOTH, DARK, 0.6), edge, bottom))
    for fold in range(round(left) + 8, round(right), 17):
        wave = 3 * math.sin(fold * 1.3)
        plate.shape(
            [(fold, edge + 2), (fold + 5 + wave, bottom), (fold - 3 + wave, bottom)], DARK, soft=1.4, opacity=0.45
        )
    plate.line([(left, edge), (right, edge)], 1, mix(CLOTH, LAMP, 0.5))


def microphone(plate: Plate, foot: Point, top: Point, size: float) -> None:
    """A microphone on its stand; `size` is half its breadth."""
    plate.line([foot, (foot[0], (foot[1] + top[1]) / 2), top], size * 0.35, (36, 32, 30))
    plate.shape(oval(foot[0], foot[1], size * 2.2, size * 0.6), (36, 32, 30))
    plate.shape(limb([top, (top[0] - size * 0.4, top[1] - size * 1.6)], [size * 0.55, size * 0.7]), (52, 48, 46))
    plate.line(
        [(top[0] - size * 0.5, top[1] - size * 0.3), (top[0] - size * 0.8, top[1] - size * 1.5)],
        size * 0.2,
        (150, 140, 124),
    )


def sleeve(plate: Plate, joints: tuple[Point, Point, Point], widths: tuple[float, float, float]) -> None:
    """An arm in the speaker's coat: shoulder, elbow, wrist."""
    shoulder, elbow, (u, v) = joints
    bright, dim = mix(SARANDI.coat, LAMP, 0.2), mix(SARANDI.coat, DARK, 0.5)
    plate.shape(
        limb([shoulder, elbow], widths[:2]), Ramp(bright, dim, (elbow[0] - widths[0], 0), (shoulder[0] + widths[0], 0))
    )
    near = (elbow[0] + widths[1] * 0.5, elbow[1] - 2)
    plate.shape(limb([near, (u, v)], widths[1:]), DARK, soft=widths[1] * 0.3, opacity=0.4)
    plate.shape(limb([elbow, (u, v)], widths[1:]), Ramp(bright, dim, (0, v - widths[1]), (0, elbow[1] + widths[1])))
    back = (elbow[0] - u) * 0.07, (elbow[1] - v) * 0.07
    plate.shape(
        limb([(u + back[0], v + back[1]), (u - back[0], v - back[1])], [widths[2], widths[2] * 0.92]), (226, 216, 198)
    )
