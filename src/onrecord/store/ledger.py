"""The ledger: an append-only, hash-chained list of entries, in SQLite.

An entry is a small envelope whose SHA-256 is the entry's hash; it names the entry before it (`prev`) and the SHA-256
of its body. Bodies of up to 64 kB stand in the row, larger ones are blobs. So a body can be erased and the chain
still holds. The head is also written to a file of its own, so that a cut tail is seen.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from filelock import FileLock

from onrecord.errors import Damaged, NewerDesk, OnrecordError
from onrecord.store.blobs import FolderBlobs
from onrecord.store.codec import blobs_of, canonical, decode, encode
from onrecord.store.durable import write_durably

FORMAT: Final = 1
LARGEST_BODY: Final = 64 * 1024
GENESIS: Final = "0" * 64

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, key TEXT UNIQUE, slot TEXT, kind TEXT NOT NULL,
    release TEXT, envelope BLOB NOT NULL, body BLOB) STRICT;
CREATE INDEX IF NOT EXISTS by_kind ON entries (kind, release, number);
CREATE INDEX IF NOT EXISTS by_release ON entries (release, number);
CREATE INDEX IF NOT EXISTS by_slot ON entries (slot);
CREATE TABLE IF NOT EXISTS polling (source TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry to be appended. `key` names the step that made it, `slot` the same step by whichever engine."""

    kind: str
    record: Any
    engine: str
    release: str | None = None
    key: str | None = None
    slot: str | None = None
    inputs: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as it stands in the ledger.

    `at` is ISO 8601 UTC; `type` names the record's shape; `body` is the SHA-256 of its `size` bytes.
    """

    number: int
    hash: str
    kind: str
    release: str | None
    engine: str
    at: str
    type: str
    body: str
    size: int
    prev: str
    key: str | None = None
    slot: str | None = None
    inputs: tuple[str, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()


def now() -> str:
    """The present time as ISO 8601 UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Ledger:
    """The entries of a desk. Safe for several threads and several processes at once."""

    def __init__(self, path: Path, blobs: FolderBlobs) -> None:
        self.path = path
        self.blobs = blobs
        self.head_path = path.with_name("head")
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = FileLock(path.with_name("head.lock"))

    @classmethod
    def create(cls, path: Path, blobs: FolderBlobs) -> Self:
        """Make an empty ledger. Its head is there before its first entry, so that a head that is gone is a loss."""
        ledger = cls(path, blobs)
        write_durably(ledger.head_path, f"0 {GENESIS}\n".encode())
        with closing(sqlite3.connect(path)) as database:
            database.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={FORMAT}; COMMIT;")
        return ledger

    # --- writing

    def append(self, entries: Sequence[NewEntry]) -> list[Entry]:
        """Append all of these in one transaction; of two entries with one key the earlier stays and is returned."""
        with self._transaction() as database:
            self._demand_head()
            kept = [self._append_one(database, entry) for entry in entries]
        self.write_head()
        return kept

    def _demand_head(self) -> None:
        """Refuse to go on from a ledger that has lost its head: the loss would be forgotten."""
        number, digest = self.written_head()
        if self.digest(number) != digest:
            what = f"does not hold the entry {number} that was its head: it was cut or changed"
            raise Damaged(str(self.path), what, "see `onrecord verify`, and restore it with `onrecord restore`")

    def _append_one(self, database: sqlite3.Connection, new: NewEntry) -> Entry:
        earlier = database.execute("SELECT envelope FROM entries WHERE key = ?", (new.key,)).fetchone()
        if earlier is not None:
            return _entry_of(earlier[0])
        kind, body = encode(new.record)
        number, prev = self._tip(database)
        envelope = {
            "number": number + 1,
            "prev": prev,
            "at": now(),
            "kind": new.kind,
            "release": new.release,
            "engine": new.engine,
            "options": dict(new.options),
            "key": new.key,
            "slot": new.slot,
            "inputs": list(new.inputs),
            "type": kind,
            "body": hashlib.sha256(body).hexdigest(),
            "size": len(body),
        }
        stored = canonical(envelope)
        inline = body if len(body) <= LARGEST_BODY else None
        if inline is None:
            self.blobs.put(body)
        entry = _entry_of(stored)
        database.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.number, entry.hash, entry.key, entry.slot, entry.kind, entry.release, stored, inline),
        )
        return entry

    def erase_bodies(self, numbers: Collection[int]) -> None:
        """Remove the bodies of these entries for good. The erasure itself has to be in the ledger already."""
        with self._transaction() as database:
            for number in numbers:
                database.execute("UPDATE entries SET body = NULL WHERE number = ?", (number,))
        # The write-ahead log holds the old pages until it is written back.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- reading

    def by_key(self, key: str) -> Entry | None:
        """The entry that a step has made already."""
        return self._newest("key = ?", key)

    def by_slot(self, slot: str) -> Entry | None:
        """The newest entry of a step, whichever engine made it."""
        return self._newest("slot = ?", slot)

    def entries(self, kind: str | None = None, release: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Entries in order, of one kind or release if so asked, after a number."""
        for stored, _ in self._rows(kind, release, after, "NULL"):
            yield _entry_of(stored)

    def captured(self) -> dict[str, int]:
        """The releases in the order in which they came, each with the number of its first capture."""
        query = "SELECT release, MIN(number) FROM entries WHERE kind = 'capture' GROUP BY release ORDER BY 2"
        return dict(self._select(query))

    def outline(self, after: int) -> list[tuple[int, str, str]]:
        """The number, kind and release of each entry after a number that is about a release, in order."""
        query = "SELECT number, kind, release FROM entries WHERE number > ? AND release IS NOT NULL ORDER BY number"
        return self._select(query, after)

    def digest(self, number: int) -> str | None:
        """The hash of an entry, by which all before it is known too; zeros for 0, None where there is no such entry."""
        rows = self._select("SELECT hash FROM entries WHERE number = ?", number)
        return str(rows[0][0]) if rows else GENESIS if number == 0 else None

    def records(self, kind: str, release: str | None = None, holding: str = "") -> Iterator[tuple[Entry, Any]]:
        """Entries of one kind with their records, in order; erased ones are left out.

        Of the others, those that hold some text: it says which needn't be decoded, nothing surer.
        """
        for stored, body in self._rows(kind, release, 0, "body", holding.encode()):
            entry = _entry_of(stored)
            # A row whose column was changed is `verify`'s to name; it is not of this kind.
            if entry.kind == kind and (record := self._decoded(entry, body)) is not None:
                yield entry, record

    def record(self, entry: Entry) -> Any:  # noqa: ANN401  # the type is named by the entry
        """The record of an entry. Raises Damaged where its body is gone or changed."""
        found = self.find_record(entry)
        if found is None:
            raise Damaged(f"entry {entry.number}", "has lost its body", "run `onrecord verify`")
        return found

    def find_record(self, entry: Entry) -> Any:  # noqa: ANN401  # as `record`
        """The record of an entry, or None where its body was erased. Raises Damaged where it was changed."""
        rows = self._select("SELECT body FROM entries WHERE number = ?", entry.number)
        return self._decoded(entry, rows[0][0] if rows else None)

    def _decoded(self, entry: Entry, body: bytes | None) -> Any:  # noqa: ANN401  # as `record`
        data = body if body is not None else self.blobs.find(entry.body)
        if data is not None and hashlib.sha256(data).hexdigest() != entry.body:
            raise Damaged(f"entry {entry.number}", "holds a body that was changed", "run `onrecord verify`")
        return None if data is None else decode(entry.type, data)

    def blobs_named(self, entries: Iterable[Entry]) -> set[str]:
        """The stored blobs that these entries or their records rest on."""
        named: set[str] = set()
        for entry in entries:
            named |= {entry.body, *blobs_of(self.find_record(entry))}
        return {blob for blob in named if self.blobs.has(blob)}

    def head(self) -> tuple[int, str]:
        """The number and hash of the last entry; 0 and zeros in an empty ledger."""
        rows = self._select("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1")
        return (rows[0][0], rows[0][1]) if rows else (0, GENESIS)

    def written_head(self) -> tuple[int, str]:
        """The head as it stands in its own file. Raises Damaged where it is gone or says something else."""
        try:
            number, _, digest = self.head_path.read_text(encoding="ascii").strip().partition(" ")
            return int(number), digest
        except (OSError, ValueError) as error:
            what = f"can't be held against the ledger ({type(error).__name__})"
            raise Damaged(f"head {self.head_path}", what, "see `onrecord verify`, and restore the desk") from error

    def unsound(self) -> list[str]:
        """What SQLite itself finds wrong with the file; nothing in a sound one."""
        try:
            found = [row[0] for row in self._connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def rows(self) -> Iterator[tuple[tuple[Any, ...], bytes, bytes | None]]:
        """Every row as stored, for `verify`: its columns, its envelope and its body. Raises Damaged."""
        query = "SELECT number, hash, key, slot, kind, release, envelope, body FROM entries ORDER BY number"
        try:
            for *columns, envelope, body in self._connection.execute(query):
                yield tuple(columns), envelope, body
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error

    # --- what may be lost

    def polling(self, source: str) -> str | None:
        """The polling state of a source, as JSON; losing it costs a request, nothing more."""
        rows = self._select("SELECT state FROM polling WHERE source = ?", source)
        return rows[0][0] if rows else None

    def remember_polling(self, source: str, state: str) -> None:
        """Keep the polling state of a source."""
        with self._transaction() as database:
            database.execute("INSERT OR REPLACE INTO polling VALUES (?, ?)", (source, state))

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the database while others write."""
        with closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy)

    def close(self) -> None:
        """Close every connection of this process."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()

    # --- inside

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            self._open.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise Damaged(str(self.path), "is gone", "restore the desk from a backup with `onrecord restore`")
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _damaged(self.path, error) from error
        except NewerDesk:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            what = f"has format {version}, made by a newer onrecord"
            raise NewerDesk(str(self.path), what, "upgrade with `pip install -U onrecord`")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OnrecordError(
                str(self.path), f"could not be written ({error})", "see to it that there is room, and try again"
            ) from error

    def write_head(self) -> None:
        """Write the head where a cut tail can be held against it."""
        with self._lock:
            number, digest = self.head()
            write_durably(self.head_path, f"{number} {digest}\n".encode())

    def _rows(
        self, kind: str | None, release: str | None, after: int, body: str, holding: bytes = b""
    ) -> Iterator[tuple[bytes, bytes | None]]:
        where = ["number > ?"]
        values: list[int | str | bytes] = [after]
        for column, value in (("kind", kind), ("release", release)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        if holding:
            where.append("(body IS NULL OR instr(body, ?))")  # a large body is a blob
            values.append(holding)
        query = f"SELECT envelope, {body} FROM entries WHERE {' AND '.join(where)} ORDER BY number"  # noqa: S608  # only our own column names
        yield from self._select(query, *values)

    def _newest(self, condition: str, value: str) -> Entry | None:
        query = f"SELECT envelope FROM entries WHERE {condition} ORDER BY number DESC LIMIT 1"  # noqa: S608  # only our own column names
        rows = self._select(query, value)
        return _entry_of(rows[0][0]) if rows else None

    def _select(self, query: str, *values: int | str | bytes) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error

    @staticmethod
    def _tip(database: sqlite3.Connection) -> tuple[int, str]:
        row = database.execute("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, GENESIS)


def _damaged(path: Path, error: sqlite3.DatabaseError) -> OnrecordError:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        remedy = "restore the desk from a backup with `onrecord restore`"
        return Damaged(str(path), f"can't be read as a ledger ({error})", remedy)
    return OnrecordError(
        str(path), f"can't be used now ({error})", "see to it that it can be read and written, and try again"
    )


def _entry_of(stored: bytes) -> Entry:
    try:
        fields = json.loads(stored)
        inputs, options = tuple(fields.pop("inputs")), tuple(sorted(fields.pop("options").items()))
        return Entry(hash=hashlib.sha256(stored).hexdigest(), inputs=inputs, options=options, **fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged("an entry of the ledger", "can't be read", "run `onrecord verify`, which names it") from error
