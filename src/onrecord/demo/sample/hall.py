"""The hall of 1999 as the broadcaster showed it: four scenes in muted warm colours, 480 x 360."""

import math
from typing import Final

from PIL import Image

from onrecord.demo.sample.drawing import Plate, Point, down, limb, mix, move, oval, slab, smooth
from onrecord.demo.sample.figure import Figure, Pose, sway, swell
from onrecord.demo.sample.furniture import (
    CLOTH,
    DARK,
    DOCKERS,
    LAMP,
    PAPER,
    PEOPLE,
    SARANDI,
    camera,
    microphone,
    pendant,
    sleeve,
    tabletop,
    wall,
    window,
)
from onrecord.demo.sample.people import hand
from onrecord.demo.sample.speech import mouth

_SEATS: Final = ((92, 1), (142, 1), (192, 1), (242, 1), (340, -1), (388, -1), (436, -1), (484, -1))
"""Where they sit behind the table, and the side that the speaker and the light are on."""

_LISTENERS: Final = (*PEOPLE, *DOCKERS[:2])


class Wide:
    """The whole hall from the back: the table, the speaker standing, the audience in front of us."""

    def __init__(self) -> None:
        back = wall(560, 400, 196)
        for x in (58, 152, 408, 502):
            window(back, x, 48, 25, 138)
        for fold in range(14):
            hang = 208 + fold * 10.4
            tone = mix((126, 54, 42), DARK, 0.15 + 0.32 * (fold % 2))
            back.shape(smooth(move([(-7, -4), (7, -4), (6, 120), (7, 226), (-7, 226), (-5, 120)], hang, 0)), tone)
        back.shape(slab(196, -2, 364, 14), down((138, 66, 48), (84, 36, 30), 0, 14))
        for x, reach in ((152, 150), (408, -150)):
            back.beam(
                [(x - 22, 80), (x + 22, 80), (x + reach + 60, 330), (x + reach - 40, 330)], (120, 92, 52), 9, 0.34
            )
        for x, y in ((105, 66), (280, 56), (455, 66)):
            pendant(back, x, y, 9)
        self.back = back.brushed(11)
        self.people = [
            Figure(
                PEOPLE[i % 7],
                Pose(at=(x, 222 + i % 2 * 2), size=11.5, facing=0.5 * inward, light=inward),
                i,
            )
            for i, (x, inward) in enumerate(_SEATS)
        ]
        self.speaker = Figure(SARANDI, Pose(at=(291, 187), size=12, facing=-0.2, light=-1, depth=7), 40, speaks=True)
        self.table = Plate(560, 400)
        tabletop(self.table, 52, 524, 256, 344)
        self._lay_table()
        self.rows = [self._row(23, 336, 54, 0.2), self._row(32, 386, 76, 0.0)]

    def _lay_table(self) -> None:
        for i, x in enumerate(range(78, 520, 50)):
            slant = (-6, 4, 0)[i % 3]
            self.table.shape([(x, 260), (x + 20, 259), (x + 24 + slant, 267), (x + 2 + slant, 268)], PAPER, opacity=0.9)
            self.table.shape(slab(x + 30, 252, x + 34, 263), (214, 222, 206), opacity=0.6)
        for x in (166, 414):
            self.table.line([(x, 262), (x, 246)], 1.4, (120, 92, 48))
            self.table.shape(smooth([(x - 9, 247), (x - 5, 240), (x + 5, 240), (x + 9, 247)], 3), (50, 108, 70))
        microphone(self.table, (281, 264), (285, 236), 3)
        self.table.trim()

    @staticmethod
    def _row(size: float, y: float, gap: float, lit: float) -> Plate:
        row = Plate(680, 470)
        for i in range(14):
            x, dy = 14 + i * gap + 7 * math.sin(i * 2.4), 4 * math.sin(i * 1.9)
            tone = mix((44, 30, 24), LAMP, lit * 0.35)
            shoulders = smooth(
                [(-0.4, 0.7), (-1.5, 1.3), (-1.8, 2.4), (-1.8, 5), (1.8, 5), (1.8, 2.4), (1.5, 1.3), (0.4, 0.7)]
            )
            row.shape([(x + a * size, y + dy + b * size) for a, b in shoulders], tone)
            row.shape(oval(x, y + dy, size * 0.7, size * 0.95), mix(tone, DARK, 0.3))
            crown = limb(
                [
                    (x - size * 0.5, y + dy - size * 0.66),
                    (x, y + dy - size * 0.92),
                    (x + size * 0.5, y + dy - size * 0.66),
                ],
                [0.6, 1.3, 0.6],
            )
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
            plate.light(x, 258, 42, 22, LAMP, 0.5)
        pan = 20 + 18 * math.sin((ms - 3_000) / 9_000)
        for i, row in enumerate(self.rows):
            plate.stamp(row, -50 - pan * 0.35 * (i + 1) + 1.2 * sway(ms, 70 + i, 5_000), 0)
        return camera(plate, ms, pan + 18, 14)

    @staticmethod
    def _arm(plate: Plate, ms: int) -> None:
        lift = swell(ms, 3, 4_600, -0.1)
        elbow, wrist = (271 - 4 * lift, 226 - 4 * lift), (268 - 4 * lift, 240 - 34 * lift)
        plate.shape(limb([(279, 212), elbow, wrist], [5.5, 4.6, 3.4]), mix(SARANDI.coat, LAMP, 0.12))
        plate.shape(oval(wrist[0], wrist[1] - 3 * lift, 3.2, 4.2), SARANDI.skin)


