"""Names and ids from outside: which may be kept, and how they are made fit to show."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

MAX_NAME: Final = 200
"""Code points; file systems allow 255 bytes, and a name is there to be read."""
MAX_ID: Final = 200

_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def readable(text: str) -> str:
    """The text on one line: without control characters, halves of characters, and marks that turn its direction."""
    kept = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return " ".join(_DIRECTION.sub("", "".join(kept)).split())


def safe_name(name: str) -> str | None:
    """The last part of a path from outside as a name to show, or None where nothing is left of it."""
    last = readable(PurePosixPath(name.replace("\\", "/")).name).lstrip(".")
    stem, dot, ending = last.rpartition(".")
    if len(last) > MAX_NAME and dot and len(ending) < MAX_NAME // 2:
        last = stem[: MAX_NAME - len(ending) - 1] + dot + ending
    return last[:MAX_NAME].strip() or None


def id_fault(identifier: str) -> str | None:
    """What is wrong with a release's own id, or None."""
    if not identifier.strip():
        return "the id is empty"
    if len(identifier) > MAX_ID:
        return f"the id is longer than {MAX_ID} characters"
    if any(unicodedata.category(c) in _UNPRINTABLE for c in identifier) or _DIRECTION.search(identifier):
        return "the id holds a control character"
    return None
