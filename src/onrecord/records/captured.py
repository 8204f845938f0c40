"""What is taken in: a release as it was captured, from where, when, and what came along."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.records.blob import BlobHash

ReleaseKind: TypeAlias = Literal["media", "page", "transcript"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date, and the field that it was read from (`given`, `info.json upload_date`, `feed published`...)."""

    value: str
    read_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A file that came along with a release: captions beside it, or the `.info.json` that yt-dlp writes."""

    name: str
    role: Literal["captions", "info"]
    blob: BlobHash
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One answer on the way to an address: what was asked for, the HTTP status, and where it sent us."""

    address: str
    status: int
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who adds a release says of it. `captions` are paths of caption files."""

    id: str | None = None
    title: str | None = None
    source: str | None = None
    published: Dated | None = None
    happened: Dated | None = None
    language: str | None = None
    speaker: str | None = None
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One dated observation of a release: what was taken, from where, when, and what came along.

    `captured`, `published` and `happened` are three clocks and are never merged. `line` is the line of `blob` (from 0)
    that holds this release, where many came in one file.
    """

    release: str
    kind: ReleaseKind
    address: str
    name: str
    blob: BlobHash
    size: int
    media_type: str
    captured: str
    title: str | None = None
    source: str | None = None
    published: Dated | None = None
    happened: Dated | None = None
    language: str | None = None
    speaker: str | None = None
    companions: tuple[Companion, ...] = ()
    hops: tuple[Hop, ...] = ()
    line: int | None = None
