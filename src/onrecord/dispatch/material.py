"""What a dispatch's references resolve to. The desk fills it by walking a draft; a publisher only lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.dispatch.draft import Draft, Placed
from onrecord.dispatch.reference import Reference
from onrecord.errors import Unknown
from onrecord.records import (
    ArchiveSummary,
    BlobHash,
    Capture,
    Card,
    Checked,
    Matching,
    Mention,
    PageReading,
    Pick,
    Transcript,
    Translation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One release that a dispatch rests on, with all that is known of it. Times are those of the release."""

    capture: Capture
    transcript: Transcript | None = None
    translations: tuple[Translation, ...] = ()
    matching: Matching | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A file that browsers play, to be copied beside the page. It begins where its reference begins."""

    path: Path
    kind: Literal["video", "audio"]
    media_type: str
    duration_ms: int
    poster: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that a draft's references resolve to.

    Attributes:
        desk: The name of the desk that publishes.
        published_at: ISO 8601; the page shows no other time of publication.
        archive: The state of the archive that verdicts and matchings were made against.
        releases: One for each of `draft.releases`.
        media: One for each of `draft.players` that can be played. What the text shows must be there.
        quotes: One for each reference of kind `quote`: the words on the record.
        verdicts: The words in the brackets of a quotation, held against the record.
        cards: The cards in use; their facts are those true at the date that counts.
        names: The mentions in each of `draft.prose`.
        address: Where the page will stand, if that is known.
    """

    desk: str
    published_at: str
    archive: ArchiveSummary
    releases: Mapping[str, Evidence] = field(default_factory=dict)
    media: Mapping[Reference, Recording] = field(default_factory=dict)
    quotes: Mapping[Reference, Pick] = field(default_factory=dict)
    verdicts: Mapping[Placed, Checked] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    names: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    address: str | None = None

    def resolve_all(self, draft: Draft) -> None:
        """See that nothing is lacking. Raises Unknown, naming the line of the first reference that is not resolved."""
        for release in draft.about:
            if release not in self.releases:
                raise Unknown(draft.name, f"is about {release}, which is not here", "correct its `about`")
        for placed in draft.placed:
            self._resolve(placed, draft.name)
        for placed in draft.figures:
            if placed.reference not in self.media:
                where = f"{draft.name}, line {placed.line}"
                raise Unknown(where, f"shows {placed.reference.release}, which can't be played", "correct the release")

    def _resolve(self, placed: Placed, name: str) -> None:
        where, reference = f"{name}, line {placed.line}", placed.reference
        evidence = self.releases.get(reference.release)
        if evidence is None:
            raise Unknown(where, f"names the release {reference.release}, which is not here", "correct the release")
        if reference.kind == "quote" and reference not in self.quotes:
            raise Unknown(where, f"quotes {reference.release} where nothing is on the record", "correct the times")
        if reference.kind == "strip" and evidence.matching is None:
            raise Unknown(where, f"shows a strip of {reference.release}, which was not matched", "run `onrecord work`")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of a published dispatch; `name` is its path in the folder, with slashes."""

    name: str
    sha256: BlobHash
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published dispatch. `reading` is its own text by blocks, to hold reprints against."""

    title: str
    page: str
    files: tuple[PublishedFile, ...]
    reading: PageReading
