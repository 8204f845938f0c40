"""The one step by which the desk enters a room.

A step is keyed by the hash of the door, the engine, its options and everything that goes in; what is in the ledger is
not made again. From this come resuming, idempotence, provenance and the audit trail.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from onrecord import engine as engines
from onrecord.desk import failures
from onrecord.desk.doors import Door
from onrecord.desk.executor import Executor, scratch_folder
from onrecord.desk.settings import Settings
from onrecord.desk.worker import Job
from onrecord.errors import Missing, OnrecordError, StepFailed, WorkerLost
from onrecord.store import Entry, FolderBlobs, Ledger, NewEntry, Workbench
from onrecord.store.codec import canonical

R = TypeVar("R")

GIVEN: Final = "lines@1"
"""Who made what came in a file of lines: no engine can make it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[R]):
    """A record together with the entry that holds it."""

    entry: Entry
    record: R


class Gathered:
    """Something that is put together from several entries, when it is first asked for: a step that is done needs none.

    Only what it rests on goes into the key. It does not make a step pending: a release is held against the archive
    once; questions ask again.
    """

    def __init__(self, gather: Callable[[], tuple[Any, tuple[str, ...]]]) -> None:
        """`gather` gives the value, and the hashes of the entries that it rests on."""
        self._gather = gather

    @property
    def value(self) -> Any:  # noqa: ANN401  # whatever the room is handed
        """What the room is handed."""
        return self._gathered[0]

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The hashes of the entries that it was put together from."""
        return self._gathered[1]

    @cached_property
    def _gathered(self) -> tuple[Any, tuple[str, ...]]:
        return self._gather()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a step has come: `done` from 0 to 1."""

    release: str
    door: str
    done: float


