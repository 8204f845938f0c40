"""Prints of whole pictures."""

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.prints.picture import CODE_BYTES, MIRROR, THUMB_HEIGHT, THUMB_WIDTH, PictureTaker, code_of, inside_bars

Luma = npt.NDArray[np.uint8]


def scene(seed: int = 1, size: tuple[int, int] = (320, 180)) -> Luma:
    """Soft shapes, as a photograph has them."""
    noise = np.random.default_rng(seed).uniform(16, 235, (9, 16)).astype(np.float32)
    return np.clip(cv2.resize(noise, size, interpolation=cv2.INTER_CUBIC), 40, 235).astype(np.uint8)


def apart(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> int:
    return int(np.bitwise_count(one ^ other).sum())


def test_a_code_survives_size_and_contrast_and_other_pictures_are_far() -> None:
    faint = (scene(size=(640, 360)) * 0.6 + 40).astype(np.uint8)
    assert apart(code_of(scene()), code_of(faint)) <= 4
    assert apart(code_of(scene()), code_of(scene(2))) > 40


def test_mirroring_turns_over_the_odd_bits() -> None:
    assert apart(code_of(scene()) ^ MIRROR, code_of(np.ascontiguousarray(scene()[:, ::-1]))) <= 2


def test_bars_are_no_part_of_the_picture() -> None:
    boxed = np.full((220, 400), 16, np.uint8)
    boxed[20:200, 40:360] = scene()
    assert inside_bars(boxed) == (40, 20, 360, 200)
    taker = PictureTaker()
    taker.add(0, scene())
    taker.add(250, boxed)
    taken = taker.finish()
    whole = taken.codes[taken.extra["region"] == 0]
    assert apart(whole[0], whole[1]) <= 12
    assert np.abs(taken.extra["box"][1].astype(int) - (26, 23, 230, 232)).max() <= 2


def test_a_flat_picture_has_a_moment_but_no_code() -> None:
    taker = PictureTaker()
    taker.add(0, np.full((90, 160), 16, np.uint8))
    taker.add(250, scene())
    taken = taker.finish()
    assert taken.extra["moment"].tolist() == [0, 250]
    assert set(taken.times.tolist()) == {250}
    assert taken.extra["thumb"].shape == (2, THUMB_HEIGHT, THUMB_WIDTH)


def test_nothing_added_is_nothing_taken() -> None:
    taken = PictureTaker().finish()
    assert taken.codes.shape == (0, CODE_BYTES)
    assert len(taken.extra["moment"]) == 0


def test_a_single_pixel_is_a_picture() -> None:
    taker = PictureTaker()
    taker.add(0, np.full((1, 1), 99, np.uint8))
    assert len(taker.finish().times) == 0
