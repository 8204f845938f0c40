"""What a page says of itself outside its text: JSON-LD, meta elements, the `html` element. Nothing is guessed."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from lxml import html

from onrecord.read.mending import mended, without_entities
from onrecord.read.piece import same_words, tidy

_ARTICLE_TYPES: Final = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "WebPage")
_MAX_JSON: Final = 500_000
_MAX_NODES: Final = 2_000
_PUBLISHED: Final = ("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "date", "dc.date")
_TITLE: Final = ("og:title", "twitter:title", "headline")
_BORDERS: Final = " |–—-·•»:"
_BORDER: Final = re.compile(r"\s+[|–—·•»:-]\s+|\s\|\s?|:\s")
_DESCRIPTION: Final = ("og:description", "description", "twitter:description")
_YEARS: Final = range(1400, 2700)
"""Years in which a page may have been published, in whatever calendar: years of the Hijri to Buddhist ones."""
_DAY: Final = len("2024-02-29")
_ZERO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_AUTHOR: Final = ("author", "article:author", "dc.creator", "byl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own statements; None where it makes none. `published` is ISO 8601 on the clock that the page uses."""

    title: str | None = None
    description: str | None = None
    author: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def metadata_of(tree: html.HtmlElement) -> Metadata:
    """Read the statements of a page; JSON-LD of the article first, then meta elements."""
    meta, article = _meta(tree), _article(tree)
    publisher = _names(article.get("publisher")) or _first(meta, ("og:site_name", "application-name"))
    title = _text(article.get("headline")) or _first(meta, _TITLE) or _title_element(tree)
    return Metadata(
        title=title and _without_site(title, publisher),
        description=_first(meta, _DESCRIPTION) or _text(article.get("description")),
        author=_names(article.get("author")) or _first(meta, _AUTHOR, refuse="http"),
        published=_published(tree, meta, article),
        publisher=publisher,
        url=_first(meta, ("og:url",)) or _canonical(tree),
        language=_language(tree, meta, article),
    )


def _without_site(title: str, publisher: str | None) -> str:
    """A title without the name of the site, which many put behind it or before it."""
    parts = _BORDER.split(title)
    if publisher and len(parts) > 1 and same_words(parts[-1], publisher):
        return title[: title.rindex(parts[-1])].rstrip(_BORDERS)
    if publisher and len(parts) > 1 and same_words(parts[0], publisher):
        return title[len(parts[0]) :].lstrip(_BORDERS)
    return title


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """Names and contents of the meta elements; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := _text(element.get("content")):
            found.setdefault(name.casefold(), content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...], refuse: str | None = None) -> str | None:
    return next((meta[n] for n in names if n in meta and not (refuse and meta[n].startswith(refuse))), None)


def _article(tree: html.HtmlElement) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article, the most specific type first; empty where there is none."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    for wanted in _ARTICLE_TYPES:
        for node in nodes:
            if str(node.get("@type", "")).endswith(wanted) or f"{wanted}'" in str(node.get("@type")):
                return node
    return {}


def _nodes(script: html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    text = script.text or ""
    if script.get("type") != "application/ld+json" or len(text) > _MAX_JSON:
        return
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[name] for name in ("@graph", "mainEntity") if name in node)


def _text(value: object) -> str | None:
    """A statement as one line; many sites escape it once more than its place asks for."""
    if not isinstance(value, str):
        return None
    return tidy(mended(without_entities(value)).replace("\n", " ")) or None


def _names(value: object) -> str | None:
    """`{"name": ...}`, a list of them, or plain strings, as one line."""
    several = value if isinstance(value, list) else [value]
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in several]
    return ", ".join(name for name in names if name and not name.startswith("http")) or None


def _published(tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    told = [_text(article.get("datePublished")), *(meta.get(name) for name in _PUBLISHED), *_times(tree)]
    return next((iso for one in told if one and (iso := iso_date(one))), None)


def _times(tree: html.HtmlElement) -> Iterator[str | None]:
    for element in tree.iter("time", "span", "meta"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content")
    times = {element.get("datetime") for element in tree.iter("time")}
    if len(times) == 1:
        yield times.pop()


def iso_date(told: str) -> str | None:
    """The date or time as ISO 8601 with the clock that it was given on, or None where it is none or a placeholder."""
    told = told.strip()
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return told if "-" in told[:8] and moment.year in _YEARS and not (len(told) > _DAY and _is_zero(moment)) else None


def _is_zero(moment: datetime) -> bool:
    """Whether it is the zero of a computer's clock, which a page shows where no date was filled in."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) == _ZERO


def _canonical(tree: html.HtmlElement) -> str | None:
    addresses = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical")
    return next((address for address in addresses if address and address.startswith("http")), None)


def _language(tree: html.HtmlElement, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    said = tree.get("lang") or _text(article.get("inLanguage")) or meta.get("content-language") or meta.get("og:locale")
    return said.strip().replace("_", "-") or None if said else None


def _title_element(tree: html.HtmlElement) -> str | None:
    return _text(tree.findtext("head/title"))
