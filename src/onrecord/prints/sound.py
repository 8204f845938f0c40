"""Takes the prints of the sound while a video is read."""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.prints.form import ChannelPrints, Times
from onrecord.prints.levels import (
    BANDS,
    BANDS_PER_OCTAVE,
    FLOOR_DB,
    LEAST_LIVELY_DB,
    LOWEST_HZ,
    STEP_MS,
    Bytes,
    Levels,
    along_pitch,
    codes,
    forms,
    liveliness,
    pack,
    unpack,
)

Samples: TypeAlias = npt.NDArray[np.float32]

RATE: Final = 11_025  # samples a second
_HOP: Final = RATE * STEP_MS // 1000
_WINDOW: Final = 2048  # samples: 0.19 s; at half of it music under speech covers more, at double fast speech blurs
_TOGETHER: Final = 64  # levels taken in one go: a multiple of what shares a scale
_LOUDEST: Final = 8.0  # samples beyond it, and those that are no numbers, are faults of the file
_CODE_EVERY: Final = 2  # levels
_PARTS_TOGETHER: Final = 128  # of _TOGETHER levels, whose codes are taken in one go
_PARTS_BESIDE: Final = 1  # before and behind them: longer than half of any form


class SoundTaker:
    """Takes the prints of a sound: what is kept of its levels, and a code every 80 ms where something is heard."""

    def __init__(self) -> None:
        self._rest = np.zeros(_WINDOW // 2, np.float32)  # the first level stands in the middle of its window
        self._packed: list[tuple[Bytes, Bytes]] = []

    def add(self, samples: Samples) -> None:
        """Hear what comes next: mono samples at 11,025 Hz, gaps filled with zeros."""
        heard = np.clip(np.nan_to_num(samples, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST)
        self._rest = np.concatenate([self._rest, heard.astype(np.float32, copy=False)])
        while len(self._rest) >= _WINDOW + (_TOGETHER - 1) * _HOP:
            self._take(_TOGETHER)

    def finish(self) -> ChannelPrints:
        """The prints of everything that was heard."""
        self._rest = np.concatenate([self._rest, np.zeros(_WINDOW // 2, np.float32)])
        while (left := (len(self._rest) - _WINDOW) // _HOP + 1) > 0:
            self._take(min(left, _TOGETHER))
        empty = pack(np.empty((0, BANDS), np.float32))
        kept = np.concatenate([empty[0], *(part for part, _ in self._packed)])
        scales = np.concatenate([empty[1], *(part for _, part in self._packed)])
        times, coded = self._codes()
        return ChannelPrints(times, coded, {"levels": kept, "scales": scales})

    def _codes(self) -> tuple[Times, Bytes]:
        """The codes of what is lively enough, and their times; a stretch after the other, to bound memory."""
        taken, steps = [np.empty((0, 16), np.uint8)], [np.empty(0, np.int32)]
        for first in range(0, len(self._packed), _PARTS_TOGETHER):
            begin, end = max(0, first - _PARTS_BESIDE), first + _PARTS_TOGETHER + _PARTS_BESIDE
            waves = np.concatenate([along_pitch(unpack(*part)) for part in self._packed[begin:end]])
            own = sum(len(kept) for kept, _ in self._packed[first : first + _PARTS_TOGETHER])
            centres = np.arange(first * _TOGETHER, first * _TOGETHER + own, _CODE_EVERY)
            found = forms(waves, (centres - begin * _TOGETHER).astype(np.float64))
            heard = liveliness(found) >= LEAST_LIVELY_DB
            taken.append(codes(found[heard]))
            steps.append(centres[heard].astype(np.int32))
        return np.concatenate(steps) * np.int32(STEP_MS), np.concatenate(taken)

    def _take(self, count: int) -> None:
        windows = np.lib.stride_tricks.sliding_window_view(self._rest, _WINDOW)[: count * _HOP : _HOP]
        spectrum = np.fft.rfft(windows * _BELL, axis=1)
        power = np.square(spectrum.real) + np.square(spectrum.imag)
        self._packed.append(pack(_levels(power.astype(np.float32))))
        self._rest = self._rest[count * _HOP :].copy()


def levels_of(prints: ChannelPrints) -> Levels:
    """The levels of a sound, shape (n, BANDS), the first at 0 ms."""
    return unpack(prints.extra["levels"].astype(np.uint8), prints.extra["scales"].astype(np.uint8))


def _levels(power: Levels) -> Levels:
    """Levels of power spectra, summed part by part: a product with all bands would wake the threads of BLAS."""
    rising = np.add.reduceat(power[:, _INSIDE] * _RISING, _PARTS, axis=1)[:, :-1]
    falling = np.add.reduceat(power[:, _INSIDE] * (1 - _RISING), _PARTS, axis=1)[:, 1:]
    heard = (rising + falling) / _WEIGHT
    return np.asarray(10 * np.log10(heard + 10 ** (FLOOR_DB / 10)) - FLOOR_DB, np.float32)


# Bands are triangles from the middle of the one before to that of the one behind; a part lies between two middles.
_PLACES: Final = BANDS_PER_OCTAVE * np.log2(np.maximum(np.fft.rfftfreq(_WINDOW, 1 / RATE), 1.0) / LOWEST_HZ) + 1
_INSIDE: Final = slice(*np.searchsorted(_PLACES, (0, BANDS + 1)).tolist())
_PARTS: Final = np.searchsorted(_PLACES[_INSIDE], np.arange(BANDS + 1))
_RISING: Final = (_PLACES[_INSIDE] % 1).astype(np.float32)
_WEIGHT: Final = np.add.reduceat(_RISING, _PARTS)[:-1] + np.add.reduceat(1 - _RISING, _PARTS)[1:]


def _bell() -> Samples:
    bell = np.hanning(_WINDOW)
    return np.asarray(bell / np.linalg.norm(bell), np.float32)


_BELL: Final = _bell()
