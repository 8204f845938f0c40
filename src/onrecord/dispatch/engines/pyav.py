"""Cuts clips with PyAV: a span decoded and encoded anew, or its pictures copied where they stand by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import Any, ClassVar, Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.filter.graph import Graph
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from onrecord.dispatch.clip import Clip, Report
from onrecord.dispatch.engines.mp4 import PictureTrack, SoundTrack
from onrecord.errors import Unknown, Unreadable
from onrecord.media import Faults, decode, open_media, origin, picture_stream, rotation

_MARGIN: Final = Fraction(1, 2)  # seconds of sound that a decoder may need to warm up
_SLACK_MS: Final = 100  # what a file says of its length and what it holds differ by up to two frames
_TURNS: Final[dict[int, tuple[tuple[str, str | None], ...]]] = {
    90: (("transpose", "clock"),),
    180: (("hflip", None), ("vflip", None)),
    270: (("transpose", "cclock"),),
}

# What Chromium and Firefox both play, by container: codecs of the picture, codecs of the sound.
_PLAYED: Final = {
    "mp4": ({"h264"}, {"aac", "mp3"}),
    "webm": ({"vp8", "vp9", "av1"}, {"opus", "vorbis"}),
    "mp3": (set[str](), {"mp3"}),
    "flac": (set[str](), {"flac"}),
    "wav": (set[str](), {"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"}),
    "ogg": (set[str](), {"opus", "vorbis"}),
}
_PLAYED_PIXELS: Final = frozenset({"yuv420p", "yuvj420p"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PyAvCutter:
    """Cuts with FFmpeg's libraries. `crf` is x264's quality (lower is better), `preset` its speed."""

    name: ClassVar[str] = "pyav"
    version: ClassVar[str] = "1"

    crf: int = 20
    preset: str = "veryfast"

    def missing(self) -> str | None:
        """PyAV brings its libraries along, but a build of one's own may lack the encoder."""
        return None if "libx264" in av.codecs_available else "install PyAV from PyPI: this build has no libx264"

    def playable(self, source: Path) -> bool:
        """By the container's kind, every stream's codec, and the form of the pixels."""
        with open_media(source) as container:
            played = _PLAYED.get(_kind(container, source))
            streams = [s for s in container.streams if not s.disposition & Disposition.attached_pic]
            return played is not None and all(_is_played(stream, *played) for stream in streams)

    def cut(self, source: Path, start_ms: int, end_ms: int, target: Path, report: Report) -> Clip:
        """Copy the picture where both ends stand on keyframes, else encode it; the sound is always encoded."""
        span = _span(source, start_ms, end_ms)
        copied = _on_keyframes(source, span)
        partial = target.with_name(f".{target.name}.part")
        try:
            with av.open(partial, "w", format="mp4", options={"movflags": "faststart"}) as output:
                cut = _Cut(self, source, span, output)
                cut.run(report, copied=copied)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        report(1.0)
        return Clip(path=target, start_ms=start_ms, end_ms=span.end_ms, copied=copied, notes=_notes(cut.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """The span in ms of presentation time, and the second of the file's own clock at which it begins."""

    start_ms: int
    end_ms: int
    start: Fraction
    is_end: bool

    @property
    def length(self) -> Fraction:
        return Fraction(self.end_ms - self.start_ms, 1000)

    def at(self, thing: "Packet[Any] | VideoFrame | AudioFrame") -> Fraction | None:
        """When a packet or frame is presented, in seconds of the clip; None where it has no time."""
        pts = thing.pts if thing.pts is not None else thing.dts
        return None if pts is None or thing.time_base is None else pts * thing.time_base - self.start


def _span(source: Path, start_ms: int, end_ms: int) -> _Span:
    with open_media(source) as container:
        begin = origin(container)
        streams = [s for s in (picture_stream(container), *container.streams.audio) if s is not None]
        duration = round((_declared_end(container, streams) - begin) * 1000)
        if end_ms > duration + _SLACK_MS:
            duration = max(duration, round((_last_end(container, streams) - begin) * 1000))
    if end_ms > duration + _SLACK_MS or start_ms >= duration:
        asked = f"{start_ms / 1000:.3f} to {end_ms / 1000:.3f} s"
        raise Unknown(
            source.name, f"is {duration / 1000:.3f} s long and does not hold {asked}", "give a span inside it"
        )
    start = begin + Fraction(start_ms, 1000)
    return _Span(start_ms=start_ms, end_ms=end_ms, start=start, is_end=end_ms >= duration)


def _declared_end(container: InputContainer, streams: list[VideoStream | AudioStream]) -> Fraction:
    """The second at which the file says that it ends; 0 where it doesn't say."""
    ends = [
        ((s.start_time or 0) + s.duration) * s.time_base
        for s in streams
        if s.duration is not None and s.time_base is not None
    ]
    whole = Fraction(max(container.start_time or 0, 0) + (container.duration or 0), av.time_base)
    return max(ends, default=whole)


def _last_end(container: InputContainer, streams: list[VideoStream | AudioStream]) -> Fraction:
    """Where the last packet ends: streamed files don't tell their length, and some that do only guess it."""
    packets = (packet for packet in container.demux(*streams) if packet.pts is not None)
    return max((((p.pts or 0) + (p.duration or 0)) * p.time_base for p in packets), default=Fraction(0))


def _on_keyframes(source: Path, span: _Span) -> bool:
    """Whether the pictures can be copied: they begin with a keyframe, need nothing outside, and end before one."""
    with open_media(source) as container:
        picture = picture_stream(container)
        if picture is None or _kind(container, source) not in {"mp4", "mov", "matroska"}:
            return False
        if not _is_played(picture, {"h264"}, set()):
            return False
        return _is_closed(_packets(container, picture, span), span)


def _is_closed(packets: "Iterator[tuple[Fraction, Packet[VideoStream]]]", span: _Span) -> bool:
    begun = ended = False
    for at, packet in packets:
        ms, end = round(at * 1000), span.end_ms - span.start_ms
        if not begun:
            begun = packet.is_keyframe and ms == 0
            if not begun and ms > 0:
                return False
        elif ended and packet.is_keyframe:
            return True
        elif ms < 0 or (ended and ms < end) or (not ended and ms >= end and not (packet.is_keyframe and ms == end)):
            return False
        ended = ended or ms >= end
    return begun and (ended or span.is_end)


def _packets(
    container: InputContainer, picture: VideoStream, span: _Span
) -> "Iterator[tuple[Fraction, Packet[VideoStream]]]":
    """The picture's packets in the file's order from the span's keyframe on, each with its time in the clip."""
    _seek(container, span.start_ms and span.start)
    for packet in container.demux(picture):
        if (at := span.at(packet)) is not None and packet.size:
            yield at, packet


def _seek(container: InputContainer, second: Fraction | int) -> None:
    """Go to the keyframe before a second of the file's clock; at 0 stay where the file begins."""
    if second > 0:
        container.seek(int(second * av.time_base))


@dataclass(slots=True)
class _Cut:
    """One clip in the making. Each track muxes itself and says how far it is, so that the two can go side by side."""

    by: PyAvCutter
    source: Path
    span: _Span
    output: OutputContainer
    faults: Faults = field(default_factory=Faults)

    def run(self, report: Report, *, copied: bool) -> None:
        """Write all tracks, whichever is behind first."""
        with open_media(self.source) as container:
            has_picture, has_sound = picture_stream(container) is not None, bool(container.streams.audio)
        tracks = [self.copied_picture() if copied else self.picture()] if has_picture else []
        tracks += [self.sound()] if has_sound else []
        for at in merge(*tracks):
            report(min(float(at / self.span.length), 1.0))

    def copied_picture(self) -> Iterator[Fraction]:
        """The source's packets, moved to the clip's time."""
        with open_media(self.source) as container:
            picture = _the_picture(container)
            stream = self.output.add_stream_from_template(picture)
            yield Fraction(0)
            first: int | None = None
            for at, packet in _packets(container, picture, self.span):
                if round(at * 1000) >= self.span.end_ms - self.span.start_ms:
                    return
                if first is None and round(at * 1000) < 0:
                    continue
                first = packet.pts if first is None else first
                packet.pts, packet.dts = (packet.pts or 0) - (first or 0), (packet.dts or 0) - (first or 0)
                packet.stream = stream
                self.output.mux(packet)
                yield at

    def picture(self) -> Iterator[Fraction]:
        """The pictures of the span, encoded; each stands until the next one, the last until the end."""
        track: PictureTrack | None = None
        with open_media(self.source) as container:
            upright = _Upright(_the_picture(container))
            for at, frame in self._shown(container, upright.stream):
                picture = upright.turned(frame)
                if track is None:
                    # Without B-frames pictures are stored in order of time, so that MP4 tells the very end of the last.
                    options = {"crf": str(self.by.crf), "preset": self.by.preset, "bf": "0"}
                    track = PictureTrack.like(self.output, picture, upright.aspect, options)
                    yield Fraction(0)
                track.add(picture, at)
                yield at
        if track is None:
            raise Unreadable(self.source.name, "has no picture in this span that can be decoded", "give another span")
        track.close(self.span.length)

    def _shown(self, container: InputContainer, stream: VideoStream) -> Iterator[tuple[Fraction, VideoFrame]]:
        """The pictures with the time from which each is shown, the first being the one that stands at the start."""
        before: VideoFrame | None = None
        last = Fraction(0)
        for at, frame in self._decoded(container, stream, Fraction(0)):
            if at >= self.span.length:
                break
            if not isinstance(frame, VideoFrame) or (at <= last and last):
                continue
            if at <= 0:
                before = frame
                continue
            if before is not None:
                yield Fraction(0), before
            before, last = None, at
            yield at, frame
        if before is not None:
            yield Fraction(0), before

    def sound(self) -> Iterator[Fraction]:
        """The samples of the span, encoded; silence where the source has none."""
        with open_media(self.source) as container:
            stream = container.streams.audio[0]
            track = SoundTrack.like(self.output, stream, self.span.length)
            yield Fraction(0)
            for at, frame in self._decoded(container, stream, _MARGIN):
                if at >= self.span.length:
                    break
                if isinstance(frame, AudioFrame):
                    track.add(frame, at)
                    yield at
        track.close()

    def _decoded(
        self, container: InputContainer, stream: VideoStream | AudioStream, margin: Fraction
    ) -> Iterator[tuple[Fraction, VideoFrame | AudioFrame]]:
        """The frames of a stream from before the span on, each with its time in the clip."""
        from_second = self.span.start - margin if self.span.start_ms else Fraction(0)
        if _found_by_seeking(self.source, stream.index, from_second, self.span):
            _seek(container, from_second)
        for _, frame in decode(container, [stream], self.faults):
            if (at := self.span.at(frame)) is not None:
                yield at, frame


@dataclass(slots=True)
class _Upright:
    """Turns pictures as their stream says they have to be turned."""

    stream: VideoStream
    _turn: int | None = None
    _graph: Graph | None = None

    def turned(self, frame: VideoFrame) -> VideoFrame:
        """The picture as it is meant to be seen."""
        if self._turn is None:
            self._turn = rotation(frame, self.stream)
            self._graph = _graph(self.stream, _TURNS[self._turn]) if self._turn else None
        if self._graph is None:
            return frame
        self._graph.vpush(frame)
        return self._graph.vpull()

    @property
    def aspect(self) -> Fraction | None:
        """How wide a pixel is to its height, once a picture was turned."""
        aspect = self.stream.sample_aspect_ratio
        return 1 / aspect if aspect and (self._turn or 0) % 180 else aspect


def _graph(stream: VideoStream, filters: tuple[tuple[str, str | None], ...]) -> Graph:
    graph = Graph()
    nodes = [graph.add_buffer(template=stream), *(graph.add(*each) for each in filters), graph.add("buffersink")]
    graph.link_nodes(*nodes).configure()
    return graph


def _found_by_seeking(source: Path, index: int, second: Fraction, span: _Span) -> bool:
    """Whether seeking leads to a keyframe before the span; with a poor index it may not, and then all is decoded."""
    if second <= 0:
        return False
    with open_media(source) as container:
        try:
            _seek(container, second)
            packets = container.demux(container.streams[index])
            first = next((packet for packet in packets if packet.is_keyframe and packet.size), None)
        except av.FFmpegError:
            return False
        at = span.at(first) if first is not None else None
        return at is not None and at <= 0


def _the_picture(container: InputContainer) -> VideoStream:
    picture = picture_stream(container)
    if picture is None:
        raise Unreadable(container.name, "has no picture", "give a video")
    return picture


def _kind(container: InputContainer, source: Path) -> str:
    """The container's kind in one word: FFmpeg has one reader for MP4 and QuickTime, and one for WebM and Matroska."""
    names = container.format.name.split(",")
    if "mp4" in names:
        return "mov" if container.metadata.get("major_brand", "").strip() in {"qt", ""} else "mp4"
    if "matroska" in names:
        with source.open("rb") as file:
            return "webm" if b"webm" in file.read(64) else "matroska"
    return names[0]


def _is_played(stream: Stream, pictures: set[str], sounds: set[str]) -> bool:
    if isinstance(stream, VideoStream):
        return _codec(stream) in pictures and stream.codec_context.pix_fmt in _PLAYED_PIXELS
    return not isinstance(stream, AudioStream) or _codec(stream) in sounds


def _codec(stream: VideoStream | AudioStream) -> str | None:
    """The codec's own name (`mp3`), not that of the decoder (`mp3float`); None where there is no decoder."""
    return stream.codec_context.codec.canonical_name if stream.codec_context is not None else None


def _notes(faults: Faults) -> tuple[str, ...]:
    broken = sum(faults.packets.values())
    return (f"{broken} packets of the source could not be decoded",) if broken else ()
