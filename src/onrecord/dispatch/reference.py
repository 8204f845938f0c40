"""References from a dispatch's text into the record, such as `quote:words-kept@0:18.300-0:25.900?lang=en`."""

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args
from urllib.parse import unquote

from onrecord.errors import Unreadable

ReferenceKind = Literal["quote", "clip", "release", "strip"]
SCHEMES: Final[tuple[ReferenceKind, ...]] = get_args(ReferenceKind)

_TIME: Final = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:\.(\d{1,3}))?", re.ASCII)
_SPAN: Final = re.compile(r"([\d:.]{1,20})[-\N{EN DASH}]([\d:.]{1,20})", re.ASCII)
_LANGUAGE: Final = re.compile(r"lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})", re.ASCII)
_FORM: Final = "RELEASE@START-END, times as 1:02.500, 1:00:02.500 or 62.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a reference names. The span is in milliseconds of the release; `language` is that of the words asked for."""

    kind: ReferenceKind
    release: str
    start_ms: int | None = None
    end_ms: int | None = None
    language: str | None = None

    def holds(self, other: "Reference") -> bool:
        """Whether all of the other's span lies within this one of the same release; a whole release holds all."""
        if self.release != other.release:
            return False
        if self.start_ms is None or self.end_ms is None:
            return True
        return (
            other.start_ms is not None
            and other.end_ms is not None
            and self.start_ms <= other.start_ms
            and other.end_ms <= self.end_ms
        )


def read_reference(address: str, subject: str) -> Reference | None:
    """The reference that an address of a Markdown link is, or None where it is another kind of address.

    Args:
        address: The address as it is written. The name of a release may be percent-encoded, a `?` in it must be.
        subject: The file and line, for messages.

    Raises:
        Unreadable: It begins as a reference and does not go on as one.
    """
    scheme, colon, rest = address.partition(":")
    kind = next((known for known in SCHEMES if colon and scheme == known), None)
    if kind is None:
        return None
    if kind in {"release", "strip"}:
        return Reference(kind=kind, release=_named(rest, address, subject))
    place, asked, query = rest.rpartition("?") if "?" in rest else (rest, "", "")
    language = _LANGUAGE.fullmatch(query)
    if asked and (language is None or kind == "clip"):
        raise Unreadable(subject, f"{address!r} ends in something else than a language", "write ?lang=en, or nothing")
    release, _, span = place.rpartition("@")
    start_ms, end_ms = _span(unquote(span), address, subject)
    return Reference(
        kind=kind,
        release=_named(release, address, subject),
        start_ms=start_ms,
        end_ms=end_ms,
        language=language[1] if language else None,
    )


def read_time(text: str) -> int | None:
    """Milliseconds of `M:SS.mmm`, `H:MM:SS.mmm` or seconds; None for anything else."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    if minutes is not None and int(seconds) >= 60:  # noqa: PLR2004  # seconds of a minute
        return None
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _span(text: str, address: str, subject: str) -> tuple[int, int]:
    written = _SPAN.fullmatch(text)
    start_ms, end_ms = (read_time(written[1]), read_time(written[2])) if written else (None, None)
    if start_ms is None or end_ms is None:
        raise Unreadable(subject, f"{address!r} names no span of time", f"write {_FORM}")
    if end_ms <= start_ms:
        raise Unreadable(subject, f"{address!r} ends before it begins", "put the earlier time first")
    return start_ms, end_ms


def _named(release: str, address: str, subject: str) -> str:
    name = unquote(release).strip()
    if not name:
        raise Unreadable(subject, f"{address!r} names no release", f"write {_FORM}")
    return name
