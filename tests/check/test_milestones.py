"""The words of a passage are the same, whether the whole text was read or only what stands between two milestones."""

# letters of several scripts are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.milestones import APART, WordsOf, read_words
from onrecord.errors import Damaged
from onrecord.words import words

PIECES = st.sampled_from(
    [
        " ",
        "  ",
        "\n",
        "don't",
        "harbour",
        "\u2026",
        "صبر",
        "می\u200cروند",
        "漢字",
        "คำ",
        'צה"ל',
        "x\u200f",
        "\ud800",
        "\0",
    ]
)
TEXTS = st.lists(PIECES, max_size=120).map("".join) | st.lists(PIECES, max_size=60).map(" ".join)


def words_of(text: str) -> WordsOf:
    folded, stones = read_words(text)
    return WordsOf(text, len(folded), stones)


@given(TEXTS)
def test_the_words_are_those_of_the_text(text: str) -> None:
    whole = words(text)
    folded, stones = read_words(text)
    assert folded == [word.folded for word in whole]
    assert list(WordsOf(text, len(folded), stones)) == whole


@given(TEXTS, st.integers(-70, 70), st.integers(-70, 70))
def test_so_are_those_of_any_passage(text: str, start: int, end: int) -> None:
    assert words_of(text)[start:end] == words(text)[start:end]


def test_from_the_end_backwards_and_beyond() -> None:
    text = "the harbour of Merrow " * 40
    assert words_of(text)[-1] == words(text)[-1]
    assert words_of(text)[::-3] == words(text)[::-3]
    with pytest.raises(IndexError):
        words_of(text)[160]


def test_a_milestone_stands_every_so_often() -> None:
    _, stones = read_words("a harbour " * 1_000)
    assert len(stones) == pytest.approx(10_000 / APART, rel=0.1)


def test_a_text_without_spaces_is_one_stretch() -> None:
    assert len(read_words("漢" * 10_000)[1]) == 1


def test_another_text_than_was_read_is_noticed() -> None:
    folded, stones = read_words("the harbour of Merrow")
    with pytest.raises(Damaged, match="isn't the one that was indexed"):
        WordsOf("the harbour of old Merrow", len(folded), stones)[0]
