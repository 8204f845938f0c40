"""Taking in again what is known already: nothing is lost, nothing is doubled, nobody else's id is taken."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.desk import Desk
from onrecord.desk.adding import add, add_lines
from onrecord.records import Given
from tests.desk.conftest import ENGLISH, take_in, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "talk.txt", "The harbour office said so.")


def states(desk: Desk, lines: Path) -> list[Any]:
    return [
        getattr(added, "state", None) or getattr(added, "reason", None) for added in add_lines(desk, lines, Given())
    ]


def test_what_was_said_of_a_release_stays_when_it_is_added_plainly(desk: Desk, path: Path, tmp_path: Path) -> None:
    captions = str(write(tmp_path / "elsewhere" / "talk.en.vtt", ENGLISH))
    release = add(desk, str(path), Given(title="T", source="S", language="fa", captions=(captions,))).release
    before = desk.catalogue.capture(release)
    assert add(desk, str(path), Given()).state == "seen again"
    assert desk.catalogue.capture(release) == before


def test_the_same_bytes_from_elsewhere_are_one_release_seen_again(desk: Desk, path: Path, tmp_path: Path) -> None:
    first = add(desk, str(path), Given(title="T"))
    copy = write(tmp_path / "other" / "copy.txt", path.read_text(encoding="utf-8"))
    again = add(desk, str(copy), Given())
    assert (again.release, again.state) == (first.release, "seen again")
    ((_, seen),) = desk.ledger.records("seen again")
    assert seen.address == str(copy)


def test_what_is_said_anew_changes_just_that(desk: Desk, path: Path) -> None:
    release = add(desk, str(path), Given(title="T", source="S")).release
    assert add(desk, str(path), Given(title="A better title")).state == "changed"
    capture = desk.catalogue.capture(release).record
    assert (capture.title, capture.source) == ("A better title", "S")


def test_an_id_of_another_release_is_not_taken_over(desk: Desk, path: Path, tmp_path: Path) -> None:
    release = take_in(desk, path)
    lines = write(tmp_path / "in" / "l.jsonl", f'{{"id": "{release}", "text": "I was never a talk."}}\n')
    assert states(desk, lines) == ["its id belongs to a release that did not come in a line"]
    assert desk.catalogue.capture(release).record.line is None


def test_two_that_add_the_same_lines_at_once_make_each_entry_once(desk: Desk, tmp_path: Path) -> None:
    lines = write(tmp_path / "in" / "l.jsonl", '{"id": "one", "text": "One."}\n{"id": "two", "text": "Two."}\n')
    with Desk(desk.folder) as other:
        both = [add_lines(desk, lines, Given()), add_lines(other, lines, Given())]
        list(desk.catalogue), list(other.catalogue)
        # Both have looked at the desk before either writes.
        assert [next(iter(one)).release for one in both] == ["one", "one"]  # type: ignore[union-attr]
    assert len(list(desk.ledger.entries(kind="capture"))) == 2
    assert len(list(desk.ledger.entries(kind="transcript"))) == 2
    assert states(desk, lines) == ["seen again", "seen again"]


def test_what_came_in_lines_is_not_made_again(desk: Desk, tmp_path: Path) -> None:
    lines = write(tmp_path / "in" / "l.jsonl", '{"id": "one", "text": "One.", "language": "en"}\n')
    list(add_lines(desk, lines, Given()))
    desk.steps.again = frozenset({"transcript"})
    desk.work("one")
    assert [entry.engine for entry in desk.ledger.entries(kind="transcript")] == ["lines@1"]
