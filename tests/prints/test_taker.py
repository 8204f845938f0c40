"""The taker of prints: what it is shown when, what it hears, and that both ways of taking agree."""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import Unreadable
from onrecord.planes import Plane
from onrecord.prints import FootagePrints, load
from onrecord.prints.taker import RULE, FootageTaker, Pace, take
from onrecord.read.engines.pyav import PyAvReader
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench
from tests import films


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cut at 2 s, with sound."""
    pictures = chain(films.scene(1, 2.0), films.scene(2, 2.0))
    return films.write(tmp_path_factory.mktemp("film") / "film.mp4", pictures, sound=films.Sound(), seconds=4.0)


def of_pass(path: Path, folder: Path, **options: bool) -> FootagePrints | None:
    """The prints that reading takes on the way."""
    bench = Workbench(FolderBlobs(folder), folder)
    prints = PyAvReader(**options).read_media(path, bench).prints
    if prints is None:
        return None
    assert prints.by == RULE
    taken = load(folder / "made" / prints.array)
    assert prints.duration_ms == taken.duration_ms
    assert prints.count == sum(len(channel.times) for channel in taken.channels.values())
    return taken


def test_pictures_are_taken_four_times_a_second_and_where_a_shot_seems_to_begin() -> None:
    pace = Pace()
    fresh = {480, 520, 840}
    taken = [ms for ms in range(0, 1001, 40) if pace.takes(ms, fresh=ms in fresh)]
    assert taken == [0, 280, 480, 520, 760, 840, 1000]


def noise(seed: int) -> Plane:
    """A picture full of details."""
    coarse = np.random.default_rng(seed).integers(0, 256, (30, 40), np.uint8)
    return coarse.repeat(4, axis=0).repeat(4, axis=1)


def detailed(taker: FootageTaker) -> set[int]:
    """The times whose details were taken."""
    return set(taker.finish([], 10_000).channels["detail"].times.tolist())


def test_details_are_of_the_sharpest_picture_of_a_while() -> None:
    taker = FootageTaker()
    for ms in range(0, 2500, 250):
        taker.see(ms, noise(ms) if ms in {500, 1750} else np.full((120, 160), 90, np.uint8))
    assert detailed(taker) == {500, 1750}


def test_a_picture_that_stays_is_taken_now_and_then() -> None:
    taker = FootageTaker()
    for ms in range(0, 9000, 250):
        taker.see(ms, noise(1))
    assert detailed(taker) == {0, 3750, 7500}


def test_every_shot_has_details_of_its_own() -> None:
    taker = FootageTaker()
    for ms in (0, 250, 500, 750):
        taker.see(ms, noise(ms), fresh=ms == 500)
    times = detailed(taker)
    assert any(ms < 500 for ms in times)
    assert any(ms >= 500 for ms in times)


def test_a_film_read_before_has_the_prints_of_the_pass(film: Path, tmp_path: Path) -> None:
    read, again = of_pass(film, tmp_path), take(film, [2000], 4000, lambda _: None)
    assert read is not None
    assert read.cuts.tolist() == again.cuts.tolist() == [2000]
    assert read.channels.keys() == again.channels.keys() == {"picture", "detail", "sound"}
    for name, channel in read.channels.items():
        assert np.array_equal(channel.times, again.channels[name].times)
        assert np.array_equal(channel.codes, again.channels[name].codes)


def test_prints_are_left_out_where_nobody_wants_them(film: Path, tmp_path: Path) -> None:
    assert of_pass(film, tmp_path, prints=False) is None
    without = of_pass(film, tmp_path, details=False)
    assert without is not None
    assert without.channels.keys() == {"picture", "sound"}


def test_a_film_without_sound_has_no_prints_of_sound(tmp_path: Path) -> None:
    taken = of_pass(films.write(tmp_path / "silent.mp4", films.scene(4, 1.0)), tmp_path)
    assert taken is not None
    assert len(taken.channels["sound"].times) == 0
    assert len(taken.channels["picture"].times) > 0


def test_sound_alone_has_no_prints_of_pictures(tmp_path: Path) -> None:
    path = films.write(tmp_path / "sound.m4a", None, sound=films.Sound(), seconds=3.0)
    taken = take(path, [], 3000, lambda _: None)
    assert len(taken.channels["sound"].times) > 0
    assert len(taken.channels["picture"].times) == len(taken.channels["detail"].times) == 0


def test_progress_is_told(film: Path) -> None:
    told: list[float] = []
    take(film, [], 4000, told.append, details=False)
    assert told
    assert told == pytest.approx(sorted(told), abs=0.1)
    assert all(0 <= share <= 1 for share in told)


def test_what_is_no_film_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.mp4"
    path.write_bytes(b"<!doctype html><title>A quay</title>")
    with pytest.raises(Unreadable, match=r"page\.mp4: .+; .+"):
        take(path, [], 1000, lambda _: None)
