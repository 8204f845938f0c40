"""Films drawn on the spot: invented scenes that a camera moves over, with sound, in whatever form a test needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import TypeAlias, cast

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageDraw

Picture: TypeAlias = npt.NDArray[np.uint8]

RATE = 25
SIZE = (320, 240)
SOUND_RATE = 16_000


@dataclass(frozen=True)
class Sound:
    """A tone. `garbage` keeps the stream's declaration and puts nonsense in the place of what it should hold."""

    codec: str = "aac"
    garbage: bool = False


def scene(
    seed: int, seconds: float, *, at: float = 0.0, size: tuple[int, int] = SIZE, still: bool = False
) -> Iterator[Picture]:
    """A place drawn from a seed: houses or tables under a sky, a figure that walks, a camera that pans over them.

    `at` is the second of the scene that is drawn first, so that the same moment looks the same in two films. `still`
    leaves the camera where it is, so that the figure alone moves.
    """
    place = _place(seed)
    for number in range(round(seconds * RATE)):
        t = at + number / RATE
        pan = 0.0 if still else t
        left, top = 160 + 150 * np.sin(0.35 * pan + seed), 60 + 50 * np.cos(0.22 * pan + seed)
        view = place.crop((round(left), round(top), round(left) + 320, round(top) + 240))
        pen = ImageDraw.Draw(view)
        x = (40 * t + 37 * seed) % 360 - 30
        pen.ellipse((x, 150, x + 24, 174), fill="#e8c39e")
        pen.rectangle((x - 6, 174, x + 30, 235), fill="#30343f")
        yield np.asarray(view if size == SIZE else view.resize(size))


def _place(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    sky, ground = (tuple(rng.integers(low, low + 90, 3).tolist()) for low in (130, 40))
    place = Image.new("RGB", (640, 380), sky)
    pen = ImageDraw.Draw(place)
    pen.rectangle((0, int(rng.integers(180, 260)), 640, 380), fill=ground)
    for _ in range(26):
        x, y = rng.integers(-20, 620).item(), rng.integers(20, 340).item()
        wide, high = rng.integers(20, 110).item(), rng.integers(20, 130).item()
        shape = pen.rectangle if rng.random() < 0.7 else pen.ellipse
        shape((x, y, x + wide, y + high), fill=tuple(rng.integers(10, 245, 3).tolist()))
    return place


def flat(seconds: float, level: int = 0) -> Iterator[Picture]:
    """One tone."""
    for _ in range(round(seconds * RATE)):
        yield np.full((SIZE[1], SIZE[0], 3), level, np.uint8)


def write(  # noqa: PLR0913  # each is one way in which a film can be odd
    path: Path,
    pictures: Iterable[Picture] | None,
    *,
    codec: str = "h264",
    size: tuple[int, int] = SIZE,
    times_ms: Iterable[int] | None = None,
    sound: Sound | None = None,
    seconds: float = 0.0,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a film. `times_ms` are the pictures' times where their distances vary; `seconds` is the sound's length."""
    with av.open(str(path), "w", container_options=options or {}) as container:
        film = None if pictures is None else _film(container, codec, size)
        track = None if sound is None else _track(container, sound)
        container.start_encoding()
        if film is not None and pictures is not None:
            _write_pictures(container, film, pictures, times_ms)
        if track is not None and sound is not None:
            _write_sound(container, track, seconds, garbage=sound.garbage)
    return path


def _film(container: OutputContainer, codec: str, size: tuple[int, int]) -> VideoStream:
    stream = cast("VideoStream", container.add_stream(codec, rate=RATE))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, 1000)
    quick: dict[str, dict[str, object]] = {
        "h264": {"preset": "ultrafast", "crf": "24"},
        "libvpx": {"deadline": "good", "cpu-used": "5"},
    }
    stream.options = quick.get(codec, {})
    return stream


def _track(container: OutputContainer, sound: Sound) -> AudioStream:
    rate = 48_000 if sound.codec == "libopus" else SOUND_RATE
    stream = cast("AudioStream", container.add_stream(sound.codec, rate=rate))
    stream.layout = "mono"
    return stream


def _write_pictures(
    container: OutputContainer, stream: VideoStream, pictures: Iterable[Picture], times_ms: Iterable[int] | None
) -> None:
    times = count(0, 1000 // RATE) if times_ms is None else times_ms
    for ms, picture in zip(times, pictures, strict=False):
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
        frame.pts, frame.time_base = ms, Fraction(1, 1000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _write_sound(container: OutputContainer, stream: AudioStream, seconds: float, *, garbage: bool) -> None:
    rate = stream.rate
    tone = (0.2 * np.sin(2 * np.pi * 330 * np.arange(round(seconds * rate)) / rate)).astype(np.float32)
    for begin in range(0, len(tone), 1024):
        frame = av.AudioFrame.from_ndarray(tone[None, begin : begin + 1024], "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, begin, Fraction(1, rate)
        _mux_sound(container, stream, frame, garbage=garbage)
    _mux_sound(container, stream, None, garbage=garbage)


def _mux_sound(container: OutputContainer, stream: AudioStream, frame: av.AudioFrame | None, *, garbage: bool) -> None:
    for packet in stream.encode(frame):
        if not garbage:
            container.mux(packet)
            continue
        nonsense = av.Packet(b"\x5a" * packet.size)
        nonsense.pts, nonsense.dts, nonsense.time_base, nonsense.stream = (
            packet.pts,
            packet.dts,
            packet.time_base,
            stream,
        )
        nonsense.duration = packet.duration
        container.mux(nonsense)


def turn(path: Path, source: Path) -> Path:
    """A copy of an MP4 that says that its picture has to be turned by 90 degrees clockwise, as phones write it."""
    data = bytearray(source.read_bytes())
    matrix = data.index(b"tkhd") + 44
    one, minus = (65536).to_bytes(4, "big"), (-65536).to_bytes(4, "big", signed=True)
    nought, last = bytes(4), (1 << 30).to_bytes(4, "big")
    data[matrix : matrix + 36] = nought + one + nought + minus + nought + nought + nought + nought + last
    path.write_bytes(data)
    return path


def cut_off(path: Path, source: Path, share: float) -> Path:
    """A copy that ends early."""
    data = source.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    return path
