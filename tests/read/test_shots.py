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
