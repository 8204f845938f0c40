"""From pieces with their roles to the reading of a page."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from onrecord.read.bylines import byline_of
from onrecord.read.credit import opening_credit
from onrecord.read.metadata import Metadata
from onrecord.read.roles import Assigned
from onrecord.records import Block, Credit, PageReading, Role

_BETWEEN: Final = "\n\n"
_LINKED: Final[frozenset[Role]] = frozenset({"body", "credit"})


def compose(assigned: Sequence[Assigned], told: Metadata, url: str | None, given: str | None = None) -> PageReading:
    """The reading of a page: texts joined by an empty line, so that positions count code points of one text.

    What the page says of itself goes before what its lines say. Of a plain text, which was `given` whole, the text is
    that one, and the blocks are parts of it as they stand.
    """
    blocks = tuple(_blocks(assigned) if given is None else _parts(assigned, given))
    over = takewhile(lambda block: block.role != "body", blocks)
    said = byline_of(block.text for block in over if block.role == "byline")
    publisher = told.publisher or said.publisher
    return PageReading(
        text=_BETWEEN.join(block.text for block in blocks) if given is None else given,
        blocks=blocks,
        title=_first(blocks, "title"),
        subtitle=_first(blocks, "subtitle"),
        byline=told.author or said.author,
        published=told.published or said.published,
        publisher=publisher,
        url=url or told.url,
        language=told.language,
        credit=_credit(assigned, publisher),
        links=tuple(dict.fromkeys(a for one in assigned if one.role in _LINKED for a in one.piece.links)),
    )


def _blocks(assigned: Iterable[Assigned]) -> Iterable[Block]:
    start = 0
    for one in assigned:
        text = one.piece.text
        yield Block(role=one.role, text=text, start=start, end=start + len(text))
        start += len(text) + len(_BETWEEN)


def _parts(assigned: Iterable[Assigned], given: str) -> Iterable[Block]:
    for one in assigned:
        if one.piece.span is not None:
            start, end = one.piece.span
            yield Block(role=one.role, text=given[start:end], start=start, end=end)


def _first(blocks: Iterable[Block], role: Role) -> str | None:
    return next((block.text for block in blocks if block.role == role), None)


def _credit(assigned: Sequence[Assigned], publisher: str | None) -> Credit | None:
    """A reprint line outranks an agency or courtesy line, because it says whose text the whole page is.

    Without a line of its own, the agency counts that the title or the first paragraph opens with, unless it is the
    publisher itself.
    """
    given = [one.credit for one in assigned if one.credit is not None]
    if given:
        return next((credit for credit in given if credit.kind == "reprint"), given[0])
    opening = [one.piece.text for one in assigned if one.role in {"title", "body"}][:2]
    named = next((credit for credit in map(opening_credit, opening) if credit is not None), None)
    return named if named is not None and named.publisher != publisher else None
