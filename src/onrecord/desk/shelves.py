"""The desk's shelves: what makes its texts quick to find. They can be thrown away and made anew at any time."""

import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Final, Literal

from onrecord import check, search
from onrecord.desk.catalogue import Catalogue, Told
from onrecord.desk.step import Kept
from onrecord.errors import Unknown
from onrecord.records import Cue, PageReading, Transcript

LARGEST_BATCH: Final = 2_000
"""Texts that are put on the shelves at one time; so memory stays bounded."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text that stands on a shelf: a transcript or translation as it stands now, or a page."""

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


class Shelves:
    """The shelf of the room search and that of the room check, kept in line with the catalogue."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.search = search.Shelf(folder / "search")
        self.check = check.Shelf(folder / "check")

    def refresh(self, catalogue: Catalogue) -> int:
        """Put on the shelves what is missing, take off what is no longer current; returns how many texts there are."""
        texts = current(catalogue)
        found, held = self.search.items(), self.check.items()
        missing = [text for item, text in texts.items() if item not in found or (text.told and item not in held)]
        for start in range(0, len(missing), LARGEST_BATCH):
            some = [text for text in missing[start : start + LARGEST_BATCH] if text.cues]
            self.search.add(searchable(catalogue, text) for text in some)
            self.check.add(spoken(catalogue, text) for text in some if text.told and text.item not in held)
        if gone := found - texts.keys():
            self.search.remove(gone)
        return len(texts)

    def archive(self, catalogue: Catalogue, only: str | None = None) -> check.Archive:
        """The archive that quotations are checked against, in the state of the catalogue; or one release of it."""
        texts = {item: text for item, text in current(catalogue).items() if only in (None, text.release)}
        shards = self.check.shards()
        words = sum(entry.words for shard in shards for entry in shard.entries if entry.item in texts)
        return check.ShelvedArchive(
            catalogue.summary(words), shards, lambda item: spoken(catalogue, texts[item]), texts
        )

    def clear(self) -> None:
        """Throw everything on the shelves away, at once for whoever else uses them."""
        gone = self.folder.parent / "scratch" / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        gone.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            self.folder.rename(gone)
            rmtree(gone)
        # A shelf remembers what it has read, by names that will be given again.
        self.search, self.check = search.Shelf(self.folder / "search"), check.Shelf(self.folder / "check")


def current(catalogue: Catalogue) -> dict[str, Text]:
    """The texts that are current, by item."""
    return {text.item: text for text in _texts(catalogue)}


def _texts(catalogue: Catalogue) -> Iterator[Text]:
    for release in catalogue:
        transcript = catalogue.transcript(release)
        for told in (transcript, *catalogue.translations(release)):
            if told is not None:
                yield Text(item=told.item, release=release, told=told)
        if (page := catalogue.page(release)) is not None:
            yield Text(item=page.entry.hash, release=release, page=page)


def searchable(catalogue: Catalogue, text: Text) -> search.Searchable:
    """A text as the room search shelves it."""
    capture = catalogue.capture(text.release).record
    return search.Searchable(
        item=text.item,
        release=text.release,
        kind=text.kind,
        language=text.language,
        speaker=capture.speaker,
        source=capture.source,
        title=catalogue.title(text.release),
        date=catalogue.published(text.release),
        segments=text.cues,
    )


def spoken(catalogue: Catalogue, text: Text) -> check.Spoken:
    """A transcript or translation as the room check holds quotations against it. Raises Unknown for a page."""
    if text.told is None:
        raise Unknown(f"text {text.item[:12]}", "is a page, which nobody speaks", "check it against transcripts")
    record, speaker = text.told.record, catalogue.capture(text.release).record.speaker
    if isinstance(record, Transcript):
        return check.Spoken.of_transcript(text.item, text.release, record, speaker)
    original = catalogue.transcript(text.release)
    transcript = original.record if original and isinstance(original.record, Transcript) else Transcript()
    return check.Spoken.of_translation(text.item, text.release, record, transcript, speaker)
