"""What happens to footage on its way: 22 kinds of change, each a function of pictures, in the names of KINDS."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias, cast

import av.filter
import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from takes import SOUND_RATE, Picture, Samples, Size, covering, fitted, recoded, resized

SPEEDS: Final[Mapping[str, float]] = {"speed125": 1.25, "slow80": 0.8}
"""How much faster than before these are played."""

CALLSIGNS: Final = ("NEWS", "CH 1", "R24", "LIVE", "TV6", "WORLD")
LINES: Final = (
    ("The council met for the third time", "and nobody left before midnight."),
    ("We came here to be counted,", "said the keeper of the lighthouse."),
    ("This was the first visit", "since the harbour was opened."),
    ("They asked for the register", "and were shown an empty shelf."),
    ("Nobody had expected an answer,", "least of all in the middle of the street."),
)
LINE_S: Final = 2.4
INK: Final = 120  # how dark a drawn letter has to be to count as ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a change takes place: the canvas, chance, other footage to mix in, and a folder for what is between."""

    size: Size
    rate: int
    chance: np.random.Generator
    other: Callable[[], Iterator[Picture]]
    folder: Path

    def tossed(self) -> bool:
        """Heads or tails."""
        return int(self.chance.integers(0, 2)) == 0

    def fit(self, picture: Picture) -> Picture:
        """The picture on the canvas, whole."""
        return fitted(picture, self.size)


Change: TypeAlias = Callable[[Iterator[Picture], Stage], Iterator[Picture]]
Draw: TypeAlias = Callable[[Picture, int], Picture]


def _each(make: Callable[[Stage], Draw]) -> Change:
    """A change of one picture after the other: `make` throws the dice, what it returns draws the n-th picture."""

    def change(pictures: Iterator[Picture], stage: Stage) -> Iterator[Picture]:
        draw = make(stage)
        return (draw(picture, number) for number, picture in enumerate(pictures))

    return change


def _plain(stage: Stage) -> Draw:
    return lambda picture, _: stage.fit(picture)


def _crf35(pictures: Iterator[Picture], stage: Stage) -> Iterator[Picture]:
    return recoded([stage.fit(picture) for picture in pictures], stage.folder, rate=stage.rate, crf=35)


def _low240(stage: Stage) -> Draw:
    def draw(picture: Picture, _: int) -> Picture:
        high, wide = picture.shape[:2]
        return stage.fit(resized(picture, (round(wide * 240 / high), 240)))

    return draw


def _logo(stage: Stage) -> Draw:
    stamp = _label(stage)
    return lambda picture, number: stamp(stage.fit(picture).copy(), number)


def _subs(stage: Stage) -> Draw:
    stamp = _subtitles(stage)
    return lambda picture, number: stamp(stage.fit(picture).copy(), number)


def _crop(share: float) -> Callable[[Stage], Draw]:
    def make(stage: Stage) -> Draw:
        left, top = stage.chance.uniform(0, 1 - share, 2)

        def draw(picture: Picture, _: int) -> Picture:
            high, wide = picture.shape[:2]
            x, y = round(left * wide), round(top * high)
            return stage.fit(picture[y : y + round(share * high), x : x + round(share * wide)])

        return draw

    return make


def _letterbox(stage: Stage) -> Draw:
    """Bars laid over the top and the bottom, or the whole made smaller."""
    wide, high = stage.size
    if stage.tossed():
        bar = round(high * stage.chance.uniform(0.1, 0.14))

        def cover(picture: Picture, _: int) -> Picture:
            canvas = stage.fit(picture).copy()
            canvas[:bar] = canvas[high - bar :] = 0
            return canvas

        return cover
    scale = stage.chance.uniform(0.7, 0.85)
    inner = round(wide * scale) // 2 * 2, round(high * scale) // 2 * 2

    def shrink(picture: Picture, _: int) -> Picture:
        return _pasted(np.zeros((high, wide, 3), np.uint8), fitted(picture, inner), 0.5, 0.5)

    return shrink


def _stretch(stage: Stage) -> Draw:
    """Pressed together with bars at the sides, or the sides cut off and the rest pulled out."""
    wide, high = stage.size
    if stage.tossed():
        inner = round(wide * stage.chance.uniform(0.7, 0.8)) // 2 * 2, high

        def squeeze(picture: Picture, _: int) -> Picture:
            return _pasted(np.zeros((high, wide, 3), np.uint8), resized(picture, inner), 0.5, 0.5)

        return squeeze
    kept = stage.chance.uniform(0.72, 0.8)

    def pull(picture: Picture, _: int) -> Picture:
        edge = round(picture.shape[1] * (1 - kept) / 2)
        return resized(picture[:, edge : picture.shape[1] - edge], stage.size)

    return pull


def _pip(pictures: Iterator[Picture], stage: Stage) -> Iterator[Picture]:
    across, down = _corner(stage, middle=True)
    inner = stage.size[0] // 4 * 2, stage.size[1] // 4 * 2
    for picture, behind in zip(pictures, stage.other(), strict=False):
        yield _pasted(covering(behind, stage.size), fitted(picture, inner), across, down)


