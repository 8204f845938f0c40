"""Makes films of the takes: draws the pictures, ages those of 1999, writes H.264 with AAC."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import VideoReformatter
from PIL import Image

from onrecord.demo.sample import cards, gallery, hall, harbour, street
from onrecord.demo.sample.figure import sway
from onrecord.demo.sample.furniture import SIZE as HALL
from onrecord.demo.sample.sound import RATE, Samples
from onrecord.demo.sample.takes import Scene, Take

FRAMES_PER_SECOND: Final = 25
_FRAME_MS: Final = 1000 // FRAMES_PER_SECOND
_DRAWN_MS: Final = 2 * _FRAME_MS
"""A picture is drawn for two frames, as animators do."""

_FADE_MS: Final = 1_200
_WORN: Final = 31
"""Every so many pictures the tape has a worn place."""

_BLACK: Final = 16
_GREY: Final = 128
_SOUND_STEP: Final = 1_024
"""Samples in a frame of AAC."""

Planes = npt.NDArray[np.uint8]
"""A picture as YUV 4:2:0: the luma rows, and below them the rows of the two chroma planes."""


class Pictures(Protocol):
    """A scene: its picture at a time of its clock."""

    def picture(self, ms: int) -> Image.Image:
        """The picture at a time of the scene's clock."""
        ...


_SCENES: Final[dict[Scene, Callable[[], Pictures]]] = {
    "wide": hall.Wide,
    "speaker": hall.Speaker,
    "audience": hall.Audience,
    "papers": hall.Papers,
    "gallery": gallery.Gallery,
    "delegates": gallery.Delegates,
    "close": gallery.Close,
    "title": cards.title,
    "harbour": harbour.Harbour,
    "street": street.Street,
    "end": cards.end,
}
_OF_1999: Final = frozenset({"wide", "speaker", "audience", "papers", "gallery", "delegates", "close"})


class _Age:
    """What time and tape did to the pictures of the hall. The same picture ages in the same way in every film."""

    def __init__(self) -> None:
        wide, high = HALL
        draw = np.random.default_rng(1999)
        fine = draw.normal(0, 3.6, (12, high, wide))
        self.grain = ((fine + np.roll(fine, 1, axis=2)) * 0.8).astype(np.int16)
        x, y = np.meshgrid(np.linspace(-1, 1, wide), np.linspace(-1, 1, high))
        self.vignette = (1 - 0.34 * np.clip((x**2 + y**2) / 2 - 0.12, 0, 1) ** 1.2).astype(np.float32)

    def __call__(self, planes: Planes, ms: int) -> Planes:
        high = HALL[1]
        frame = ms // _DRAWN_MS
        light = 1 + 0.014 * sway(ms, 6, 700)
        luma = (planes[:high].astype(np.float32) - _BLACK) * self.vignette * (0.94 * light) + _BLACK + 5
        luma += np.roll(self.grain[frame * 7 % 12], (frame * 37 % high, frame * 101 % 480), (0, 1))
        if frame % _WORN == 0:
            self._dropout(luma, frame)
        aged = planes.copy()
        aged[:high] = luma.clip(_BLACK, 235)
        aged[high:] = (_GREY + (planes[high:].astype(np.float32) - _GREY) * 0.8).astype(np.uint8)
        return aged

    @staticmethod
    def _dropout(luma: npt.NDArray[np.float32], frame: int) -> None:
        row, column = frame * 71 % 340, frame * 131 % 380
        luma[row : row + 1, column : column + 60] += 46
        luma[row + 1 : row + 2, column + 20 : column + 90] -= 18


