"""What people decide, and what the desk itself writes down."""

from dataclasses import dataclass
from typing import Literal

from onrecord.records.blob import BlobHash
from onrecord.records.captured import Hop
from onrecord.records.checking import Checked
from onrecord.records.footage import ArchiveSummary, Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that a person decided. `about` is the hash of the entry that it is about, `at` the index inside it.

    Kinds: `line` (a corrected transcript cue or translation line: `text`, times, and `speaker` where another one said
    it; without `text` it is removed, and an `inserted` one stands before the line `at`; the lines of one `edit` count
    from before that edit),
    `match confirmed`, `match rejected`, `lines approved`, `dispatch approved`, `withdrawn`.
    """

    kind: Literal["line", "match confirmed", "match rejected", "lines approved", "dispatch approved", "withdrawn"]
    about: str
    by: str
    at: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    text: str | None = None
    language: str | None = None
    other: str | None = None
    note: str | None = None
    edit: str | None = None
    inserted: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgain:
    """A release was looked at again and nothing had changed but the time."""

    address: str
    captured: str
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A piece of work that failed: the three parts of its error, which attempt it was, and when to try again.

    `retry` is None where trying again can't help: the input has to change first, or a person has to ask for it.
    """

    door: str
    subject: str
    what: str
    remedy: str
    attempt: int = 1
    retry: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """A source that the desk watches, or (`removed`) no longer watches."""

    address: str
    engine: str
    name: str | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A published dispatch: its text by block, whom a reprint has to credit, and the answers that it rests on.

    `draft` and `background` are blobs: the text as written and the background as it was. `files` are the published
    files by name with their SHA-256; `checked` the words written in it, held against the record.
    """

    dispatch: str
    title: str
    draft: BlobHash
    published: str
    language: str | None = None
    background: BlobHash | None = None
    blocks: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    files: tuple[tuple[str, BlobHash], ...] = ()
    releases: tuple[str, ...] = ()
    archive: ArchiveSummary | None = None
    checked: tuple[Checked, ...] = ()
    strips: tuple[tuple[str, Matching], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """The tombstone of a release: which entries lost their bodies and which blobs were removed, by whom and why."""

    release: str
    by: str
    reason: str
    entries: tuple[int, ...] = ()
    blobs: tuple[BlobHash, ...] = ()
