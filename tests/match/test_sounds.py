"""Places by sound: what is found again, and what is not."""

import numpy as np

from onrecord.match.sounds import find_sounds
from onrecord.prints import FootagePrints
from onrecord.prints.sound import RATE, Samples, SoundTaker
from tests.match.scanned import ScannedArchive


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


def prints_of(samples: Samples) -> FootagePrints:
    taker = SoundTaker()
    taker.add(samples)
    return FootagePrints(len(samples) * 1000 // RATE, np.empty(0, np.int32), {"sound": taker.finish()})


def test_a_stretch_is_found_where_it_stands() -> None:
    held = babble(60, seed=1)
    other = babble(10, seed=2)
    query = np.concatenate([other[: 5 * RATE], held[20 * RATE : 30 * RATE], other[5 * RATE :]])
    places = find_sounds(prints_of(query), ScannedArchive({"a": prints_of(held)}), lambda _: None)
    best = places[0]
    assert (best.item, best.by) == ("a", "sound")
    assert abs(best.start_ms - 5000) < 700
    assert abs(best.held_start_ms - 20_000) < 700
    assert abs(best.end_ms - 15_000) < 700
    assert best.evidence > 50


def test_without_sound_nothing_is_found() -> None:
    silence = prints_of(np.zeros(10 * RATE, np.float32))
    assert find_sounds(silence, ScannedArchive({"a": silence}), lambda _: None) == []
    assert find_sounds(FootagePrints(1000, np.empty(0, np.int32), {}), ScannedArchive({}), lambda _: None) == []
