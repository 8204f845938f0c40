"""Quotation marks, and what stands between them."""

# ruff: noqa: RUF001  # quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.quote.inside import marks_in
from onrecord.quote.marks import spans
from onrecord.records import Mark, Quotation
from tests.quote.conftest import page


def between(text: str) -> list[str]:
    return [text[span.start : span.end] for span in spans(text)]


def quoted(*blocks: str) -> list[str]:
    return [quotation.text for quotation in MarksQuoter().quotations(page(*blocks))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we go on” today.", ["we go on"]),
        ('He said "we go on" today.', ["we go on"]),
        ("He said 'we go on' today.", ["we go on"]),
        ("He said ‘we go on’ today.", ["we go on"]),
        ("He said ''we go on'' today.", ["we go on"]),
        ("He said ``we go on'' today.", ["we go on"]),
        ("Il dit « on continue ».", [" on continue "]),
        ("Er sagt „wir machen weiter“ heute.", ["wir machen weiter"]),
        ("Er sagt »wir machen weiter« heute.", ["wir machen weiter"]),
        ("Hon säger ”vi fortsätter” nu.", ["vi fortsätter"]),
        ("他说：“我们继续。”", ["我们继续。"]),
        ("彼は「続けます」と言った。", ["続けます"]),
        ("وزیر گفت: «ادامه می‌دهیم.»", ["ادامه می‌دهیم."]),
        ("قال: “سنواصل العمل”.", ["سنواصل العمل"]),
        ('קצין צה"ל אמר: "אנחנו ממשיכים".', ["אנחנו ממשיכים"]),
        ("\u200f“we go on”\u200f", ["we go on"]),
        ('He said “we go on" today.', ["we go on"]),
    ],
)
def test_every_kind_of_mark(text: str, inside: list[str]) -> None:
    assert between(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union can't and won't.",
        "The workers’ union can’t and won’t.",
        "It was the summer of '69 and the '70s.",
        "'Tis rock 'n' roll, said nobody.",
        "A 5\" pipe of 6' length",
        'מפקד צה"ל',
    ],
)
def test_apostrophes_and_primes_are_no_marks(text: str) -> None:
    assert between(text) == []


def test_apostrophes_inside_single_marks() -> None:
    assert between("She said 'the workers' union isn't here' today.") == ["the workers' union isn't here"]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    (outer,) = spans("“He said ‘go’ and ‘stay’ to us”")
    assert [(inner.opener, inner.behind) for inner in outer.inner] == [(9, 13), (18, 24)]


def test_an_unclosed_quotation_goes_on_to_the_end_of_its_block() -> None:
    assert between("Then: “we go on and on ") == ["we go on and on"]
    assert between("A stray “ mark") == []


def test_a_paragraph_each_of_a_long_quotation_with_one_speaker() -> None:
    found = MarksQuoter().quotations(
        page("“We begin with one paragraph of it,” said Quill. “And it goes on", "“In another one until the end.”")
    )
    assert [(one.text, one.speaker) for one in found] == [
        ("We begin with one paragraph of it,", "Quill"),
        ("And it goes on", "Quill"),
        ("In another one until the end.", "Quill"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("we … go on ... and [...] on (…)", ["ellipsis"] * 4),
        ("we [the council] go on", ["insertion"]),
        ("as written [Quran 22:40] and [Art. 6] and [سوره حج، آیه ۴۰]", ["citation"] * 3),
        ("we go [applause] on [تشویق حضار]", ["note"] * 2),
        ("we goes [sic] on", ["sic"]),
        ("[T]he harbour", ["capital"]),
    ],
)
def test_what_an_editor_put_in(text: str, kinds: list[str]) -> None:
    marks = list(marks_in(text, 0))
    assert [mark.kind for mark in marks] == kinds
    assert all(text[mark.start : mark.end] == mark.text for mark in marks)


def test_scare_quotes_and_titles_of_works_are_no_speech() -> None:
    assert quoted("The so-called “experts” saw the film “The Lanterns of Westmere” in town.") == []
    assert quoted("“No!” she said.") == ["No!"]


def test_the_quotations_of_version_1() -> None:
    assert MarksQuoter.version == "1"
    found = MarksQuoter().quotations(page("Ada Quill told the council: “We ‘will’ rebuild [it].”"))
    assert found == (
        Quotation(
            text="We ‘will’ rebuild [it].",
            start=29,
            end=52,
            block=0,
            speaker="Ada Quill",
            addressee="the council",
            cue="told",
            marks=(
                Mark(kind="nested", text="‘will’", start=32, end=38),
                Mark(kind="insertion", text="[it]", start=47, end=51),
            ),
            speaker_start=0,
            speaker_end=9,
        ),
    )
