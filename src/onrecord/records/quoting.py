"""Quotations: found in an article, or picked from a transcript."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.records.reading import PageReading

MarkKind: TypeAlias = Literal["ellipsis", "insertion", "citation", "note", "sic", "capital", "nested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that an editor put into a quotation. Positions are code points of the page's text."""

    kind: MarkKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and where something was said, in the article's own words; what it doesn't say is None."""

    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation in an article. `text` is what stands between the marks; `block` is an index into the blocks.

    `speaker` is who is quoted, by name where the text names them; `speaker_start` and `speaker_end` are where the
    words beside the quotation speak of them, which may be a pronoun. `cited` are the places of works that stand
    behind the quotation and are meant by it: `"..." (Book of Tides 3:16)`; those inside it are among its `marks`.
    """

    text: str
    start: int
    end: int
    block: int
    speaker: str | None = None
    addressee: str | None = None
    cue: str | None = None
    marks: tuple[Mark, ...] = ()
    speaker_start: int | None = None
    speaker_end: int | None = None
    occasion: Occasion | None = None
    cited: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page together with the quotations found in it."""

    page: PageReading
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedLine:
    """A picked span in one language. `start` and `end` are code points of that transcript's or translation's text."""

    language: str | None
    text: str
    start: int
    end: int
    translator: str | None = None
    machine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A quotation that a person picked from a transcript: its words, their speaker, and the same lines translated."""

    release: str
    start_ms: int | None
    end_ms: int | None
    speaker: str | None
    original: PickedLine
    translations: tuple[PickedLine, ...] = ()
