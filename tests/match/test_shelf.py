"""The shelf of footage: added to, merged, opened in other processes, and it never gives what doesn't count."""

import multiprocessing
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import faiss
import numpy as np
import pytest

from onrecord.errors import Damaged
from onrecord.match import shelf as shelf_module
from onrecord.match.archive import Archive, Neighbours
from onrecord.match.shelf import Shelf
from onrecord.match.shelved import Shelved, open_archive
from onrecord.prints import CHANNELS, Channel, FootagePrints, save
from onrecord.prints.form import ChannelPrints
from tests.match.scanned import ScannedArchive

WIDTHS: dict[Channel, int] = {"picture": 16, "detail": 16, "sound": 4}
COUNTS: dict[Channel, int] = {"picture": 40, "detail": 300, "sound": 100}


def taken(seed: int, size: float = 1.0) -> FootagePrints:
    """Prints of footage that nobody has filmed."""
    chance = np.random.default_rng(seed)
    channels: dict[Channel, ChannelPrints] = {}
    for channel in CHANNELS:
        count = int(COUNTS[channel] * size)
        codes = chance.integers(0, 256, (count, WIDTHS[channel]), dtype=np.uint8)
        times = np.sort(chance.integers(0, 40, count) * 250).astype(np.int32)
        channels[channel] = ChannelPrints(times, codes, {})
    return FootagePrints(10_000, np.empty(0, np.int32), channels)


class Kept:
    """Print files in a folder, and what is in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prints: dict[str, FootagePrints] = {}
        folder.mkdir()

    def path(self, item: str) -> Path:
        """Where an item's prints are."""
        return self.folder / f"{item}.npz"

    def put(self, item: str, prints: FootagePrints) -> tuple[str, Path]:
        """Keep prints as those of an item."""
        self.prints[item] = prints
        self.path(item).write_bytes(save(prints))
        return item, self.path(item)


@pytest.fixture(autouse=True)
def _alone() -> None:
    """Where everything is scanned, so little is to be done that threads only wait for each other."""
    faiss.omp_set_num_threads(1)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    held = Kept(tmp_path / "prints")
    for number in range(6):
        held.put(f"video{number}", taken(number))
    return held


def files(kept: Kept) -> list[tuple[str, Path]]:
    return [(item, kept.path(item)) for item in kept.prints]


