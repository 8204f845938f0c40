"""Two sequences of words laid side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.spread.alignment import Run, equal_runs, increasing

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@pytest.mark.parametrize(("values", "chain"), [([], []), ([3], [0]), ([1, 5, 2, 3], [0, 2, 3]), ([3, 2, 1], [2])])
def test_the_longest_increasing_chain(values: list[int], chain: list[int]) -> None:
    assert increasing(values) == chain


@given(st.lists(st.integers(0, 9), max_size=9))
def test_no_chain_is_longer(values: list[int]) -> None:
    chain = increasing(values)
    picked = [values[index] for index in chain]
    assert picked == sorted(set(picked))
    lengths: list[int] = []
    for place, value in enumerate(values):
        lengths.append(1 + max((lengths[i] for i in range(place) if values[i] < value), default=0))
    assert len(chain) == max(lengths, default=0)


@given(WORDS, WORDS)
def test_runs_are_equal_ordered_and_as_long_as_can_be(left: list[str], right: list[str]) -> None:
    i = j = -1
    for run in equal_runs(left, right):
        assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]
        assert run.length > 0
        assert run.left >= i
        assert run.right >= j
        assert (run.left, run.right) != (i, j), "neighbouring runs are one run"
        i, j = run.left + run.length, run.right + run.length


@given(WORDS)
def test_a_text_is_one_run_on_itself(words: list[str]) -> None:
    assert equal_runs(words, words) == ([Run(0, 0, len(words))] if words else [])


def test_a_paragraph_is_found_whole_in_a_long_text() -> None:
    paragraph = ["the", "ferry", "would", "sail", "again", "within", "eight", "days"]
    around = ["the", "sea", "the", "days", "would", "eight"] * 50
    assert max(run.length for run in equal_runs(around + paragraph + around, paragraph)) == len(paragraph)
