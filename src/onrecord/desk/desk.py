"""The desk: THE WAY that a release goes, and the only place that knows the rooms.

Newcomers read `Desk.work` first. What the desk does beside it is in the files beside this one: `adding`, `questions`,
`decisions`, `issuing`, `watching`, `keeping`.
"""

from __future__ import annotations  # the rooms named in them are loaded later

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

from onrecord.captions.languages import primary
from onrecord.desk import doors, erasing, rooms
from onrecord.desk.catalogue import Catalogue
from onrecord.desk.executor import Executor, LocalPool, sweep_scratch
from onrecord.desk.register import Register
from onrecord.desk.settings import FILE_NAME, TEMPLATE, Settings, read_settings
from onrecord.desk.shelves import Shelves
from onrecord.desk.standing import Stands
from onrecord.desk.step import Gathered, Kept, Progress, Steps
from onrecord.errors import InputError, NotADesk
from onrecord.records import BlobHash, Capture, Prints, Transcript
from onrecord.store import FolderBlobs, Ledger
from onrecord.store.codec import canonical
from onrecord.store.durable import make_folder, sweep_partial, write_durably

LEDGER_NAME: Final = "ledger.sqlite"


class Desk:
    """A folder that holds a desk's ledger, blobs, shelves, settings and the files that people write.

    Use it as a context manager, or call `close`.
    """

    def __init__(self, folder: Path, executor: Executor | None = None) -> None:
        """Open the desk in a folder. Raises NotADesk or NewerDesk."""
        self.folder = folder
        self.settings: Settings = read_settings(folder)
        self.blobs = FolderBlobs(folder / "blobs")
        make_folder(self.blobs.root)
        self.ledger = Ledger(folder / LEDGER_NAME, self.blobs)
        self.ledger.head()  # an early look, so that a desk of a newer onrecord is refused before anything else
        self.executor = executor or LocalPool(self.settings.work.processes)
        self.steps = Steps(folder, self.settings, self.ledger, self.executor)
        self.shelves = Shelves(folder / "shelves", self.settings.check.shards, self.settings.match.shards)
        self._tidying: Future[None] | None = None
        self._catalogue = Catalogue(Register(self.ledger), 0)
        self.steps.name_of = lambda release: self.catalogue.capture(release).record.name
        sweep_scratch(folder / "scratch")
        sweep_partial(folder)
        self.blobs.sweep()

    @classmethod
    def find(cls, named: Path | None = None) -> Self:
        """Open a desk as git finds its own: the one named, else `ONRECORD_DESK`, else the nearest folder above."""
        if named is not None or (told := os.environ.get("ONRECORD_DESK")):
            return cls(Path(named or told or ""))
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / FILE_NAME).is_file():
                return cls(folder)
        raise NotADesk(str(here), "is not in a desk", "make one with `onrecord init`, or name one with --desk DIR")

    @classmethod
    def init(cls, folder: Path, name: str | None = None) -> Self:
        """Make a desk. Raises InputError where there is one already."""
        if (folder / FILE_NAME).exists():
            raise InputError(str(folder), "is a desk already", "use it, or name another folder")
        make_folder(folder.absolute())
        quoted = canonical(name or f"{folder.absolute().name} desk").decode()
        ledger = folder / LEDGER_NAME
        if not ledger.exists() or ledger.stat().st_size == 0:
            Ledger.create(ledger, FolderBlobs(folder / "blobs"))
        write_durably(folder / FILE_NAME, TEMPLATE.format(name=quoted).encode())
        return cls(folder)

    def work(self, release: str) -> None:
        """THE WAY: take one release through the rooms, making only what is not in the ledger yet.

        Raises StepFailed where a room can't do its work; what was made before stays.
        """
        capture = self.catalogue.capture(release)
        blob = capture.record.blob
        if capture.record.kind == "page":
            url = capture.record.address if capture.record.hops else None
            page = self.step(doors.READ_PAGE, release, blob, url)
            self.step(doors.QUOTE, release, page)
            return
        if capture.record.kind == "media":
            prints = self.look(release, blob)
            self.step(doors.MATCH, release, prints, self.footage(prints.record, besides=release))
        transcript = self.step(doors.TRANSCRIBE, release, capture)
        for language in self._languages(capture, transcript):
            self.step(doors.TRANSLATE, release, capture, transcript, language)

    def look(self, release: str, blob: BlobHash) -> Kept[Prints]:
        """The first rooms for a media file: what it holds, and the prints that it is found by.

        Of releases that came together, all are looked at before one is matched: so each is held against the others.
        """
        reading = self.step(doors.READ_MEDIA, release, blob)
        return self.step(doors.TAKE_PRINTS, release, blob, reading)

    def step(self, door: doors.Door, release: str, *ingredients: object) -> Kept[Any]:
        """Enter a room: what it made before is taken from the ledger, what it makes now is written there."""
        return self.steps.step(door, release, *ingredients)

    def finish_erasures(self) -> None:
        """End every erasure that was begun, be it by a process that was killed."""
        erasing.finish(self.ledger, self.blobs, self.catalogue, self.shelves.clear)

    # --- what the rooms are handed

    @property
    def catalogue(self) -> Catalogue:
        """What the desk holds at this moment."""
        self._catalogue = self._catalogue.now()
        return self._catalogue

    def footage(self, prints: Prints, besides: str | None = None) -> Gathered:
        """What prints can be held against: those of every release but one, taken by the same rule.

        Releases that a person said are no match with that one are left out.
        """
        return Gathered(lambda: self._footage(prints.by, besides))

    def _footage(self, rule: str, besides: str | None) -> tuple[rooms.match.Footage, tuple[str, ...]]:
        standing = self.shelves.standing(self.catalogue)
        rejected = self.catalogue.at(standing.generation).rejected(besides) if besides else set()
        held = [
            stands
            for stands in standing.releases.values()
            if stands.prints and stands.prints_of == rule and stands.release not in {besides, *rejected}
        ]
        footage = rooms.match.Footage(
            summary=standing.summary(only=held),
            shelf=self.shelves.footage(self.catalogue, held),
            held=tuple(map(_held, held)),
            left_out=tuple(sorted(rejected)),
        )
        # One entry stands for all of them: entries are chained, so it says what the archive was.
        return footage, (self.ledger.digest(standing.generation) or "",)

    def _languages(self, capture: Kept[Capture], transcript: Kept[Transcript]) -> tuple[str, ...]:
        """The languages that a transcript is carried over into: those that came along, and those the desk asks for."""
        own = transcript.record.language or capture.record.language
        came = [c.language for c in capture.record.companions if c.role == "captions" and c.language]
        wanted = self.settings.languages if own else ()
        if not transcript.record.cues:
            return ()
        return tuple(sorted({primary(language) for language in (*came, *wanted)} - {primary(own or "")}))

    # --- the desk as an object

    def on_progress(self, report: Callable[[Progress], None]) -> None:
        """Have somebody told how far each step has come."""
        self.steps.report = report

    @cached_property
    def beside(self) -> ThreadPoolExecutor:
        """Threads for what this process can do while it waits for something else."""
        return ThreadPoolExecutor(2)

    def tidy(self) -> None:
        """Merge what was put on the shelves in pieces, beside all else that goes on."""
        if self._tidying is None or self._tidying.done():
            self._finish_tidying()
            self._tidying = self.beside.submit(self.shelves.merge, self.catalogue)

    def _finish_tidying(self) -> None:
        if self._tidying is not None:
            self._tidying.result()

    def close(self) -> None:
        """End the workers, let the shelves be tidied to the end, and close the ledger."""
        self.executor.close()
        try:
            self._finish_tidying()
        finally:
            self.beside.shutdown()
            self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _held(stands: Stands) -> rooms.match.Held:
    prints = Prints(array=stands.prints, duration_ms=stands.duration_ms, count=stands.print_count, by=stands.prints_of)
    return rooms.match.Held(
        release=stands.release,
        title=stands.title,
        published=stands.published,
        captured=stands.captured,
        prints=prints,
    )
