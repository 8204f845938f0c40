"""Holding the citations of a quotation against the works that the desk holds."""

from __future__ import annotations  # the rooms named in them are loaded later

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.citations import Cited, before, behind, citations
from onrecord.desk import rooms, works
from onrecord.desk.desk import Desk
from onrecord.records import ArchiveSummary, Article, Asked, Citation, CitationVerdict, HeldWork, Quotation

# Of several citations the one that most has to be known of is told: a wrong one before one that is right.
_TOLD_FIRST: Final[tuple[CitationVerdict, ...]] = ("wrong", "altered", "part", "right", "unknown")
_BEST_FIRST: Final[tuple[CitationVerdict, ...]] = ("right", "part", "altered", "wrong", "unknown")


class Citing:
    """Holds citations against the works as they are held now. It reads a work when the first citation of it comes."""

    def __init__(self, desk: Desk, by: rooms.check.Checker) -> None:
        """Look up which works are held."""
        self._desk, self._by = desk, by
        self._held = works.held(desk)
        self.names = tuple(dict.fromkeys(name for one in self._held for name in (one.work.title, *one.work.names)))
        self._work = cache(self._read)

    def of_article(self, article: Article, quotation: Quotation) -> Citation | None:
        """The citation of a quotation in an article: inside it, behind it, or announcing it."""
        block = article.page.blocks[quotation.block]
        start, end = quotation.start - block.start, quotation.end - block.start
        found = behind(block.text, end, self.names) or before(block.text, start, self.names)
        if not found:
            found = tuple(one for mark in quotation.cited for one in citations(mark.text, self.names, alone=True))
        return self._answer(quotation.text, found)

    def of_asked(self, asked: Asked) -> Citation | None:
        """The citation of a quotation that was asked about: inside it, or given with it."""
        given = citations(asked.citation, self.names, alone=True) if asked.citation else ()
        return self._answer(asked.text, given)

    def _answer(self, text: str, beside: Sequence[Cited]) -> Citation | None:
        answers = [self._best(found, quoted) for found, quoted in rooms.check.cited_inside(text, self.names)]
        if beside:
            answers.append(self._best(beside, (rooms.check.without_citations(text, self.names),)))
        return min(answers, key=lambda one: _TOLD_FIRST.index(one.verdict), default=None)

    def _best(self, found: Sequence[Cited], quoted: Sequence[str]) -> Citation:
        """Of several places that are cited together, the one at which the words stand."""
        answers = [rooms.check.check_citation(self._by, quoted, one, self._meant(one)) for one in found]
        return min(answers, key=lambda one: _BEST_FIRST.index(one.verdict))

    def _meant(self, cited: Cited) -> rooms.check.CitedWork | None:
        found = rooms.background.meant(cited, [one.work for one in self._held])
        return self._work(found, cited.work is not None) if found else None

    def _read(self, found: tuple[HeldWork, ...], is_named: bool) -> rooms.check.CitedWork:  # noqa: FBT001  # cached by place
        own = [one for one in self._held if one.work in found]
        renderings = {one.text: works.rendering(self._desk, one) for one in own}
        items = {item: one for one in renderings.values() for item in one.items}
        shards = works.shelve(self._desk, own).shards()
        words = sum(entry.words for shard in shards for entry in shard.entries if entry.item in items)
        summary = ArchiveSummary(generation=0, releases=len(own), hours=0.0, words=words)
        archive = rooms.check.ShelvedArchive(summary, shards, lambda item: items[item].spoken(item), items)
        return rooms.check.CitedWork(renderings=tuple(renderings.values()), archive=archive, is_named=is_named)
