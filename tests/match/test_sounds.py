"""Places by sound: what is found again, and what is not."""

from functools import lru_cache

import numpy as np
import pytest

from onrecord.match.places import Place
from onrecord.match.sounds import find_sounds
from onrecord.prints import FootagePrints
from onrecord.prints.sound import RATE, Samples, SoundTaker
from tests.match.scanned import ScannedArchive

SILENCE = np.zeros(10 * RATE, np.float32)
TELLING = 25.0
"""Nats: about what chance does not bring once in a thousand times in an archive of some minutes."""


@lru_cache
def babble(seconds: float, seed: int) -> Samples:
    """Syllables: tones with overtones that rise, fall and stop, no two alike."""
    random = np.random.default_rng(seed)
    parts: list[Samples] = []
    while sum(map(len, parts)) < seconds * RATE:
        time = np.arange(int(random.uniform(0.08, 0.3) * RATE)) / RATE
        pitch = 2 * np.pi * np.cumsum(np.linspace(random.uniform(90, 250), random.uniform(90, 250), len(time))) / RATE
        loud = random.uniform(0.0, 1.0, 20)[:, None]
        voiced = (loud * np.sin(np.arange(1, 21)[:, None] * pitch)).sum(axis=0) * np.hanning(len(time))
        parts.append(np.asarray(0.05 * voiced + random.normal(0, 0.001, len(time)), np.float32))
    return np.concatenate(parts)[: int(seconds * RATE)]


def tune(seconds: float, seed: int, beat: float = 0.5) -> Samples:
    """Struck notes and a drum, on the beat."""
    random = np.random.default_rng(seed)
    played = np.zeros(int((seconds + 2) * RATE))
    time = np.arange(RATE) / RATE
    for begin in (np.arange(0, seconds, beat) * RATE).astype(int).tolist():
        note = 2 * np.pi * 220 * 2 ** (random.integers(0, 12) / 12) * time
        struck = np.sin(np.arange(1, 6)[:, None] * note).sum(axis=0) * np.exp(-4 * time)
        played[begin : begin + RATE] += struck + random.normal(0, 2, RATE) * np.exp(-60 * time)
    return np.asarray(0.05 * played[: int(seconds * RATE)], np.float32)


def beeps(seconds: float, hertz: float) -> Samples:
    """A beep every second."""
    time = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(0.2 * np.sin(2 * np.pi * hertz * time) * (time % 1 < 0.2), np.float32)


def hum(seconds: float, seed: int) -> Samples:
    """What a mixing desk gives when nobody speaks."""
    time = np.arange(int(seconds * RATE)) / RATE
    mains = sum(np.sin(2 * np.pi * 50 * harmonic * time) / harmonic for harmonic in range(1, 40))
    noise = np.random.default_rng(seed).normal(0, 0.02, len(time))
    return np.asarray(0.01 * (mains + noise), np.float32)


def played_at(samples: Samples, speed: float) -> Samples:
    """The samples faster or slower, their pitch moved along."""
    count = round(len(samples) / speed)
    return np.asarray(np.fft.irfft(np.fft.rfft(samples), count) / speed, np.float32)


def prints_of(samples: Samples, cuts: tuple[int, ...] = ()) -> FootagePrints:
    """The prints of a sound, with pictures cut at some ms."""
    taker = SoundTaker()
    taker.add(samples)
    return FootagePrints(len(samples) * 1000 // RATE, np.array(cuts, np.int32), {"sound": taker.finish()})


def found(query: Samples, held: Samples, cuts: tuple[int, ...] = ()) -> list[Place]:
    """The places of one sound in another, the best first."""
    return find_sounds(prints_of(query, cuts), ScannedArchive({"a": prints_of(held)}), lambda _: None)


def joined(middle: Samples) -> Samples:
    """Four seconds of something else, the sound, and four seconds of something else."""
    other = babble(8, seed=2)
    return np.concatenate([other[: 4 * RATE], middle, other[4 * RATE :]])


def assert_is(place: Place, span: tuple[int, int], held: tuple[int, int], within_ms: int = 60) -> None:
    """Hold a place against where it should stand."""
    assert np.abs(np.subtract((place.start_ms, place.end_ms), span)).max() <= within_ms
    assert np.abs(np.subtract((place.held_start_ms, place.held_end_ms), held)).max() <= within_ms * max(1, place.speed)


def test_a_stretch_is_found_where_it_stands() -> None:
    held = babble(30, seed=1)
    best, *rest = found(joined(held[10 * RATE : 16 * RATE]), held)
    assert (best.item, best.by, best.speed) == ("a", "sound", 1.0)
    assert_is(best, (4000, 10_000), (10_000, 16_000))
    assert best.evidence > 2 * TELLING
    assert best.score > 0.8
    assert all(place.evidence < TELLING for place in rest)


def test_a_bound_falls_on_a_cut_that_is_near() -> None:
    held = babble(30, seed=1)
    best = found(joined(held[10 * RATE : 16 * RATE]), held, cuts=(2000, 4033, 8000, 9970))[0]
    assert (best.start_ms, best.end_ms) == (4033, 9970)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.04, 1.25, 2.0])
def test_it_is_found_faster_or_slower(speed: float) -> None:
    held = babble(30, seed=1)
    best = found(joined(played_at(held[10 * RATE : 18 * RATE], speed)), held)[0]
    assert best.speed == pytest.approx(speed, rel=0.01)
    assert_is(best, (4000, 4000 + round(8000 / speed)), (10_000, 18_000), within_ms=120)
    assert best.evidence > TELLING


def test_it_is_found_quieter_under_music_and_noise() -> None:
    held = babble(30, seed=1)
    covered = held[10 * RATE : 18 * RATE] + 0.5 * tune(8, seed=5) + 0.2 * babble(8, seed=9)
    noise = np.random.default_rng(3).normal(0, 0.003, len(covered))
    best = found(joined((0.1 * covered + noise).astype(np.float32)), held)[0]
    assert_is(best, (4000, 12_000), (10_000, 18_000), within_ms=800)
    assert best.evidence > TELLING


@pytest.mark.parametrize(
    ("query", "held"),
    [
        (SILENCE, SILENCE),
        (hum(10, seed=1), hum(20, seed=2)),
        (beeps(10, 1000), beeps(20, 1000)),
        (np.resize(tune(2, seed=1), 12 * RATE), np.resize(tune(2, seed=1), 20 * RATE)),
        (tune(12, seed=1), tune(20, seed=2)),
        (babble(10, seed=3), babble(20, seed=4)),
        (np.append(babble(5, seed=3), SILENCE), np.append(SILENCE, babble(5, seed=4))),
    ],
    ids=["silence", "hum", "beeps", "loop", "same beat", "talk", "talk and silence"],
)
def test_what_is_no_moment_of_its_own_matches_nothing(query: Samples, held: Samples) -> None:
    assert all(place.evidence < TELLING for place in found(query, held))


def test_without_sound_nothing_is_found() -> None:
    without = FootagePrints(1000, np.empty(0, np.int32), {})
    assert find_sounds(without, ScannedArchive({"a": prints_of(babble(5, seed=1))}), lambda _: None) == []
    assert find_sounds(prints_of(babble(5, seed=1)), ScannedArchive({}), lambda _: None) == []
    assert find_sounds(prints_of(babble(5, seed=1)), ScannedArchive({"a": without}), lambda _: None) == []


def test_progress_is_reported_to_the_end() -> None:
    told: list[float] = []
    find_sounds(prints_of(babble(5, seed=1)), ScannedArchive({"a": prints_of(babble(5, seed=1))}), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
