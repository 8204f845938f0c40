"""Who is quoted, by which words, saying it to whom."""

# ruff: noqa: RUF001  # quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Quotation
from tests.quote.conftest import page


def only(*blocks: str) -> Quotation:
    return MarksQuoter().quotations(page(*blocks))[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "addressee"),
    [
        ("“We will rebuild the harbour,” said Ada Quill.", "Ada Quill", "said", None),
        ("“We will rebuild the harbour,” Ada Quill said on Tuesday.", "Ada Quill", "said", None),
        ("“We will rebuild the harbour,” said Mayor Ada Quill, a former pilot.", "Mayor Ada Quill", "said", None),
        ("“We will rebuild the harbour,” said the mayor of Northquay.", "the mayor of Northquay", "said", None),
        ("Ada Quill said that “the harbour will be rebuilt” soon.", "Ada Quill", "said", None),
        ("Ada Quill, the mayor, said: “We will rebuild the harbour.”", "Ada Quill", "said", None),
        ("On Tuesday, Ada Quill said “we will rebuild the harbour”.", "Ada Quill", "said", None),
        ("Ada Quill (North Quay) said “we will rebuild the harbour”.", "Ada Quill", "said", None),
        ("Ada Quill told The Quay Post, “We will rebuild the harbour.”", "Ada Quill", "told", "The Quay Post"),
        ("According to Ada Quill, “the harbour will be rebuilt” soon.", "Ada Quill", "According to", None),
        ("Many doubt Ada Quill’s claim that “the harbour will be rebuilt” soon.", "Ada Quill", "claim", None),
        ("“We will rebuild the harbour.” — Ada Quill", "Ada Quill", "—", None),
        ("Mayor Quill: “We will rebuild the harbour.”", "Mayor Quill", None, None),
        ("وزیر بندر گفت: «ما اسکله را دوباره می‌سازیم.»", "وزیر بندر", "گفت", None),
        ("احمد رضایی، شهردار، در نشستی به خبرنگاران گفت: «ما می‌سازیم آن را.»", "احمد رضایی", "گفت", "خبرنگاران"),
        ("قال الوزير سامي حداد: «سنعيد بناء الميناء قريبا».", "الوزير سامي حداد", "قال", None),
        ("وأكد رئيس البلدية أن «المال موجود في الخزينة الآن».", "رئيس البلدية", "وأكد", None),
        ('"אנחנו נבנה את הנמל מחדש", אמר דן לוי, ראש העיר.', "דן לוי", "אמר", None),
        ('מפקד צה"ל אמר: "הנמל פתוח לכולם היום".', 'מפקד צה"ל', "אמר", None),
        ("„Wir bauen den Hafen wieder auf“, sagte Otto Brand.", "Otto Brand", "sagte", None),
        ("市长说：“我们将重建这个港口，三年内完成。”", "市长", "说", None),
    ],
)
def test_speaker_cue_and_addressee(text: str, speaker: str, cue: str | None, addressee: str | None) -> None:
    found = only(text)
    assert (found.speaker, found.cue, found.addressee) == (speaker, cue, addressee)
    assert text[found.speaker_start : found.speaker_end] == speaker


@pytest.mark.parametrize(
    ("first", "then", "speaker"),
    [
        ("“We will rebuild it all,” said Ada Quill.", "“It takes three years of work,” she added.", "Ada Quill"),
        ("“We will rebuild it all,” said Ada Quill.", "She added that “it takes three years of work”.", "Ada Quill"),
        ("Ada Quill said:", "“We will rebuild the harbour in three years.”", "Ada Quill"),
        ("قال الوزير سامي حداد: «سنعيد بناء الميناء قريبا».", "وأضاف: «هذا وعد منا للناس جميعا».", "الوزير سامي حداد"),
        ("وزیر بندر گفت: «ما آن را دوباره می‌سازیم.»", "وی افزود: «این کار سه سال طول می‌کشد.»", "وزیر بندر"),
    ],
)
def test_what_goes_on_has_the_speaker_before_it(first: str, then: str, speaker: str) -> None:
    assert only(first, then).speaker == speaker


def test_a_quotation_cut_in_two_has_one_speaker() -> None:
    text = (
        "“We will rebuild it,” Ada Quill said. “It takes three years,” she told them, adding that “the money is there”."
    )
    assert [one.speaker for one in MarksQuoter().quotations(page(text))] == ["Ada Quill"] * 3


def test_who_speaks_is_not_guessed() -> None:
    found = only("A board over the gate of the old harbour bears the words “do not enter after dark or alone”.")
    assert found.speaker is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Minister: We will rebuild the harbour", [("We will rebuild the harbour", "Minister")]),
        (
            "Minister: We will rebuild the harbour; the money is there",
            [("We will rebuild the harbour", "Minister"), ("the money is there", "Minister")],
        ),
        ("Quill: The harbour is to be rebuilt", [("The harbour is to be rebuilt", "Quill")]),
        ("وزیر بندر: اسکله را دوباره می‌سازیم", [("اسکله را دوباره می‌سازیم", "وزیر بندر")]),
        ("Quill tells council: ‘We will not sell it’", [("We will not sell it", "Quill")]),
        ("Harbour dispute: council to vote again in May", []),
        ("The latest: harbour to be rebuilt in May", []),
        ("Harbour to be rebuilt", []),
    ],
)
def test_headlines(title: str, expected: list[tuple[str, str]]) -> None:
    body = "“We will rebuild the harbour,” said Ada Quill."
    found = MarksQuoter().quotations(page(("title", title), body))
    assert [(one.text, one.speaker) for one in found if one.block == 0] == expected
