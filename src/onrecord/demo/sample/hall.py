"""The hall of 1999: six scenes of one assembly, in muted warm colours, 480 x 360."""

import math
from typing import Final

from PIL import Image

from onrecord.demo.sample.drawing import Plate, Point, Ramp, down, limb, mix, oval, slab, smooth
from onrecord.demo.sample.figure import Figure, Pose, sway, swell
from onrecord.demo.sample.people import Look, hand
from onrecord.demo.sample.speech import mouth

SIZE: Final = (480, 360)

_PLASTER: Final = (164, 128, 84)
_WOOD: Final = (84, 54, 33)
_CLOTH: Final = (58, 84, 58)
_DARK: Final = (26, 17, 13)
_DAY: Final = (255, 238, 196)
_LAMP: Final = (255, 206, 128)
_PAPER: Final = (232, 220, 192)

SARANDI: Final = Look(
    skin=(204, 152, 114), hair=(148, 138, 126), coat=(52, 50, 58), tie=(112, 40, 36), beard=True, glasses=True
)
_PEOPLE: Final = (
    Look(skin=(196, 142, 104), hair=(44, 34, 30), coat=(70, 62, 56), tie=(60, 70, 90), moustache=True),
    Look(skin=(212, 164, 128), hair=(120, 110, 100), coat=(48, 52, 62), style="bald", glasses=True),
    Look(skin=(206, 156, 120), hair=(74, 62, 74), coat=(66, 54, 60), style="scarf", tie=None),
    Look(skin=(184, 130, 94), hair=(36, 28, 26), coat=(86, 76, 60), tie=(90, 60, 40)),
    Look(skin=(200, 148, 110), hair=(92, 80, 70), coat=(60, 66, 58), tie=None, beard=True),
    Look(skin=(208, 160, 122), hair=(60, 78, 80), coat=(54, 62, 66), style="scarf", tie=None),
    Look(skin=(190, 136, 100), hair=(170, 162, 150), coat=(58, 48, 44), tie=(70, 80, 70), moustache=True, glasses=True),
)
_DOCKERS: Final = (
    Look(skin=(188, 132, 96), hair=(52, 56, 64), coat=(62, 78, 96), shirt=(150, 140, 120), tie=None, style="cap"),
    Look(skin=(200, 146, 108), hair=(40, 32, 28), coat=(112, 88, 56), shirt=(120, 128, 130), tie=None, moustache=True),
    Look(skin=(176, 122, 88), hair=(60, 50, 44), coat=(74, 84, 82), shirt=(168, 150, 120), tie=None, beard=True),
    Look(skin=(206, 154, 116), hair=(96, 62, 54), coat=(92, 70, 64), shirt=(190, 176, 150), tie=None, style="scarf"),
    Look(skin=(194, 140, 102), hair=(70, 62, 52), coat=(66, 72, 60), shirt=(140, 132, 116), tie=None, style="cap",
         moustache=True),  # fmt: skip
)



def _camera(plate: Plate, ms: float, x: float, y: float, width: float = 480, seed: int = 3) -> Image.Image:
    """The plate as an old camera sees it: a little unsteady in the gate."""
    weave, bob = 0.5 * sway(ms, seed, 230), 0.4 * sway(ms, seed + 9, 310)
    return plate.seen(x + weave, y + bob, width, width * 0.75, SIZE)


def _window(plate: Plate, x: float, top: float, width: float, height: float) -> None:
    """A tall arched window full of daylight, with curtains."""
    arch = [*slab(x - width, top + width, x + width, top + height), *oval(x, top + width, width, width)]
    for outline in (slab(x - width, top + width, x + width, top + height), oval(x, top + width, width, width)):
        plate.shape([(x + (a - x) * 1.14, b - 1) for a, b in outline], mix(_WOOD, _DARK, 0.3))
    sky = down((255, 244, 214), (236, 206, 150), top, top + height)
    plate.shape(arch[:4], sky)
    plate.shape(arch[4:], sky)
    for share in (-0.33, 0.33):
        plate.line([(x + share * width, top), (x + share * width, top + height)], width * 0.07, _WOOD)
    for rung in range(1, 4):
        at = top + width * 0.9 + rung * (height - width) * 0.26
        plate.line([(x - width, at), (x + width, at)], width * 0.06, _WOOD)
    for side in (-1, 1):
        for fold in range(3):
            edge = x + side * width * (1.2 - fold * 0.14)
            tone = mix((128, 62, 44), _DARK, 0.2 + 0.2 * (fold % 2))
            plate.shape(smooth([(edge - 5, top - 4), (edge + 5, top - 4), (edge + 6 * side, top + height * 0.6),
                                (edge + 3, top + height + 6), (edge - 6, top + height + 6)]), tone)  # fmt: skip


