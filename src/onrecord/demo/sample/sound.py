"""The sound of the films, synthesised: rooms, water, gulls, steps, and a murmur in the rhythm of the speech.

The murmur has the vowels and the time of what the captions say, but no words: nobody's voice is imitated.
"""

import itertools
import math
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.demo.sample.speech import Syllable, in_hall, lines, syllables
from onrecord.demo.sample.takes import Take

RATE: Final = 24_000
"""Samples a second."""

Samples = npt.NDArray[np.float32]

_HALL_MS: Final = 82_000
_FORMANTS: Final = {
    "a": (700, 1_150, 2_500),
    "e": (520, 1_750, 2_550),
    "o": (480, 850, 2_400),
    "i": (310, 2_150, 2_900),
    "u": (340, 760, 2_300),
}
_BREADTHS: Final = (90, 110, 180)


def sound_of(takes: tuple[Take, ...], hall: Samples) -> Samples:
    """The whole sound of a film, -1 to 1; `hall` is the track of the hall's clock."""
    track = np.zeros(_count(takes[-1].end_ms), np.float32)
    for take in takes:
        first, last = _count(take.start_ms), _count(take.end_ms)
        if (make := _OUTSIDE.get(take.scene)) is not None:
            track[first:last] = make()
        else:
            track[first:last] = hall[_count(take.scene_ms) :][: last - first]
    _soften_joins(track, takes)
    return track


def _soften_joins(track: Samples, takes: tuple[Take, ...]) -> None:
    ramp = np.linspace(0, 1, _count(25), dtype=np.float32)
    for before, after in itertools.pairwise(takes):
        if before.scene in _OUTSIDE or after.scene in _OUTSIDE:
            at = _count(after.start_ms)
            track[at : at + len(ramp)] *= ramp
            track[at - len(ramp) : at] *= ramp[::-1]
    for edge in (slice(0, len(ramp)), slice(len(track) - 1, len(track) - 1 - len(ramp), -1)):
        track[edge] *= ramp


def _count(ms: float) -> int:
    return round(ms * RATE / 1000)


def _time(ms: float) -> npt.NDArray[np.float64]:
    return np.arange(_count(ms)) / RATE


def _noise(seed: int, ms: float, low: float, high: float) -> Samples:
    """Noise between two frequencies, of about the same loudness whatever they are."""
    count = _count(ms)
    size = 1 << (count - 1).bit_length()
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(0, 1, size))
    at = np.fft.rfftfreq(size, 1 / RATE)
    spectrum *= 1 / (1 + (low / np.maximum(at, 1)) ** 4) / (1 + (at / high) ** 4)
    wave = np.fft.irfft(spectrum)[:count]
    return np.asarray(wave / (np.sqrt(np.mean(wave**2)) + 1e-9), np.float32)


def _add(track: Samples, wave: Samples | npt.NDArray[np.float64], at_ms: float, gain: float = 1.0) -> None:
    start = _count(at_ms)
    part = wave[: max(len(track) - start, 0)]
    track[start : start + len(part)] += (part * gain).astype(np.float32)


def _swell(ms: float, rise_ms: float, fall_ms: float) -> npt.NDArray[np.float64]:
    t = _time(ms) * 1000
    return np.minimum(np.minimum(t / rise_ms, (ms - t) / fall_ms), 1).clip(0) ** 1.3


def murmur(spoken: Iterable[Syllable], length_ms: float, pitch: float) -> Samples:
    """A voice without words: harmonics of a wandering pitch under the formants of each syllable's vowel."""
    track = np.zeros(_count(length_ms), np.float32)
    for i, syllable in enumerate(spoken):
        long = (syllable.end_ms - syllable.start_ms) * 1.12
        t = _time(long)
        bend = pitch * (1 + 0.09 * math.sin(i * 0.83) + 0.05 * (syllable.stress - 1)) * (1 - 0.07 * t / t[-1])
        phase = 2 * np.pi * np.cumsum(bend) / RATE
        orders = np.arange(1, int(3_200 / pitch))
        tops = zip(_FORMANTS[syllable.vowel], _BREADTHS, (1.0, 0.55, 0.2), strict=True)
        gains = sum(loud / (1 + ((orders * pitch - top) / breadth) ** 2) for top, breadth, loud in tops) / orders**0.35
        wave = gains @ np.sin(orders[:, None] * phase[None, :])
        _add(track, wave * _swell(long, 28, 60) * syllable.stress, syllable.start_ms, 0.32)
        breath = _noise(i + 900, 42, 1_800, 6_500) * np.hanning(_count(42))
        _add(track, breath, max(syllable.start_ms - 18, 0), 0.03 * (1 + i % 3))
    return track


def _echo(dry: Samples, seconds: float, share: float, seed: int) -> Samples:
    """The sound in a room whose echo dies away over some seconds."""
    tail = np.random.default_rng(seed).normal(0, 1, _count(seconds * 1000)) * np.exp(
        -6 * np.linspace(0, 1, _count(seconds * 1000))
    )
    size = 1 << (len(dry) + len(tail) - 1).bit_length()
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(tail / np.sqrt(np.sum(tail**2)), size))[: len(dry)]
    return (dry * (1 - share * 0.5) + wet * share).astype(np.float32)


