"""What is written for people fits where it is read: a narrow terminal, a pipe."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from onrecord.cli import terminal
from onrecord.cli.terminal import counted, dated, draw, row, say, table
from onrecord.records import Dated

Written = Callable[[], list[str]]


@pytest.fixture(params=[True, False], ids=["terminal", "pipe"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, Written]:
    """Whether a terminal of 30 columns is written to, and what was written."""
    file = StringIO()
    console = Console(
        file=file, width=30, force_terminal=request.param, color_system=None, highlight=False, soft_wrap=True
    )
    monkeypatch.setattr(terminal, "out", console)
    return request.param, lambda: [line.rstrip() for line in file.getvalue().splitlines()]


def test_a_terminal_breaks_lines_between_words_and_a_pipe_gets_one(written: tuple[bool, Written]) -> None:
    is_terminal, lines = written
    say("The lamp of the quay is lit, and the whole town came", indent=4)
    broken = ["    The lamp of the quay is", "    lit, and the whole town", "    came"]
    assert lines() == (broken if is_terminal else ["    The lamp of the quay is lit, and the whole town came"])


def test_a_path_stays_whole(written: tuple[bool, Written]) -> None:
    _, lines = written
    path = "/a/very/long/path/to/a/page/that/people/copy.html"
    say(path)
    assert lines() == [path]


def test_a_table_without_headings_has_no_row_for_them(written: tuple[bool, Written]) -> None:
    _, lines = written
    bare, headed = table("", ""), table("when", "what")
    for shown in (bare, headed):
        row(shown, "now", None)
        draw(shown)
    assert [line.split() for line in lines()] == [["now", "–"], ["when", "what"], ["now", "–"]]


def test_a_row_in_a_pipe_is_one_line(written: tuple[bool, Written]) -> None:
    is_terminal, lines = written
    shown = table("when", "what")
    row(shown, "now", "The lamp of the quay is lit, and the whole town came")
    draw(shown)
    assert len(lines()) == (4 if is_terminal else 2)


def test_columns_stand_below_each_other_in_a_pipe_too(written: tuple[bool, Written]) -> None:
    _, lines = written
    shown = table("who", "what")
    for cells in (("日本", "a"), ("ab", "longer"), (None, 7)):
        row(shown, *cells)
    draw(shown)
    assert lines() == ["who   what", "日本  a", "ab    longer", "–     7"]


def test_one_thing_is_not_called_many() -> None:
    assert [counted(number, "line") for number in (0, 1, 2, 1000)] == ["0 lines", "1 line", "2 lines", "1,000 lines"]
    assert [counted(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]


def test_a_date_says_how_it_is_known() -> None:
    assert dated(None) is None
    assert dated(Dated(value="1999", read_from="given")) == "1999 (given by hand)"
    assert dated(Dated(value="2024-03-20", read_from="info.json upload_date")) == (
        "2024-03-20 (from info.json upload_date)"
    )