class Speaker:
    """The speaker from the front, to the waist, with the neighbours out of focus."""

    def __init__(self) -> None:
        back = wall(540, 410, 226)
        window(back, 70, 6, 58, 206)
        for fold in range(12):
            x = 236 + fold * 27
            tone = mix((126, 54, 42), DARK, 0.15 + 0.32 * (fold % 2))
            back.shape(
                smooth([(x - 17, -10), (x + 17, -10), (x + 13, 200), (x + 17, 420), (x - 17, 420), (x - 12, 200)]), tone
            )
        back.blur(3.2)
        back.beam([(30, 40), (120, 30), (330, 400), (150, 400)], (116, 88, 52), 16, 0.4)
        pendant(back, 420, 26, 13)
        self.back = back.brushed(12)
        self.neighbours = [
            Figure(PEOPLE[1], Pose(at=(84, 232), size=34, facing=0.7, light=-1, blur=1.6), 7),
            Figure(PEOPLE[2], Pose(at=(452, 236), size=34, facing=-0.7, light=-1, blur=1.6), 8),
        ]
        self.speaker = Figure(SARANDI, Pose(at=(268, 136), size=46, facing=0.3, light=-1, depth=6), 41, speaks=True)
        self.front = Plate(540, 410)
        tabletop(self.front, -30, 570, 336, 440)
        for x, slant in ((130, 8), (236, -6), (392, 10)):
            self.front.shape([(x, 340), (x + 74, 337), (x + 84 + slant, 352), (x + 4 + slant, 355)], PAPER)
            self.front.shape([(x + 4, 342), (x + 70, 339), (x + 74, 345)], (250, 242, 220), soft=1.5, opacity=0.7)
        microphone(self.front, (326, 346), (316, 268), 9)
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
        sleeve(plate, ((198, 258), elbow, wrist), (24, 20, 15))
        if lift > 0.05:  # noqa: PLR2004  # else the hand lies behind the table's edge
            hand(plate, wrist, tip, SARANDI.skin, width=13, spread=0.25)
        plate.stamp(self.front, 0, 0)
        drift = 8 * math.sin(ms / 5_200)
        return camera(plate, ms, 30 + drift, 16 + 0.3 * drift, 474)


class Audience:
    """Rows of listeners, lit from the table's side."""

    def __init__(self) -> None:
        back = wall(560, 420, 120).blur(3)
        back.shape(slab(0, 0, 560, 420), DARK, opacity=0.42)
        back.light(540, 60, 420, 360, (140, 92, 44), 0.7)
        self.back = back.brushed(13)
        self.rows: list[tuple[list[Figure], Plate]] = []
        for row, (size, y, gap, blur) in enumerate(((17, 112, 62, 1.0), (24, 186, 88, 0.5), (33, 286, 122, 0))):
            figures = [
                Figure(
                    _LISTENERS[(i * (4, 5, 7)[row] + row * 4) % 9],
                    Pose(
                        at=(22 + row * 9 + i * gap, y + 5 * math.sin(i * 2.1 + row)),
                        size=size,
                        facing=0.62 - 0.12 * (i % 3),
                        blur=blur,
                    ),
                    row * 11 + i,
                )
                for i in range(round(560 / gap) + 1)
            ]
            self.rows.append((figures, self._chairs(y + size * 3.1, gap, size, row)))
        self.shade = Plate(560, 420)
        self.shade.shape(slab(-60, 330, 620, 460), DARK, soft=26, opacity=0.7)
        self.shade.trim()

    @staticmethod
    def _chairs(y: float, gap: float, size: float, row: int) -> Plate:
        plate = Plate(560, 420)
        for i in range(round(560 / gap) + 1):
            x = 22 + row * 9 + (i + 0.1) * gap
            rail = smooth(
                [(x - size * 1.6, y + 5), (x - size * 1.5, y - 5), (x + size * 1.5, y - 5), (x + size * 1.6, y + 5)]
            )
            plate.shape(
                slab(x - size * 1.5, y, x + size * 1.5, y + size * 2.4), down((62, 40, 26), DARK, y, y + size * 2.4)
            )
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
        return camera(plate, ms, 20 + (ms - 15_000) / 260, 26)


