"""The harbour of today: cranes, ships, gulls and moving water, cool and clear, 640 x 360."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from onrecord.demo.sample.drawing import Colour, Plate, Point, down, limb, mix, move, oval, slab, smooth
from onrecord.demo.sample.figure import sway

SIZE: Final = (640, 360)
_HORIZON: Final = 196
_MIST: Final = (206, 220, 226)
_STEEL: Final = (62, 92, 116)
_BOXES: Final[tuple[Colour, ...]] = (
    (186, 78, 58), (64, 112, 148), (214, 164, 76), (92, 136, 112), (148, 152, 158), (120, 70, 72), (226, 220, 206),
)  # fmt: skip  # a row of paints


class Harbour:
    """A slow look along the quay: the hills and the far side, ships and cranes, the quay in front of us."""

    def __init__(self) -> None:
        self.back = self._sky()
        self.clouds = [self._cloud(1), self._cloud(4)]
        self.ship, self.tug = self._ship(), self._tug()
        self.cranes = Plate(860, 400)
        self.cranes.shape(
            slab(388, _HORIZON - 7, 860, _HORIZON + 2), down((150, 154, 152), (92, 104, 112), 189, _HORIZON)
        )
        self.cranes.line([(388, _HORIZON - 7), (860, _HORIZON - 7)], 1.2, (206, 208, 202))
        for x, size in ((430, 0.82), (560, 1.0), (716, 1.16)):
            self._crane(self.cranes, x, size)
        self.cranes.trim()
        self.front = self._quay().reduced()
        draw = np.random.default_rng(21)
        self.ripples = [self._noise(draw, 164, 720 + 160 * i, 3 + i, 26 + 10 * i) for i in range(2)]
        self.depth = np.linspace(0, 1, SIZE[1] - _HORIZON, dtype=np.float32)[:, None]
        self.clear = (0.62 - 0.42 * self.depth)[..., None]
        near, far = np.array((24, 70, 92), np.float32), np.array((150, 184, 194), np.float32)
        self.sea = (far + (near - far) * self.depth[..., None] ** 0.7) * (1 - self.clear)

    @staticmethod
    def _noise(draw: np.random.Generator, high: int, wide: int, fine: int, long: int) -> npt.NDArray[np.float32]:
        coarse = draw.normal(0, 1, (high // fine + 2, wide // long + 2)).astype(np.float32)
        return np.asarray(Image.fromarray(coarse).resize((wide, high), Image.Resampling.BICUBIC))

    @staticmethod
    def _sky() -> Plate:
        plate = Plate(820, 400, down((96, 150, 190), (226, 234, 232), 0, _HORIZON))
        plate.light(590, 150, 360, 190, (120, 104, 70), 0.8)
        for base, tone, seed in ((150, (170, 192, 204), 1), (166, (140, 168, 184), 5)):
            ridge: list[Point] = [
                (x, base + 17 * sway(x, seed, 330) + 7 * sway(x, seed, 90)) for x in range(-10, 840, 10)
            ]
            plate.shape([*ridge, (830, 240), (-10, 240)], down(tone, mix(tone, _MIST, 0.7), base - 10, _HORIZON))
        for i in range(70):
            x, high = i * 12 + 5 * math.sin(i * 3.3), 8 + 7 * abs(math.sin(i * 1.7)) + 6 * abs(math.sin(i * 0.21))
            tone = mix((232, 226, 212), (150, 164, 172), abs(math.sin(i * 2.3)))
            plate.shape(slab(x, _HORIZON - high, x + 11, _HORIZON), mix(tone, _MIST, 0.25))
            plate.shape(slab(x + 7, _HORIZON - high, x + 11, _HORIZON), mix(tone, _STEEL, 0.4), opacity=0.5)
        plate.shape([(96, _HORIZON), (100, 134), (106, 134), (110, _HORIZON)], (240, 236, 226))
        plate.shape(slab(98, 126, 108, 135), (186, 70, 52))
        plate.shape(slab(0, _HORIZON - 3, 820, _HORIZON), (128, 146, 150), soft=1)
        return plate.brushed(22, 2.5)

    @staticmethod
    def _cloud(seed: int) -> Plate:
        plate = Plate(960, 200)
        for i in range(5):
            x, y = 90 + i * 190 + 40 * math.sin(seed * 2 + i), 40 + 44 * abs(math.sin(seed + i * 1.9))
            for part in range(7):
                a, b = x + (part - 3) * 17, y - 9 * math.sin(part / 6 * math.pi) + 3 * math.sin(part * seed)
                plate.shape(oval(a, b + 4, 24, 7), (190, 206, 216), soft=3.5, opacity=0.5)
                plate.shape(oval(a, b, 22, 8), (250, 250, 246), soft=3, opacity=0.6)
        return plate.trim()

    @staticmethod
    def _ship() -> Plate:
        plate = Plate(330, 120)
        hull = smooth([(8, 74), (60, 78), (240, 78), (316, 64), (300, 104), (24, 104)], 4)
        plate.shape(hull, down((44, 66, 92), (26, 40, 58), 66, 104))
        plate.shape(slab(18, 98, 304, 105), (150, 58, 48), within=hull)
        plate.line([(20, 79), (244, 79), (300, 69)], 1.2, (190, 200, 206))
        for column in range(13):
            for row in range(2 + (column * 5) % 4):
                paint, x, y = _BOXES[(column * 3 + row * 2) % 7], 74 + column * 16, 67 - row * 10
                plate.shape(
                    slab(x, y, x + 15, y + 10),
                    down(mix(paint, (255, 255, 255), 0.12), mix(paint, _STEEL, 0.25), y, y + 10),
                )
                plate.line([(x + 5, y + 1), (x + 5, y + 9)], 0.5, _STEEL, opacity=0.4)
        plate.shape(slab(30, 22, 60, 76), down((246, 246, 242), (196, 206, 212), 20, 76))
        plate.shape(slab(52, 22, 60, 76), (168, 182, 192))
        for row in range(5):
            plate.shape(slab(32, 28 + row * 9, 51, 31 + row * 9), (66, 92, 112))
        plate.shape(slab(36, 6, 48, 22), (206, 96, 62))
        plate.line([(56, 22), (56, 4)], 1, (120, 130, 136))
        return plate.trim()

    @staticmethod
    def _tug() -> Plate:
        plate = Plate(90, 60)
        plate.shape(
            smooth([(4, 36), (60, 36), (84, 28), (78, 50), (10, 50)], 4), down((168, 66, 50), (92, 36, 34), 30, 50)
        )
        plate.shape(slab(6, 44, 80, 47), (34, 38, 44), opacity=0.8)
        plate.shape([(24, 36), (27, 18), (52, 18), (56, 36)], (238, 236, 226))
        plate.shape(slab(29, 21, 50, 27), (60, 86, 106))
        plate.shape(slab(32, 8, 39, 18), (58, 66, 74))
        return plate.trim()

    @staticmethod
    def _crane(plate: Plate, x: float, size: float) -> None:
        def at(a: float, b: float) -> Point:
            return x + a * size, _HORIZON - 5 + b * size

        tone = mix(_STEEL, _MIST, 0.5 - 0.36 * (size - 0.8) / 0.36)
        red = mix((196, 84, 58), _MIST, 0.45 - 0.36 * (size - 0.8) / 0.36)
        for side, width, dim in ((-24, 4.2, 0), (24, 4.2, 0), (-12, 2.4, 0.2), (36, 2.4, 0.2)):
            plate.line([at(side, 0), at(side * 0.72, -112)], width * size, mix(tone, (20, 30, 40), dim))
        for low in (-16, -62):
            plate.line([at(-23, low), at(24, low)], 3 * size, tone)
        plate.line([at(-22, -62), at(18, -108)], 1.6 * size, tone)
        plate.line([at(-118, -110), at(74, -110)], 6.5 * size, red)
        for rung in range(-116, 70, 9):
            plate.line([at(rung, -113), at(rung + 5, -107)], 0.8 * size, mix(red, (40, 30, 30), 0.35))
        plate.line([at(-6, -110), at(4, -158), at(16, -110)], 3 * size, tone)
        for reach in (-110, -58, 68):
            plate.line([at(4, -157), at(reach, -112)], 1 * size, tone)
        plate.shape([at(20, -122), at(48, -122), at(48, -112), at(20, -112)], mix((236, 232, 220), tone, 0.3))

    @staticmethod
    def _quay() -> Plate:
        plate = Plate(960, 360)
        edge = (96, 104, 108)
        plate.shape(slab(0, 322, 960, 360), down((150, 154, 152), (92, 98, 102), 322, 360))
        plate.shape(slab(0, 322, 960, 326), (196, 198, 192))
        for x in range(20, 960, 74):
            plate.line([(x, 326), (x - 9, 360)], 1, edge, opacity=0.6)
        for x in (120, 420, 720):
            plate.shape(oval(x + 16, 340, 34, 5), (50, 58, 64), soft=2, opacity=0.6)
            bollard = [(-10, 340), (-8, 316), (-15, 308), (0, 302), (15, 308), (8, 316), (10, 340)]
            plate.shape(smooth(move(bollard, x, 0)), down((74, 84, 92), (36, 42, 50), 302, 340))
            plate.line([(x - 6, 308), (x + 2, 306)], 1.6, (150, 164, 172))
            plate.line([(x - 9, 320), (x - 60, 326), (x - 110, 346), (x - 150, 362)], 3.2, (186, 162, 116))
        for x in (270, 610, 900):
            plate.line([(x, 326), (x, 120), (x + 8, 108), (x + 30, 106)], 3, (54, 66, 76))
            plate.shape([(x + 26, 104), (x + 46, 104), (x + 44, 110), (x + 28, 110)], (54, 66, 76))
        plate.line([(0, 296), (960, 296)], 2, (70, 82, 92))
        plate.line([(0, 309), (960, 309)], 1.4, (70, 82, 92))
        for x in range(-4, 960, 44):
            plate.line([(x, 326), (x, 294)], 2, (70, 82, 92))
        return plate

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of its clock."""
        plate = self.back.copy()
        for i, cloud in enumerate(self.clouds):
            plate.stamp(cloud, -120 + ms / (110 - 50 * i), 6 + 26 * i)
        plate.stamp(self.ship, 306 - ms / 120, _HORIZON - 96)
        plate.stamp(self.tug, -20 + ms / 52, _HORIZON - 40)
        plate.stamp(self.cranes, 0, 0)
        self._load(plate, 560, 1.0, -52 + 34 * math.sin(ms / 2_600), 40 + 16 * math.sin(ms / 1_900))
        for i in range(5):
            self._gull(
                plate,
                120 + i * 84 + ms / (34 + 6 * i) + 12 * sway(ms, i, 3_000),
                76 + 17 * i + 14 * sway(ms, i + 3, 2_300),
                5 + i % 3 * 1.6,
                ms + i * 330,
            )
        x = 20 + ms / 1_000 * 9
        picture = plate.seen(x, 0, 640, 360, SIZE)
        picture = self._water(picture, ms)
        picture.paste(self.front, (round(-ms / 40), 0), self.front)
        return picture

    @staticmethod
    def _load(plate: Plate, x: float, size: float, along: float, drop: float) -> None:
        top = _HORIZON - 5 - 107 * size
        for side in (-6, 6):
            plate.line([(x + along + side, top), (x + along + side, top + drop)], 0.7, _STEEL)
        plate.shape(slab(x + along - 11, top + drop, x + along + 11, top + drop + 9), _BOXES[2])

    @staticmethod
    def _gull(plate: Plate, x: float, y: float, size: float, ms: float) -> None:
        flap = math.sin(ms / 420 * math.tau) * (0.4 + 0.6 * (sway(ms, 2, 5_000) > 0))
        for side in (-1, 1):
            wing = [
                (x, y),
                (x + side * size * 0.8, y - size * (0.55 + 0.4 * flap)),
                (x + side * size * 1.9, y - size * (0.1 + 0.9 * flap)),
            ]
            plate.shape(
                limb(wing, [size * 0.2, size * 0.17, size * 0.04]), (244, 246, 246) if side > 0 else (206, 216, 224)
            )
        plate.shape(oval(x, y + size * 0.06, size * 0.36, size * 0.17, 0.2), (250, 250, 248))

    def _water(self, picture: Image.Image, t: float) -> Image.Image:
        """Puts the sea below the horizon: the mirrored scene broken by waves, deeper toward us, with glints."""
        whole = np.array(picture)
        rows = np.arange(SIZE[1] - _HORIZON)
        mirrored = (_HORIZON - 1 - rows * 1.12 - 2 * np.sin(rows * 0.9 - t / 300)).astype(int).clip(0, _HORIZON - 1)
        depth = self.depth[:, 0]
        shift = ((1 + 9 * depth) * np.sin(rows * (1.7 - 1.1 * depth) - t / 240) * 0.7).astype(int)
        columns = (np.arange(SIZE[0])[None, :] + shift[:, None]).clip(0, SIZE[0] - 1)
        sea = whole[mirrored[:, None], columns] * self.clear + self.sea
        first = self.ripples[0][:, int(t / 60) % 80 :][:, : SIZE[0]]
        second = self.ripples[1][:, 160 - int(t / 90) % 160 :][:, : SIZE[0]]
        glint = np.clip(first * second - 0.7, 0, 1) * (120 - 72 * self.depth)
        sea += ((first + second) * (4 + 9 * self.depth) + glint)[..., None]
        whole[_HORIZON:] = sea.clip(0, 255)
        return Image.fromarray(whole)