class _Setting:
    """Where a picture of the hall stands in a wide film: in the middle between black bars, the emblem on it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size, self.left = size, (size[0] - HALL[0]) // 2
        mark = cards.emblem(17, (255, 255, 255), (90, 90, 90)).reduced()
        self.mark = np.asarray(mark, np.float32)

    def __call__(self, planes: Planes) -> Planes:
        (wide, high), left, inner = self.size, self.left, HALL[0]
        if wide == inner:
            return planes
        frame = np.full((high * 3 // 2, wide), _GREY, np.uint8)
        frame[:high] = _BLACK
        frame[:high, left : left + inner] = planes[:high]
        target, source = (p[high:].reshape(2, high // 2, -1) for p in (frame, planes))
        target[:, :, left // 2 : (left + inner) // 2] = source
        self._stamp(frame[14 : 14 + self.mark.shape[0], left + inner - 48 : left + inner - 48 + self.mark.shape[1]])
        return frame

    def _stamp(self, part: Planes) -> None:
        share = self.mark[..., 3] / 255 * 0.6
        part[:] = part * (1 - share) + self.mark[..., 0] * 0.86 * share


class Studio:
    """The scenes, each painted when it is first asked for and then kept."""

    def __init__(self) -> None:
        self._painted: dict[Scene, Pictures] = {}

    def scene(self, name: Scene) -> Pictures:
        """The scene of that name."""
        if name not in self._painted:
            self._painted[name] = _SCENES[name]()
        return self._painted[name]


def write(path: Path, takes: tuple[Take, ...], studio: Studio, sound: Samples, report: Callable[[float], None]) -> None:
    """Draws the takes and writes them with their sound.

    Args:
        path: The film, MP4.
        takes: Its shots.
        studio: Where its pictures are drawn. Those of the hall stand between black bars in a film with wider ones.
        sound: Its sound, one channel at `sound.RATE`.
        report: Called with the share that is done, 0 to 1.
    """
    size = HALL if all(take.scene in _OF_1999 for take in takes) else cards.SIZE
    with av.open(path, "w", options={"movflags": "+faststart"}) as film:
        video = film.add_stream("libx264", rate=FRAMES_PER_SECOND, options={"crf": "27", "preset": "superfast"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.thread_count = 1
        audio = film.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 64_000
        for i, planes in enumerate(_frames(takes, size, studio)):
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = i
            film.mux(video.encode(frame))
            if i % FRAMES_PER_SECOND == 0:
                report(i * _FRAME_MS / takes[-1].end_ms)
        film.mux(video.encode())
        _write_sound(film, audio, sound)
    report(1.0)


def _frames(takes: tuple[Take, ...], size: tuple[int, int], studio: Studio) -> Iterator[Planes]:
    age, setting, convert = _Age(), _Setting(size), VideoReformatter()
    for take in takes:
        scene = studio.scene(take.scene)
        for ms in range(take.start_ms, take.end_ms, _DRAWN_MS):
            at = ms - take.start_ms + take.scene_ms
            rgb = av.VideoFrame.from_ndarray(np.asarray(scene.picture(at)), format="rgb24")
            planes = convert.reformat(rgb, format="yuv420p").to_ndarray().astype(np.uint8, copy=False)
            if take.scene in _OF_1999:
                left_ms = takes[-1].end_ms - ms if take is takes[-1] else _FADE_MS
                planes = setting(_faded(age(planes, at), left_ms))
            for _ in range(min(_DRAWN_MS, take.end_ms - ms) // _FRAME_MS):
                yield planes


def _faded(planes: Planes, left_ms: int) -> Planes:
    if left_ms >= _FADE_MS:
        return planes
    floor = np.full_like(planes, _GREY)
    floor[: len(planes) * 2 // 3] = _BLACK
    share = math.sin(left_ms / _FADE_MS * math.pi / 2)
    return (floor + (planes.astype(np.float32) - floor) * share).astype(np.uint8)


def _write_sound(film: av.container.OutputContainer, stream: av.AudioStream, sound: Samples) -> None:
    for start in range(0, len(sound), _SOUND_STEP):
        frame = av.AudioFrame.from_ndarray(sound[None, start : start + _SOUND_STEP], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        film.mux(stream.encode(frame))
    film.mux(stream.encode())
