"""The shelf: written once, found again, merged, ignored when no longer current, named when damaged."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.check import Shelf, ShelvedArchive, Spoken, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.check.postings import MOST_WORDS, texts_of
from onrecord.check.shelf import in_memory
from onrecord.errors import Damaged
from onrecord.records import ArchiveSummary, Asked, Checked
from tests.check.conftest import ARABIC, HARBOUR, PERSIAN, VALLEY, spoken

TEXTS = {one.item: one for one in (spoken("harbour", HARBOUR), spoken("valley", VALLEY), spoken("fa", PERSIAN))}
ASKED = (
    "the harbour of Merrow was built",
    "three plans for the great canal last spring; the cheapest",
    "the reservoir is half empty today \u2026 the council voted eleven times",
    "\u0635\u0628\u0631 \u0645\u0631\u062f\u0645 \u062c\u0632\u06cc\u0631\u0647",
)


def answers(shelf: Shelf, only: set[str] | None = None) -> list[Checked]:
    shards = shelf.shards()
    words = sum(entry.words for shard in shards for entry in shard.entries)
    summary = ArchiveSummary(generation=1, releases=3, hours=0.0, words=words)
    archive = ShelvedArchive(summary, shards, TEXTS.__getitem__, only)
    return [check(AlignmentChecker(), Asked(text=text), archive) for text in ASKED]


def test_an_empty_shelf_finds_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none")
    assert shelf.items() == set()
    assert {answer.verdict for answer in answers(shelf)} == {"not found"}


def test_what_was_added_is_found_by_another_reader(tmp_path: Path) -> None:
    Shelf(tmp_path).add(TEXTS.values())
    assert Shelf(tmp_path).items() == set(TEXTS)
    assert [answer.verdict for answer in answers(Shelf(tmp_path))] == ["verbatim", "altered", "stitched", "verbatim"]


def test_one_at_a_time_gives_the_same_answers_as_all_at_once(tmp_path: Path) -> None:
    at_once, one_by_one = Shelf(tmp_path / "a"), Shelf(tmp_path / "b")
    at_once.add(TEXTS.values())
    for one in TEXTS.values():
        one_by_one.add([one])
    assert answers(at_once) == answers(one_by_one)


def test_a_shelf_made_anew_gives_the_same_answers(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add(TEXTS.values())
    before = answers(shelf)
    shelf.clear()
    assert shelf.items() == set()
    shelf.add(TEXTS.values())
    assert answers(shelf) == before


def test_what_is_there_already_is_not_added_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add(TEXTS.values())
    shelf.add(TEXTS.values())
    assert sum(len(shard.entries) for shard in shelf.shards()) == len(TEXTS)


def test_small_shards_are_merged(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(64):
        shelf.add([spoken(f"t{number}", VALLEY)])
    assert len(shelf.shards()) <= 7
    assert len(shelf.items()) == 64


def test_a_text_that_is_no_longer_current_is_passed_over_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add(TEXTS.values())
    assert [answer.verdict for answer in answers(shelf, {"harbour"})] == [
        "verbatim",
        "not found",
        "altered",
        "not found",
    ]


def test_a_text_without_words_is_no_trouble(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add([spoken("empty", []), spoken("marks", ["\u2026!"]), *TEXTS.values()])
    assert {"empty", "marks"} <= shelf.items()
    assert answers(shelf)[0].verdict == "verbatim"


def test_a_shard_gives_back_its_texts() -> None:
    (shard,) = in_memory([spoken("a", HARBOUR), spoken("b", ARABIC)])
    assert [len(text) for text in texts_of(shard)] == [entry.words for entry in shard.entries]


def test_texts_that_do_not_fit_on_one_shard_get_more() -> None:
    big = Spoken(item="big", release="big", segments=spoken("x", ["la " * (MOST_WORDS // 2 + 10)]).segments)
    shards = in_memory([big, Spoken(item="more", release="more", segments=big.segments)])
    assert [len(shard.entries) for shard in shards] == [1, 1]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-3] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut, _flip, Path.unlink])
@pytest.mark.parametrize("name", ["vocabulary.npy", "keys.npy", "positions.npy", "shard.json"])
def test_a_damaged_shard_is_named(tmp_path: Path, name: str, harm: Callable[[Path], None]) -> None:
    Shelf(tmp_path).add(TEXTS.values())
    harm(tmp_path / "shard-000001" / name)
    with pytest.raises(Damaged, match=r"shard shard-000001: .*onrecord rebuild"):
        Shelf(tmp_path).shards()


def test_a_write_that_was_cut_off_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add(TEXTS.values())
    (tmp_path / ".new-abandoned").mkdir()
    assert Shelf(tmp_path).items() == set(TEXTS)
    shelf.add([spoken("more", ARABIC)])
    assert not (tmp_path / ".new-abandoned").exists()


def test_a_merge_that_was_cut_off_counts_no_text_twice(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add(TEXTS.values())
    before = answers(shelf)
    shutil.copytree(tmp_path / "shard-000001", tmp_path / "shard-000002")
    assert [answer.sources for answer in answers(shelf)] == [answer.sources for answer in before]
