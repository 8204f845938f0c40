"""A dispatch is published whole, takes the old one's place last, and is held against what was published."""

import os
from pathlib import Path

import pytest

from onrecord.desk import Desk, decisions, issuing, keeping
from onrecord.errors import InputError
from tests.desk.conftest import write

DRAFT = """---
title: {title}
language: en
date: 2024-03-24
about: ["{talk}"]
---

The office said that [the lamp of the quay is lit](quote:{talk}@0:01-0:02?lang=en).
"""


@pytest.fixture
def draft(desk: Desk, talk: str) -> Path:
    return write(desk.folder / "dispatches" / "lamp.md", DRAFT.format(title="The lamp", talk=talk))


def page(desk: Desk) -> Path:
    return desk.folder / "published" / "lamp" / "index.html"


def test_it_is_written_down_and_stands_in_its_folder(desk: Desk, draft: Path) -> None:
    assert issuing.publish(desk, draft).page == page(desk)
    (publication,) = issuing.published(desk)
    assert publication.title == "The lamp"
    assert keeping.verify(desk).damages == ()


def test_a_preview_writes_nothing_into_the_desk(desk: Desk, draft: Path, tmp_path: Path) -> None:
    before = (desk.ledger.head(), list(desk.blobs.all()))
    issuing.preview(desk, draft, tmp_path / "look")
    assert (desk.ledger.head(), list(desk.blobs.all())) == before


def test_published_again_it_takes_the_place_of_the_old_one(desk: Desk, draft: Path, talk: str) -> None:
    issuing.publish(desk, draft)
    write(draft, DRAFT.format(title="The lamp, corrected", talk=talk))
    issuing.publish(desk, draft)
    assert "The lamp, corrected" in page(desk).read_text(encoding="utf-8")
    assert sorted(path.name for path in (desk.folder / "published").iterdir()) == ["lamp"]


def test_killed_between_the_two_the_old_page_is_put_back(desk: Desk, draft: Path) -> None:
    issuing.publish(desk, draft)
    shelf = desk.folder / "published"
    dead = 4_194_305
    (shelf / "lamp").rename(shelf / f".lamp.{dead}.old")
    (shelf / f".lamp.{dead}.new").mkdir()
    (shelf / f".quay.{os.getpid()}.new").mkdir()
    other = write(desk.folder / "dispatches" / "other.md", draft.read_text(encoding="utf-8"))
    issuing.publish(desk, other)
    assert page(desk).is_file()
    assert sorted(path.name for path in shelf.iterdir()) == [f".quay.{os.getpid()}.new", "lamp", "other"]


def test_what_fails_leaves_the_old_page(desk: Desk, draft: Path) -> None:
    issuing.publish(desk, draft)
    write(draft, DRAFT.format(title="The lamp", talk="no-such-release"))
    with pytest.raises(InputError):
        issuing.publish(desk, draft)
    assert page(desk).is_file()
    assert sorted(path.name for path in (desk.folder / "published").iterdir()) == ["lamp"]


@pytest.mark.parametrize("name", ["...md", ".md", "..md"])
def test_a_name_that_no_folder_should_have_is_refused(desk: Desk, draft: Path, name: str) -> None:
    with pytest.raises(InputError, match="has a name that no folder should have"):
        issuing.publish(desk, draft.rename(draft.with_name(name)))


def test_a_changed_page_is_named_by_verify(desk: Desk, draft: Path) -> None:
    issuing.publish(desk, draft)
    page(desk).write_text("<h1>Something else</h1>", encoding="utf-8")
    assert [damage.item for damage in keeping.verify(desk).damages] == ["published file lamp/index.html"]


def test_a_withdrawal_names_the_dispatches_that_rest_on_it(desk: Desk, draft: Path, talk: str) -> None:
    issuing.publish(desk, draft)
    withdrawn = decisions.withdraw(desk, talk, by="R. Editor", reason=None, erase=False)
    assert withdrawn.dispatches == ("lamp",)


def test_an_approval_holds_until_it_is_published_again(desk: Desk, draft: Path) -> None:
    issuing.publish(desk, draft)
    decisions.approve_dispatch(desk, "lamp", "R. Editor")
    assert issuing.approvals(desk) == {"lamp": "R. Editor"}
    issuing.publish(desk, draft)
    assert issuing.approvals(desk) == {}


def test_what_is_begun_can_be_published_as_it_is(desk: Desk, talk: str, twins: tuple[str, str]) -> None:
    begun = issuing.begin(desk, "A [talk]: and a film", (talk, twins[0]))
    assert issuing.publish(desk, begun).page.is_file()
