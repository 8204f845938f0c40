"""Quotation marks, and what stands between them."""

# ruff: noqa: RUF001  # quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.quote.inside import marks_in
from onrecord.quote.marks import spans
from onrecord.records import Mark, Occasion, Quotation
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
        ('He said "we go on” today.', ["we go on"]),
        ("He said ''we go on\" today.", ["we go on"]),
        ("Il dit ‹on continue› ce soir.", ["on continue"]),
        ("Er sagt ›wir machen weiter‹ heute.", ["wir machen weiter"]),
        ("Er sagt ‚wir machen weiter‘ heute.", ["wir machen weiter"]),
        ("Mówi: „idziemy dalej” dzisiaj.", ["idziemy dalej"]),
        ('市长说"我们继续"。', ["我们继续"]),
        ("彼は『続けます』と言った。", ["続けます"]),
        ("Он сказал: «мы идём дальше».", ["мы идём дальше"]),
        ("وزیر نے کہا: ”ہم آگے بڑھیں گے۔“", ["ہم آگے بڑھیں گے۔"]),
        ("He said ‘90 per cent of us go on’ today.", ["90 per cent of us go on"]),
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
        "O'Brien and D’Arcy met 'Abd al-Rahman and ʿAyn al-Quill",
        "'Ali said the workers' union of ‘Umar had met",
        "It was 6' 2\" tall and the summer of ‘69",
        'a tag <post id="17" by="nobody"> in a page',
    ],
)
def test_apostrophes_and_primes_are_no_marks(text: str) -> None:
    assert between(text) == []


def test_apostrophes_inside_single_marks() -> None:
    assert between("She said 'the workers' union isn't here' today.") == ["the workers' union isn't here"]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    (outer,) = spans("“He said ‘go’ and ‘stay’ to us”")
    assert [(inner.opener, inner.behind) for inner in outer.inner] == [(9, 13), (18, 24)]


def test_marks_of_one_shape_nest() -> None:
    (outer,) = spans('"And then: "we stay" too," he said.')
    assert [(inner.opener, inner.behind) for inner in outer.inner] == [(11, 20)]


def test_each_paragraph_opens_and_only_the_last_one_closes() -> None:
    assert between("“We begin here.\n“We go on here.\n“We end here,” said Quill.") == [
        "We begin here.",
        "We go on here.",
        "We end here,",
    ]


def test_the_speaker_behind_the_last_paragraph_says_them_all() -> None:
    found = MarksQuoter().quotations(
        page("“We begin with one.", "“We go on.", "“We end it here,” Ada Quill said on Monday.")
    )
    assert [(one.text, one.speaker) for one in found] == [
        ("We begin with one.", "Ada Quill"),
        ("We go on.", "Ada Quill"),
        ("We end it here,", "Ada Quill"),
    ]
    assert [one.occasion for one in found] == [Occasion(date="Monday")] * 3


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
        ("we ⋯ go …… on . . . . and ‥ on [ … ] now", ["ellipsis"] * 5),
        ("go on (applause), or (perhaps) not", ["note"]),
        ("ادامه [...] می‌دهیم [خنده حضار] و [کذا] و (…)", ["ellipsis", "note", "sic", "ellipsis"]),
        ("نحن [تصفيق] نكمل [هكذا] العمل", ["note", "sic"]),
        ("אנחנו [צחוק] ממשיכים", ["note"]),
        ("我们［掌声］继续［……］", ["note", "ellipsis"]),
    ],
)
def test_what_an_editor_put_in(text: str, kinds: list[str]) -> None:
    marks = list(marks_in(text, 0))
    assert [mark.kind for mark in marks] == kinds
    assert all(text[mark.start : mark.end] == mark.text for mark in marks)


def test_a_transcript_names_its_speakers_inside_the_marks() -> None:
    (found,) = MarksQuoter().quotations(page("“WARDEN: We will go on and on.”"))
    assert (found.text, found.speaker) == ("We will go on and on.", "WARDEN")


def test_the_quotations_of_version_3() -> None:
    assert MarksQuoter.version == "3"
    found = MarksQuoter().quotations(
        page("On Friday, Ada Quill told the council: “We ‘will’ rebuild [it]” (Book of Tides 3:16).")
    )
    assert found == (
        Quotation(
            text="We ‘will’ rebuild [it]",
            start=40,
            end=62,
            block=0,
            speaker="Ada Quill",
            addressee="the council",
            cue="told",
            marks=(
                Mark(kind="nested", text="‘will’", start=43, end=49),
                Mark(kind="insertion", text="[it]", start=58, end=62),
            ),
            speaker_start=11,
            speaker_end=20,
            occasion=Occasion(date="Friday"),
            cited=(Mark(kind="citation", text="Book of Tides 3:16", start=65, end=83),),
        ),
    )
