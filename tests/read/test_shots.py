"""Where shots begin, in films drawn for it."""

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import pytest
from av.video.frame import VideoFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.shots import Boundary, ShotCutter, boundaries, may_cut
from onrecord.read.thumbs import ROWS, WIDTH, Thumbs, thumb_of
from tests.films import RATE, Picture, flat, scene


def thumbs(pictures: Iterable[Picture]) -> Thumbs:
    frames = (VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24") for picture in pictures)
    return np.stack([thumb_of(frame.reformat(format="yuv420p")) for frame in frames])


def found(pictures: Iterable[Picture]) -> list[Boundary]:
    seen = thumbs(pictures)
    return boundaries(np.arange(len(seen), dtype=np.int64) * (1000 // RATE), seen)


def blend(one: Iterable[Picture], other: Iterable[Picture]) -> Iterator[Picture]:
    pairs = list(zip(one, other, strict=True))
    for number, (a, b) in enumerate(pairs, start=1):
        share = number / (len(pairs) + 1)
        yield (a * (1 - share) + b * share).astype(np.uint8)


def test_cuts_are_found_to_the_frame() -> None:
    film = chain(scene(1, 1.2), scene(2, 2.0), scene(3, 1.0))
    assert found(film) == [Boundary(30, "cut"), Boundary(80, "cut")]


def test_a_moving_camera_makes_no_cut() -> None:
    assert found(scene(6, 12.0)) == []


def test_a_flash_makes_no_cut() -> None:
    film = list(scene(1, 3.0))
    film[30:33] = [np.full_like(film[0], 250)] * 3
    assert found(film) == []


def test_a_jump_of_exposure_makes_no_cut() -> None:
    film = [
        picture if number < 30 else (picture * 0.6).astype(np.uint8) for number, picture in enumerate(scene(1, 3.0))
    ]
    assert found(film) == []


def test_a_caption_makes_no_cut() -> None:
    film = [picture.copy() for picture in scene(1, 3.0)]
    for picture in film[30:60]:
        picture[190:, :] = (20, 30, 120)
    assert found(film) == []


def test_a_shaken_camera_makes_no_cut() -> None:
    film = [np.roll(picture, 18 * (number % 2), axis=1) for number, picture in enumerate(scene(1, 3.0))]
    assert found(film) == []


def test_a_fade_through_black_begins_a_shot_where_the_picture_comes_back() -> None:
    dark = list(flat(0.6))
    film = chain(
        scene(1, 1.6), blend(scene(1, 0.6, at=1.6), dark), flat(0.4), blend(dark, scene(2, 0.6)), scene(2, 2.0, at=0.6)
    )
    (fade,) = found(film)
    assert fade.transition == "fade"
    assert 65 <= fade.frame <= 70


def test_black_between_a_cut_and_a_fade_is_no_shot() -> None:
    rising = blend(list(flat(0.6)), scene(2, 0.6))
    film = chain(scene(1, 2.0), flat(0.6), rising, scene(2, 2.0, at=0.6))
    (fade,) = found(film)
    assert (fade.transition, 64 <= fade.frame <= 70) == ("fade", True)


def test_a_dissolve_begins_a_shot_half_way() -> None:
    film = chain(scene(1, 2.0), blend(scene(1, 0.8, at=2.0), scene(2, 0.8)), scene(2, 2.0, at=0.8))
    (dissolve,) = found(film)
    assert dissolve.transition == "dissolve"
    assert 52 <= dissolve.frame <= 68


def wiped(one: Iterable[Picture], other: Iterable[Picture], edge: str) -> Iterator[Picture]:
    """The second picture pushes its edge over the first."""
    pairs = list(zip(one, other, strict=True))
    height, width = pairs[0][0].shape[:2]
    down, across = np.mgrid[0:height, 0:width]
    order = {
        "from the left": across / width,
        "from the right": 1 - across / width,
        "from above": down / height,
        "from below": 1 - down / height,
        "from a corner": (across / width + down / height) / 2,
        "from the middle": np.hypot(across - width / 2, down - height / 2) / np.hypot(width / 2, height / 2),
    }[edge]
    for number, (a, b) in enumerate(pairs, start=1):
        yield np.where((order < number / (len(pairs) + 1))[..., None], b, a)


@pytest.mark.parametrize(
    "edge", ["from the left", "from the right", "from above", "from below", "from a corner", "from the middle"]
)
def test_a_wipe_begins_a_shot_half_way(edge: str) -> None:
    passage = wiped(scene(1, 0.6, at=2.0, still=True), scene(2, 0.6, still=True), edge)
    film = chain(scene(1, 2.0, still=True), passage, scene(2, 2.0, at=0.6, still=True))
    (wipe,) = found(film)
    assert wipe.transition == "dissolve"
    assert 50 <= wipe.frame <= 65


def test_a_fade_through_white_begins_a_shot_where_the_picture_comes_back() -> None:
    white = list(flat(0.6, 255))
    film = chain(scene(1, 1.6), blend(scene(1, 0.6, at=1.6), white), blend(white, scene(2, 0.6)), scene(2, 2.0, at=0.6))
    (fade,) = found(film)
    assert (fade.transition, 52 <= fade.frame <= 62) == ("fade", True)


def test_a_window_with_another_picture_makes_no_cut() -> None:
    film = [picture.copy() for picture in scene(1, 4.0)]
    for picture, other in zip(film[30:70], scene(2, 1.6), strict=True):
        picture[20:100, 200:300] = other[::3, ::3][:80, :100]
    assert found(film) == []


def test_a_caption_that_slides_in_makes_no_wipe() -> None:
    film = [picture.copy() for picture in scene(1, 4.0, still=True)]
    for number, picture in enumerate(film[30:], start=1):
        picture[170:220, : min(320, 32 * number)] = (20, 30, 120)
    assert found(film) == []


def test_someone_who_walks_by_close_to_the_camera_makes_no_wipe() -> None:
    film = [picture.copy() for picture in scene(1, 4.0, still=True)]
    for number, picture in enumerate(film[30:60]):
        picture[:, max(0, 20 * number - 160) : 20 * number] = (60, 40, 30)
    assert found(film) == []


def test_bars_on_both_sides_hide_no_cut() -> None:
    film = [picture.copy() for picture in chain(scene(1, 2.0), scene(2, 2.0))]
    for picture in film:
        picture[:, :60] = picture[:, 260:] = 0
    assert found(film) == [Boundary(50, "cut")]


def test_slides_that_stand_for_seconds_are_cut() -> None:
    slides = thumbs(chain.from_iterable(scene(seed, 0.04) for seed in (1, 2, 3, 2)))
    assert [b.frame for b in boundaries(np.array([0, 3000, 9000, 12_000]), slides)] == [1, 2, 3]


RATES = {"12": (2, 80, 1), "50, every frame twice": (1, 20, 2), "75, every frame thrice": (1, 40 / 3, 3)}


@pytest.mark.parametrize("rate", RATES)
def test_the_frame_rate_does_not_matter(rate: str) -> None:
    every, step, repeats = RATES[rate]
    film = chain(scene(1, 2.0), blend(scene(1, 0.8, at=2.0), scene(2, 0.8)), scene(2, 2.0, at=0.8), scene(3, 2.0))
    seen = np.repeat(thumbs(film)[::every], repeats, axis=0)
    times = (np.arange(len(seen)) * step).astype(np.int64)
    dissolve, cut = boundaries(times, seen)
    assert (dissolve.transition, 2000 <= times[dissolve.frame] <= 2800) == ("dissolve", True)
    assert (cut.transition, 4760 <= times[cut.frame] <= 4840) == ("cut", True)


def test_frames_may_be_left_out_where_nothing_happens() -> None:
    seen = thumbs(chain(scene(1, 2.4), scene(2, 2.4)))
    kept = [number for number in range(len(seen)) if number % 3 == 0 or 52 <= number <= 68]
    times = np.array(kept, np.int64) * 40
    assert [times[b.frame] for b in boundaries(times, seen[kept])] == [2400]


def test_a_film_is_cut_alike_while_it_comes_in() -> None:
    film = thumbs(chain.from_iterable(scene(seed, 3.2) for seed in range(1, 9)))
    cutter = ShotCutter()
    begun = [begins for number, thumb in enumerate(film) for begins in cutter.add(number * 40, thumb)]
    assert [*begun, *cutter.finish()] == [(n * 3200, "cut") for n in range(1, 8)]


def test_a_cut_may_lie_between_two_scenes_and_not_between_two_moments_of_one() -> None:
    one, later, other = thumbs([*scene(1, 0.08), *scene(2, 0.04)])
    assert may_cut(later, other)
    assert not may_cut(one, later)


@pytest.mark.parametrize("frames", [0, 1, 2, 5])
def test_very_short_films_have_no_boundary(frames: int) -> None:
    film = np.zeros((frames, ROWS, WIDTH), np.uint8)
    assert boundaries(np.arange(frames, dtype=np.int64) * 40, film) == []


def _still(part: int | str, frames: int) -> Thumbs:
    shape = (frames, ROWS, WIDTH)
    if part == "black":
        return np.full(shape, 16, np.uint8)
    if part == "noise":
        return np.random.default_rng(frames).integers(0, 255, shape, np.uint8)
    return np.broadcast_to(thumbs(scene(int(part), 0.04)), shape)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([1, 2, 3, 7, "black", "noise"]), min_size=1, max_size=6), st.integers(1, 40))
def test_boundaries_stand_in_order_inside_the_film(parts: list[int | str], frames: int) -> None:
    film = np.concatenate([_still(part, frames) for part in parts])
    starts = [b.frame for b in boundaries(np.arange(len(film), dtype=np.int64) * 40, film)]
    assert starts == sorted(set(starts))
    assert all(0 < start < len(film) for start in starts)
