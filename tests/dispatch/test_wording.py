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


@pytest.mark.parametrize(
    ("ms", "clock", "second"),
    [
        (0, "0:00", "0:00"),
        (5_900, "0:05.9", "0:06"),
        (17_949, "0:17.9", "0:18"),
        (17_950, "0:18", "0:18"),
        (59_960, "1:00", "1:00"),
        (3_723_500, "1:02:03.5", "1:02:04"),
    ],
)
def test_times_are_rounded_and_not_cut(ms: int, clock: str, second: str) -> None:
    assert (ENGLISH.clock(ms), ENGLISH.second(ms)) == (clock, second)


def test_times_and_numbers_have_the_digits_of_the_language() -> None:
    assert PERSIAN.clock(18_300) == "\u06f0:\u06f1\u06f8\u066b\u06f3"
    assert (ENGLISH.number(1_234.56), PERSIAN.number(96.5)) == ("1,234.6", "\u06f9\u06f6\u066b\u06f5")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "0 s"), (0.0111, "40 s"), (0.0166, "1 min"), (0.0283, "1.7 min"), (0.5, "30 min"), (96.46, "96.5 h")],
)
def test_a_small_archive_is_never_nothing(hours: float, said: str) -> None:
    assert ENGLISH.length(hours) == said


def test_releases_are_counted_in_words_that_fit() -> None:
    assert [ENGLISH.releases(count) for count in (0, 1, 2_000)] == ["0 releases", "1 release", "2,000 releases"]


def test_a_language_that_the_page_does_not_speak_is_english() -> None:
    assert Wording.of("he").language == "en"


def test_quotation_marks_are_those_of_the_language() -> None:
    assert [quoted("a", language) for language in ("en", "fa-IR", None)] == ["“a”", "«a»", "“a”"]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ('He says: "The lamp" and "the quay".', "en", "“He says: ‘The lamp’ and ‘the quay’.”"),
        ("He says: “The lamp.”", "en", "“He says: ‘The lamp.’”"),
        ("A «b» c", "fa", "«A \u2039b\u203a c»"),
        ('Er sagt: "Das Licht"', "de", "„Er sagt: \u201aDas Licht‘“"),
        ('Он: "свет"', "ru", "«Он: „свет“»"),
        ('a 6" pipe and a 7" pipe', "en", '“a 6" pipe and a 7" pipe”'),
        ("“open", "en", "““open”"),
    ],
)
def test_a_quotation_inside_another_has_the_inner_marks(text: str, language: str, said: str) -> None:
    assert quoted(text, language) == said


def test_what_turns_text_around_is_taken_out() -> None:
    assert harmless("a\u202eb\u202c\x07c\ud800\nd\u200c\u2067e") == "abc\nd\u200c\u2067e"
