"""A shard is one file that anybody can read, named by its content, and none is taken for what it isn't."""

import dataclasses
import json
import multiprocessing
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from onrecord.check import Shelf, Spoken, build_shards
from onrecord.check.shard import NAMING, read, write
from onrecord.errors import Damaged
from tests.check.conftest import ARABIC, HARBOUR, VALLEY, spoken


def texts() -> list[Spoken]:
    return [spoken("harbour", HARBOUR, "Orrin, Talia"), spoken("valley", VALLEY), spoken("copy", VALLEY)]


def test_its_name_is_its_checksum(tmp_path: Path) -> None:
    (path,) = build_shards(texts(), tmp_path)
    assert path.name == NAMING.of(path)
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_texts_make_the_same_file(tmp_path: Path) -> None:
    assert build_shards(texts(), tmp_path) == build_shards(texts(), tmp_path)


def test_numpy_reads_it(tmp_path: Path) -> None:
    (path,) = build_shards(texts(), tmp_path)
    with np.load(path) as held:
        about = json.loads(held["about.json"])
        assert about["entries"]["item"] == ["harbour", "valley", "copy"]
        assert about["entries"]["text"] == [0, 1, 1]
        assert len(held["order"]) == about["words"]
        assert (np.diff(held["vocabulary"].astype(object)) > 0).all()


def test_its_arrays_are_read_where_they_lie(tmp_path: Path) -> None:
    (path,) = build_shards(texts(), tmp_path)
    shard = read(path, path.name)
    for array in (shard.vocabulary, shard.first, shard.order, shard.following):
        assert array.ctypes.data % 64 == 0
        assert not array.flags.writeable
    assert shard.entries[0].speaker == "Orrin, Talia"


def test_texts_without_a_word_make_a_shard_too(tmp_path: Path) -> None:
    (path,) = build_shards([spoken("empty", []), spoken("marks", ["\u2026!"])], tmp_path)
    assert read(path, path.name).items == {"empty", "marks"}
    assert build_shards([], tmp_path) == []


def _rewritten(path: Path, change: Callable[[dict[str, int]], None]) -> Path:
    """The same shard with something else in what it says of itself."""
    with zipfile.ZipFile(path) as old:
        held: dict[str, bytes] = {name: old.read(name) for name in old.namelist()}
    about = json.loads(held["about.json"])
    change(about)
    new = path.with_name("new.npz")
    with zipfile.ZipFile(new, "w") as file:
        for name, data in {**held, "about.json": json.dumps(about).encode()}.items():
            file.writestr(name, data)
    return new.rename(path.with_name(NAMING.of(new)))


@pytest.mark.parametrize("key", ["form", "folding"])
def test_one_of_another_version_is_refused(tmp_path: Path, key: str) -> None:
    (path,) = build_shards(texts(), tmp_path)
    other = _rewritten(path, lambda about: about.update({key: about[key] + 1}))
    with pytest.raises(Damaged, match=f"shard {other.name[:12]}: was made by another version of onrecord"):
        Shelf(tmp_path / "shelf").adopt(other)


def test_one_that_says_nothing_of_itself_is_refused(tmp_path: Path) -> None:
    (path,) = build_shards(texts(), tmp_path)
    with pytest.raises(Damaged, match="can't be read"):
        Shelf(tmp_path / "shelf").adopt(_rewritten(path, dict.clear))


def test_one_that_is_cut_short_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (path,) = build_shards(texts(), tmp_path)
    path.write_bytes(path.read_bytes()[:-7])
    shelf = Shelf(tmp_path / "shelf")
    with pytest.raises(Damaged, match=f"shard {path.name[:12]}: isn't what was written"):
        shelf.adopt(path)
    assert shelf.shards() == []
    assert list((tmp_path / "shelf").iterdir()) == []


def _built_elsewhere(numbers: range, folder: Path) -> list[Path]:
    return build_shards((spoken(f"t{number}", [f"word{number} {VALLEY[0]}"]) for number in numbers), folder)


def test_shards_are_built_by_other_processes_and_adopted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        batches = [range(start, start + 25) for start in range(0, 100, 25)]
        for built in pool.map(_built_elsewhere, batches, [tmp_path] * len(batches)):
            for path in built:
                shelf.adopt(path)
    assert shelf.items() == {f"t{number}" for number in range(100)}
    assert len(shelf.shards()) == 4
    assert shelf.merge() == 4
    assert shelf.items() == {f"t{number}" for number in range(100)}


def test_adopting_twice_is_adopting_once(tmp_path: Path) -> None:
    (path,) = build_shards([spoken("arabic", ARABIC)], tmp_path)
    shelf = Shelf(tmp_path / "shelf")
    shelf.adopt(path)
    shelf.adopt(path)
    assert len(shelf.shards()) == 1
    assert path.exists()


@pytest.mark.parametrize("array", ["order", "first", "text", "following", "lengths", "vocabulary"])
def test_one_whose_arrays_do_not_fit_its_texts_is_not_adopted(tmp_path: Path, array: str) -> None:
    (path,) = build_shards(texts(), tmp_path)
    postings = read(path, path.name)
    held = getattr(postings, array)
    for number, wrong in enumerate((held[:-1], np.full_like(held, held.max()), held.astype(np.uint16))):
        partial = tmp_path / f"{number}.new"
        name = write(dataclasses.replace(postings, **{array: wrong}), partial)
        with pytest.raises(Damaged):
            Shelf(tmp_path / "shelf").adopt(partial.rename(tmp_path / name))
    assert Shelf(tmp_path / "shelf").items() == set()
