"""Lines that are the titles of other pages: what only a desk that holds those pages can know."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from onrecord.read.piece import key
from onrecord.records import PageReading, Role

_TITLE_WORDS: Final = range(3, 41)
"""A title of one or two words may be a name or a subheading by chance."""
_DOUBTFUL: Final[frozenset[Role]] = frozenset({"body", "caption", "boilerplate", "subtitle"})


def settle(page: PageReading, titles: Iterable[str]) -> PageReading:
    """The reading with every line that is, word for word, one of these titles taken for a related headline.

    `titles` are those of the pages that a desk holds; the page's own is left aside. Text and positions stay.
    """
    others = {key(title) for title in titles} - {key(page.title or "")}
    known = {words for words in others if len(words) in _TITLE_WORDS}
    blocks = tuple(
        replace(block, role="related") if block.role in _DOUBTFUL and key(block.text) in known else block
        for block in page.blocks
    )
    return page if blocks == page.blocks else replace(page, blocks=blocks)