def _wall(width: float, height: float, wood_from: float) -> Plate:
    """Plaster above, panels of dark wood below."""
    plate = Plate(width, height, down(_PLASTER, mix(_PLASTER, _DARK, 0.4), 0, wood_from))
    plate.shape(slab(0, wood_from, width, height), down(_WOOD, mix(_WOOD, _DARK, 0.5), wood_from, height))
    plate.shape(slab(0, wood_from - 4, width, wood_from), mix(_WOOD, _LAMP, 0.25))
    for left in range(6, round(width), 44):
        panel = slab(left, wood_from + 10, left + 34, height)
        plate.shape(panel, mix(_WOOD, _DARK, 0.35))
        plate.shape(slab(left + 2, wood_from + 12, left + 34, height), mix(_WOOD, _DARK, 0.1))
    return plate


def _pendant(plate: Plate, x: float, y: float, size: float) -> None:
    """A brass lamp with three globes, hanging from above."""
    plate.line([(x, 0), (x, y)], size * 0.1, (60, 44, 28))
    plate.shape(smooth([(x - size * 1.5, y), (x, y + size * 0.5), (x + size * 1.5, y), (x, y + size * 0.2)]), (122, 88, 44))
    for side in (-1.4, 0, 1.4):
        low = y + size * (0.55 if side == 0 else 0.1)
        plate.shape(oval(x + side * size, low, size * 0.42, size * 0.46), (255, 240, 206))
        plate.light(x + side * size, low, size * 2.6, size * 2.6, _LAMP, 0.55)
    plate.light(x, y, size * 11, size * 9, (150, 96, 40), 0.5)


def _tabletop(plate: Plate, left: float, right: float, top: float, bottom: float) -> None:
    """A long table under a green cloth that falls in folds."""
    edge = top + (bottom - top) * 0.18
    plate.shape([(left + 14, top), (right - 14, top), (right, edge), (left, edge)], mix(_CLOTH, _LAMP, 0.25))
    plate.shape(slab(left, edge, right, bottom), down(_CLOTH, mix(_CLOTH, _DARK, 0.6), edge, bottom))
    for fold in range(round(left) + 8, round(right), 17):
        wave = 3 * math.sin(fold * 1.3)
        plate.shape([(fold, edge + 2), (fold + 5 + wave, bottom), (fold - 3 + wave, bottom)], _DARK, soft=1.4, opacity=0.45)
    plate.line([(left, edge), (right, edge)], 1, mix(_CLOTH, _LAMP, 0.5))


def _microphone(plate: Plate, foot: Point, top: Point, size: float) -> None:
    plate.line([foot, (foot[0], (foot[1] + top[1]) / 2), top], size * 0.35, (36, 32, 30))
    plate.shape(oval(foot[0], foot[1], size * 2.2, size * 0.6), (36, 32, 30))
    plate.shape(limb([top, (top[0] - size * 0.4, top[1] - size * 1.6)], [size * 0.55, size * 0.7]), (52, 48, 46))
    plate.line([(top[0] - size * 0.5, top[1] - size * 0.3), (top[0] - size * 0.8, top[1] - size * 1.5)], size * 0.2, (150, 140, 124))


