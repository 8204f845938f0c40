"""What an editor put inside a quotation: ellipses and what stands in brackets."""

# ruff: noqa: RUF001  # marks of several scripts are what is looked for

import re
from collections.abc import Iterator
from typing import Final

from onrecord.citations import is_citation
from onrecord.records import Mark, MarkKind

_PARTS: Final = re.compile(
    r"(?P<ellipsis>\[\s?(?:…|\.{3,6}|\. \. \.)\s?\]|\(\s?(?:…|\.{3,6})\s?\)|…{1,3}|\.{3,6}|\. \. \.(?: \.)?|⋯)"
    r"|(?P<bracket>\[[^\[\]\n]{1,300}\]|［[^［］\n]{1,300}］)"
)
_NOTES: Final = re.compile(
    r"(?:applause|laughter|laughs?|laughing|cheers?|cheering|boos?|booing|crosstalk|inaudible|unintelligible|indistinct|"
    r"pause|pauses|music|silence|sighs?|sic|interruption|crowd [\w ]{1,20}|chants?|chanting|"
    r"تشویق حضار|کف زدن|خنده|نامفهوم|تصفيق|ضحك|غير مسموع|מחיאות כפיים|צחוק|לא ברור)[.!]?",
    re.IGNORECASE,
)
_SIC: Final = re.compile(r"sic[.!]?|كذا|کذا|\(sic\)", re.IGNORECASE)


def marks_in(text: str, start: int) -> Iterator[Mark]:
    """The ellipses and brackets of a quotation that begins at `start` of the page's text."""
    for match in _PARTS.finditer(text):
        kind: MarkKind = "ellipsis" if match["ellipsis"] else _kind(match.group(), text[match.end() : match.end() + 1])
        yield Mark(kind=kind, text=match.group(), start=start + match.start(), end=start + match.end())


def _kind(bracket: str, following: str) -> MarkKind:
    """What a bracket holds; a single letter before the rest of a word is a changed capital."""
    said = bracket[1:-1].strip()
    if _SIC.fullmatch(said):
        return "sic"
    if _NOTES.fullmatch(said):
        return "note"
    if len(said) == 1 and said.isalpha() and following.isalpha():
        return "capital"
    if is_citation(said):
        return "citation"
    return "insertion"
