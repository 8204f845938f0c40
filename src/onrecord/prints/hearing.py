"""The sound of a file as one line of samples, in which a sample's number is its time.

For engines only: PyAV is behind it. What the timestamps leave out is silence, what they say twice is heard once, so
that sound and picture keep together however they were packed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

Sound: TypeAlias = npt.NDArray[np.float32]

RATE: Final = 11_025
"""Samples a second, mono: what is heard under music, telephone and tape lies below 5 kHz."""

_SLACK: Final = Fraction(1, 20)
"""Seconds that timestamps may stray from the samples before they are believed: containers round, recorders jitter."""
_BLOCK: Final = 4 * RATE
_LOUDEST: Final = 8.0  # decoders go a little over 1; what is much louder is no sound


@dataclass(slots=True)
class Hearing:
    """Turns the frames of a sound stream into blocks of mono samples without a gap, from the file's origin on."""

    _resampler: AudioResampler | None = None
    _form: tuple[str, str, int] | None = None
    _due: Fraction = Fraction(-1)
    _given: int = 0
    _skip: int = 0
    _waiting: list[Sound] = field(default_factory=list)

    def add(self, frame: AudioFrame, begin_ms: int) -> Iterator[Sound]:
        """Take the next frame, which begins at `begin_ms`; gives the blocks that are full by now."""
        begin, form = Fraction(begin_ms, 1000), (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._resampler is None or form != self._form or abs(begin - self._due) > _SLACK:
            yield from self._drained()
            yield from self._placed(begin)
            self._resampler, self._form = AudioResampler("flt", "mono", RATE), form
        self._due += Fraction(frame.samples, frame.sample_rate)
        frame.pts = None
        for heard in self._resampler.resample(frame):
            self._take(heard)
        yield from self._blocks(_BLOCK)

    def finish(self) -> Iterator[Sound]:
        """What is left."""
        yield from self._drained()
        yield from self._blocks(1)

    def _drained(self) -> Iterator[Sound]:
        if self._resampler is not None:
            for heard in self._resampler.resample(None):
                self._take(heard)
        self._resampler = None
        yield from self._blocks(_BLOCK)

    def _placed(self, begin: Fraction) -> Iterator[Sound]:
        """Go on at this second: after silence, or without what was heard already."""
        at = round(begin * RATE)
        self._skip, self._due = max(0, self._given - at), begin
        while (gap := at - self._given) > 0:
            self._keep(np.zeros(min(gap, _BLOCK), np.float32))
            yield from self._blocks(_BLOCK)

    def _take(self, heard: AudioFrame) -> None:
        samples = heard.to_ndarray().reshape(-1)
        skipped = min(self._skip, len(samples))
        self._skip -= skipped
        self._keep(np.nan_to_num(samples[skipped:], posinf=0.0, neginf=0.0).clip(-_LOUDEST, _LOUDEST))

    def _keep(self, samples: Sound) -> None:
        self._waiting.append(samples.astype(np.float32, copy=False))
        self._given += len(samples)

    def _blocks(self, least: int) -> Iterator[Sound]:
        if sum(map(len, self._waiting)) >= least:
            yield np.concatenate(self._waiting)
            self._waiting.clear()
