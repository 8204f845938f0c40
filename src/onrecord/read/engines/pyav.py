"""Reads media files with PyAV, in one pass that keeps thumbnails and a few small pictures only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Final, Literal

from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.stream import Stream as AvStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from onrecord import media
from onrecord.errors import TooLarge, Unreadable
from onrecord.prints import FootagePrints, save
from onrecord.prints.taker import RULE, FootageTaker
from onrecord.read.engines.film import Cutter, Film
from onrecord.read.notes import Pass, broken, notes
from onrecord.read.shots import ShotCutter
from onrecord.records import MediaReading, Prints, Stream
from onrecord.store.workbench import Workbench

_KINDS: Final[Mapping[str, Literal["video", "audio", "subtitle"]]] = {
    "video": "video",
    "audio": "audio",
    "subtitle": "subtitle",
}
_REPORT_EVERY: Final = 250  # frames


@dataclass(frozen=True, slots=True, kw_only=True)
class PyAvReader:
    """Reads whatever FFmpeg decodes, and takes its `prints` on the way, with or without `details`.

    Of several video streams one is the film; all sound streams are tried, and the one that players prefer is heard.
    """

    name: ClassVar[str] = "pyav"
    version: ClassVar[str] = "2"
    prints: bool = True
    details: bool = True

    def missing(self) -> str | None:
        """Nothing: FFmpeg comes inside PyAV."""
        return None

    def cutter(self) -> Cutter:
        """What cuts the film into shots; an engine that does so in another way gives its own."""
        return ShotCutter()

    def read_media(self, path: Path, bench: Workbench) -> MediaReading:
        """Read streams, duration, rotation, shots and keyframes. Raises Unreadable or TooLarge."""
        taker = FootageTaker(details=self.details) if self.prints else None
        with media.open_media(path) as container:
            described = tuple(_describe(stream) for stream in container.streams)
            seen, film = _watch(path, container, bench, taker, self.cutter())
        if not any(seen.frames.values()):
            raise Unreadable(path.name, "holds no picture and no sound that can be decoded", "fetch it again")
        streams = tuple(replace(stream, broken=broken(stream, seen)) for stream in described)
        shots = film.finish() if film else ()
        return MediaReading(
            duration_ms=seen.end_ms,
            rotation=seen.rotation,
            streams=streams,
            shots=shots,
            notes=tuple(notes(streams, seen)),
            prints=_keep(taker.finish([shot.start_ms for shot in shots[1:]], seen.end_ms), bench) if taker else None,
        )


def _keep(taken: FootagePrints, bench: Workbench) -> Prints:
    count = sum(len(channel.times) for channel in taken.channels.values())
    return Prints(array=bench.put(save(taken)), duration_ms=taken.duration_ms, count=count, by=RULE)


def _watch(
    path: Path, container: InputContainer, bench: Workbench, taker: FootageTaker | None, cutter: Cutter
) -> tuple[Pass, Film | None]:
    """Decode everything once: what was come upon, and the film with its last shot still open."""
    picture, sound = media.picture_stream(container), media.sound_stream(container)
    start, declared = media.origin(container), _declared_ms(container)
    streams = _decodable(container, picture)
    faults, end, film = media.Faults(), 0, None
    for count, (index, frame) in enumerate(media.decode(container, streams, faults)):
        if (span := media.span_ms(frame, start)) is None:
            continue
        if span[1] > media.MAX_MS:
            raise TooLarge(path.name, "runs for more than 24 hours", "add it in parts")
        if isinstance(frame, VideoFrame) and picture is not None:
            film = film or _begin(frame, span[0], picture, bench, taker, cutter)
            film.add(frame, *span)
        elif isinstance(frame, AudioFrame) and taker is not None and sound is not None and index == sound.index:
            taker.hear(frame, span[0])
        end = max(end, *span)
        if declared and count % _REPORT_EVERY == 0:
            bench.report(min(1.0, end / declared))
    return Pass(
        tried=frozenset(stream.index for stream in streams),
        frames=faults.frames,
        faulty=faults.packets,
        broke_off=faults.broke_off,
        declared_ms=declared,
        end_ms=max(end, film.end_ms) if film else end,
        rotation=film.rotation if film else 0,
        steps=film.steps if film else None,
    ), film


def _begin(  # a film is what it is made of
    frame: VideoFrame, ms: int, stream: VideoStream, bench: Workbench, taker: FootageTaker | None, cutter: Cutter
) -> Film:
    turn, aspect = media.rotation(frame, stream), media.pixel_aspect(stream)
    return Film(keep=bench.put, rotation=turn, aspect=aspect, start_ms=ms, taker=taker, cutter=cutter)


def _decodable(container: InputContainer, picture: VideoStream | None) -> list[VideoStream | AudioStream]:
    wanted: list[VideoStream | AudioStream] = [*([picture] if picture else []), *container.streams.audio]
    if picture is not None:
        picture.thread_type = "AUTO"
    return [stream for stream in wanted if stream.codec_context is not None]


def _declared_ms(container: InputContainer) -> int | None:
    return round(container.duration / 1000) if container.duration else None


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
