"""Headlines of other articles that stand between the paragraphs of this one.

No single sign decides: a paragraph may be one link, a subheading may be in title case, a class name may lie. Each sign
has a weight, and a piece is a related headline from `ENOUGH` on.
"""

# letters and marks of several scripts are what is looked for

# ruff: noqa: SIM905  # word lists read best as text

import re
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from onrecord.read.piece import Piece, ends_sentence
from onrecord.words import words

ENOUGH: Final = 4
"""A link that fills a headline-like line between paragraphs, and no less."""

_WORDS: Final = range(3, 31)
"""The lengths of headlines; shorter lines are names and labels."""

_MARKED: Final = frozenset(
    (
        "related relateds recommended recommendations recommend readmore alsoread seealso more promo teaser trending "
        "popular outbrain taboola crosslink crosslinks upnext suggested suggestions similar further inlinerelated"
    ).split()
)
_LEAD_IN: Final = re.compile(
    r"^\W{0,3}(?:read (?:more|also|next|this)|also read|see (?:also|more)|related(?: (?:stories|articles|news|coverage|"
    r"posts))?|more (?:on|from|like) |more:|recommended|don.t miss|you (?:may|might) also like|"
    r"what to read next|watch:|"
    r"بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|در همین زمینه|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|مواضيع ذات صلة|"
    r"קראו (?:גם|עוד)|כתבות נוספות|lire aussi|à lire|lesen sie auch|mehr zum thema|lea también|leia também|"
    r"читайте также)(?:\W|$)",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"[\W_]{0,2}(?:[-–—―•*…]|\d{1,3}[.)]\s|\w{1,2}:\s|[a-zà-ÿ])")
"""How list items, answers, signatures and second halves of sentences begin."""
_TWO_SENTENCES: Final = re.compile(r"[^\W\d_]{3}[.!?؟]\s")
_LONGEST_LEAD_IN: Final = 24
_MIN_LINK_SHARE: Final = 0.8
_MIN_SLUG_SHARE: Final = 0.6
_MIN_CAPITALS: Final = 0.7
_MIN_TITLE_WORDS: Final = 5
_MIN_NOVEL: Final = 0.6
_MAX_SUBHEADING: Final = 6
_MINOR: Final = 4
"""Words up to this length (of, the, with) are in lower case in a title and say little of what a text is about."""


class Signs(NamedTuple):
    """What speaks for a related headline; the docstring of each says what it rests on."""

    link: bool
    """The text is one link, nearly whole."""
    slug: bool
    """The address it leads to spells the text."""
    marked: bool
    """The element or a small one around it is named as a widget of other articles."""
    lead_in: bool
    """It opens with `Read more`, `Related` or the like."""
    apart: bool
    """It stands between paragraphs of prose and is no such paragraph itself."""
    title_case: bool
    """Most of its longer words begin with a capital; all of them, where it ends as a sentence does."""
    novel: bool
    """Most of its longer words occur nowhere else in the article."""

    unheaded: bool
    """It is a line of a text without markup, and longer than subheadings are."""

    @property
    def weight(self) -> int:
        """The sum that is held against ENOUGH."""
        return (
            2 * self.link
            + 2 * self.slug
            + 3 * self.marked
            + 3 * self.lead_in
            + self.apart
            + 2 * self.title_case
            + self.novel
            + self.unheaded
        )


def is_related(piece: Piece, *, apart: bool, vocabulary: AbstractSet[str]) -> bool:
    """Whether a piece is the headline of another article; `vocabulary` are the words of this article's prose."""
    if len(piece.text.split()) not in _WORDS or "<blockquote>" in piece.hints:
        return len(piece.text) <= _LONGEST_LEAD_IN and _LEAD_IN.match(piece.text) is not None
    signs = signs_of(piece, apart=apart, vocabulary=vocabulary)
    ended = ends_sentence(piece.text)
    if not (signs.link or signs.lead_in or signs.marked or _may_be_headline(piece.text, signs, ended=ended)):
        return False
    return signs.weight + (not ended) >= ENOUGH


def _may_be_headline(text: str, signs: Signs, *, ended: bool) -> bool:
    """Whether a line that nothing marks as another article's may still be its headline."""
    return signs.apart and (signs.title_case or not ended) and not (_ITEM.match(text) or _TWO_SENTENCES.search(text))


def signs_of(piece: Piece, *, apart: bool, vocabulary: AbstractSet[str]) -> Signs:
    """The signs that a piece bears."""
    link, title_case = piece.link_share >= _MIN_LINK_SHARE, _in_title_case(piece.text)
    return Signs(
        link=link,
        slug=link and any(_spells(address, piece.text) for address in piece.links),
        marked=bool(piece.hints & _MARKED) and piece.link_share > 0,
        lead_in=_LEAD_IN.match(piece.text) is not None,
        apart=apart and (title_case or not piece.is_prose),
        title_case=title_case,
        novel=_is_novel(piece.text, vocabulary),
        unheaded=piece.tag == "text" and len(piece.text.split()) > _MAX_SUBHEADING,
    )


def _spells(address: str, text: str) -> bool:
    """Whether the last parts of an address are made of the words of the text."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return False
    slug = {word.folded for word in words(re.sub(r"[-_/+.]", " ", path))}
    said = {word.folded for word in words(text)}
    return len(said) > 1 and len(slug & said) >= _MIN_SLUG_SHARE * min(len(said), max(3, len(slug)))


def _in_title_case(text: str) -> bool:
    longer = [word for word in text.split() if len(word) > _MINOR and word[0].isalpha()]
    if len(text.split()) < _MIN_TITLE_WORDS or not longer:
        return False
    needed = len(longer) if ends_sentence(text) else _MIN_CAPITALS * len(longer)
    return sum(word[0].isupper() for word in longer) >= needed


def _is_novel(text: str, vocabulary: AbstractSet[str]) -> bool:
    said = {word.folded for word in words(text) if len(word.folded) >= _MINOR}
    return len(said) > 1 and len(said - vocabulary) >= _MIN_NOVEL * len(said)
