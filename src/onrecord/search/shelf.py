"""The form of the room's index: one row an item, with a map from its words to code points, times and speakers."""

import json
import zlib
from collections.abc import Callable, Generator, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.captions.timing import LATEST_MS
from onrecord.records import Cue
from onrecord.search.places import Span
from onrecord.store.fulltext import Document, Filters, FullText
from onrecord.words import FOLDING, folded_words, words

FORM: Final = 1000 + FOLDING
"""The form of the rows and of the words in them; a shelf of another form has to be made again."""

_NO_TIME: Final = -1
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """Something to be found: a transcript, a translation or a page. Its text is the segments' joined by line feeds.

    `item` is the hash of the ledger entry that holds it.
    """

    item: str
    release: str
    kind: Literal["transcript", "translation", "page"]
    language: str | None = None
    speaker: str | None = None
    source: str | None = None
    title: str | None = None
    date: str | None = None
    segments: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Row:
    """An item as it stands on the shelf."""

    document: Document

    @property
    def item(self) -> str:
        """The hash of the ledger entry."""
        return self.document.item

    @property
    def text(self) -> str:
        """The folded words joined by blanks."""
        return self.document.tokens

    @cached_property
    def about(self) -> dict[str, Any]:
        """`release`, `kind`, `language`, `title`, and the `speakers` that segments point into."""
        about: dict[str, Any] = json.loads(self.document.about)
        return about

    @cached_property
    def places(self) -> "Places":
        """Where the words stand."""
        return Places.read(self.document.places)

    def speaker(self, word: int) -> str | None:
        """Who says a word."""
        speaker: str | None = self.about["speakers"][self.places.segment(word)[3]]
        return speaker

    def said_by(self, wanted: AbstractSet[str]) -> Callable[[Span], bool]:
        """Whether a span begins in the words of a speaker whose name holds all words of `wanted`."""
        speakers = {index for index, name in enumerate(self.about["speakers"]) if wanted <= set(names(name))}
        if len(speakers) == len(self.about["speakers"]):
            return lambda _: True
        return lambda span: self.places.segment(span.first)[3] in speakers


@dataclass(frozen=True)
class Places:
    """Where the words of an item stand.

    `borders` holds the start and end of every word in code points, shape (words, 2). `segments` holds, for every
    segment, its first word, start and end in milliseconds (-1: no time), and the index of its speaker, shape
    (segments, 4).
    """

    borders: _Numbers
    segments: _Numbers

    def write(self) -> bytes:
        """As bytes: the number of words, the distances between borders, and the segments; compressed."""
        distances = np.diff(self.borders.ravel(), prepend=0)
        parts = (np.array([len(self.borders)]), distances, self.segments.ravel())
        return zlib.compress(np.concatenate(parts).astype("<i8").tobytes(), level=1)

    @classmethod
    def read(cls, data: bytes) -> "Places":
        """The places that were written."""
        numbers = np.frombuffer(zlib.decompress(data), dtype="<i8")
        end = 1 + 2 * int(numbers[0])
        return cls(np.cumsum(numbers[1:end], dtype=np.int64).reshape(-1, 2), numbers[end:].reshape(-1, 4))

    def segment(self, word: int) -> tuple[int, int, int, int]:
        """The segment in which a word stands: its first word, start, end, and speaker."""
        first, start_ms, end_ms, speaker = self.segments[np.searchsorted(self.segments[:, 0], word, side="right") - 1]
        return int(first), int(start_ms), int(end_ms), int(speaker)

    def times(self, first: int, last: int) -> tuple[int | None, int | None]:
        """When the segments of the words `first` to `last` begin and end, in milliseconds; None where not known."""
        start_ms, end_ms = self.segment(first)[1], self.segment(last)[2]
        return (None if start_ms == _NO_TIME else start_ms), (None if end_ms == _NO_TIME else end_ms)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The room's index in a folder of its own. Every method raises Damaged where it can't be read."""

    folder: Path

    def add(self, searchables: Iterable[Searchable]) -> None:
        """Add items, in one transaction; those that are there already stay as they are."""
        self._index.add(_document(searchable) for searchable in searchables)

    def remove(self, items: Iterable[str]) -> None:
        """Take items out; from then on no question finds them."""
        self._index.remove(items)

    def items(self) -> set[str]:
        """The items that stand here."""
        return self._index.items()

    def find(self, expression: str, filters: Filters) -> Generator[Row, None, None]:
        """Yield the items that match an FTS5 expression, the best first."""
        yield from (Row(document) for document in self._index.find(expression, filters))

    def examine(self) -> None:
        """Read everything that stands here. Raises Damaged where something is wrong with it."""
        self._index.examine()

    @property
    def _index(self) -> FullText:
        return FullText(self.folder / "texts.sqlite", FORM)


def primary(language: str | None) -> str | None:
    """The primary subtag of a language tag: `fa` of `fa-IR`."""
    return language.replace("_", "-").partition("-")[0].casefold() if language else None


def names(text: str | None) -> tuple[str, ...]:
    """The folded words of a name, to be compared loosely."""
    return tuple(folded_words(text or ""))


def _document(searchable: Searchable) -> Document:
    folded: list[str] = []
    borders: list[tuple[int, int]] = []
    segments: list[tuple[int, int, int, int]] = []
    speakers: dict[str | None, int] = {}
    offset = 0
    for cue in searchable.segments:
        speaker = speakers.setdefault(cue.speaker or searchable.speaker, len(speakers))
        segments.append((len(folded), _time(cue.start_ms), _time(cue.end_ms), speaker))
        found = words(cue.text)
        folded += [word.folded for word in found]
        borders += [(word.start + offset, word.end + offset) for word in found]
        offset += len(cue.text) + 1
    about = {
        "release": searchable.release,
        "kind": searchable.kind,
        "language": searchable.language,
        "title": searchable.title,
        "speakers": list(speakers),
    }
    places = Places(np.array(borders, np.int64).reshape(-1, 2), np.array(segments, np.int64).reshape(-1, 4))
    return Document(
        item=searchable.item,
        tokens=" ".join(folded),
        language=primary(searchable.language),
        speakers=" ".join(word for speaker in speakers for word in names(speaker)),
        source=" ".join(names(searchable.source)),
        date=searchable.date,
        about=json.dumps(about),
        places=places.write(),
    )


def _time(milliseconds: int | None) -> int:
    # What was taken in before lines had a latest moment must not stop everything else from being shelved.
    return _NO_TIME if milliseconds is None else min(max(milliseconds, 0), LATEST_MS)
