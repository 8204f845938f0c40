"""Clips: the very pictures and samples of the span, in a file that browsers play."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from onrecord.dispatch import Cutter, cut_clip, playable, subtitles_for
from onrecord.engine import build
from onrecord.errors import InputError, Unknown, Unreadable
from onrecord.media import open_media, origin
from onrecord.records import Cue

RATE = 25
KEYFRAME_EVERY = 10
LENGTH_MS = 2000
SOUND_RATE = 48_000
_BITS = 8

Make = Callable[..., Path]


def _picture(number: int, width: int, height: int) -> VideoFrame:
    """A picture that shows its number as dark and bright stripes, from the left."""
    grey = np.full((height, width), 128, np.uint8)
    for bit in range(_BITS):
        grey[:, width * bit // _BITS : width * (bit + 1) // _BITS] = 220 if number >> bit & 1 else 40
    return VideoFrame.from_ndarray(np.stack([grey] * 3, axis=2), "rgb24")


def _number(frame: VideoFrame) -> int:
    grey = frame.to_ndarray(format="gray")
    width = grey.shape[1]
    return sum((int(grey[:, width * (2 * bit + 1) // (2 * _BITS)].mean()) > 128) << bit for bit in range(_BITS))


def _tone(count: int) -> AudioFrame:
    """A tone whose pitch climbs, so that every moment sounds differently."""
    at = np.arange(count) / SOUND_RATE
    samples = (0.4 * np.sin(2 * math.pi * (200 * at + 400 * at**2))).astype(np.float32)
    frame = AudioFrame.from_ndarray(samples[np.newaxis], "fltp", "mono")
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, 0, Fraction(1, SOUND_RATE)
    return frame


@pytest.fixture
def media(tmp_path: Path) -> Make:
    """Make two seconds of media: 25 numbered pictures a second and a climbing tone."""

    def make(
        name: str,
        video: str | None = "libx264",
        audio: str | None = "aac",
        size: tuple[int, int] = (128, 96),
        turn: int = 0,
    ) -> Path:
        path = tmp_path / name
        with av.open(path, "w") as output:
            tracks = [_film(output, video, size, turn)] if video else []
            tracks += [_sound(output, audio)] if audio else []
            for packets in (encode for track in tracks for encode in track):
                output.mux(packets)
        return path

    return make


def _film(output: OutputContainer, codec: str, size: tuple[int, int], turn: int) -> "Iterator[list[Packet[Any]]]":
    stream = output.add_stream(codec, rate=RATE, options={"sc_threshold": "0"})
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = size
    stream.codec_context.gop_size = KEYFRAME_EVERY
    if turn:
        stream.set_display_rotation(turn)
    return (
        stream.encode(_picture(number, *size) if number is not None else None)
        for number in [*range(LENGTH_MS * RATE // 1000), None]
    )


def _sound(output: OutputContainer, codec: str) -> "Iterator[list[Packet[Any]]]":
    stream = output.add_stream(codec, rate=SOUND_RATE, layout="mono")
    assert isinstance(stream, AudioStream)
    fifo = AudioFifo()
    fifo.write(_tone(LENGTH_MS * SOUND_RATE // 1000))
    stream.codec_context.open()
    frames = fifo.read_many(stream.codec_context.frame_size or 4096, partial=True)
    return (stream.encode(frame) for frame in [*frames, None])


@pytest.fixture
def cutter() -> Cutter:
    return cast("Cutter", build("dispatch", "pyav"))


def _shown(path: Path) -> list[tuple[int, int]]:
    """The number of every picture, with the ms at which it is shown."""
    with av.open(path) as container:
        return [(_number(frame), round(frame.time * 1000)) for frame in container.decode(video=0)]


def _stand_between(source: Path, start_ms: int, end_ms: int) -> list[int]:
    """The numbers that stand in a span. Some containers let the picture begin some ms after the sound."""
    with open_media(source) as container:
        begin = origin(container)
    begins = [(number, ms - round(begin * 1000)) for number, ms in _shown(source)]
    first = max(number for number, ms in begins if ms <= start_ms)
    return [number for number, ms in begins if number >= first and ms < end_ms]


def _heard(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    with av.open(path) as container:
        frames = [f.to_ndarray()[0] for f in container.decode(audio=0) if f.pts is None or f.pts >= 0]
    return np.concatenate(frames)


def _lengths_ms(path: Path) -> list[float]:
    with av.open(path) as container:
        return [float((s.duration or 0) * (s.time_base or 0)) * 1000 for s in container.streams]


def test_a_clip_is_exactly_the_span(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    clip = cut_clip(cutter, media("a.mp4"), 520, 1240, tmp_path / "clip.mp4")
    assert (clip.start_ms, clip.end_ms, clip.copied, clip.notes) == (520, 1240, False, ())
    assert _shown(clip.path) == [(13 + n, 40 * n) for n in range(18)]
    assert _lengths_ms(clip.path) == pytest.approx([720, 720], abs=0.1)
    assert playable(cutter, clip.path)


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.webm", "libvpx", "libopus"),
        ("a.webm", "libvpx-vp9", "libopus"),
        ("a.mkv", "mpeg4", "flac"),
        ("a.avi", "mpeg4", "libmp3lame"),
        ("a.ts", "libx264", "aac"),
    ],
)
def test_every_kind_of_source_gives_the_same_pictures(
    name: str, video: str, audio: str, cutter: Cutter, media: Make, tmp_path: Path
) -> None:
    source = media(name, video, audio)
    clip = cut_clip(cutter, source, 520, 1240, tmp_path / "clip.mp4")
    assert [number for number, _ in _shown(clip.path)] == _stand_between(source, 520, 1240)
    assert _lengths_ms(clip.path) == pytest.approx([720, 720], abs=1)
    assert playable(cutter, clip.path)


def test_between_two_pictures_the_one_that_stands_is_shown_first(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    clip = cut_clip(cutter, media("a.mp4"), 530, 610, tmp_path / "clip.mp4")
    assert _shown(clip.path) == [(13, 0), (14, 30), (15, 70)]
    assert _lengths_ms(clip.path) == pytest.approx([80, 80], abs=0.1)


@pytest.mark.parametrize(("start_ms", "end_ms", "copied"), [(400, 1200, True), (400, 2000, True), (440, 1200, False)])
def test_pictures_are_copied_where_both_ends_stand_on_keyframes(
    start_ms: int, end_ms: int, *, copied: bool, cutter: Cutter, media: Make, tmp_path: Path
) -> None:
    clip = cut_clip(cutter, media("a.mp4"), start_ms, end_ms, tmp_path / "clip.mp4")
    assert clip.copied is copied
    assert [number for number, _ in _shown(clip.path)] == list(range(start_ms // 40, end_ms // 40))
    assert _shown(clip.path)[0][1] == 0
    assert _lengths_ms(clip.path) == pytest.approx([end_ms - start_ms] * 2, abs=40)


def test_sound_is_cut_to_the_sample(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    source = media("a.flac", None, "flac")
    clip = cut_clip(cutter, source, 503, 1234, tmp_path / "clip.m4a")
    said = _heard(source)[503 * 48 : 1234 * 48] / 2**15
    heard = _heard(clip.path)[: len(said)]
    assert _lengths_ms(clip.path) == pytest.approx([731], abs=0.05)
    apart = {shift: float(np.abs(heard - np.roll(said, shift))[100:-100].mean()) for shift in range(-40, 41)}
    assert min(apart, key=lambda shift: apart[shift]) == 0
    assert playable(cutter, clip.path)


@pytest.mark.parametrize(("start_ms", "end_ms"), [(400, 1200), (440, 1200)])
def test_a_turned_picture_stays_turned(start_ms: int, end_ms: int, cutter: Cutter, media: Make, tmp_path: Path) -> None:
    clip = cut_clip(cutter, media("a.mp4", turn=90), start_ms, end_ms, tmp_path / "clip.mp4")
    with av.open(clip.path) as container:
        frame = next(container.decode(video=0))
        upright = (frame.width, frame.height) == (96, 128) and frame.rotation == 0
        assert upright or frame.rotation == 90


def test_odd_sides_become_even(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    source = media("a.webm", "libvpx", None, size=(127, 95))
    clip = cut_clip(cutter, source, 0, 200, tmp_path / "clip.mp4")
    with av.open(clip.path) as container:
        context = container.streams.video[0].codec_context
        assert (context.width, context.height, context.pix_fmt) == (126, 94, "yuv420p")


def test_the_index_stands_in_front(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    data = cut_clip(cutter, media("a.mp4"), 0, 800, tmp_path / "clip.mp4").path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_progress_is_told_to_the_end(cutter: Cutter, media: Make, tmp_path: Path) -> None:
    told: list[float] = []
    cut_clip(cutter, media("a.mp4"), 0, 800, tmp_path / "clip.mp4", told.append)
    assert told[-1] == 1.0
    assert all(0 <= part <= 1 for part in told)


@pytest.mark.parametrize(("start_ms", "end_ms"), [(1000, 5000), (3000, 4000)])
def test_a_span_outside_the_file_is_refused_with_its_length(
    start_ms: int, end_ms: int, cutter: Cutter, media: Make, tmp_path: Path
) -> None:
    with pytest.raises(Unknown, match=r"is 2\.0\d\d s long"):
        cut_clip(cutter, media("a.mp4"), start_ms, end_ms, tmp_path / "clip.mp4")
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize(("start_ms", "end_ms"), [(5, 5), (9, 5), (-5, 5)])
def test_a_span_that_is_none_is_refused(start_ms: int, end_ms: int, cutter: Cutter, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no span"):
        cut_clip(cutter, tmp_path / "a.mp4", start_ms, end_ms, tmp_path / "clip.mp4")


def test_what_is_no_media_is_refused_and_leaves_nothing(cutter: Cutter, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"not a film")
    with pytest.raises(Unreadable):
        cut_clip(cutter, tmp_path / "a.mp4", 0, 5, tmp_path / "clip.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


@pytest.mark.parametrize(
    ("name", "video", "audio", "expected"),
    [
        ("a.mp4", "libx264", "aac", True),
        ("a.mp4", "mpeg4", "aac", False),
        ("a.mov", "libx264", "aac", False),
        ("a.webm", "libvpx", "libopus", True),
        ("a.mkv", "libvpx", "libopus", False),
        ("a.flac", None, "flac", True),
        ("a.mp3", None, "libmp3lame", True),
        ("a.ogg", None, "libopus", True),
        ("a.avi", "mpeg4", "libmp3lame", False),
    ],
)
def test_what_browsers_play(
    name: str, video: str | None, audio: str, *, expected: bool, cutter: Cutter, media: Make
) -> None:
    assert playable(cutter, media(name, video, audio)) is expected


def test_subtitles_are_moved_and_cut_to_the_clip() -> None:
    cues = (
        Cue(text="before", start_ms=0, end_ms=1000),
        Cue(text="half", start_ms=500, end_ms=1500, speaker="Dara"),
        Cue(text="inside", start_ms=1600, end_ms=1700),
        Cue(text="over", start_ms=1900, end_ms=9000),
        Cue(text="after", start_ms=2000, end_ms=3000),
        Cue(text="untimed"),
    )
    assert subtitles_for(cues, 1000, 2000) == (
        Cue(text="half", start_ms=0, end_ms=500, speaker="Dara"),
        Cue(text="inside", start_ms=600, end_ms=700),
        Cue(text="over", start_ms=900, end_ms=1000),
    )
