"""Erasing takes what is to go, all of it, and nothing of anybody else's; whatever interrupts it, it is ended."""

from pathlib import Path

import pytest

from onrecord.desk import Desk, decisions, keeping
from onrecord.desk.adding import add, add_lines
from onrecord.desk.working import work_through
from onrecord.errors import InputError, Unknown
from onrecord.records import Given
from onrecord.store import FolderBlobs
from tests.desk.conftest import take_in, write

SHARED = "WEBVTT\n\n00:00.000 --> 00:01.000\nThe ferry of the shared words\n"


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> tuple[str, str]:
    """Two releases that came with one caption file."""
    captions = str(write(tmp_path / "in" / "shared.en.vtt", SHARED))
    pages = [write(tmp_path / "in" / f"{name}.txt", f"What {name} said on the quay.") for name in ("one", "two")]
    one, two = (add(desk, str(page), Given(captions=(captions,))).release for page in pages)
    return one, two


def erase(desk: Desk, release: str) -> decisions.Withdrawn:
    return decisions.withdraw(desk, release, by="R. Editor", reason="a court", erase=True)


def captions_of(desk: Desk, release: str) -> str:
    return desk.catalogue.capture(release).record.companions[0].blob


def test_what_another_release_rests_on_stays(desk: Desk, two: tuple[str, str]) -> None:
    erase(desk, two[0])
    assert desk.blobs.has(captions_of(desk, two[1]))
    assert keeping.verify(desk).damages == ()


def test_what_a_withdrawn_release_rests_on_stays(desk: Desk, two: tuple[str, str]) -> None:
    blob = captions_of(desk, two[0])
    decisions.withdraw(desk, two[0], by="R. Editor", reason=None, erase=False)
    erase(desk, two[1])
    assert desk.blobs.has(blob)


def test_what_comes_later_is_not_erased_by_an_older_tombstone(desk: Desk, tmp_path: Path) -> None:
    captions = str(write(tmp_path / "in" / "shared.en.vtt", SHARED))
    first = add(desk, str(write(tmp_path / "in" / "a.txt", "First words.")), Given(captions=(captions,))).release
    erase(desk, first)
    second = add(desk, str(write(tmp_path / "in" / "b.txt", "Second words.")), Given(captions=(captions,))).release
    desk.finish_erasures()
    work_through(desk, [second])
    assert desk.blobs.has(captions_of(desk, second))
    assert keeping.verify(desk).damages == ()


def test_what_was_withdrawn_can_be_erased_later(desk: Desk, talk: str) -> None:
    decisions.withdraw(desk, talk, by="R. Editor", reason=None, erase=False)
    erased = erase(desk, talk).erasure
    assert erased is not None
    assert not any(desk.blobs.has(blob) for blob in erased.blobs)


def test_an_interrupted_erasure_is_ended_by_the_next_work(
    desk: Desk, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(FolderBlobs, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            erase(desk, talk)
    assert talk in desk.catalogue.withdrawn
    work_through(desk, [])
    (_, erasure), *_ = desk.ledger.records("erasure")
    assert erasure.blobs
    assert not any(desk.blobs.has(blob) for blob in erasure.blobs)
    assert keeping.verify(desk).damages == ()


def test_verify_removes_nothing(desk: Desk, talk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    erase(desk, talk)
    monkeypatch.setattr(FolderBlobs, "remove", lambda *_: pytest.fail("verify removed a blob"))
    assert keeping.verify(desk).damages == ()


def test_a_very_long_tombstone_is_believed(desk: Desk, tmp_path: Path) -> None:
    """One of more than 64 kB is a blob itself."""
    release = take_in(desk, write(tmp_path / "in" / "long.txt", "words"))
    line = SHARED.splitlines()[2]
    for number in range(3):
        captions = "WEBVTT\n\n" + "".join(f"{line}\nline {number} {i}\n\n" for i in range(6000))
        decisions.edit(desk, release, captions.encode(), "long.vtt", language=None, by="R. Editor")
    erased = erase(desk, release).erasure
    assert erased is not None
    assert len(erased.entries) > 12_000
    assert keeping.verify(desk).damages == ()


def test_what_is_erased_can_be_neither_added_again_nor_hinder_others(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "talk.txt", "The harbour office said so.")
    erase(desk, take_in(desk, path))
    with pytest.raises(InputError, match="was withdrawn from this desk"):
        add(desk, str(path), Given())
    lines = write(tmp_path / "in" / "l.jsonl", '{"id": "one", "text": "One."}\n{"id": "two", "text": "Two."}\n')
    list(add_lines(desk, lines, Given()))
    erase(desk, "one")
    write(lines, lines.read_text() + '{"id": "three", "text": "Three."}\n')
    states = [getattr(added, "state", None) or added.reason for added in add_lines(desk, lines, Given())]  # type: ignore[union-attr]
    assert states == ["it was withdrawn from this desk", "seen again", "new"]


def test_of_a_release_that_is_withdrawn_nothing_is_told(desk: Desk, talk: str) -> None:
    decisions.withdraw(desk, talk, by="R. Editor", reason=None, erase=False)
    with pytest.raises(Unknown, match="was withdrawn"):
        desk.catalogue.resolve(talk)
