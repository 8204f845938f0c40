"""Finding by their pictures the stretches that show what is held."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from onrecord.match.pictures import find_pictures
from onrecord.match.places import Place
from onrecord.prints import FootagePrints
from onrecord.prints.detail import DetailTaker
from onrecord.prints.picture import PictureTaker
from tests.match.scanned import ScannedArchive

Luma = npt.NDArray[np.uint8]
Change = Callable[[Luma], Luma]

WIDTH, HEIGHT = 400, 225
LENGTH_MS = 16_000


@cache
def setting(seed: int) -> Luma:
    """A place with many things in it."""
    random = np.random.default_rng(seed)
    picture = np.full((HEIGHT, WIDTH), int(random.integers(60, 180)), np.uint8)
    for _ in range(140):
        x, y, w, h = random.integers((0, 0, 5, 5), (WIDTH, HEIGHT, 60, 60)).tolist()
        cv2.rectangle(picture, (x, y), (x + w, y + h), int(random.integers(16, 236)), -1)
    return picture


def shown(seed: int, ms: float, take: int = 1) -> Luma:
    """A moment of a take at that place: things move through it, in every take another way."""
    picture = setting(seed).copy()
    random = np.random.default_rng((seed, take))
    for _ in range(3):
        phase, speed, y = random.uniform(0, 6.28), random.uniform(0.4, 0.9), int(random.integers(40, 180))
        x = int(WIDTH / 2 + WIDTH / 3 * np.sin(phase + speed * ms / 1000))
        cv2.circle(picture, (x, y), 26, int(random.integers(16, 236)), -1)
        cv2.circle(picture, (x, y), 9, int(random.integers(16, 236)), -1)
    return picture


def same(picture: Luma) -> Luma:
    return picture


def prints(*parts: tuple[int, float, int, Change], speed: float = 1.0, take: int = 1) -> FootagePrints:
    """A film of parts: a place, the ms it begins at, how long it lasts and what happened to it."""
    picture, detail, cuts, at = PictureTaker(), DetailTaker(), [], 0
    for seed, begin, length, change in parts:
        for ms in range(0, length, 200):
            luma = change(shown(seed, begin + ms * speed, take))
            picture.add(at + ms, luma)
            if ms % 1000 == 0:
                detail.add(at + ms, luma)
        at += length
        cuts.append(at)
    return FootagePrints(at, np.array(cuts[:-1], np.int32), {"picture": picture.finish(), "detail": detail.finish()})


@pytest.fixture(scope="module")
def archive() -> ScannedArchive:
    return ScannedArchive(
        {"street": prints((1, 0, LENGTH_MS, same), (2, 0, LENGTH_MS, same)), "hall": prints((3, 0, LENGTH_MS, same))}
    )


def found(query: FootagePrints, archive: ScannedArchive) -> list[Place]:
    return find_pictures(query, archive, lambda _: None)


def cropped(picture: Luma) -> Luma:
    part = picture[20 : 20 + HEIGHT * 7 // 10, 60 : 60 + WIDTH * 7 // 10]
    return np.asarray(cv2.resize(part, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def in_a_corner(picture: Luma) -> Luma:
    made = shown(9, 0)
    made[10 : 10 + HEIGHT // 2, 190 : 190 + WIDTH // 2] = cv2.resize(
        picture, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA
    )
    return made


def mirrored(picture: Luma) -> Luma:
    return np.ascontiguousarray(picture[:, ::-1])


def with_bars(picture: Luma) -> Luma:
    made = np.full((HEIGHT, WIDTH), 16, np.uint8)
    made[30:-30] = cv2.resize(picture, (WIDTH, HEIGHT - 60), interpolation=cv2.INTER_AREA)
    return made


@pytest.mark.parametrize("change", [same, cropped, in_a_corner, mirrored, with_bars])
def test_a_stretch_is_found_whatever_happened_to_it(archive: ScannedArchive, change: Change) -> None:
    query = prints((7, 0, 4000, same), (2, 5000, 6000, change), (8, 0, 4000, same))
    (place,) = found(query, archive)
    assert (place.item, place.start_ms, place.end_ms) == ("street", 4000, 10_000)
    assert abs(place.held_start_ms - (LENGTH_MS + 5000)) <= 150
    assert abs(place.held_end_ms - (LENGTH_MS + 11_000)) <= 150
    assert place.mirrored == (change is mirrored)
    assert place.same_moment
    assert place.evidence > 20


@pytest.mark.parametrize("speed", [0.8, 1.25])
def test_another_speed_is_found_out(archive: ScannedArchive, speed: float) -> None:
    (place,) = found(prints((7, 0, 3000, same), (3, 3000, 7000, same), speed=speed), archive)
    assert place.item == "hall"
    assert place.speed == pytest.approx(speed, abs=0.03)


def test_what_is_not_held_is_not_found(archive: ScannedArchive) -> None:
    assert found(prints((5, 0, 5000, same), (6, 0, 5000, same)), archive) == []


def test_another_take_at_the_same_place_is_not_the_same_moment(archive: ScannedArchive) -> None:
    assert not any(place.same_moment for place in found(prints((3, 0, 6000, same), take=2), archive))


def test_a_video_without_a_picture_is_nowhere(archive: ScannedArchive) -> None:
    assert found(FootagePrints(5000, np.empty(0, np.int32), {}), archive) == []
    assert found(prints(), archive) == []
