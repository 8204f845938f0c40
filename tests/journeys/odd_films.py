"""Films as strangers make them: they lie, break off, hold nothing, or hold more than one expects.

Most are made of the film `FILM` of the archive, so that what is matched in them is known.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, repeat
from pathlib import Path
from typing import Final

import av
import numpy as np

from tests import films
from tests.films import RATE, SIZE, Picture, Sound

HELD: Final = (11, 12, 13)  # the scenes of the archive's film
SCENE_S: Final = 1.4
SECONDS: Final = 4.2
MS: Final = Fraction(1, 1000)


def held() -> Iterator[Picture]:
    """The pictures of the archive's film."""
    return chain.from_iterable(films.scene(seed, SCENE_S) for seed in HELD)


def other(seconds: float = 4.0) -> Iterator[Picture]:
    """Pictures that the archive does not hold."""
    return films.scene(77, seconds)


def _patched(path: Path, box: bytes, at: int, size: int, change: Callable[[int], int]) -> Path:
    """The file with a number changed in every box of a kind; `at` counts from the box's name."""
    data, begin = bytearray(path.read_bytes()), 0
    while (found := data.find(box, begin)) >= 0:
        place = slice(found + at, found + at + size)
        data[place] = change(int.from_bytes(data[place], "big")).to_bytes(size, "big")
        begin = found + 4
    path.write_bytes(data)
    return path


def long_in_its_head(path: Path) -> Path:
    """The header of a Matroska file says that it runs for ten minutes."""
    films.write(path, held())
    said = int.from_bytes(struct.pack(">d", 600_000.0), "big")
    return _patched(path, b"\x44\x89\x88", 3, 8, lambda _: said)


def wide_in_its_head(path: Path) -> Path:
    """The container says 1920 x 1088 where the stream has 320 x 240."""
    films.write(path, held())
    _patched(path, b"avc1", 28, 2, lambda _: 1920)
    return _patched(path, b"avc1", 30, 2, lambda _: 1088)


