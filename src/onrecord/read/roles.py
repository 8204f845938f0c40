"""Which piece of a page is what: the roles, decided from several signs together."""

# letters and marks of several scripts are what is looked for

# ruff: noqa: SIM905  # word lists read best as text

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.read.comment import is_comment, is_label
from onrecord.read.credit import credit_of
from onrecord.read.piece import Piece, same_words
from onrecord.read.related import is_related
from onrecord.records import Credit, Role
from onrecord.words import words

_CAPTION_HINTS: Final = frozenset(["<figcaption>", "caption", "captions"])
_BYLINE_HINTS: Final = frozenset(("byline bylines author authors dateline posted timestamp <time> <address>").split())
_SUBTITLE_HINTS: Final = frozenset(("subtitle subheadline subhead standfirst dek deck alternativeheadline").split())
_MAX_BYLINE: Final = 160
_MAX_CAPTION: Final = 400
_MAX_SUBTITLE: Final = 400
_NEAR: Final = 4
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
_CAPTION: Final = re.compile(
    r"\W{0,2}(?:(?:file )?(?:photo|image|picture|video|illustration|graphic|foto|bild)"
    r"(?: (?:by|credit|courtesy))?\s?[:/]|"
    r"عکس\s?:|تصویر\s?:|صورة\s?:|الصورة\s?:|צילום\s?:|תמונה\s?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A piece with its role, and the credit where it gives one."""

    role: Role
    piece: Piece
    credit: Credit | None = None


def assign(found: Sequence[Piece], title: str | None, description: str | None = None) -> list[Assigned]:
    """The pieces from the headline to the end of the article, each with its role; others are left out.

    `title` and `description` are what the page says of itself. A title that stands in no piece is put first.
    """
    head = _headline(found, title)
    heading = found[head] if head is not None else Piece(text=title) if title else None
    mains = [i for i, piece in enumerate(found) if piece.main and i != head and not _repeats(piece, heading)]
    assigned = [Assigned(role="title", piece=heading)] if heading else []
    if not mains:
        return assigned
    opening, (first, last) = _opening(found, mains), _body_span(mains, head)
    vocabulary = _vocabulary(found, mains)
    for i in range(first, min(len(found), last + 1 + _MAX_CREDIT_DISTANCE)):
        if i == head or _repeats(found[i], heading):
            continue
        one = _assign_one(found, i, before=i < opening, after=i > last, vocabulary=vocabulary, description=description)
        if one is not None:
            assigned.append(one)
    return assigned


def _headline(found: Sequence[Piece], title: str | None) -> int | None:
    """The piece that is the page's headline: the first `h1` that the page's own title contains or equals."""
    for i, piece in enumerate(found):
        if piece.tag in {"h1", "h2", "title"} and title and _contains(title, piece.text):
            return i
    tops = [i for i, piece in enumerate(found) if piece.tag in {"h1", "title"}]
    return tops[0] if len(tops) == 1 and not title else None


def _contains(title: str, heading: str) -> bool:
    """Page titles often carry the site's name after the headline."""
    return same_words(title, heading) or (len(heading.split()) > 2 and heading.casefold() in title.casefold())  # noqa: PLR2004  # one or two words are a section's name


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


def _assign_one(  # what a role depends on: the piece, its place, and two facts about the page
    found: Sequence[Piece], i: int, *, before: bool, after: bool, vocabulary: frozenset[str], description: str | None
) -> Assigned | None:
    piece = found[i]
    credit = credit_of(piece.text, piece.link_text)
    if credit is not None:
        return Assigned(role="credit", piece=piece, credit=credit)
    role = _role(found, i, before=before, vocabulary=vocabulary, description=description)
    left_out = after and role in {"body", "boilerplate", "byline", "caption"}
    return None if left_out or (before and role == "boilerplate") else Assigned(role=role, piece=piece)


def _role(found: Sequence[Piece], i: int, *, before: bool, vocabulary: frozenset[str], description: str | None) -> Role:
    piece = found[i]
    if before and _is_byline(piece, marked=True):
        return "byline"
    if aside := _aside(found, i, vocabulary):
        return aside
    if before and _is_subtitle(piece, description):
        return "subtitle"
    if _is_byline(piece, marked=not piece.main):
        return "byline"
    return "body" if piece.main else "boilerplate"


def _aside(found: Sequence[Piece], i: int, vocabulary: frozenset[str]) -> Role | None:
    """The roles of what stands beside an article's own text."""
    piece = found[i]
    if is_comment(piece) or (is_label(piece.text) and _beside_comment(found, i)):
        return "comment"
    if is_related(piece, apart=_stands_apart(found, i), vocabulary=vocabulary):
        return "related"
    return "caption" if _is_caption(piece) else None


def _stands_apart(found: Sequence[Piece], i: int) -> bool:
    """Whether prose stands a little above and a little below; other headlines may stand between."""
    above, below = found[max(0, i - _NEAR) : i], found[i + 1 : i + 1 + _NEAR]
    return all(any(piece.main and piece.is_prose for piece in side) for side in (above, below))


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
