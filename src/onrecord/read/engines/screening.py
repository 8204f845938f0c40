"""One pass over an open media file: every packet is decoded once, and what it holds goes to whoever needs it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from onrecord import media
from onrecord.errors import TooLarge
from onrecord.prints.taker import FootageTaker
from onrecord.read.engines.film import Cutter, Film
from onrecord.read.notes import Pass
from onrecord.records import Shot
from onrecord.store.workbench import Workbench

_REPORT_EVERY: Final = 250  # frames
_GAP_MS: Final = 2_000  # interleaved streams run ahead of each other by less


@dataclass(slots=True)
class Screening:
    """What was come upon so far; `taker` is None where no prints are wanted."""

    path: Path
    container: InputContainer
    cutter: Cutter
    taker: FootageTaker | None
    bench: Workbench
    threads: int
    end_ms: int = 0
    film: Film | None = None
    gaps: list[tuple[int, int]] = field(default_factory=list)
    faults: media.Faults = field(default_factory=media.Faults)
    _picture: VideoStream | None = field(init=False)
    _sound: AudioStream | None = field(init=False)
    _clock: media.Clock = field(init=False)

    def __post_init__(self) -> None:
        self._picture = media.picture_stream(self.container)
        self._sound = media.sound_stream(self.container)
        self._clock = media.Clock(media.origin(self.container))

    def run(self) -> None:
        """Decode everything once. Raises TooLarge where there is no end of it."""
        if self._picture is not None:
            media.spare(self._picture, self.threads)
        for count, (index, frame) in enumerate(media.decode(self.container, self._streams(), self.faults)):
            begin, end = self._clock.span_ms(index, frame)
            if end > media.MAX_MS:
                raise TooLarge(self.path.name, "runs for more than 24 hours", "add it in parts")
            if begin > self.end_ms + _GAP_MS and count:
                self.gaps.append((self.end_ms, begin))
            self._take(index, frame, begin, end)
            self.end_ms = max(self.end_ms, begin, end)
            if count % _REPORT_EVERY == 0 and (declared := self._declared_ms()):
                self.bench.report(min(1.0, self.end_ms / declared))

    def finish(self) -> tuple[Shot, ...]:
        """The shots, once everything was decoded."""
        return self.film.finish() if self.film else ()

    def seen(self) -> Pass:
        """What there is to say about it."""
        start, film = self._clock.start, self.film
        return Pass(
            tried=frozenset(stream.index for stream in self._streams()),
            frames=self.faults.frames,
            faulty=self.faults.packets,
            broke_off=self.faults.broke_off,
            declared_ms=self._declared_ms(),
            end_ms=max(self.end_ms, film.end_ms if film else 0),
            rotation=film.rotation if film else 0,
            steps=film.steps if film else None,
            damaged={
                index: [(round((begin - start) * 1000), round((end - start) * 1000)) for begin, end in holes]
                for index, holes in self.faults.holes.items()
            },
            gaps=self.gaps,
            sizes=film.sizes if film else (),
            overtaken=film.overtaken if film else 0,
            counted=self._clock.counted,
        )

    def _streams(self) -> list[VideoStream | AudioStream]:
        wanted: list[VideoStream | AudioStream] = [*([self._picture] if self._picture else [])]
        return [stream for stream in (*wanted, *self.container.streams.audio) if stream.codec_context is not None]

    def _take(self, index: int, frame: VideoFrame | AudioFrame, begin: int, end: int) -> None:
        if isinstance(frame, AudioFrame):
            if self.taker is not None and self._sound is not None and index == self._sound.index:
                self.taker.hear(frame, begin)
        elif self._picture is not None:
            self.film = self.film or self._begin(frame, begin, self._picture)
            self.film.add(frame, begin, end)

    def _begin(self, frame: VideoFrame, ms: int, stream: VideoStream) -> Film:
        return Film(
            keep=self.bench.put,
            rotation=media.rotation(frame, stream),
            aspect=media.pixel_aspect(stream),
            start_ms=ms,
            taker=self.taker,
            cutter=self.cutter,
        )

    def _declared_ms(self) -> int | None:
        return round(self.container.duration / 1000) if self.container.duration else None