def fast_in_its_head(path: Path) -> Path:
    """The container says a thousand frames a second where there are 25."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=1000)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.codec_context.time_base, stream.options = MS, {"preset": "ultrafast"}
        for number, picture in enumerate(held()):
            container.mux(stream.encode(_frame(picture, number * 1000 // RATE)))
        container.mux(stream.encode(None))
    return path


def _frame(picture: Picture, ms: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
    frame.pts, frame.time_base = ms, MS
    return frame


def tiny(path: Path) -> Path:
    """One pixel, for two seconds."""
    return _lossless(path, (np.full((1, 1, 3), tone, np.uint8) for tone in range(0, 250, 5)), (1, 1))


def _lossless(path: Path, pictures: Iterable[Picture], size: tuple[int, int]) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *size, "bgr0"
        for number, picture in enumerate(pictures):
            frame = _frame(picture, number * 1000 // RATE).reformat(format="bgr0")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def huge(path: Path) -> Path:
    """8K, a few frames of it."""
    place = next(films.scene(78, 0.04, size=(7680, 4320)))
    return films.write(path, repeat(place, 3), size=(7680, 4320))


def one_frame(path: Path) -> Path:
    """A single picture."""
    return films.write(path, list(held())[:1])


def hours(path: Path) -> Path:
    """Nine hours on the clock, in a picture every ten minutes."""
    return films.write(path, films.scene(79, 2.2), times_ms=range(0, 9 * 3_600_000, 600_000))


def corrupt(path: Path) -> Path:
    """Nonsense in the middle."""
    films.write(path, held(), sound=Sound(), seconds=SECONDS, options={"movflags": "faststart"})
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    middle, long = (start + len(data)) // 2, len(data) // 10
    data[middle : middle + long] = np.random.default_rng(1).bytes(long)
    path.write_bytes(data)
    return path


def cut_off(path: Path) -> Path:
    """It breaks off after two thirds."""
    whole = films.write(path.with_name("whole.mp4"), held(), options={"movflags": "faststart"})
    return films.cut_off(path, whole, 0.66)


def sound_only(path: Path) -> Path:
    """No picture."""
    return films.write(path, None, sound=Sound(), seconds=3.0)


def pictures_only(path: Path) -> Path:
    """No sound."""
    return films.write(path, held())


def two_films(path: Path) -> Path:
    """Two video streams: the film of the archive, and another one."""
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("libx264", rate=RATE) for _ in range(2)]
        for stream in streams:
            stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
            stream.codec_context.time_base, stream.options = MS, {"preset": "ultrafast"}
        for number, shown in enumerate(zip(held(), other(SECONDS), strict=False)):
            for stream, picture in zip(streams, shown, strict=True):
                container.mux(stream.encode(_frame(picture, number * 1000 // RATE)))
        for stream in streams:
            container.mux(stream.encode(None))
    return path


def covered(path: Path) -> Path:
    """Sound with a cover picture."""
    with av.open(str(path), "w") as container:
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = *SIZE, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        sound = container.add_stream("aac", rate=16_000)
        sound.layout = "mono"
        container.mux(cover.encode(_frame(next(held()), 0)))
        container.mux(cover.encode(None))
        _tone(container, sound, 3.0)
    return path


def _tone(container: av.container.OutputContainer, sound: av.AudioStream, seconds: float) -> None:
    tone = (0.2 * np.sin(2 * np.pi * 330 * np.arange(round(seconds * 16_000)) / 16_000)).astype(np.float32)
    for begin in range(0, len(tone), 1024):
        frame = av.AudioFrame.from_ndarray(tone[None, begin : begin + 1024], "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 16_000, begin, Fraction(1, 16_000)
        container.mux(sound.encode(frame))
    container.mux(sound.encode(None))


def still(path: Path) -> Path:
    """One picture that stays."""
    return films.write(path, repeat(next(other()), 4 * RATE))


def noise(path: Path) -> Path:
    """Nothing but noise."""
    chance = np.random.default_rng(4)
    return films.write(path, (chance.integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8) for _ in range(3 * RATE)))


def black(path: Path) -> Path:
    """Black, with a tone."""
    return films.write(path, films.flat(4.0), sound=Sound(), seconds=4.0)


def uneven(path: Path) -> Path:
    """The archive's film with every frame at its time, but two in three left out now and then."""
    kept = [number for number in range(round(SECONDS * RATE)) if number % 25 < 10 or number % 3 == 0]
    shown = list(held())
    return films.write(path, [shown[n] for n in kept], times_ms=[n * 1000 // RATE for n in kept])


def turned(path: Path) -> Path:
    """Stored on its side, and turned upright by what the file says of it."""
    lying = films.write(path.with_name("lying.mp4"), (np.rot90(p) for p in held()), size=(SIZE[1], SIZE[0]))
    return films.turn(path, lying)


def interlaced(path: Path) -> Path:
    """Coded as fields."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg2video", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = {"flags": "+ilme+ildct", "b": "3000000"}
        for number, picture in enumerate(held()):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def before_zero(path: Path) -> Path:
    """Its clock starts half a second before nought."""
    options = {"avoid_negative_ts": "disabled"}
    return films.write(path, held(), times_ms=range(-500, 10_000, 1000 // RATE), options=options)


def edited(path: Path) -> Path:
    """An edit list leaves out its first second."""
    films.write(path, held())
    return _patched(path, b"elst", 16, 4, lambda ticks: ticks + _ticks(path))


def _ticks(path: Path) -> int:
    """How many ticks of the track's clock a second has."""
    with av.open(str(path)) as container:
        base = container.streams.video[0].time_base
    assert base is not None
    return round(1 / base)


def of_two_sizes(path: Path) -> Path:
    """The picture changes its size in the middle, as a recorded channel does."""
    shown = list(held())
    with av.open(str(path), "w", format="mpegts") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.codec_context.time_base = MS
        later = av.CodecContext.create("libx264", "w")
        assert isinstance(later, av.VideoCodecContext)
        later.width, later.height, later.pix_fmt, later.time_base = 640, 480, "yuv420p", MS
        for coder in (stream.codec_context, later):
            coder.options = {"preset": "ultrafast", "tune": "zerolatency"}
        for number, picture in enumerate(shown):
            coder = stream.codec_context if number < len(shown) // 2 else later
            for packet in coder.encode(_frame(picture, number * 40).reformat(coder.width, coder.height)):
                packet.stream = stream
                packet.time_base = MS
                container.mux(packet)
        for coder in (stream.codec_context, later):
            coder.encode(None)
    return path


SAME: Final[Mapping[str, Callable[[Path], Path]]] = {
    "long.mkv": long_in_its_head,
    "wide.mp4": wide_in_its_head,
    "fast.mkv": fast_in_its_head,
    "corrupt.mp4": corrupt,
    "cutoff.mp4": cut_off,
    "pictures.mp4": pictures_only,
    "two.mkv": two_films,
    "uneven.mp4": uneven,
    "turned.mp4": turned,
    "interlaced.mpg": interlaced,
    "before.ts": before_zero,
    "sizes.ts": of_two_sizes,
}
"""Films that show what the archive's film shows, at the same seconds."""

UNLIKE: Final[Mapping[str, Callable[[Path], Path]]] = {
    "tiny.mkv": tiny,
    "huge.mp4": huge,
    "hours.mp4": hours,
    "sound.m4a": sound_only,
    "cover.mp4": covered,
    "still.mp4": still,
    "noise.mp4": noise,
    "black.mp4": black,
}
"""Files that hold nothing of the archive."""
