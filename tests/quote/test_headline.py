"""Headlines that quote, by marks and without."""

# quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from tests.quote.conftest import page


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
        ("Mayor Quill: We Will Not Sell the Harbour", [("We Will Not Sell the Harbour", "Mayor Quill")]),
        ("‘We Will Not Sell,’ Mayor Says", [("We Will Not Sell,", "Mayor")]),
        ("‘We Will Not Sell It’: Quill", [("We Will Not Sell It", "Quill")]),
        (
            "Quill: ‘We will not sell’; Brand: ‘You must sell it’",
            [("We will not sell", "Quill"), ("You must sell it", "Brand")],
        ),
        (
            "‘We will not sell’; ‘The harbour is ours’, says Quill",
            [("We will not sell", "Quill"), ("The harbour is ours", "Quill")],
        ),
        ("Quill: Harbour ‘is not for sale to anybody’", [("is not for sale to anybody", "Quill")]),
        ("We will not sell the harbour: Mayor Quill", [("We will not sell the harbour", "Mayor Quill")]),
        ("We will not sell the harbour, says Mayor Quill", [("We will not sell the harbour", "Mayor Quill")]),
        ("Quill on the harbour: We will not sell", [("We will not sell", "Quill")]),
        ("Watch: Our harbour is on fire", []),
        ("Opinion: Why we must not sell", []),
        ("Breaking News: Our Team Wins the Cup", []),
        ("Harbour dispute: council to vote again in May", []),
        ("The latest: harbour to be rebuilt in May", []),
        ("Harbour to be rebuilt", []),
    ],
)
def test_headlines(title: str, expected: list[tuple[str, str]]) -> None:
    body = "“We will rebuild the harbour,” said Ada Quill."
    found = MarksQuoter().quotations(page(("title", title), body))
    assert [(one.text, one.speaker) for one in found if one.block == 0] == expected


@pytest.mark.parametrize(
    ("title", "speaker", "addressee", "cue"),
    [
        ("Quill to Islanders: You Are a Source of Honor", "Quill", "Islanders", None),
        ("Quill Tells Islanders: You Are a Source of Honor", "Quill", "Islanders", "Tells"),
        ("Mayor Quill Tells Islanders ‘You Are a Source of Honor’", "Mayor Quill", "Islanders", "Tells"),
        ("Quill slams council: You are a source of shame", "Quill", "council", "slams"),
        ("وزیر بندر خطاب به مردم: شما مایه افتخار هستید", "وزیر بندر", "مردم", "خطاب"),
    ],
)
def test_whom_a_headline_addresses(title: str, speaker: str, addressee: str, cue: str | None) -> None:
    (found,) = MarksQuoter().quotations(page(("title", title)))
    assert (found.speaker, found.addressee, found.cue) == (speaker, addressee, cue)
    assert title[found.start : found.end] == found.text
