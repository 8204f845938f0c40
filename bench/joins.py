"""Films joined of single takes by cuts, dissolves, fades and wipes, with traps in the shots that look like cuts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Final, TypeAlias

import cv2
import numpy as np
import takes
from takes import Picture, Size, Take

RATE: Final = 25
SHOT_S: Final = (1.6, 4.2)
KINDS: Final[Mapping[str, float]] = {"cut": 0.55, "dissolve": 0.22, "fade": 0.12, "wipe": 0.11}
TRAPPED: Final = 0.45  # of the shots
TRAP_FROM: Final = 14  # frames of a shot before its trap, so that the two can be told apart
LENGTHS: Final[Mapping[str, tuple[int, int]]] = {"dissolve": (8, 26), "fade": (8, 28), "wipe": (6, 20)}  # frames

Trap: TypeAlias = Callable[[Picture, int], Picture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A transition: `last` is the last frame of the old shot alone, `first` the first of the new one alone."""

    kind: str
    last: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trapped:
    """A trap, and the frames in which it looks as if the picture changed."""

    kind: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A film of several shots, and what is in it."""

    path: Path
    seconds: float
    joins: tuple[Join, ...]
    traps: tuple[Trapped, ...]


def write(path: Path, given: Sequence[Take], chance: np.random.Generator, *, shots: int, size: Size) -> Joined:
    """Join as many shots, each of another take than the one before."""
    counts = [round(chance.uniform(*SHOT_S) * RATE) for _ in range(shots)]
    kinds = ["", *(str(chance.choice(list(KINDS), p=list(KINDS.values()))) for _ in counts[1:]), ""]
    overlaps = [0 if kind in {"", "cut"} else int(chance.integers(*LENGTHS[kind])) for kind in kinds]
    counts = [count + overlaps[at] + overlaps[at + 1] for at, count in enumerate(counts)]
    starts = [0, *accumulate(count - overlaps[at + 1] for at, count in enumerate(counts))][:shots]
    drawn, traps, before = [], [], -1
    for at, count in enumerate(counts):
        before = int(chance.choice([number for number in range(len(given)) if number != before]))
        shown = _shot(given[before], count, chance, size)
        if chance.random() < TRAPPED:
            begin = overlaps[at] + TRAP_FROM
            kind, end, draw = _trap(chance, begin, size)
            if end + TRAP_FROM < count - overlaps[at + 1]:
                traps.append(Trapped(kind=kind, begin=starts[at] + begin, end=starts[at] + end))
                shown = _drawn(shown, draw)
        drawn.append(shown)
    joins = [
        Join(kind=kind, last=start - 1, first=start + overlap)
        for kind, overlap, start in zip(kinds[1:-1], overlaps[1:-1], starts[1:], strict=True)
    ]
    takes.write(path, _joined(drawn, kinds, overlaps, counts, chance), None, rate=RATE, crf=23, size=size)
    seconds = (starts[-1] + counts[-1]) / RATE
    return Joined(path=path, seconds=seconds, joins=tuple(joins), traps=tuple(traps))


def _shot(take: Take, count: int, chance: np.random.Generator, size: Size) -> Iterator[Picture]:
    room = max(0.0, take.seconds - count / RATE)
    start = take.start + chance.uniform(0, room) if room else take.start
    return (takes.covering(picture, size) for picture in takes.pictures(take.path, start, count, 1 / RATE))


def _drawn(shown: Iterator[Picture], draw: Trap) -> Iterator[Picture]:
    return (draw(picture, number) for number, picture in enumerate(shown))


def _joined(
    drawn: Sequence[Iterator[Picture]],
    kinds: Sequence[str],
    overlaps: Sequence[int],
    counts: Sequence[int],
    chance: np.random.Generator,
) -> Iterator[Picture]:
    tail: list[Picture] = []
    for at, shown in enumerate(drawn):
        edge = int(chance.integers(0, 4))
        for step, (old, new) in enumerate(zip(tail, islice(shown, overlaps[at]), strict=True)):
            yield _between(kinds[at], old, new, (step + 1) / (overlaps[at] + 1), edge)
        yield from islice(shown, counts[at] - overlaps[at] - overlaps[at + 1])
        tail = list(shown)


def _between(kind: str, old: Picture, new: Picture, share: float, edge: int) -> Picture:
    if kind == "fade":
        picture, light = (old, 1 - 2 * share) if share < 0.5 else (new, 2 * share - 1)  # noqa: PLR2004  # half way
        return (picture * light).astype(np.uint8)
    if kind == "wipe":
        high, wide = old.shape[:2]
        across, down = round(wide * share), round(high * share)
        top, bottom, left, right = (
            (0, high, 0, across),
            (0, high, wide - across, wide),
            (0, down, 0, wide),
            (high - down, high, 0, wide),
        )[edge]
        mixed = old.copy()
        mixed[top:bottom, left:right] = new[top:bottom, left:right]
        return mixed
    return (old * (1 - share) + new * share).astype(np.uint8)


def _trap(chance: np.random.Generator, begin: int, size: Size) -> tuple[str, int, Trap]:
    kind, make = list(TRAPS.items())[int(chance.integers(0, len(TRAPS)))]
    long, draw = make(chance, begin, size)
    return kind, begin + long, draw


def _flash(chance: np.random.Generator, begin: int, _: Size) -> tuple[int, Trap]:
    long, strength = int(chance.integers(1, 5)), chance.uniform(0.5, 0.95)

    def draw(picture: Picture, number: int) -> Picture:
        if not begin <= number < begin + long:
            return picture
        share = strength * (1 - (number - begin) / (long + 1))
        return (picture * (1 - share) + 255 * share).astype(np.uint8)

    return long, draw


def _lower_third(chance: np.random.Generator, begin: int, size: Size) -> tuple[int, Trap]:
    """A band with a name on it comes, at once or from the side, stays and goes."""
    wide, high = size
    slide, stays = int(chance.choice([1, 6, 10])), int(chance.integers(18, 40))
    band = np.zeros((round(high * 0.18), round(wide * 0.8), 3), np.uint8) + np.array(
        chance.integers(0, 256, 3), np.uint8
    )
    cv2.putText(band, "Mira Vold", (12, band.shape[0] // 2), cv2.FONT_HERSHEY_SIMPLEX, high / 500, (255, 255, 255), 2)
    top, left = round(high * 0.76), round(wide * 0.06)

    def draw(picture: Picture, number: int) -> Picture:
        shown = min(number - begin + 1, begin + 2 * slide + stays - number, slide) / slide
        width = round(band.shape[1] * max(0.0, shown))
        if width:
            picture = picture.copy()
            picture[top : top + band.shape[0], left : left + width] = band[:, band.shape[1] - width :]
        return picture

    return 2 * slide + stays, draw


def _exposure(chance: np.random.Generator, begin: int, _: Size) -> tuple[int, Trap]:
    long, gain = int(chance.integers(1, 5)), float(chance.choice([0.55, 0.65, 1.4, 1.6]))

    def draw(picture: Picture, number: int) -> Picture:
        share = min(1.0, max(0.0, (number - begin + 1) / long))
        return np.asarray(np.clip(picture * (1 + (gain - 1) * share), 0, 255), np.uint8)

    return long, draw


def _shake(chance: np.random.Generator, begin: int, size: Size) -> tuple[int, Trap]:
    long = int(chance.integers(5, 11))
    moves = chance.uniform(-0.05, 0.05, (long, 2)) * size

    def draw(picture: Picture, number: int) -> Picture:
        if not begin <= number < begin + long:
            return picture
        across, down = moves[number - begin]
        matrix = np.array([[1, 0, across], [0, 1, down]], np.float64)
        return np.asarray(cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)

    return long, draw


TRAPS: Final[Mapping[str, Callable[[np.random.Generator, int, Size], tuple[int, Trap]]]] = {
    "flash": _flash,
    "lower third": _lower_third,
    "exposure": _exposure,
    "shake": _shake,
}
