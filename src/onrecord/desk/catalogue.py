"""What the desk holds as it stands now: the newest of everything, with what people decided put on top.

A catalogue is one state of the ledger and never changes. What it tells is read when it is asked for.
"""

from __future__ import annotations  # the rooms named in them are loaded later

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from onrecord import captions
from onrecord.desk import rooms
from onrecord.desk.register import Register
from onrecord.desk.step import Kept
from onrecord.errors import Unknown
from onrecord.records import (
    Capture,
    Cue,
    Decision,
    MediaReading,
    PageReading,
    Prints,
    Transcript,
    Translation,
)
from onrecord.store import Entry, Ledger

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A transcript or translation as it stands: what was made, with the lines that people corrected.

    `item` changes whenever the words do. `behind` is the transcript that a translation carries over. `review` says
    that a newer result exists than the one that people corrected.
    """

    base: Entry
    ledger: Ledger
    corrections: tuple[Kept[Decision], ...] = ()
    behind: Told | None = None
    review: bool = False
    approved_by: str | None = None

    @property
    def item(self) -> str:
        """Names these very words on the shelves."""
        hashes = [self.base.hash, *(correction.entry.hash for correction in self.corrections)]
        return sha256("".join(hashes).encode()).hexdigest()

    @cached_property
    def record(self) -> Transcript | Translation:
        """The record, corrected. It is read when it is asked for, because an archive has very many."""
        record: Transcript | Translation = self.ledger.record(self.base)
        for _, decisions in groupby((c.record for c in self.corrections), key=lambda decision: decision.edit):
            changes = [_change(decision) for decision in decisions]
            if isinstance(record, Transcript):
                record = rooms.transcribe.apply(record, changes)
            else:
                record = rooms.translate.apply(record, changes, self.original)
        return record

    @property
    def original(self) -> Transcript:
        """What a translation carries over; of a transcript, and where it is gone, an empty one."""
        record = self.behind.record if self.behind is not None else None
        return record if isinstance(record, Transcript) else Transcript()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Its lines as timed cues; a translated line is said by whoever said the original."""
        if isinstance(self.record, Transcript):
            return self.record.cues
        said = self.original.cues
        return tuple(
            Cue(
                text=line.text,
                start_ms=line.start_ms,
                end_ms=line.end_ms,
                speaker=said[line.cues[0]].speaker if line.cues and line.cues[0] < len(said) else None,
            )
            for line in self.record.lines
        )


