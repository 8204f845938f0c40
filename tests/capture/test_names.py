"""Names and ids from outside."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.names import MAX_ID, MAX_NAME, id_fault, readable, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("talk.mp4", "talk.mp4"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/a/b/", "b"),
        ("...hidden", "hidden"),
        ("a\r\nSet-Cookie: x", "a Set-Cookie: x"),
        ("video\u202e4pm.exe", "video4pm.exe"),
        ("سخنرانی.mp4", "سخنرانی.mp4"),
        ("..", None),
        ("", None),
        ("\x00", None),
        ("half\ud800.mp4", "half .mp4"),
    ],
)
def test_a_name_is_its_last_part_without_tricks(name: str, safe: str | None) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 500 + ".mp4") == "x" * (MAX_NAME - 4) + ".mp4"


@given(st.text(st.characters()))
def test_a_safe_name_can_be_shown_and_is_safe_again(name: str) -> None:
    safe = safe_name(name)
    if safe is not None:
        assert 0 < len(safe) <= MAX_NAME
        assert not set(safe) & set("/\\\0\n\r")
        assert not safe.startswith(".")
        assert safe.encode("utf-8")


@given(st.text(st.characters()))
def test_readable_text_stands_on_one_line(text: str) -> None:
    shown = readable(text)
    assert readable(shown) == shown
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("name", ["a", "speech 12", "us-1962-09-12", "نشست\u200cبندر", "../x", "x" * MAX_ID])
def test_an_id_may_be_any_text(name: str) -> None:
    assert id_fault(name) is None


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "x" * (MAX_ID + 1), "\ud800", "a\u202eb", "a\u2028b"])
def test_an_id_holds_no_tricks(name: str) -> None:
    assert id_fault(name) is not None
