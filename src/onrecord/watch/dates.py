"""The dates that feeds say.

feedparser guesses at them (it makes this morning of `10:00`, and the first of June of `2024-060`), so it isn't asked.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_MAX_LENGTH: Final = 64


def iso_date(said: str) -> str | None:
    """An RFC 822 or ISO 8601 date in ISO 8601, no more exact than it was said; None where it is neither.

    Moments are given in UTC, those without a time zone without one.
    """
    text = said.strip()
    if len(text) > _MAX_LENGTH:
        return None
    try:
        return _day(text) if _DAY.fullmatch(text) else _moment(text)
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> str:
    date.fromisoformat(text + "-01-01"[len(text) - len("2024") :])
    return text


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
