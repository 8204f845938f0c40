"""The shelf: written once, found again, merged, passed over when no longer current, set aside when damaged."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.check import Shelf, ShelvedArchive, check
from onrecord.check import shelf as shelf_module
from onrecord.check.building import build, merged
from onrecord.check.engines.alignment import AlignmentChecker
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


def filled(folder: Path) -> Shelf:
    shelf = Shelf(folder)
    shelf.add(TEXTS.values())
    return shelf


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.npz"))


def test_an_empty_shelf_finds_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none")
    assert (shelf.items(), shelf.merge(), shelf.verify(), shelf.set_aside()) == (set(), 0, [], [])
    assert {answer.verdict for answer in answers(shelf)} == {"not found"}
    assert not (tmp_path / "none").exists()


def test_what_was_added_is_found_by_another_reader(tmp_path: Path) -> None:
    filled(tmp_path)
    assert Shelf(tmp_path).items() == set(TEXTS)
    assert [answer.verdict for answer in answers(Shelf(tmp_path))] == ["verbatim", "altered", "stitched", "verbatim"]


def test_one_at_a_time_gives_the_same_answers_as_all_at_once(tmp_path: Path) -> None:
    at_once, one_by_one = filled(tmp_path / "a"), Shelf(tmp_path / "b")
    for one in TEXTS.values():
        one_by_one.add([one])
    assert answers(at_once) == answers(one_by_one)


def test_a_shelf_made_anew_gives_the_same_answers(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    before = answers(shelf)
    shelf.clear()
    assert shelf.items() == set()
    shelf.add(TEXTS.values())
    assert answers(shelf) == before


def test_what_is_there_already_is_not_added_again(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    before = files(tmp_path)
    shelf.add(TEXTS.values())
    assert files(tmp_path) == before


def test_a_text_that_is_no_longer_current_is_passed_over_at_once(tmp_path: Path) -> None:
    assert [answer.verdict for answer in answers(filled(tmp_path), {"harbour"})] == [
        "verbatim",
        "not found",
        "altered",
        "not found",
    ]


def test_the_current_items_may_be_given_in_any_collection(tmp_path: Path) -> None:
    shards = filled(tmp_path).shards()
    summary = ArchiveSummary(generation=1, releases=1, hours=0.0, words=50)
    for only in (["valley"], {"valley": "r"}, frozenset({"valley"})):
        archive = ShelvedArchive(summary, shards, TEXTS.__getitem__, only)
        assert archive.counts(["harbour", "canal"]) == (0, 1)


def test_a_text_without_words_is_no_trouble(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.add([spoken("empty", []), spoken("marks", ["\u2026!"]), *TEXTS.values()])
    assert {"empty", "marks"} <= shelf.items()
    assert answers(shelf)[0].verdict == "verbatim"


@pytest.mark.parametrize("word", ["\ud800", "x\0y", "\u202eabc\u202c", "\u6f22", "a" * 100_000])
def test_any_text_is_found_again(tmp_path: Path, word: str) -> None:
    odd = spoken("odd\ud800", [f"the {word} harbour {word}"], "Nobody\udfff\0")
    Shelf(tmp_path).add([odd])
    (shard,) = Shelf(tmp_path).shards()
    archive = ShelvedArchive(
        ArchiveSummary(generation=1, releases=1, hours=0.0, words=9), [shard], {odd.item: odd}.__getitem__
    )
    folded = [one.folded for one in odd.words]
    (place,) = archive.exact(folded)
    assert (place.item, place.speaker, place.start, place.end) == (odd.item, odd.speaker, 0, len(folded))
    assert list(archive.spoken(odd.item).words) == list(odd.words)


def test_copies_are_one_source_with_the_others_named(tmp_path: Path) -> None:
    copies = {f"copy{number}": spoken(f"copy{number}", HARBOUR) for number in range(5)}
    shelf = Shelf(tmp_path)
    shelf.add(copies.values())
    (shard,) = shelf.shards()
    assert len(shard.lengths) == 1
    archive = ShelvedArchive(
        ArchiveSummary(generation=1, releases=5, hours=0.0, words=shard.words), [shard], copies.__getitem__
    )
    for text in ("the harbour of Merrow was built", "the harbour of Merrow was made by your grandparents"):
        (source,) = check(AlignmentChecker(), Asked(text=text), archive).sources
        assert len({source.release, *source.copies}) == 5


# --- merging ---------------------------------------------------------------------------------------------------------


def test_small_shards_are_merged_as_they_are_added(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(64):
        shelf.add([spoken(f"t{number}", [f"number {number}", *VALLEY])])
    assert len(files(tmp_path)) <= 7
    assert len(shelf.items()) == 64


def test_large_ones_wait_for_a_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "SMALL", 10)
    shelf = Shelf(tmp_path)
    for one in [*TEXTS.values(), spoken("more", ARABIC), spoken("again", PERSIAN)]:
        shelf.add([one])
    assert len(files(tmp_path)) == 5
    before = answers(shelf, set(TEXTS))
    assert shelf.merge() >= 2
    assert answers(shelf, set(TEXTS)) == before
    assert shelf.merge() == 0


def test_a_merge_drops_what_is_gone_once_it_is_much(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    assert shelf.merge({"no such item"}) == 0
    assert shelf.merge({"harbour", "fa"}) == 1
    assert shelf.items() == {"valley"}
    (shard,) = shelf.shards()
    assert shard.words == TEXTS["valley"].text.count(" ") + 2
    assert len(shard.vocabulary) == len({word.folded for word in TEXTS["valley"].words})
    assert shelf.merge({"valley"}) == 1
    assert (shelf.items(), files(tmp_path)) == (set(), [])


def test_merging_a_shard_with_itself_changes_nothing() -> None:
    (shard,) = build(TEXTS.values())
    assert merged([shard, shard]).entries == shard.entries


# --- damage ----------------------------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _cut_to_nothing(path: Path) -> None:
    path.write_bytes(b"")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def _flip_and_hide_it(path: Path) -> None:
    times = path.stat()
    _flip(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("harm", [_cut, _cut_to_nothing, _flip, _flip_and_hide_it])
def test_a_damaged_shard_is_named_and_set_aside_and_its_texts_are_put_back(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    before = answers(filled(tmp_path))
    (path,) = files(tmp_path)
    harm(path)
    shelf = Shelf(tmp_path)
    assert shelf.items() == set()
    (damage,) = shelf.set_aside()
    assert str(damage).startswith(f"shard {path.name[:12]}: ")
    assert (tmp_path / "set-aside" / path.name).exists()
    shelf.add(TEXTS.values())
    assert answers(shelf) == before
    assert [str(one) for one in Shelf(tmp_path).verify()] == [str(damage)]
    shelf.clear()
    assert shelf.set_aside() == []


def test_only_the_damaged_shard_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "SMALL", 10)
    shelf = Shelf(tmp_path)
    for one in TEXTS.values():
        shelf.add([one])
    _flip(files(tmp_path)[1])
    assert len(Shelf(tmp_path).items()) == 2


def test_bytes_that_rotted_without_a_trace_are_found_by_verify(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    assert shelf.verify() == []
    (path,) = files(tmp_path)
    _flip(path)
    stamps = (tmp_path / ".verified").read_text()
    (tmp_path / ".verified").write_text(stamps.replace(stamps.split("[")[1].split("]")[0], _stamp(path)))
    assert Shelf(tmp_path).set_aside() == []
    assert len(Shelf(tmp_path).verify()) == 1


def _stamp(path: Path) -> str:
    stat = path.stat()
    return f"{stat.st_size}, {stat.st_mtime_ns}, {stat.st_ctime_ns}, {stat.st_ino}"


def test_what_was_verified_is_only_kept_in_mind(tmp_path: Path) -> None:
    filled(tmp_path)
    for nonsense in ("", "[]", "{", '{"x": 1}'):
        (tmp_path / ".verified").write_text(nonsense)
        assert Shelf(tmp_path).items() == set(TEXTS)


def test_a_write_that_was_cut_off_leaves_nothing(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    abandoned = tmp_path / ".0123.999999999.new"
    abandoned.write_bytes(b"half a shard")
    assert Shelf(tmp_path).items() == set(TEXTS)
    shelf.add([spoken("more", ARABIC)])
    assert not abandoned.exists()
