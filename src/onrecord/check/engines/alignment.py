"""Checks quotations by laying their words along the stretches of the record that share most with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import ClassVar, Final

from onrecord.check.alignment import align
from onrecord.check.archive import archive_of
from onrecord.check.chance import CHANCE_LIMIT, bits, expected
from onrecord.check.door import Archive
from onrecord.check.flags import flags
from onrecord.check.marks import QuotedWord, read_marks
from onrecord.check.names import said_by
from onrecord.check.sources import copies_of, distinct_sources, ranked, source
from onrecord.check.verdict import Judge, Judgement
from onrecord.errors import TooLarge
from onrecord.records import Asked, Body, Checked, Flag, Source

_MOST_WORDS: Final = 20_000
_MOST_CHARACTERS: Final = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentChecker:
    """The seven verdicts by word alignment; see docs/verdicts.md."""

    name: ClassVar[str] = "alignment"
    version: ClassVar[str] = "1"

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
            chance = expected(bits([counts], total), total)
            found = distinct_sources(places, archive)
            start, end = places[0].start, places[0].end
            raised = tuple(flags(archive.spoken(places[0].item), start, end, []))
            return _checked(asked, Judgement("verbatim", chance), found, raised)
        judgement = _judge(asked, quoted, archive, self.chance_limit)
        return _checked(asked, judgement, _sources(judgement, archive), _flags(judgement, archive))

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
    laid = align(quoted, archive.windows)
    judge = Judge(asked.text, quoted, archive.counts(folded), _total(archive), archive.spoken, limit)
    return judge.judge(laid)


def _sources(judgement: Judgement, archive: Archive) -> list[Source]:
    found = []
    for part in judgement.parts:
        spoken = archive.spoken(part.item)
        found.append(source(spoken, part.start, part.end, copies_of(spoken, part.start, part.end, archive)))
    return found


def _flags(judgement: Judgement, archive: Archive) -> tuple[Flag, ...]:
    raised = [
        flag
        for part in judgement.parts
        for flag in flags(
            archive.spoken(part.item),
            part.start,
            part.end,
            [
                (start, end)
                for item, start, end in judgement.elisions
                if item == part.item and part.start <= start < part.end
            ],
        )
    ]
    return tuple(dict.fromkeys(raised))


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
