"""What the desk shows of itself: its releases, one release with all that is known of it, failures, engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord import engine as engines
from onrecord.desk import questions
from onrecord.desk.catalogue import Told
from onrecord.desk.desk import Desk
from onrecord.desk.failures import is_open
from onrecord.desk.settings import BY_ADDRESS, Engines
from onrecord.errors import OnrecordError
from onrecord.records import (
    Article,
    Capture,
    Decision,
    Failure,
    Matching,
    MediaReading,
    PageReading,
    Transcript,
    Translation,
    VerdictChange,
)

_ROOM_OF = {
    "read_media": "read",
    "read_page": "read",
    "sheet": "read",
    "pairs": "match",
    "clip": "dispatch",
}
ROOMS = (
    "watch",
    "capture",
    "read",
    "match",
    "transcribe",
    "translate",
    "quote",
    "check",
    "background",
    "dispatch",
    "spread",
    "search",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A release in the list. `state` is `captured`, `worked` or `failed`."""

    release: str
    kind: str
    title: str
    source: str | None
    published: str | None
    captured: str
    language: str | None
    duration_ms: int | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A transcript or translation and where it stands: draft or approved, corrected in how many lines."""

    record: Transcript | Translation
    status: str
    corrected: int
    needs_review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An entry of the ledger about a release: what was made, when, by which engine."""

    number: int
    at: str
    kind: str
    engine: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """When something else was said of a release's footage than before, and what."""

    at: str
    changes: tuple[VerdictChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One release with all that is known of it."""

    listed: Listed
    capture: Capture
    media: MediaReading | None
    page: PageReading | None
    article: Article | None
    matching: Matching | None
    transcript: Words | None
    translations: tuple[Words, ...]
    decisions: tuple[Decision, ...]
    revisions: tuple[Revised, ...]
    failures: tuple[Failure, ...]
    trace: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A piece of work that failed and has not been done since."""

    release: str
    failure: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An engine: whether it is ready, or what has to be installed first; and whether this desk uses it."""

    room: str
    name: str
    version: str | None
    ready: bool
    missing: str | None
    chosen: bool


def releases(desk: Desk) -> list[Listed]:
    """All releases, in the order in which they came."""
    failed = {failed.release for failed in failures(desk)}
    return [_listed(desk, release, failed) for release in desk.catalogue]


def show(desk: Desk, release: str) -> Shown:
    """One release with all that is known of it."""
    catalogue = desk.catalogue
    media, page, transcript = catalogue.media(release), catalogue.page(release), catalogue.transcript(release)
    return Shown(
        listed=_listed(desk, release, {failed.release for failed in failures(desk)}),
        capture=catalogue.capture(release).record,
        media=media.record if media else None,
        page=page.record if page else None,
        article=_newest(desk, release, "article"),
        matching=questions.match_release(desk, release) if catalogue.prints(release) else None,
        transcript=_words(transcript) if transcript else None,
        translations=tuple(_words(told) for told in catalogue.translations(release)),
        decisions=tuple(kept.record for kept in catalogue.decisions(release)),
        revisions=tuple(
            Revised(at=entry.at, changes=revision.changes)
            for entry, revision in desk.ledger.records("revision", release=release)
            if revision.changes
        ),
        failures=tuple(failed.failure for failed in failures(desk) if failed.release == release),
        trace=tuple(
            Trace(number=e.number, at=e.at, kind=e.kind, engine=e.engine, hash=e.hash)
            for e in desk.ledger.entries(release=release)
        ),
    )


def failures(desk: Desk) -> list[Failed]:
    """What failed and has not been done since; of several attempts the last."""
    last: dict[str | None, Failed] = {}
    held = {None, *desk.catalogue}
    for entry, failure in desk.ledger.records("failure"):
        if entry.release in held and is_open(desk.ledger, entry):
            last[entry.slot] = Failed(release=entry.release or "", failure=failure)
    return list(last.values())


def engines_here(desk: Desk | None) -> Iterator[Announced]:
    """Every announced engine of every room."""
    used = _used(desk.settings.engines if desk else Engines())
    for room in ROOMS:
        for point in sorted(engines.announced(room), key=lambda point: point.name):
            chosen = (room, point.name) in used or room in BY_ADDRESS
            yield _announced(room, point.name, chosen=chosen)


def _announced(room: str, name: str, *, chosen: bool) -> Announced:
    try:
        engine = engines.build(room, name)
    except OnrecordError as error:
        return Announced(room=room, name=name, version=None, ready=False, missing=error.remedy, chosen=chosen)
    return Announced(room=room, name=name, version=engine.version, ready=True, missing=None, chosen=chosen)


def _used(chosen: Engines) -> set[tuple[str, str]]:
    """The engines that a desk's settings choose, by room."""
    return {(_ROOM_OF.get(setting, setting), name) for setting, name in chosen.model_dump().items()}


def _listed(desk: Desk, release: str, failed: set[str]) -> Listed:
    catalogue, capture = desk.catalogue, desk.catalogue.capture(release)
    media, transcript = catalogue.media(release), catalogue.transcript(release)
    page = catalogue.page(release)
    return Listed(
        release=release,
        kind=capture.record.kind,
        title=catalogue.title(release),
        source=capture.record.source,
        published=catalogue.published(release),
        captured=catalogue.history(release, "capture")[0].at,
        language=_language(transcript, page.record if page else None, capture.record),
        duration_ms=media.record.duration_ms if media else None,
        state="failed" if release in failed else _state(desk, release),
    )


def _language(transcript: Told | None, page: PageReading | None, capture: Capture) -> str | None:
    if page is not None:
        return page.language
    return (transcript.record.language if transcript else None) or capture.language


def _state(desk: Desk, release: str) -> str:
    last = "article" if desk.catalogue.capture(release).record.kind == "page" else "transcript"
    return "worked" if desk.catalogue.newest(release, last) else "captured"


def _words(told: Told) -> Words:
    return Words(
        record=told.record,
        status=f"approved by {told.approved_by}" if told.approved_by else "draft",
        corrected=len(told.corrections),
        needs_review=told.review,
    )


def _newest(desk: Desk, release: str, kind: str) -> Any:  # noqa: ANN401  # the kind says which record
    entry = desk.catalogue.newest(release, kind)
    return desk.ledger.record(entry) if entry else None
