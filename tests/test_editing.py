"""What an editor puts into a quotation, and that who finds quotations and who checks them agree on it."""

import time

import pytest

from onrecord.check.marks import read_marks
from onrecord.editing import inserted
from onrecord.quote.inside import marks_in

ELLIPSES = (
    *("...", "....", ". . .", ". . . .", ".\u00a0.\u00a0.", "\u2026", "\u2026\u2026", "\u22ef", "\u2025", "\u1801"),
    *("\u3002\u3002\u3002", "\u06d4\u06d4\u06d4", "\u06d4 \u06d4 \u06d4", "\u00b7\u00b7\u00b7", "\u30fb\u30fb\u30fb"),
    *("\uff65\uff65\uff65", "\uff0e\uff0e\uff0e", "\uff61\uff61\uff61", "<...>"),
    *("[...]", "[\u2026]", "[. . .]", "[ \u2026 ]", "(...)", "(\u2026)", "\uff3b\u2026\uff3d", "\u3010\u2026\u3011"),
    *("\uff08\u2026\uff09", "(\u3002\u3002\u3002)", "[\u06d4\u06d4\u06d4]", "[\u2026\u2026\u2026\u2026]"),
)
MARKS = {
    **dict.fromkeys(ELLIPSES, "ellipsis"),
    **dict.fromkeys(("[the crew]", "\uff3bthe crew\uff3d", "\u3010the crew\u3011", "[in fact]"), "insertion"),
    **dict.fromkeys(("[sic]", "(sic)", "(SIC!)", "\uff08sic\uff09"), "sic"),
    **dict.fromkeys(("[applause]", "(applause)", "(Laughter.)", "\uff08applause\uff09", "(in Persian)"), "note"),
    **dict.fromkeys(("(speaking in Greek)", "(crowd chanting)", "(emphasis added)"), "note"),
    **dict.fromkeys(("[Quran 22:40]", "(Quran 22:40)", "\uff08Quran 22:40\uff09", "\u3010John 3:16\u3011"), "citation"),
}
OWN_WORDS = (
    "(in fact)",
    "(in Westmere)",
    "(perhaps)",
    "(crowd of people)",
    "(at 22:40)",
    "(the other one)",
    "(so..",
    "(a)",
)


@pytest.mark.parametrize(("mark", "kind"), MARKS.items())
def test_every_mark_is_the_same_to_both(mark: str, kind: str) -> None:
    text = f"one {mark} two"
    assert [(found.kind, found.text) for found in marks_in(text, 0)] == [(kind, mark)]
    quoted = read_marks(text)
    assert [word.folded for word in quoted if not word.bracketed] == ["one", "two"]
    assert [word.elided for word in quoted if word.folded == "two"] == [kind == "ellipsis"]
    assert any(word.bracketed for word in quoted) == (kind != "ellipsis")


@pytest.mark.parametrize("own", OWN_WORDS)
def test_other_parentheses_are_the_speakers_words_to_both(own: str) -> None:
    text = f"one {own} two"
    assert list(marks_in(text, 0)) == []
    assert not any(word.bracketed or word.elided for word in read_marks(text))


@pytest.mark.parametrize("dots", [".", "..", ". .", "\u3002\u3002", "\u06d4", "\u00b7", ".\u3002.", "!!!", "---"])
def test_what_is_no_ellipsis_is_none_to_both(dots: str) -> None:
    text = f"one {dots} two"
    assert list(marks_in(text, 0)) == []
    assert not any(word.elided for word in read_marks(text))


def test_a_mark_inside_the_speakers_parentheses_is_one() -> None:
    assert [found.text for found in inserted("we (the [old] crew ... all of us) row")] == ["[old]", "..."]


def test_parentheses_do_not_join_what_stands_beside_them() -> None:
    assert [word.folded for word in read_marks("we(sic)row")] == ["we", "sic", "row"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "(" * 50_000,
        "[a" * 20_000,
        "(a)" * 10_000,
        "<" * 50_000,
        ". " * 50_000,
        "(a [" * 10_000,
        "[.]" * 9_000,
    ],
)
def test_endless_marks_are_read_in_linear_time(text: str) -> None:
    began = time.monotonic()
    for found in inserted(text):
        assert found.text
    assert time.monotonic() - began < 10
