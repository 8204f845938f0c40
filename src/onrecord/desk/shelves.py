"""The desk's shelves: what makes its texts and its footage quick to find.

They can be thrown away and made anew at any time.
"""

from __future__ import annotations  # the rooms named in them are loaded later

import os
import uuid
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from shutil import rmtree
from threading import RLock
from typing import Final

from onrecord.desk import rooms
from onrecord.desk.catalogue import Catalogue
from onrecord.desk.standing import Standing, Stands, Text, save, saved, texts_of
from onrecord.errors import Damaged, Unknown
from onrecord.records import Transcript

LARGEST_BATCH: Final = 2_000
"""Texts that are put on the shelves at one time; so memory stays bounded."""
SAVED_EVERY: Final = 500
"""Entries after which the standing is saved anew: a process that starts reads as many in a twentieth of a second."""


class Shelves:
    """The desk's standing and the shelves of the rooms search, check and match, kept in line with the catalogue.

    Each method answers for the catalogue's state of the ledger, or for a later one that is known already.
    """

    def __init__(self, folder: Path, shards: str = "", footage_shards: str = "") -> None:
        """Stand in a folder; `shards` and `footage_shards` are where those of check and match lie, if not there."""
        self.folder = folder
        self._shards = shards
        self._footage_shards = footage_shards
        self._lock = RLock()
        self.tell: Callable[[Damaged], None] = _warn
        self._standing: Standing | None = None
        self._saved = 0
        self._archive: rooms.check.Archive | None = None

    @cached_property
    def search(self) -> rooms.search.Shelf:
        """The shelf of the room search."""
        return rooms.search.Shelf(self.folder / "search")

    @cached_property
    def check(self) -> rooms.check.Shelf:
        """The shelf of the room check."""
        return rooms.check.Shelf(self.folder / "check", self._shards or None)

    @cached_property
    def match(self) -> rooms.match.Shelf:
        """The shelf of the room match."""
        return rooms.match.Shelf(self.folder / "match", self._footage_shards or None)

    def standing(self, catalogue: Catalogue) -> Standing:
        """How every release stands."""
        path, ledger = self.folder / "standing.json", catalogue.register.ledger
        with self._lock:
            if self._standing is None:
                self._standing = saved(ledger, path)
                self._saved = self._standing.generation
            if self._standing.generation < catalogue.generation:
                self._standing = _brought_to(catalogue, self._standing)
            if self._standing.generation - self._saved > SAVED_EVERY:
                save(self._standing, ledger, path)
                self._saved = self._standing.generation
            return self._standing

    def refresh(self, catalogue: Catalogue) -> int:
        """Put on the shelves what is missing, take off what is no longer current; returns how many texts there are."""
        standing = self.standing(catalogue)
        catalogue, texts, found = catalogue.at(standing.generation), standing.texts, self.search.items()
        for some in _batches(catalogue, texts, texts.keys() - found):
            self.search.add(searchable(catalogue, text) for text in some)
        if gone := found - texts.keys():
            self.search.remove(gone)
        self._shelve_spoken(catalogue, standing)
        self._shelve_footage(catalogue, standing)
        return len(texts)

    def _shelve_spoken(self, catalogue: Catalogue, standing: Standing) -> None:
        """Put on the shelf of the room check what is missing, be it that it stood on a shard that was damaged."""
        missing = standing.spoken.keys() - self._items_of(self.check)
        for some in _batches(catalogue, standing.spoken, missing):
            self.check.add(spoken(catalogue, text) for text in some)

    def _shelve_footage(self, catalogue: Catalogue, standing: Standing) -> None:
        """The same for the room match and the prints of footage."""
        missing = sorted(standing.prints - self._items_of(self.match))
        blobs = catalogue.register.ledger.blobs
        if missing:
            self.match.add((item, blobs.open_path(item)) for item in missing)

    def _items_of(self, shelf: rooms.check.Shelf | rooms.match.Shelf) -> set[str]:
        """What is on a shelf. Whoever listens is told of shards that are found damaged on the way."""
        before = set(map(str, shelf.set_aside()))
        items = shelf.items()
        for damage in shelf.set_aside():
            if str(damage) not in before:
                self.tell(damage)
        return items

    def merge(self, catalogue: Catalogue) -> None:
        """Merge what was added in pieces. It may take a while, and nothing waits for it."""
        standing = self.standing(catalogue)
        self.check.merge(self.check.items() - standing.spoken.keys())
        self.match.merge(self.match.items() - standing.prints)

    def examine(self, catalogue: Catalogue) -> list[Damaged]:
        """Read every byte of the shards; returns those that are damaged; what stood on them is put on new ones."""
        damaged = [*self.check.verify(), *self.match.verify()]
        self.refresh(catalogue)
        return damaged

    def footage(self, catalogue: Catalogue, some: Collection[Stands]) -> rooms.match.Shelved:
        """Where the prints of some releases stand, for the room match."""
        with self._lock:
            self._shelve_footage(catalogue, self.standing(catalogue))
        items = tuple(dict.fromkeys(stands.prints for stands in some))
        return rooms.match.Shelved(folder=self.match.folder, items=items, address=self.match.address)

    def archive(self, catalogue: Catalogue, only: str | None = None) -> rooms.check.Archive:
        """The archive that quotations are checked against, or one release of it.

        The whole archive is at hand until something comes into the ledger, and so are the texts that were read last.
        """
        with self._lock:
            if only is not None:
                return self._opened(catalogue, only)
            generation = self.standing(catalogue).generation
            if self._archive is None or self._archive.summary.generation != generation:
                self._archive = self._opened(catalogue)
            return self._archive

    def _opened(self, catalogue: Catalogue, only: str | None = None) -> rooms.check.Archive:
        standing = self.standing(catalogue)
        catalogue = catalogue.at(standing.generation)
        try:
            self._shelve_spoken(catalogue, standing)
        except Damaged:
            if catalogue.now().generation == catalogue.generation:
                raise  # else it was erased just now
        shards = self.check.shards()
        items = {item: release for item, release in standing.spoken.items() if only in (None, release)}
        if not items.keys() <= frozenset().union(*(shard.items for shard in shards)):
            return self._opened(catalogue.now(), only)  # the shelf was cleared meanwhile
        # What two processes added at once stands there twice, until it is merged.
        parts = {f"{e.item} {e.before}": e.words for shard in shards for e in shard.entries if e.item in items}
        summary = standing.summary(sum(parts.values()))
        return rooms.check.ShelvedArchive(
            summary, shards, lambda item: spoken(catalogue, read(catalogue, standing, item)), items
        )

    def searched(self, catalogue: Catalogue) -> Callable[[str], str]:
        """Make the search shelf fit the catalogue; returns what gives the text of an item that is found on it."""
        self.refresh(catalogue)
        standing = self.standing(catalogue)
        catalogue = catalogue.at(standing.generation)
        return lambda item: read(catalogue, standing, item).text

    def clear(self) -> None:
        """Throw everything on the shelves away, at once for whoever else uses them."""
        gone = self.folder.parent / "scratch" / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        gone.parent.mkdir(exist_ok=True)
        with self._lock:
            if self._shards:
                self.check.clear()
            if self._footage_shards:
                self.match.clear()
            with suppress(FileNotFoundError):
                self.folder.rename(gone)
                rmtree(gone)
            # A shelf remembers what it has read, by names that will be given again.
            vars(self).pop("search", None)
            vars(self).pop("check", None)
            vars(self).pop("match", None)
            self._standing, self._saved, self._archive = None, 0, None


