"""Holding everything that is stored against its hash, the ledger against its chain, and the chain against its head."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import OnrecordError
from onrecord.store.blobs import FolderBlobs, hash_of
from onrecord.store.codec import decode
from onrecord.store.ledger import GENESIS, HASH_IN_JSON, LARGEST_BODY, Ledger

Row = tuple[tuple[Any, ...], bytes, bytes | None]

_NAME_NO_BLOBS: Final = ("decision", "erasure", "publication")
"""Kinds of entry whose hashes are those of other entries, of what is gone, or of files outside the blobs."""
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
    """What the tombstones say is gone."""

    entries: frozenset[int]
    blobs: frozenset[str]


def verify(ledger: Ledger, blobs: FolderBlobs, anchored: Iterable[tuple[int, str]] = ()) -> Verified:
    """Hash every entry, body and blob again, and name each that is not what was stored.

    `anchored` are heads (number, hash) that were written down somewhere; the ledger has to contain them all.
    """
    unsound: list[Damage] = []
    try:
        unsound += [Damage(item="ledger", what=f"SQLite says: {line}") for line in ledger.unsound()]
        rows = list(ledger.rows())
    except OnrecordError as error:
        return Verified(
            entries=0, blobs=0, head=(0, GENESIS), damages=(*unsound, Damage(item="ledger", what=str(error)))
        )
    erased = _erased(rows)
    stored = list(blobs.all())
    damages = [
        *unsound,
        *_broken_chain(rows),
        *_changed_bodies(rows, erased),
        *_missing_heads(rows, anchored),
        *_changed_blobs(blobs, stored),
        *_missing_blobs(rows, set(stored), erased),
    ]
    head = (rows[-1][0][0], rows[-1][0][1]) if rows else (0, GENESIS)
    return Verified(entries=len(rows), blobs=len(stored), head=head, damages=tuple(damages))


def written_head(ledger: Ledger) -> tuple[int, str] | None:
    """The head as it stands in its own file; None in a desk that has no entry yet."""
    if not ledger.head_path.exists():
        return None
    number, _, digest = ledger.head_path.read_text(encoding="ascii", errors="replace").strip().partition(" ")
    return (int(number), digest) if number.isdecimal() else (-1, digest)


def _erased(rows: list[Row]) -> _Erased:
    """The tombstones, read from the rows themselves: each body is held against its hash before it is believed."""
    found = []
    for columns, envelope, body in rows:
        if columns[4] == "erasure" and body is not None and _fields(envelope).get("body") == _digest(body):
            found.append(decode("Erasure/1", body))
    return _Erased(
        frozenset(number for erasure in found for number in erasure.entries),
        frozenset(blob for erasure in found for blob in erasure.blobs),
    )


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


def _missing_heads(rows: list[Row], anchored: Iterable[tuple[int, str]]) -> Iterator[Damage]:
    for number, digest in anchored:
        if number > len(rows):
            what = f"ends at entry {len(rows)}, but its head was entry {number}: the tail was cut"
            yield Damage(item="ledger", what=what)
        elif number < 0 or (rows[number - 1][0][1] if number else GENESIS) != digest:
            yield Damage(item="head", what=f"entry {number} is not the one that was anchored ({digest[:12]})")


def _changed_blobs(blobs: FolderBlobs, stored: list[str]) -> Iterator[Damage]:
    for blob in stored:
        if hash_of(blobs.open_path(blob)) != blob:
            yield Damage(item=f"blob {blob}", what="was changed: its bytes no longer have its hash")


def _missing_blobs(rows: list[Row], stored: set[str], erased: _Erased) -> Iterator[Damage]:
    """Every blob that an entry names has to be there. A blob that none names is the harmless rest of a killed step."""
    hashes = {columns[1] for columns, _, _ in rows}
    told: set[str] = set()
    for columns, envelope, body in rows:
        fields = _fields(envelope)
        if columns[4] in _NAME_NO_BLOBS:
            continue
        named = {fields["body"]} if fields.get("size", 0) > LARGEST_BODY else set()
        named |= {found.decode() for found in HASH_IN_JSON.findall(body or b"")}
        for blob in sorted(named - stored - erased.blobs - hashes - told):
            told.add(blob)
            yield Damage(
                item=f"blob {blob}", what=f"is missing; entry {columns[0]} ({columns[4]} of {columns[5]}) rests on it"
            )


def _fields(envelope: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(envelope)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
