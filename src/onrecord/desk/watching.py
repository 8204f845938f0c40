"""Watching sources: which they are, and one look at each of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from pydantic import TypeAdapter

from onrecord import engine as engines
from onrecord import watch
from onrecord.capture import Limits
from onrecord.desk.adding import Added
from onrecord.desk.adding import add as take_in
from onrecord.desk.desk import Desk
from onrecord.desk.step import LARGEST_WAIT_S
from onrecord.errors import InputError, OnrecordError, Unknown
from onrecord.records import Failure, Given, WatchedSource
from onrecord.store import NewEntry

_STATE: Final = TypeAdapter(watch.Polling)


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
        by: watch.Watcher = engines.build("watch", point.name)
        if by.takes(_absolute(address)):
            source = WatchedSource(address=_absolute(address), engine=point.name, name=name)
            desk.ledger.append([NewEntry(kind="source", record=source, engine="desk@1")])
            return source
    raise InputError(address, "is neither a feed nor a folder", "give the address of a feed, or a folder that exists")


def remove(desk: Desk, address: str) -> WatchedSource:
    """Watch a source no longer."""
    for source in sources(desk):
        if source.address in (address, _absolute(address)):
            gone = replace(source, removed=True)
            desk.ledger.append([NewEntry(kind="source", record=gone, engine="desk@1")])
            return gone
    raise Unknown(f"source {address}", "is not watched", "`onrecord watch list` lists those that are")


def run(desk: Desk) -> list[Looked]:
    """Look at every source once and take in what is new; a source that fails doesn't keep the others."""
    return [_look(desk, source) for source in sources(desk)]


def _look(desk: Desk, source: WatchedSource) -> Looked:
    by: watch.Watcher = engines.build("watch", source.engine)
    kept = desk.ledger.polling(source.address)
    state = _STATE.validate_json(kept) if kept else None
    limits = Limits(**desk.settings.capture.model_dump())
    watched = watch.Source(address=source.address, kind=_kind(source.engine), name=source.name)
    try:
        poll = watch.poll(by, watched, state, limits)
    except OnrecordError as error:
        _note_failure(desk, error, source.address)
        return Looked(source=source.address, errors=(str(error),))
    added, failed = _take_in(desk, source, poll.items)
    desk.ledger.remember_polling(source.address, _STATE.dump_json(_without(poll.state, failed)).decode())
    return Looked(source=source.address, added=tuple(added), errors=tuple(failed.values()), notes=poll.notes)


def _take_in(desk: Desk, source: WatchedSource, items: Iterable[watch.Item]) -> tuple[list[Added], dict[str, str]]:
    added, failed = [], {}
    for item in items:
        given = Given(title=item.title, source=source.name, published=item.published)
        if (waiting := _waits(desk, item.address)) is not None:
            failed[item.id] = waiting
            continue
        try:
            added.append(take_in(desk, item.address, given))
        except OnrecordError as error:
            _note_failure(desk, error, item.address)
            failed[item.id] = str(error)
    return added, failed


def _without(state: watch.Polling, failed: Iterable[str]) -> watch.Polling:
    """The state for the next look: what failed is offered again, even where the source itself has not changed."""
    out = set(failed)
    if not out:
        return state
    return replace(state, etag=None, last_modified=None, seen=tuple(item for item in state.seen if item not in out))


def _note_failure(desk: Desk, error: OnrecordError, address: str) -> None:
    """Write down that a look or a capture failed, as which attempt, and when it makes sense to try again."""
    attempt = 1 + (last.attempt if (last := _last_failure(desk, address)) else 0)
    wait = min(desk.settings.work.retry_seconds * 2 ** (attempt - 1), LARGEST_WAIT_S)
    failure = Failure(
        door="capture",
        subject=error.subject,
        what=error.what,
        remedy=error.remedy,
        attempt=attempt,
        retry=(datetime.now(UTC) + timedelta(seconds=wait)).isoformat(timespec="seconds"),
    )
    desk.ledger.append([NewEntry(kind="failure", record=failure, engine="desk@1", slot=_slot(address))])


def _waits(desk: Desk, address: str) -> str | None:
    """Why an address is not asked again yet, if its time has not come."""
    last = _last_failure(desk, address)
    if last is None or last.retry is None or datetime.fromisoformat(last.retry) <= datetime.now(UTC):
        return None
    return f"{last.subject}: {last.what}; it is tried again after {last.retry}"


def _last_failure(desk: Desk, address: str) -> Failure | None:
    entry = desk.ledger.by_slot(_slot(address))
    return desk.ledger.record(entry) if entry else None


def _slot(address: str) -> str:
    return f"failed:capture:{address}"


def _absolute(address: str) -> str:
    return address if "://" in address else str(Path(address).resolve())


def _kind(engine: str) -> Literal["feed", "folder"]:
    return "folder" if engine == "folder" else "feed"
