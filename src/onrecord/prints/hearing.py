"""The sound of a file as one line of samples, in which a sample's number is its time.

For engines only: PyAV is behind it. What the timestamps leave out is silence, what they say twice is heard once, so
that sound and picture keep together however they were packed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from onrecord.prints.sound import RATE

Sound: TypeAlias = npt.NDArray[np.float32]

_SLACK_MS: Final = 50
"""How far timestamps may stray from the samples before they are believed: containers round, recorders jitter."""
_TOGETHER_MS: Final = 2_000  # resampled at once: little costs more than being asked for every frame


@dataclass(slots=True)
class _Run:
    """Frames of one form that follow each other without a gap, from `begin_ms` on."""

    begin_ms: int
    form: tuple[str, str, int]
    samples: int = 0
    fifo: AudioFifo = field(default_factory=AudioFifo)
    resampler: AudioResampler = field(default_factory=lambda: AudioResampler("flt", "mono", RATE))
    failed: bool = False

    @property
    def end_ms(self) -> int:
        return self.begin_ms + 1000 * self.samples // self.form[2]

    def add(self, frame: AudioFrame) -> Iterator[Sound]:
        self.samples += frame.samples
        frame.pts = None
        self.fifo.write(frame)
        if 1000 * self.fifo.samples >= _TOGETHER_MS * self.form[2]:
            yield from self._resampled(self.fifo.read())

    def finish(self) -> Iterator[Sound]:
        if self.fifo.samples:
            yield from self._resampled(self.fifo.read())
        yield from self._resampled(None)

    def _resampled(self, frame: AudioFrame | None) -> Iterator[Sound]:
        try:
            frames = [] if self.failed else self.resampler.resample(frame)
        except FFmpegError:  # more channels than have names, or a rate as no sound has it
            self.failed, frames = True, []
        for heard in frames:
            yield heard.to_ndarray().reshape(-1).astype(np.float32, copy=False)


@dataclass(slots=True)
class Hearing:
    """Turns the frames of a sound stream into blocks of mono samples without a gap, from the file's origin on.

    `failed` says that some of it has a form that can't be heard.
    """

    failed: bool = False
    _run: _Run | None = None
    _given: int = 0
    _skip: int = 0

    def add(self, frame: AudioFrame, begin_ms: int) -> Iterator[Sound]:
        """Take the next frame, which begins at `begin_ms`; gives the blocks that are full by now."""
        form = frame.format.name, frame.layout.name, frame.sample_rate
        if self._run is None or self._run.form != form or abs(begin_ms - self._run.end_ms) > _SLACK_MS:
            yield from self.finish()
            yield from self._silence(begin_ms)
            self._run = _Run(begin_ms, form)
        yield from self._new(self._run.add(frame))

    def finish(self) -> Iterator[Sound]:
        """What is left of the frames that were taken."""
        if self._run is not None:
            yield from self._new(self._run.finish())
            self.failed = self.failed or self._run.failed
        self._run = None

    def _silence(self, until_ms: int) -> Iterator[Sound]:
        """Nothing is heard before this ms; or what follows was heard already up to now, and is skipped."""
        until = until_ms * RATE // 1000
        self._skip = max(0, self._given - until)
        while (gap := until - self._given) > 0:
            yield from self._new([np.zeros(min(gap, RATE * _TOGETHER_MS // 1000), np.float32)])

    def _new(self, blocks: "Iterator[Sound] | list[Sound]") -> Iterator[Sound]:
        for block in blocks:
            skipped = min(self._skip, len(block))
            self._skip -= skipped
            self._given += len(block) - skipped
            yield block[skipped:]
