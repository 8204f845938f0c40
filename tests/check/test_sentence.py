"""The rest of the sentences that a passage stands in."""

import pytest

from onrecord.check.sentence import REACH, around


@pytest.mark.parametrize(
    ("text", "passage", "before", "after"),
    [
        ("The tide is out. We wait for it, as ever. Then we sail.", "wait for it", "We ", ", as ever."),
        ("We wait.", "We wait", "", "."),
        ("We wait", "We wait", "", ""),
        ("It cost 3.5 crowns a day. No more.", "crowns", "It cost 3.5 ", " a day."),
        ("He said: \u201cWe wait.\u201d And left.", "wait", "He said: \u201cWe ", ".\u201d"),
        ("One line\n\nanother line\n\nthe last", "another", "", " line"),
        (
            "\u0645\u0627\u061f \u0622\u0631\u06cc \u0628\u0648\u062f\u06cc\u0645\u06d4 \u0648",
            "\u0622\u0631\u06cc",
            "",
            " \u0628\u0648\u062f\u06cc\u0645\u06d4",
        ),
    ],
)
def test_sentences_end_where_they_end(text: str, passage: str, before: str, after: str) -> None:
    start = text.index(passage)
    assert around(text, start, start + len(passage)) == (before, after)


def test_a_text_without_stops_is_shown_as_far_as_the_eye_reaches_and_by_whole_words() -> None:
    text = "lamp " * 1_000 + "TIDE" + " quay" * 1_000
    start = text.index("TIDE")
    before, after = around(text, start, start + 4)
    assert REACH - 6 < len(before) <= REACH
    assert REACH - 6 < len(after) <= REACH
    assert set(before.split()) == {"lamp"}
    assert set(after.split()) == {"quay"}
