"""Quotations of a word or two: what makes them speech."""

# quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Role
from tests.quote.conftest import page


def said(*blocks: str | tuple[Role, str]) -> list[tuple[str, str | None]]:
    return [(one.text, one.speaker) for one in MarksQuoter().quotations(page(*blocks))]


@pytest.mark.parametrize(
    "second", ["It is in the Charter.", "Never.", "Not once.", "Nobody came.", "[…] I quit.", "To Rome.", "We Won."]
)
def test_a_sentence_that_goes_on_is_speech(second: str) -> None:
    text = f"“We need help,” said lawyer Nora Hesk. “{second}”"
    assert said(text) == [("We need help,", "Nora Hesk"), (second, "Nora Hesk")]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Mayor Ada Quill told the Quay Post, “No.”", "No.", "Mayor Ada Quill"),
        ("Councillor Voss: “We Won.”", "We Won.", "Councillor Voss"),
        ("« Il ment », affirme Solange Arlaud.", "Il ment", "Solange Arlaud"),
        ("„Wir bleiben“, sagte Otto Brand.", "Wir bleiben", "Otto Brand"),
        ("林花子氏は「ほっとした」と語った。", "ほっとした", "林花子氏"),
        ("Ada Quill left early. She said she “wept.”", "wept.", "Ada Quill"),
        ("Ada Quill said she had “never seen” it.", "never seen", "Ada Quill"),
        (
            "According to the report, pilots had “repeatedly warned” the port.",
            "repeatedly warned",
            "the report",
        ),
        ("Captain Orland thanked him for “your patience”.", "your patience", "Captain Orland"),
        ("Otto Brand sagte, das sei „völlig absurd“.", "völlig absurd", "Otto Brand"),
    ],
)
def test_a_cue_makes_speech(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


def test_headlines() -> None:
    assert said(("title", "Kahl: „Wir bleiben“")) == [("Wir bleiben", "Kahl")]
    assert said(("title", "SHOCK: Singer says 'I'm done' after a storm")) == [("I'm done", "Singer")]


@pytest.mark.parametrize(
    "text",
    [
        "Quill said the so-called “pier party” met on Monday.",
        "Quill said the “Long Tide” was a good film.",
        "Quill said the “experts” of the port were late.",
        "The boat, “Grey Heron”, said the captain, was lost.",
    ],
)
def test_names_at_arms_length_are_none(text: str) -> None:
    assert said(text) == []


def test_a_heading_between_marks_has_no_speaker() -> None:
    quoted = ("We will go on with it,", "Ada Quill")
    assert said("“We will go on with it,” said Ada Quill.", "‘A good day’", "The crowd left.") == [quoted]
    assert said("“We will go on with it,” said Ada Quill.", "‘All Bets Are Off.’", "The crowd left.") == [quoted]