def hall_track() -> Samples:
    """The hall on its own clock: the murmur, a cough, chairs, applause, the room and the hum of the tape."""
    track = murmur(in_hall(), _HALL_MS, 112)
    for at, gain in ((2_700, 0.16), (19_000, 0.1), (70_300, 0.13)):
        for delay, long in ((0, 170), (260, 120)):
            _add(track, _noise(at, long, 300, 1_500) * _swell(long, 12, long * 0.8), at + delay, gain)
    for at in (900, 1_800, 4_200, 17_900, 36_500, 60_400, 68_700):
        _add(track, _noise(at, 330, 180, 520) * np.sin(_time(330) * 70) ** 2 * _swell(330, 40, 200), at, 0.05)
        _add(track, _noise(at + 1, 90, 60, 260) * _swell(90, 4, 80), at + 350, 0.12)
    _applause(track, 34_200, 4_600)
    track = _echo(track, 0.9, 0.42, 77)
    room = _noise(5, _HALL_MS, 60, 900) * 0.009 + _noise(6, _HALL_MS, 2_500, 7_000) * 0.004
    hum = 0.006 * np.sin(2 * np.pi * 100 * _time(_HALL_MS))
    return np.tanh((track + room + hum) * 1.1).astype(np.float32)


def _applause(track: Samples, at_ms: float, long_ms: float) -> None:
    draw = np.random.default_rng(34)
    claps = [_noise(400 + i, 26, 700 + 130 * i, 2_600 + 300 * i) * _swell(26, 2, 23) for i in range(8)]
    for i, start in enumerate(draw.uniform(0, long_ms, 520)):
        strength = math.sin(math.pi * (start / long_ms) ** 0.6)
        _add(track, claps[i % 8], at_ms + start, 0.1 * strength * draw.uniform(0.3, 1))


def _harbour() -> Samples:
    """Nine seconds at the quay: water, wind, gulls, a ship's horn far off, and the narrator."""
    long = 9_000
    t = _time(long)
    lap = 0.6 + 0.4 * np.sin(2 * np.pi * 0.43 * t) * np.sin(2 * np.pi * 0.17 * t + 1)
    track = (_noise(61, long, 200, 1_300) * 0.05 * lap + _noise(62, long, 40, 220) * 0.03).astype(np.float32)
    for at, top in ((400, 2_300), (720, 2_100), (1_050, 1_950), (5_900, 2_400), (6_250, 2_150), (8_100, 2_250)):
        cry = _time(260)
        pitch = top * (1 + 0.16 * np.sin(np.pi * cry / cry[-1])) - 900 * cry
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        _add(track, (np.sin(phase) + 0.4 * np.sin(2 * phase)) * _swell(260, 40, 120), at, 0.035)
    horn = _time(2_100)
    blast = sum(np.sin(2 * np.pi * f * k * horn) / k**1.2 for f in (98, 123) for k in (1, 2, 3, 4))
    _add(track, blast * _swell(2_100, 260, 700), 2_600, 0.035)
    return _told(track, 5_000)


def _street() -> Samples:
    """Eight seconds in the street: the town, steps, two cars passing, a bicycle bell, and the narrator."""
    long = 8_000
    track = (_noise(71, long, 60, 500) * 0.03 + _noise(72, long, 600, 2_600) * 0.008).astype(np.float32)
    for i, at in enumerate(range(120, 7_900, 270)):
        _add(track, _noise(500 + i, 46, 300, 1_900) * _swell(46, 3, 40), at + 31 * math.sin(i), 0.045 + 0.02 * (i % 2))
    for at, long_pass in ((300, 3_200), (3_900, 3_600)):
        _add(track, _noise(at, long_pass, 80, 700) * np.hanning(_count(long_pass)) ** 2, at, 0.08)
    bell = _time(700)
    for delay in (0, 150):
        ring = (np.sin(2 * np.pi * 2_640 * bell) + 0.5 * np.sin(2 * np.pi * 3_980 * bell)) * np.exp(-7 * bell)
        _add(track, ring, 5_200 + delay, 0.03)
    return _told(track, 26_000)


def _told(track: Samples, start_ms: int) -> Samples:
    """The track with the narrator's murmur of the lines that fall into it."""
    length_ms = len(track) * 1000 / RATE
    spoken = [
        Syllable(part.start_ms - start_ms, part.end_ms - start_ms, part.vowel, part.stress)
        for line in lines("words-kept.fa.vtt")
        if start_ms <= line.start_ms < start_ms + length_ms
        for part in syllables(line)
    ]
    voice = _echo(murmur(spoken, length_ms, 196), 0.2, 0.12, 78)
    return np.tanh(track + 0.8 * voice).astype(np.float32)


def _chord(root: float) -> Samples:
    """Five seconds of soft strings."""
    t = _time(5_000)
    wave = np.zeros(len(t))
    for ratio, gain in ((0.5, 1.0), (0.75, 0.7), (1.0, 0.8), (1.26, 0.5), (1.5, 0.4)):
        for detune in (-0.35, 0.35):
            wave += gain * sum(np.sin(2 * np.pi * (root * ratio * k + detune * k) * t + k) / k**2 for k in (1, 2, 3))
    wave *= np.minimum(1, t / 1.4) * np.minimum(1, (5 - t) / 1.6) * 0.035
    return _echo(wave.astype(np.float32), 1.2, 0.4, 79)


_OUTSIDE: Final[dict[str, Callable[[], Samples]]] = {
    "harbour": _harbour,
    "street": _street,
    "title": lambda: _chord(220),
    "end": lambda: _chord(196),
}
"""What is not the hall, each as long as its take."""
