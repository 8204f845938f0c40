"""The page as HTML: one file with its style and script inside, which asks no host for anything."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.captions import direction
from onrecord.captions.languages import primary
from onrecord.dispatch.harmless import harmless, language_tag
from onrecord.dispatch.material import Evidence
from onrecord.dispatch.page import Note, Page, Player, Quote
from onrecord.dispatch.reference import Reference
from onrecord.dispatch.structured import structured
from onrecord.dispatch.wording import Wording, quoted
from onrecord.records import Edit, Matching
from onrecord.words import words

_DIGEST_DIGITS: Final = 12  # of a SHA-256 in running text; as many as no two releases of one archive will share
_TEMPLATES: Final = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFile:
    """Subtitles as the page carries them: a file beside it, and the same text inside it, for `file://`."""

    name: str
    tag: str | None
    label: str
    original: bool
    default: bool
    text: str

    @property
    def data(self) -> str:
        """The text as an address; browsers refuse separate tracks on pages opened as files, but not these."""
        return "data:text/vtt;charset=utf-8;base64," + base64.b64encode(self.text.encode()).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerFiles:
    """Where a player's files are, seen from the page."""

    media: str
    poster: str | None
    tracks: tuple[TrackFile, ...]


def render(page: Page, files: Mapping[Reference, PlayerFiles]) -> str:
    """The page as HTML."""
    style, script = _asset("page.css"), _asset("page.js")
    view = _View(page, files, Wording.of(page.draft.language))
    return (
        _environment()
        .get_template("index.html")
        .render(
            page=page,
            files=files,
            wording=view.wording,
            style=Markup(style),  # noqa: S704  # our own file
            script=Markup(script),  # noqa: S704  # our own file
            policy=_policy(style, script),
            structured=_json(structured(page, {reference: made.media for reference, made in files.items()})),
            **view.functions(),
        )
    )


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy under which only this style and this script count, and nothing is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "media-src 'self' file: data:",
            "img-src 'self' file: data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _json(value: object) -> Markup:
    """JSON that can stand in a script element: no character of it ends or begins markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704  # escaped just above


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finished,
    )


def _finished(value: object) -> object:
    """What a template shows; all text from outside passes here. Markup was made of what passed here before."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True, slots=True)
