"""Taking releases in: one by one, or many transcripts from one file of lines."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from onrecord import engine as engines
from onrecord.capture import Capturer, LineError, capture, capture_lines, release_id
from onrecord.desk import doors, failures
from onrecord.desk.catalogue import Catalogue
from onrecord.desk.desk import Desk
from onrecord.desk.executor import scratch_folder
from onrecord.desk.settings import by_address
from onrecord.desk.step import GIVEN, Kept
from onrecord.errors import EngineFailed, InputError, TooLarge, Unreachable, Unreadable
from onrecord.records import Capture, Dated, Given, SeenAgain, Transcript
from onrecord.store import Entry, Ledger, NewEntry, Workbench, now
from onrecord.store.codec import canonical, plain

LINES_AT_ONCE: Final = 500
"""Transcripts that are appended in one transaction; a kill loses none that was acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A release that was taken in, and whether it was new, changed, or only seen again."""

    release: str
    address: str
    kind: str
    state: str


def add(desk: Desk, address: str, given: Given, *, first_wait_s: float | None = None) -> Added:
    """Take one release in from a path or address. Raises InputError and its kin; nothing half-kept stays.

    That there was nothing to take is an observation too and is written down: whoever will ask again by himself says
    after how many seconds, at first.
    """
    by = capturer(desk, address)
    slot = capture_slot(address)
    with scratch_folder(desk.folder / "scratch") as scratch:
        bench = Workbench(desk.blobs, scratch)
        try:
            with engines.answered_for("capture", by.name):
                taken = capture(by, address, given, desk.settings.capture, now(), bench)
        except (Unreachable, Unreadable, TooLarge, EngineFailed) as error:
            failures.write(desk.ledger, error, door="capture", slot=slot, first_wait_s=first_wait_s)
            raise
        taken = replace(taken, release=_release(desk, taken, given))
        _refuse_withdrawn(desk, taken.release)
        desk.blobs.take_all(bench.made())
    return _append(desk, taken, engines.identity(by), slot)


def capture_slot(address: str) -> str:
    """Names the capture of an address, whatever comes of it. By its hash: a slot outlives an erasure."""
    return "capture:" + sha256(absolute(address).encode("utf-8", "surrogatepass")).hexdigest()


def absolute(address: str) -> str:
    """An address that means the same in every folder."""
    return address if "://" in address else os.path.abspath(address)  # noqa: PTH100  # resolving fails at odd names


def add_lines(desk: Desk, path: Path, given: Given) -> Iterator[Added | LineError]:
    """Take in many transcripts, a line each; a line that can't be read is an answer of its own."""
    with scratch_folder(desk.folder / "scratch") as scratch:
        bench = Workbench(desk.blobs, scratch)
        lines = capture_lines(path, given, desk.settings.capture, now(), bench)
        desk.blobs.take_all(bench.made())
        while some := list(islice(lines, LINES_AT_ONCE)):
            yield from _append_lines(desk, some)


def capturer(desk: Desk, address: str) -> Capturer:
    """The engine that takes this sort of address. Raises InputError where none does."""
    for point in engines.announced("capture"):
        by: Capturer = engines.build("capture", point.name, desk.settings.options_of(by_address("capture", point.name)))
        if by.takes(address):
            return by
    raise InputError(
        address, "is neither a file nor an http(s) address", "give a path, or an address with http:// or https://"
    )


def _release(desk: Desk, taken: Capture, given: Given) -> str:
    """The id that it is given, that of the release that stood at its web address, or one of its own by its content."""
    if given.id is not None:
        return given.id
    if (known := _same_address(desk, taken)) is not None:
        return known
    return next(i for i in (release_id(taken.blob, n) for n in range(8, 53, 4)) if not _is_another(desk, i, taken.blob))


def _is_another(desk: Desk, release: str, blob: str) -> bool:
    """Whether an id belongs to other content already: of very many files two may begin alike."""
    history = desk.catalogue.history(release, "capture")
    captures = [desk.ledger.find_record(entry) for entry in history]
    return bool(captures) and all(capture is not None and capture.blob != blob for capture in captures)


def _refuse_withdrawn(desk: Desk, release: str) -> None:
    if release in desk.catalogue.withdrawn:
        raise InputError(
            f"release {release}", "was withdrawn from this desk", "leave it out, or give it to another desk"
        )


def _same_address(desk: Desk, taken: Capture) -> str | None:
    """The release that stood at this web address before: what stands there now is a new version of it."""
    if not taken.hops:
        return None
    known = (r for r in desk.catalogue if desk.catalogue.capture(r).record.address == taken.address)
    return next(known, None)


