"""Holding everything that is stored against its hash, the ledger against its chain, and the chain against its head."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import Damaged, OnrecordError
from onrecord.store.blobs import FolderBlobs, hash_of
from onrecord.store.codec import blobs_of, decode
from onrecord.store.ledger import GENESIS, LARGEST_BODY, Ledger

Row = tuple[tuple[Any, ...], bytes, bytes | None]

_COLUMNS: Final = ("number", "key", "slot", "kind", "release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One damaged item: what it is, and what is wrong with it."""

    item: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, and all that is wrong. `head` is the number and hash of the last entry."""

    entries: int
    blobs: int
    head: tuple[int, str]
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Erased:
    """What the tombstones say is gone: bodies of entries, and blobs as far as entries before a number name them."""

    entries: frozenset[int]
    until: Mapping[str, int]


def verify(ledger: Ledger, blobs: FolderBlobs, anchored: Iterable[tuple[int, str]] = ()) -> Verified:
    """Hash every entry, body and blob again, and name each that is not what was stored.

    The ledger has to contain its own head, and all of `anchored`: heads (number, hash) written down elsewhere.
    """
    unsound: list[Damage] = []
    try:
        unsound += [Damage(item="ledger", what=f"SQLite says: {line}") for line in ledger.unsound()]
        rows = list(ledger.rows())
    except OnrecordError as error:
        return Verified(
            entries=0, blobs=0, head=(0, GENESIS), damages=(*unsound, Damage(item="ledger", what=str(error)))
        )
    erased = _erased(rows, blobs)
    stored = list(blobs.all())
    damages = [
        *unsound,
        *_broken_chain(rows),
        *_changed_bodies(rows, erased),
        *_lost_head(rows, ledger),
        *_missing_heads(rows, anchored),
        *_changed_blobs(blobs, stored),
        *_missing_blobs(rows, blobs, erased),
    ]
    head = (rows[-1][0][0], rows[-1][0][1]) if rows else (0, GENESIS)
    return Verified(entries=len(rows), blobs=len(stored), head=head, damages=tuple(damages))


def _erased(rows: list[Row], blobs: FolderBlobs) -> _Erased:
    """The tombstones, read from the rows themselves: each is held against its hashes before it is believed."""
    entries: set[int] = set()
    until: dict[str, int] = {}
    for columns, envelope, body in rows:
        fields = _fields(envelope)
        if fields.get("kind") == "erasure" and _digest(envelope) == columns[1]:
            stored = _body(fields, body, blobs)
            erasure = decode("Erasure/1", stored) if stored is not None else None
            entries |= set(erasure.entries) if erasure else set()
            until |= dict.fromkeys(erasure.blobs, columns[0]) if erasure else {}
    return _Erased(frozenset(entries), until)


def _body(fields: dict[str, Any], body: bytes | None, blobs: FolderBlobs) -> bytes | None:
    """The stored bytes of an entry's record, be they a blob; None where they are gone or not what was stored."""
    digest = str(fields.get("body"))
    if fields.get("size", 0) > LARGEST_BODY:
        body = blobs.open_path(digest).read_bytes() if blobs.has(digest) else None
    return body if body is not None and _digest(body) == digest else None


def _broken_chain(rows: list[Row]) -> Iterator[Damage]:
    before = GENESIS
    for expected, (columns, envelope, _) in enumerate(rows, start=1):
        number, digest, key, slot, kind, release = columns
        fields = _fields(envelope)
        name = f"entry {number}"
        if number != expected:
            yield Damage(item=f"entry {expected}", what="is missing from the ledger")
            return
        if _digest(envelope) != digest:
            yield Damage(item=name, what=f"({kind} of {release}) was changed: it no longer has its hash")
        elif fields.get("prev") != before:
            yield Damage(item=name, what="does not follow the entry before it")
        elif [fields.get(c) for c in _COLUMNS] != [number, key, slot, kind, release]:
            yield Damage(item=name, what="stands in a row whose columns were changed")
        before = digest


def _changed_bodies(rows: list[Row], erased: _Erased) -> Iterator[Damage]:
    for columns, envelope, body in rows:
        number, *_, kind, release = columns
        fields = _fields(envelope)
        if body is None:
            if fields.get("size", 0) <= LARGEST_BODY and number not in erased.entries:
                yield Damage(item=f"entry {number}", what=f"({kind} of {release}) has lost its body")
        elif _digest(body) != fields.get("body"):
            yield Damage(item=f"entry {number}", what=f"({kind} of {release}) holds a body that was changed")


def _lost_head(rows: list[Row], ledger: Ledger) -> Iterator[Damage]:
    try:
        yield from _missing_heads(rows, [ledger.written_head()])
    except Damaged as error:
        yield Damage(item="head", what=error.what)


def _missing_heads(rows: list[Row], anchored: Iterable[tuple[int, str]]) -> Iterator[Damage]:
    hashes = [GENESIS, *(columns[1] for columns, _, _ in rows)]
    for number, digest in anchored:
        if number >= len(hashes):
            what = f"ends at entry {len(rows)}, but its head was entry {number}: the tail was cut"
            yield Damage(item="ledger", what=what)
        elif hashes[number] != digest:
            yield Damage(item="head", what=f"entry {number} is not the one that was anchored ({digest[:12]})")


def _changed_blobs(blobs: FolderBlobs, stored: list[str]) -> Iterator[Damage]:
    for blob in stored:
        if not blobs.has(blob):
            yield Damage(item=f"blob {blob}", what="is no file any more")
        elif hash_of(blobs.open_path(blob)) != blob:
            yield Damage(item=f"blob {blob}", what="was changed: its bytes no longer have its hash")


def _missing_blobs(rows: list[Row], blobs: FolderBlobs, erased: _Erased) -> Iterator[Damage]:
    """Every blob that an entry rests on has to be there. One that none rests on is the rest of a killed step."""
    told: set[str] = set()
    for columns, envelope, body in rows:
        number, *_, kind, release = columns
        for blob in _named(_fields(envelope), body, blobs):
            if blob not in told and number >= erased.until.get(blob, 0) and not blobs.has(blob):
                told.add(blob)
                yield Damage(item=f"blob {blob}", what=f"is missing; entry {number} ({kind} of {release}) rests on it")


def _named(fields: dict[str, Any], body: bytes | None, blobs: FolderBlobs) -> Iterator[str]:
    """The blobs of an entry: its body, where that is large, and those of its record. A changed body names none."""
    if fields.get("size", 0) > LARGEST_BODY:
        yield str(fields.get("body"))
    if (stored := _body(fields, body, blobs)) is not None:
        yield from blobs_of(decode(str(fields.get("type")), stored))


def _fields(envelope: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(envelope)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
