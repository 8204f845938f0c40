"""Words: what counts as a difference, what does not, and where each word stands."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.words import fold, folded_words, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "HARBOUR"),
        ("don't", "dont"),
        ("don\u2019t", "DON\u02bcT"),
        ("stra\u00dfe", "STRASSE"),
        ("nai\u0308ve", "na\u00efve"),
        ("\ufb01ne", "fine"),
        ("\uff26ull", "full"),
        ("co\u00adoperate", "cooperate"),
        ("\u0130stanbul", "istanbul"),
        ("I\u015eIK", "\u0131\u015f\u0131k"),
        ("\u0391\u0398\u0397\u039d\u0391", "\u0391\u03b8\u03ae\u03bd\u03b1"),
        ("\u0435\u0449\u0435", "\u0435\u0449\u0451"),
        ("\u0643\u062a\u0627\u0628", "\u06a9\u062a\u0627\u0628"),  # kaf
        ("\u0639\u0644\u064a", "\u0639\u0644\u06cc"),  # yeh
        ("\u0639\u0644\u0649", "\u0639\u0644\u06cc"),  # alef maksura
        ("\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u0631\u0648\u0645"),  # zero-width non-joiner
        ("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\u0645\u062d\u0645\u062f"),  # harakat
        ("\u0645\u062d\u0640\u0640\u0645\u062f", "\u0645\u062d\u0645\u062f"),  # tatweel
        ("\u0623\u0647\u0644", "\u0627\u0647\u0644"),  # hamza on alef
        ("\u0622\u0628", "\u0627\u0628"),  # madda
        ("\u0645\u0633\u0624\u0648\u0644", "\u0645\u0633\u0648\u0648\u0644"),  # hamza on waw
        ("\u062c\u0632\u064a\u0631\u0629", "\u062c\u0632\u06cc\u0631\u0647"),  # teh marbuta
        ("\u06c1\u06d2", "\u0647\u06cc"),  # Urdu heh and yeh barree
        ("\ufefb", "\u0644\u0627"),  # presentation form
        ("\u0661\u0662\u0663", "123"),
        ("\u06f1\u06f2\u06f3", "123"),
        ("\u0967\u0968", "12"),
        ("hon\u200four", "honour"),  # direction mark
        ("\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd"),  # Hebrew points
        ('\u05e6\u05d4"\u05dc', "\u05e6\u05d4\u05f4\u05dc"),  # gershayim
    ],
)
def test_spellings_that_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert folded_words(one) == folded_words(other)
    assert len(folded_words(one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("p\u00eache", "p\u00e9ch\u00e9"), ("ma\u00f1ana", "manana"), ("\u0438", "\u0439"), ("one", "two")],
)
def test_spellings_that_count(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known: \u201cthe dogs' bark\u201d", ["well", "known", "the", "dogs", "bark"]),
        ("rock 'n' roll _em_ don';t", ["rock", "n", "roll", "em", "don", "t"]),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940 \u092e\u0947\u0902\u0964",
            ["\u0939\u093f\u0928\u094d\u0926\u0940", "\u092e\u0947\u0902"],
        ),
        ("\u65e5\u672c word", ["\u65e5", "\u672c", "word"]),
        ("\u0e17\u0e35\u0e48\u0e14\u0e35", ["\u0e17\u0e35\u0e48", "\u0e14\u0e35"]),
        ("\x00 \ud800 \u2026 --", []),
        ("", []),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert folded_words(text) == expected


@given(st.text())
def test_every_word_points_to_the_text_it_came_from(text: str) -> None:
    found = words(text)
    assert [word.folded for word in found] == folded_words(text)
    assert all(fold(text[word.start : word.end]) == word.folded for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert all(fold(word) == word for word in folded_words(text))


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "a'" * 150_000, "a" + "\u0301" * 300_000, "a" + "\u200f" * 300_000 + "\u201d", "\u200f" * 300_000],
)
def test_no_text_is_slow(text: str) -> None:
    start = time.process_time()
    words(text)
    assert time.process_time() - start < 20


@given(st.text(alphabet="aBI1_'` \n.-\"\u2019\u2018\u00b4\u2032\u201a\u201c\u201d\u2014\u2026\u00a0\u00ab"))
def test_texts_of_plain_letters_are_read_as_any_others(text: str) -> None:
    among_others = words(f"{text} \u00e9")[:-1]  # a letter with an accent, which is not read the quick way
    assert words(text) == among_others
    assert folded_words(text) == [word.folded for word in among_others]