def _append(desk: Desk, taken: Capture, engine: str, slot: str) -> Added:
    before = desk.catalogue.newest(taken.release, "capture")
    held: Capture | None = desk.ledger.find_record(before) if before else None
    whole = _with_what_is_known(taken, held) if held else taken
    if held is not None and replace(whole, captured=held.captured) == held:
        seen = SeenAgain(address=taken.address, captured=taken.captured, hops=taken.hops)
        desk.ledger.append([NewEntry(kind="seen again", release=taken.release, record=seen, engine=engine, slot=slot)])
        return Added(release=taken.release, address=taken.address, kind=taken.kind, state="seen again")
    desk.ledger.append([_capture_entry(whole, engine, before, slot)])
    return Added(release=taken.release, address=taken.address, kind=taken.kind, state="changed" if before else "new")


def _with_what_is_known(taken: Capture, held: Capture) -> Capture:
    """The same content seen again: what is not said of it this time stays as it was said before.

    A person's word on its dates stays over what a file says. It keeps the address at which it was first found.
    """
    if taken.blob != held.blob:
        return taken
    new = {(companion.role, companion.name): companion for companion in taken.companions}
    companions = [new.pop((companion.role, companion.name), companion) for companion in held.companions]
    return replace(
        held,
        captured=taken.captured,
        title=taken.title or held.title,
        source=taken.source or held.source,
        published=_dated(taken.published, held.published),
        happened=_dated(taken.happened, held.happened),
        language=taken.language or held.language,
        speaker=taken.speaker or held.speaker,
        companions=(*companions, *new.values()),
    )


def _dated(said: Dated | None, before: Dated | None) -> Dated | None:
    by_a_person = before is not None and before.read_from == "given"
    return before if said is None or (by_a_person and said.read_from != "given") else said


def _capture_entry(taken: Capture, engine: str, before: Entry | None, slot: str | None = None) -> NewEntry:
    """Two that take in the same at the same time, after the same capture, make one entry."""
    what = canonical([before.hash if before else None, plain(replace(taken, captured=""))])
    key = sha256(b"capture" + what).hexdigest()
    return NewEntry(kind="capture", release=taken.release, record=taken, engine=engine, key=key, slot=slot)


def _append_lines(desk: Desk, some: list[tuple[Capture, Transcript] | LineError]) -> Iterator[Added | LineError]:
    catalogue = desk.catalogue
    some = [_unless_taken(catalogue, line) for line in some]
    pairs = [line for line in some if not isinstance(line, LineError)]
    new = [(c, t) for c, t in pairs if not _is_known(desk.ledger, catalogue, c, t)]
    states = {c.release: "changed" if catalogue.history(c.release, "capture") else "new" for c, _ in new}
    captures = desk.ledger.append([_capture_entry(c, GIVEN, catalogue.newest(c.release, "capture")) for c, _ in new])
    desk.ledger.append(
        [
            desk.steps.entry(doors.TRANSCRIBE, c.release, GIVEN, t, Kept(entry=entry, record=c))
            for (c, t), entry in zip(new, captures, strict=True)
        ]
    )
    for line in some:
        if isinstance(line, LineError):
            yield line
        else:
            state = states.get(line[0].release, "seen again")
            yield Added(release=line[0].release, address=line[0].address, kind="transcript", state=state)


def _unless_taken(
    catalogue: Catalogue, line: tuple[Capture, Transcript] | LineError
) -> tuple[Capture, Transcript] | LineError:
    """The line, or why its id can't be its own."""
    if isinstance(line, LineError):
        return line
    release, number = line[0].release, line[0].line or 0
    if release in catalogue.withdrawn:
        return LineError(line=number, id=release, reason="it was withdrawn from this desk")
    if catalogue.history(release, "capture") and catalogue.capture(release).record.line is None:
        return LineError(line=number, id=release, reason="its id belongs to a release that did not come in a line")
    return line


def _is_known(ledger: Ledger, catalogue: Catalogue, taken: Capture, said: Transcript) -> bool:
    """Whether the desk holds this very line already, be it from another file."""
    before = catalogue.newest(taken.release, "capture")
    told = catalogue.newest(taken.release, "transcript")
    if before is None or told is None or ledger.record(told) != said:
        return False
    place = {"blob": taken.blob, "line": taken.line, "size": taken.size, "address": taken.address, "name": taken.name}
    return bool(replace(ledger.record(before), captured=taken.captured, **place) == taken)
