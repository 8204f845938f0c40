"""Prints of details."""

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.prints.detail import CODE_BYTES, FEATURES, MIRROR, PLACE, DetailTaker
from onrecord.prints.form import ChannelPrints


def scene(size: tuple[int, int] = (400, 225)) -> npt.NDArray[np.uint8]:
    """Many things of many sizes."""
    random = np.random.default_rng(3)
    picture = np.full((450, 800), 110, np.uint8)
    for _ in range(220):
        x, y, w, h = random.integers((0, 0, 8, 8), (800, 450, 90, 90)).tolist()
        cv2.rectangle(picture, (x, y), (x + w, y + h), int(random.integers(16, 236)), -1)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def taken(picture: npt.NDArray[np.uint8]) -> ChannelPrints:
    taker = DetailTaker()
    taker.add(0, picture)
    return taker.finish()


def found_again(one: ChannelPrints, other: ChannelPrints, mirrored: bool = False) -> float:  # noqa: FBT001, FBT002  # a test's own
    """The share of features that have a like one at the same place."""
    codes = one.codes ^ MIRROR if mirrored else one.codes
    near = np.bitwise_count(codes[:, None] ^ other.codes[None]).sum(axis=2) <= 40
    place, there = (c.extra["place"].astype(np.float64) / PLACE for c in (one, other))
    if mirrored:
        place[:, 0] = 1 - place[:, 0]
    beside = np.abs(place[:, None] - there[None]).max(axis=2) <= 0.01
    return float((near & beside).any(axis=1).mean())


def test_details_are_found_again_in_another_size_and_contrast() -> None:
    changed = (scene((640, 360)) * 0.6 + 50).astype(np.uint8)
    assert found_again(taken(scene()), taken(changed)) > 0.5


def test_details_of_a_mirrored_picture_are_the_mirrored_details() -> None:
    picture = scene()
    turned = taken(np.ascontiguousarray(picture[:, ::-1]))
    assert found_again(taken(picture), turned, mirrored=True) > 0.7
    assert found_again(taken(picture), turned) < 0.1


def test_every_part_of_the_picture_has_its_share() -> None:
    found = taken(scene())
    assert len(found.times) == FEATURES
    cells = {(x * 4 // (PLACE + 1), y * 4 // (PLACE + 1)) for x, y in found.extra["place"].astype(int).tolist()}
    assert len(cells) == 16


def test_what_has_no_details_has_no_rows() -> None:
    for picture in (np.full((100, 100), 16, np.uint8), np.full((1, 1), 16, np.uint8)):
        assert taken(picture).codes.shape == (0, CODE_BYTES)
