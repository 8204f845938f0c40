"""Dispatches: begun, previewed, published; and the pages that reprint them."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from onrecord import background, check, dispatch, spread
from onrecord.captions import write
from onrecord.desk import doors, questions
from onrecord.desk.desk import Desk
from onrecord.desk.executor import scratch_folder
from onrecord.engine import identity
from onrecord.errors import InputError, OnrecordError, Unknown
from onrecord.records import Asked, Capture, Checked, Pick, Publication, Reprint, Transcript, Translation
from onrecord.store import NewEntry, now
from onrecord.store.codec import canonical
from onrecord.store.durable import is_running, make_folder, sync_folder, sync_tree, write_durably

DRAFTS: Final = "dispatches"
PUBLISHED: Final = "published"
_NAME: Final = re.compile(r"\w[\w.-]{0,99}")

_TEMPLATE: Final = """\
---
title: {title}
language: en
author: {author}
date: {date}
about: [{about}]
---

What was released, by whom and when.

{parts}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A dispatch that was laid out: its page, and what its own words came to when held against the record."""

    dispatch: str
    title: str
    page: Path
    checked: tuple[Checked, ...]


def begin(desk: Desk, title: str, releases: tuple[str, ...]) -> Path:
    """Write a draft to go on from. Raises InputError where there is one of that name."""
    path = desk.folder / DRAFTS / f"{_slug(title)}.md"
    if path.exists():
        raise InputError(str(path), "is there already", "go on with it, or choose another title")
    known = [desk.catalogue.resolve(release) for release in releases]
    parts = "\n\n".join(_part(desk, release) for release in known)
    about = ", ".join(f'"{release}"' for release in known)
    text = _TEMPLATE.format(
        title=_quoted(title), author=_quoted(desk.settings.name), date=now()[:10], about=about, parts=parts
    )
    write_durably(path, text.encode())
    return path


def _part(desk: Desk, release: str) -> str:
    """What a draft begins with about a release: its picture or sound and its strip, if it has them; else its name."""
    title = re.sub(r"[\[\]\\]", " ", desk.catalogue.title(release))
    if desk.catalogue.media(release) is None:
        return f"It rests on [{title}](release:{release})."
    strip = f"\n\n![Where it was seen before](strip:{release})" if desk.catalogue.prints(release) else ""
    return f"![{title}](release:{release}){strip}"


def preview(desk: Desk, draft: Path, folder: Path) -> Page:
    """Lay a draft out in a folder, without publishing it."""
    return _lay_out(desk, draft, folder, now()).page


def publish(desk: Desk, draft: Path) -> Page:
    """Lay a draft out under the desk's `published` folder and write down what it says and what it rests on.

    The new page is whole and durable before the ledger speaks of it, and takes the place of the old one last.
    """
    name = draft.stem
    if not _NAME.fullmatch(name):
        raise InputError(str(draft), "has a name that no folder should have", "use letters, digits, dots and dashes")
    shelf = desk.folder / PUBLISHED
    make_folder(shelf)
    _recover(shelf)
    new = shelf / f".{name}.{os.getpid()}.new"
    try:
        laid = _lay_out(desk, draft, new, now())
        sync_tree(new)
        desk.ledger.append([NewEntry(kind="publication", record=_publication(desk, laid), engine=_identity(desk))])
        _exchange(new, shelf / name)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return replace(laid.page, page=shelf / name / laid.page.page.name)


def _exchange(new: Path, target: Path) -> None:
    old = new.with_suffix(".old")
    if target.exists():
        target.rename(old)
    new.rename(target)
    sync_folder(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def _recover(shelf: Path) -> None:
    """Put back the page that a killed process had taken away, and remove the one that it had begun."""
    for folder in shelf.glob(".*.*.*"):
        name, process, state = folder.name[1:].rsplit(".", 2)
        if state not in {"old", "new"} or not process.isdecimal() or is_running(int(process)):
            continue
        if state == "old" and not (shelf / name).exists():
            folder.rename(shelf / name)
        else:
            shutil.rmtree(folder)


def published(desk: Desk) -> list[Publication]:
    """The published dispatches, each as it was last published."""
    return list({record.dispatch: record for _, record in desk.ledger.records("publication")}.values())


def approvals(desk: Desk) -> dict[str, str]:
    """Who approved a dispatch as it was last published; published again, it has to be approved again."""
    newest = {record.dispatch: entry.hash for entry, record in desk.ledger.records("publication")}
    decided = [decision for _, decision in desk.ledger.records("decision") if decision.kind == "dispatch approved"]
    by_hash = {decision.about: decision.by for decision in decided}
    return {dispatch: by_hash[digest] for dispatch, digest in newest.items() if digest in by_hash}


def trace(desk: Desk, address: str, data: bytes | None = None) -> tuple[Reprint, tuple[Checked, ...]]:
    """Hold a page against the desk's dispatches, and its quotations against the record."""
    article = questions.article(desk, address, data)
    by: spread.Tracer = desk.steps.engine("spread", "spread")
    reprint = spread.trace(by, article.page, address, [_issued(publication) for publication in published(desk)])
    asked = [Asked(text=quotation.text, speaker=quotation.speaker) for quotation in article.quotations]
    return reprint, questions.check_quotations(desk, asked)


