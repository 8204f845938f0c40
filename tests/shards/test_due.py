"""Which shards become one: few enough that a question asks few, seldom enough that nothing is written often."""

import pytest

from onrecord.shards.shelf import due


@pytest.mark.parametrize(
    ("sizes", "limit", "merged_sizes"),
    [
        ((8,), 100, []),
        ((8, 7), 100, []),
        ((8, 8), 100, [8, 8]),
        ((1, 2, 3, 6, 100), 1_000, [1, 2, 3, 6]),
        ((1, 1, 2, 50), 3, [1, 1]),
        ((90, 90), 100, []),
    ],
)
def test_shards_are_due_when_the_smaller_ones_are_as_large(
    sizes: tuple[int, ...], limit: int, merged_sizes: list[int]
) -> None:
    named = {f"shard{number}": size for number, size in enumerate(sizes)}
    assert sorted(named[name] for name in due(named, {}, limit)) == merged_sizes


@pytest.mark.parametrize(("lost", "found"), [(0, []), (25, []), (26, ["a"]), (100, ["a"])])
def test_one_of_which_much_is_gone_is_due_alone(lost: int, found: list[str]) -> None:
    assert due({"a": 100, "b": 10}, {"a": lost, "b": 0}, 1_000) == found


def test_one_that_is_too_large_to_write_anew_is_left() -> None:
    assert due({"a": 100}, {"a": 100}, 99) == []
