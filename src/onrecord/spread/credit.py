"""Whether a reprint says whose text it carries, links to it, and kept the lines that promote the desk."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal
from urllib.parse import urlsplit

from onrecord.records import Edit, PageReading, Passage
from onrecord.words import folded_words

_CREDIT_LINE: Final = 6
"""Words beside the name in a line that only gives credit: `This article first appeared in NAME`."""

_CREDITS: Final = ("credit", "byline")

_LEAD: Final = re.compile(
    r"\W{0,3}(?:(?:h/t|hat tip|via|source|according to|as reported by|selon|laut|según|по данным|به گزارش|به نقل از)\b|"
    r"(?:نقل|وفق)[\u0627\u064b]{0,2} (?:عن|ل))|"
    r"\([^()\n]{2,60}\)\s{0,3}[-–—]",
    re.IGNORECASE,
)
"""How a line or an inserted beginning gives credit to somebody: `h/t NAME`, `According to NAME`, `(NAME) –`."""


def credit(
    page: PageReading, passages: Sequence[Passage], names: Sequence[str]
) -> Literal["kept", "changed", "missing"]:
    """Whether a reprint names the desk where credit is given, names somebody else there, or nobody.

    A name inside carried text is no credit: it stands there because it stood in the dispatch.
    """
    wanted = [name for name in (_name(name) for name in names) if name]
    given = [block.text for block in page.blocks if block.role in _CREDITS]
    given += [page.credit.publisher, page.credit.text] if page.credit else []
    lines = [page.blocks[p.page_block].text for p in passages if p.state == "added" and p.page_block is not None]
    inserted = [edit.quoted for passage in passages for edit in passage.edits if edit.quoted]
    if any(_names(text, wanted) for text in (*given, *inserted)) or any(_credits(line, wanted) for line in lines):
        return "kept"
    if _credits_publisher(page) or _credits_other(page, passages, lines):
        return "changed"
    return "missing"


def links(page: PageReading, addresses: Iterable[str]) -> bool:
    """Whether a page links to one of the addresses, or writes it out."""
    wanted = {_plain(address) for address in addresses} - {""}
    return not wanted.isdisjoint(map(_plain, page.links)) or any(address in page.text.casefold() for address in wanted)


def removed(page: PageReading, promos: Iterable[str]) -> tuple[str, ...]:
    """The lines of a dispatch that promote the desk and are not on the page."""
    text = _padded(folded_words(page.text))
    return tuple(promo for promo in promos if _padded(folded_words(promo)) not in text)


def _name(name: str) -> list[str]:
    """The words of a name, without an English article, which comes and goes."""
    found = folded_words(name)
    return found[1:] if found[:1] == ["the"] and len(found) > 1 else found


def _names(text: str, wanted: Sequence[Sequence[str]]) -> bool:
    found = _padded(folded_words(text))
    return any(_padded(name) in found for name in wanted)


def _credits(line: str, wanted: Sequence[Sequence[str]]) -> bool:
    length = len(folded_words(line))
    return _names(line, [name for name in wanted if length <= len(name) + _CREDIT_LINE])


def _credits_publisher(page: PageReading) -> bool:
    """Whether the page says whose text it carries. An agency says where the news came from, and is left out."""
    agency = page.credit.text if page.credit and page.credit.kind == "agency" else None
    given = [block.text for block in page.blocks if block.role == "credit"]
    given += [page.credit.text] if page.credit else []
    return any(text != agency for text in given)


def _credits_other(page: PageReading, passages: Sequence[Passage], lines: Iterable[str]) -> bool:
    """Whether an added line, or what was put before a carried paragraph, gives credit."""
    short = (line for line in lines if len(folded_words(line)) <= 2 * _CREDIT_LINE)
    begun = (page.blocks[p.page_block].text for p in passages if p.page_block is not None and _begins(page, p))
    return any(_LEAD.match(text) for text in (*short, *begun))


def _begins(page: PageReading, passage: Passage) -> bool:
    first: Edit | None = next(iter(passage.edits), None)
    if first is None or passage.page_block is None or not first.quoted:
        return False
    return page.blocks[passage.page_block].text.lstrip(" \t\"'“(«").startswith(first.quoted)


def _plain(address: str) -> str:
    """An address without what changes on the way: scheme, `www.`, query, fragment and a last slash."""
    try:
        parts = urlsplit(address.strip().casefold())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" if host else ""


def _padded(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
