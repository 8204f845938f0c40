"""Reads pages with trafilatura underneath, which says what is main text; onrecord's own rules decide the roles."""

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import ClassVar, Final, NoReturn

import trafilatura
from lxml import html
from trafilatura.settings import Document

from onrecord.errors import TooLarge, Unreadable
from onrecord.read.encoding import decode
from onrecord.read.markup import CutShort, parse, pieces
from onrecord.read.mending import mend, restored
from onrecord.read.metadata import Metadata, metadata_of
from onrecord.read.page import compose
from onrecord.read.piece import Piece, key, shingles
from onrecord.read.plaintext import is_markup, plain_pieces
from onrecord.read.roles import assign
from onrecord.records import PageReading
from onrecord.store.workbench import Workbench

MAX_CHARACTERS: Final = 5_000_000
"""Of text, the markup left aside: more than the longest novels, and what is read in seconds."""
MAX_ELEMENTS: Final = 50_000
"""The heaviest news pages hold some ten thousand; trafilatura's time grows faster than their number."""
MANY_ELEMENTS: Final = 15_000
"""From here on trafilatura does without the extractors that it compares itself with: their time is quadratic."""

_SHINGLE: Final = 4
_MIN_KEPT: Final = 0.6
"""The part of a piece's word runs that must be in the main text; inline notes make it less than all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafilaturaReader:
    """Reads HTML, or a plain text copy of a page, as blocks by role."""

    name: ClassVar[str] = "trafilatura"
    version: ClassVar[str] = "3"

    def missing(self) -> str | None:
        """Nothing: trafilatura comes with onrecord."""
        return None

    def read_page(self, data: bytes, url: str | None, bench: Workbench) -> PageReading:  # noqa: ARG002  # a page makes no files
        """Read the bytes of a page that stood at `url`.

        Raises Unreadable where they are no page or have no text, TooLarge where there is more of it than is read.
        """
        subject = url or "page"
        text = decode(data)
        if text is None:
            raise Unreadable(subject, "is not text, so it can't be read as a page", "add it as the kind of file it is")
        reading = _read_html(text, url, subject) if is_markup(text) else _read_plain(text, url, subject)
        if not any(block.role == "body" for block in reading.blocks):
            raise Unreadable(subject, "holds no text of an article", "save the article's own text and add that")
        return reading


def _refuse(subject: str, what: str) -> NoReturn:
    raise TooLarge(subject, what, "save the article's own part and add that")


def _bound(characters: int, subject: str) -> None:
    if characters > MAX_CHARACTERS:
        _refuse(subject, f"holds {characters:,} characters of text, more than the {MAX_CHARACTERS:,} that are read")


def _read_plain(text: str, url: str | None, subject: str) -> PageReading:
    _bound(len(text), subject)
    given = restored(text.replace("\r\n", "\n").replace("\r", "\n"))
    return compose(assign(plain_pieces(given), title=None), Metadata(), url, given)


def _read_html(text: str, url: str | None, subject: str) -> PageReading:
    try:
        tree = parse(text)
    except CutShort as error:
        raise Unreadable(subject, str(error), "save the article's own text and add that") from error
    if tree is None:
        raise Unreadable(subject, "is an empty page", "look at it in a browser and save what it shows")
    if (elements := sum(1 for _ in tree.iter())) > MAX_ELEMENTS:
        _refuse(subject, f"is made of {elements:,} elements, more than the {MAX_ELEMENTS:,} that are read")
    mend(tree)
    told = metadata_of(tree)
    found = pieces(tree, url or told.url)
    _bound(sum(len(piece.text) for piece in found), subject)
    found = _mark_main(found, _main_text(tree, thorough=elements <= MANY_ELEMENTS))
    return compose(assign(found, told.title, told.description, told.publisher), told, url)


def _main_text(tree: html.HtmlElement, *, thorough: bool) -> str:
    """What trafilatura holds for the main text, compared with other extractors if thorough.

    It changes the tree that it is given.
    """
    document = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, fast=not thorough)
    return (document.text or "") if isinstance(document, Document) else ""


def _mark_main(found: list[Piece], main_text: str) -> list[Piece]:
    """The pieces with `main` set where their words stand in the main text."""
    lines = [key(line) for line in main_text.splitlines()]
    short = {line for line in lines if line}
    runs = shingles([word for line in lines for word in line], _SHINGLE)
    return [replace(piece, main=_is_main(key(piece.text), short, runs)) for piece in found]


def _is_main(said: tuple[str, ...], lines: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    if len(said) <= _SHINGLE:
        return said in lines
    own = shingles(said, _SHINGLE)
    return len(own & runs) >= _MIN_KEPT * len(own)
