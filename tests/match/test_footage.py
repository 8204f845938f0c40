"""The engine that finds footage by picture and sound, and what makes matching hard."""

import wave
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from onrecord.match.engines.footage import FootageMatcher
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import Compared, Segment
from tests import films
from tests.match.conftest import Bank

BY = FootageMatcher()
RATE = 16_000


def segments(bank: Bank, film: Path, compared: Compared = "any", **releases: Path) -> tuple[Segment, ...]:
    footage = replace(bank.footage(BY, **releases), compared=compared)
    return BY.match(bank.prints(BY, film), footage, bank.bench)


def speech(path: Path, seed: int, seconds: float, *, at: float = 0.0, silent: float = 0.0) -> Path:
    """Syllables drawn from a seed: tones with overtones that glide, as long and as loud as those of speech.

    `at` is the second that is heard first; `silent` seconds of silence follow.
    """
    rng = np.random.default_rng(seed)
    heard: list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = []
    while sum(len(part) for part in heard) < (at + seconds) * RATE:
        t = np.arange(int(rng.uniform(0.08, 0.3) * RATE)) / RATE
        pitch = rng.uniform(90, 300) * (1 + rng.uniform(-0.3, 0.3) * t / t[-1])
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        tones = sum(rng.uniform(0, 1) * np.sin(n * phase) for n in range(1, 9))
        heard += [np.hanning(len(t)) * tones * rng.uniform(0.3, 1.0), np.zeros(int(rng.uniform(0.0, 0.12) * RATE))]
    begin = round(at * RATE)
    kept = np.concatenate(heard)[begin : begin + round(seconds * RATE)]
    samples = np.concatenate([kept * 3000, np.zeros(round(silent * RATE))]).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def test_golden(bank: Bank, compilation: Path, hall: Path) -> None:
    """What a version finds; a rule that moves it needs a new version."""
    _, seen, _ = segments(bank, compilation, hall=hall)
    assert BY.version == "1"
    assert (seen.start_ms, seen.end_ms) == (3000, 7000)
    assert seen.matches[0].start_ms == pytest.approx(3000, abs=60)


def test_prints_that_were_taken_while_reading_are_used(bank: Bank, street: Path) -> None:
    reading = PyAvReader().read_media(street, bank.bench)
    assert reading.prints is not None
    assert BY.prints(street, reading, bank.bench) == reading.prints
    without = BY.prints(street, replace(reading, prints=None), bank.bench)
    assert without == reading.prints


def test_black_can_not_be_decided(bank: Bank, reels: Path, hall: Path) -> None:
    film = films.write(reels / "black.mp4", chain(films.scene(41, 3.0), films.flat(2.0), films.scene(42, 3.0)))
    found = segments(bank, film, hall=hall)
    assert [s.verdict for s in found] == ["not in this archive", "undecidable", "not in this archive"]
    assert found[1].reason == "the picture is black here"


def test_a_still_is_not_enough_to_tell(bank: Bank, reels: Path, hall: Path) -> None:
    still = next(films.scene(61, 0.04, at=4.0))
    film = films.write(reels / "still.mp4", chain(films.scene(43, 3.0), [still] * 50))
    last = segments(bank, film, hall=hall)[-1]
    assert (last.verdict, last.reason) == ("undecidable", "too still a picture to tell footage by")


def test_bars_do_not_hide_footage(bank: Bank, reels: Path, hall: Path) -> None:
    def barred(picture: films.Picture) -> films.Picture:
        framed = np.zeros((300, 320, 3), np.uint8)
        framed[30:270] = picture
        return framed

    film = films.write(reels / "bars.mp4", map(barred, films.scene(11, 5.0, at=1.0)), size=(320, 300))
    (seen,) = segments(bank, film, hall=hall)
    assert seen.matches[0].start_ms == pytest.approx(1000, abs=250)


def test_a_copy_in_a_second_release_is_named_too(bank: Bank, compilation: Path, hall: Path, mirrored: Path) -> None:
    _, seen, _ = segments(bank, compilation, hall=hall, again=hall, mirrored=mirrored)
    assert {match.release for match in seen.matches} >= {"hall", "again"}


def test_two_parts_of_one_release_in_another_order_are_two_segments(bank: Bank, reels: Path, hall: Path) -> None:
    film = films.write(reels / "swapped.mp4", chain(films.scene(11, 3.0, at=6.0), films.scene(11, 3.0, at=1.0)))
    first, second, *_ = segments(bank, film, hall=hall)
    assert first.matches[0].start_ms == pytest.approx(6000, abs=250)
    assert second.matches[0].start_ms == pytest.approx(1000, abs=250)


def test_sound_alone_is_found_at_its_second_and_silence_is_not_decided(bank: Bank, reels: Path) -> None:
    held, query = speech(reels / "held.wav", 3, 24.0), speech(reels / "part.wav", 3, 9.0, at=8.0, silent=4.0)
    heard, silent = segments(bank, query, held=held)
    assert [(m.release, m.by) for m in heard.matches] == [("held", "sound")]
    assert heard.matches[0].start_ms == pytest.approx(8000, abs=150)
    assert heard.end_ms == pytest.approx(9000, abs=600)
    assert (silent.verdict, silent.reason) == ("undecidable", "nothing can be heard here")


def test_other_speech_is_not_in_this_archive(bank: Bank, reels: Path) -> None:
    held, query = speech(reels / "one.wav", 4, 24.0), speech(reels / "other.wav", 5, 9.0)
    (segment,) = segments(bank, query, held=held)
    assert segment.verdict == "not in this archive"
