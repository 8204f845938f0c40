"""Shards on an object store: what one machine puts there another finds, and nothing stale or damaged is believed."""

import shutil
import sys
from pathlib import Path

import pytest

from onrecord.check import Shelf, build_shards
from onrecord.check import shelf as shelf_module
from onrecord.errors import Missing, Unreachable
from tests.check.conftest import ARABIC, HARBOUR, PERSIAN, VALLEY, spoken

obstore = pytest.importorskip("obstore")

TEXTS = [spoken("harbour", HARBOUR), spoken("valley", VALLEY), spoken("fa", PERSIAN), spoken("ar", ARABIC)]


def fetched(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.npz"))


def test_what_one_machine_adds_another_finds(address: str, tmp_path: Path) -> None:
    here, there = Shelf(tmp_path / "here", address), Shelf(tmp_path / "there", address)
    assert there.items() == set()
    here.add(TEXTS)
    assert there.items() == {text.item for text in TEXTS}
    assert fetched(tmp_path / "there") == fetched(tmp_path / "here") != []
    assert [shard.entries for shard in there.shards()] == [shard.entries for shard in here.shards()]


def test_what_is_merged_there_is_read_anew_and_the_rest_thrown_away(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "SMALL", 0)
    here, there = Shelf(tmp_path / "here", address), Shelf(tmp_path / "there", address)
    for number in range(4):
        here.add([spoken(f"t{number}", [f"number{number}", *VALLEY])])
    assert len(there.shards()) == 4
    assert here.merge() == 4
    assert there.items() == {"t0", "t1", "t2", "t3"}
    assert len(fetched(tmp_path / "there")) == 1


def test_a_shard_built_elsewhere_is_adopted(address: str, tmp_path: Path) -> None:
    (path,) = build_shards(TEXTS, tmp_path)
    Shelf(tmp_path / "here", address).adopt(path)
    assert len(Shelf(tmp_path / "there", address).items()) == len(TEXTS)


def test_a_fetched_file_that_is_damaged_is_fetched_again(address: str, tmp_path: Path) -> None:
    Shelf(tmp_path / "here", address).add(TEXTS)
    (name,) = fetched(tmp_path / "here")
    (tmp_path / "here" / name).write_bytes(b"rot")
    shelf = Shelf(tmp_path / "here", address)
    assert len(shelf.items()) == len(TEXTS)
    assert shelf.set_aside() == []


def test_a_shard_that_is_damaged_on_the_store_is_set_aside_there(address: str, tmp_path: Path) -> None:
    here = Shelf(tmp_path / "here", address)
    here.add(TEXTS)
    (name,) = fetched(tmp_path / "here")
    store = obstore.store.from_url(address)
    obstore.put(store, name, b"rot")
    there = Shelf(tmp_path / "there", address)
    assert there.items() == set()
    assert name[:12] in str(there.set_aside()[0])
    assert bytes(obstore.get(store, f"set-aside/{name}").bytes()) == b"rot"
    there.add(TEXTS)
    assert len(here.items()) == len(TEXTS)


def test_what_is_cleared_is_gone_from_the_store(address: str, tmp_path: Path) -> None:
    here = Shelf(tmp_path / "here", address)
    here.add(TEXTS)
    here.clear()
    assert Shelf(tmp_path / "there", address).items() == set()
    assert not (tmp_path / "here").exists()


def test_a_lost_folder_is_fetched_again(address: str, tmp_path: Path) -> None:
    Shelf(tmp_path / "here", address).add(TEXTS)
    shutil.rmtree(tmp_path / "here")
    assert len(Shelf(tmp_path / "here", address).items()) == len(TEXTS)


def test_a_bucket_that_is_not_there_is_named(address: str, tmp_path: Path) -> None:
    assert address
    with pytest.raises(Unreachable, match=r"s3://nobody/x: gave no answer .*AWS_ENDPOINT"):
        Shelf(tmp_path, "s3://nobody/x").items()
    with pytest.raises(Unreachable, match="nonsense"):
        Shelf(tmp_path, "nonsense")


def test_without_obstore_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.delitem(sys.modules, "onrecord.shards.s3", raising=False)
    with pytest.raises(Missing, match=r"onrecord\[s3\]"):
        Shelf(tmp_path, "s3://shelves/x")
    assert not list(tmp_path.iterdir())
