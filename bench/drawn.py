"""Footage drawn from a seed: places full of detail that a camera moves over, who walks through them, what is heard.

Two takes of one place share its houses and its ground; how the camera goes, who is there and the sound are their own.
"""

import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from takes import SOUND_RATE, Picture, Samples, Size, Take, write

Values = npt.NDArray[np.float64]
Walker = tuple[Values, list[int], list[int]]

WORLD = (1600, 1000)
RATE = 25
GRAIN = 3.0
SYLLABLES_A_SECOND = 4.2
HOUSES = 0.6  # of what stands in a place
BREATHS = 0.14  # of the syllables, after which the voice rests
FORMANTS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
SCALE = (0, 2, 4, 7, 9, 12, 14, 16)


def takes(folder: Path, seed: int, *, places: int, again: int, seconds: float, size: Size = (640, 360)) -> list[Take]:
    """Draw a take of each place, and of the first `again` places a second one at another time.

    There the camera stands still, so that nothing but who walks there tells the two apart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(places + again):
        place = number % places
        path = folder / f"take{number:02}.mp4"
        if not path.exists():
            drawn = shown((seed, place), (seed, number, 1), seconds, size, still=place < again)
            write(path, drawn, heard((seed, number, 2), seconds), rate=RATE, crf=20, size=size)
        made.append(Take(path=path, start=0.0, end=seconds, place=f"place{place:02}"))
    return made


def shown(
    place: tuple[int, ...], take: tuple[int, ...], seconds: float, size: Size, *, still: bool = False
) -> Iterator[Picture]:
    """The pictures of a take: `place` is the seed of what stands there, `take` that of everything that moves."""
    setting, chance = np.random.default_rng(place), np.random.default_rng(take)
    world = _world(setting)
    from_whom = setting if still else chance
    camera = from_whom.uniform((0.05, 0.05, 0.03, 0.0, 0.0, 0.0), (0.14, 0.12, 0.07, 6.3, 6.3, 6.3))
    walkers = [_walker(chance) for _ in range(chance.integers(3, 7))]
    noise = np.repeat(chance.normal(0, GRAIN, (4, size[1], size[0], 1)).round().astype(np.int16), 3, axis=3)
    for number in range(round(seconds * RATE)):
        t = number / RATE
        view = _view(world, camera, 0.0 if still else t, size)
        for walker in walkers:
            _walk(view, walker, t)
        yield np.asarray(cv2.add(view, noise[number % 4], dtype=cv2.CV_8U), np.uint8)


def _world(chance: np.random.Generator) -> Picture:
    wide, high = WORLD
    base = np.zeros((high, wide, 3), np.float32) + chance.uniform(50, 170, 3)
    for cells in (6, 24, 96, 320):
        spots = chance.normal(0, 1, (cells * high // wide + 1, cells, 3)).astype(np.float32)
        base += cv2.resize(spots, WORLD, interpolation=cv2.INTER_CUBIC) * (90 / math.sqrt(cells))
    world = np.clip(base, 0, 255).astype(np.uint8)
    for _ in range(150):
        x, y = int(chance.integers(0, wide)), int(chance.integers(0, high))
        a, b = (int(side) for side in chance.integers(12, 150, 2))
        colour = [int(tone) for tone in chance.integers(0, 256, 3)]
        if chance.random() < HOUSES:
            _house(world, (x, y, a, b), colour, chance)
        else:
            angle = float(chance.uniform(0, 180))
            cv2.ellipse(world, (x, y), (a // 2 + 4, b // 2 + 4), angle, 0, 360, colour, -1, cv2.LINE_AA)
    return world


def _house(world: Picture, box: tuple[int, int, int, int], colour: list[int], chance: np.random.Generator) -> None:
    x, y, a, b = box
    cv2.rectangle(world, (x, y), (x + a, y + b), colour, -1)
    panes = [int(tone) for tone in chance.integers(0, 256, 3)]
    step, pane = int(chance.integers(9, 26)), int(chance.integers(3, 9))
    for left in range(x + 4, x + a - pane, step):
        for top in range(y + 4, y + b - pane, step):
            cv2.rectangle(world, (left, top), (left + pane, top + pane), panes, -1)


def _view(world: Picture, camera: Values, t: float, size: Size) -> Picture:
    fast, rise, near, first, second, third = (float(value) for value in camera)
    zoom = 0.52 + 0.16 * math.sin(near * t * 6.3 + third)
    x = WORLD[0] * (0.5 + 0.2 * math.sin(fast * t * 6.3 + first))
    y = WORLD[1] * (0.5 + 0.15 * math.sin(rise * t * 6.3 + second))
    scale = size[0] / (WORLD[0] * zoom)
    matrix = np.array([[scale, 0, size[0] / 2 - scale * x], [0, scale, size[1] / 2 - scale * y]], np.float64)
    return np.asarray(
        cv2.warpAffine(world, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.uint8
    )


def _walker(chance: np.random.Generator) -> Walker:
    colours = chance.integers(0, 256, (2, 3))
    return (
        chance.uniform((0.05, 0.5, 0.04, 0.0), (0.3, 0.95, 0.16, 6.3)),
        [int(tone) for tone in colours[0]],
        [int(tone) for tone in colours[1]],
    )


def _walk(view: Picture, walker: Walker, t: float) -> None:
    """Someone of the size `tall` goes to and fro, with a step that can be seen."""
    (pace, foot, tall, phase), coat, head = walker
    high, wide = view.shape[:2]
    x = wide * (0.5 + 0.55 * math.sin(pace * t * 2.2 + phase))
    y = high * (foot - 0.015 * abs(math.sin(5 * t + phase)))
    body = max(3, round(high * tall))
    swing = 0.35 * body * math.sin(5 * t + phase)
    cv2.line(view, (round(x), round(y - body)), (round(x + swing), round(y)), coat, max(1, body // 6), cv2.LINE_AA)
    cv2.line(view, (round(x), round(y - body)), (round(x - swing), round(y)), coat, max(1, body // 6), cv2.LINE_AA)
    cv2.ellipse(
        view, (round(x), round(y - 1.4 * body)), (body // 3 + 1, body // 2 + 1), 0, 0, 360, coat, -1, cv2.LINE_AA
    )
    cv2.circle(view, (round(x), round(y - 2.1 * body)), body // 4 + 1, head, -1, cv2.LINE_AA)


def heard(seed: tuple[int, ...], seconds: float) -> Samples:
    """Somebody speaks, music plays or a street is heard, by the seed; a little of the street is always there."""
    chance = np.random.default_rng(seed)
    kind = (speech, music, street)[int(chance.integers(0, 3))]
    mixed = kind(chance, seconds) + 0.08 * street(chance, seconds)
    return np.asarray(0.35 * mixed / max(1e-6, float(np.abs(mixed).max())), np.float32)


def speech(chance: np.random.Generator, seconds: float) -> Samples:
    """Syllables of a voice: pulses through formants that glide, with breaths between."""
    count = round(seconds * SOUND_RATE)
    spoken = np.zeros(count)
    pitch, at = chance.uniform(95, 210), 0.05
    while at < seconds:
        long = chance.uniform(0.6, 1.3) / SYLLABLES_A_SECOND
        begin, end = round(at * SOUND_RATE), min(count, round((at + long) * SOUND_RATE))
        spoken[begin:end] += _syllable(chance, end - begin, pitch * chance.uniform(0.85, 1.2))
        at += long + (chance.uniform(0.2, 0.5) if chance.random() < BREATHS else 0.0)
    return np.asarray(spoken, np.float32)


def _syllable(chance: np.random.Generator, count: int, pitch: float) -> Samples:
    t = np.arange(count) / SOUND_RATE
    glide = pitch * (1 + chance.uniform(-0.15, 0.15) * t * SYLLABLES_A_SECOND)
    phase = 2 * np.pi * np.cumsum(glide) / SOUND_RATE
    formants = np.array(FORMANTS[chance.integers(0, len(FORMANTS))]) * chance.uniform(0.9, 1.1)
    voice = np.zeros(count)
    for harmonic in range(1, int(4_000 / pitch)):
        gain = sum(np.exp(-(((harmonic * pitch - formant) / 120) ** 2)) for formant in formants) + 0.02
        voice += gain / harmonic**0.3 * np.sin(harmonic * phase)
    hiss = np.diff(chance.normal(0, 1, count + 1)) * np.exp(-t * 60) * chance.uniform(0, 1.5)
    swell = np.sin(np.pi * np.minimum(1, np.arange(count) / max(1, count))) ** 0.6
    return np.asarray(voice * swell + hiss, np.float32)


def music(chance: np.random.Generator, seconds: float) -> Samples:
    """A tune over chords, with a beat."""
    count = round(seconds * SOUND_RATE)
    played = np.zeros(count + SOUND_RATE)
    beat, root = chance.uniform(0.22, 0.4), chance.uniform(110, 220)
    for number in range(int(seconds / beat) + 1):
        begin = round(number * beat * SOUND_RATE)
        if begin >= count:
            break
        notes = [root * 2 ** (chance.choice(SCALE) / 12 + 1)]
        if number % 4 == 0:
            low = chance.choice(SCALE[:5])
            notes += [root * 2 ** ((low + step) / 12) for step in (0, 4, 7)]
        for note in notes:
            _strike(played, begin, note, beat * (4 if note < 2 * root else 1.6))
        drum = chance.normal(0, 0.5, SOUND_RATE // 10) * np.exp(-np.arange(SOUND_RATE // 10) / 900)
        played[begin : begin + len(drum)] += drum
    return np.asarray(played[:count], np.float32)


def _strike(played: Values, begin: int, note: float, seconds: float) -> None:
    end = min(len(played), begin + round(seconds * SOUND_RATE))
    t = np.arange(end - begin) / SOUND_RATE
    for harmonic in (1, 2, 3, 4):
        played[begin:end] += np.sin(2 * np.pi * note * harmonic * t) * np.exp(-3 * harmonic * t / seconds) / harmonic


def street(chance: np.random.Generator, seconds: float) -> Samples:
    """Wind and traffic, with knocks and horns now and then."""
    count = round(seconds * SOUND_RATE)
    spectrum = np.fft.rfft(chance.normal(0, 1, count))
    bands = np.arange(len(spectrum)) * SOUND_RATE / count
    rush = np.fft.irfft(spectrum / np.sqrt(1 + (bands / 300) ** 2), count)
    swell = np.interp(np.arange(count), np.linspace(0, count, 12), chance.uniform(0.3, 1.0, 12))
    rush = rush / np.abs(rush).max() * swell
    for _ in range(int(seconds * 1.5)):
        begin, long = int(chance.integers(0, count)), int(chance.integers(900, 18_000))
        t = np.arange(min(long, count - begin)) / SOUND_RATE
        tone = np.sin(2 * np.pi * chance.uniform(180, 2_500) * t) * np.exp(-6 * t * SOUND_RATE / long)
        rush[begin : begin + len(t)] += chance.uniform(0.2, 0.9) * tone
    return np.asarray(rush, np.float32)
