"""What the `.info.json` that yt-dlp writes says of a video."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from onrecord.captions.languages import is_known
from onrecord.capture.names import readable
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Dated

MAX_INFO_BYTES: Final = 32_000_000
"""With every format and comment of a popular video it has a few MB."""
_REMEDY: Final = "remove or repair it and add the video again"
_MOMENTS: Final = ("release_timestamp", "timestamp")
_DAYS: Final = ("release_date", "upload_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an info file says; None where it says nothing."""

    title: str | None = None
    published: Dated | None = None
    language: str | None = None
    source: str | None = None


def read_info(path: Path, name: str) -> Said:
    """Read the info file at `path`, called `name`. Raises Unreadable or TooLarge naming it."""
    if path.stat().st_size > MAX_INFO_BYTES:
        raise TooLarge(name, f"is larger than {MAX_INFO_BYTES} bytes", _REMEDY)
    try:
        info = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Unreadable(name, f"is not the JSON that yt-dlp writes ({error})", _REMEDY) from error
    if not isinstance(info, dict):
        raise Unreadable(name, "is not the JSON that yt-dlp writes (it is no object)", _REMEDY)
    return Said(
        title=_text(info, "title"),
        published=_published(info),
        language=_language(info),
        source=_text(info, "uploader") or _text(info, "channel"),
    )


def _text(info: Mapping[str, Any], field: str) -> str | None:
    value = info.get(field)
    return readable(value) or None if isinstance(value, str) else None


def _language(info: Mapping[str, Any]) -> str | None:
    tag = _text(info, "language")
    return tag if tag is not None and is_known(tag) and tag.replace("-", "").isalnum() else None


def _published(info: Mapping[str, Any]) -> Dated | None:
    """The moment of the release, else of the upload, else the day: the most exact that it says."""
    for field in _MOMENTS:
        if (moment := _moment(info.get(field))) is not None:
            return Dated(value=moment, read_from=f"info.json {field}")
    for field in _DAYS:
        if (day := _day(info.get(field))) is not None:
            return Dated(value=day, read_from=f"info.json {field}")
    return None


def _moment(seconds: object) -> str | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return None


def _day(digits: object) -> str | None:
    if not isinstance(digits, str) or len(digits) != len("20240229") or not digits.isdigit():
        return None
    try:
        return date.fromisoformat(digits).isoformat()
    except ValueError:
        return None
