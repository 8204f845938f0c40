"""Opens media files that strangers made, and counts their time as it is presented.

For engines only: PyAV is behind it. A file is opened as a plain file in a format that holds its own bytes, so that
a playlist dressed as a video names files and addresses in vain. What can't be decoded is counted, never hidden.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL.Image import Image

from onrecord.errors import TooLarge, Unreadable

FORMATS: Final = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,avi,flv,mpegts,mpeg,mpegvideo,asf,mxf,nut,ivf,dv,rm,h264,hevc,m4v,obu,"
    "mp3,aac,flac,wav,w64,aiff,au,caf,amr,ac3,eac3"
)
"""Demuxers whose files hold their own bytes: no playlist, no list of files, no image sequence, no device."""

_LENIENT_SINCE: Final = 19
"""The version of PyAV that reads titles and the like in no encoding at all without being asked to."""

_IS_LENIENT: Final = int(av.__version__.split(".")[0]) >= _LENIENT_SINCE
_METADATA: Final[dict[str, Any]] = {} if _IS_LENIENT else {"metadata_errors": "replace"}

MAX_SIDE: Final = 16_384
"""Pixels a side; the widest format in use, 16K, has 15,360."""

MAX_PIXELS: Final = 2**27
"""A 16K frame; the decoder itself refuses more, so a frame stays under 400 MB."""

MAX_MS: Final = 24 * 3_600_000
"""A day: longer files are better added in parts, so that one failure does not lose a day's work."""

_PICTURE_MS: Final = 40  # that a picture stands for where nothing says so: 25 a second
_WHOLE_DEGREES: Final = re.compile(r"-?[0-9]{1,3}")
_MOST_ASPECT: Final = 4  # anamorphic film has 2
_MOST_TALL: Final = 4


_ONE_HOLE: Final = Fraction(1)
"""Seconds between two faults under which they are told as one."""


@dataclass(slots=True)
class Faults:
    """What could not be decoded: faulty packets and good frames by stream index, and whether reading broke off.

    `holes` are the stretches, by stream index, in which packets were faulty, in seconds on the file's own clock.
    """

    packets: Counter[int] = field(default_factory=Counter)
    frames: Counter[int] = field(default_factory=Counter)
    holes: dict[int, list[tuple[Fraction, Fraction]]] = field(default_factory=dict)
    broke_off: bool = False

    def count(self, packet: "av.Packet[Stream]") -> None:
        """Take note of a packet that can't be decoded."""
        index = packet.stream.index
        self.packets[index] += 1
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or not packet.time_base:
            return
        begin = at * packet.time_base
        end = begin + (packet.duration or 0) * packet.time_base
        holes = self.holes.setdefault(index, [])
        if holes and holes[-1][0] - _ONE_HOLE <= begin <= holes[-1][1] + _ONE_HOLE:
            first, last = holes.pop()
            begin, end = min(first, begin), max(last, end)
        holes.append((begin, end))


@contextmanager
def open_media(path: Path) -> Iterator[InputContainer]:
    """Open a media file. Raises Unreadable where it is none, TooLarge where its picture is absurdly big."""
    if path.stat().st_size == 0:
        raise Unreadable(path.name, "is empty (0 bytes)", "fetch it again")
    try:
        container = av.open(
            f"file:{path}",
            container_options={"protocol_whitelist": "file", "format_whitelist": FORMATS},
            **_METADATA,
        )
    except (av.FFmpegError, ValueError) as error:
        raise _unopened(path) from error
    with container:
        if not (container.streams.video or container.streams.audio):
            raise Unreadable(path.name, "has neither a video nor a sound stream", "give a video or a sound file")
        for stream in container.streams.video:
            _bound(path, stream)
        yield container


def picture_stream(container: InputContainer) -> VideoStream | None:
    """The stream that is the film: of the video streams that are no cover picture, the one that players prefer."""
    films = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    return max(films, key=lambda stream: bool(stream.disposition & Disposition.default), default=None)


def sound_stream(container: InputContainer) -> AudioStream | None:
    """The stream that is the film's sound: the one that players prefer."""
    return max(container.streams.audio, key=lambda stream: bool(stream.disposition & Disposition.default), default=None)


def origin(container: InputContainer) -> Fraction:
    """The second, on the file's own clock, at which its presentation starts.

    Sound may start before zero by what its encoder needs to warm up; nobody hears that.
    """
    starts = [
        max(at, Fraction(0)) if isinstance(stream, AudioStream) else at
        for stream in (picture_stream(container), *container.streams.audio)
        if stream is not None and (at := _start(stream)) is not None
    ]
    return min(starts, default=Fraction(0))


def span_ms(frame: VideoFrame | AudioFrame, start: Fraction) -> tuple[int, int] | None:
    """When a frame begins and ends, in ms since `start`; None where it has no timestamp."""
    pts = frame.pts if frame.pts is not None else frame.dts
    if pts is None or not frame.time_base:
        return None
    base, zero = frame.time_base, start.denominator  # whole numbers throughout: this is asked for every frame
    tick, scale = base.numerator * zero, base.denominator * zero
    begin = pts * tick - start.numerator * base.denominator
    if isinstance(frame, AudioFrame):
        end = begin + scale * frame.samples // frame.sample_rate
    else:
        end = begin + (frame.duration or 0) * tick
    return (2000 * begin + scale) // (2 * scale), (2000 * end + scale) // (2 * scale)


