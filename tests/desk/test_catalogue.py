"""What the desk holds: titles, dates, releases by the beginning of their id, versions of one address."""

from pathlib import Path

import pytest

from onrecord.desk import Desk, decisions
from onrecord.desk.adding import Added, add, add_lines
from onrecord.desk.decisions import withdraw
from onrecord.errors import Unknown
from onrecord.records import Given
from tests.desk.conftest import ENGLISH, take_in, write
from tests.serving import Site, answer

PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2024-03-22">
</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""
TEXT = "The lamp of the quay was lit again on Monday, and the whole town came to the water to see it burn. " * 3


def page(title: str, text: str = TEXT) -> bytes:
    return PAGE.format(title=title, text=text).encode()


def test_the_title_is_what_was_given_else_the_pages_own_else_the_files_name(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_bytes(page("The lamp burns"))
    unread = add(desk, str(tmp_path / "lamp.html"), Given()).release
    assert desk.catalogue.title(unread) == "lamp"
    release = take_in(desk, tmp_path / "lamp.html")
    assert release == unread
    assert desk.catalogue.title(release) == "The lamp burns"
    assert desk.catalogue.published(release) == "2024-03-22"
    dotted = take_in(desk, write(tmp_path / "in" / "a.b.vtt", ENGLISH))
    assert desk.catalogue.title(dotted) == "a.b"
    named = take_in(desk, write(tmp_path / "in" / "c.vtt", ENGLISH), title="Given")
    assert desk.catalogue.title(named) == "Given"


def test_a_release_is_found_by_the_beginning_of_its_id(desk: Desk, tmp_path: Path) -> None:
    lines = tmp_path / "talks.jsonl"
    lines.write_text(
        "".join(f'{{"id": "{name}", "text": "the lamp is lit"}}\n' for name in ("abc1", "abc2", "xyz", "xyz9"))
    )
    assert all(isinstance(added, Added) for added in add_lines(desk, lines, Given()))
    assert desk.catalogue.resolve("abc1") == desk.catalogue.resolve("abc1")
    assert desk.catalogue.resolve("xyz") == "xyz"
    for name, said in (("abc", "several ids"), ("q", "is not in this archive"), ("", "is not in this archive")):
        with pytest.raises(Unknown, match=said):
            desk.catalogue.resolve(name)
    withdraw(desk, "abc2", by="R. Editor", reason=None, erase=False)
    assert desk.catalogue.resolve("abc") == "abc1"
    with pytest.raises(Unknown, match="was withdrawn"):
        desk.catalogue.resolve("abc2")


def test_what_stands_at_an_address_later_is_a_new_version_of_one_release(desk: Desk, site: Site) -> None:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    address = site.put("/lamp.html", answer(page("The lamp burns"), headers=headers))
    first = add(desk, address, Given())
    seen = add(desk, address, Given())
    desk.work(first.release)
    site.put("/lamp.html", answer(page("The lamp is out", TEXT.replace("lit", "put out")), headers=headers))
    changed = add(desk, address, Given())
    assert [added.state for added in (first, seen, changed)] == ["new", "seen again", "changed"]
    assert len({added.release for added in (first, seen, changed)}) == 1

    release = first.release
    desk.work(release)
    assert desk.catalogue.title(release) == "The lamp is out"
    captures = [desk.ledger.record(entry) for entry in desk.catalogue.history(release, "capture")]
    assert len({capture.blob for capture in captures}) == 2
    kept = [desk.blobs.read(capture.blob) for capture in captures]
    assert b"The lamp burns" in kept[0]
    assert list(desk.catalogue) == [release]


def test_a_catalogue_is_one_state_of_the_ledger(desk: Desk, talk: str) -> None:
    before = desk.catalogue
    said = before.told(talk, None).cues
    decisions.edit(desk, talk, ENGLISH.encode(), "talk.vtt", language="en", by="R. Editor")
    withdraw(desk, talk, by="R. Editor", reason=None, erase=False)
    assert (list(before), before.told(talk, None).cues, before.decisions(talk)) == ([talk], said, [])
    assert list(desk.catalogue) == []
    assert list(before.at(desk.catalogue.generation)) == []
    assert list(desk.catalogue.at(0)) == []
