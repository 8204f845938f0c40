"""What a shot looks like."""

from fractions import Fraction
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from onrecord.read.looks import LookTaker, Plane
from onrecord.records import Bars, Look
from tests import films

HEIGHT, WIDTH = 480, 640


@cache
def frames() -> list[films.Picture]:
    """Moments of an invented scene, drawn large."""
    few = [next(films.scene(5, 0.1, at=float(second))) for second in range(3)]
    return [cv2.resize(one, (WIDTH, HEIGHT), interpolation=cv2.INTER_NEAREST).astype(np.uint8) for one in few]


def planes(picture: films.Picture) -> tuple[Plane, Plane, Plane]:
    """Luma and halved colour of an RGB picture, in limited range."""
    ycc = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV)
    luma = (16 + ycc[..., 0].astype(np.float32) * 219 / 255).astype(np.uint8)
    return luma, ycc[::2, ::2, 1].astype(np.uint8), ycc[::2, ::2, 2].astype(np.uint8)


def look(pictures: list[films.Picture], aspect: Fraction = Fraction(1)) -> Look:
    taker = LookTaker(aspect)
    for number, picture in enumerate(pictures):
        taker.add(number * 500, *planes(picture))
    found = taker.look(0, 60_000)
    assert found is not None
    return found


def framed(picture: films.Picture, bars: Bars) -> films.Picture:
    covered = picture.copy()
    covered[: bars.top] = 0
    covered[HEIGHT - bars.bottom :] = 0
    covered[:, : bars.left] = 0
    covered[:, WIDTH - bars.right :] = 0
    return covered


@pytest.mark.parametrize(
    "bars", [Bars(), Bars(top=60, bottom=60), Bars(left=80, right=80), Bars(top=31, right=40, bottom=29, left=42)]
)
def test_bars_are_found_to_the_pixel(bars: Bars) -> None:
    seen = look([framed(picture, bars) for picture in frames()])
    across, down = WIDTH - bars.left - bars.right, HEIGHT - bars.top - bars.bottom
    assert seen.bars == bars
    assert seen.aspect == round(across / down, 3)


def test_the_aspect_is_that_of_the_picture_as_it_is_shown() -> None:
    assert look(frames(), Fraction(4, 3)).aspect == round(WIDTH * 4 / 3 / HEIGHT, 3)


def test_a_dark_place_is_no_bar() -> None:
    light = np.linspace(0, 1, HEIGHT)[:, None, None] ** 3
    assert look([(picture * light).astype(np.uint8) for picture in frames()]).bars is None


def test_of_an_empty_picture_nothing_is_said_but_its_size() -> None:
    assert look([np.zeros((HEIGHT, WIDTH, 3), np.uint8)] * 3) == Look(width=WIDTH, height=HEIGHT)


def test_a_picture_of_a_few_pixels_is_no_fault() -> None:
    small = look([np.full((1, 1, 3), 90, np.uint8)])
    assert (small.width, small.height, small.lines, small.blocks) == (1, 1, None, None)


@pytest.mark.parametrize("lines", [120, 180, 240])
def test_detail_behind_an_enlargement_is_measured(lines: int) -> None:
    small = [cv2.resize(picture, (lines * 4 // 3, lines), interpolation=cv2.INTER_AREA) for picture in frames()]
    large = [cv2.resize(one, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.uint8) for one in small]
    found = look(large).lines
    assert found is not None
    assert abs(found / lines - 1) < 0.35


def test_what_was_not_enlarged_has_as_much_detail_as_pixels() -> None:
    assert (look(frames()).lines or 0) > 0.9 * HEIGHT


def test_a_smooth_picture_does_not_tell_its_detail() -> None:
    tiny = [cv2.resize(picture, (4, 3), interpolation=cv2.INTER_AREA) for picture in frames()]
    soft = [cv2.resize(one, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.uint8) for one in tiny]
    assert look(soft).lines is None


def grey(picture: films.Picture) -> films.Picture:
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2).astype(np.uint8)


def test_colour_one_tint_and_none_are_told_apart() -> None:
    toned = [(grey(picture) * np.array([1.0, 0.85, 0.65])).astype(np.uint8) for picture in frames()]
    assert look(frames()).tint == "colour"
    assert look(toned).tint == "one tint"
    assert look([grey(picture) for picture in frames()]).tint == "black and white"


def test_a_picture_without_colour_planes_is_black_and_white() -> None:
    taker = LookTaker()
    taker.add(0, planes(frames()[0])[0], None, None)
    assert getattr(taker.look(0, 500), "tint", "") == "black and white"


@pytest.mark.parametrize("strength", [0, 3, 8])
def test_grain_is_measured_in_grey_levels(strength: int) -> None:
    rng = np.random.default_rng(3)

    def grained(picture: films.Picture) -> films.Picture:
        noise = rng.normal(0, strength, picture.shape[:2])[..., None] * 255 / 219
        return np.clip(picture + noise, 0, 255).round().astype(np.uint8)

    grain = look([grained(picture) for picture in frames()]).grain
    assert grain is not None
    assert abs(grain - strength) <= 0.3 + strength / 6


def test_the_grid_of_a_compression_is_seen() -> None:
    soft = [cv2.GaussianBlur(picture, (0, 0), 3).astype(np.uint8) for picture in frames()]
    assert 0 <= (look(soft).blocks or 0.0) < 0.3
    assert (look([_jpeg(picture) for picture in soft]).blocks or 0.0) > 0.7


def _jpeg(picture: films.Picture) -> films.Picture:
    data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 8])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def test_still_and_moving() -> None:
    rng = np.random.default_rng(3)
    one = frames()[0]
    again = [np.clip(one + rng.integers(-3, 4, one.shape), 0, 255).astype(np.uint8) for _ in range(3)]
    assert look(again).still is True
    assert look(frames()).still is False
    assert look([one]).still is None


def test_each_shot_has_the_look_of_its_own_frames_and_a_long_one_is_not_kept_whole() -> None:
    taker = LookTaker()
    luma, u, v = planes(frames()[0])
    blank: npt.NDArray[np.uint8] = np.full_like(u, 128)
    for number in range(400):
        taker.add(number * 500, luma[:32, :64], *((u, v) if number < 390 else (blank, blank)))
        assert len(taker._glimpses) <= 96  # noqa: SLF001  # the bound is the point
    first, second = taker.look(0, 195_000), taker.look(195_000, 200_000)
    assert first is not None
    assert second is not None
    assert (first.tint, second.tint) == ("colour", "black and white")
    assert taker.look(200_000, 300_000) is None


def test_frames_that_come_soon_are_left_out_unless_a_shot_may_begin() -> None:
    taker = LookTaker()
    luma, u, v = planes(frames()[0])
    for ms, fresh in ((0, False), (100, False), (200, True), (500, False), (600, False)):
        taker.add(ms, luma[:32, :64], u, v, fresh=fresh)
    assert [glimpse.ms for glimpse in taker._glimpses] == [0, 200, 600]  # noqa: SLF001  # what was kept is the point