@dataclass(slots=True)
class Clock:
    """Says when the frames of a file begin and end, in ms since `start`, the second that its presentation starts at.

    Where the times of pictures run backwards, those of their packets are taken if they do so less often; where there
    are none, times are counted from the frame before, and `counted` says so.
    """

    start: Fraction
    counted: bool = False
    _ends: dict[int, int] = field(default_factory=dict)
    _last: dict[tuple[int, str], int] = field(default_factory=dict)
    _faulty: Counter[tuple[int, str]] = field(default_factory=Counter)

    def span_ms(self, index: int, frame: VideoFrame | AudioFrame) -> tuple[int, int]:
        """When a frame of the stream `index` begins and ends."""
        if isinstance(frame, VideoFrame):
            self._choose(index, frame)
        if (span := span_ms(frame, self.start)) is None:
            self.counted = True
            span = self._ends.get(index, 0), self._ends.get(index, 0) + _length_ms(frame)
        self._ends[index] = span[1]
        return span

    def _choose(self, index: int, frame: VideoFrame) -> None:
        for name, at in (("pts", frame.pts), ("dts", frame.dts)):
            if at is not None:
                self._faulty[index, name] += at <= self._last.get((index, name), at - 1)
                self._last[index, name] = at
        if frame.dts is not None and self._faulty[index, "pts"] > self._faulty[index, "dts"]:
            frame.pts = frame.dts


def _length_ms(frame: VideoFrame | AudioFrame) -> int:
    if isinstance(frame, AudioFrame):
        return 1000 * frame.samples // frame.sample_rate
    return round(1000 * (frame.duration or 0) * (frame.time_base or 0)) or _PICTURE_MS


def spare(stream: VideoStream, threads: int) -> None:
    """Have a stream's decoder spare what changes no other picture: smoothing blocks in one that none refers to."""
    context = stream.codec_context
    if context is not None:
        stream.thread_type, context.thread_count = "AUTO", threads
        context.options = {**context.options, "skip_loop_filter": "noref"}


def decode(
    container: InputContainer, streams: Sequence[VideoStream | AudioStream], faults: Faults
) -> Iterator[tuple[int, VideoFrame | AudioFrame]]:
    """All frames of these streams with their stream's index, in one pass; what is broken is counted in `faults`."""
    packets = container.demux(*streams)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.FFmpegError:
            faults.broke_off = True
            return
        index = packet.stream.index
        try:
            frames = packet.decode()
        except av.FFmpegError:
            faults.count(packet)
            continue
        for frame in frames:
            if isinstance(frame, VideoFrame | AudioFrame):
                faults.frames[index] += 1
                yield index, frame


def stills(path: Path, times: Sequence[int], width: int) -> Iterator[Image | None]:
    """The pictures shown at these ms, upright, with square pixels and this width; None where there is no picture."""
    with open_media(path) as container:
        stream = picture_stream(container)
        for ms in times:
            frame = None if stream is None else _frame_at(container, stream, ms)
            yield None if frame is None or stream is None else _upright(frame, stream, width)


def rotation(frame: VideoFrame, stream: VideoStream) -> int:
    """How far the picture has to be turned clockwise to stand upright: 0, 90, 180 or 270 degrees."""
    declared = stream.metadata.get("rotate", "")
    turned = -frame.rotation or (int(declared) if _WHOLE_DEGREES.fullmatch(declared) else 0)
    return round(turned / 90) * 90 % 360


def pixel_aspect(stream: VideoStream) -> Fraction:
    """The width of a pixel over its height; 1 where it is not declared, or as no camera makes it."""
    declared = stream.sample_aspect_ratio or Fraction(1)
    return declared if 1 / _MOST_ASPECT <= declared <= _MOST_ASPECT else Fraction(1)


def _frame_at(container: InputContainer, stream: VideoStream, ms: int) -> VideoFrame | None:
    """The last frame that begins at or before `ms`, or the first one after it."""
    start, found = origin(container), None
    container.seek(round((start + Fraction(ms, 1000)) / (stream.time_base or 1)), stream=stream)
    for _, frame in decode(container, [stream], Faults()):
        if not isinstance(frame, VideoFrame) or (span := span_ms(frame, start)) is None:
            continue
        if span[0] > ms:
            return found or frame
        found = frame
    return found


def _upright(frame: VideoFrame, stream: VideoStream, width: int) -> Image:
    turn = rotation(frame, stream)
    image: Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
    image = image.rotate(-turn, expand=True)
    aspect = float(pixel_aspect(stream))
    shape = image.width / image.height * (1 / aspect if turn % 180 else aspect)
    return image.resize((width, min(_MOST_TALL * width, max(1, round(width / shape)))))


def _start(stream: Stream) -> Fraction | None:
    if stream.start_time is None or stream.time_base is None:
        return None
    return stream.start_time * stream.time_base


def _bound(path: Path, stream: VideoStream) -> None:
    context = stream.codec_context
    if context is None:
        return
    if max(context.width, context.height) > MAX_SIDE:
        size = f"{context.width} x {context.height}"
        raise TooLarge(path.name, f"has a picture of {size} pixels", f"give one of at most {MAX_SIDE} a side")
    context.options = {**context.options, "max_pixels": str(MAX_PIXELS)}


def _unopened(path: Path) -> Unreadable:
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith((b"#EXTM3U", b"ffconcat")):
        return Unreadable(path.name, "is a playlist, not media", "add the files that it names")
    if head[4:8] in {b"ftyp", b"moov", b"mdat"} or head.startswith((b"RIFF", b"\x1a\x45\xdf\xa3", b"OggS")):
        return Unreadable(path.name, "is a media file that is cut off or damaged at its index", "fetch it again")
    return Unreadable(path.name, "is no media file that onrecord knows", "give a video or a sound file")
