"""What the page says in its languages."""

import re
import string

import pytest

from onrecord.dispatch import wording
from onrecord.dispatch.harmless import harmless
from onrecord.dispatch.wording import Wording, quoted

ENGLISH, PERSIAN = Wording.of("en-GB"), Wording.of("fa")


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", sorted(wording.SPOKEN))
def test_every_language_says_the_same_things(language: str) -> None:
    english, other = wording.SPOKEN["en"], wording.SPOKEN[language]
    assert {key: fields(phrase) for key, phrase in english.items()} == {
        key: fields(phrase) for key, phrase in other.items()
    }
    assert not any(re.search(r"[<>&]", phrase) for phrase in other.values())


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("2024-03-09", "9 March 2024"),
        ("2024-03-09T18:05:00Z", "9 March 2024, 18:05 UTC"),
        ("2024-03-09T18:05:00+03:30", "9 March 2024, 18:05 UTC+03:30"),
        ("spring of 1999", "spring of 1999"),
        ("2024-02-31", "2024-02-31"),
        (None, "not known"),
    ],
)
def test_dates_are_as_exact_as_they_are_written(written: str | None, english: str) -> None:
    assert ENGLISH.date(written) == english.replace("9 March", "March 9") or ENGLISH.date(written) == english


def test_times_and_numbers_have_the_digits_of_the_language() -> None:
    assert (ENGLISH.clock(3_723_999), PERSIAN.clock(18_300)) == ("1:02:03", "\u06f0:\u06f1\u06f8")
    assert ENGLISH.number(1_234.56) == "1,234.6"


def test_a_language_that_the_page_does_not_speak_is_english() -> None:
    assert Wording.of("he").language == "en"


def test_quotation_marks_are_those_of_the_language() -> None:
    assert [quoted("a", language) for language in ("en", "fa-IR", None)] == ["“a”", "«a»", "“a”"]


def test_what_turns_text_around_is_taken_out() -> None:
    assert harmless("a\u202eb\u202c\x07c\ud800\nd\u200c\u2067e") == "abc\nd\u200c\u2067e"
