"""Kept, backed up, restored and rebuilt, a desk gives the same answers."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.desk import Desk, keeping, overview, questions
from onrecord.desk.adding import add
from onrecord.desk.working import work_through
from onrecord.errors import Damaged, InputError, OnrecordError, Unreadable
from onrecord.records import Asked, Checked, Given, Hit
from onrecord.search import Question
from tests.desk.conftest import ENGLISH, take_in, write

Answers = tuple[tuple[Hit, ...], tuple[Checked, ...], list[overview.Listed]]


def answers(desk: Desk) -> Answers:
    asked = [Asked(text="The lamp of the quay is lit"), Asked(text="چراغ اسکله روشن است")]
    checked = questions.check_quotations(desk, asked)
    return (
        questions.find(desk, Question(words="lamp quay")),
        tuple(replace(c, sources=tuple(replace(s, link=None) for s in c.sources)) for c in checked),  # it has moved
        overview.releases(desk),
    )


def test_a_restored_desk_gives_the_same_answers(desk: Desk, talk: str, twins: tuple[str, str], tmp_path: Path) -> None:
    before = answers(desk)
    assert before[0][0].release == talk
    backup = keeping.backup(desk, tmp_path / "all.tar")
    with keeping.restore(backup, tmp_path / "again") as restored:
        assert answers(restored) == before
        assert questions.match_release(restored, twins[0]) == questions.match_release(desk, twins[0])
        assert keeping.verify(restored, desk.ledger.head()).damages == ()


@contextmanager
def adding(folder: Path, files: list[Path]) -> Iterator[list[str]]:
    """Another desk on the same folder takes files in, one by one, while the block runs."""
    added: list[str] = []

    def take() -> None:
        with Desk(folder) as desk:
            added.extend(add(desk, str(path), Given()).release for path in files)

    thread = threading.Thread(target=take)
    thread.start()
    yield added
    thread.join()


def test_a_backup_is_consistent_while_others_write(desk: Desk, talk: str, tmp_path: Path) -> None:
    files = [write(tmp_path / "more" / f"{n}.vtt", ENGLISH.replace("lamp", f"lamp {n}")) for n in range(60)]
    with adding(desk.folder, files) as added:
        backups = [keeping.backup(desk, tmp_path / f"{n}.tar") for n in range(4)]
    held = []
    for n, backup in enumerate(backups):
        with keeping.restore(backup, tmp_path / f"restored{n}") as restored:
            assert keeping.verify(restored).damages == ()
            held.append(len(list(restored.catalogue)))
            assert talk in restored.catalogue
    assert held == sorted(held)
    assert len(added) == len(files)


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "no whole backup"), (b"tar? no", "no whole backup"), (bytes(10240), "no backup")]
)
def test_what_is_no_backup_leaves_nothing(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "not.tar").write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        keeping.restore(tmp_path / "not.tar", tmp_path / "desk")
    assert [path.name for path in tmp_path.iterdir()] == ["not.tar"]


def test_half_a_backup_leaves_nothing(desk: Desk, talk: str, tmp_path: Path) -> None:
    whole = keeping.backup(desk, tmp_path / "all.tar").read_bytes()
    (tmp_path / "half.tar").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OnrecordError):
        keeping.restore(tmp_path / "half.tar", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []
    assert talk in desk.catalogue


def test_no_backup_over_a_file_and_no_desk_over_a_folder(desk: Desk, tmp_path: Path) -> None:
    backup = keeping.backup(desk, tmp_path / "all.tar")
    with pytest.raises(InputError, match="exists already"):
        keeping.backup(desk, backup)
    with pytest.raises(InputError, match="is not empty"):
        keeping.restore(backup, desk.folder)


@pytest.mark.parametrize("harm", ["gone", "noise", "cut"])
def test_shelves_are_made_anew_with_the_same_answers(desk: Desk, talk: str, harm: str) -> None:
    before = answers(desk)
    files = [path for path in desk.shelves.folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert files
    if harm == "gone":
        desk.shelves.clear()
        assert answers(desk) == before
        return
    for path in files:
        path.chmod(0o644)
        path.write_bytes(os.urandom(path.stat().st_size) if harm == "noise" else path.read_bytes()[:40])
    with Desk(desk.folder, desk.executor) as damaged:
        with pytest.raises(OnrecordError, match="rebuild"), pytest.warns(UserWarning, match="shard"):
            answers(damaged)
        assert keeping.rebuild(damaged) == 2
        assert answers(damaged) == before
    assert talk in desk.catalogue


def test_a_damaged_shard_is_named_and_the_question_is_answered(desk: Desk, talk: str) -> None:
    asked = Asked(text="The lamp of the quay is lit")
    before = questions.check_quotations(desk, [asked])
    (shard,) = (desk.shelves.folder / "check").glob("*.npz")
    shard.write_bytes(shard.read_bytes()[:-9])
    told: list[Damaged] = []
    with Desk(desk.folder, desk.executor) as opened:
        opened.shelves.tell = told.append
        assert questions.check_quotations(opened, [asked]) == before
        assert questions.check_quotations(opened, [asked]) == before
        assert [damage.subject for damage in told] == [f"shard {shard.name[:12]}"]
        (damage,) = keeping.verify(opened).damages
        assert damage.item == told[0].subject
        assert opened.shelves.archive(opened.catalogue).exact(["lamp", "of", "the", "quay"])[0].release == talk
        keeping.rebuild(opened)
        assert keeping.verify(opened).damages == ()


def test_verifying_finds_a_shard_that_was_changed_behind_its_back(desk: Desk, talk: str) -> None:
    before = questions.check_quotations(desk, [Asked(text="The lamp of the quay is lit")])
    (shard,) = (desk.shelves.folder / "check").glob("*.npz")
    content = bytearray(shard.read_bytes())
    content[-200] ^= 1
    shard.write_bytes(content)
    (damage,) = keeping.verify(desk).damages
    assert damage.item == f"shard {shard.name[:12]}"
    assert questions.check_quotations(desk, [Asked(text="The lamp of the quay is lit")]) == before
    assert talk in desk.catalogue


def test_what_was_added_in_pieces_is_merged_beside_other_work(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.check.shelf.SMALL", 0)
    for number in range(3):
        take_in(desk, write(tmp_path / "in" / f"{number}.vtt", ENGLISH.replace("lamp", f"lamp{number}")))
    desk.close()  # which lets it end
    with Desk(desk.folder, desk.executor) as opened:
        assert len(opened.shelves.check.shards()) < 3
        assert len(opened.shelves.archive(opened.catalogue).exact(["hands", "that"])) == 3


def test_a_change_is_named_and_a_cut_tail_is_seen(desk: Desk, talk: str, tmp_path: Path) -> None:
    head = desk.ledger.head()
    take_in(desk, write(tmp_path / "in" / "late.vtt", ENGLISH), title="late")
    assert keeping.verify(desk, head).damages == ()
    assert keeping.verify(desk, (head[0], "0" * 64)).damages[0].item == "head"
    assert "the tail was cut" in keeping.verify(desk, (10**6, head[1])).damages[0].what
    blob = desk.blobs.open_path(desk.catalogue.capture(talk).record.blob)
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes()[:-1])
    assert [damage.item for damage in keeping.verify(desk).damages] == [f"blob {blob.name}"]
    assert work_through(desk, []) == []
