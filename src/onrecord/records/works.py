"""Works that are cited: scripture, charters, laws; what people load, and what a desk knows of each."""

from dataclasses import dataclass

from onrecord.records.blob import BlobHash


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlace:
    """A place of a work and its text. `place` is written in one form only: `22:40`, `John 3:16`, `Article 6(2)`."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work, or one translation of it, as it was read from a file. Translations of one work have the same `title`.

    `names` are the other names and abbreviations by which it is cited; `file` is the file's bytes as a blob.
    """

    title: str
    places: tuple[WorkPlace, ...]
    names: tuple[str, ...] = ()
    language: str | None = None
    translator: str | None = None
    name: str | None = None
    file: BlobHash | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWork:
    """What a desk knows of a work without reading it, or (`removed`) that it is no longer held.

    `file` is the blob of the file that it came from and names it. `places` counts them; `books` are the books that
    they are told by, `units` what they are called (`article`); both are empty where places are numbers only.
    """

    title: str
    file: BlobHash
    places: int
    name: str | None = None
    names: tuple[str, ...] = ()
    language: str | None = None
    translator: str | None = None
    books: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    removed: bool = False