class _View:
    """The functions that the templates call."""

    page: Page
    files: Mapping[Reference, PlayerFiles]
    wording: Wording

    def functions(self) -> dict[str, object]:
        return {
            "say": self.wording.say,
            "number": self.wording.number,
            "tell": self.tell,
            "own": self.own,
            "bdi": bdi,
            "card_of": self.card_of,
            "icon": icon,
            "lang_dir": self.lang_dir,
            "seconds": seconds,
            "title_of": self.title_of,
            "source_id": self.source_id,
            "player_of": self.player_of,
            "strip_placed": self.strip_placed,
            "along": along,
            "summary": self.summary,
            "edited": self.edited,
            "copies": self.copies,
            "day": day,
            "quoted": quoted,
            "direction": direction,
            "is_web": is_web,
            "citation": self.citation(),
        }

    @property
    def foreign(self) -> bool:
        """Whether the page's own words are in another language than the dispatch."""
        return primary(self.page.draft.language) != self.wording.language

    def tell(self, key: str, **values: str) -> Markup:
        """The page's own words, with values that are escaped or markup already."""
        text = Markup(self.wording.phrase(key))  # noqa: S704  # our own words
        return self.own(text.format(**{name: _finished(value) for name, value in values.items()}))

    def own(self, text: str) -> Markup:
        """The page's own words, marked with their language where it is not the dispatch's."""
        if not self.foreign:
            return Markup("{}").format(_finished(text))
        return Markup('<span lang="{}" dir="{}">{}</span>').format(
            self.wording.language, self.wording.direction, _finished(text)
        )

    def lang_dir(self, language: str | None, *, text: bool = False) -> Markup:
        """The attributes `lang` and `dir`, left out amid running text where they are the page's own."""
        tag = language_tag(language)
        if text and tag == self.page.draft.language:
            return Markup("")
        lang = Markup(' lang="{}"').format(tag) if tag else Markup("")
        return lang + Markup(' dir="{}"').format(direction(tag))

    def title_of(self, evidence: Evidence) -> str:
        """What a release is called on the page."""
        return evidence.capture.title or evidence.capture.name or self.wording.say("untitled")

    def source_id(self, release: str) -> str:
        """The anchor of a release among the sources."""
        return f"source-{self.page.draft.releases.index(release) + 1}"

    def card_of(self, speaker: str | None) -> Note | None:
        """The card of a speaker, by any of its names; so a reader finds the name in a script that he reads."""
        said = _folded(speaker or "")
        named = (note for note in self.page.notes if any(_folded(name.text) == said for name in note.card.names))
        return next(named, None) if said else None

    def player_of(self, release: str) -> Player | None:
        """The player of the whole release, or of what the page has of it."""
        own = [player for player in self.page.players.values() if player.reference.release == release]
        return next((player for player in own if player.reference.kind == "release"), next(iter(own), None))

    def strip_placed(self, release: str) -> bool:
        """Whether the text shows this release's strip itself."""
        return any(
            reference.kind == "strip" and reference.release == release for reference in self.page.draft.references
        )

    def summary(self, matching: Matching) -> str:
        """The strip in a sentence, for those who can't see it."""
        sums = dict.fromkeys(("seen", "not in this archive", "undecidable"), 0)
        for segment in matching.segments:
            sums[segment.verdict] += segment.end_ms - segment.start_ms
        seen, new, undecidable = (self.wording.clock(ms) for ms in sums.values())
        total = self.wording.clock(matching.duration_ms)
        return self.wording.say("seen summary", total=total, seen=seen, new=new, undecidable=undecidable)

    def edited(self, edit: Edit, quote: Quote) -> Markup:
        """One difference between what is written and what was said."""
        attributes = self.lang_dir(quote.written.language)
        texts = (quoted(harmless(text), quote.written.language) for text in (edit.quoted, edit.said))
        before, after = (Markup("<bdi{}>{}</bdi>").format(attributes, text) for text in texts)
        return self.tell(f"edit {edit.kind}", quoted=before, said=after)

    def copies(self, release: str) -> list[str]:
        """The media and subtitle files that the folder has of a release."""
        own = [made for reference, made in self.files.items() if reference.release == release]
        return [name for made in own for name in (made.media, *(track.name for track in made.tracks))]

    def citation(self) -> Markup:
        """How to cite this dispatch, ready to be copied: what it is called, where it stands, and what it rests on."""
        draft, material = self.page.draft, self.page.material
        author = bdi(draft.author) if draft.author and _folded(draft.author) != _folded(material.desk) else None
        named = [author, Markup("<cite>{}</cite>").format(bdi(draft.title))]
        dated = Markup("{}, {}").format(bdi(material.desk), self.own(self.wording.date(day(material.published_at))))
        rests = Markup("; ").join(self._cited(evidence) for evidence in self.page.releases.values())
        parts = [*named, dated, bdi(material.address) if material.address else None]
        said = Markup(". ").join(part for part in parts if part)
        return Markup("{}. {}").format(said, self.tell("cite releases", releases=rests)) if rests else said + "."

    def _cited(self, evidence: Evidence) -> Markup:
        capture = evidence.capture
        title = bdi(quoted(self.title_of(evidence), self.page.draft.language))
        captured, digest = self.wording.date(day(capture.captured)), bdi(capture.blob[:_DIGEST_DIGITS])
        return self.tell("cite release", title=title, date=captured, digest=digest)


def _folded(name: str) -> list[str]:
    return [word.folded for word in words(name)]


def bdi(text: str) -> Markup:
    """Text from outside, shielded from the direction of the words around it."""
    return Markup("<bdi>{}</bdi>").format(harmless(text))


def icon(name: str) -> Markup:
    """A drawn sign that says nothing to those who listen."""
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>').format(name)


def seconds(ms: int) -> str:
    """Seconds as a media fragment writes them."""
    return f"{ms / 1000:g}" if ms % 1000 == 0 else f"{ms / 1000:.3f}"


def along(ms: int, matching: Matching) -> str:
    """A time as a place on a strip that is 1000 wide."""
    return f"{1000 * ms / max(matching.duration_ms, 1):.2f}"


def day(written: str | None) -> str | None:
    """A date without its time of day."""
    return written[:10] if written else None


def is_web(address: str) -> bool:
    """Whether an address from outside may be a link."""
    return address.startswith(("https://", "http://"))
