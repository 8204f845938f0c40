"""Reads media files with PyAV, in one pass that keeps thumbnails, prints and a few pictures only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Final, Literal

import cv2
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.stream import Stream as AvStream
from av.video.stream import VideoStream

from onrecord import media
from onrecord.errors import Unreadable
from onrecord.prints import FootagePrints, write
from onrecord.prints.taker import RULE, FootageTaker
from onrecord.read.engines.film import Cutter
from onrecord.read.engines.screening import Screening
from onrecord.read.notes import broken, notes
from onrecord.read.shots import ShotCutter
from onrecord.records import MediaReading, Prints, Stream
from onrecord.store.workbench import Workbench

_KINDS: Final[Mapping[str, Literal["video", "audio", "subtitle"]]] = {
    "video": "video",
    "audio": "audio",
    "subtitle": "subtitle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PyAvReader:
    """Reads whatever FFmpeg decodes, and takes its `prints` on the way, with or without `details`.

    Of several video streams one is the film; all sound streams are tried, and the one that players prefer is heard.
    More `threads` read one film sooner, for more work and memory in all.
    """

    name: ClassVar[str] = "pyav"
    version: ClassVar[str] = "2"
    prints: bool = True
    details: bool = True
    threads: int = 1

    def missing(self) -> str | None:
        """Nothing: FFmpeg comes inside PyAV."""
        return None

    def cutter(self) -> Cutter:
        """What cuts the film into shots; an engine that does so in another way gives its own."""
        return ShotCutter()

    def read_media(self, path: Path, bench: Workbench) -> MediaReading:
        """Read streams, duration, rotation, shots, keyframes and prints. Raises Unreadable or TooLarge."""
        cv2.setNumThreads(self.threads)
        taker = FootageTaker(details=self.details) if self.prints else None
        with media.open_media(path) as container:
            described = tuple(_describe(stream) for stream in container.streams)
            screening = Screening(path, container, self.cutter(), taker, bench, self.threads)
            screening.run()
            shots = screening.finish()
            seen = screening.seen()
        if not any(seen.frames.values()):
            raise Unreadable(path.name, "holds no picture and no sound that can be decoded", "fetch it again")
        streams = tuple(replace(stream, broken=broken(stream, seen)) for stream in described)
        taken = taker.finish([shot.start_ms for shot in shots[1:]], seen.end_ms) if taker else None
        seen.unheard = taker is not None and taker.unheard
        return MediaReading(
            duration_ms=seen.end_ms,
            rotation=seen.rotation,
            streams=streams,
            shots=shots,
            notes=tuple(notes(streams, seen)),
            prints=_keep(taken, bench) if taken else None,
        )


def _keep(taken: FootagePrints, bench: Workbench) -> Prints:
    count = sum(len(channel.times) for channel in taken.channels.values())
    path = bench.scratch / "prints.npz"
    write(taken, path)
    return Prints(array=bench.put_file(path), duration_ms=taken.duration_ms, count=count, by=RULE)


def _describe(stream: AvStream) -> Stream:
    """A stream as its container declares it."""
    about = Stream(index=stream.index, kind=_kind(stream), codec=_codec(stream), language=_language(stream))
    if isinstance(stream, VideoStream) and stream.codec_context is not None:
        rate = stream.average_rate
        width, height = stream.codec_context.width or None, stream.codec_context.height or None
        return replace(about, width=width, height=height, frames_per_second=round(float(rate), 3) if rate else None)
    if isinstance(stream, AudioStream) and stream.codec_context is not None:
        sound = stream.codec_context
        return replace(about, sample_rate=sound.sample_rate or None, channels=sound.channels or None)
    return about


def _kind(stream: AvStream) -> Literal["video", "audio", "subtitle", "other"]:
    if stream.type not in _KINDS or stream.disposition & Disposition.attached_pic:
        return "other"
    return _KINDS[stream.type]


def _codec(stream: AvStream) -> str:
    return stream.codec_context.codec.canonical_name if stream.codec_context else "unknown"


def _language(stream: AvStream) -> str | None:
    return stream.language if stream.language not in {None, "", "und"} else None
