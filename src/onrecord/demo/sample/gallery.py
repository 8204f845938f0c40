"""The same hall by the camera on the other side: three scenes that the broadcaster never showed, 480 x 360."""

import math

from PIL import Image

from onrecord.demo.sample.drawing import Plate, down, mix, oval, slab, smooth
from onrecord.demo.sample.figure import Figure, Pose, swell
from onrecord.demo.sample.furniture import (
    CLOTH,
    DARK,
    DOCKERS,
    LAMP,
    PAPER,
    PEOPLE,
    SARANDI,
    WOOD,
    camera,
    microphone,
    sleeve,
    wall,
    window,
)
from onrecord.demo.sample.people import hand
from onrecord.demo.sample.speech import mouth


class Gallery:
    """From the gallery on the other side: the speaker against the windows."""

    def __init__(self) -> None:
        back = wall(560, 420, 250)
        back.shape(slab(0, 0, 560, 420), DARK, opacity=0.36)
        for x in (92, 236, 476):
            window(back, x, 8, 46, 226)
        back.blur(1.2)
        for x in (92, 236, 476):
            back.light(x, 110, 120, 190, (170, 146, 96), 0.6)
            back.beam([(x - 40, 60), (x + 40, 60), (x + 10, 420), (x - 130, 420)], (110, 84, 46), 14, 0.36)
        self.back = back.brushed(15)
        self.people = [
            Figure(PEOPLE[(i * 2 + 3) % 7], Pose(at=(x, y), size=size, facing=0.85, light=-1), 20 + i)
            for i, (x, y, size) in enumerate(((42, 226, 19), (108, 232, 21), (180, 240, 23)))
        ]
        self.others = [Figure(PEOPLE[6], Pose(at=(470, 262), size=27, facing=-0.9, light=-1), 24)]
        self.speaker = Figure(SARANDI, Pose(at=(336, 142), size=29, facing=-0.9, light=-1, depth=8), 42, speaks=True)
        self.front = Plate(560, 420)
        self._table()
        self.rail = Plate(620, 420)
        for x in range(-10, 640, 46):
            post = smooth(
                [
                    (x - 5, 348),
                    (x + 5, 348),
                    (x + 9, 374),
                    (x + 5, 392),
                    (x + 8, 430),
                    (x - 8, 430),
                    (x - 5, 392),
                    (x - 9, 374),
                ]
            )
            self.rail.shape(post, (30, 20, 15))
        self.rail.shape(slab(-20, 336, 640, 352), down((96, 64, 38), (32, 21, 15), 336, 352))
        self.rail.blur(1.8).trim()

    def _table(self) -> None:
        self.front.shape([(-20, 292), (580, 330), (580, 360), (-20, 316)], mix(CLOTH, LAMP, 0.3))
        self.front.shape([(-20, 316), (580, 360), (580, 440), (-20, 440)], down(CLOTH, mix(CLOTH, DARK, 0.7), 310, 430))
        for x in range(4, 560, 84):
            y = 298 + x * 0.064
            self.front.shape([(x, y), (x + 34, y + 2), (x + 40, y + 14), (x + 4, y + 12)], PAPER, opacity=0.92)
            self.front.shape(slab(x + 52, y - 10, x + 59, y + 8), (226, 230, 214), opacity=0.55)
        microphone(self.front, (286, 322), (296, 256), 6)
        self.front.trim()

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        for figure in (*self.people, *self.others):
            figure.draw(plate, ms)
        self.speaker.draw(plate, ms, mouth(ms))
        lift = swell(ms, 4, 3_900, -0.3)
        wrist = (288 - 8 * lift, 292 - 66 * lift + 3 * lift * math.sin(ms / 250))
        sleeve(plate, ((350, 216), (336 - 8 * lift, 268 - 10 * lift), wrist), (16, 13, 9))
        hand(plate, wrist, (wrist[0] - 24 + 6 * lift, wrist[1] + 6 - 28 * lift), SARANDI.skin, width=8, spread=0.1)
        plate.stamp(self.front, 0, 0)
        pan = (ms - 60_000) / 420
        plate.stamp(self.rail, -24 - pan * 0.9, 0)
        return camera(plate, ms, 50 - pan * 0.6 + 10, 30, 480)


class Delegates:
    """The delegates of the quay workers, in work coats, listening."""

    def __init__(self) -> None:
        back = wall(560, 420, 168)
        back.shape(slab(0, 0, 560, 420), DARK, opacity=0.25)
        back.shape(slab(236, 22, 330, 330), mix(WOOD, DARK, 0.45))
        back.shape(slab(242, 28, 324, 330), down((108, 72, 44), (58, 36, 24), 28, 330))
        back.line([(283, 28), (283, 330)], 2, DARK)
        back.light(-20, 120, 420, 380, (170, 126, 70), 0.75)
        self.back = back.blur(1.8).brushed(16)
        self.standing = [
            Figure(
                DOCKERS[i % 5],
                Pose(
                    at=(58 + i * 104, 116 + 6 * (i % 2)),
                    size=26,
                    facing=-0.5 + 0.1 * (i % 3),
                    light=-1,
                    depth=7,
                    blur=0.6,
                ),
                30 + i,
            )
            for i in range(5)
        ]
        self.sitting = [
            Figure(
                DOCKERS[(i + 2) % 5],
                Pose(at=(18 + i * 128, 216 + 7 * (i % 2)), size=36, facing=-0.66 + 0.1 * (i % 3), light=-1, depth=6),
                50 + i,
            )
            for i in range(5)
        ]

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        for figure in (*self.standing, *self.sitting):
            figure.draw(plate, ms)
        return camera(plate, ms, 64 - (ms - 69_000) / 190, 30, 478)


class Close:
    """The speaker's face, close, from the other side."""

    def __init__(self) -> None:
        back = wall(540, 420, 300)
        back.shape(slab(0, 0, 540, 420), DARK, opacity=0.45)
        window(back, 96, -30, 74, 330)
        window(back, 470, -30, 60, 330)
        back.blur(7)
        back.light(96, 120, 220, 260, (150, 122, 74), 0.6)
        for x, y, size in ((330, 60, 15), (372, 92, 11), (408, 50, 9)):
            back.shape(oval(x, y, size, size), LAMP, soft=1, opacity=0.35)
        self.back = back.brushed(17, 5)
        self.speaker = Figure(SARANDI, Pose(at=(282, 176), size=82, facing=-0.5, light=-1, depth=4), 43, speaks=True)

    def picture(self, ms: int) -> Image.Image:
        """The scene at a time of the hall's clock."""
        plate = self.back.copy()
        self.speaker.draw(plate, ms, mouth(ms))
        push = (ms - 74_000) / 7_000
        return camera(plate, ms, 34 + 10 * push, 26 + 8 * push, 470 - 20 * push)
