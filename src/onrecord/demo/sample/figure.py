"""A figure that lives: it breathes, nods, looks about, and speaks."""

import math
from dataclasses import dataclass, replace
from typing import Final

from onrecord.demo.sample.drawing import Plate, Point
from onrecord.demo.sample.people import Look, bust, head

_MOUTHS: Final = 4
_LOOKS: Final = (0.0, 0.14, 0.3)


def sway(ms: float, seed: int, period_ms: float = 4_000) -> float:
    """A slow unsteady motion, about -1 to 1, smooth in time and different for every seed."""
    t = ms / period_ms * math.tau
    return 0.6 * math.sin(t + seed * 1.7) + 0.4 * math.sin(t * 1.83 + seed * 2.9)


def swell(ms: float, seed: int, period_ms: float = 6_000, above: float = 0.25) -> float:
    """0 most of the time, going smoothly to 1 and back now and then."""
    share = min(1.0, max(0.0, (sway(ms, seed, period_ms) - above) / 0.35))
    return share * share * (3 - 2 * share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where a figure is and how it is turned; the fields are those of `people.head` and `people.bust`."""

    at: Point
    size: float
    facing: float = 0.0
    light: float = 1.0
    depth: float = 4.5
    blur: float = 0.0


class Figure:
    """A figure with its body and its heads painted once, laid on a plate anew for every picture."""

    def __init__(self, look: Look, pose: Pose, seed: int, *, speaks: bool = False) -> None:
        self.pose, self.seed, self.speaks = pose, seed, speaks
        size = pose.size
        self.reach = (2.6 * size, 1.7 * size)
        self.body = self._plate(pose.depth + 2)
        bust(self.body, self.reach, size, look, facing=pose.facing, light=pose.light, depth=pose.depth)
        steps = range(_MOUTHS) if speaks else range(1)
        toward = -1 if pose.facing > 0 else 1
        self.heads = [
            [
                self._head(look, replace(pose, facing=pose.facing + toward * turn), step / (_MOUTHS - 1))
                for step in steps
            ]
            for turn in _LOOKS
        ]
        if pose.blur:
            for plate in (self.body, *(plate for row in self.heads for plate in row)):
                plate.blur(pose.blur)
        for plate in (self.body, *(plate for row in self.heads for plate in row)):
            plate.trim()

    def draw(self, plate: Plate, ms: float, mouth: float = 0.0) -> None:
        """Lays the figure on a plate as it is at a time; `mouth` is how far the mouth is open."""
        (x, y), size, seed = self.pose.at, self.pose.size, self.seed
        left, top = x - self.reach[0], y - self.reach[1]
        lean = 0.05 * size * sway(ms, seed, 7_000)
        breath = 0.025 * size * math.sin(ms / 3_400 * math.tau + seed)
        plate.stamp(self.body, left + lean * 0.5, top + breath)
        turned = round(swell(ms, seed, 5_200) * (len(_LOOKS) - 1))
        opened = round(mouth * (_MOUTHS - 1)) if self.speaks else 0
        nod = 0.07 * size * swell(ms, seed + 5, 2_600) + 0.05 * size * mouth
        plate.stamp(
            self.heads[turned][opened], left + lean + 0.05 * size * sway(ms, seed + 1, 3_100), top + breath + nod
        )

    def _plate(self, below: float) -> Plate:
        return Plate(2 * self.reach[0], self.reach[1] + below * self.pose.size)

    def _head(self, look: Look, pose: Pose, mouth: float) -> Plate:
        plate = self._plate(2.2)
        head(plate, self.reach, pose.size, look, facing=pose.facing, light=pose.light, mouth=mouth)
        return plate