def changed(
    prints: FootagePrints, channel: Channel, share: float = 0.06
) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Codes of a channel with some of their bits turned over."""
    codes = prints.channels[channel].codes
    turned = np.random.default_rng(9).random((len(codes), 8 * codes.shape[1])) < share
    return codes ^ np.packbits(turned, axis=1)


def rows(found: Neighbours) -> set[tuple[int, ...]]:
    return set(zip(*(array.tolist() for array in found), strict=True))


def answers(archive: Archive, kept: Mapping[str, FootagePrints]) -> list[set[tuple[int, ...]]]:
    asked = [(channel, changed(one, channel)) for one in kept.values() for channel in CHANNELS]
    return [rows(archive.near(channel, codes, 4 if channel == "sound" else 16, 5)) for channel, codes in asked]


def opened(shelf: Shelf, kept: Kept, items: list[str] | None = None) -> Archive:
    return open_archive(shelf.shards(), list(kept.prints) if items is None else items, kept.path)


def test_an_empty_shelf_has_nothing(tmp_path: Path, kept: Kept) -> None:
    shelf = Shelf(tmp_path / "none")
    archive = opened(shelf, kept)
    assert (shelf.items(), shelf.merge(), shelf.verify(), shelf.set_aside()) == (set(), 0, [], [])
    assert (list(archive.items), archive.count("detail")) == ([], 0)
    assert rows(archive.near("detail", np.zeros((3, 16), np.uint8), 10, 5)) == set()
    assert not (tmp_path / "none").exists()


def test_a_small_archive_misses_nothing(tmp_path: Path, kept: Kept) -> None:
    Shelf(tmp_path / "shelf").add(files(kept))
    archive = opened(Shelf(tmp_path / "shelf"), kept)
    scanned = ScannedArchive(kept.prints)
    assert list(archive.items) == list(scanned.items)
    assert [archive.count(channel) for channel in CHANNELS] == [scanned.count(channel) for channel in CHANNELS]
    assert answers(archive, kept.prints) == answers(scanned, kept.prints)
    assert all(answers(archive, kept.prints))


def test_one_at_a_time_gives_the_same_answers_as_all_at_once(tmp_path: Path, kept: Kept) -> None:
    at_once, one_by_one = Shelf(tmp_path / "a"), Shelf(tmp_path / "b")
    at_once.add(files(kept))
    for one in files(kept):
        one_by_one.add([one])
    assert len(one_by_one.shards()) < len(kept.prints)
    assert answers(opened(at_once, kept), kept.prints) == answers(opened(one_by_one, kept), kept.prints)


def test_large_shards_wait_for_a_merge(tmp_path: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "SMALL", 0)
    shelf = Shelf(tmp_path / "shelf")
    for one in files(kept):
        shelf.add([one])
    assert len(shelf.shards()) == len(kept.prints)
    before = answers(opened(shelf, kept), kept.prints)
    assert shelf.merge() == len(kept.prints)
    assert answers(opened(shelf, kept), kept.prints) == before
    assert shelf.merge() == 0


def test_what_is_on_two_shards_comes_out_once(tmp_path: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "SMALL", 0)
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept)[:4])
    other = Shelf(tmp_path / "other")
    other.add(files(kept)[2:])
    for path in (tmp_path / "other").glob("*.npz"):
        path.rename(tmp_path / "shelf" / path.name)
    assert len(shelf.shards()) == 2
    assert answers(opened(shelf, kept), kept.prints) == answers(ScannedArchive(kept.prints), kept.prints)
    assert shelf.merge() == 2
    assert answers(opened(shelf, kept), kept.prints) == answers(ScannedArchive(kept.prints), kept.prints)


def test_what_does_not_count_never_comes_out(tmp_path: Path, kept: Kept) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    some = [item for item in kept.prints if item != "video2"]
    archive = opened(shelf, kept, [*some, "not there"])
    assert list(archive.items) == some
    without = ScannedArchive({item: kept.prints[item] for item in some})
    assert answers(archive, kept.prints) == answers(without, kept.prints)


def test_what_is_gone_leaves_the_shelf_once_it_is_much(tmp_path: Path, kept: Kept) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    assert shelf.merge(frozenset({"video0"})) == 0
    assert shelf.merge(frozenset({"video0", "video3"})) == 1
    assert shelf.items() == kept.prints.keys() - {"video0", "video3"}
    left = {item: kept.prints[item] for item in ("video1", "video2", "video4", "video5")}
    assert answers(opened(shelf, kept), kept.prints) == answers(ScannedArchive(left), kept.prints)
    assert shelf.merge(frozenset(kept.prints)) == 1
    assert shelf.shards() == []


def test_the_nearest_are_given_where_there_are_too_many(tmp_path: Path, kept: Kept) -> None:
    still = taken(1)
    still.channels["detail"].codes[:] = still.channels["detail"].codes[0]
    kept.put("still", still)
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    found = opened(shelf, kept).near("detail", still.channels["detail"].codes[:2], 10, 7)
    assert np.bincount(found.asked).tolist() == [7, 7]
    assert not found.distance.any()


def test_black_does_not_hide_what_is_near(tmp_path: Path, kept: Kept) -> None:
    """A video of one code many thousand times, among which stands one that is a little nearer."""
    black = taken(1, 40)
    black.channels["detail"].codes[:] = 255
    black.channels["detail"].codes[:, 7] = 0
    kept.put("black", black)
    odd = taken(2)
    odd.channels["detail"].codes[5] = 255
    kept.put("odd", odd)
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    found = opened(shelf, kept).near("detail", np.full((1, 16), 255, np.uint8), 20, 3)
    assert sorted(found.distance) == [0, 8, 8]
    assert found.row[found.distance.argmin()] == 5


def test_a_video_without_a_channel_is_held_too(tmp_path: Path, kept: Kept) -> None:
    silent = taken(7)
    del silent.channels["sound"]
    kept.put("silent", silent)
    kept.put("nothing", FootagePrints(0, np.empty(0, np.int32), {}))
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    assert {"silent", "nothing"} <= shelf.items()
    archive = opened(shelf, kept)
    codes = taken(7).channels["sound"].codes
    assert {archive.items[number] for number in archive.near("sound", codes, 3, 9).item} <= kept.prints.keys() - {
        "silent"
    }
    assert archive.near("detail", silent.channels["detail"].codes, 0, 9).item.tolist() == [6] * COUNTS["detail"]


def test_codes_of_another_width_are_no_neighbours(tmp_path: Path, kept: Kept) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    assert rows(opened(shelf, kept).near("detail", np.zeros((2, 8), np.uint8), 64, 9)) == set()
    assert rows(opened(shelf, kept).near("detail", np.zeros((0, 16), np.uint8), 64, 9)) == set()


def test_a_file_that_holds_no_prints_is_named(tmp_path: Path, kept: Kept) -> None:
    kept.path("video1").write_bytes(b"rot")
    with pytest.raises(Damaged, match=r"video1\.npz: is no print file"):
        Shelf(tmp_path / "shelf").add(files(kept))


def test_prints_stay_at_hand(tmp_path: Path, kept: Kept) -> None:
    shelf = Shelf(tmp_path / "shelf")
    shelf.add(files(kept))
    archive = opened(shelf, kept)
    assert archive.prints("video1") is archive.prints("video1")
    assert archive.prints("video1").duration_ms == 10_000


def count_in(shelved: Shelved, folder: Path) -> int:
    archive = shelved.open(lambda item: folder / f"{item}.npz")
    return len(archive.near("detail", archive.prints(archive.items[0]).channels["detail"].codes, 0, 5).row)


def test_another_process_opens_it_by_its_name(tmp_path: Path, kept: Kept) -> None:
    Shelf(tmp_path / "shelf").add(files(kept))
    shelved = Shelved(folder=tmp_path / "shelf", items=("video3", "video4"))
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(count_in, shelved, kept.folder).result() == COUNTS["detail"]


def test_what_stands_there_no_longer_is_not_taken_for_unseen(tmp_path: Path, kept: Kept) -> None:
    Shelf(tmp_path / "shelf").add(files(kept)[:2])
    shelved = Shelved(folder=tmp_path / "shelf", items=tuple(kept.prints))
    with pytest.raises(Damaged, match="shelf shelf: lacks 4 of 6 prints"):
        shelved.open(kept.path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut, _flip, os.truncate])
def test_a_damaged_shard_is_set_aside_and_its_prints_are_put_back(
    tmp_path: Path, kept: Kept, harm: Callable[..., None]
) -> None:
    Shelf(tmp_path / "shelf").add(files(kept))
    (path,) = (tmp_path / "shelf").glob("*.npz")
    harm(path, 0) if harm is os.truncate else harm(path)
    shelf = Shelf(tmp_path / "shelf")
    assert shelf.items() == set()
    (damage,) = shelf.set_aside()
    assert str(damage).startswith(f"shard {path.name[:12]}: ")
    assert "its prints are put on a new one" in str(damage)
    shelf.add(files(kept))
    assert answers(opened(shelf, kept), kept.prints) == answers(ScannedArchive(kept.prints), kept.prints)
    shelf.clear()
    assert (shelf.set_aside(), shelf.items()) == ([], set())
