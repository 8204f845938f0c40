"""What an editor put inside a quotation: ellipses and what stands in brackets."""

# ruff: noqa: RUF001  # marks of several scripts are what is looked for

import re
from collections.abc import Iterator
from typing import Final

from onrecord.citations import is_citation
from onrecord.records import Mark, MarkKind

_DOTS: Final = r"(?:…|⋯|‥|\.{3,10}|\.(?:[ \u00a0]\.){2,5}|。{3,6}|・{3,6})"
_PARTS: Final = re.compile(
    rf"(?P<ellipsis>[\[［]\s?{_DOTS}{{1,3}}\s?[\]］]|[(（]\s?{_DOTS}{{1,3}}\s?[)）]|<\s?{_DOTS}\s?>|(?:…|⋯|‥){{1,6}}\.?|{_DOTS})"
    r"|(?P<bracket>\[[^\[\]\n]{1,300}\]|［[^［］\n]{1,300}］|【[^【】\n]{1,300}】)"
    r"|(?P<note>\((?P<said>[^()\n]{2,60})\))"
)
"""Ellipses and brackets; parentheses are the speaker's own, unless they hold a note."""
_LABEL: Final = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{1,40}[A-Z])(?:\s\([^()]{1,40}\))?:\s+(?=\S)")
"""`WALLACE: `: who speaks, in a transcript that is quoted."""

_NOTES: Final = re.compile(
    r"(?:applause|laughter|laughs?|laughing|cheers?|cheering|boos?|booing|crosstalk|inaudible|unintelligible|indistinct|"
    r"pause|pauses|music|silence|sighs?|sic|interruption|crowd [\w ]{1,20}|chants?|chanting|"
    r"standing ovation|video|audio|clip|gap|break|phone rings|(?:speaks|speaking|in) [A-Z]\w{1,20}|"
    r"translated|emphasis \w{1,10}|"
    r"تشویق(?: حضار)?|کف زدن(?: حضار)?|خنده(?: حضار)?|تکبیر(?: حضار)?|نامفهوم|مکث|سکوت|"
    r"تصفيق(?: حاد)?|ضحك|تكبير|غير مسموع|غير واضح|صمت|"
    r"מחיאות כפיים|צחוק|לא ברור|תשואות|Beifall|Applaus|Gelächter|applaudissements|rires|aplausos|risas|"
    r"аплодисменты|смех|alkış(?:lar)?|掌声|笑声|鼓掌|拍手|笑い|تالیاں)[.!]?",
    re.IGNORECASE,
)
_SIC: Final = re.compile(r"sic[.!]?|كذا|کذا|هكذا|هکذا|так|原文如此|כך במקור|\(sic\)|!", re.IGNORECASE)


def marks_in(text: str, start: int) -> Iterator[Mark]:
    """The ellipses and brackets of a quotation that begins at `start` of the page's text."""
    for match in _PARTS.finditer(text):
        kind: MarkKind = "ellipsis" if match["ellipsis"] else _kind(match.group(), text[match.end() : match.end() + 1])
        if match["note"] and kind not in {"note", "sic", "citation"}:
            continue
        yield Mark(kind=kind, text=match.group(), start=start + match.start(), end=start + match.end())


def transcript_label(text: str) -> tuple[str, int] | None:
    """The name in capitals that opens a line of a quoted transcript, and where the words begin behind it."""
    found = _LABEL.match(text)
    return (found["name"], found.end()) if found else None


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
