"""Footage held against the archive: prints, and where it was seen before."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.records.blob import BlobHash

Compared: TypeAlias = Literal["picture", "sound", "any"]
"""What of footage is compared: what is seen, what is heard, or whichever there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSummary:
    """One state of one archive: what "not in this archive" is said of. `generation` is the ledger's last entry."""

    generation: int
    releases: int
    hours: float
    earliest_published: str | None = None
    earliest_captured: str | None = None
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """The prints of a video. `array` is a blob in NumPy's .npz form, as `onrecord.prints` reads and writes it.

    `by` is the rule that they were taken by, `name@version`; prints are only held against those of the same rule.
    """

    array: BlobHash
    duration_ms: int
    count: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stretch of another release that shows the same footage. `chance`: expected matches as good by chance.

    `published` and `captured` are the release's two dates: what it says itself, and when it was taken in.
    """

    release: str
    title: str | None
    published: str | None
    start_ms: int
    end_ms: int
    by: Literal["picture", "sound", "both"]
    score: float
    chance: float
    mirrored: bool = False
    speed: float = 1.0
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a video and where it was seen before. Segments are in order, don't overlap, cover the file.

    `note` says what picture and sound tell apart: the same picture with other sound, and the other way round.
    """

    start_ms: int
    end_ms: int
    verdict: Literal["seen", "not in this archive", "undecidable"]
    matches: tuple[Match, ...] = ()
    reason: str | None = None
    note: str | None = None

    @property
    def since(self) -> str | None:
        """The earliest date of publication among its matches: since when it has been seen, as far as they say."""
        return min((match.published for match in self.matches if match.published), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All segments of one video, and the archive that they were held against.

    `left_out` are releases that were not held against it, because a person had said that they are no match.
    """

    duration_ms: int
    archive: ArchiveSummary
    segments: tuple[Segment, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A stretch of a video of which something else is said now. `before` and `after` are verdicts.

    `release` is where it was seen, as it is said now, and `release_before` as it was said then; None where it was not.
    """

    start_ms: int
    end_ms: int
    before: str
    after: str
    release_before: str | None = None
    release: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What another matching of the same video says otherwise; without `changes`, the earlier verdicts stand."""

    changes: tuple[VerdictChange, ...] = ()
