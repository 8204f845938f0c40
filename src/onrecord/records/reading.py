"""What a release holds, once it was read: streams and shots, or a page's blocks."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.records.blob import BlobHash
from onrecord.records.footage import Prints


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One stream of a media file, as its container declares it. `broken` says why it can't be decoded, if so."""

    index: int
    kind: Literal["video", "audio", "subtitle", "other"]
    codec: str
    language: str | None = None
    width: int | None = None
    height: int | None = None
    frames_per_second: float | None = None
    sample_rate: int | None = None
    channels: int | None = None
    broken: str | None = None


Transition: TypeAlias = Literal["start", "cut", "fade", "dissolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """How many pixels of the upright picture lie under bars, at each side."""

    top: int = 0
    right: int = 0
    bottom: int = 0
    left: int = 0


Tint: TypeAlias = Literal["colour", "black and white", "one tint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a shot looks like, as it was measured in a few of its frames; None where it can't be told.

    It is observation only: old footage can be sharp, and new footage can be made to look old. `width` and `height` are
    of the upright picture, in pixels as they are stored; `aspect` is of the picture inside the bars, as it is shown.
    `lines` is how many lines of a sensor or scan would carry the detail that the picture inside the bars has: far fewer
    than it is high where it was enlarged or blurred. `grain` is the standard deviation of its noise, in grey levels of
    256. `blocks` is how much stronger the steps on the grid of a compression by blocks are than the steps beside it, in
    shares of those: 0 is no grid.
    """

    width: int
    height: int
    bars: Bars | None = None
    aspect: float | None = None
    lines: int | None = None
    tint: Tint | None = None
    grain: float | None = None
    blocks: float | None = None
    still: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One shot. `transition` is how it begins; `keyframe` is a JPEG of the frame at `keyframe_ms`."""

    start_ms: int
    end_ms: int
    transition: Transition
    keyframe_ms: int | None = None
    keyframe: BlobHash | None = None
    look: Look | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReading:
    """What a media file holds.

    `rotation` is clockwise degrees to turn the picture; `notes` are sentences for people. `prints` were taken on the
    way, in the same pass; None where nobody asked for them.
    """

    duration_ms: int
    rotation: int = 0
    streams: tuple[Stream, ...] = ()
    shots: tuple[Shot, ...] = ()
    notes: tuple[str, ...] = ()
    prints: Prints | None = None


Role: TypeAlias = Literal[
    "title", "subtitle", "body", "related", "credit", "caption", "byline", "comment", "boilerplate"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a page and its role. `start` and `end` are code points of the reading's `text`."""

    role: Role
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whose text the page says it carries."""

    publisher: str
    kind: Literal["reprint", "agency", "translation", "courtesy"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """A page as text and blocks by role. What the page does not say is None, never guessed."""

    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    credit: Credit | None = None
    links: tuple[str, ...] = ()
