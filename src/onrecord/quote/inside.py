"""What an editor put inside a quotation: ellipses and what stands in brackets."""

import re
from collections.abc import Iterator
from typing import Final

from onrecord.editing import inserted
from onrecord.records import Mark

_LABEL: Final = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{1,40}[A-Z])(?:\s\([^()]{1,40}\))?:\s+(?=\S)")
"""`WALLACE: `: who speaks, in a transcript that is quoted."""


def marks_in(text: str, start: int) -> Iterator[Mark]:
    """The ellipses and brackets of a quotation that begins at `start` of the page's text."""
    for one in inserted(text):
        yield Mark(kind=one.kind, text=one.text, start=start + one.start, end=start + one.end)


def transcript_label(text: str) -> tuple[str, int] | None:
    """The name in capitals that opens a line of a quoted transcript, and where the words begin behind it."""
    found = _LABEL.match(text)
    return (found["name"], found.end()) if found else None
