"""Documents found by their words: SQLite's FTS5 over tokens that were made elsewhere.

A document is a row of tokens joined by blanks, a few columns to filter by, and two fields that are carried along
unread. The n-th blank-separated token is the n-th token of the index, because the tokenizer splits at blanks alone.

The file can be thrown away and made again, but it is never torn: it appears whole under its name, and every call is
one transaction of a write-ahead log, so that a killed process leaves the state before it. Several processes may read
and write at once. What is removed is gone from the file's bytes too.
"""

import json
import os
import sqlite3
import string
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Final

from filelock import FileLock

from onrecord.errors import Damaged
from onrecord.store.durable import is_running

_BUSY_SECONDS: Final = 120.0
"""How long a writer waits for another; adding ten million words takes about half a minute."""

_CHECKPOINT_SECONDS: Final = 5.0
"""How long a removal waits for readers before it leaves emptying the log to whoever closes the file last."""

_BEGUN: Final = ".begun"
"""Ends the name of a folder in which a process makes the file; before it stands the number of the process."""

# The ASCII tokenizer takes every character outside ASCII for a part of a word, so that no Unicode table splits a token;
# the signs of ASCII are given to it as parts of words too, so that blanks alone do.
_SIGNS: Final = string.punctuation.replace("'", "''").replace('"', '""')
_TABLES: Final = f"""
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, language TEXT, speakers TEXT NOT NULL, source TEXT NOT NULL,
    date TEXT, about TEXT NOT NULL, places BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE texts USING fts5 (tokens, tokenize = "ascii tokenchars '{_SIGNS}'");
"""
_ADD_DOCUMENT: Final = """
INSERT INTO documents (item, language, speakers, source, date, about, places) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (item) DO NOTHING"""
_FIND: Final = """
SELECT documents.number FROM texts JOIN documents ON documents.number = texts.rowid
WHERE texts MATCH :expression
  AND (:language IS NULL OR documents.language = :language)
  AND NOT EXISTS (SELECT 1 FROM json_each(:speaker) WHERE NOT instr(documents.speakers, value))
  AND NOT EXISTS (SELECT 1 FROM json_each(:source) WHERE NOT instr(documents.source, value))
  AND (:since IS NULL OR substr(documents.date, 1, length(:since)) >= substr(:since, 1, length(documents.date)))
  AND (:until IS NULL OR substr(documents.date, 1, length(:until)) <= substr(:until, 1, length(documents.date)))
ORDER BY bm25(texts), documents.date DESC, documents.number"""
_READ: Final = """
SELECT item, tokens, language, speakers, source, date, about, places
FROM documents JOIN texts ON texts.rowid = documents.number WHERE documents.number = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A row. `tokens`, `speakers` and `source` are words joined by blanks; `about` and `places` are carried along."""

    item: str
    tokens: str
    language: str | None = None
    speakers: str = ""
    source: str = ""
    date: str | None = None
    about: str = ""
    places: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which documents may answer. All words of `speaker` and of `source` must stand in those columns.

    Dates are ISO 8601 and inclusive; a date known less exactly than the one asked for passes where it may be meant.
    """

    language: str | None = None
    speaker: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class FullText:
    """An index in one SQLite file. `form` numbers what the caller puts into its rows.

    Every method raises Damaged where the file is no such index, is of another form, or can't be read.
    """

    path: Path
    form: int

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents in one transaction; one whose item is there already is left as it is."""
        with self._writing() as connection:
            for row in documents:
                columns = (row.item, row.language, _padded(row.speakers), _padded(row.source), row.date)
                added = connection.execute(_ADD_DOCUMENT, (*columns, row.about, row.places))
                if added.rowcount:
                    connection.execute("INSERT INTO texts (rowid, tokens) VALUES (?, ?)", (added.lastrowid, row.tokens))

    def remove(self, items: Iterable[str]) -> None:
        """Take items out, in one transaction; from then on no question finds them. Unknown items are no error.

        Their words are gone from the file, and from its log unless somebody reads in it just then.
        """
        with self._writing() as connection:
            for item in items:
                removed = connection.execute(
                    "DELETE FROM documents WHERE item = ? RETURNING number", (item,)
                ).fetchone()
                if removed:
                    connection.execute("DELETE FROM texts WHERE rowid = ?", removed)
            # FTS5 notes what was deleted beside the words themselves; merging its parts leaves both out. It takes a
            # quarter of a second for ten million words, and unlike 'secure-delete' every SQLite can do it.
            connection.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        with self._open() as connection:
            connection.execute(f"PRAGMA busy_timeout = {int(_CHECKPOINT_SECONDS * 1000)}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def items(self) -> set[str]:
        """The items that are there."""
        with self._open() as connection:
            return {item for (item,) in connection.execute("SELECT item FROM documents")}

    def find(self, expression: str, filters: Filters) -> Generator[Document, None, None]:
        """Yield the documents that match an FTS5 expression: the best first, and of equals the latest."""
        asked = {
            "expression": expression,
            "language": filters.language,
            "speaker": json.dumps([_padded(word) for word in filters.speaker]),
            "source": json.dumps([_padded(word) for word in filters.source]),
            "since": filters.since,
            "until": filters.until,
        }
        with self._open() as connection:
            # First the numbers alone: sorting whole rows would carry every text through the sorter.
            for (number,) in connection.execute(_FIND, asked).fetchall():
                # Read at once, so that nobody waits for what is done with a row.
                rows = connection.execute(_READ, (number,)).fetchall()
                for item, tokens, language, speakers, source, date, about, places in rows:
                    yield Document(
                        item=item,
                        tokens=tokens,
                        language=language,
                        speakers=speakers.strip(),
                        source=source.strip(),
                        date=date,
                        about=about,
                        places=places,
                    )

    def examine(self) -> None:
        """Read the whole file and hold its index against its rows; takes about as long as reading it."""
        with self._open() as connection:
            faults = [fault for (fault,) in connection.execute("PRAGMA integrity_check(1)") if fault != "ok"]
            if faults:
                raise self._damaged(faults[0])
            connection.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection  # whatever is raised here closes the connection, and so undoes the transaction
            connection.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._sweep()
        if not self.path.exists():
            self._create()
        try:
            with closing(self._connection()) as connection:
                (form,) = connection.execute("PRAGMA user_version").fetchone()
                if form != self.form:
                    raise self._damaged(f"it is of form {form}, this onrecord reads form {self.form}")
                yield connection
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise self._damaged(str(error)) from error
            raise

    def _connection(self) -> sqlite3.Connection:
        # mode=rw: a file that has just been thrown away is not to be made again empty.
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            # Always: what FTS5 merges while adding leaves copies behind that a later removal would not know of.
            connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock")):
            if self.path.exists():
                return
            folder = self.path.with_name(f"{os.getpid()}{_BEGUN}")
            rmtree(folder, ignore_errors=True)  # of a killed process whose number is ours now
            folder.mkdir()
            try:
                self._make(folder / self.path.name).rename(self.path)
            finally:
                rmtree(folder)

    def _make(self, path: Path) -> Path:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {self.form:d}")
        return path

    def _sweep(self) -> None:
        """Clear away what killed processes had begun to make."""
        for folder in self.path.parent.glob(f"*{_BEGUN}"):
            process = folder.name.removesuffix(_BEGUN)
            if process.isdecimal() and not is_running(int(process)):
                rmtree(folder, ignore_errors=True)  # another process may be sweeping it too

    def _damaged(self, what: str) -> Damaged:
        return Damaged(f"search index {self.path}", f"can't be read ({what})", "run `onrecord rebuild`")


def is_available() -> bool:
    """Whether this Python's SQLite was built with FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        (used,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
        return bool(used)


def _padded(words: str) -> str:
    """A blank on either side, so that a word is found whole."""
    return f" {words} "
