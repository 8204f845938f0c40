"""The prints of a sound: how often, how small, and what they do not change with."""

import numpy as np
import pytest

from onrecord.prints.form import ChannelPrints
from onrecord.prints.levels import BANDS, STEP_MS
from onrecord.prints.sound import RATE, Samples, SoundTaker, levels_of


def noise(seconds: float, seed: int = 1) -> Samples:
    """A noise whose colour changes all the time, as talk does."""
    random = np.random.default_rng(seed)
    count = int(seconds * RATE)
    slow = np.repeat(random.uniform(0.02, 1.0, count // 1000 + 1), 1000)[:count]
    return np.asarray(0.1 * slow * random.normal(size=count), np.float32)


def heard(samples: Samples, at_once: int = 4096) -> ChannelPrints:
    """The prints of samples that come in pieces."""
    taker = SoundTaker()
    for first in range(0, len(samples), at_once):
        taker.add(samples[first : first + at_once])
    return taker.finish()


def apart(one: ChannelPrints, other: ChannelPrints) -> float:
    """How many of the 128 bits differ, on average, at the same moments."""
    _, mine, theirs = np.intersect1d(one.times, other.times, return_indices=True)
    differing = np.unpackbits(one.codes[mine] ^ other.codes[theirs], axis=1)
    return float(differing.sum(axis=1).mean())


def test_a_level_stands_every_forty_milliseconds_and_a_code_at_every_other() -> None:
    prints = heard(noise(10))
    assert len(levels_of(prints)) == 10_000 // STEP_MS + 1
    assert prints.times.tolist() == list(range(0, 10_001, 2 * STEP_MS))
    assert prints.codes.shape == (126, 16)


def test_an_hour_is_no_more_than_four_megabytes() -> None:
    prints = heard(noise(60))
    size = prints.times.nbytes + prints.codes.nbytes + sum(array.nbytes for array in prints.extra.values())
    assert size * 60 < 4_000_000


@pytest.mark.parametrize("at_once", [1, 441, 100_000])
def test_the_pieces_that_the_sound_comes_in_do_not_matter(at_once: int) -> None:
    samples = noise(1.5)
    once, again = heard(samples), heard(samples, at_once)
    assert np.array_equal(once.codes, again.codes)
    assert np.array_equal(once.extra["levels"], again.extra["levels"])


def test_loudness_and_other_loudspeakers_change_little() -> None:
    samples = noise(8)
    dull = np.convolve(samples, np.array([0.5, 0.3, 0.2]), "same").astype(np.float32)
    assert apart(heard(samples), heard(0.05 * samples)) < 8
    assert apart(heard(samples), heard(dull)) < 16
    assert 56 < apart(heard(samples), heard(noise(8, seed=2))) < 72


def test_silence_and_a_tone_have_no_codes() -> None:
    assert not len(heard(np.zeros(5 * RATE, np.float32)).codes)
    tone = heard(np.sin(np.arange(20 * RATE) * (2 * np.pi * 1000 / RATE)).astype(np.float32))
    assert tone.times[(tone.times > 1000) & (tone.times < 19_000)].tolist() == []


def test_what_is_no_number_is_not_heard() -> None:
    samples = noise(3)
    samples[RATE : RATE + 100] = np.nan
    samples[RATE + 200] = np.inf
    assert np.isfinite(levels_of(heard(samples))).all()


@pytest.mark.parametrize("count", [0, 1, 500])
def test_next_to_nothing_can_be_read(count: int) -> None:
    prints = heard(np.zeros(count, np.float32))
    assert prints.codes.shape == (0, 16)
    assert levels_of(prints).shape[1] == BANDS