class Catalogue:
    """One state of a desk's ledger, by release: what was appended after the entry `generation` is not in it."""

    def __init__(self, register: Register, generation: int) -> None:
        self.register = register
        self.generation = generation

    def at(self, generation: int) -> Catalogue:
        """The catalogue of another state of the same ledger."""
        if generation > self.generation:
            self.register.catch_up()
        return self if generation == self.generation else Catalogue(self.register, generation)

    def now(self) -> Catalogue:
        """The catalogue of the ledger as it is now."""
        return self.at(self.register.catch_up())

    @property
    def withdrawn(self) -> set[str]:
        """The releases that were withdrawn."""
        return {release for release, number in self.register.withdrawn().items() if number <= self.generation}

    def __iter__(self) -> Iterator[str]:
        """The releases, in the order in which they came; withdrawn ones are left out."""
        withdrawn = self.withdrawn
        return iter([release for release in self.everything() if release not in withdrawn])

    def everything(self) -> list[str]:
        """All releases that were ever captured, withdrawn ones too."""
        return [release for release, number in list(self.register.captured().items()) if number <= self.generation]

    def resolve(self, name: str, *, withdrawn: bool = False) -> str:
        """A release by its id, or by a beginning of it that no other has; also a withdrawn one, if so asked."""
        known = self.everything() if withdrawn else list(self)
        found = [name] if name in known else [release for release in known if name and release.startswith(name)]
        if len(found) == 1:
            return found[0]
        what = "is the beginning of several ids" if found else "is not in this archive"
        if name in self.withdrawn:
            what = "was withdrawn"
        raise Unknown(f"release {name}", what, "`onrecord releases` lists those that are held")

    # --- one release

    def newest(self, release: str, kind: str) -> Entry | None:
        """The newest entry of a kind."""
        found = self.history(release, kind)
        return found[-1] if found else None

    def history(self, release: str, kind: str) -> list[Entry]:
        """All entries of a kind, oldest first."""
        return self._until_now(self.register.entries(release, kind), lambda entry: entry.number)

    def capture(self, release: str) -> Kept[Capture]:
        """The release as it was last captured."""
        return self.register.capture(self.history(release, "capture")[-1])

    def media(self, release: str) -> Kept[MediaReading] | None:
        """What was read in the media file that is current."""
        return self._read(release, "media reading")

    def page(self, release: str) -> Kept[PageReading] | None:
        """What was read in the page that is current."""
        return self._read(release, "page reading")

    def prints(self, release: str) -> Kept[Prints] | None:
        """The prints of the media file that is current."""
        return self._read(release, "prints")

    def title(self, release: str) -> str:
        """Its title; the file's name without ending where nothing better is known."""
        capture = self.capture(release).record
        if capture.title is None and capture.kind == "page" and (page := self.page(release)) is not None:
            return page.record.title or _stem(capture)
        return capture.title or _stem(capture)

    def published(self, release: str) -> str | None:
        """When it says that it was published, if it says so."""
        published = self.capture(release).record.published
        if published is None and (page := self.page(release)) is not None:
            return page.record.published
        return published.value if published else None

    def transcript(self, release: str) -> Told | None:
        """The transcript as it stands."""
        return self._told(release, self.history(release, "transcript"))

    def translations(self, release: str) -> tuple[Told, ...]:
        """The translations as they stand, by language; one without lines is none."""
        by_language: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.history(release, "translation"):
            by_language[entry.inputs[-1]].append(entry)
        behind = self.transcript(release) if by_language else None
        found = (self._told(release, entries, behind) for _, entries in sorted(by_language.items()))
        return tuple(told for told in found if told is not None and told.cues)

    def told(self, release: str, language: str | None) -> Told:
        """The transcript, or the translation into a language. Raises Unknown."""
        transcript = self.transcript(release)
        known = [t for t in (transcript, *self.translations(release)) if t is not None and t.cues]
        for told in known:
            if language is None or (told.record.language and captions.same_language(told.record.language, language)):
                return told
        if not known:
            reason = getattr(transcript.record, "reason", None) if transcript else "it has not been worked on yet"
            remedy = "give captions with `onrecord add --captions`"
            raise Unknown(f"release {release}", f"has no transcript ({reason})", remedy)
        languages = ", ".join(t.record.language or "unknown" for t in known)
        raise Unknown(f"release {release}", f"has no text in {language}", f"it has: {languages}")

    def decisions(self, release: str) -> list[Kept[Decision]]:
        """What people decided about a release, oldest first."""
        return self._until_now(self.register.decisions(release), lambda kept: kept.entry.number)

    def rejected(self, release: str) -> set[str]:
        """The releases that a person said are not a match with this one, whichever of the two was asked about."""
        held, found = set(self), set()
        for entry, decision in self.register.ledger.records("decision", holding='"match rejected"'):
            if decision.kind != "match rejected" or entry.number > self.generation:
                continue
            if entry.release == release and decision.other:
                found.add(decision.other)
            if decision.other == release and entry.release in held:
                found.add(entry.release)
        return found

    # --- inside

    def _until_now(self, things: list[T], number: Callable[[T], int]) -> list[T]:
        """Those of the ledger's entries, given in order, that are in this state of it."""
        if not things or number(things[-1]) <= self.generation:
            return things
        return things[: bisect_right(things, self.generation, key=number)]

    def _kept(self, entry: Entry) -> Kept[Any]:
        return Kept(entry=entry, record=self.register.ledger.record(entry))

    def _read(self, release: str, kind: str) -> Kept[Any] | None:
        entries = self.history(release, kind)
        blob = self.capture(release).record.blob if entries else None
        of_blob = [entry for entry in entries if blob in entry.inputs]
        return self._kept(of_blob[-1]) if of_blob else None

    def _told(self, release: str, entries: list[Entry], behind: Told | None = None) -> Told | None:
        """The newest, unless people corrected an older one: a machine's result never displaces a person's."""
        if not entries:
            return None
        lines = [d for d in self.decisions(release) if d.record.kind == "line"]
        corrected = {d.record.about for d in lines}
        base = next((entry for entry in reversed(entries) if entry.hash in corrected), entries[-1])
        own = tuple(d for d in lines if d.record.about == base.hash)
        approval = self._approval(release, base, after=own[-1].entry.number if own else 0)
        return Told(
            base=base,
            ledger=self.register.ledger,
            corrections=own,
            behind=behind,
            review=base.hash != entries[-1].hash,
            approved_by=approval.by if approval else None,
        )

    def _approval(self, release: str, base: Entry, after: int) -> Decision | None:
        """The last approval of a text; an edit after it makes the text a draft again."""
        of_kind = [d for d in self.decisions(release) if d.record.kind == "lines approved" and d.entry.number > after]
        return next((d.record for d in reversed(of_kind) if d.record.about == base.hash), None)


def _stem(capture: Capture) -> str:
    name = capture.name or unquote(urlsplit(capture.address).path)
    return PurePosixPath(name).stem or capture.address


def _change(decision: Decision) -> captions.LineChange:
    return captions.LineChange(
        at=decision.at or 0,
        text=decision.text,
        start_ms=decision.start_ms,
        end_ms=decision.end_ms,
        inserted=decision.inserted,
        speaker=decision.speaker,
    )
