"""Verify names every changed, cut, missing or reordered thing, and nothing else."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.records import Cue, Erasure, MediaReading, Prints, Publication, SeenAgain, Shot, Transcript
from onrecord.store import FolderBlobs, Ledger, NewEntry
from onrecord.store.ledger import LARGEST_BODY
from onrecord.store.verify import Verified, verify

LONG = Transcript(cues=(Cue(text="tide " * LARGEST_BODY),), language="en")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger.create(tmp_path / "ledger.sqlite", FolderBlobs(tmp_path / "blobs"))
    records = [SeenAgain(address=f"address {number}", captured="2024-03-20") for number in range(5)]
    made.append([NewEntry(kind="seen again", release="harbour", record=record, engine="test@1") for record in records])
    made.append([NewEntry(kind="transcript", release="harbour", record=LONG, engine="test@1")])
    made.blobs.put(b"a picture")
    yield made
    made.close()


def look(ledger: Ledger) -> Verified:
    return verify(ledger, ledger.blobs)


def change(ledger: Ledger, statement: str, *values: object) -> None:
    with sqlite3.connect(ledger.path) as database:
        database.execute(statement, values)
    database.close()


def test_a_sound_desk_has_no_damage(ledger: Ledger) -> None:
    found = look(ledger)
    assert found.damages == ()
    assert (found.entries, found.blobs, found.head) == (6, 2, ledger.head())


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("hash", "f" * 64),
        ("key", "another key"),
        ("slot", "another slot"),
        ("kind", "another kind"),
        ("release", "another release"),
        ("envelope", b'{"number":1}'),
        ("body", b'{"address":"changed"}'),
    ],
)
def test_every_changed_column_of_every_row_is_named(ledger: Ledger, number: int, column: str, value: object) -> None:
    change(ledger, f"UPDATE entries SET {column} = ? WHERE number = ?", value, number)  # noqa: S608  # our own columns
    assert f"entry {number}" in {damage.item for damage in look(ledger).damages}


def test_a_lost_body_is_named(ledger: Ledger) -> None:
    change(ledger, "UPDATE entries SET body = NULL WHERE number = 2")
    (damage,) = look(ledger).damages
    assert (damage.item, damage.what) == ("entry 2", "(seen again of harbour) has lost its body")


def test_a_row_taken_out_is_named(ledger: Ledger) -> None:
    change(ledger, "DELETE FROM entries WHERE number = 3")
    assert "entry 3" in {damage.item for damage in look(ledger).damages}


def test_rows_that_changed_places_are_named(ledger: Ledger) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        change(ledger, "UPDATE entries SET number = ? WHERE number = ?", after, before)
    assert {"entry 2", "entry 3"} <= {damage.item for damage in look(ledger).damages}


def test_a_cut_tail_is_seen_by_the_head(ledger: Ledger) -> None:
    change(ledger, "DELETE FROM entries WHERE number > 4")
    assert "ends at entry 4, but its head was entry 6: the tail was cut" in {d.what for d in look(ledger).damages}


def test_a_tail_that_was_written_anew_is_seen_by_a_head_anchored_elsewhere(ledger: Ledger) -> None:
    anchored = ledger.head()
    change(ledger, "DELETE FROM entries WHERE number > 5")
    ledger.write_head()
    ledger.append([NewEntry(kind="seen again", record=SeenAgain(address="x", captured="y"), engine="test@1")])
    assert look(ledger).damages == ()
    damages = verify(ledger, ledger.blobs, [anchored]).damages
    assert [damage.item for damage in damages] == ["head"]


def test_a_head_that_is_gone_or_changed_is_named(ledger: Ledger) -> None:
    for content in (b"", b"9" * 5000, b"6 " + b"f" * 64, b"6 6"):
        ledger.head_path.write_bytes(content)
        assert "head" in {damage.item for damage in look(ledger).damages}
    ledger.head_path.unlink()
    assert [damage.item for damage in look(ledger).damages] == ["head"]


def test_a_head_that_is_behind_is_no_damage(ledger: Ledger) -> None:
    """A kill between the commit and the writing of the head leaves this."""
    number, digest = next((e.number, e.hash) for e in ledger.entries() if e.number == 4)
    ledger.head_path.write_text(f"{number} {digest}\n", encoding="ascii")
    assert look(ledger).damages == ()


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [flip, cut, empty])
@pytest.mark.parametrize("which", [0, 1])
def test_every_damaged_blob_is_named(ledger: Ledger, which: int, damage: Callable[[Path], None]) -> None:
    blob = list(ledger.blobs.all())[which]
    path = ledger.blobs.open_path(blob)
    path.chmod(0o644)
    damage(path)
    assert [found.item for found in look(ledger).damages] == [f"blob {blob}"]


def test_a_blob_that_an_entry_rests_on_and_is_gone_is_named(ledger: Ledger) -> None:
    (entry,) = ledger.entries(kind="transcript")
    ledger.blobs.remove(entry.body)
    (damage,) = look(ledger).damages
    assert damage.item == f"blob {entry.body}"
    assert "entry 6 (transcript of harbour) rests on it" in damage.what


def test_a_blob_of_a_record_that_is_a_blob_itself_is_missed_too(ledger: Ledger) -> None:
    keyframe = ledger.blobs.put(b"a keyframe")
    shots = tuple(
        Shot(start_ms=ms, end_ms=ms + 1, transition="cut", keyframe_ms=ms, keyframe=keyframe) for ms in range(1000)
    )
    reading = MediaReading(duration_ms=1000, shots=shots)
    ledger.append([NewEntry(kind="media reading", release="harbour", record=reading, engine="test@1")])
    ledger.blobs.remove(keyframe)
    assert [damage.item for damage in look(ledger).damages] == [f"blob {keyframe}"]


def test_the_blobs_of_a_publication_are_missed(ledger: Ledger) -> None:
    draft, cards = ledger.blobs.put(b"# A draft"), ledger.blobs.put(b"[]")
    record = Publication(dispatch="d", title="D", draft=draft, background=cards, published="2024-03-24")
    ledger.append([NewEntry(kind="publication", record=record, engine="test@1")])
    for blob in (draft, cards):
        ledger.blobs.remove(blob)
    assert {damage.item for damage in look(ledger).damages} == {f"blob {draft}", f"blob {cards}"}


def test_a_blob_in_whose_place_a_folder_stands_is_named(ledger: Ledger) -> None:
    blob = next(ledger.blobs.all())
    path = ledger.blobs.open_path(blob)
    path.unlink()
    path.mkdir()
    assert f"blob {blob}" in {damage.item for damage in look(ledger).damages}


def test_what_was_stored_again_after_an_erasure_is_missed_again(ledger: Ledger) -> None:
    picture = ledger.blobs.put(b"a picture")
    ledger.append(
        [NewEntry(kind="erasure", record=Erasure(release="x", by="R", reason="r", blobs=(picture,)), engine="e")]
    )
    prints = Prints(array=picture, duration_ms=1, count=1)
    ledger.append([NewEntry(kind="prints", release="other", record=prints, engine="test@1")])
    ledger.blobs.remove(picture)
    assert [damage.item for damage in look(ledger).damages] == [f"blob {picture}"]


def test_an_erasure_is_told_from_damage(ledger: Ledger) -> None:
    (entry,) = ledger.entries(kind="transcript")
    tombstone = Erasure(release="harbour", by="R. Editor", reason="a court", entries=(1, 6), blobs=(entry.body,))
    ledger.append([NewEntry(kind="erasure", record=tombstone, engine="editor:R. Editor")])
    ledger.blobs.remove(entry.body)
    ledger.erase_bodies(tombstone.entries)
    assert look(ledger).damages == ()


def test_a_forged_tombstone_excuses_nothing(ledger: Ledger) -> None:
    tombstone = Erasure(release="harbour", by="R. Editor", reason="a court", entries=(1,))
    ledger.append([NewEntry(kind="erasure", record=tombstone, engine="editor:R. Editor")])
    forged = b'{"by":"R. Editor","entries":[1,2],"reason":"a court","release":"harbour"}'
    change(ledger, "UPDATE entries SET body = ? WHERE number = 7", forged)
    change(ledger, "UPDATE entries SET body = NULL WHERE number = 2")
    assert {"entry 2", "entry 7"} <= {damage.item for damage in look(ledger).damages}


def test_a_flipped_byte_anywhere_in_the_ledger_s_pages_is_seen(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    sound = ledger.path.read_bytes()
    envelope = sound.index(b'"address 3"')
    for place in (envelope + 3, 100):
        damaged = bytearray(sound)
        damaged[place] ^= 0x20
        ledger.path.write_bytes(damaged)
        assert look(ledger).damages
        ledger.close()
    ledger.path.write_bytes(sound)
    assert look(ledger).damages == ()
