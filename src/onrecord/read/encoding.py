"""From a page's bytes to its characters."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN: Final = 4096
"""Browsers look for a declaration in the first 1,024 bytes; generators put longer comments before it."""
_SAME_AS_BROWSERS: Final = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "utf-16": "utf-8", "utf-7": "utf-8"}
_SAMPLE: Final = 200_000
_ASCII_END: Final = 0x80
_FEWEST_TELLING: Final = 24
"""Fewer bytes beyond ASCII than these tell no encoding from another; then it is what browsers take."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE: Final = 0.02
"""Text has none; a page with a few stray NUL bytes has far fewer than the 5 to 15 % of compressed or binary data."""
_MAX_DAMAGED_SHARE: Final = 0.01


def decode(data: bytes) -> str | None:
    """The characters of a page without control characters, or None where the bytes are no text.

    Byte order marks come first. Bytes that are valid UTF-8 are UTF-8, whatever the page declares, because text in
    another encoding almost never is; then the declared encoding, then the likeliest one.
    """
    text = _by_mark(data) or _by_validity(data) or _by_declaration(data) or _by_likelihood(data)
    if text is None or _looks_binary(text):
        return None
    return _CONTROL.sub("", text)


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(8, _MAX_CONTROL_SHARE * len(sample))


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    return None


def _by_validity(data: bytes) -> str | None:
    if b"\x1b" in data:  # ISO-2022-JP is valid UTF-8 too
        return None
    try:
        # Not final: a page that was cut off inside a character is still UTF-8.
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None


def _by_declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
        text = data.decode(_SAME_AS_BROWSERS.get(name, name), errors="replace")
    except (LookupError, UnicodeError):
        return None
    return text if text.count("\ufffd") <= _MAX_DAMAGED_SHARE * len(text) else None


def _by_likelihood(data: bytes) -> str | None:
    if sum(byte >= _ASCII_END for byte in data[:_SAMPLE]) < _FEWEST_TELLING:
        return data.decode("windows-1252", errors="replace")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    return data.decode(best.encoding, errors="replace")
