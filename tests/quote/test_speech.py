"""What stands between marks and is no speech: titles, names, words as words, slogans."""

# quotation marks of several scripts are what is tried

import pytest

from onrecord.quote.engines.marks import MarksQuoter
from tests.quote.conftest import page


def quoted(text: str) -> list[str]:
    return [quotation.text for quotation in MarksQuoter().quotations(page(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” saw the film “The Lanterns of Westmere” in town.",
        "Her novel, “The Long Tide of Northquay,” is out.",
        "The song “We Go On and On” is a hit.",
        "The ship “Grey Heron of Westmere” sailed.",
        "He wrote an essay titled “Why we should all go home now” last year.",
        "She used the word “tide” and the term “long slow tide” often.",
        "The slogan “We go on together for ever” was everywhere.",
        "The so-called “very long tide” came.",
        "On “The Morning Tide,” people laughed.",
        "Quill said on the channel’s “Morning in Westmere.”",
        "His book “The Long Tide” was read by many.",
        "The “Long Tide of Westmere” film was shown.",
        "Her article, “How the Harbour Was Lost,” appeared in May.",
        "Ada “Gull” Quill came to town.",
        "وی کتاب «بندر بزرگ جنوب» را نوشت.",
        "شاهد فيلم «ميناء الشمال الكبير» أمس.",
    ],
)
def test_no_speech(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“No!” she said.", "No!"),
        ("Brand called her “a nasty woman” there.", "a nasty woman"),
        ("Quill said “we go on”.", "we go on"),
        ("The words “do not enter after dark” stood there.", "do not enter after dark"),
        ("Brand wrote: “The Harbour Is Ours.”", "The Harbour Is Ours."),
    ],
)
def test_speech(text: str, said: str) -> None:
    assert quoted(text) == [said]


def test_a_nickname_does_not_cut_a_name() -> None:
    (found,) = MarksQuoter().quotations(page("“We will all go on,” said Ada “Gull” Quill."))
    assert found.speaker == "Ada “Gull” Quill"
