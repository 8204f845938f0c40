"""The doors of the room check, and what goes through them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.engine import Engine
from onrecord.punctuation import SENTENCE_ENDS
from onrecord.records import ArchiveSummary, Asked, Body, Checked, Cue, Transcript, Translation
from onrecord.words import Word, words

_SENTENCE_ENDS: Final = frozenset(SENTENCE_ENDS)


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One text of the record that quotations are held against: a transcript, or a translation of one.

    `item` is the hash of its entry. `segments` are its lines; its text is their texts joined by one line feed. Of a
    translation, `behind` gives for each segment the indices of the `original` lines that it carries over. `indexed` are
    its words, where an index knows them without reading the whole text.
    """

    item: str
    release: str
    segments: tuple[Cue, ...]
    language: str | None = None
    against: Literal["original", "translation"] = "original"
    translator: str | None = None
    speaker: str | None = None
    machine: bool = False
    original: tuple[str, ...] = ()
    original_language: str | None = None
    behind: tuple[tuple[int, ...], ...] = ()
    indexed: Sequence[Word] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of_transcript(cls, item: str, release: str, transcript: Transcript, speaker: str | None = None) -> "Spoken":
        """A transcript as it is checked against; `speaker` is whose release it is, where the transcript is silent."""
        return cls(
            item=item,
            release=release,
            segments=transcript.cues,
            language=transcript.language,
            speaker=transcript.speaker or speaker,
            machine=transcript.machine,
        )

    @classmethod
    def of_translation(
        cls, item: str, release: str, translation: Translation, transcript: Transcript, speaker: str | None = None
    ) -> "Spoken":
        """A translation as it is checked against, with the transcript that it was made from."""
        cues = transcript.cues
        return cls(
            item=item,
            release=release,
            segments=tuple(
                Cue(
                    text=line.text,
                    start_ms=line.start_ms,
                    end_ms=line.end_ms,
                    speaker=cues[line.cues[0]].speaker if line.cues else None,
                )
                for line in translation.lines
            ),
            language=translation.language,
            against="translation",
            translator=translation.translator,
            speaker=transcript.speaker or speaker,
            machine=translation.machine,
            original=tuple(cue.text for cue in cues),
            original_language=transcript.language,
            behind=tuple(line.cues for line in translation.lines),
        )

    @cached_property
    def text(self) -> str:
        """The segments' texts joined by one line feed."""
        return "\n".join(segment.text for segment in self.segments)

    @cached_property
    def words(self) -> Sequence[Word]:
        """The text's words with their places in it."""
        return words(self.text) if self.indexed is None else self.indexed

    def sentence_end(self, start: int, end: int) -> Literal["mark", "line"] | None:
        """By what a sentence ends among the words `start` to `end`, or just before or after them, if one does.

        Lines end anywhere in a transcript, so a line feed alone ends no sentence; an empty line does.
        """
        between = self.text[self.words[start - 1].end : self.words[end].start]
        if not _SENTENCE_ENDS.isdisjoint(between):
            return "mark"
        return "line" if "\n\n" in between else None

    @cached_property
    def starts(self) -> list[int]:
        """Where each segment begins in the text; after them, where one more would."""
        return list(accumulate((len(segment.text) + 1 for segment in self.segments), initial=0))

    def segments_at(self, start: int, end: int) -> range:
        """The indices of the segments that the code points `start` to `end` of the text touch."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return range(max(0, first), min(last, len(self.segments) - 1) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The words `start` to `end` (counted in words) of an item."""

    item: str
    release: str
    start: int
    end: int
    speaker: str | None = None
    against: Literal["original", "translation"] = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of an item, from its word `start` on, that shares words with what was asked for.

    `codes` has a number for each word of the stretch: the place of that word among the distinct words asked for, in
    the order in which they were asked, or -1 for any other word.
    """

    item: str
    start: int
    codes: NDArray[np.int32]


class Archive(Protocol):
    """What quotations are checked against: the texts of one state of the record, found by their words."""

    @property
    def summary(self) -> ArchiveSummary:
        """Which state of the archive this is, and how much it holds."""
        ...

    def spoken(self, item: str) -> Spoken:
        """One text of the archive. Raises Unknown where the archive doesn't hold it."""
        ...

    def exact(self, words: Sequence[str]) -> tuple[Place, ...]:
        """The places where these folded words stand, in the order of the archive; of very many, some."""
        ...

    def windows(self, words: Sequence[str]) -> tuple[Window, ...]:
        """The stretches that share most with these folded words, in the order of the archive.

        Together they may explain all of the words.
        """
        ...

    def counts(self, words: Sequence[str]) -> tuple[int, ...]:
        """How often each of these folded words stands in the archive."""
        ...


class Checker(Engine, Protocol):
    """Holds quotations against the record."""

    def check(self, asked: Asked, archive: Archive) -> Checked:
        """Say what was done to one quotation, and where its words stand. Raises TooLarge for a text without end."""
        ...

    def check_body(self, headline: Asked, body: Sequence[str]) -> Body | None:
        """Hold a headline quotation against the quotations of its own article; None where none resembles it."""
        ...


def check(by: Checker, asked: Asked, archive: Archive) -> Checked:
    """Check one quotation against the archive, by the rules of docs/verdicts.md."""
    return by.check(asked, archive)


def check_body(by: Checker, headline: Asked, body: Sequence[str]) -> Body | None:
    """Check a headline quotation against the quotations in the body of its own article, by the same rules."""
    return by.check_body(headline, body)
