"""What people decide: corrected lines, confirmed and rejected matches, approvals, withdrawals, erasure.

A decision is an entry of the ledger whose engine is `editor:<name>`. It names the entry that it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord import captions, transcribe, translate
from onrecord.captions.correction import LineChange
from onrecord.desk import erasing
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What became of a release, and the published dispatches that rest on it: they are not withdrawn with it."""

    release: str
    erasure: Erasure | None
    dispatches: tuple[str, ...]


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
            speaker=change.speaker,
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


def withdraw(desk: Desk, release: str, *, by: str, reason: str | None, erase: bool) -> Withdrawn:
    """Take a release out of every answer at once; with `erase`, remove its bytes and leave a tombstone.

    One that was withdrawn before can still be erased. What was published of it stands outside the desk's answers, and
    is named for people to deal with.
    """
    if erase and not reason:
        raise InputError(f"release {release}", "can't be erased without a reason", "say why with --reason")
    release = desk.catalogue.resolve(release, withdrawn=erase)
    about = desk.catalogue.history(release, "capture")[-1].hash
    decision = Decision(kind="withdrawn", about=about, by=by, note=reason)
    entries = [_entry(release, decision)]
    erasure = erasing.tombstone(desk.ledger, desk.catalogue, release, by, reason or "") if erase else None
    if erasure is not None:
        entries.append(erasing.begun(erasure))
    desk.ledger.append(entries)
    if erasure is not None:
        desk.finish_erasures()
    desk.shelves.refresh(desk.catalogue)
    resting = {p.dispatch for _, p in desk.ledger.records("publication") if release in p.releases}
    return Withdrawn(release=release, erasure=erasure, dispatches=tuple(sorted(resting)))


def _append(desk: Desk, release: str | None, decisions: Sequence[Decision]) -> None:
    desk.ledger.append([_entry(release, decision) for decision in decisions])


def _entry(release: str | None, decision: Decision) -> NewEntry:
    editor = f"editor:{decision.by}"
    return NewEntry(kind="decision", release=release, record=decision, engine=editor, inputs=(decision.about,))
