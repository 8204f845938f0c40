"""The planes of pictures in the formats that decoders give."""

import numpy as np
import pytest
from av.video.frame import VideoFrame

from onrecord.planes import planes_of, sharpness

PLANAR = ["yuv420p", "yuvj422p", "yuv444p", "nv12", "nv21", "p010le", "yuv420p10le", "yuv422p10be", "yuva420p"]
GREY = ["gray", "gray10le", "gray16be"]
OTHERS = ["rgb24", "gbrp", "yuyv422", "pal8", "monob", "ya8", "bgra", "gbrp10le"]


def ramp(form: str) -> VideoFrame:
    """Brightness that grows from left to right, in odd sizes, reddish below."""
    picture = np.repeat(np.linspace(20, 230, 67).astype(np.uint8)[None, :, None], 49, axis=0).repeat(3, axis=2)
    picture = np.ascontiguousarray(picture)
    picture[30:, :, 1:] //= 2
    frame = VideoFrame.from_ndarray(picture, "rgb24")
    if form == "rgb24":
        return frame
    # Several threads of the converter write over each other where their parts meet.
    return frame.reformat(format="rgb8" if form == "pal8" else form, threads=1)


@pytest.mark.parametrize("form", [*PLANAR, *GREY, *OTHERS])
def test_brightness_is_the_same_in_every_format(form: str) -> None:
    expected = planes_of(ramp("yuv444p")).luma.astype(int)
    luma = planes_of(ramp(form)).luma.astype(int)
    assert luma.shape == (49, 67)
    assert luma[2, 5] < luma[2, 60]
    if form not in {"monob", "pal8"}:
        stretched = form in GREY or form == "ya8" or form.startswith("yuvj")
        assert np.abs(luma - expected).max() <= (26 if stretched else 3)


@pytest.mark.parametrize("form", PLANAR)
def test_colour_is_found_where_there_is_some(form: str) -> None:
    expected, found = planes_of(ramp("yuv420p")), planes_of(ramp(form))
    assert expected.u is not None
    assert expected.v is not None
    assert found.u is not None
    assert found.v is not None
    assert abs(float(expected.u.mean()) - float(found.u.mean())) < 3
    assert abs(float(expected.v.mean()) - float(found.v.mean())) < 4


@pytest.mark.parametrize("form", GREY)
def test_grey_has_no_colour(form: str) -> None:
    found = planes_of(ramp(form))
    assert (found.u, found.v) == (None, None)


def test_planes_are_turned_clockwise() -> None:
    upright = planes_of(ramp("yuv420p"), 90)
    assert upright.luma.shape == (67, 49)
    assert upright.luma[5, 2] < upright.luma[60, 2]
    assert upright.u is not None
    assert upright.u.shape == (34, 25)


def test_a_view_costs_no_copy() -> None:
    frame = ramp("yuv420p")
    assert planes_of(frame).luma.base is not None


@pytest.mark.parametrize("size", [(1, 1), (1, 2000), (2000, 1), (50, 50), (4000, 2000)])
def test_a_sharper_picture_is_sharper(size: tuple[int, int]) -> None:
    chance = np.random.default_rng(1).integers(0, 255, size, np.uint8)
    assert sharpness(chance) >= sharpness(np.full(size, 90, np.uint8)) == 0.0