class Papers:
    """Hands at the table: one writes, one holds the sheet."""

    def __init__(self) -> None:
        back = Plate(540, 420, down(mix(CLOTH, DARK, 0.35), mix(CLOTH, LAMP, 0.12), 0, 420))
        back.light(90, 40, 420, 330, (150, 118, 58), 0.85)
        self._sheet(back, [(318, 60), (500, 96), (470, 236), (286, 196)])
        self._sheet(back, [(130, 118), (356, 102), (388, 388), (122, 400)])
        for line, end in enumerate((324, 330, 310, 336, 250, 324)):
            strokes = [
                (156 + i * 12, 146 + line * 17 + 2.2 * math.sin(i * 2.7 + line)) for i in range((end - 156) // 12)
            ]
            back.line(strokes, 1.7, (78, 66, 62), opacity=0.75)
        self._glass(back, 428, 292)
        self.back = back.brushed(14, 5)

    @staticmethod
    def _sheet(plate: Plate, corners: list[Point]) -> None:
        plate.shape([(x + 6, y + 8) for x, y in corners], DARK, soft=5, opacity=0.5)
        plate.shape(corners, down((246, 236, 210), (208, 194, 160), 60, 400))

    @staticmethod
    def _glass(plate: Plate, x: float, y: float) -> None:
        plate.shape(oval(x + 8, y + 12, 50, 36), DARK, soft=6, opacity=0.5)
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
        written = [
            (156 + i * 12, 248 + 17 * row + 2.2 * math.sin(i * 2.7 + row))
            for i in range(max(int((pen[0] - 156) / 12), 0))
        ]
        if len(written) > 1:
            plate.line(written, 1.7, (60, 52, 60), opacity=0.8)
        self._left(plate, ms)
        self._right(plate, pen)
        return camera(plate, ms, 34 + (ms - 18_000) / 900, 34, 452)

    @staticmethod
    def _left(plate: Plate, ms: int) -> None:
        y = 262 + 3 * sway(ms, 4, 2_900)
        plate.shape(limb([(-60, 430), (20, 356), (70, y + 56)], [52, 46, 32]), DARK, soft=8, opacity=0.45)
        plate.shape(limb([(-70, 420), (10, 346), (62, y + 44)], [50, 44, 30]), mix(PEOPLE[3].coat, LAMP, 0.15))
        plate.shape(limb([(54, y + 52), (78, y + 30)], [26, 25]), (226, 216, 198))
        hand(plate, (82, y + 28), (156, y - 30), (196, 144, 106), width=26, spread=0.12)

    @staticmethod
    def _right(plate: Plate, pen: Point) -> None:
        x, y = pen[0] + 50, pen[1] + 24
        plate.shape(
            limb([(x - 20, y + 6), (x + 50, y + 70), (x + 190, y + 170)], [30, 40, 60]), DARK, soft=9, opacity=0.45
        )
        plate.shape(
            limb([(x + 200, y + 150), (x + 90, y + 76), (x + 44, y + 40)], [58, 44, 31]), mix(PEOPLE[3].coat, LAMP, 0.1)
        )
        plate.shape(limb([(x + 52, y + 48), (x + 32, y + 30)], [28, 27]), (226, 216, 198))
        skin = (200, 148, 110)
        fist = [(40, 34), (6, 44), (-22, 26), (-30, 6), (-22, -14), (2, -22), (28, -8), (44, 14)]
        for i, (a, b) in enumerate(((-30, 16), (-34, 4))):
            tone = mix(skin, DARK, 0.34 - 0.1 * i)
            plate.shape(limb([(x - 4, y + 12 - i * 6), (x - 22, y + 18 - i * 9), (x + a, y + b)], [9, 8.5, 6.5]), tone)
        plate.line([pen, (pen[0] + 92, pen[1] - 44)], 5, (40, 34, 46))
        plate.line([(pen[0] + 22, pen[1] - 12), (pen[0] + 88, pen[1] - 44)], 1.2, (170, 150, 120))
        plate.shape(smooth([(x + a, y + b) for a, b in fist]), down(skin, mix(skin, DARK, 0.35), y - 16, y + 40))
        plate.shape(limb([(x + 8, y - 8), (x - 14, y - 20), (x - 32, y - 14)], [10, 8.5, 6.5]), mix(skin, LAMP, 0.15))