class Wide:
    """The whole hall from the back: the table, the speaker standing, the audience in front of us."""

    def __init__(self) -> None:
        back = _wall(560, 400, 196)
        for x in (58, 152, 408, 502):
            _window(back, x, 48, 25, 138)
        for fold in range(14):
            x = 208 + fold * 10.4
            tone = mix((126, 54, 42), _DARK, 0.15 + 0.32 * (fold % 2))
            back.shape(smooth([(x - 7, -4), (x + 7, -4), (x + 6, 120), (x + 7, 226), (x - 7, 226), (x - 5, 120)]), tone)
        back.shape(slab(196, -2, 364, 14), down((138, 66, 48), (84, 36, 30), 0, 14))
        for x in (152, 408):
            reach = 150 if x < 280 else -150
            back.beam([(x - 22, 80), (x + 22, 80), (x + reach + 60, 330), (x + reach - 40, 330)], (120, 92, 52), 9, 0.34)
        for x in (105, 280, 455):
            _pendant(back, x, 56 if x == 280 else 66, 9)
        self.back = back.brushed(11)
        self.people = [
            Figure(_PEOPLE[i % 7], Pose(at=(x, 222 + i % 2 * 2), size=11.5, facing=0.5 if x < 290 else -0.5, light=1 - 2 * (x > 280)), i)
            for i, x in enumerate((92, 142, 192, 242, 340, 388, 436, 484))
        ]
        self.speaker = Figure(SARANDI, Pose(at=(291, 187), size=12, facing=-0.2, light=-1, depth=7), 40, speaks=True)
        self.table = Plate(560, 400)
        _tabletop(self.table, 52, 524, 256, 344)
        self._lay_table()
        self.rows = [self._row(23, 336, 54, 0.2), self._row(32, 386, 76, 0.0)]

    def _lay_table(self) -> None:
        for i, x in enumerate(range(78, 520, 50)):
            slant = (-6, 4, 0)[i % 3]
            self.table.shape([(x, 260), (x + 20, 259), (x + 24 + slant, 267), (x + 2 + slant, 268)], _PAPER, opacity=0.9)
            self.table.shape(slab(x + 30, 252, x + 34, 263), (214, 222, 206), opacity=0.6)
        for x in (166, 414):
            self.table.line([(x, 262), (x, 246)], 1.4, (120, 92, 48))
            self.table.shape(smooth([(x - 9, 247), (x - 5, 240), (x + 5, 240), (x + 9, 247)], 3), (50, 108, 70))
        _microphone(self.table, (281, 264), (285, 236), 3)
        self.table.trim()

    @staticmethod
    def _row(size: float, y: float, gap: float, lit: float) -> Plate:
        row = Plate(680, 470)
        for i in range(14):
            x, dy = 14 + i * gap + 7 * math.sin(i * 2.4), 4 * math.sin(i * 1.9)
            tone = mix((44, 30, 24), _LAMP, lit * 0.35)
            shoulders = smooth([(-0.4, 0.7), (-1.5, 1.3), (-1.8, 2.4), (-1.8, 5), (1.8, 5), (1.8, 2.4), (1.5, 1.3), (0.4, 0.7)])
            row.shape([(x + a * size, y + dy + b * size) for a, b in shoulders], tone)
            row.shape(oval(x, y + dy, size * 0.7, size * 0.95), mix(tone, _DARK, 0.3))
            crown = limb([(x - size * 0.5, y + dy - size * 0.66), (x, y + dy - size * 0.92), (x + size * 0.5, y + dy - size * 0.66)], [0.6, 1.3, 0.6])
            row.shape(crown, (206, 150, 88), soft=0.7, opacity=0.55)
        return row.trim()

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate, level = self.back.copy(), mouth(ms)
        for figure in self.people:
            figure.draw(plate, ms)
        self._arm(plate, ms)
        self.speaker.draw(plate, ms, level)
        plate.stamp(self.table, 0, 0)
        for x in (166, 414):
            plate.light(x, 258, 42, 22, _LAMP, 0.5)
        pan = 20 + 18 * math.sin((ms - 3_000) / 9_000)
        for i, row in enumerate(self.rows):
            plate.stamp(row, -50 - pan * 0.35 * (i + 1) + 1.2 * sway(ms, 70 + i, 5_000), 0)
        return _camera(plate, ms, pan + 18, 14)

    @staticmethod
    def _arm(plate: Plate, ms: int) -> None:
        lift = swell(ms, 3, 4_600, -0.1)
        elbow, wrist = (271 - 4 * lift, 226 - 4 * lift), (268 - 4 * lift, 240 - 34 * lift)
        plate.shape(limb([(279, 212), elbow, wrist], [5.5, 4.6, 3.4]), mix(SARANDI.coat, _LAMP, 0.12))
        plate.shape(oval(wrist[0], wrist[1] - 3 * lift, 3.2, 4.2), SARANDI.skin)


