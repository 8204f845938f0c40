"""What people decide: corrected lines, confirmed and rejected matches, approvals, withdrawals, erasure.

A decision is an entry of the ledger whose engine is `editor:<name>`. It names the entry that it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord import captions, transcribe, translate
from onrecord.captions.correction import LineChange
from onrecord.desk.catalogue import Told
from onrecord.desk.desk import Desk
from onrecord.errors import InputError, Unknown
from onrecord.records import Decision, Erasure, Transcript
from onrecord.store import NewEntry, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit came to: how many lines were changed, and in which text."""

    release: str
    language: str | None
    lines: int


def edit(desk: Desk, release: str, file: bytes, name: str, *, language: str | None, by: str) -> Edited:
    """Take a corrected or re-timed transcript or translation as decisions, line by line.

    The language says which text is corrected; without it, the one that the file's name ends in, else the transcript.
    """
    edited = captions.read(file, name)
    told = desk.catalogue.told(release, language or edited.language)
    changes = _changes(told, edited)
    moment = now()
    decisions = [
        Decision(
            kind="line",
            about=told.base.hash,
            by=by,
            edit=moment,
            at=change.at,
            text=change.text,
            start_ms=change.start_ms,
            end_ms=change.end_ms,
            inserted=change.inserted,
            language=told.record.language,
        )
        for change in changes
    ]
    _append(desk, release, decisions)
    desk.shelves.refresh(desk.catalogue)
    return Edited(release=release, language=told.record.language, lines=len(decisions))


def _changes(told: Told, edited: captions.Captions) -> tuple[LineChange, ...]:
    if isinstance(told.record, Transcript):
        return transcribe.corrections(told.record, edited)
    return translate.corrections(told.record, edited)


def decide_match(
    desk: Desk, release: str, other: str, kind: Literal["match confirmed", "match rejected"], by: str
) -> None:
    """Confirm that two releases show the same footage, or say that they don't; a rejected pair is not offered again."""
    about = desk.catalogue.prints(release)
    if about is None:
        raise Unknown(f"release {release}", "has no prints yet, so it has no match", "take it through `onrecord work`")
    _append(desk, release, [Decision(kind=kind, about=about.entry.hash, by=by, other=other)])


def approve_lines(desk: Desk, release: str, language: str | None, by: str) -> None:
    """Approve a transcript or translation as it stands; any later edit makes it a draft again."""
    told = desk.catalogue.told(release, language)
    _append(
        desk, release, [Decision(kind="lines approved", about=told.base.hash, by=by, language=told.record.language)]
    )


def approve_dispatch(desk: Desk, dispatch: str, by: str) -> None:
    """Approve a published dispatch."""
    published = [entry for entry, p in desk.ledger.records("publication") if p.dispatch == dispatch]
    if not published:
        raise Unknown(f"dispatch {dispatch}", "is not published", "`onrecord dispatch list` lists them")
    _append(desk, None, [Decision(kind="dispatch approved", about=published[-1].hash, by=by)])


def withdraw(desk: Desk, release: str, *, by: str, reason: str | None, erase: bool) -> Erasure | None:
    """Take a release out of every answer at once; with `erase`, remove its bytes and leave a tombstone."""
    if erase and not reason:
        raise InputError(f"release {release}", "can't be erased without a reason", "say why with --reason")
    about = desk.catalogue.capture(release).entry
    erasure = _erasure(desk, release, by, reason or "") if erase else None
    _append(desk, release, [Decision(kind="withdrawn", about=about.hash, by=by, note=reason)])
    if erasure is not None:
        # The tombstone first: if this is interrupted, the erasure is known and `finish_erasures` ends it.
        desk.ledger.append([NewEntry(kind="erasure", record=erasure, engine=f"editor:{by}", inputs=(about.hash,))])
        finish_erasures(desk)
    desk.shelves.refresh(desk.catalogue)
    return erasure


def finish_erasures(desk: Desk) -> None:
    """Remove whatever the erasures in the ledger name and is still there."""
    for _, erasure in desk.ledger.records("erasure"):
        if not _is_done(desk, erasure):
            # The shelves first: they may hold its words for as long as their files stand, and only what is left of
            # the bodies tells that they have to go.
            desk.shelves.clear()
            for blob in erasure.blobs:
                desk.blobs.remove(blob)
            desk.ledger.erase_bodies(erasure.entries)


def _is_done(desk: Desk, erasure: Erasure) -> bool:
    own = desk.ledger.entries(release=erasure.release)
    bodies = (desk.ledger.find_record(entry) for entry in own if entry.number in erasure.entries)
    return not any(desk.blobs.has(blob) for blob in erasure.blobs) and all(body is None for body in bodies)


def _append(desk: Desk, release: str | None, decisions: Sequence[Decision]) -> None:
    desk.ledger.append(
        [
            NewEntry(kind="decision", release=release, record=d, engine=f"editor:{d.by}", inputs=(d.about,))
            for d in decisions
        ]
    )


def _erasure(desk: Desk, release: str, by: str, reason: str) -> Erasure:
    """Everything of this release: its entries' bodies, and every blob that no other release rests on.

    A file of lines that it came in among others goes too, because its words stand in there.
    """
    own = list(desk.ledger.entries(release=release))
    others = {entry.number for r in desk.catalogue if r != release for entry in desk.ledger.entries(release=r)}
    shared = desk.ledger.blobs_named(others)
    captures = (desk.ledger.find_record(entry) for entry in own if entry.kind == "capture")
    lines = {capture.blob for capture in captures if capture is not None and capture.line is not None}
    return Erasure(
        release=release,
        by=by,
        reason=reason,
        entries=tuple(entry.number for entry in own),
        blobs=tuple(sorted((desk.ledger.blobs_named({e.number for e in own}) - shared) | lines)),
    )
