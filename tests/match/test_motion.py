"""What moves in two films, whatever stands still in them."""

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.match import motion, tracks
from onrecord.match.motion import Scene
from onrecord.match.tracks import Line, Track

BLOCKS, CELLS = 12, 12
EVERY_MS = 250


def film(seed: int, count: int = 240) -> Scene:
    """Patterns that wander: a set with something going on in front of it."""
    random = np.random.default_rng(seed)
    waves = random.uniform(0.15, 0.5, (4, BLOCKS, 1, CELLS)) * np.arange(count)[:, None]
    drift = np.sin(waves + random.uniform(0, 6.3, (4, BLOCKS, 1, CELLS))).sum(axis=0)
    patterns = 0.2 * random.normal(size=(BLOCKS, 1, CELLS)) + 0.02 * drift
    return Scene(np.arange(count, dtype=np.int32) * EVERY_MS, np.zeros(count, np.int32), patterns.astype(np.float32))


def changed(scene: Scene, first: int, last: int, still: float = 0.0) -> Scene:
    """A part of a film, later copied with some noise, and with something that stands still over it."""
    random = np.random.default_rng(first)
    part = scene.patterns[:, first:last]
    over = still * random.normal(size=(BLOCKS, 1, CELLS)) + 0.002 * random.normal(size=part.shape)
    times = np.arange(last - first, dtype=np.int32) * EVERY_MS
    return Scene(times, np.zeros(last - first, np.int32), (part + over).astype(np.float32))


def alike(query: Scene, held: Scene, shifts_ms: npt.NDArray[np.float64]) -> npt.NDArray[np.floating]:
    return motion.left_over(query, held, query.times[None] + shifts_ms[:, None]).in_common()


@pytest.mark.parametrize("still", [0.0, 0.3])
def test_the_same_motion_is_told_whatever_stands_still(still: float) -> None:
    held = film(1)
    shifts = np.arange(0.0, 50_000.0, EVERY_MS)
    found = alike(changed(held, 100, 130, still), held, shifts)
    assert shifts[found.argmax()] == 100 * EVERY_MS
    assert found.max() > 5 * np.sort(found[np.abs(shifts - 100 * EVERY_MS) > 5000])[-1]


def test_between_two_moments_both_are_mixed() -> None:
    held = film(2)
    every_other = Scene(held.times[::2], held.shots[::2], held.patterns[:, ::2])
    found = alike(changed(held, 101, 131), every_other, np.array([101.0, 100.0, 90.0]) * EVERY_MS)
    assert found[0] > found[1] > 1 > found[2]


def test_other_footage_moves_by_itself() -> None:
    """Evidence is what goes beyond one nat a moment: of other footage hardly any line has so much."""
    shifts = np.arange(0.0, 50_000.0, EVERY_MS)
    found = np.concatenate([alike(changed(film(s), 60, 90), film(s + 100), shifts) for s in range(10)])
    assert np.exp(found).mean() < np.e
    assert (found > 1).mean() < 0.001


def test_what_no_moment_is_held_for_is_left_over() -> None:
    held = film(3)
    left = motion.left_over(changed(held, 0, 20), held, held.times[None, :20] + 59_000.0)
    assert left.moving.min() > 0.5


@pytest.mark.parametrize(("speed", "off_ms"), [(1.0, 6000), (1.25, 500), (0.8, 0)])
def test_a_line_is_settled_by_what_moves(speed: float, off_ms: int) -> None:
    held = film(4)
    times = np.arange(0, 8000, EVERY_MS, dtype=np.int32)
    rows = np.round((15_000 + times * speed) / EVERY_MS).astype(int)
    query = Scene(times, np.zeros(len(times), np.int32), held.patterns[:, rows])
    wrong = Track(Line(0, 15_000 + off_ms, 1.0), 0, 8000, 20.0)
    line = tracks.settled(query, held, np.ones(len(times)), wrong)
    assert line.at(np.array([0.0, 8000.0])) == pytest.approx([15_000, 15_000 + 8000 * speed], abs=300)
