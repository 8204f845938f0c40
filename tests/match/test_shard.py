"""A shard of footage is one file that anybody can read, and its codes stand in the order of their bits."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import Damaged
from onrecord.match.codes import OrderedCodes, cell_bits_for, cells_of, keys_of, ordered
from onrecord.match.shard import NAMING, Kind, Shard, build, merge, read, write
from onrecord.prints.form import ChannelPrints
from tests.match.test_shelf import taken


def built(seeds: range) -> Shard:
    (shard,) = build((f"video{seed}", taken(seed)) for seed in seeds)
    return shard


def test_numpy_reads_it(tmp_path: Path) -> None:
    name = write(built(range(3)), tmp_path / "new")
    assert name == NAMING.of(tmp_path / "new")
    with np.load(tmp_path / "new") as held:
        about = json.loads(held["about.json"])
        assert about["items"] == ["video0", "video1", "video2"]
        assert about["kinds"] == [["detail", 16], ["picture", 16], ["sound", 4]]
        assert held["detail.16.codes"].shape == (900, 16)
        assert held["detail.16.starts"].tolist() == [0, 300, 600, 900]


def test_the_same_prints_make_the_same_file(tmp_path: Path) -> None:
    assert write(built(range(3)), tmp_path / "a") == write(built(range(3)), tmp_path / "b")


def test_its_arrays_are_read_where_they_lie(tmp_path: Path) -> None:
    name = write(built(range(3)), tmp_path / "new")
    for held in read(tmp_path / "new", name).kinds.values():
        assert held.codes.ctypes.data % 64 == 0
        assert not held.codes.flags.writeable


def test_codes_stand_in_order_in_their_cells() -> None:
    shard = built(range(40))
    for held in shard.kinds.values():
        keys = held.keys(slice(None))
        assert (keys[1:] >= keys[:-1]).all()
        cells = cells_of(keys, held.cell_bits)
        assert held.cells.tolist() == np.searchsorted(cells, np.arange((1 << held.cell_bits) + 1)).tolist()
    assert shard.kinds[Kind("detail", 16)].cell_bits == 8


def test_a_merge_is_what_would_have_been_built(tmp_path: Path) -> None:
    parts = [built(range(2)), built(range(1, 5)), built(range(5, 8))]
    name = merge(parts, set(), tmp_path / "merged")
    assert name == write(built(range(8)), tmp_path / "built")


def test_a_merge_goes_by_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.match.merging._TOGETHER", 100)
    name = merge([built(range(4)), built(range(4, 8))], {"video2"}, tmp_path / "merged")
    (rest,) = build((f"video{seed}", taken(seed)) for seed in range(8) if seed != 2)
    assert name == write(rest, tmp_path / "built")


def test_what_is_merged_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert merge([built(range(2))], {"video0", "video1"}, tmp_path / "merged") is None


@pytest.mark.parametrize("form", ["cells", "starts", "rows", "times", "moments"])
def test_arrays_that_do_not_fit_are_damage(tmp_path: Path, form: str) -> None:
    shard = built(range(2))
    held = shard.kinds[Kind("detail", 16)]
    wrong = {name: getattr(held, name) for name in OrderedCodes.__dataclass_fields__} | {form: held.rows[:-5]}
    name = write(Shard(shard.items, {Kind("detail", 16): OrderedCodes(**wrong)}), tmp_path / "new")
    with pytest.raises(Damaged, match="can't be read"):
        read(tmp_path / "new", name)


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(0, 300), max_size=6), width=st.integers(1, 20), alike=st.booleans(), seed=st.integers(0)
)
def test_every_row_has_its_item_its_time_and_its_code(counts: list[int], width: int, seed: int, *, alike: bool) -> None:
    chance = np.random.default_rng(seed)
    channels = [
        ChannelPrints(
            np.sort(chance.integers(0, 9, count) if alike else np.arange(count)).astype(np.int32),
            chance.integers(0, 2 if alike else 256, (count, width), dtype=np.uint8),
            {},
        )
        for count in counts
    ]
    held = ordered(channels, width)
    held.check_fits(len(counts), width)
    item = held.items_of(held.rows)
    row = held.rows - held.starts[item]
    for place in range(len(held)):
        channel = channels[item[place]]
        assert (channel.codes[row[place]] == held.codes[place]).all()
        assert channel.times[row[place]] == held.times_of(held.rows[place : place + 1])[0]
    assert np.array_equal(held.keys(slice(None)), np.sort(held.keys(slice(None))))


@given(st.integers(0, 1 << 33), st.integers(1, 64))
def test_cells_are_neither_many_nor_large(count: int, width: int) -> None:
    bits = cell_bits_for(count, width)
    assert 1 << bits <= max(1, count)
    assert count < 64 << bits or bits == 8 * width


def test_a_place_in_the_order_is_found_by_halving() -> None:
    held = built(range(9)).kinds[Kind("sound", 4)]
    sought = np.sort(np.random.default_rng(3).integers(0, 1 << 63, 50).astype(np.uint64) * np.uint64(2))
    assert np.array_equal(held.begins(sought, *held.everywhere(50)), np.searchsorted(keys_of(held.codes), sought))
