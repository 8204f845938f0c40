"""A dispatch as a folder: a page, and the media and subtitle files that it plays."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final

from pydantic import TypeAdapter

from onrecord.captions import same_language, write
from onrecord.dispatch.draft import Draft
from onrecord.dispatch.engines.html import PlayerFiles, TrackFile, render
from onrecord.dispatch.material import Material, Published, PublishedFile, Recording
from onrecord.dispatch.page import Page, Player, Quote, Track, make_page
from onrecord.dispatch.plain import as_reading
from onrecord.dispatch.reference import Reference
from onrecord.dispatch.wording import own_name
from onrecord.records import ArchiveSummary, Capture, Checked, PageReading, Pick

_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)
# Named here, because what the system's own table of types says differs between machines.
_ENDINGS: Final = {
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/x-flac": ".flac",
    "audio/x-wav": ".wav",
    "video/mp4": ".mp4",
    "video/ogg": ".ogv",
    "video/webm": ".webm",
}
_PICTURE: Final = ".jpg"  # what keyframes are, where the name of a poster does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPublisher:
    """Writes `index.html`, `dispatch.json`, `media/` and `subtitles/`. The page works from `file://`."""

    name: ClassVar[str] = "folder"
    version: ClassVar[str] = "2"

    def missing(self) -> str | None:
        """Nothing: all that it needs comes with onrecord."""
        return None

    def publish(self, draft: Draft, material: Material, folder: Path) -> Published:
        """Write the dispatch into an empty folder and say what was written."""
        page = make_page(draft, material)
        writer = _Writer(folder)
        files = {reference: writer.player(player, page) for reference, player in page.players.items()}
        reading = as_reading(page)
        writer.text("index.html", render(page, files))
        writer.text("dispatch.json", _record(page, files, reading))
        return Published(title=draft.title, page="index.html", files=tuple(writer.written), reading=reading)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the files of one folder and keeps account of them."""

    folder: Path
    written: list[PublishedFile] = field(default_factory=list)

    def player(self, player: Player, page: Page) -> PlayerFiles:
        stem = _stem(player.reference)
        recording = player.recording
        poster = recording.poster if recording.kind == "video" else None
        return PlayerFiles(
            media=self._copy(recording.path, f"media/{stem}{_ending(recording)}"),
            poster=self._copy(poster, f"media/{stem}.poster{poster.suffix or _PICTURE}") if poster else None,
            tracks=tuple(self._tracks(player, stem, page.draft.language)),
        )

    def _tracks(self, player: Player, stem: str, language: str) -> Iterator[TrackFile]:
        tags = [track.language or "und" for track in player.tracks]
        chosen = _default(player.tracks, language)
        for index, (track, tag) in enumerate(zip(player.tracks, tags, strict=True)):
            twin = f".{index + 1}" if tags.count(tag) > 1 else ""
            text = write(track.cues, "vtt", track.language)
            name = f"subtitles/{stem}{twin}.{tag if _SLUG.fullmatch(tag) else 'und'}.vtt"
            yield TrackFile(
                name=self.text(name, text),
                tag=track.language if track.language and _SLUG.fullmatch(track.language) else None,
                label=own_name(track.language),
                original=track.original,
                default=track is chosen,
                text=text,
            )

    def text(self, name: str, text: str) -> str:
        path = self._place(name)
        path.write_text(text, encoding="utf-8", newline="\n")
        return self._account(name, path)

    def _copy(self, source: Path, name: str) -> str:
        return self._account(name, Path(shutil.copyfile(source, self._place(name))))

    def _place(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        return path

    def _account(self, name: str, path: Path) -> str:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.written.append(PublishedFile(name=name, sha256=sha256, size=path.stat().st_size))
        return name


def _default(tracks: tuple[Track, ...], language: str) -> Track | None:
    """The subtitles that show without being asked for: the reader's language, unless it is the one that is spoken."""
    own = [track for track in tracks if track.language and same_language(track.language, language)]
    return next((track for track in own if not track.original), None)


def _ending(recording: Recording) -> str:
    """The ending that servers tell the kind of a file by; stored files have none."""
    return _ENDINGS.get(recording.media_type) or recording.path.suffix or f".{recording.kind}"


def _stem(reference: Reference) -> str:
    """A file name for a recording, safe on every system, the same in every publication."""
    release = reference.release
    name = release if _SLUG.fullmatch(release) else hashlib.sha256(release.encode()).hexdigest()[:16]
    return name if reference.kind == "release" else f"{name}-{reference.start_ms}-{reference.end_ms}"


def _record(page: Page, files: Mapping[Reference, PlayerFiles], reading: PageReading) -> str:
    """`dispatch.json`: what the page says, for programs."""
    draft, material = page.draft, page.material
    record = {
        "schema": 1,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "language": draft.language,
        "author": draft.author,
        "date": draft.date,
        "published": material.published_at,
        "desk": material.desk,
        "archive": _plain(ArchiveSummary, material.archive),
        "releases": [_plain(Capture, evidence.capture) for evidence in page.releases.values()],
        "recordings": [
            {
                "release": reference.release,
                "start_ms": page.players[reference].start_ms,
                "end_ms": page.players[reference].end_ms,
                "file": made.media,
                "subtitles": [track.name for track in made.tracks],
            }
            for reference, made in files.items()
        ],
        "quotations": [_quotation(quote) for quote in page.quotes.values()],
        "text": _plain(PageReading, reading),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _quotation(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.written.text,
        "language": quote.written.language,
        "line": quote.placed.line,
        "verdict": quote.verdict,
        "record": _plain(Pick, quote.pick),
        "checked": _plain(Checked, quote.checked) if quote.checked else None,
    }


def _plain(kind: type[Any], value: object) -> Any:  # noqa: ANN401  # JSON
    return TypeAdapter(kind).dump_python(value, mode="json")
