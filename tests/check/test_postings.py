"""Runs of words are found by a binary search exactly where they stand."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.check import building
from onrecord.check.archive import in_memory
from onrecord.check.postings import RUN, Postings, hashes
from tests.check.conftest import spoken

TEXTS = st.lists(st.lists(st.sampled_from(list("abcde")), max_size=12), min_size=1, max_size=6)


def shard_of(texts: list[list[str]]) -> Postings:
    (shard,) = in_memory(spoken(str(number), [" ".join(text)]) for number, text in enumerate(texts))
    return shard


def held(shard: Postings) -> list[list[int]]:
    """The distinct texts of a shard, as numbers."""
    starts = shard.starts.tolist()
    return [
        shard.numbers(slice(start, start + count)).tolist()
        for start, count in zip(starts, shard.lengths.tolist(), strict=False)
    ]


@given(TEXTS, st.lists(st.sampled_from(list("abcdef")), min_size=1, max_size=6))
@example([["a"], ["b", "c"]], ["a", "b", "c"])
def test_stretches_are_where_the_runs_stand(texts: list[list[str]], asked: list[str]) -> None:
    shard = shard_of(texts)
    distinct = list(dict.fromkeys(map(tuple, texts)))
    numbers = shard.numbers_of(hashes(asked))
    begin, end = shard.stretches(numbers)
    for run in range(1, RUN + 1):
        for first in range(len(asked)):
            wanted = tuple(asked[first : first + run])
            stand = {
                int(shard.starts[index]) + at
                for index, text in enumerate(distinct)
                for at in range(len(text) - run + 1)
                if len(wanted) == run and text[at : at + run] == wanted
            }
            assert set(shard.order[begin[run - 1, first] : end[run - 1, first]].tolist()) == stand


@given(TEXTS)
def test_equal_texts_are_stored_once_and_every_item_knows_its_own(texts: list[list[str]]) -> None:
    shard = shard_of(texts)
    distinct = set(map(tuple, texts))
    assert len(shard.lengths) == len(distinct)
    assert shard.words == sum(map(len, distinct))
    known = {number: word for word in "abcde" if (number := int(shard.numbers_of(hashes([word]))[0]))}
    stored = [[known[number] for number in text] for text in held(shard)]
    assert [stored[entry.text] for entry in sorted(shard.entries, key=lambda entry: int(entry.item))] == texts


def test_three_bytes_hold_every_number() -> None:
    words = [f"w{number}" for number in range(70_000)]
    shard = shard_of([words])
    assert sorted(held(shard)[0]) == list(range(1, 70_001))
    assert shard.bits == 17
    begin, end = shard.stretches(shard.numbers_of(hashes(words[500:600])))
    assert (end - begin)[0].tolist() == [1] * 100
    places = shard.order[begin[1, :99]].tolist()
    assert places == list(range(500, 599))


def test_sorting_in_portions_gives_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[f"w{(number * number) % 97}" for number in range(400)]]
    whole = shard_of(texts)
    monkeypatch.setattr(building, "SORTED_AT_ONCE", 7)
    portioned = shard_of(texts)
    assert np.array_equal(whole.order, portioned.order)
    assert np.array_equal(whole.following, portioned.following)
