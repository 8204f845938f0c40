"""What is found: reprints of a dispatch, places where words stand, names that the background knows."""

from dataclasses import dataclass
from typing import Literal

from onrecord.records.checking import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineChange:
    """What a reprint made of the headline."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a page held against a block of a dispatch; one is None where a block was added or dropped."""

    page_block: int | None
    dispatch_block: int | None
    state: Literal["kept", "changed", "moved", "added", "dropped"]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """What a page made of a dispatch. `share` is the part of the dispatch's words that the page carries, 0 to 1."""

    page: str
    dispatch: str | None
    share: float = 0.0
    headline: HeadlineChange | None = None
    passages: tuple[Passage, ...] = ()
    credit: Literal["kept", "changed", "missing"] = "missing"
    link: bool = False
    promo_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words stand. `snippet` is the original text around it; `start`, `end` its code points."""

    release: str
    kind: Literal["transcript", "translation", "page"]
    title: str | None
    language: str | None
    speaker: str | None
    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The same thing in one language. `language` is None where the words serve every language."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was true from `since` until before `until`: years, months or days; None is not known."""

    texts: tuple[Worded, ...]
    since: str | None = None
    until: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a desk keeps on a person, an organisation or an event. The first name of a language is the one to show."""

    id: str
    kind: Literal["person", "organisation", "event"]
    names: tuple[Worded, ...]
    facts: tuple[Fact, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of a card in a text. Positions are code points of that text."""

    card: str
    start: int
    end: int