def clip(
    desk: Desk, release: str, start_ms: int, end_ms: int, target: Path, *, subtitles: str | None
) -> tuple[dispatch.Clip, Path | None]:
    """Cut a clip of a release to the asked span, and write the subtitles for it beside it, in one language."""
    if target.exists():
        raise InputError(str(target), "exists already", "name a file that doesn't, or remove this one")
    told = desk.catalogue.told(release, subtitles) if subtitles else None
    blob = desk.catalogue.capture(release).record.blob
    try:
        cut: dispatch.Clip = desk.steps.ask(doors.CLIP, desk.blobs.open_path(blob), start_ms, end_ms, target.absolute())
    except OnrecordError as error:
        raise error.about(f"release {release}") from error
    if told is None:
        return cut, None
    beside = target.with_suffix(f".{told.record.language or 'und'}.vtt")
    cues = dispatch.subtitles_for(told.cues, start_ms, end_ms)
    write_durably(beside, write(cues, "vtt", told.record.language).encode())
    return cut, beside


# --- laying out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A draft that was laid out: its text, what it refers to, and the page."""

    text: str
    draft: dispatch.Draft
    material: dispatch.Material
    published: dispatch.Published
    page: Page


def _lay_out(desk: Desk, path: Path, folder: Path, published_at: str) -> _Laid:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"can't be read as a dispatch's text ({error})", "name a Markdown file") from error
    draft = dispatch.read_draft(text, path.name)
    with scratch_folder(desk.folder / "scratch") as scratch:
        material = _material(desk, draft, scratch, published_at)
        by: dispatch.Publisher = desk.steps.engine("dispatch", "dispatch")
        laid = dispatch.publish(by, draft, material, folder)
    checked = tuple(material.verdicts.values())
    page = Page(dispatch=path.stem, title=laid.title, page=folder / laid.page, checked=checked)
    return _Laid(text=text, draft=draft, material=material, published=laid, page=page)


def _publication(desk: Desk, laid: _Laid) -> Publication:
    """What is written down of a dispatch; the text as written and the background as it was are kept as blobs."""
    cards = desk.folder / desk.settings.background
    credit = desk.settings.dispatch
    strips = ((release, evidence.matching) for release, evidence in laid.material.releases.items())
    return Publication(
        dispatch=laid.page.dispatch,
        title=laid.page.title,
        draft=desk.blobs.put(laid.text.encode()),
        published=laid.material.published_at,
        language=laid.draft.language,
        background=desk.blobs.put(cards.read_bytes()) if cards.exists() else None,
        blocks=tuple(block.text for block in laid.published.reading.blocks if block.role == "body"),
        credit=credit.credit or (desk.settings.name,),
        addresses=credit.addresses,
        promos=credit.promos,
        files=tuple((file.name, file.sha256) for file in laid.published.files),
        releases=tuple(desk.catalogue.resolve(release) for release in laid.draft.releases),
        archive=laid.material.archive,
        checked=laid.page.checked,
        strips=tuple((release, matching) for release, matching in strips if matching is not None),
    )


