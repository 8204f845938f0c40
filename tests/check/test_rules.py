"""Names, chance and flags."""

import pytest

from onrecord.check import Archive, Spoken, check
from onrecord.check.chance import Run, bits, choice_bits, expected, run_bits
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.check.names import said_by, same_person
from onrecord.records import Asked
from tests.check.conftest import HARBOUR, archive_of, cues, spoken


@pytest.mark.parametrize(
    ("one", "other", "expected_answer"),
    [
        ("Orrin, Talia", "Talia Orrin", "same"),
        ("Orrin, Talia", "Mrs Orrin", "same"),
        ("ORRIN", "Talia Orrin", "same"),
        ("T. Orrin", "Talia Orrin", "same"),
        ("Prime Minister Talia Orrin", "Orrin", "same"),
        ("Bram Orrin", "Talia Orrin", "other"),
        ("Bram Keswick", "Talia Orrin", "other"),
        ("B. K.", "Bram Keswick", "other"),
        (None, "Talia Orrin", "unknown"),
        ("Talia Orrin", "", "unknown"),
        ("President", "President", "same"),
        ("Jos\u00e9 Orrin", "Jose Orr\u00edn", "same"),
        ("Talia Orrin, MP", "Orrin, Talia", "same"),
        ("Al-Adwan, Samir", "Samir al Adwan", "same"),
        ("the minister", "Talia Orrin", "unknown"),
        ("Foreign Minister", "Talia Orrin", "unknown"),
        ("a spokesman", "Talia Orrin", "unknown"),
        ("she", "Talia Orrin", "unknown"),
        ("talia orrin", "Talia Orrin", "same"),
        ("Foreign Minister Keswick", "Talia Orrin", "other"),
        (
            "\u0633\u0645\u064a\u0631 \u0639\u062f\u0648\u0627\u0646",
            "\u0633\u0645\u06cc\u0631 \u0639\u062f\u0648\u0627\u0646",
            "same",
        ),
    ],
)
def test_names_are_compared_loosely(one: str | None, other: str | None, expected_answer: str) -> None:
    assert same_person(one, other) == same_person(other, one) == expected_answer


def test_names_in_different_scripts_are_not_compared() -> None:
    assert same_person("Talia Orrin", "تالیا اورین") == "unknown"


def test_a_name_is_known_by_its_other_spellings() -> None:
    asked = Asked(text="", speaker="Orrin", spellings=("Talia Orrin", "تالیا اورین"))
    assert said_by(asked, "دکتر تالیا اورین") == "same"
    assert said_by(asked, "Vell") == "other"
    assert said_by(asked, None) == "unknown"


def test_chance_is_smaller_for_more_and_for_rarer_words() -> None:
    total = 1_000_000
    assert run_bits([10, 10, 10], total) > run_bits([10, 10], total) > run_bits([10, 5_000], total)


def test_a_broken_run_tells_less_than_an_unbroken_one() -> None:
    broken = [Run([10, 10]), Run([10, 10], choice_bits(1, 1))]
    assert bits(broken, 1_000_000) < run_bits([10, 10, 10, 10], 1_000_000)
    assert bits([], 1_000_000) == 0.0


def test_a_word_replaced_costs_less_than_a_word_dropped_and_a_long_leap_most() -> None:
    assert choice_bits(1, 1) < choice_bits(2, 2) < choice_bits(0, 1) < choice_bits(0, 8)


def test_what_a_leap_costs_more_than_is_told_beyond_it_is_not_counted() -> None:
    near = [Run([10, 10, 10])]
    assert bits([*near, Run([50_000], choice_bits(0, 100))], 1_000_000) == bits(near, 1_000_000)
    assert bits([Run([50_000]), Run([10, 10, 10], choice_bits(0, 100))], 1_000_000) == bits(near, 1_000_000)


def test_chance_grows_with_the_archive() -> None:
    assert expected(20.0, 10_000_000) == 10 * expected(20.0, 1_000_000)
    assert expected(1e6, 1) >= 0.0


@pytest.mark.parametrize(
    ("quoted", "flags"),
    [
        ("the valley keeps its promise", [("context", "If")]),
        ("the fishing fleet has no future", [("context", "I have heard it said that")]),
        ("sell a single stone of it", [("context", "grandparents, and we will not")]),
        ("the fleet will return before the winter", [("context", "If the valley keeps its promise")]),
        ("and we will \u2026 sell a single stone of it", [("cut negation", "not")]),
        ("The council voted eleven times", []),
    ],
)
def test_flags(archive: Archive, checker: AlignmentChecker, quoted: str, flags: list[tuple[str, str]]) -> None:
    found = check(checker, Asked(text=quoted), archive)
    assert [(flag.kind, flag.text[-len(text) :]) for flag, (_, text) in zip(found.flags, flags, strict=True)] == flags


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("اگر بندر ساخته شود می‌مانیم", "بندر ساخته شود"),
        ("لن نبيع حجرا منه", "نبيع حجرا منه"),
    ],
)
def test_context_in_persian_and_arabic(checker: AlignmentChecker, line: str, quoted: str) -> None:
    found = check(checker, Asked(text=quoted), archive_of(spoken("one", [line])))
    assert [flag.kind for flag in found.flags] == ["context"]


def test_a_change_of_speaker_inside_is_flagged(checker: AlignmentChecker) -> None:
    segments = cues(HARBOUR[:2], "Talia Orrin", "Bram Keswick")
    record = archive_of(Spoken(item="x", release="r-x", segments=segments))
    found = check(checker, Asked(text="a single stone of it. I have heard it said"), record)
    assert [(flag.kind, flag.text) for flag in found.flags] == [("speaker changes inside", "Talia Orrin, Bram Keswick")]


def test_a_machine_transcript_is_flagged(checker: AlignmentChecker) -> None:
    record = archive_of(spoken("x", HARBOUR, machine=True))
    found = check(checker, Asked(text="The council voted eleven times"), record)
    assert [flag.kind for flag in found.flags] == ["uncertain transcript"]
