"""Lines that say whose text a page carries: reprints, agencies, translations, courtesy."""

# ruff: noqa: SIM905  # word lists read best as text

import re
from typing import Final
from urllib.parse import urlsplit

from onrecord.months import MONTHS, SHORT_MONTHS
from onrecord.read.agencies import WIRES
from onrecord.read.leads import LEADS, OPENING
from onrecord.records import Credit

_MAX_LINE: Final = 320
"""Code points. Reprint notes with a licence and two addresses stay under it; a paragraph of prose seldom does."""
_COMPILED: Final = tuple((kind, re.compile(OPENING + lead, re.IGNORECASE)) for kind, lead in LEADS)
_BARE_AGENCY: Final = re.compile(
    rf"\W{{0,3}}(?:(?:with|avec|con|mit|com|от)\s)?(?P<publisher>{WIRES})(?:\s?[/,]\s?{WIRES}){{0,3}}\W{{0,3}}"
)
_WITH_AGENCY: Final = re.compile(
    r"\((?:with|avec|con|mit|com|от)\s(?P<publisher>[A-Z\u00c0-\u00de\u0410-\u042f]\w{2,30})\)\.?"
)
"""One word in brackets; two are as often a second author."""
_CONTRIBUTED: Final = re.compile(
    rf"\W{{0,2}}(?P<publisher>{WIRES}|The\s[^\n.]{{2,50}}|[^\n.]{{2,40}}\s(?:News|Press|Agency|Service|Wire|Radio))"
    r"\s(?:also\s)?contributed\s(?:\w+\s)?to\sthis\s(?:report|story|article)"
)
_COPYRIGHT: Final = re.compile(
    r"\W{0,2}(?:©|\(c\)|copyright)\s?(?:©|\(c\))?\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s?(?:by\s)?(?P<publisher>[^\W\d_][^\n.|,;]{1,60})",
    re.IGNORECASE,
)
_WITHOUT_LICENCE: Final = re.compile(r"all rights reserved|copyright holder|terms of|privacy", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S{4,2000}")
_UNTIL: Final = re.compile(
    r"[\n,;،؛|()\[\]]|(?<!\b\w)\.(?:\s|$)|\s[-–—]\s|\s(?:on|under|with|and (?:is|was|has|distributed|re\w+)|where|"
    r"here|as|at|http|is|was|"
    r"has|by|for|in (?:" + "|".join(MONTHS) + r"|\d{4})|منتشر|\d{1,4})\b"
)
_OPENING: Final = re.compile(
    r"(?:[^\W\d_][\w .,'’-]{1,60}[\s,])?\((?P<publisher>[^\W\d_][^()\n]{1,40})\)\s?(?:[–—―]|--?\s)"
)
_ARTICLE: Final = re.compile(r"^(?:the|our|its|a|an)\s")
_DATE: Final = re.compile(
    r"\d|(?:" + "|".join((*MONTHS, *SHORT_MONTHS)) + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_CONNECTORS: Final = frozenset("of the and for de la le du des der die das von und et y e a al el in on to at".split())
_MAX_NAME_WORDS: Final = 10


def credit_of(line: str, linked: str | None = None) -> Credit | None:
    """The credit that a line gives, or None where it gives none. `linked` is the text of the line's link.

    A credit opens its line, and the line is short: a sentence that mentions who published something is no credit.
    """
    text = " ".join(line.split())
    if len(text) > _MAX_LINE:
        return None
    for kind, lead in _COMPILED:
        if (found := lead.match(text)) and (publisher := _publisher(text[found.end() :], linked)):
            return Credit(publisher=publisher, kind=kind, text=text)
    return _agency(text)


def _agency(text: str) -> Credit | None:
    """The credit of a line that is an agency's name and no more, or that says who contributed."""
    found = _BARE_AGENCY.fullmatch(text) or _WITH_AGENCY.fullmatch(text) or _CONTRIBUTED.match(text)
    return Credit(publisher=found["publisher"], kind="agency", text=text) if found else None


def copyright_of(line: str) -> Credit | None:
    """The credit of a line that says who holds the right to a text, or None.

    A site's own such line stands under every page: whether it is that, the place and the publisher say.
    """
    text = " ".join(line.split())
    found = _COPYRIGHT.match(text) if len(text) <= _MAX_LINE else None
    if found is None or _WITHOUT_LICENCE.search(text) or (publisher := _named(found["publisher"])) is None:
        return None
    return Credit(publisher=publisher, kind="reprint", text=text)


def opening_credit(paragraph: str) -> Credit | None:
    """The agency that a first paragraph opens with: `NORTHQUAY (Quay Press) — ...`, or None."""
    found = _OPENING.match(paragraph)
    if found is None or (publisher := _named(found["publisher"])) is None:
        return None
    return Credit(publisher=publisher, kind="agency", text=found.group().strip())


def _publisher(rest: str, linked: str | None) -> str | None:
    """The name that follows the lead: what is linked, or the words up to where the sentence turns elsewhere."""
    if linked and linked in rest and linked != rest and not linked.startswith("http"):
        return _named(linked)
    if address := _ADDRESS.match(rest):
        return _host(address.group())
    stop = _UNTIL.search(rest)
    return _named(rest[: stop.start()] if stop else rest)


def _host(address: str) -> str | None:
    """The site that an address names, where the line gives no other name."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _named(name: str) -> str | None:
    """`our partner the Harbour Gazette` without what describes it; None where no name is left or it is a date."""
    words = name.strip(" .:\"'“”‘’«»").split()
    described = [i for i, word in enumerate(words) if word.islower() and word not in _CONNECTORS]
    if described and described[-1] + 1 < len(words):
        words = words[described[-1] + 1 :]
    kept = _ARTICLE.sub("", " ".join(words), count=1)
    if not kept or len(words) > _MAX_NAME_WORDS or kept[0].islower() or _DATE.match(kept):
        return None
    return kept