def _pip_over(pictures: Iterator[Picture], stage: Stage) -> Iterator[Picture]:
    across, down = _corner(stage, middle=False)
    inner = stage.size[0] // 6 * 2, stage.size[1] // 6 * 2
    for picture, over in zip(pictures, stage.other(), strict=False):
        yield _pasted(stage.fit(picture).copy(), covering(over, inner), across, down)


def _corner(stage: Stage, *, middle: bool) -> tuple[float, float]:
    places = [(x, y) for x in (0.06, 0.94) for y in (0.06, 0.94)] + ([(0.5, 0.5)] if middle else [])
    return places[int(stage.chance.integers(0, len(places)))]


def _mirror(stage: Stage) -> Draw:
    return lambda picture, _: stage.fit(picture[:, ::-1])


def _colour(stage: Stage) -> Draw:
    turn = int(stage.chance.choice([-1, 1]) * stage.chance.uniform(5, 14))  # halves of degrees
    vivid, contrast = stage.chance.uniform(0.5, 1.7), stage.chance.uniform(0.75, 1.3)
    light, gamma = stage.chance.uniform(-25, 25), stage.chance.uniform(0.7, 1.4)
    tones = 255 * (np.arange(256) / 255) ** gamma
    table = np.clip((tones - 128) * contrast + 128 + light, 0, 255).astype(np.uint8)

    def draw(picture: Picture, _: int) -> Picture:
        hsv = cv2.cvtColor(stage.fit(picture), cv2.COLOR_RGB2HSV)
        hue = (hsv[..., 0].astype(np.int16) + turn) % 180
        hsv[..., 0], hsv[..., 1] = hue, np.clip(hsv[..., 1] * vivid, 0, 255)
        return np.asarray(cv2.LUT(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), table), np.uint8)

    return draw


def _gray(stage: Stage) -> Draw:
    tint = np.array([1.0, 1.0, 1.0] if stage.tossed() else [1.08, 0.95, 0.74], np.float32)

    def draw(picture: Picture, _: int) -> Picture:
        luma = cv2.cvtColor(stage.fit(picture), cv2.COLOR_RGB2GRAY)
        return np.asarray(np.clip(luma[..., None] * tint, 0, 255), np.uint8)

    return draw


def _camcorder(stage: Stage) -> Draw:
    """Seen on a screen by a camera that somebody holds."""
    wide, high = stage.size
    chance = stage.chance
    frame = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * [wide, high]
    corners = frame + inward * chance.uniform(0.01, 0.09, (4, 2))
    angle, blur, grain = math.radians(chance.uniform(-4, 4)), chance.uniform(0.8, 1.5), chance.uniform(4, 9)
    middle = np.array([wide, high]) / 2
    spin = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    corners = (corners - middle) @ spin.T + middle
    noise = chance.normal(0, grain, (4, high, wide, 1)).astype(np.float32)
    gain, phase = chance.uniform(0.75, 1.0), chance.uniform(0, 6.3)

    def draw(picture: Picture, number: int) -> Picture:
        sway = np.array([math.sin(number / 19 + phase), math.cos(number / 23)]) * wide * 0.003
        matrix = cv2.getPerspectiveTransform(frame, (corners + sway).astype(np.float32))
        seen = cv2.warpPerspective(stage.fit(picture), matrix, stage.size, borderValue=(14, 13, 12))
        seen = cv2.GaussianBlur(seen, (0, 0), blur * wide / 640)
        return np.asarray(np.clip(seen * gain + noise[number % 4], 0, 255), np.uint8)

    return draw


def _fps12(stage: Stage) -> Draw:
    shown: dict[int, Picture] = {}

    def draw(picture: Picture, number: int) -> Picture:
        step = number * 12 // stage.rate
        if step not in shown:
            shown.clear()
            shown[step] = stage.fit(picture)
        return shown[step]

    return draw


