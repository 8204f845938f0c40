"""The records that pass through the doors of the rooms.

All are frozen: a changed record is a new record. Times are integer milliseconds of presentation time, spans are
half-open. Dates are ISO 8601 strings, as exact as their source. A blob is named by the SHA-256 of its bytes (64 hex
digits). A new field must have a default, so that old entries still load.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

BlobHash: TypeAlias = str
"""SHA-256 of the blob's bytes, 64 lower-case hex digits."""

# --- capture -------------------------------------------------------------------------------------------------------

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


# --- read ----------------------------------------------------------------------------------------------------------


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
class Shot:
    """One shot. `transition` is how it begins; `keyframe` is a JPEG of the frame at `keyframe_ms`."""

    start_ms: int
    end_ms: int
    transition: Transition
    keyframe_ms: int | None = None
    keyframe: BlobHash | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReading:
    """What a media file holds.

    `rotation` is clockwise degrees to turn the picture; `notes` are sentences for people.
    """

    duration_ms: int
    rotation: int = 0
    streams: tuple[Stream, ...] = ()
    shots: tuple[Shot, ...] = ()
    notes: tuple[str, ...] = ()


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


# --- the archive ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSummary:
    """One state of one archive: what "not in this archive" is said of. `generation` is the ledger's last entry."""

    generation: int
    releases: int
    hours: float
    earliest_published: str | None = None
    earliest_captured: str | None = None
    words: int = 0


# --- match ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """The prints of a video. `array` is a blob in NumPy's .npz form; its arrays are the engine's own business."""

    array: BlobHash
    duration_ms: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stretch of another release that shows the same footage. `chance`: expected matches as good by chance."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a video and where it was seen before. Segments are in order, don't overlap, cover the file."""

    start_ms: int
    end_ms: int
    verdict: Literal["seen", "not in this archive", "undecidable"]
    matches: tuple[Match, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All segments of one video, and the archive that they were held against."""

    duration_ms: int
    archive: ArchiveSummary
    segments: tuple[Segment, ...]


# --- transcribe, translate -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One timed line. A text without times is one cue whose times are None."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What is said in a release, in its original language.

    `written_by` says who or what wrote it, for people. Without cues, `reason` says why there is no transcript.
    """

    cues: tuple[Cue, ...] = ()
    language: str | None = None
    speaker: str | None = None
    written_by: str | None = None
    machine: bool = False
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cues' texts joined by one line feed: what character positions in `sources` count in."""
        return "\n".join(cue.text for cue in self.cues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a translation. `cues` are the indices of the transcript's cues that it carries over."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    cues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A transcript in another language, line by line. Without lines, `reason` says why there is none."""

    language: str
    lines: tuple[Line, ...] = ()
    translator: str | None = None
    machine: bool = False
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines' texts joined by one line feed."""
        return "\n".join(line.text for line in self.lines)


# --- quote ---------------------------------------------------------------------------------------------------------

MarkKind: TypeAlias = Literal["ellipsis", "insertion", "citation", "note", "sic", "capital", "nested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that an editor put into a quotation. Positions are code points of the page's text."""

    kind: MarkKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation in an article. `text` is what stands between the marks; `block` is an index into the blocks.

    `speaker` is who is quoted, by name where the text names them; `speaker_start` and `speaker_end` are where the
    words beside the quotation speak of them, which may be a pronoun.
    """

    text: str
    start: int
    end: int
    block: int
    speaker: str | None = None
    addressee: str | None = None
    cue: str | None = None
    marks: tuple[Mark, ...] = ()
    speaker_start: int | None = None
    speaker_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page together with the quotations found in it."""

    page: PageReading
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedLine:
    """A picked span in one language. `start` and `end` are code points of that transcript's or translation's text."""

    language: str | None
    text: str
    start: int
    end: int
    translator: str | None = None
    machine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A quotation that a person picked from a transcript: its words, their speaker, and the same lines translated."""

    release: str
    start_ms: int | None
    end_ms: int | None
    speaker: str | None
    original: PickedLine
    translations: tuple[PickedLine, ...] = ()


# --- check ---------------------------------------------------------------------------------------------------------

Verdict: TypeAlias = Literal["verbatim", "elided", "bracketed", "stitched", "altered", "paraphrase", "not found"]
"""The first that holds, in this order; docs/verdicts.md says what each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A quotation to be checked, and who is said to have said it.

    `spellings` are other names of that speaker, in whichever script, that the desk's background knows.
    """

    text: str
    speaker: str | None = None
    id: str | None = None
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalLine:
    """The original words behind a translated passage."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage on the record that a quotation was held against. Positions are code points of the transcript's text."""

    release: str
    speaker: str | None
    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    text: str
    language: str | None
    against: Literal["original", "translation"] = "original"
    translator: str | None = None
    original: OriginalLine | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One unmarked difference between what is quoted and what was said."""

    kind: Literal["dropped", "added", "replaced", "moved"]
    quoted: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that a reader of the verdict should know."""

    kind: Literal["context", "cut negation", "speaker changes inside", "uncertain transcript"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A cited place in a work, and whether the words stand there."""

    work: str
    place: str
    verdict: str
    stands_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A headline quotation held against the quotations of its own article."""

    verdict: Verdict
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The answer on one quotation. `chance`: expected number of matches as good by chance in this archive."""

    text: str
    verdict: Verdict
    id: str | None = None
    sources: tuple[Source, ...] = ()
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()
    attribution: Literal["same", "other", "unknown"] = "unknown"
    chance: float = 1.0
    citation: Citation | None = None
    body: Body | None = None


# --- spread --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineChange:
    """What a reprint made of the headline."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a page held against a block of a dispatch; one is None where a block was added or dropped."""

    page_block: int | None
    dispatch_block: int | None
    state: Literal["kept", "changed", "moved", "added", "dropped"]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """What a page made of a dispatch. `share` is the part of the dispatch's words that the page carries, 0 to 1."""

    page: str
    dispatch: str | None
    share: float = 0.0
    headline: HeadlineChange | None = None
    passages: tuple[Passage, ...] = ()
    credit: Literal["kept", "changed", "missing"] = "missing"
    link: bool = False
    promo_removed: tuple[str, ...] = ()


# --- search --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words stand. `snippet` is the original text around it; `start`, `end` its code points."""

    release: str
    kind: Literal["transcript", "translation", "page"]
    title: str | None
    language: str | None
    speaker: str | None
    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    snippet: str


# --- background ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The same thing in one language. `language` is None where the words serve every language."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was true from `since` until before `until`: years, months or days; None is not known."""

    texts: tuple[Worded, ...]
    since: str | None = None
    until: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a desk keeps on a person, an organisation or an event. The first name of a language is the one to show."""

    id: str
    kind: Literal["person", "organisation", "event"]
    names: tuple[Worded, ...]
    facts: tuple[Fact, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of a card in a text. Positions are code points of that text."""

    card: str
    start: int
    end: int


# --- what people decide ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that a person decided. `about` is the hash of the entry that it is about, `at` the index inside it.

    Kinds: `line` (a corrected transcript cue or translation line: `text`, times; without `text` it is removed, and an
    `inserted` one stands before the line `at`; the lines of one `edit` count from before that edit),
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


# --- what the desk itself writes down --------------------------------------------------------------------------------


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
