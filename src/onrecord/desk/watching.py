"""Watching sources: which they are, and one look at each of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from onrecord import engine as engines
from onrecord import watch
from onrecord.desk import failures
from onrecord.desk.adding import Added, absolute, capture_slot
from onrecord.desk.adding import add as take_in
from onrecord.desk.desk import Desk
from onrecord.desk.settings import by_address
from onrecord.errors import InputError, OnrecordError, Unknown
from onrecord.records import Given, SeenAgain, WatchedSource
from onrecord.store import NewEntry, now

_FOLDER: Final = "folder"
"""The engine whose sources are asked whenever somebody looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _LastLook:
    """What is kept of the last look that succeeded: when it was, and what it left for the next one."""

    at: str
    left: watch.Polling


_LAST_LOOK: Final = TypeAdapter(_LastLook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look at one source: what was taken in, and sentences about what could not be."""

    source: str
    added: tuple[Added, ...] = ()
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def sources(desk: Desk) -> list[WatchedSource]:
    """The watched sources, in the order in which they were first added."""
    newest = {record.address: record for _, record in desk.ledger.records("source")}
    return [record for record in newest.values() if not record.removed]


def add(desk: Desk, address: str, name: str | None) -> WatchedSource:
    """Watch a feed or a folder. Raises InputError where no engine takes such an address."""
    for point in engines.announced("watch"):
        if _watcher(desk, point.name).takes(absolute(address)):
            source = WatchedSource(address=absolute(address), engine=point.name, name=name)
            desk.ledger.append([_source_entry(source)])
            return source
    raise InputError(address, "is neither a feed nor a folder", "give the address of a feed, or a folder that exists")


def remove(desk: Desk, address: str) -> WatchedSource:
    """Watch a source no longer."""
    for source in sources(desk):
        if source.address in (address, absolute(address)):
            gone = replace(source, removed=True)
            desk.ledger.append([_source_entry(gone)])
            return gone
    raise Unknown(f"source {address}", "is not watched", "`onrecord watch list` lists those that are")


def run(desk: Desk, *, due_only: bool = False) -> list[Looked]:
    """Look at every source, or at those whose time has come, once and take in what is new.

    A source that fails doesn't keep the others.
    """
    return [_look(desk, source) for source in sources(desk) if not due_only or _is_due(desk, source)]


def _is_due(desk: Desk, source: WatchedSource) -> bool:
    """Whether to look again: a feed costs its server something, a folder of this machine costs nobody anything."""
    if (failure := failures.last(desk.ledger, _slot(source.address))) is not None:
        return failures.is_due(failure)
    last = _last_look(desk, source)
    if last is None or source.engine == _FOLDER:
        return True
    elapsed = datetime.now(UTC) - datetime.fromisoformat(last.at)
    return not timedelta() <= elapsed < timedelta(seconds=desk.settings.watch.every_seconds)


def _look(desk: Desk, source: WatchedSource) -> Looked:
    by = _watcher(desk, source.engine)
    last = _last_look(desk, source)
    watched = watch.Source(address=source.address, kind=_kind(source.engine), name=source.name)
    try:
        with engines.answered_for("watch", source.engine):
            poll = watch.poll(by, watched, last.left if last else None, desk.settings.capture)
    except OnrecordError as error:
        wait = desk.settings.work.retry_seconds
        failures.write(desk.ledger, error, door="watch", slot=_slot(source.address), first_wait_s=wait)
        return Looked(source=source.address, errors=(str(error),))
    _close_failure(desk, source)
    added, failed = _take_in(desk, source, poll.items)
    looked = _LastLook(at=now(), left=_without(poll.state, failed))
    desk.ledger.remember_polling(source.address, _LAST_LOOK.dump_json(looked).decode())
    return Looked(source=source.address, added=tuple(added), errors=tuple(failed.values()), notes=poll.notes)


def _close_failure(desk: Desk, source: WatchedSource) -> None:
    """Write down that a source which failed is there again."""
    slot = _slot(source.address)
    if failures.last(desk.ledger, slot) is not None:
        seen = SeenAgain(address=source.address, captured=now())
        desk.ledger.append([NewEntry(kind="seen again", record=seen, engine="desk@1", slot=slot)])


def _take_in(desk: Desk, source: WatchedSource, items: Iterable[watch.Item]) -> tuple[list[Added], dict[str, str]]:
    added, failed = [], {}
    for item in items:
        if _is_withdrawn(desk, item.address):
            continue
        given = Given(title=item.title, source=source.name, published=item.published)
        if (waiting := _waits(desk, item.address)) is not None:
            failed[item.id] = waiting
            continue
        try:
            added.append(take_in(desk, item.address, given, first_wait_s=desk.settings.work.retry_seconds))
        except OnrecordError as error:
            failed[item.id] = str(error)
    return added, failed


def _is_withdrawn(desk: Desk, address: str) -> bool:
    taken = desk.ledger.by_slot(capture_slot(address))
    return taken is not None and taken.release in desk.catalogue.withdrawn


def _waits(desk: Desk, address: str) -> str | None:
    """Why an address is not asked again yet, if its time has not come."""
    failure = failures.last(desk.ledger, capture_slot(address))
    if failure is None or failure.retry is None or failures.is_due(failure):
        return None
    return f"{failure.subject}: {failure.what}; it is tried again after {failure.retry}"


def _without(state: watch.Polling, failed: Iterable[str]) -> watch.Polling:
    """The state for the next look: what failed is offered again, even where the source itself has not changed."""
    out = set(failed)
    if not out:
        return state
    return replace(state, etag=None, last_modified=None, seen=tuple(item for item in state.seen if item not in out))


def _last_look(desk: Desk, source: WatchedSource) -> _LastLook | None:
    kept = desk.ledger.polling(source.address)
    try:
        return _LAST_LOOK.validate_json(kept) if kept else None
    except ValidationError:  # of another onrecord: it may be lost, and then everything is offered again
        return None


def _watcher(desk: Desk, engine: str) -> watch.Watcher:
    watcher: watch.Watcher = engines.build("watch", engine, desk.settings.options_of(by_address("watch", engine)))
    return watcher


def _source_entry(source: WatchedSource) -> NewEntry:
    return NewEntry(kind="source", record=source, engine="desk@1", slot=_slot(source.address))


def _slot(address: str) -> str:
    """Names the looks at a source; what is decided about it closes its failures too."""
    return f"watch:{address}"


def _kind(engine: str) -> Literal["feed", "folder"]:
    return "folder" if engine == _FOLDER else "feed"
