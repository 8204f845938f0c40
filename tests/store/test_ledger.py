"""The ledger: appended once, chained, readable by several at once, and refused when it is of a newer onrecord."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.errors import Damaged, NewerDesk
from onrecord.records import Cue, SeenAgain, Transcript
from onrecord.store import FolderBlobs, Ledger, NewEntry
from onrecord.store.ledger import FORMAT, GENESIS, LARGEST_BODY


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger.create(tmp_path / "ledger.sqlite", FolderBlobs(tmp_path / "blobs"))
    yield made
    made.close()


def entry(address: str, key: str | None = None) -> NewEntry:
    record = SeenAgain(address=address, captured="2024-03-20T09:00:00.000Z")
    return NewEntry(kind="seen again", release="harbour", record=record, engine="test@1", key=key, slot=key)


def test_an_empty_ledger_has_the_genesis_as_its_head(ledger: Ledger) -> None:
    assert ledger.head() == (0, GENESIS)


def test_entries_come_back_in_order_with_their_records(ledger: Ledger) -> None:
    ledger.append([entry("a"), entry("b")])
    ledger.append([entry("c")])
    assert [record.address for _, record in ledger.records("seen again")] == ["a", "b", "c"]
    assert [kept.number for kept in ledger.entries()] == [1, 2, 3]


def test_each_entry_names_the_one_before_it(ledger: Ledger) -> None:
    first, second = ledger.append([entry("a"), entry("b")])
    assert (first.prev, second.prev) == (GENESIS, first.hash)
    assert ledger.head() == (2, second.hash)


def test_of_two_entries_with_one_key_the_earlier_stays(ledger: Ledger) -> None:
    (first,) = ledger.append([entry("a", key="k")])
    (again,) = ledger.append([entry("b", key="k")])
    assert again == first
    assert ledger.record(again).address == "a"


def test_the_newest_entry_of_a_slot_is_found(ledger: Ledger) -> None:
    older = NewEntry(kind="seen again", record=entry("a").record, engine="test@1", key="1", slot="s")
    newer = NewEntry(kind="seen again", record=entry("b").record, engine="test@2", key="2", slot="s")
    ledger.append([older, newer])
    found = ledger.by_slot("s")
    assert found is not None
    assert found.engine == "test@2"


def test_a_large_body_is_a_blob(ledger: Ledger) -> None:
    words = Transcript(cues=(Cue(text="tide " * LARGEST_BODY),), language="en")
    (kept,) = ledger.append([NewEntry(kind="transcript", record=words, engine="test@1")])
    assert ledger.blobs.has(kept.body)
    assert ledger.record(kept) == words


def test_a_field_at_its_default_is_not_written(ledger: Ledger) -> None:
    (kept,) = ledger.append([NewEntry(kind="transcript", record=Transcript(reason="none"), engine="test@1")])
    assert kept.size == len(b'{"reason":"none"}')


def test_the_head_is_written_beside_the_ledger(ledger: Ledger) -> None:
    (kept,) = ledger.append([entry("a")])
    assert ledger.head_path.read_text(encoding="ascii") == f"1 {kept.hash}\n"


def test_a_ledger_that_lost_its_tail_is_not_gone_on_from(ledger: Ledger) -> None:
    ledger.append([entry("a"), entry("b")])
    with sqlite3.connect(ledger.path) as database:
        database.execute("DELETE FROM entries WHERE number = 2")
    database.close()
    with pytest.raises(Damaged, match="does not hold the entry 2 that was its head"):
        ledger.append([entry("c")])


def test_a_ledger_that_is_gone_is_not_made_again(ledger: Ledger) -> None:
    ledger.append([entry("a")])
    ledger.close()
    ledger.path.unlink()
    with pytest.raises(Damaged, match="is gone; restore"):
        ledger.append([entry("b")])
    assert not ledger.path.exists()


def test_without_its_head_nothing_is_appended(ledger: Ledger) -> None:
    ledger.head_path.unlink()
    with pytest.raises(Damaged, match="can't be held against the ledger"):
        ledger.append([entry("a")])


def test_threads_that_append_at_once_lose_nothing(ledger: Ledger) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: ledger.append([entry(str(number))]), range(40)))
    kept = list(ledger.entries())
    assert [one.number for one in kept] == list(range(1, 41))
    assert all(after.prev == before.hash for before, after in pairwise(kept))


def test_an_erased_body_is_gone_and_the_chain_still_holds(ledger: Ledger) -> None:
    first, _ = ledger.append([entry("a secret"), entry("b")])
    ledger.erase_bodies([first.number])
    assert ledger.find_record(first) is None
    assert b"a secret" not in ledger.path.read_bytes()
    assert [record.address for _, record in ledger.records("seen again")] == ["b"]
    with pytest.raises(Damaged, match="entry 1: has lost its body"):
        ledger.record(first)


def test_a_changed_body_is_not_believed(ledger: Ledger) -> None:
    (kept,) = ledger.append([entry("a")])
    with sqlite3.connect(ledger.path) as database:
        database.execute("UPDATE entries SET body = ?", (b'{"address":"b","captured":"x"}',))
    database.close()
    with pytest.raises(Damaged, match="entry 1: holds a body that was changed"):
        ledger.record(kept)


def test_a_ledger_of_a_newer_onrecord_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.sqlite") as database:
        database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()
    with pytest.raises(NewerDesk, match="made by a newer onrecord; upgrade"):
        Ledger(tmp_path / "ledger.sqlite", FolderBlobs(tmp_path / "blobs")).head()


def test_a_file_that_is_no_ledger_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database at all, whatever its name says" * 50)
    with pytest.raises(Damaged, match="can't be read as a ledger"):
        Ledger(tmp_path / "ledger.sqlite", FolderBlobs(tmp_path / "blobs")).head()


def test_a_copy_is_whole_while_others_write(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append([entry("a")])
    ledger.copy_to(tmp_path / "copy.sqlite")
    ledger.append([entry("b")])
    copy = Ledger(tmp_path / "copy.sqlite", ledger.blobs)
    assert [record.address for _, record in copy.records("seen again")] == ["a"]
    copy.close()


def captured(release: str) -> NewEntry:
    record = SeenAgain(address=release, captured="2024-03-20T09:00:00.000Z")
    return NewEntry(kind="capture", release=release, record=record, engine="test@1")


def test_releases_are_listed_by_their_first_capture(ledger: Ledger) -> None:
    ledger.append([entry("a"), captured("quay"), captured("ferry"), captured("quay")])
    assert list(ledger.captured().items()) == [("quay", 2), ("ferry", 3)]


def test_an_outline_says_what_came_about_which_release(ledger: Ledger) -> None:
    nobodys = NewEntry(kind="seen again", record=entry("a").record, engine="test@1")
    ledger.append([entry("a"), nobodys, captured("quay")])
    assert ledger.outline(0) == [(1, "seen again", "harbour"), (3, "capture", "quay")]
    assert ledger.outline(1) == [(3, "capture", "quay")]


def test_a_hash_stands_for_an_entry_and_all_before_it(ledger: Ledger) -> None:
    (kept,) = ledger.append([entry("a")])
    assert [ledger.digest(number) for number in (0, 1, 2)] == [GENESIS, kept.hash, None]


def test_records_that_hold_a_text_are_found_and_none_that_may_is_left_out(ledger: Ledger) -> None:
    large = NewEntry(kind="transcript", record=Transcript(reason="tide " * LARGEST_BODY), engine="test@1")
    said = [NewEntry(kind="transcript", record=Transcript(reason=word), engine="test@1") for word in ("ferry", "quay")]
    ledger.append([*said, large])
    found = [record.reason[:5] for _, record in ledger.records("transcript", holding='"quay"')]
    assert found == ["quay", "tide "]
