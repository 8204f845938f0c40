"""The line of samples: a sample's number is its time, whatever the timestamps do."""

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from av.audio.frame import AudioFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.prints.hearing import Hearing
from onrecord.prints.sound import RATE

Sound = npt.NDArray[np.float32]


def frame(samples: int, rate: int = 44_100, layout: str = "stereo", level: float = 0.25) -> AudioFrame:
    """A steady level."""
    channels = {"mono": 1, "stereo": 2, "5.1": 6}[layout]
    made = AudioFrame.from_ndarray(np.full((1, samples * channels), level, np.float32), "flt", layout)
    made.sample_rate, made.pts, made.time_base = rate, 77, Fraction(1, rate)
    return made


def heard(*frames: tuple[AudioFrame, int]) -> Sound:
    """Everything that comes of these frames, given with the ms at which they begin."""
    hearing = Hearing()
    blocks = [block for one, ms in frames for block in hearing.add(one, ms)]
    return np.concatenate([np.empty(0, np.float32), *blocks, *hearing.finish()])


def loud(sound: Sound, begin_ms: int, end_ms: int) -> float:
    """The share of a stretch in which something is heard."""
    return float((np.abs(sound[begin_ms * RATE // 1000 : end_ms * RATE // 1000]) > 0.1).mean())


@pytest.mark.parametrize("layout", ["mono", "stereo", "5.1"])
@pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 48_000])
def test_every_form_lasts_as_long_as_it_did(rate: int, layout: str) -> None:
    sound = heard(*((frame(rate // 10, rate, layout), 100 * at) for at in range(30)))
    assert len(sound) == pytest.approx(30 * (rate // 10) * RATE / rate, abs=2)
    assert sound.dtype == np.float32
    assert loud(sound, 20, 2980) == 1.0


def test_a_gap_is_silence() -> None:
    sound = heard((frame(44_100), 1000), (frame(44_100), 5000))
    assert len(sound) == pytest.approx(6 * RATE, abs=2)
    assert [loud(sound, *span) for span in ((0, 990), (1010, 1990), (2010, 4990), (5010, 5990))] == [0, 1, 0, 1]


def test_what_comes_twice_is_heard_once() -> None:
    sound = heard((frame(44_100, layout="mono"), 0), (frame(44_100, layout="mono", level=0.5), 500))
    assert len(sound) == pytest.approx(1.5 * RATE, abs=2)
    assert sound[RATE // 2] == pytest.approx(0.25, abs=0.01)
    assert sound[RATE + RATE // 4] == pytest.approx(0.5, abs=0.01)


def test_what_lies_before_the_start_is_not_heard() -> None:
    sound = heard((frame(44_100), -500))
    assert len(sound) == pytest.approx(0.5 * RATE, abs=2)


def test_times_that_are_rounded_tear_no_holes() -> None:
    frames = [(frame(1024), round(at * 1024 / 441) * 10) for at in range(200)]
    assert loud(heard(*frames), 20, 4600) == 1.0


def test_the_form_may_change() -> None:
    sound = heard((frame(44_100), 0), (frame(8_000, 8_000, "mono"), 1000), (frame(48_000, 48_000, "5.1"), 2000))
    assert len(sound) == pytest.approx(3 * RATE, abs=4)
    assert loud(sound, 20, 2980) > 0.98


def test_a_rate_that_no_sound_has_is_told() -> None:
    hearing = Hearing()
    blocks = [*hearing.add(frame(1000, 2**31 - 1), 0), *hearing.finish()]
    assert hearing.failed
    assert sum(map(len, blocks)) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 20_000)), min_size=1, max_size=8))
def test_nothing_is_heard_after_the_last_end(frames: list[tuple[int, int]]) -> None:
    sound = heard(*((frame(samples, 8_000, "mono"), ms) for ms, samples in frames))
    last = max(
        ms * RATE / 1000 + sum(n for _, n in frames[: at + 1]) * RATE / 8_000 for at, (ms, _) in enumerate(frames)
    )
    assert len(sound) <= last + 4
