"""The standing of a desk: what questions to the whole archive need to know of each release, at one state of the ledger.

It is saved among the shelves, so that a desk of very many releases opens at once; what has come since is read from the
ledger. It names the entry after which it was so. Entries are chained, so a ledger that holds that entry has the very
history that the standing was made from; of any other ledger, and where a byte of it was changed, it is made anew.
"""

import json
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, NamedTuple, Self

from onrecord.desk.catalogue import Catalogue, Told
from onrecord.desk.step import Kept
from onrecord.records import ArchiveSummary, Cue, PageReading
from onrecord.store import Ledger
from onrecord.store.codec import canonical
from onrecord.store.durable import write_durably

FORM: Final = 4
"""The rules by which a standing was made; a saved one of another form, or with other fields, is made anew."""

_MS_PER_HOUR: Final = 3_600_000


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that is current: a transcript or translation as it stands now, or a page."""

    item: str
    release: str
    told: Told | None = None
    page: Kept[PageReading] | None = None

    @property
    def kind(self) -> Literal["transcript", "translation", "page"]:
        """What it is."""
        if self.told is None:
            return "page"
        return "transcript" if self.told.base.kind == "transcript" else "translation"

    @property
    def language(self) -> str | None:
        """Its language, where that is known."""
        if self.told is not None:
            return self.told.record.language
        return self.page.record.language if self.page is not None else None

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Its lines; a page is one line without times."""
        if self.told is not None:
            return self.told.cues
        return (Cue(text=self.page.record.text),) if self.page is not None else ()

    @property
    def text(self) -> str:
        """What positions in answers count in."""
        return "\n".join(cue.text for cue in self.cues)


def texts_of(catalogue: Catalogue, release: str) -> Iterator[Text]:
    """The texts of a release that are current; a transcript without lines is none."""
    for told in (catalogue.transcript(release), *catalogue.translations(release)):
        if told is not None and told.cues:
            yield Text(item=told.item, release=release, told=told)
    if (page := catalogue.page(release)) is not None:
        yield Text(item=page.entry.hash, release=release, page=page)


class Stands(NamedTuple):
    """How one release stands: its title, first dates, the length of its recording, its prints and current texts.

    The items of its texts are joined by blanks: of very many releases, text is read and kept much faster than lists
    are. `prints` is the blob of its current prints, `prints_of` the rule that they were taken by, `print_count` how
    many they are; empty where it has none.
    """

    release: str
    title: str
    captured: str
    published: str | None
    duration_ms: int
    page_title: str | None
    spoken: str
    pages: str
    prints: str
    prints_of: str
    print_count: int

    @classmethod
    def of(cls, catalogue: Catalogue, release: str) -> Self:
        """A release of the catalogue, read from the ledger."""
        texts, media = list(texts_of(catalogue, release)), catalogue.media(release)
        prints = catalogue.prints(release)
        return cls(
            release=release,
            title=catalogue.title(release),
            captured=catalogue.history(release, "capture")[0].at,
            published=catalogue.published(release) or None,
            duration_ms=media.record.duration_ms if media else 0,
            page_title=next((text.page.record.title for text in texts if text.page), None),
            spoken=" ".join(text.item for text in texts if text.told),
            pages=" ".join(text.item for text in texts if text.page),
            prints=prints.record.array if prints else "",
            prints_of=prints.record.by if prints else "",
            print_count=prints.record.count if prints else 0,
        )

    @property
    def dated(self) -> str:
        """Since when its footage is known: when it was published, else when it was captured."""
        return self.published or self.captured


@dataclass(frozen=True)
class Standing:
    """All releases that are held after an entry of the ledger, in the order in which they came."""

    generation: int
    releases: dict[str, Stands]

    @cached_property
    def spoken(self) -> dict[str, str]:
        """The current transcripts and translations: their items, each with its release."""
        return {item: stands.release for stands in self.releases.values() for item in stands.spoken.split()}

    @cached_property
    def texts(self) -> dict[str, str]:
        """All current texts, pages too."""
        return self.spoken | {
            item: stands.release for stands in self.releases.values() for item in stands.pages.split()
        }

    @cached_property
    def prints(self) -> set[str]:
        """The prints of all releases whose rule is known."""
        return {stands.prints for stands in self.releases.values() if stands.prints and stands.prints_of}

    def summary(self, words: int = 0, only: Collection[Stands] | None = None) -> ArchiveSummary:
        """The size and first dates of this archive: what "not in this archive" is said of.

        `words` are counted by whoever asks about words; `only` are the releases that something was held against.
        """
        held = self.releases.values() if only is None else only
        return ArchiveSummary(
            generation=self.generation,
            releases=len(held),
            hours=round(sum(stands.duration_ms for stands in held) / _MS_PER_HOUR, 4),
            earliest_published=min((stands.published for stands in held if stands.published), default=None),
            earliest_captured=min((stands.captured for stands in held), default=None),
            words=words,
        )

    def brought_to(self, catalogue: Catalogue) -> "Standing":
        """The standing at the catalogue's state, which is a later one: what has come since is read from the ledger."""
        withdrawn, releases = catalogue.withdrawn, dict(self.releases)
        for release in self._touched(catalogue):
            if release in withdrawn:
                releases.pop(release, None)
            else:
                releases[release] = Stands.of(catalogue, release)
        return Standing(catalogue.generation, releases)

    def _touched(self, catalogue: Catalogue) -> list[str]:
        """The releases that entries since then are about, in the order in which they came."""
        if self.generation == 0:
            return catalogue.everything()
        came = catalogue.register.ledger.outline(self.generation)
        about = {release for number, _, release in came if number <= catalogue.generation}
        captures = {release: catalogue.history(release, "capture") for release in about}
        first = {release: entries[0].number for release, entries in captures.items() if entries}
        return sorted(first, key=first.__getitem__)


def save(standing: Standing, ledger: Ledger, path: Path) -> None:
    """Write a standing as a whole: a line that says of which state it is, and the releases, field by field."""
    body = canonical([*zip(*standing.releases.values(), strict=True)])
    number, digest = standing.generation, ledger.digest(standing.generation)
    told = canonical({"form": _form(), "number": number, "hash": digest}) + b"\n" + body
    write_durably(path, b"%08x\n%s" % (zlib.crc32(told), told))


def _form() -> list[int | str]:
    return [FORM, *Stands._fields]


def saved(ledger: Ledger, path: Path) -> Standing:
    """What was saved of this ledger, or that of an empty one. It may be behind a catalogue, or ahead."""
    try:
        checksum, _, told = path.read_bytes().partition(b"\n")
    except OSError:
        return Standing(0, {})
    if checksum != b"%08x" % zlib.crc32(told):
        return Standing(0, {})
    head, _, body = told.partition(b"\n")
    said = json.loads(head)
    if said["form"] != _form() or said["hash"] != ledger.digest(said["number"]):
        return Standing(0, {})
    releases = map(Stands._make, zip(*json.loads(body), strict=True))
    return Standing(said["number"], {stands.release: stands for stands in releases})
