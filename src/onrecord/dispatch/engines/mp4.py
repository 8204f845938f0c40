"""The tracks of an MP4 that every browser plays: H.264 in 4:2:0 with even sides, and AAC."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

_TICK: Final = Fraction(1, 90_000)  # of the picture's clock; whole for all usual frame rates
_JITTER: Final = Fraction(1, 50)  # seconds: WebM rounds times to 1 ms, and one frame of Opus lasts 20 ms
_AAC_RATES: Final = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000})
_AAC_FRAME: Final = 1024
_BITS_A_CHANNEL: Final = 96_000
_RGB: Final = 0  # a colour space that 4:2:0 can't have
_USUAL_RATE: Final = 25  # frames a second, for x264's rate control alone: every frame has its own time


@dataclass(slots=True)
class PictureTrack:
    """Encodes pictures that each stand until the next one."""

    output: OutputContainer
    stream: VideoStream
    _held: tuple[int, VideoFrame] | None = None
    _lasts: dict[int, int] = field(default_factory=dict)

    @classmethod
    def like(
        cls, output: OutputContainer, frame: VideoFrame, aspect: Fraction | None, options: dict[str, str]
    ) -> "PictureTrack":
        """A track for pictures like `frame`, whose pixels are `aspect` as wide as high."""
        stream = output.add_stream("libx264", rate=_USUAL_RATE, options=options)
        context = stream.codec_context
        context.time_base = _TICK
        context.pix_fmt = "yuv420p"
        context.width, context.height = _even(frame.width), _even(frame.height)
        context.color_range, context.color_primaries, context.color_trc = _colours(frame)
        if frame.colorspace != _RGB:
            context.colorspace = frame.colorspace
        if aspect:
            context.sample_aspect_ratio = aspect
        return cls(output, stream)

    def add(self, frame: VideoFrame, at: Fraction) -> None:
        """Show a picture from `at` on, in seconds; each later than the one before."""
        self._show_until(at)
        self._held = (round(at / _TICK), frame)

    def close(self, end: Fraction) -> None:
        """Let the last picture stand until `end`."""
        self._show_until(end)
        self._mux(self.stream.encode(None))

    def _show_until(self, at: Fraction) -> None:
        if self._held is None:
            return
        pts, frame = self._held
        context = self.stream.codec_context
        even = frame.reformat(width=context.width, height=context.height, format="yuv420p")
        even.pts, even.time_base, even.pict_type = pts, _TICK, 0
        self._lasts[pts] = round(at / _TICK) - pts
        self._mux(self.stream.encode(even))

    def _mux(self, packets: "list[Packet[VideoStream]]") -> None:
        for packet in packets:
            # The encoder knows when a picture begins, not how long it stands.
            packet.duration = self._lasts.pop(packet.pts or 0, 0)
            self.output.mux(packet)


@dataclass(slots=True)
class SoundTrack:
    """Encodes sound of exactly `samples` samples; what comes early or late is cut, a gap is silence."""

    output: OutputContainer
    stream: AudioStream
    layout: str
    samples: int
    _next: int | None = None
    _written: int = 0
    _pending: list[NDArray[np.float32]] = field(default_factory=list)
    _resampler: AudioResampler | None = None
    _form: tuple[str, str, int] | None = None

    @classmethod
    def like(cls, output: OutputContainer, source: AudioStream, length: Fraction) -> "SoundTrack":
        """A track of `length` seconds in the source's rate, in mono or stereo."""
        rate = source.rate if source.rate in _AAC_RATES else 48_000
        layout = "mono" if source.channels == 1 else "stereo"
        stream = output.add_stream("aac", rate=rate, layout=layout)
        stream.bit_rate = _BITS_A_CHANNEL * (1 if layout == "mono" else 2)
        return cls(output, stream, layout, round(length * rate))

    def add(self, frame: AudioFrame, at: Fraction) -> None:
        """Add samples that are heard from `at` on, in seconds; they may begin before the track does."""
        resampler = self._resampler_for(frame)
        if self._next is None or abs(at - Fraction(self._next, self.stream.rate)) > _JITTER:
            self._next = round(at * self.stream.rate)
        for same in resampler.resample(frame):
            self._place(same.to_ndarray().astype(np.float32, copy=False))

    def close(self) -> None:
        """Fill up with silence to the end."""
        self._silence(self.samples)
        self._encode(_AAC_FRAME, flush=True)
        self.output.mux(self.stream.encode(None))

    def _resampler_for(self, frame: AudioFrame) -> AudioResampler:
        """One for the frame's form, kept as long as the form stays."""
        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._resampler is None or self._form != form:
            self._form = form
            self._resampler = AudioResampler(format="fltp", layout=self.layout, rate=self.stream.rate)
        return self._resampler

    def _place(self, samples: NDArray[np.float32]) -> None:
        begin = self._next or 0
        self._next = begin + samples.shape[1]
        self._silence(min(begin, self.samples))
        room = samples[:, max(self._written - begin, 0) : max(self.samples - begin, 0)]
        if room.size:
            self._keep(room)

    def _silence(self, until: int) -> None:
        while self._written < until:
            length = min(until - self._written, self.stream.rate)
            self._keep(np.zeros((1 if self.layout == "mono" else 2, length), np.float32))

    def _keep(self, samples: NDArray[np.float32]) -> None:
        self._pending.append(samples)
        self._written += samples.shape[1]
        self._encode(_AAC_FRAME, flush=False)

    def _encode(self, size: int, *, flush: bool) -> None:
        """Encode what is whole frames of `size` samples; with `flush` the rest too."""
        joined = np.concatenate(self._pending, axis=1) if self._pending else np.zeros((1, 0), np.float32)
        done = self._written - joined.shape[1]
        whole = joined.shape[1] if flush else joined.shape[1] // size * size
        for at in range(0, whole, size):
            frame = AudioFrame.from_ndarray(np.ascontiguousarray(joined[:, at : at + size]), "fltp", self.layout)
            frame.sample_rate, frame.pts, frame.time_base = self.stream.rate, done + at, Fraction(1, self.stream.rate)
            self.output.mux(self.stream.encode(frame))
        self._pending = [joined[:, whole:]] if whole < joined.shape[1] else []


def _even(side: int) -> int:
    return max(side - side % 2, 2)


def _colours(frame: VideoFrame) -> tuple[int, int, int]:
    # reformat() turns the full range of yuvj420p and RGB into the limited one, and leaves that of yuv420p as it is.
    kept = frame.format.name == "yuv420p"
    return frame.color_range if kept else 1, frame.color_primaries, frame.color_trc
