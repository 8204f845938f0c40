"""Where and when something was said, and to whom, in the article's own words."""

# quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Occasion
from tests.quote.conftest import page


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("At a rally in Northquay on Tuesday, Quill said “we go on”.", "a rally in Northquay", "Tuesday"),
        ("On Tuesday, Quill told a rally in Northquay that “we go on”.", "a rally in Northquay", "Tuesday"),
        ("“We go on,” Quill told them at a news conference in Westmere.", "a news conference in Westmere", None),
        ("Speaking at Westmere Hall on March 3, 1999, Quill said: “We go on.”", "Westmere Hall", "March 3, 1999"),
        ("In 1999, Quill said “we will all go on”.", None, "1999"),
        ("Quill said in 1999 that “we will all go on”.", None, "1999"),
        ("Quill on Tuesday told reporters that “we go on”.", None, "Tuesday"),
        ("“We go on,” said Ada Quill, a pilot at Westmere, on Friday.", None, "Friday"),
        ("“We go on,” said Ada Quill Tuesday.", None, "Tuesday"),
        ("“We go on,” Quill said in a speech to the dockers last week.", None, "last week"),
        ("“We go on,” Quill said two days earlier in Northquay.", "Northquay", "two days earlier"),
        ("NORTHQUAY, March 3 (Agency) — “We go on,” said Ada Quill.", "NORTHQUAY", "March 3"),
        ("شهردار احمد رضایی روز سه‌شنبه در نشستی گفت: «ما می‌سازیم آن را.»", "نشستی", "سه‌شنبه"),
        ("قال الوزير سامي حداد يوم الثلاثاء في مؤتمر صحفي: «سنعيد بناء الميناء».", "مؤتمر صحفي", "الثلاثاء"),
        ("Am Dienstag sagte Otto Brand in Hamburg: „Wir bauen den Hafen.“", "Hamburg", "Dienstag"),
    ],
)
def test_place_and_date(text: str, place: str | None, date: str | None) -> None:
    (found,) = MarksQuoter().quotations(page(text))
    assert found.occasion == Occasion(place=place, date=date)


@pytest.mark.parametrize(
    "text",
    [
        "“We go on,” said Quill.",
        "Quill said that the harbour, which opened in 1999, “will be rebuilt by us”.",
        "“We go on and on,” says a doctor from Westmere.",
        "“We may go on,” Quill said as he left the hall on Monday.",
        "Quill, who was born in Westmere in 1950, said “we go on”.",
    ],
)
def test_what_the_text_does_not_say_is_none(text: str) -> None:
    (found,) = MarksQuoter().quotations(page(text))
    assert found.occasion is None


@pytest.mark.parametrize(
    "then", ["“It takes years,” she added.", "“It takes years.”", "Quill added: “It takes years.”"]
)
def test_the_occasion_goes_on_with_its_speaker(then: str) -> None:
    found = MarksQuoter().quotations(page("“We go on,” Quill told a rally in Northquay on Tuesday.", then))
    assert found[-1].occasion == Occasion(place="a rally in Northquay", date="Tuesday")


def test_another_speaker_has_an_occasion_of_his_own() -> None:
    found = MarksQuoter().quotations(page("“We go on,” Quill said on Tuesday.", "“We stay,” said Otto Brand."))
    assert found[-1].occasion is None


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("In an interview with The Quay Post on Monday, Ada Quill said “we go on”.", "The Quay Post"),
        ("Ada Quill wrote in a letter to Otto Brand that “the harbour is ours”.", "Otto Brand"),
        ("In a meeting with the dockers, Quill said “we will go on”.", "the dockers"),
        ("Addressing the dockers at Westmere Hall, Quill said “we go on”.", "the dockers"),
        ("Speaking to the dockers, Quill said “we go on for ever”.", "the dockers"),
        ("Quill said in a speech to the council: “We go on.”", "the council"),
        ("“We go on,” Quill assured Otto Brand.", "Otto Brand"),
    ],
)
def test_the_addressee(text: str, addressee: str) -> None:
    (found,) = MarksQuoter().quotations(page(text))
    assert (found.speaker, found.addressee) == ("Ada Quill" if "Ada" in text else "Quill", addressee)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“The sea came up” (John 3:16), the preacher said.", "John 3:16"),
        ("He read “those who were driven from home” (Surat al-Hajj, 40) aloud.", "Surat al-Hajj, 40"),
        ("Article 6 of the Charter says: “Everyone has a harbour.”", "Article 6 of the Charter"),
    ],
)
def test_the_place_that_is_cited_beside_a_quotation(text: str, cited: str) -> None:
    (found,) = MarksQuoter().quotations(page(text))
    (mark,) = found.cited
    assert (mark.kind, mark.text, text[mark.start : mark.end]) == ("citation", cited, cited)


def test_a_place_behind_a_dash_is_nobodys_name() -> None:
    (found,) = MarksQuoter().quotations(page("“The lamp is lit for those who wait” – John 3:16"))
    assert found.speaker is None
    assert [mark.text for mark in found.cited] == ["John 3:16"]
