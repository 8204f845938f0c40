"""Levels: how loud a sound is in each semitone, 25 times a second, and the codes of its moments.

A level is in dB over `FLOOR_DB`. They are kept in four bits each, between the least and the most of their band in the
1.28 seconds around, so that a whisper keeps as much of its form as a shout. Both the codes that are searched for and
what is held against each other in detail are made of what was kept, so that one file always gives the same.

A code tells the form of 1.24 seconds in 128 bits: the signs of what remains of the levels in slow waves along time
and along pitch. A louder sound, or one through other loudspeakers, differs by something that stands still in time, and
has the same signs. Sounds that have nothing to do with each other agree in half of the bits, give or take six.
"""

import math
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Levels: TypeAlias = npt.NDArray[np.float32]
Bytes: TypeAlias = npt.NDArray[np.uint8]
Floats: TypeAlias = npt.NDArray[np.float64]

STEP_MS: Final = 40
BANDS: Final = 48
BANDS_PER_OCTAVE: Final = 12
LOWEST_HZ: Final = 280.0  # telephones pass 300 to 3,400 Hz; the bands end at 4,480
FLOOR_DB: Final = -90.0  # of full scale; below it lies what encoders leave of silence

_BLOCK: Final = 32  # levels that share a scale
_LEAST_PER: Final = 2.0  # units of a scale's least in one dB
_STEP_PER: Final = 32.0  # units of a scale's step in one dB
_STEPS: Final = 15


@dataclass(frozen=True, slots=True)
class Form:
    """How the form of a moment is told: over so many levels, by so many waves along time (and 16 along pitch)."""

    span: int
    waves: int

    def in_time(self) -> Levels:
        """The waves along time, shape (waves, span)."""
        return _waves(self.span, 1, self.waves)


CODED: Final = Form(span=31, waves=8)
_WAVES_IN_PITCH: Final = 16
LEAST_LIVELY_DB: Final = 1.2
"""What moves less is silence, hum or a tone; steady noise has 2 and more."""


def _waves(length: int, first: int, count: int) -> Levels:
    """Cosines of so many half turns, shape (count, length), each of length 1."""
    turns = np.arange(first, first + count)[:, None] * (np.arange(length) + 0.5) * np.pi / length
    waves = np.cos(turns)
    return np.asarray(waves / np.linalg.norm(waves, axis=1, keepdims=True), np.float32)


_IN_PITCH: Final = _waves(BANDS, 0, _WAVES_IN_PITCH)


def pack(levels: Levels) -> tuple[Bytes, Bytes]:
    """What is kept of levels (n, BANDS): two to a byte, (n, BANDS / 2), and the scales, (blocks, 2, BANDS)."""
    padded = np.pad(levels, ((0, -len(levels) % _BLOCK), (0, 0)), "edge") if len(levels) else levels
    blocks = padded.reshape(-1, _BLOCK, BANDS)
    least = np.clip(np.floor(blocks.min(axis=1) * _LEAST_PER), 0, 255) if len(blocks) else np.empty((0, BANDS))
    most = blocks.max(axis=1) if len(blocks) else least
    step = np.clip(np.ceil((most - least / _LEAST_PER) / _STEPS * _STEP_PER), 1, 255)
    scaled = np.rint((blocks - least[:, None] / _LEAST_PER) / step[:, None] * _STEP_PER)
    nibbles = np.clip(scaled, 0, _STEPS).astype(np.uint8).reshape(-1, BANDS)[: len(levels)]
    return nibbles[:, ::2] << 4 | nibbles[:, 1::2], np.stack([least, step], axis=1).astype(np.uint8)


def unpack(kept: Bytes, scales: Bytes) -> Levels:
    """The levels that were kept, shape (n, BANDS)."""
    nibbles = np.empty((len(kept), BANDS), np.float32)
    nibbles[:, ::2], nibbles[:, 1::2] = kept >> 4, kept & 15
    block = np.arange(len(kept)) // _BLOCK
    least, step = scales[:, 0].astype(np.float32), scales[:, 1].astype(np.float32)
    levels: Levels = nibbles * (step / np.float32(_STEP_PER))[block] + (least / np.float32(_LEAST_PER))[block]
    return levels


def shifted(levels: Levels, bands: float) -> Levels:
    """The levels of the same sound so many bands lower; what moved in from outside repeats the outermost band."""
    if not bands:
        return levels
    place = np.clip(np.arange(BANDS) + bands, 0, BANDS - 1)
    below = place.astype(np.intp)
    part = (place - below).astype(np.float32)
    lower: Levels = levels[:, below] * (1 - part) + levels[:, np.minimum(below + 1, BANDS - 1)] * part
    return lower


def bands_higher(speed: float) -> float:
    """By how many bands the pitch of a sound is higher that is played so much faster, its pitch moving along."""
    return BANDS_PER_OCTAVE * math.log2(speed)


def along_pitch(levels: Levels) -> Levels:
    """Levels as sums of waves along pitch, shape (n, 16)."""
    return np.asarray(levels @ _IN_PITCH.T, np.float32)


def forms(waves: Levels, centres: Floats, form: Form = CODED, speed: float = 1.0) -> Levels:
    """The form of the sound around each centre (in steps), shape (n, 16 * form.waves), in dB.

    Beyond the ends the outermost level is repeated. With a speed of 2 the span is twice as long: the form that the
    sound would have, were it played at double speed.
    """
    if not len(waves) or not len(centres):
        return np.empty((0, _WAVES_IN_PITCH * form.waves), np.float32)
    around = (np.arange(form.span) - form.span // 2) * speed
    place = np.clip(centres[:, None] + around, 0, len(waves) - 1)
    below = place.astype(np.intp)
    window = waves[below]
    if not np.array_equal(place, below):
        part = (place - below).astype(np.float32)[:, :, None]
        window = window * (1 - part) + waves[np.minimum(below + 1, len(waves) - 1)] * part
    told = np.matmul(form.in_time(), window)  # (n, waves in time, waves in pitch)
    return np.ascontiguousarray(told.reshape(len(centres), -1))


def codes(found: Levels) -> Bytes:
    """The codes of forms, shape (n, 16)."""
    return np.packbits(found > 0, axis=1)


def liveliness(found: Levels) -> Levels:
    """How much moves in each form: the root of the mean square, in dB. Silence and hum have none."""
    return np.asarray(np.sqrt(np.mean(np.square(found), axis=1)), np.float32)
