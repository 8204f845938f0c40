"""The dates that feeds say."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.watch.dates import iso_date


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Thu, 29 Feb 2024 12:30:00 +0330", "2024-02-29T09:00:00Z"),
        ("29 Feb 2024 09:00 GMT", "2024-02-29T09:00:00Z"),
        ("Thu, 29 Feb 2024 09:00:00 EST", "2024-02-29T14:00:00Z"),
        ("Thu, 29 Feb 2024 09:00:00", "2024-02-29T09:00:00"),
        ("Thu, 29 Feb 2024 09:00:00 XYZT", "2024-02-29T09:00:00"),
        ("2024-02-29T12:30:00+03:30", "2024-02-29T09:00:00Z"),
        ("2024-02-29T09:00:00Z", "2024-02-29T09:00:00Z"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2024-02", "2024-02"),
        ("2024", "2024"),
    ],
)
def test_a_date_is_no_more_exact_than_it_was_said(said: str, value: str) -> None:
    assert iso_date(said) == value


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "10:00",
        "2024-13",
        "2023-02-29",
        "2024-060",
        "99999-01-01",
        "٢٠٢٤",
        "Thu, 99 Zzz 2024 25:61:61 +9999",
    ],
)
def test_what_would_be_a_guess_is_unknown(said: str) -> None:
    assert iso_date(said) is None


WORDS = st.sampled_from(
    ["Thu,", "29", "Feb", "0001", "9999", "2024", "-", ":", "+2400", "-0000", "T", "00:00", "PM", ""]
)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_a_date_or_none(said: str) -> None:
    value = iso_date(said)
    assert value is None or datetime.fromisoformat(value + "-01-01"[max(len(value) - 4, 0) :])
