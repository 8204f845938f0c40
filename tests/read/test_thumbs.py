"""Thumbnails taken from the planes of frames."""

import numpy as np
import pytest
from av.video.frame import VideoFrame

from onrecord.read.thumbs import HEIGHT, ROWS, WIDTH, pictures_of, thumb_of
from tests.films import scene

PLANES = ["yuv420p", "yuv422p", "yuv444p", "yuv411p", "yuv420p10le", "yuv422p10le", "nv12", "nv16", "p010le"]
CONVERTED = ["rgb24", "yuyv422", "gbrp"]


def _frame(form: str, size: tuple[int, int] = (320, 240)) -> VideoFrame:
    (picture,) = scene(1, 0.04, size=size)
    return VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24").reformat(format=form)


def _by_the_scaler(frame: VideoFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return frame.reformat(WIDTH, HEIGHT, "yuv420p", interpolation="AREA").to_ndarray().astype(np.uint8)


@pytest.mark.parametrize("form", [*PLANES, *CONVERTED])
def test_every_pixel_format_gives_nearly_the_picture_that_the_scaler_gives(form: str) -> None:
    frame = _frame(form)
    off = np.abs(thumb_of(frame).astype(np.int16) - _by_the_scaler(frame))
    assert off.mean() < 6
    assert np.corrcoef(thumb_of(frame).ravel(), _by_the_scaler(frame).ravel())[0, 1] > 0.95


def test_a_plane_in_full_range_is_taken_as_it_is() -> None:
    white = VideoFrame.from_ndarray(np.full((96, 64), 255, np.uint8), "gray").reformat(format="yuvj420p")
    assert thumb_of(white)[:HEIGHT].min() >= 253


def test_black_and_white_has_no_colour() -> None:
    thumb = thumb_of(_frame("gray"))
    assert thumb[HEIGHT:].min() == thumb[HEIGHT:].max() == 128
    assert thumb[:HEIGHT].std() > 10


@pytest.mark.parametrize("size", [(2, 2), (6, 3), (64, 36), (130, 94), (854, 480), (1920, 1080)])
def test_any_size_gives_one_form(size: tuple[int, int]) -> None:
    thumb = thumb_of(_frame("yuv420p", size))
    assert thumb.shape == (ROWS, WIDTH)
    assert thumb.dtype == np.uint8


def test_one_pixel_is_enough() -> None:
    frame = VideoFrame.from_ndarray(np.array([[200]], np.uint8), "gray").reformat(format="yuv420p")
    assert len(np.unique(thumb_of(frame)[:HEIGHT])) == 1


def test_pictures_are_luma_and_colours_at_one_size() -> None:
    red = np.zeros((72, 128, 3), np.uint8)
    red[..., 0] = 230
    thumb = thumb_of(VideoFrame.from_ndarray(red, "rgb24").reformat(format="yuv420p"))
    ((luma, blueness, redness),) = pictures_of(thumb[None])
    assert luma.shape == blueness.shape == redness.shape == (HEIGHT // 2, WIDTH // 2)
    assert redness.min() > 200
    assert blueness.max() < 128
    assert luma.mean() == pytest.approx(thumb[:HEIGHT].mean())
