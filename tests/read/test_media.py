"""The reader that stands on PyAV, and films that are odd in one way each."""

import io
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition
from PIL import Image

from onrecord.planes import planes_of
from onrecord.prints import load
from onrecord.read.engines.keyframes import Keyframes, keyframe_size
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import MediaReading
from onrecord.store.workbench import Workbench
from tests import films


def read(path: Path, bench: Workbench) -> MediaReading:
    return PyAvReader().read_media(path, bench)


def test_streams_are_told_as_declared(webm: Path, bench: Workbench) -> None:
    video, audio = read(webm, bench).streams
    assert (video.kind, video.codec, video.width, video.height) == ("video", "vp8", 320, 240)
    assert video.frames_per_second == pytest.approx(25, abs=0.1)
    assert (audio.kind, audio.codec, audio.sample_rate, audio.channels) == ("audio", "opus", 48_000, 1)
    assert audio.language is None


def test_golden(three_shots: Path, bench: Workbench) -> None:
    reading = read(three_shots, bench)
    told = [(s.start_ms, s.end_ms, s.transition) for s in reading.shots]
    assert PyAvReader.version == "2"
    assert told == [(0, 2000, "start"), (2000, 3600, "cut"), (3600, 6000, "cut")]
    assert reading.notes == ()


def test_a_film_without_sound_is_read(silent: Path, bench: Workbench) -> None:
    reading = read(silent, bench)
    assert (reading.duration_ms, len(reading.shots)) == (2000, 1)
    assert reading.notes == ("The file has no sound stream.",)


def test_sound_alone_has_no_shots(sound_only: Path, bench: Workbench) -> None:
    reading = read(sound_only, bench)
    assert reading.shots == ()
    assert reading.duration_ms == pytest.approx(3000, abs=80)
    assert reading.notes == ("The file has no video stream.",)


def test_a_turned_film_has_upright_keyframes(silent: Path, tmp_path: Path, bench: Workbench) -> None:
    straight, turned = read(silent, bench), read(films.turn(tmp_path / "turned.mp4", silent), bench)
    assert (turned.rotation, straight.rotation) == (90, 0)
    assert "turned clockwise by 90 degrees" in turned.notes[-1]
    lying, upright = (_keyframe(reading, bench) for reading in (straight, turned))
    assert upright.shape[:2] == (320, 240)
    assert np.abs(np.rot90(lying, -1) - upright).mean() < 4


def test_times_are_presentation_times_where_the_rate_varies(tmp_path: Path, bench: Workbench) -> None:
    pictures = chain(films.scene(1, 1.0), films.scene(2, 1.0))
    times = [*range(0, 1000, 40), *range(1000, 3500, 100)]
    reading = read(films.write(tmp_path / "varies.mp4", pictures, times_ms=times), bench)
    assert [shot.start_ms for shot in reading.shots] == [0, 1000]
    assert reading.duration_ms == pytest.approx(3450, abs=60)
    assert any(note.startswith("The frame rate varies, from 10 to 25") for note in reading.notes)


def test_times_count_from_the_start_of_presentation(tmp_path: Path, bench: Workbench) -> None:
    pictures = chain(films.scene(1, 1.0), films.scene(2, 1.0))
    path = films.write(tmp_path / "late.ts", pictures, times_ms=range(5000, 7000, 40))
    reading = read(path, bench)
    assert [shot.start_ms for shot in reading.shots] == [0, 1000]
    assert reading.duration_ms == pytest.approx(2000, abs=40)


def test_a_film_that_breaks_off_is_read_up_to_there(three_shots: Path, tmp_path: Path, bench: Workbench) -> None:
    reading = read(films.cut_off(tmp_path / "cut.mp4", three_shots, 0.6), bench)
    assert [shot.start_ms for shot in reading.shots][:2] == [0, 2000]
    assert 2000 < reading.duration_ms < 5000
    assert any("breaks off" in note for note in reading.notes)


def test_a_webm_that_breaks_off_is_read_up_to_there(webm: Path, tmp_path: Path, bench: Workbench) -> None:
    reading = read(films.cut_off(tmp_path / "cut.webm", webm, 0.5), bench)
    assert 0 < reading.duration_ms < 3000
    assert any("breaks off" in note for note in reading.notes)


def test_broken_sound_leaves_the_picture(tmp_path: Path, bench: Workbench) -> None:
    sound = films.Sound(garbage=True)
    reading = read(films.write(tmp_path / "broken.mp4", films.scene(4, 2.0), sound=sound, seconds=2.0), bench)
    assert len(reading.shots) == 1
    video, audio = reading.streams
    assert video.broken is None
    assert audio.broken is not None
    assert "can be decoded" in audio.broken
    assert any("(audio, aac) is broken" in note for note in reading.notes)


def test_nothing_reaches_stderr(
    three_shots: Path, tmp_path: Path, bench: Workbench, capfd: pytest.CaptureFixture[str]
) -> None:
    sound = films.Sound(garbage=True)
    read(films.write(tmp_path / "broken.mp4", films.scene(4, 1.0), sound=sound, seconds=1.0), bench)
    read(films.cut_off(tmp_path / "cut.mp4", three_shots, 0.6), bench)
    assert capfd.readouterr() == ("", "")


