"""What the lines over an article say of it: who wrote it, when it was published and where."""

# ruff: noqa: SIM905  # word lists read best as text

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_month_names

_LANGUAGES: Final = ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "pl", "ru", "tr", "ar", "he")
_MONTH: Final = r"(?P<month>[^\W\d_]{3,12})\.?"
_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\w){_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?!\d)",
    )
)
"""Days that can be read in one way only: of two numbers between slashes nobody knows which is the month."""
_LATER: Final = re.compile(
    r"(?:updated|modified|edited|actualisé|mis à jour|aktualisiert|actualizado)\W[^|\n]*", re.IGNORECASE
)
_BORDER: Final = re.compile(
    r"\s*[|•·\n]\s*|\s[–—-]\s|\s*,\s+(?![^,|]{0,40}(?:,[^,|]{2,40}){0,9},?\s?\b(?:and|und|et|y|&)\s)"
)
"""Commas part a name from a paper or a place, but not one of several authors from the next."""
_LEAD: Final = r"(?:(?:published|posted|written|on|date)\b\W*)*"
_AUTHOR: Final = re.compile(
    rf"\W{{0,2}}{_LEAD}(?:by|von|por|par|نویسنده\s?:|نوشتهٔ|به قلم|بقلم|كتب|كتبت|מאת)\s+(?P<name>[^\W\d_].{{1,80}})",
    re.IGNORECASE,
)
_FOR: Final = re.compile(r"\s(?:for|in|at|on|für|pour|para)\s")
_PARTICLES: Final = frozenset("and und et y e & de del della di da du la le van von der den bin ibn al el".split())
_POSTS: Final = frozenset(
    "staff writer writers reporter reporters correspondent editor editors desk admin agencies".split()
)
_MAX_NAME_WORDS: Final = 10
_PAPER: Final = re.compile(
    r"(?:The|La|Le|El|Il|Der|Die|Das)\s[^\W\d_]|.*\b(?:Tribune|Post|Times|Gazette|Herald|Courier|Chronicle|Observer|"
    r"Telegraph|Journal|Standard|Echo|Mail|Star|Zeitung|Anzeiger|Tageblatt|Diario|Gazeta|Corriere)\b"
)
_MAX_PAPER: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What was said plainly; None where it was not. `published` is an ISO day."""

    author: str | None = None
    published: str | None = None
    publisher: str | None = None


def byline_of(lines: Iterable[str]) -> Byline:
    """What these lines say; of each kind the first counts, and of two days in one line neither."""
    found = [_said(line) for line in lines]
    return Byline(
        author=next((one.author for one in found if one.author), None),
        published=next((one.published for one in found if one.published), None),
        publisher=next((one.publisher for one in found if one.publisher), None),
    )


def _said(line: str) -> Byline:
    line = _LATER.sub("", line)
    days = dict(_days(line))
    for day in days:
        line = line.replace(day, " " if f"{day} by " in line else " | ")
    parts = [part.strip(" .:") for part in _BORDER.split(" ".join(line.split(" "))) if part.strip(" .:")]
    author = next(filter(None, map(_author, parts)), None)
    papers = [part for part in parts if _is_paper(part)]
    return Byline(
        author=author,
        published=next(iter(days.values())) if len(set(days.values())) == 1 else None,
        publisher=papers[0] if author and len(papers) == 1 else None,
    )


def _days(line: str) -> Iterator[tuple[str, str]]:
    """The days in a line, as they stand there and in ISO 8601."""
    for pattern in _DATES:
        for found in pattern.finditer(line):
            told = found.groupdict()
            month = int(told["number"]) if "number" in told else _months().get(told["month"].casefold())
            if month and (day := _day(int(told["year"]), month, int(told["day"]))):
                yield found.group(), day


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The names of the months in several languages; those that mean different months in two of them are left out."""
    named: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                named.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in named.items() if len(numbers) == 1}


def _author(part: str) -> str | None:
    """The name behind `By`, up to where it says for whom or where."""
    found = _AUTHOR.match(part)
    if found is None:
        return None
    name = _FOR.split(found["name"], maxsplit=1)[0].strip(" .,:;")
    said = name.split()
    is_name = not any(word.casefold() in _POSTS for word in said) and all(
        word[0].isalpha() and (not word[0].islower() or word in _PARTICLES) for word in said if word != "&"
    )
    return name if is_name and 0 < len(said) <= _MAX_NAME_WORDS and not any(map(str.isdigit, name)) else None


def _is_paper(part: str) -> bool:
    return len(part) <= _MAX_PAPER and _AUTHOR.match(part) is None and _PAPER.match(part) is not None
