"""The reader that stands on PyAV, and films that are odd in one way each."""

import io
from fractions import Fraction
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from onrecord.read.engines.keyframes import keyframe_size
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
    ("size", "aspect", "rotation", "expected"),
    [
        ((1920, 1080), Fraction(1), 0, (640, 360)),
        ((1920, 1080), Fraction(1), 90, (1138, 640)),
        ((704, 576), Fraction(16, 11), 0, (640, 360)),
        ((320, 240), Fraction(1), 0, (320, 240)),
        ((1, 1), Fraction(1), 0, (2, 2)),
    ],
)
def test_keyframes_have_square_pixels(
    size: tuple[int, int], aspect: Fraction, rotation: int, expected: tuple[int, int]
) -> None:
    assert keyframe_size(*size, aspect, rotation) == expected


def _keyframe(reading: MediaReading, bench: Workbench) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    blob = reading.shots[0].keyframe
    assert blob is not None
    data = next(path for path in bench.made() if path.name == blob).read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB")).astype(np.int16)