def _brought_to(catalogue: Catalogue, standing: Standing) -> Standing:
    try:
        return standing.brought_to(catalogue)
    except Damaged:
        # What is being erased can't be read any more; in the state after that, nobody asks for it.
        if (now := catalogue.now()).generation == catalogue.generation:
            raise
        return _brought_to(now, standing)


def _warn(damage: Damaged) -> None:
    """Tell of a damage that is mended by itself, where nobody has asked to be told."""
    warnings.warn(str(damage), stacklevel=2)


def read(catalogue: Catalogue, standing: Standing, item: str) -> Text:
    """A current text by its item. Raises Unknown where it isn't current any more."""
    release = standing.texts.get(item)
    found = texts_of(catalogue, release) if release is not None else iter(())
    text = next((text for text in found if text.item == item), None)
    if text is None:
        raise Unknown(f"text {item[:12]}", "is not current any more", "ask again")
    return text


def _batches(catalogue: Catalogue, texts: Mapping[str, str], wanted: Collection[str]) -> Iterator[list[Text]]:
    """Those of the texts that are wanted, in the order of their releases, a batch at a time."""
    releases = iter(dict.fromkeys(release for item, release in texts.items() if item in wanted))
    while some := list(islice(releases, LARGEST_BATCH)):
        yield [text for release in some for text in texts_of(catalogue, release) if text.item in wanted]


def searchable(catalogue: Catalogue, text: Text) -> rooms.search.Searchable:
    """A text as the room search shelves it."""
    capture = catalogue.capture(text.release).record
    return rooms.search.Searchable(
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


def spoken(catalogue: Catalogue, text: Text) -> rooms.check.Spoken:
    """A transcript or translation as the room check holds quotations against it. Raises Unknown for a page."""
    if text.told is None:
        raise Unknown(f"text {text.item[:12]}", "is a page, which nobody speaks", "check it against transcripts")
    record, speaker = text.told.record, catalogue.capture(text.release).record.speaker
    if isinstance(record, Transcript):
        return rooms.check.Spoken.of_transcript(text.item, text.release, record, speaker)
    return rooms.check.Spoken.of_translation(text.item, text.release, record, text.told.original, speaker)
