"""Spans of time as people write them."""

from onrecord.dispatch.reference import read_time
from onrecord.errors import InputError


def read_span(start: str, end: str) -> tuple[int, int]:
    """Two times as people write them, in milliseconds; a dispatch's references are written alike. Raises InputError."""
    start_ms, end_ms = read_time(start), read_time(end)
    if start_ms is None or end_ms is None or end_ms <= start_ms:
        raise InputError(f"{start} to {end}", "is no span of time", "write times as 1:02.500, 1:00:02.500 or 62.5")
    return start_ms, end_ms