def test_a_wide_film_has_small_keyframes(tmp_path: Path, bench: Workbench) -> None:
    size = (1280, 720)
    reading = read(films.write(tmp_path / "wide.mp4", films.scene(1, 0.4, size=size), size=size), bench)
    assert _keyframe(reading, bench).shape == (360, 640, 3)


@pytest.mark.parametrize(
    ("size", "aspect", "expected"),
    [
        ((1920, 1080), Fraction(1), (640, 360)),
        ((1080, 1920), Fraction(1), (640, 1138)),
        ((704, 576), Fraction(16, 11), (640, 360)),
        ((320, 240), Fraction(1), (320, 240)),
        ((1, 1), Fraction(1), (2, 2)),
    ],
)
def test_keyframes_have_square_pixels(size: tuple[int, int], aspect: Fraction, expected: tuple[int, int]) -> None:
    assert keyframe_size(*size, aspect) == expected


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (641, 479), (1281, 721), (2563, 33)])
@pytest.mark.parametrize("form", ["yuv420p", "yuv444p", "gray", "nv12", "rgb24"])
def test_keyframes_are_made_of_every_size_and_form(form: str, size: tuple[int, int]) -> None:
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    picture[...] = (200, 40, 60)
    frame = av.VideoFrame.from_ndarray(picture, "rgb24").reformat(format=form)
    keyframes = Keyframes(Fraction(1))
    keyframes.add(0, 1.0, planes_of(frame), (int(frame.colorspace), int(frame.color_range)), fresh=True)
    best = keyframes.best(0, 1)
    assert best is not None
    with Image.open(io.BytesIO(keyframes.jpeg(best))) as shown:
        assert shown.size == keyframe_size(*size, Fraction(1))
        red, green, blue = np.asarray(shown).reshape(-1, 3).mean(axis=0)
        assert form == "gray" or (red > 150 and green < 90 and blue < 110)


def _keyframe(reading: MediaReading, bench: Workbench) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    blob = reading.shots[0].keyframe
    assert blob is not None
    data = next(path for path in bench.made() if path.name == blob).read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB")).astype(np.int16)


def test_a_stream_without_times_is_counted(tmp_path: Path, bench: Workbench) -> None:
    pictures = chain(films.scene(1, 2.0), films.scene(2, 2.0))
    reading = read(films.write(tmp_path / "bare.h264", pictures, options={"framerate": "25"}), bench)
    assert reading.duration_ms == pytest.approx(4000, abs=200)
    assert [shot.start_ms for shot in reading.shots] == [0, pytest.approx(2000, abs=120)]
    assert any("does not say when" in note for note in reading.notes)


def test_what_is_missing_in_the_middle_is_said(tmp_path: Path, bench: Workbench) -> None:
    times = [*range(0, 1000, 40), *range(11_000, 12_000, 40)]
    pictures = chain(films.scene(1, 1.0), films.scene(2, 1.0))
    reading = read(films.write(tmp_path / "hole.ts", pictures, times_ms=times), bench)
    assert "Nothing is stored from 0:01 to 0:11." in reading.notes
    assert [shot.start_ms for shot in reading.shots] == [0, 11_000]


def test_a_hole_has_its_times(tmp_path: Path, bench: Workbench) -> None:
    path = films.write(tmp_path / "hole.mkv", films.scene(1, 6.0), codec="ffv1")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + len(data) // 10] = b"\x5a" * (len(data) // 10)
    path.write_bytes(data)
    reading = read(path, bench)
    assert reading.duration_ms > 5000
    told = [note for note in reading.notes if "can't be decoded, from 0:0" in note or "Nothing is stored" in note]
    assert told, reading.notes


def test_the_sound_that_players_prefer_is_heard(tmp_path: Path, bench: Workbench) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        first, second = (container.add_stream("pcm_s16le", rate=8000, layout="mono") for _ in range(2))
        first.disposition, second.disposition = Disposition(0), Disposition.default
        silence = np.zeros((1, 32_000), np.int16)
        speech = np.random.default_rng(1).integers(-9000, 9000, (1, 32_000)).astype(np.int16)
        for stream, samples in ((first, silence), (second, speech)):
            frame = av.AudioFrame.from_ndarray(samples, "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = 8000, 0, Fraction(1, 8000)
            container.mux(stream.encode(frame))
    prints = read(path, bench).prints
    assert prints is not None
    levels = load(bench.scratch / "made" / prints.array).channels["sound"].extra["scales"]
    assert levels.any()


def test_no_prints_are_taken_where_none_are_wanted(three_shots: Path, bench: Workbench) -> None:
    assert PyAvReader(prints=False).read_media(three_shots, bench).prints is None


def test_more_threads_read_the_same(three_shots: Path, bench: Workbench) -> None:
    assert PyAvReader(threads=2).read_media(three_shots, bench) == read(three_shots, bench)
