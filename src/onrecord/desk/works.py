"""Works that are cited: taken in from plain files, listed, removed, and put on a shelf of their own.

A work is in the ledger twice: its text, which the file's bytes made once and for all, and a small entry that says
what it is and whether it is held. It belongs to no release.
"""

from __future__ import annotations  # the rooms named in them are loaded later

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from onrecord.desk import rooms
from onrecord.desk.desk import Desk
from onrecord.errors import InputError, Unknown, Unreadable
from onrecord.records import HeldWork, Work
from onrecord.store import NewEntry
from onrecord.words import folded_words

_READER: Final = "works@1"
_SHORTEST_HASH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedWork:
    """A work that was taken in: `new`, `changed` (in the place of an older file), or `held already`."""

    work: HeldWork
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A work that is held, and the hash of the entry with its text, which names it on the shelf."""

    work: HeldWork
    text: str


def add(desk: Desk, path: Path) -> AddedWork:
    """Take a work in from a file. Raises Unreadable, which names the line, and TooLarge."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), f"can't be read ({error.strerror})", "check the path") from error
    work = replace(rooms.background.read_work(data, path.name), file=sha256(data).hexdigest())
    known = rooms.background.held_work(work)
    before = held(desk)
    if any(one.work == known for one in before):
        return AddedWork(work=known, state="held already")
    desk.blobs.put(data)
    older = [one for one in before if _is_older(one.work, known)]
    (text,) = desk.ledger.append([_text_entry(work)])
    desk.ledger.append([*(_entry(one, _READER, removed=True) for one in older), _known_entry(known, text.hash)])
    shelve(desk, held(desk))
    return AddedWork(work=known, state="changed" if older else "new")


def _is_older(one: HeldWork, other: HeldWork) -> bool:
    """Whether one is the same file, or an earlier one of the same name and translation."""
    return one.file == other.file or (
        one.name == other.name
        and (one.title, one.language, one.translator) == (other.title, other.language, other.translator)
    )


def held(desk: Desk) -> list[Shelved]:
    """The works that are held, in the order in which they came."""
    newest = {record.file: Shelved(work=record, text=entry.inputs[0]) for entry, record in desk.ledger.records("work")}
    return [one for one in newest.values() if not one.work.removed]


def remove(desk: Desk, name: str, by: str) -> HeldWork:
    """Hold a work no longer, by its title, its file's name or a beginning of its hash. Raises Unknown, InputError."""
    found = [one for one in held(desk) if _is_called(one.work, name)]
    if not found:
        raise Unknown(f"work {name}", "is not held", "`onrecord works list` lists those that are")
    if len(found) > 1:
        files = ", ".join(f"{one.work.name} ({one.work.file[:8]})" for one in found)
        raise InputError(f"work {name}", "is held in several files", f"name one of them: {files}")
    desk.ledger.append([_entry(found[0], f"editor:{by}", removed=True)])
    return replace(found[0].work, removed=True)


def _is_called(work: HeldWork, name: str) -> bool:
    by_hash = len(name) >= _SHORTEST_HASH and work.file.startswith(name)
    return by_hash or name == work.name or folded_words(name) == folded_words(work.title)


def rendering(desk: Desk, one: Shelved) -> rooms.check.Rendering:
    """A work as citations are held against it."""
    entry = desk.ledger.by_key(_key(one.work.file))
    if entry is None or entry.hash != one.text:
        raise Unknown(f"work {one.work.title}", "has lost its text", "run `onrecord verify`")
    work: Work = desk.ledger.record(entry)
    told_by = one.work.translator or one.work.name
    return rooms.check.Rendering(
        id=one.text, title=work.title, places=work.places, told_by=told_by, language=work.language
    )


def shelve(desk: Desk, works: Iterable[Shelved]) -> rooms.check.Shelf:
    """Put on the shelf of the works what is missing there; it can be thrown away like the others."""
    on = rooms.check.Shelf(desk.shelves.folder / "works")
    names = {item.partition(".")[0] for item in on.items()}
    for one in works:
        if one.text not in names:
            told = rendering(desk, one)
            on.add(told.spoken(item) for item in told.items)
    return on


def _key(file: str) -> str:
    return sha256(f"work text {_READER} {file}".encode()).hexdigest()


def _text_entry(work: Work) -> NewEntry:
    return NewEntry(kind="work text", record=work, engine=_READER, key=_key(work.file or ""))


def _known_entry(known: HeldWork, text: str) -> NewEntry:
    return NewEntry(kind="work", record=known, engine=_READER, inputs=(text,))


def _entry(one: Shelved, engine: str, *, removed: bool) -> NewEntry:
    return NewEntry(kind="work", record=replace(one.work, removed=removed), engine=engine, inputs=(one.text,))