class Speaker:
    """The speaker from the front, to the waist, with the neighbours out of focus."""

    def __init__(self) -> None:
        back = _wall(540, 410, 226)
        _window(back, 70, 6, 58, 206)
        for fold in range(12):
            x = 236 + fold * 27
            tone = mix((126, 54, 42), _DARK, 0.15 + 0.32 * (fold % 2))
            back.shape(smooth([(x - 17, -10), (x + 17, -10), (x + 13, 200), (x + 17, 420), (x - 17, 420), (x - 12, 200)]), tone)
        back.blur(3.2)
        back.beam([(30, 40), (120, 30), (330, 400), (150, 400)], (116, 88, 52), 16, 0.4)
        _pendant(back, 420, 26, 13)
        self.back = back.brushed(12)
        self.neighbours = [
            Figure(_PEOPLE[1], Pose(at=(84, 232), size=34, facing=0.7, light=-1, blur=1.6), 7),
            Figure(_PEOPLE[2], Pose(at=(452, 236), size=34, facing=-0.7, light=-1, blur=1.6), 8),
        ]
        self.speaker = Figure(SARANDI, Pose(at=(268, 136), size=46, facing=0.3, light=-1, depth=6), 41, speaks=True)
        self.front = Plate(540, 410)
        _tabletop(self.front, -30, 570, 336, 440)
        for x, slant in ((130, 8), (236, -6), (392, 10)):
            self.front.shape([(x, 340), (x + 74, 337), (x + 84 + slant, 352), (x + 4 + slant, 355)], _PAPER)
            self.front.shape([(x + 4, 342), (x + 70, 339), (x + 74, 345)], (250, 242, 220), soft=1.5, opacity=0.7)
        _microphone(self.front, (326, 346), (316, 268), 9)
        self.front.trim()

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate, level = self.back.copy(), mouth(ms)
        for figure in self.neighbours:
            figure.draw(plate, ms)
        self.speaker.draw(plate, ms, level)
        lift = swell(ms, 2, 4_200, -0.25)
        beat = 5 * lift * math.sin(ms / 420 * math.tau / 2)
        elbow = (156 - 6 * lift, 318 - 8 * lift)
        wrist = (196 - 26 * lift, 338 - 82 * lift + beat)
        tip = (wrist[0] + 34 - 18 * lift, wrist[1] + 8 - 56 * lift)
        _sleeve(plate, ((198, 258), elbow, wrist), (24, 20, 15))
        if lift > 0.05:  # noqa: PLR2004  # else the hand lies behind the table's edge
            hand(plate, wrist, tip, SARANDI.skin, width=13, spread=0.25)
        plate.stamp(self.front, 0, 0)
        drift = 8 * math.sin(ms / 5_200)
        return _camera(plate, ms, 30 + drift, 16 + 0.3 * drift, 474)


def _sleeve(plate: Plate, joints: tuple[Point, Point, Point], widths: tuple[float, float, float]) -> None:
    """An arm in the speaker's coat: shoulder, elbow, wrist."""
    shoulder, elbow, (u, v) = joints
    bright, dim = mix(SARANDI.coat, _LAMP, 0.2), mix(SARANDI.coat, _DARK, 0.5)
    plate.shape(limb([shoulder, elbow], widths[:2]), Ramp(bright, dim, (elbow[0] - widths[0], 0), (shoulder[0] + widths[0], 0)))
    near = (elbow[0] + widths[1] * 0.5, elbow[1] - 2)
    plate.shape(limb([near, (u, v)], widths[1:]), _DARK, soft=widths[1] * 0.3, opacity=0.4)
    plate.shape(limb([elbow, (u, v)], widths[1:]), Ramp(bright, dim, (0, v - widths[1]), (0, elbow[1] + widths[1])))
    back = (elbow[0] - u) * 0.07, (elbow[1] - v) * 0.07
    plate.shape(limb([(u + back[0], v + back[1]), (u - back[0], v - back[1])], [widths[2], widths[2] * 0.92]), (226, 216, 198))


