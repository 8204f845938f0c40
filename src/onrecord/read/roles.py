"""Which piece of a page is what: the roles, decided from several signs together."""

# ruff: noqa: SIM905  # word lists read best as text

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from onrecord.read.agencies import PICTURES
from onrecord.read.boilerplate import is_boilerplate
from onrecord.read.comment import is_comment, is_label
from onrecord.read.credit import copyright_of, credit_of
from onrecord.read.piece import Piece, count_words, same_words
from onrecord.read.related import related
from onrecord.records import Credit, Role
from onrecord.words import words

_CAPTION_HINTS: Final = frozenset(["<figcaption>", "caption", "captions"])
_BYLINE_HINTS: Final = frozenset(("byline bylines author authors dateline posted timestamp <time> <address>").split())
_SUBTITLE_HINTS: Final = frozenset(("subtitle subheadline subhead standfirst dek deck alternativeheadline").split())
_MAX_BYLINE: Final = 160
_MAX_CAPTION: Final = 400
_MAX_SUBTITLE: Final = 400
_MIN_PARAGRAPHS: Final = 2
_MAX_OWN_LINKS: Final = 0.5
_NEAR: Final = 4
_TOPS: Final = ("h1", "h2", "title")
_MIN_HEADLINE_WORDS: Final = 3
_BEFORE_SITE: Final = re.compile(r"\s[|–—·•»-]\s")
_MAX_CREDIT_DISTANCE: Final = 25
"""Pieces after the last paragraph among which a credit line is looked for: tags, shares and the author's box."""
_BYLINE: Final = re.compile(
    r"\W{0,2}(?:by|von|por|par|نویسنده\s?:|نوشتهٔ|به قلم|بقلم|كتب|كتبت|מאת)\s+(?-i:[^\W\d_a-z])|"
    r"\W{0,2}(?:published|posted|updated|last updated|date|تاریخ انتشار|تاريخ النشر|פורסם)\b[^.]{0,60}\d",
    re.IGNORECASE,
)
_DATE_LINE: Final = re.compile(
    r"(?=.{6,60}$)(?:\w{3,9},? )?(?:\w{3,9}\.? \d{1,2},? |\d{1,2}\.? \w{3,9},? |\d{1,2}[./-]\d{1,2}[./-])"
    r"\d{2,4}\b[\w :.,+-]*"
    r"|\d{4}-\d{2}-\d{2}[\w :.,+-]{0,30}",
)
_PICTURE: Final = re.compile(r"\W{0,2}(?:photo|image|picture|foto|bild|عکس|تصویر|صورة|צילום)\s?[:/]", re.IGNORECASE)
"""What one picture shows. Lines about several, and about films, are as often headlines."""
_CAPTION: Final = re.compile(
    r"\W{0,2}(?:(?:file )?(?:photo|image|picture|video|illustration|graphic|foto|bild)"
    r"(?: (?:by|credit|courtesy))?\s?[:/]|"
    r"(?:photos?|pictures?|images?|photograph(?:y|ed|s)?|illustrations?) (?:courtesy|by|from|via|provided by)\b|"
    rf"[^\n.]{{2,120}}(?:via|/|\||,|©) ?{PICTURES}\W{{0,3}}$|"
    r"عکس\s?:|تصویر\s?:|صورة\s?:|الصورة\s?:|צילום\s?:|תמונה\s?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A piece with its role, and the credit where it gives one."""

    role: Role
    piece: Piece
    credit: Credit | None = None


def assign(
    found: Sequence[Piece], title: str | None, description: str | None = None, publisher: str | None = None
) -> list[Assigned]:
    """The pieces from the headline to the end of the article, each with its role; others are left out.

    `title`, `description` and `publisher` are what the page says of itself. A title that stands in no piece is put
    first.
    """
    head = _headline(found, title, publisher)
    heading = found[head] if head is not None else Piece(text=title) if title else None
    mains = [i for i, piece in enumerate(found) if piece.main and i != head and not _repeats(piece, heading)]
    assigned = [Assigned(role="title", piece=heading)] if heading else []
    if not mains:
        return assigned
    opening, (first, last) = _opening(found, mains), _body_span(mains, head)
    page = _Page(
        found=found,
        related=related(found, _vocabulary(found, mains)),
        homes=_homes(found, mains),
        description=description,
        publisher=publisher,
    )
    for i in range(first, min(len(found), last + 1 + _MAX_CREDIT_DISTANCE)):
        if i == head or _repeats(found[i], heading):
            continue
        one = _assign_one(page, i, before=i < opening, after=i > last)
        if one is not None:
            assigned.append(one)
    return assigned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The pieces of a page and what was found out by looking at all of them."""

    found: Sequence[Piece]
    related: AbstractSet[int]
    homes: AbstractSet[int]
    description: str | None
    publisher: str | None


def _headline(found: Sequence[Piece], title: str | None, publisher: str | None) -> int | None:
    """The piece that is the article's headline, whatever the page says elsewhere that it is.

    It is the first heading that the page's own title contains or equals, or else the `h1` that stands nearest over the
    article: sites write other titles for those who search and those who share.
    """
    tops = [i for i, piece in enumerate(found) if piece.tag in _TOPS and not _is_sites(piece, title, publisher)]
    told = (i for i in tops if title and _contains(title, found[i].text))
    if (first := next(told, None)) is not None:
        return first
    start = next((i for i, piece in enumerate(found) if piece.main and piece.is_prose and i not in tops), len(found))
    own = [i for i in tops if i < start and found[i].tag != "h2" and (not title or _says_much(found[i].text))]
    return max(own, key=lambda i: (found[i].main, i), default=None)


def _says_much(heading: str) -> bool:
    """Whether a heading is more than the name of a section."""
    return count_words(heading) >= _MIN_HEADLINE_WORDS


def _is_sites(piece: Piece, title: str | None, publisher: str | None) -> bool:
    """Whether a heading is the site's name: it says so, leads to its first page, or ends the page's title."""
    if same_words(piece.text, publisher or "") or any(_leads_home(address) for address in piece.links):
        return True
    *before, behind = _BEFORE_SITE.split(title or "")
    return count_words(" ".join(before)) > count_words(behind) and same_words(piece.text, behind)


def _leads_home(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.path in {"", "/"} and not (parts.query or parts.fragment)


def _contains(title: str, heading: str) -> bool:
    """Page titles often carry the site's name after the headline."""
    return same_words(title, heading) or (_says_much(heading) and heading.casefold() in title.casefold())


def _repeats(piece: Piece, heading: Piece | None) -> bool:
    return heading is not None and same_words(piece.text, heading.text)


def _body_span(mains: Sequence[int], head: int | None) -> tuple[int, int]:
    first = head + 1 if head is not None and head < mains[0] else mains[0]
    return first, mains[-1]


def _opening(found: Sequence[Piece], mains: Sequence[int]) -> int:
    """Where the body begins: the first paragraph of prose that is not marked as a standfirst."""
    return next((i for i in mains if found[i].is_prose and not found[i].hints & _SUBTITLE_HINTS), mains[0])


def _vocabulary(found: Sequence[Piece], mains: Sequence[int]) -> frozenset[str]:
    return frozenset(word.folded for i in mains if found[i].is_prose for word in words(found[i].text))


def _homes(found: Sequence[Piece], mains: Sequence[int]) -> frozenset[int]:
    """The elements that hold several paragraphs of the article: what else stands there is its own too."""
    held = Counter(found[i].frame for i in mains if found[i].is_prose)
    return frozenset(frame for frame, paragraphs in held.items() if paragraphs >= _MIN_PARAGRAPHS)


def _assign_one(page: _Page, i: int, *, before: bool, after: bool) -> Assigned | None:
    piece = page.found[i]
    credit = credit_of(piece.text, piece.link_text) or _held_by_another(page, piece)
    if credit is not None:
        return Assigned(role="credit", piece=piece, credit=credit)
    role = _role(page, i, before=before)
    left_out = after and role in {"body", "boilerplate", "byline", "caption"}
    return None if left_out or (before and role == "boilerplate") else Assigned(role=role, piece=piece)


def _held_by_another(page: _Page, piece: Piece) -> Credit | None:
    """The credit of a line in the article that says who holds the right to it, if that is not the page's own site."""
    inside = piece.main or piece.frame in page.homes
    credit = copyright_of(piece.text) if inside else None
    return credit if credit is not None and not same_words(credit.publisher, page.publisher or "") else None


def _role(page: _Page, i: int, *, before: bool) -> Role:
    piece = page.found[i]
    if before and _is_byline(piece, marked=True):
        return "byline"
    if aside := _aside(page, i):
        return aside
    if before and _is_subtitle(piece, page.description):
        return "subtitle"
    if _is_byline(piece, marked=not piece.main):
        return "byline"
    at_home = piece.frame in page.homes and not before and piece.link_share < _MAX_OWN_LINKS
    return "body" if piece.main or at_home else "boilerplate"


def _aside(page: _Page, i: int) -> Role | None:
    """The roles of what stands beside an article's own text."""
    piece = page.found[i]
    if is_comment(piece) or (is_label(piece.text) and _beside_comment(page.found, i)):
        return "comment"
    if is_boilerplate(piece):
        return "boilerplate"
    if not piece.linked and len(piece.text) <= _MAX_CAPTION and _PICTURE.match(piece.text):
        return "caption"
    if i in page.related:
        return "related"
    return "caption" if _is_caption(piece) else None


def _beside_comment(found: Sequence[Piece], i: int) -> bool:
    """Whether one of the few pieces above belongs to a comment form."""
    return any(is_comment(piece) for piece in found[max(0, i - _NEAR) : i])


def _is_caption(piece: Piece) -> bool:
    if len(piece.text) > _MAX_CAPTION:
        return False
    return bool(piece.hints & _CAPTION_HINTS) or piece.tag == "figure" or _CAPTION.match(piece.text) is not None


def _is_byline(piece: Piece, *, marked: bool) -> bool:
    """Markup counts only where `marked`: themes put an author's class around whole paragraphs too."""
    if len(piece.text) > _MAX_BYLINE or piece.is_prose:
        return False
    named = marked and bool(piece.hints & _BYLINE_HINTS)
    return named or _BYLINE.match(piece.text) is not None or _DATE_LINE.fullmatch(piece.text.strip()) is not None


def _is_subtitle(piece: Piece, description: str | None) -> bool:
    if len(piece.text) > _MAX_SUBTITLE:
        return False
    marked = bool(piece.hints & _SUBTITLE_HINTS) or (piece.tag == "h2" and not piece.links)
    return marked or (not piece.main and description is not None and same_words(piece.text, description))