def _blurfill(stage: Stage) -> Draw:
    wide, high = stage.size
    kept = stage.chance.uniform(0.42, 0.6)

    def draw(picture: Picture, _: int) -> Picture:
        whole = covering(picture, stage.size)
        small = cv2.GaussianBlur(resized(whole, (wide // 4, high // 4)), (0, 0), wide / 160)
        inner = whole[:, round(wide * (1 - kept) / 2) : round(wide * (1 + kept) / 2)]
        return _pasted(resized(np.asarray(small, np.uint8), stage.size), inner, 0.5, 0.5)

    return draw


def _combo(stage: Stage) -> Draw:
    crop, label, subtitles = _crop(0.85)(stage), _label(stage), _subtitles(stage)
    return lambda picture, number: subtitles(label(crop(picture[:, ::-1], number).copy(), number), number)


def _others(pictures: Iterator[Picture], stage: Stage) -> Iterator[Picture]:
    return (stage.fit(other) for _, other in zip(pictures, stage.other(), strict=False))


def _pasted(canvas: Picture, inner: Picture, across: float, down: float) -> Picture:
    high, wide = inner.shape[:2]
    left, top = round((canvas.shape[1] - wide) * across), round((canvas.shape[0] - high) * down)
    canvas[top : top + high, left : left + wide] = inner
    return canvas


def _label(stage: Stage) -> Draw:
    """A call sign on a coloured ground in one corner, a clock in another."""
    wide, high = stage.size
    sign = _words((CALLSIGNS[int(stage.chance.integers(0, len(CALLSIGNS)))],), round(high * 0.06))
    ground = np.array(stage.chance.integers(60, 230, 3), np.uint8)
    left, top = stage.tossed(), stage.tossed()
    minute = int(stage.chance.integers(0, 1000))

    def draw(canvas: Picture, number: int) -> Picture:
        pad = round(high * 0.015)
        box = np.zeros((sign.shape[0] + 2 * pad, sign.shape[1] + 4 * pad, 3), np.uint8) + ground
        box[pad : pad + sign.shape[0], 2 * pad : 2 * pad + sign.shape[1]][sign > INK] = 255
        _pasted(canvas, box, 0.03 if left else 0.97, 0.04 if top else 0.96)
        clock = divmod(minute + number // (stage.rate * 60), 60)
        ink = _words((f"LIVE {clock[0] % 24:02}:{clock[1]:02}",), round(high * 0.04))
        y, x = round(high * 0.08), round(wide * (0.8 if left else 0.04))
        canvas[y : y + ink.shape[0], x : x + ink.shape[1]][ink > INK] = (255, 140, 0)
        return canvas

    return draw


def _subtitles(stage: Stage) -> Draw:
    """Two lines on a dark band that change as somebody speaks."""
    first, high = int(stage.chance.integers(0, len(LINES))), stage.size[1]

    def draw(canvas: Picture, number: int) -> Picture:
        lines = LINES[(first + int(number / stage.rate / LINE_S)) % len(LINES)]
        ink = _words(lines, round(high * 0.05))
        left = (canvas.shape[1] - ink.shape[1]) // 2
        top = round(high * 0.95) - ink.shape[0]
        band = canvas[top - 4 : top + ink.shape[0] + 4, max(0, left - 8) : left + ink.shape[1] + 8]
        band[:] = band // 3
        canvas[top : top + ink.shape[0], left : left + ink.shape[1]][ink > INK] = 245
        return canvas

    return draw


@lru_cache(maxsize=64)
def _words(lines: tuple[str, ...], tall: int) -> Picture:
    font = ImageFont.load_default(tall)
    text = "\n".join(lines)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox((0, 0), text, font=font)
    image = Image.new("L", (round(right - left) + 2, round(bottom - top) + 2))
    ImageDraw.Draw(image).multiline_text((1 - left, 1 - top), text, fill=255, font=font, align="center")
    return np.asarray(image)


CHANGES: Final[Mapping[str, Change]] = {
    "plain": _each(_plain),
    "crf35": _crf35,
    "low240": _each(_low240),
    "logo": _each(_logo),
    "subs": _each(_subs),
    "crop20": _each(_crop(0.8)),
    "crop40": _each(_crop(0.6)),
    "letterbox": _each(_letterbox),
    "stretch": _each(_stretch),
    "pip50": _pip,
    "pipbg": _pip_over,
    "mirror": _each(_mirror),
    "speed125": _each(_plain),
    "slow80": _each(_plain),
    "colour": _each(_colour),
    "gray": _each(_gray),
    "camcorder": _each(_camcorder),
    "music": _each(_plain),
    "fps12": _each(_fps12),
    "blurfill": _each(_blurfill),
    "combo": _each(_combo),
    "audio_only": _others,
}
KINDS: Final = tuple(CHANGES)


def played_at(samples: Samples, speed: float) -> Samples:
    """Sound played faster or slower at its own pitch."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=SOUND_RATE, format="flt", layout="mono", time_base=Fraction(1, SOUND_RATE))
    tempo, sink = graph.add("atempo", str(speed)), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    parts: list[Samples] = []
    for begin in (*range(0, len(samples), SOUND_RATE), None):
        source.push(None if begin is None else _frame(samples[begin : begin + SOUND_RATE], begin))
        parts += _pulled(sink)
    return np.concatenate(parts)


def _frame(samples: Samples, begin: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None]), "flt", "mono")
    frame.sample_rate, frame.pts = SOUND_RATE, begin
    return frame


def _pulled(sink: av.filter.context.FilterContext) -> list[Samples]:
    parts: list[Samples] = []
    for _ in count():
        try:
            pulled = cast("av.AudioFrame", sink.pull()).to_ndarray().reshape(-1)
            parts.append(np.asarray(pulled, np.float32))
        except (av.BlockingIOError, av.EOFError):
            break
    return parts