def _material(desk: Desk, draft: dispatch.Draft, scratch: Path, published_at: str) -> dispatch.Material:
    """Resolve everything that the draft refers to."""
    record = questions.archive(desk)
    quotes = {ref: _pick(desk, ref) for ref in draft.references if ref.kind == "quote"}
    date = draft.as_of or draft.date or published_at[:10]
    known = questions.cards(desk)
    names = {prose: background.mentions(prose, known) for prose in draft.prose}
    used = {mention.card for mentions in names.values() for mention in mentions}
    return dispatch.Material(
        desk=desk.settings.name,
        published_at=published_at,
        archive=record.summary,
        releases={release: _evidence(desk, desk.catalogue.resolve(release)) for release in draft.releases},
        media=_recordings(desk, draft, scratch),
        quotes=quotes,
        verdicts=_verdicts(desk, draft),
        cards=tuple(replace(card, facts=known.at(card.id, date)) for card in known.cards if card.id in used),
        names=names,
    )


def _pick(desk: Desk, reference: dispatch.Reference) -> Pick:
    if reference.start_ms is None or reference.end_ms is None:
        raise Unknown(f"quote of {reference.release}", "names no span of time", "write RELEASE@START-END")
    return questions.pick(desk, desk.catalogue.resolve(reference.release), reference.start_ms, reference.end_ms)


def _verdicts(desk: Desk, draft: dispatch.Draft) -> dict[dispatch.Placed, Checked]:
    """The words that the author wrote, each held against the release that they are said to be from."""
    by: check.Checker = desk.steps.engine("check", "check")
    written = [p for p in draft.placed if p.reference.kind == "quote" and p.words.strip()]
    resolved = {name: desk.catalogue.resolve(name) for name in {p.reference.release for p in written}}
    records = {name: desk.shelves.archive(desk.catalogue, only=release) for name, release in resolved.items()}
    return {p: check.check(by, Asked(text=p.words), records[p.reference.release]) for p in written}


def _evidence(desk: Desk, release: str) -> dispatch.Evidence:
    catalogue = desk.catalogue
    capture: Capture = replace(catalogue.capture(release).record, title=catalogue.title(release))
    told = catalogue.transcript(release)
    return dispatch.Evidence(
        capture=capture,
        transcript=told.record if told and isinstance(told.record, Transcript) and told.cues else None,
        translations=tuple(t.record for t in catalogue.translations(release) if isinstance(t.record, Translation)),
        matching=questions.match_release(desk, release) if catalogue.prints(release) else None,
    )


def _recordings(desk: Desk, draft: dispatch.Draft, scratch: Path) -> Mapping[dispatch.Reference, dispatch.Recording]:
    found = {}
    for number, reference in enumerate(draft.players):
        release = desk.catalogue.resolve(reference.release)
        if desk.catalogue.media(release) is not None:
            found[reference] = _recording(desk, release, reference, scratch / f"{number}.mp4")
    return found


def _recording(desk: Desk, release: str, reference: dispatch.Reference, target: Path) -> dispatch.Recording:
    """A file that browsers play: the release's own where they play it, else a cut or converted one."""
    reading, capture = desk.catalogue.media(release), desk.catalogue.capture(release).record
    if reading is None:
        raise Unknown(f"release {release}", "holds no picture or sound", "quote it without a clip")
    media, source = reading.record, desk.blobs.open_path(capture.blob)
    start_ms, end_ms = reference.start_ms or 0, reference.end_ms or media.duration_ms
    kind: Literal["video", "audio"] = "video" if any(stream.kind == "video" for stream in media.streams) else "audio"
    poster = next((shot.keyframe for shot in media.shots if shot.end_ms > start_ms and shot.keyframe), None)
    whole = reference.start_ms is None
    if whole and desk.steps.ask(doors.PLAYABLE, source):
        path, media_type = source, capture.media_type
    else:
        desk.steps.ask(doors.CLIP, source, start_ms, end_ms, target)
        path, media_type = target, f"{kind}/mp4"
    return dispatch.Recording(
        path=path,
        kind=kind,
        media_type=media_type,
        duration_ms=end_ms - start_ms,
        poster=desk.blobs.open_path(poster) if poster else None,
    )


def _issued(publication: Publication) -> spread.Issued:
    return spread.Issued(
        id=publication.dispatch,
        title=publication.title,
        blocks=publication.blocks,
        credit=publication.credit,
        addresses=publication.addresses,
        promos=publication.promos,
        language=publication.language,
    )


def _identity(desk: Desk) -> str:
    return identity(desk.steps.engine("dispatch", "dispatch"))


def _quoted(text: str) -> str:
    """A text as YAML: JSON is YAML, and escapes what has to be."""
    return canonical(text).decode()


def _slug(title: str) -> str:
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:80] or "dispatch"
