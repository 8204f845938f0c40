"""When a fact is true."""

import re
from typing import Final

from onrecord.records import Fact

_BOUND: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def is_bound(text: str) -> bool:
    """Whether this is a year, a month or a day, as a fact's bounds are."""
    return _BOUND.fullmatch(text) is not None


def holds(fact: Fact, date: str) -> bool:
    """Whether a fact is true on a date, for all that is known.

    A bound is the first day of what it names, so that of two facts, one until 2021 and one since 2021, just one is
    true in May 2021. An unknown bound excludes nothing.
    """
    day = _first_day(date)
    began = fact.since is None or _first_day(fact.since) <= day
    ended = fact.until is not None and _first_day(fact.until) <= day
    return began and not ended


def _first_day(date: str) -> str:
    """The first day of a year, a month or a day; ISO days are in the order of their letters."""
    return (date[:10] + "-01-01")[:10]
