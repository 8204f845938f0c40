"""Takes that benches cut from: stretches of files, read as the pictures and the sound of any moment of them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

Picture: TypeAlias = npt.NDArray[np.uint8]  # RGB, (height, width, 3)
Samples: TypeAlias = npt.NDArray[np.float32]  # mono, -1 to 1
Size: TypeAlias = tuple[int, int]  # width, height

SOUND_RATE = 44_100
LEAD_S = 0.5  # what is decoded before a moment that is asked for, beyond the keyframe
SILENT_DB = -60.0
EARLY_S = 0.002  # a frame counts as shown at a moment that rounding puts this much before it
_SOUND_BLOCK = 1024

cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A stretch of a file, in seconds, that no cut belongs to. Takes of one `place` show it at different times."""

    path: Path
    start: float
    end: float
    place: str

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def whole(path: Path, most: float = 45.0) -> Take:
    """A file as one take; of a long one, the beginning."""
    with av.open(str(path)) as container:
        seconds = (container.duration or 0) / av.time_base
    return Take(path=path, start=0.0, end=min(most, seconds), place=path.stem)


def pictures(path: Path, start: float, count: int, step: float) -> Iterator[Picture]:
    """The pictures shown at `start`, `start + step` ... seconds, `count` of them; the last one stays where it ends."""
    given, shown = 0, None
    for at, frame in _frames(path, start):
        while shown is not None and given < count and start + given * step + EARLY_S < at:
            given += 1
            yield shown
        if given == count:
            return
        shown = _rgb(frame) if at + 2 >= start else shown
    assert shown is not None, f"{path} has no picture at {start} s"
    for _ in range(count - given):
        yield shown


def _frames(path: Path, start: float) -> Iterator[tuple[float, av.VideoFrame]]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        base = float(stream.time_base or 1)
        origin = (stream.start_time or 0) * base
        container.seek(max(0, round((start - LEAD_S + origin) / base)), stream=stream)
        for frame in container.decode(stream):
            if frame.pts is not None:
                yield frame.pts * base - origin, frame


def _rgb(frame: av.VideoFrame) -> Picture:
    return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


@lru_cache(maxsize=8)
def _whole_sound(path: Path) -> Samples:
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return np.empty(0, np.float32)
        resampler = av.AudioResampler("flt", "mono", SOUND_RATE)
        parts = [
            part.to_ndarray()[0]
            for frame in (*container.decode(container.streams.audio[0]), None)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(parts) if parts else np.empty(0, np.float32)


def has_sound(path: Path) -> bool:
    """Whether a file has a sound stream, be it silent."""
    with av.open(str(path)) as container:
        return bool(container.streams.audio)


def sound(path: Path, start: float, seconds: float) -> Samples:
    """What is heard in a stretch of a file; silence where it has no sound."""
    samples = np.zeros(round(seconds * SOUND_RATE), np.float32)
    begin = round(start * SOUND_RATE)
    found = _whole_sound(path)[begin : begin + len(samples)]
    samples[: len(found)] = found
    return samples


def is_silent(samples: Samples) -> bool:
    """Whether there is nothing in it that could be heard."""
    power = float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
    return 10 * math.log10(power + 1e-12) < SILENT_DB


def fitted(picture: Picture, size: Size) -> Picture:
    """A picture made as large as fits, in the middle of a black canvas."""
    high, wide = picture.shape[:2]
    if (wide, high) == size:
        return picture
    scale = min(size[0] / wide, size[1] / high)
    inner = max(2, round(wide * scale)), max(2, round(high * scale))
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    canvas[top : top + inner[1], left : left + inner[0]] = resized(picture, inner)
    return canvas


def covering(picture: Picture, size: Size) -> Picture:
    """A picture made so large that it fills the canvas, what is over cut off at the sides."""
    high, wide = picture.shape[:2]
    shape = size[0] / size[1]
    kept = min(wide, round(high * shape)), min(high, round(wide / shape))
    left, top = (wide - kept[0]) // 2, (high - kept[1]) // 2
    return resized(picture[top : top + kept[1], left : left + kept[0]], size)


def resized(picture: Picture, size: Size) -> Picture:
    """A picture in another size, whatever that makes of its shape."""
    smaller = size[0] < picture.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def write(path: Path, shown: Iterable[Picture], heard: Samples | None, *, rate: int, crf: int, size: Size) -> None:
    """Write pictures and sound as H.264 and AAC in MP4, with one thread, so that it comes out the same each time."""
    with av.open(str(path), "w") as container:
        film = _film(container, rate, crf, size)
        track = None if heard is None else container.add_stream("aac", rate=SOUND_RATE)
        if track is not None:
            track.layout, track.bit_rate = "mono", 96_000
        done = 0
        for number, picture in enumerate(shown):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(film.encode(frame))
            if track is not None and heard is not None:
                done = _hear(container, track, heard, done, (number + 1) / rate)
        container.mux(film.encode(None))
        if track is not None and heard is not None:
            _hear(container, track, heard, done, len(heard) / SOUND_RATE + 1)
            container.mux(track.encode(None))


def _film(container: OutputContainer, rate: int, crf: int, size: Size) -> VideoStream:
    stream = container.add_stream("libx264", rate=rate)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 1
    stream.options = {"preset": "veryfast", "crf": str(crf)}
    return stream


def _hear(container: OutputContainer, track: AudioStream, heard: Samples, done: int, until: float) -> int:
    """Encode the sound up to a moment, so that it lies beside its pictures in the file."""
    while done < len(heard) and done / SOUND_RATE < until:
        block = np.ascontiguousarray(heard[None, done : done + _SOUND_BLOCK])
        frame = av.AudioFrame.from_ndarray(block, "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, done, Fraction(1, SOUND_RATE)
        container.mux(track.encode(frame))
        done += block.shape[1]
    return done


def recoded(shown: Sequence[Picture], folder: Path, *, rate: int, crf: int) -> Iterator[Picture]:
    """Pictures that went through an encoder once more."""
    path = folder / "recoded.mp4"
    wide, high = shown[0].shape[1] // 2 * 2, shown[0].shape[0] // 2 * 2
    write(path, (picture[:high, :wide] for picture in shown), None, rate=rate, crf=crf, size=(wide, high))
    yield from pictures(path, 0.0, len(shown), 1 / rate)
    path.unlink()
