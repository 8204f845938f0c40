"""What people type, as phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.question import MOST_PHRASES, Phrase, phrases


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("harbour ministry", [Phrase(("harbour",)), Phrase(("ministry",))]),
        ('"harbour ministry"', [Phrase(("harbour", "ministry"))]),
        ("“harbour ministry”", [Phrase(("harbour", "ministry"))]),
        ("„harbour ministry“", [Phrase(("harbour", "ministry"))]),
        ("«harbour ministry»", [Phrase(("harbour", "ministry"))]),
        ("「harbour ministry」", [Phrase(("harbour", "ministry"))]),
        ("'we don't go' today", [Phrase(("we", "dont", "go")), Phrase(("today",))]),
        ("‘we don’t go’", [Phrase(("we", "dont", "go"))]),  # typographic marks, as people paste them
        ("don't go", [Phrase(("dont",)), Phrase(("go",))]),
        ('the "open sea', [Phrase(("the",)), Phrase(("open",)), Phrase(("sea",))]),
        ('say "" twice', [Phrase(("say",)), Phrase(("twice",))]),
        ("minist*", [Phrase(("minist",), prefix=True)]),
        ('"harbour minist*"', [Phrase(("harbour", "minist"), prefix=True)]),
        ("*stry", [Phrase(("stry",))]),
        ("e-mail", [Phrase(("e", "mail"))]),
        ("2016-07-22", [Phrase(("2016", "07", "22"))]),
        ("sea AND NOT land NEAR(x)", [Phrase((w,)) for w in ("sea", "and", "not", "land")] + [Phrase(("near", "x"))]),
        ("words : tokens", [Phrase(("words",)), Phrase(("tokens",))]),
        ("sea sea SEA", [Phrase(("sea",))]),
        ("政府", [Phrase(("政", "府"))]),
        ("علي", [Phrase(("علی",))]),
        ("۱۲", [Phrase(("12",))]),
        ("", []),
        ('"*" -- ?! ()', []),
    ],
)
def test_reading(typed: str, read: list[Phrase]) -> None:
    assert list(phrases(typed)) == read


@given(st.text())
def test_whatever_is_typed_can_be_read(typed: str) -> None:
    assert all(phrase.words and all(phrase.words) for phrase in phrases(typed))


@pytest.mark.parametrize("typed", ["'a " * 100_000, '"' * 100_000, "word%d " * 10_000, "‹" * 100_000])  # noqa: RUF001
def test_a_pasted_page_is_read_in_part(typed: str) -> None:
    assert len(phrases(typed)) <= MOST_PHRASES
