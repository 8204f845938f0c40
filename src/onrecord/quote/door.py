"""The doors of the room `quote`: an article's quotations, and a quotation that a person picks from a transcript."""

from collections.abc import Sequence
from typing import Protocol

from onrecord.engine import Engine
from onrecord.quote.picking import pick_span
from onrecord.records import Article, PageReading, Pick, Quotation, Transcript, Translation


class Quoter(Engine, Protocol):
    """Finds the quotations of an article."""

    def quotations(self, page: PageReading) -> tuple[Quotation, ...]:
        """The quotations in the order of the page; `page.text[q.start:q.end] == q.text` for each."""
        ...


def find_quotations(by: Quoter, page: PageReading) -> Article:
    """Find who is quoted with which words. A page without quotations is an article without them, no error."""
    return Article(page=page, quotations=by.quotations(page))


def pick(  # the release, its two records, and the span as it was asked for
    release: str,
    transcript: Transcript,
    translations: Sequence[Translation],
    start_ms: int | None = None,
    end_ms: int | None = None,
) -> Pick:
    """The words of a transcript in the half-open span from `start_ms` to `end_ms`, and the same lines translated.

    None is the beginning or the end of the transcript. A cue that is partly inside is taken whole. Raises Unknown
    where nothing is said in the span, or where the transcript has no times to look by.
    """
    return pick_span(release, transcript, translations, start_ms, end_ms)