class Steps:
    """Enters rooms on behalf of the desk, and writes down what came out or why nothing did."""

    def __init__(self, folder: Path, settings: Settings, ledger: Ledger, executor: Executor) -> None:
        self._scratch = folder / "scratch"
        self._settings = settings
        self._ledger = ledger
        self._executor = executor
        self._engines: dict[str, engines.Engine] = {}
        self.report: Callable[[Progress], None] = lambda _: None
        self.name_of: Callable[[str], str] = str
        self.again: frozenset[str] = frozenset()
        """Kinds of entry that are made anew: what an older engine made doesn't count."""
        self.at_once = False
        """Whether what has failed is tried again before its time."""

    def step(self, door: Door, release: str, *ingredients: object) -> Kept[Any]:
        """What the door makes of the ingredients, from the ledger if it has been made before.

        Raises StepFailed when it fails now, or has failed and its time has not come; Missing for an engine.
        """
        made = self._prepared(door, release, ingredients)
        done = self._ledger.by_slot(made.slot)
        if done is not None and (door.kind not in self.again or done.engine == GIVEN):
            return self._kept(done)
        return self.renewed(door, release, *ingredients)

    def renewed(self, door: Door, release: str, *ingredients: object) -> Kept[Any]:
        """What the door makes of the ingredients as they are now, also where it has been made of what was less.

        Raises what `step` raises.
        """
        made = self._prepared(door, release, ingredients)
        if (done := self._ledger.by_key(made.key)) is not None:
            return self._kept(done)
        failure = failures.last(self._ledger, made.slot)
        if failure is not None and not self.at_once and not failures.is_due(failure):
            raise StepFailed(failure.subject, failure.what, failure.remedy)
        try:
            return self._make(made)
        except Missing:
            raise
        except OnrecordError as error:
            # A room knows a file by its hash; people know the release by its name.
            told = error.about(self.name_of(release))
            self._write_failure(made, told, may_pass=isinstance(error, WorkerLost))
            raise StepFailed(told.subject, told.what, told.remedy) from error

    def _prepared(self, door: Door, release: str, ingredients: tuple[object, ...]) -> "_Step":
        engine = self.engine(door.room, door.setting)
        by, chosen = engines.identity(engine), engines.options(engine)
        return _Step(door=door, by=by, options=chosen, release=release, ingredients=ingredients)

    @staticmethod
    def entry(door: Door, release: str, by: str, record: object, *ingredients: object) -> NewEntry:
        """The entry of a step whose result is known without entering the room, made by `by` (`name@version`)."""
        return _Step(door=door, by=by, release=release, ingredients=ingredients).entry_for(record)

    def ask(self, door: Door, *arguments: object, over: FolderBlobs | None = None) -> Any:  # noqa: ANN401  # as the door
        """Go through a door without writing anything into the desk: for questions.

        Blobs are looked for in `over` first, and what the room makes is put there; without it, it is thrown away.
        """
        with scratch_folder(self._scratch) as scratch:
            job = self._job(door, arguments, scratch, over)
            result = self._executor.run(job, lambda done: self.report(Progress(release="", door=door.kind, done=done)))
            if over is not None:
                over.take_all(Workbench(self._ledger.blobs, scratch).made())
            return result

    def _make(self, made: "_Step") -> Kept[Any]:
        def report(done: float) -> None:
            self.report(Progress(release=made.release, door=made.door.kind, done=done))

        report(0.0)
        with scratch_folder(self._scratch) as scratch:
            job = self._job(made.door, [_value(i) for i in made.ingredients], scratch)
            record = self._executor.run(job, report)
            self._ledger.blobs.take_all(Workbench(self._ledger.blobs, scratch).made())
        (entry,) = self._ledger.append([made.entry_for(record)])
        return Kept(entry=entry, record=record)

    def _job(self, door: Door, arguments: Sequence[object], scratch: Path, over: FolderBlobs | None = None) -> Job:
        return Job(
            function=door.function,
            room=door.room,
            engine=getattr(self._settings.engines, door.setting),
            options=self._settings.options_of(door.setting),
            arguments=tuple(arguments),
            with_bench=door.with_bench,
            blobs=(*([over.root] if over else []), self._ledger.blobs.root),
            scratch=scratch,
            seconds=self._settings.work.step_seconds,
        )

    def engine(self, room: str, setting: str) -> Any:  # noqa: ANN401  # an engine of that room: it fits the room's Protocol
        """The engine that the settings choose for a door. Raises Missing where it isn't ready."""
        if setting not in self._engines:
            name = getattr(self._settings.engines, setting)
            self._engines[setting] = engines.build(room, name, self._settings.options_of(setting))
        return self._engines[setting]

    def _kept(self, entry: Entry) -> Kept[Any]:
        return Kept(entry=entry, record=self._ledger.record(entry))

    def _write_failure(self, made: "_Step", error: OnrecordError, *, may_pass: bool) -> None:
        failures.write(
            self._ledger,
            error,
            door=made.door.kind,
            slot=made.slot,
            first_wait_s=self._settings.work.retry_seconds if may_pass else None,
            release=made.release,
            engine=made.by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One entering of a room: through which door, by which engine (`name@version`, options), with what."""

    door: Door
    by: str
    release: str
    ingredients: tuple[object, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def slot(self) -> str:
        """Names the step whichever engine does it: what is in the ledger under it is not pending."""
        return _digest(self.door.kind, [_marks(i) for i in self.ingredients if not isinstance(i, Gathered)])

    @property
    def key(self) -> str:
        """Names the step as this engine does it."""
        return _digest(self.door.kind, self.by, self.options, [_marks(i) for i in self.ingredients])

    def entry_for(self, record: object) -> NewEntry:
        """The entry that keeps what came out."""
        return NewEntry(
            kind=self.door.kind,
            release=self.release,
            record=record,
            engine=self.by,
            options=tuple(sorted(self.options.items())),
            key=self.key,
            slot=self.slot,
            inputs=tuple(mark for i in self.ingredients for mark in _marks(i)),
        )


def _digest(*parts: object) -> str:
    return hashlib.sha256(canonical(parts)).hexdigest()


def _marks(ingredient: object) -> tuple[str, ...]:
    """What stands for an ingredient in a key: hashes of what is stored, and plain values as they are."""
    if isinstance(ingredient, Kept):
        return (ingredient.entry.hash,)
    if isinstance(ingredient, Gathered):
        return ingredient.rests_on
    return (str(ingredient),)


def _value(ingredient: object) -> object:
    """What the room is handed."""
    if isinstance(ingredient, Kept):
        return ingredient.record
    return ingredient.value if isinstance(ingredient, Gathered) else ingredient
