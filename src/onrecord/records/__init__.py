"""The records that pass through the doors of the rooms.

All are frozen: a changed record is a new record. Times are integer milliseconds of presentation time, spans are
half-open. Dates are ISO 8601 strings, as exact as their source. A blob is named by the SHA-256 of its bytes (64 hex
digits). A new field must have a default, so that old entries still load.
"""

from onrecord.records.blob import (
    BlobHash,
)
from onrecord.records.captured import (
    Capture,
    Companion,
    Dated,
    Given,
    Hop,
    ReleaseKind,
)
from onrecord.records.checking import (
    Asked,
    Body,
    Checked,
    Citation,
    CitationVerdict,
    Edit,
    Flag,
    OriginalLine,
    Source,
    Verdict,
)
from onrecord.records.deciding import (
    Decision,
    Erasure,
    Failure,
    Publication,
    SeenAgain,
    WatchedSource,
)
from onrecord.records.finding import (
    Card,
    Fact,
    HeadlineChange,
    Hit,
    Mention,
    Passage,
    Reprint,
    Worded,
)
from onrecord.records.footage import (
    ArchiveSummary,
    Compared,
    Match,
    Matching,
    Prints,
    Segment,
)
from onrecord.records.quoting import (
    Article,
    Mark,
    MarkKind,
    Occasion,
    Pick,
    PickedLine,
    Quotation,
)
from onrecord.records.reading import (
    Bars,
    Block,
    Credit,
    Look,
    MediaReading,
    PageReading,
    Role,
    Shot,
    Stream,
    Tint,
    Transition,
)
from onrecord.records.speech import (
    Cue,
    Line,
    Transcript,
    Translation,
)
from onrecord.records.works import (
    HeldWork,
    Work,
    WorkPlace,
)

__all__ = [
    "ArchiveSummary",
    "Article",
    "Asked",
    "Bars",
    "BlobHash",
    "Block",
    "Body",
    "Capture",
    "Card",
    "Checked",
    "Citation",
    "CitationVerdict",
    "Companion",
    "Compared",
    "Credit",
    "Cue",
    "Dated",
    "Decision",
    "Edit",
    "Erasure",
    "Fact",
    "Failure",
    "Flag",
    "Given",
    "HeadlineChange",
    "HeldWork",
    "Hit",
    "Hop",
    "Line",
    "Look",
    "Mark",
    "MarkKind",
    "Match",
    "Matching",
    "MediaReading",
    "Mention",
    "Occasion",
    "OriginalLine",
    "PageReading",
    "Passage",
    "Pick",
    "PickedLine",
    "Prints",
    "Publication",
    "Quotation",
    "ReleaseKind",
    "Reprint",
    "Role",
    "SeenAgain",
    "Segment",
    "Shot",
    "Source",
    "Stream",
    "Tint",
    "Transcript",
    "Transition",
    "Translation",
    "Verdict",
    "WatchedSource",
    "Worded",
    "Work",
    "WorkPlace",
]
