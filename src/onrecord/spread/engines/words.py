"""Tracing by words: shared word sequences find the dispatch, paragraphs laid side by side show what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from onrecord.records import HeadlineChange, PageReading, Reprint, Role
from onrecord.spread.credit import credit, links, removed
from onrecord.spread.door import Issued
from onrecord.spread.evidence import reprinted
from onrecord.spread.passages import Pair, paragraphs, passages
from onrecord.words import folded_words

_TEXT: Final[frozenset[Role]] = frozenset({"title", "subtitle", "body", "credit", "byline", "caption"})
"""The roles that can carry text of a dispatch; what else stands on a page is its own."""

_HEADED: Final = 1 / 4
"""The share of a dispatch under which a page's headline is that of its own article, not a change of the dispatch's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsTracer:
    """Compares folded words."""

    name: ClassVar[str] = "words"
    version: ClassVar[str] = "2"

    def missing(self) -> str | None:
        """Nothing: all of it is here."""
        return None

    def trace(self, page: PageReading, page_address: str, dispatches: Sequence[Issued]) -> Reprint:
        """Find the dispatch that a page carries, and hold the two against each other."""
        carrying = paragraphs((i, block.text) for i, block in enumerate(page.blocks) if block.role in _TEXT)
        issued = [paragraphs(enumerate(dispatch.blocks)) for dispatch in dispatches]
        found = reprinted(carrying, issued)
        if found is None:
            return Reprint(page=page_address, dispatch=None)
        index, pairs = found
        dispatch = dispatches[index]
        titles = {i for i, block in enumerate(page.blocks) if block.role == "title"} - {p.page.index for p in pairs}
        compared = passages([each for each in carrying if each.index not in titles], issued[index], pairs)
        share = sum(pair.carried for pair in pairs) / sum(len(each.folded) for each in issued[index])
        return Reprint(
            page=page_address,
            dispatch=dispatch.id,
            share=share,
            headline=_headline(dispatch.title, page.title, pairs) if share >= _HEADED else None,
            passages=compared,
            credit=credit(page, compared, dispatch.credit),
            link=links(page, dispatch.addresses),
            promo_removed=removed(page, dispatch.promos),
        )


def _headline(before: str, after: str | None, pairs: Sequence[Pair]) -> HeadlineChange | None:
    """The change of headline, if it is one: a copy without headline may begin with a paragraph of the dispatch."""
    if after is None or folded_words(before) == folded_words(after) or any(p.page.text == after for p in pairs):
        return None
    return HeadlineChange(before=before, after=after)
