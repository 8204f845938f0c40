"""The public names are exactly these, and each leads where it says."""

import onrecord


def test_the_public_names_are_at_most_25_and_each_is_there() -> None:
    assert len(onrecord.__all__) <= 25
    assert sorted(onrecord.__all__) == onrecord.__all__
    assert all(getattr(onrecord, name).__name__ == name for name in onrecord.__all__)


def test_nothing_else_is_public() -> None:
    assert not hasattr(onrecord, "nothing_of_that_name")
    assert set(onrecord.__all__) == set(onrecord._HOMES)  # noqa: SLF001  # the table that they are loaded by