class Audience:
    """Rows of listeners, lit from the table's side."""

    def __init__(self) -> None:
        back = _wall(560, 420, 120).blur(3)
        back.shape(slab(0, 0, 560, 420), _DARK, opacity=0.42)
        back.light(540, 60, 420, 360, (140, 92, 44), 0.7)
        self.back = back.brushed(13)
        self.rows: list[tuple[list[Figure], Plate]] = []
        for row, (size, y, gap, blur) in enumerate(((17, 112, 62, 1.0), (24, 186, 88, 0.5), (33, 286, 122, 0))):
            figures = [
                Figure((*_PEOPLE, *_DOCKERS[:2])[(i * (4, 5, 7)[row] + row * 4) % 9],
                       Pose(at=(22 + row * 9 + i * gap, y + 5 * math.sin(i * 2.1 + row)), size=size, facing=0.62 - 0.12 * (i % 3),
                            light=1, blur=blur), row * 11 + i)
                for i in range(round(560 / gap) + 1)
            ]  # fmt: skip
            self.rows.append((figures, self._chairs(y + size * 3.1, gap, size, row)))
        self.shade = Plate(560, 420)
        self.shade.shape(slab(-60, 330, 620, 460), _DARK, soft=26, opacity=0.7)
        self.shade.trim()

    @staticmethod
    def _chairs(y: float, gap: float, size: float, row: int) -> Plate:
        plate = Plate(560, 420)
        for i in range(round(560 / gap) + 1):
            x = 22 + row * 9 + (i + 0.1) * gap
            rail = smooth([(x - size * 1.6, y + 5), (x - size * 1.5, y - 5), (x + size * 1.5, y - 5), (x + size * 1.6, y + 5)])
            plate.shape(slab(x - size * 1.5, y, x + size * 1.5, y + size * 2.4), down((62, 40, 26), _DARK, y, y + size * 2.4))
            plate.shape(rail, (116, 76, 46))
        return plate.trim()

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        for figures, chairs in self.rows:
            for figure in figures:
                figure.draw(plate, ms)
            plate.stamp(chairs, 0, 0)
        plate.stamp(self.shade, 0, 0)
        return _camera(plate, ms, 20 + (ms - 15_000) / 260, 26)


