"""Checks quotations by laying their words along the stretches of the record that share most with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import inf
from typing import ClassVar, Final

from onrecord.check.alignment import Laid, align
from onrecord.check.archive import archive_of
from onrecord.check.chance import CHANCE_LIMIT, expected, run_bits
from onrecord.check.door import Archive, Place
from onrecord.check.flags import flags
from onrecord.check.home import places_at_home, stretch_at
from onrecord.check.marks import QuotedWord, read_marks
from onrecord.check.names import said_by
from onrecord.check.parts import Laying, Part
from onrecord.check.sources import Standing, best_of_all, distinct_sources, ranked, said_first, standing
from onrecord.check.verdict import Judge, Judgement
from onrecord.errors import TooLarge
from onrecord.records import Asked, Body, Checked, Flag, Source

_MOST_WORDS: Final = 20_000
_MOST_CHARACTERS: Final = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentChecker:
    """The seven verdicts by word alignment; see docs/verdicts.md."""

    name: ClassVar[str] = "alignment"
    version: ClassVar[str] = "3"

    chance_limit: float = CHANCE_LIMIT

    def missing(self) -> str | None:
        """Nothing has to be installed."""
        return None

    def check(self, asked: Asked, archive: Archive) -> Checked:
        """Say what was done to one quotation, and where its words stand."""
        quoted = _read(asked)
        folded = [word.folded for word in quoted]
        if not quoted:
            return Checked(text=asked.text, id=asked.id, verdict="not found", chance=float(archive.summary.words))
        if places := ranked(archive.exact(folded), asked.speaker):
            counts, total = archive.counts(folded), _total(archive)
            chance = expected(run_bits(counts, total), total)
            places = said_first(places, archive, asked.speaker)
            found = distinct_sources(places, archive)
            start, end = places[0].start, places[0].end
            raised = tuple(flags(archive.spoken(places[0].item), start, end, []))
            return _checked(asked, Judgement("verbatim", chance), found, raised)
        judgement = _judge(asked, quoted, archive, self.chance_limit)
        judgement, found = _shown(judgement, archive, asked)
        return _checked(asked, judgement, found, _flags(judgement, archive))

    def check_body(self, headline: Asked, body: Sequence[str]) -> Body | None:
        """Hold a headline quotation against the quotations of its own article; chance has no part in it."""
        quoted = _read(headline)
        archive = archive_of(body)
        folded = [word.folded for word in quoted]
        if not quoted:
            return None
        if archive.exact(folded):
            return Body(verdict="verbatim")
        judgement = _judge(headline, quoted, archive, inf)
        return None if judgement.verdict == "not found" else Body(verdict=judgement.verdict, edits=judgement.edits)


def _read(asked: Asked) -> list[QuotedWord]:
    quoted = read_marks(asked.text) if len(asked.text) <= _MOST_CHARACTERS else []
    if len(quoted) > _MOST_WORDS or len(asked.text) > _MOST_CHARACTERS:
        raise TooLarge(
            f"quotation {asked.id or asked.text[:40]!r}",
            f"has more than {_MOST_WORDS} words or {_MOST_CHARACTERS} characters",
            "check it in pieces",
        )
    return quoted


def _total(archive: Archive) -> int:
    return max(1, archive.summary.words)


def _judge(asked: Asked, quoted: Sequence[QuotedWord], archive: Archive, limit: float) -> Judgement:
    folded = [word.folded for word in quoted]
    judge = Judge(archive.counts(folded), _total(archive), limit)
    return judge.judge(Laying(asked.text, quoted, tuple(_laid(quoted, archive)), archive.spoken))


def _laid(quoted: Sequence[QuotedWord], archive: Archive) -> list[Laid | None]:
    """Lay a quotation on what shares most with it; and where a part is left over, on what else its sources say."""
    windows = lru_cache(archive.windows)
    laid = align(quoted, lambda words: windows(tuple(words)))
    if all(laid) and len({at.item for at in laid if at}) == 1:
        return laid
    places = places_at_home(quoted, laid, archive)
    if not places:
        return laid
    return align(
        quoted,
        lambda words: (
            *(stretch_at(place, archive.spoken(place.item), words) for place in places),
            *windows(tuple(words)),
        ),
    )


def _shown(judgement: Judgement, archive: Archive, asked: Asked) -> tuple[Judgement, list[Source]]:
    """The sources of a quotation; and the judgement, told of the copies that are shown.

    The parts that were found in one text are shown in one.
    """
    found: dict[str, dict[Part, Standing]] = {}
    for part in judgement.parts:
        here = Place(item=part.item, release=archive.spoken(part.item).release, start=part.start, end=part.end)
        found.setdefault(part.item, {})[part] = standing(here, archive, asked.speaker)
    places: dict[Part, Place] = {}
    sources: dict[Part, Source] = {}
    for standings in found.values():
        item = best_of_all(list(standings.values()))
        for part, stands in standings.items():
            places[part], sources[part] = stands.shown_in(item, archive)
    parts = [
        replace(part, item=places[part].item, start=places[part].start, end=places[part].end)
        for part in judgement.parts
    ]
    moved = partial(_moved, places)
    left_out, heard = (tuple(map(moved, stretches)) for stretches in (judgement.left_out, judgement.heard))
    shown = replace(judgement, parts=tuple(parts), left_out=left_out, heard=heard)
    return shown, [sources[part] for part in judgement.parts]


def _flags(judgement: Judgement, archive: Archive) -> tuple[Flag, ...]:
    raised = [
        flag
        for part in judgement.parts
        for flag in flags(
            archive.spoken(part.item),
            part.start,
            part.end,
            _inside(part, judgement.left_out),
            _inside(part, judgement.heard),
        )
    ]
    return tuple(dict.fromkeys(raised))


def _moved(places: Mapping[Part, Place], stretch: tuple[str, int, int]) -> tuple[str, int, int]:
    """Words of a passage, in the copy of it that is shown."""
    item, start, end = stretch
    for part, place in places.items():
        if part.item == item and part.start <= start < part.end:
            return place.item, start - part.start + place.start, end - part.start + place.start
    return stretch


def _inside(part: Part, places: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Of these words, as item, first and last, those of a part."""
    return [(start, end) for item, start, end in places if item == part.item and part.start <= start < part.end]


def _checked(asked: Asked, judgement: Judgement, sources: Sequence[Source], raised: tuple[Flag, ...]) -> Checked:
    return Checked(
        text=asked.text,
        id=asked.id,
        verdict=judgement.verdict,
        sources=tuple(sources),
        edits=judgement.edits,
        flags=raised,
        attribution=said_by(asked, sources[0].speaker) if sources else "unknown",
        chance=judgement.chance,
    )
