"""What a desk knows of a page by holding other pages."""

from pathlib import Path

from onrecord.desk import Desk, decisions
from onrecord.desk.adding import add
from onrecord.desk.questions import read_page
from onrecord.desk.working import work_through
from onrecord.records import Given
from tests.desk.conftest import write

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."
HELD = f"<html><head><title>The gulls leave early</title></head><body><article><p>{PROSE}</p></article></body></html>"
ASKED = f"Harbour to be rebuilt\n\n{PROSE}\n\nThe gulls leave early.\n\n{PROSE}"


def roles(desk: Desk) -> list[str]:
    return [block.role for block in read_page(desk, "-", ASKED.encode()).blocks]


def test_a_line_that_is_the_title_of_a_page_held_is_a_related_headline(desk: Desk, tmp_path: Path) -> None:
    assert roles(desk) == ["title", "body", "body", "body"]
    held = add(desk, str(write(tmp_path / "in" / "gulls.html", HELD)), Given()).release
    assert list(work_through(desk, [held]))
    assert roles(desk) == ["title", "body", "related", "body"]
    decisions.withdraw(desk, held, by="R. Editor", reason="a mistake", erase=False)
    assert roles(desk) == ["title", "body", "body", "body"]
