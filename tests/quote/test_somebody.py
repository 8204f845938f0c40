"""Who can be a speaker or an addressee, and what only stands where one would."""

# quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Occasion, Quotation
from tests.quote.conftest import page


def found(*blocks: str) -> tuple[Quotation, ...]:
    return MarksQuoter().quotations(page(*blocks))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Councillor Emil Voss, who voted against, called the plan “a castle of sand and debt”.",
            "Councillor Emil Voss",
        ),
        ("PORT ELDA (Quaywire) -- Governor Luz Tarn left, saying “not a gate was open”.", "Governor Luz Tarn"),
        ("“He will be back,” a source close to the singer told The Comet.", "a source"),
        ("وقال السالمي للصحفيين: «لن نغلق الميناء أمام أحد»", "السالمي"),
        ("وتابع قائلا: «لن نغلق الميناء أمام أحد»", None),
        ("«ما این اسکله را نمی‌فروشیم هرگز»؛ این را مریم دلنواز به خبرنگار ما گفت.", "مریم دلنواز"),
        ("« Nous ne céderons pas », a déclaré Odile Arnaud. « Il viendra ici », a-t-elle ajouté.", "Odile Arnaud"),
        ("« Voyez-vous, explique Marc Delune, nous n’avons pas le choix. »", "Marc Delune"),
        (
            "Ada Quill came. She paused to make an improbable remark. “My hope for it,” she said, “is peace.”",
            "Ada Quill",
        ),
        ("Tarn’s spokesman, Evan Platt, said “the report is wrong on it”.", "Evan Platt"),
        ("Asked of it, the council’s leader, Cllr Hugh Barley, said: “Ask those who ran it.”", "Cllr Hugh Barley"),
        ("“We are still rowing here,” said her son, Jory.", "Jory"),
        ("“We will go on with it,” said the mayor, Northquay’s first.", "the mayor"),
        ("“We will go on with it,” said a witness.", "a witness"),
        ("“We will go on with it,” said the delegation.", "the delegation"),
        ("March 21 suggested “a long way to go”.", None),
    ],
)
def test_the_speaker(text: str, speaker: str | None) -> None:
    assert found(text)[-1].speaker == speaker


def test_an_attribution_ends_what_no_mark_ends() -> None:
    first, second = found('"We called at six, and at seven, Rupert Ash told the inquiry.', '"They said no," he said.')
    assert (first.text, first.speaker) == ("We called at six, and at seven,", "Rupert Ash")
    assert (second.text, second.speaker) == ("They said no,", "Rupert Ash")


@pytest.mark.parametrize("between", ["Otto Voss left at noon.", "She left the hall at noon."])
def test_a_closing_quotation_behind_somebody_else_is_nobodys(between: str) -> None:
    quoted, closing = "“We go on with it,” said Ada Quill.", "“There is no other way for us.”"
    assert found(quoted, between, closing)[-1].speaker is None
    assert found(f"{quoted} {between}", closing)[-1].speaker is None
    assert found(quoted, closing)[-1].speaker == "Ada Quill"


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ada Quill vowed to rebuild piers: “We will not wait for the capital.”", None),
        ("Quill, in a meeting with relatives afterwards, said: “I am sorry for it.”", "relatives"),
        ("«No venderemos el faro ni la playa», dijo Belmar a los pescadores.", "los pescadores"),
        ("In a letter to Marchbanks, engineer Bo Lind wrote: “The gates stand open now.”", "Marchbanks"),
        ("وقال السالمي للصحفيين: «لن نغلق الميناء أمام أحد»", "للصحفيين"),
        ("“We will go on with it,” Quill told local TV.", None),
        ("“We will go on with it,” Quill told 11 reporters.", "11 reporters"),
    ],
)
def test_the_addressee(text: str, addressee: str | None) -> None:
    assert found(text)[-1].addressee == addressee


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("Marchbanks told The Quay Post “we will all go on with it”.", None),
        ("Quill told Monday Okoro “we will all go on with it”.", None),
        ("Quill said in an email that “we will all go on”.", None),
        ("Quill said during his seven and a half years that “we will all go on”.", None),
        ("Quill said during a visit on Monday that “we will all go on”.", Occasion(date="Monday")),
        (
            "In a meeting with students in Lismar on 4 April 2019, Quill said “we go on”.",
            Occasion(place="Lismar", date="4 April 2019"),
        ),
        ("Quill said at a rally in Northquay that “we will all go on”.", Occasion(place="a rally in Northquay")),
    ],
)
def test_the_occasion(text: str, occasion: Occasion | None) -> None:
    assert found(text)[-1].occasion == occasion