class Papers:
    """Hands at the table: one writes, one holds the sheet."""

    def __init__(self) -> None:
        back = Plate(540, 420, down(mix(_CLOTH, _DARK, 0.35), mix(_CLOTH, _LAMP, 0.12), 0, 420))
        back.light(90, 40, 420, 330, (150, 118, 58), 0.85)
        self._sheet(back, [(318, 60), (500, 96), (470, 236), (286, 196)])
        self._sheet(back, [(130, 118), (356, 102), (388, 388), (122, 400)])
        for line in range(13):
            y, end = 146 + line * 17, (324, 330, 310, 336, 250)[line % 5]
            strokes = [(156 + i * 12, y + 2.2 * math.sin(i * 2.7 + line)) for i in range((end - 156) // 12)]
            if line < 6:
                back.line(strokes, 1.7, (78, 66, 62), opacity=0.75)
        self._glass(back, 428, 292)
        self.back = back.brushed(14, 5)

    @staticmethod
    def _sheet(plate: Plate, corners: list[Point]) -> None:
        plate.shape([(x + 6, y + 8) for x, y in corners], _DARK, soft=5, opacity=0.5)
        plate.shape(corners, down((246, 236, 210), (208, 194, 160), 60, 400))

    @staticmethod
    def _glass(plate: Plate, x: float, y: float) -> None:
        plate.shape(oval(x + 8, y + 12, 50, 36), _DARK, soft=6, opacity=0.5)
        plate.shape(oval(x, y, 48, 34), (222, 214, 200))
        plate.shape(oval(x, y - 1, 36, 24), (196, 186, 168))
        plate.shape(oval(x, y - 8, 22, 17), (96, 36, 14))
        plate.shape(oval(x, y - 26, 24, 15), (206, 150, 92), opacity=0.75)
        plate.shape(oval(x, y - 26, 20, 12), (150, 62, 20))
        plate.shape(oval(x - 8, y - 28, 5, 3), (255, 236, 190), opacity=0.9)

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        row, share = divmod((ms - 17_500) / 3_400, 1)
        pen = (158 + 168 * min(share * 1.12, 1), 250 + 17 * row + 1.8 * math.sin(ms / 90))
        written = [(156 + i * 12, 248 + 17 * row + 2.2 * math.sin(i * 2.7 + row)) for i in range(max(int((pen[0] - 156) / 12), 0))]
        if len(written) > 1:
            plate.line(written, 1.7, (60, 52, 60), opacity=0.8)
        self._left(plate, ms)
        self._right(plate, pen)
        return _camera(plate, ms, 34 + (ms - 18_000) / 900, 34, 452)

    @staticmethod
    def _left(plate: Plate, ms: int) -> None:
        y = 262 + 3 * sway(ms, 4, 2_900)
        plate.shape(limb([(-60, 430), (20, 356), (70, y + 56)], [52, 46, 32]), _DARK, soft=8, opacity=0.45)
        plate.shape(limb([(-70, 420), (10, 346), (62, y + 44)], [50, 44, 30]), mix(_PEOPLE[3].coat, _LAMP, 0.15))
        plate.shape(limb([(54, y + 52), (78, y + 30)], [26, 25]), (226, 216, 198))
        hand(plate, (82, y + 28), (156, y - 30), (196, 144, 106), width=26, spread=0.12)

    @staticmethod
    def _right(plate: Plate, pen: Point) -> None:
        x, y = pen[0] + 50, pen[1] + 24
        plate.shape(limb([(x - 20, y + 6), (x + 50, y + 70), (x + 190, y + 170)], [30, 40, 60]), _DARK, soft=9, opacity=0.45)
        plate.shape(limb([(x + 200, y + 150), (x + 90, y + 76), (x + 44, y + 40)], [58, 44, 31]), mix(_PEOPLE[3].coat, _LAMP, 0.1))
        plate.shape(limb([(x + 52, y + 48), (x + 32, y + 30)], [28, 27]), (226, 216, 198))
        skin = (200, 148, 110)
        fist = [(40, 34), (6, 44), (-22, 26), (-30, 6), (-22, -14), (2, -22), (28, -8), (44, 14)]
        for i, (a, b) in enumerate(((-30, 16), (-34, 4))):
            tone = mix(skin, _DARK, 0.34 - 0.1 * i)
            plate.shape(limb([(x - 4, y + 12 - i * 6), (x - 22, y + 18 - i * 9), (x + a, y + b)], [9, 8.5, 6.5]), tone)
        plate.line([pen, (pen[0] + 92, pen[1] - 44)], 5, (40, 34, 46))
        plate.line([(pen[0] + 22, pen[1] - 12), (pen[0] + 88, pen[1] - 44)], 1.2, (170, 150, 120))
        plate.shape(smooth([(x + a, y + b) for a, b in fist]), down(skin, mix(skin, _DARK, 0.35), y - 16, y + 40))
        plate.shape(limb([(x + 8, y - 8), (x - 14, y - 20), (x - 32, y - 14)], [10, 8.5, 6.5]), mix(skin, _LAMP, 0.15))


class Gallery:
    """From the gallery on the other side: the speaker against the windows."""

    def __init__(self) -> None:
        back = _wall(560, 420, 250)
        back.shape(slab(0, 0, 560, 420), _DARK, opacity=0.36)
        for x in (92, 236, 476):
            _window(back, x, 8, 46, 226)
        back.blur(1.2)
        for x in (92, 236, 476):
            back.light(x, 110, 120, 190, (170, 146, 96), 0.6)
            back.beam([(x - 40, 60), (x + 40, 60), (x + 10, 420), (x - 130, 420)], (110, 84, 46), 14, 0.36)
        self.back = back.brushed(15)
        self.people = [
            Figure(_PEOPLE[(i * 2 + 3) % 7], Pose(at=(x, y), size=size, facing=0.85, light=-1), 20 + i)
            for i, (x, y, size) in enumerate(((42, 226, 19), (108, 232, 21), (180, 240, 23)))
        ]
        self.others = [Figure(_PEOPLE[6], Pose(at=(470, 262), size=27, facing=-0.9, light=-1), 24)]
        self.speaker = Figure(SARANDI, Pose(at=(336, 142), size=29, facing=-0.9, light=-1, depth=8), 42, speaks=True)
        self.front = Plate(560, 420)
        self._table()
        self.rail = Plate(620, 420)
        for x in range(-10, 640, 46):
            post = smooth([(x - 5, 348), (x + 5, 348), (x + 9, 374), (x + 5, 392), (x + 8, 430), (x - 8, 430), (x - 5, 392), (x - 9, 374)])
            self.rail.shape(post, (30, 20, 15))
        self.rail.shape(slab(-20, 336, 640, 352), down((96, 64, 38), (32, 21, 15), 336, 352))
        self.rail.blur(1.8).trim()

    def _table(self) -> None:
        self.front.shape([(-20, 292), (580, 330), (580, 360), (-20, 316)], mix(_CLOTH, _LAMP, 0.3))
        self.front.shape([(-20, 316), (580, 360), (580, 440), (-20, 440)], down(_CLOTH, mix(_CLOTH, _DARK, 0.7), 310, 430))
        for x in range(4, 560, 84):
            y = 298 + x * 0.064
            self.front.shape([(x, y), (x + 34, y + 2), (x + 40, y + 14), (x + 4, y + 12)], _PAPER, opacity=0.92)
            self.front.shape(slab(x + 52, y - 10, x + 59, y + 8), (226, 230, 214), opacity=0.55)
        _microphone(self.front, (286, 322), (296, 256), 6)
        self.front.trim()

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        for figure in (*self.people, *self.others):
            figure.draw(plate, ms)
        self.speaker.draw(plate, ms, mouth(ms))
        lift = swell(ms, 4, 3_900, -0.3)
        wrist = (288 - 8 * lift, 292 - 66 * lift + 3 * lift * math.sin(ms / 250))
        _sleeve(plate, ((350, 216), (336 - 8 * lift, 268 - 10 * lift), wrist), (16, 13, 9))
        hand(plate, wrist, (wrist[0] - 24 + 6 * lift, wrist[1] + 6 - 28 * lift), SARANDI.skin, width=8, spread=0.1)
        plate.stamp(self.front, 0, 0)
        pan = (ms - 60_000) / 420
        plate.stamp(self.rail, -24 - pan * 0.9, 0)
        return _camera(plate, ms, 50 - pan * 0.6 + 10, 30, 480)


class Delegates:
    """The delegates of the quay workers, in work coats, listening."""

    def __init__(self) -> None:
        back = _wall(560, 420, 168)
        back.shape(slab(0, 0, 560, 420), _DARK, opacity=0.25)
        back.shape(slab(236, 22, 330, 330), mix(_WOOD, _DARK, 0.45))
        back.shape(slab(242, 28, 324, 330), down((108, 72, 44), (58, 36, 24), 28, 330))
        back.line([(283, 28), (283, 330)], 2, _DARK)
        back.light(-20, 120, 420, 380, (170, 126, 70), 0.75)
        self.back = back.blur(1.8).brushed(16)
        self.standing = [
            Figure(_DOCKERS[i % 5], Pose(at=(58 + i * 104, 116 + 6 * (i % 2)), size=26, facing=-0.5 + 0.1 * (i % 3), light=-1, depth=7, blur=0.6), 30 + i)
            for i in range(5)
        ]
        self.sitting = [
            Figure(_DOCKERS[(i + 2) % 5], Pose(at=(18 + i * 128, 216 + 7 * (i % 2)), size=36, facing=-0.66 + 0.1 * (i % 3), light=-1, depth=6), 50 + i)
            for i in range(5)
        ]

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        for figure in (*self.standing, *self.sitting):
            figure.draw(plate, ms)
        return _camera(plate, ms, 64 - (ms - 69_000) / 190, 30, 478)


class Close:
    """The speaker's face, close, from the other side."""

    def __init__(self) -> None:
        back = _wall(540, 420, 300)
        back.shape(slab(0, 0, 540, 420), _DARK, opacity=0.45)
        _window(back, 96, -30, 74, 330)
        _window(back, 470, -30, 60, 330)
        back.blur(7)
        back.light(96, 120, 220, 260, (150, 122, 74), 0.6)
        for x, y, size in ((330, 60, 15), (372, 92, 11), (408, 50, 9)):
            back.shape(oval(x, y, size, size), _LAMP, soft=1, opacity=0.35)
        self.back = back.brushed(17, 5)
        self.speaker = Figure(SARANDI, Pose(at=(282, 176), size=82, facing=-0.5, light=-1, depth=4), 43, speaks=True)

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        self.speaker.draw(plate, ms, mouth(ms))
        push = (ms - 74_000) / 7_000
        return _camera(plate, ms, 34 + 10 * push, 26 + 8 * push, 470 - 20 * push)


