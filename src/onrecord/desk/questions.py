"""Questions to the desk: they are answered from one state of the archive and write nothing into the ledger."""

from __future__ import annotations  # the rooms named in them are loaded later

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord import engine as engines
from onrecord.desk import doors, rooms
from onrecord.desk.adding import capturer
from onrecord.desk.citing import Citing
from onrecord.desk.desk import Desk
from onrecord.desk.executor import scratch_folder
from onrecord.desk.placing import placed
from onrecord.errors import OnrecordError, TooLarge, Unknown
from onrecord.records import (
    ArchiveSummary,
    Article,
    Asked,
    Checked,
    Compared,
    Hit,
    Matching,
    MediaReading,
    PageReading,
    Pick,
    Quotation,
    Transcript,
    Translation,
)
from onrecord.store import FolderBlobs, Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedArticle:
    """An article with its quotations, each held against the record, and the archive that this was.

    `answers` are those on the article's quotations, in their order; on one that could not be checked, why.
    """

    archive: ArchiveSummary
    article: Article
    answers: tuple[Checked | OnrecordError, ...]

    @property
    def quotations(self) -> tuple[Checked, ...]:
        """The quotations that were checked."""
        return tuple(answer for answer in self.answers if isinstance(answer, Checked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that a question brings along: its blob, and where such blobs are kept until the question is answered.

    `url` is the web address that it stood at, if it came from one.
    """

    blob: str
    address: str
    blobs: FolderBlobs
    url: str | None = None


@contextmanager
def nowhere() -> Iterator[Desk]:
    """A desk for questions that need none: it holds nothing and is gone afterwards."""
    with TemporaryDirectory(prefix="onrecord-") as folder, Desk.init(Path(folder) / "desk") as desk:
        yield desk


@contextmanager
def bring(desk: Desk, address: str, data: bytes | None = None) -> Iterator[Brought]:
    """Fetch what a question is about, or take `data` for it. Raises InputError and its kin."""
    with scratch_folder(desk.folder / "scratch") as scratch:
        over = FolderBlobs(scratch / "blobs")
        bench = Workbench(desk.blobs, scratch)
        over.root.mkdir()
        if data is not None:
            brought = Brought(blob=over.put(data), address=address, blobs=over)
        else:
            fetched = capturer(desk, address).fetch(address, desk.settings.capture, bench)
            over.take_all(bench.made())
            url = fetched.address if fetched.hops else None
            brought = Brought(blob=fetched.blob, address=fetched.address, blobs=over, url=url)
        try:
            yield brought
        except OnrecordError as error:
            raise error.about(address) from error


def read_page(desk: Desk, address: str, data: bytes | None = None) -> PageReading:
    """Read a page, or a plain text copy of one, that is not kept; the titles of pages that are kept are told apart."""
    with bring(desk, address, data) as brought:
        page: PageReading = desk.steps.ask(doors.READ_PAGE, brought.blob, brought.url, over=brought.blobs)
    return rooms.read.settle(page, _titles(desk))


def _titles(desk: Desk) -> Iterator[str]:
    """The titles of the pages that the desk holds."""
    standing = desk.shelves.standing(desk.catalogue)
    return (stands.page_title for stands in standing.releases.values() if stands.page_title)


def article(desk: Desk, address: str, data: bytes | None = None) -> Article:
    """Read a page and find its quotations."""
    found: Article = desk.steps.ask(doors.QUOTE, read_page(desk, address, data))
    return found


def shots(desk: Desk, address: str, picture: Path | None = None) -> MediaReading:
    """Read one media file that is not kept; with `picture`, draw its shots into a PNG there."""
    with bring(desk, address) as brought:
        reading: MediaReading = desk.steps.ask(doors.READ_MEDIA, brought.blob, over=brought.blobs)
        if picture is not None:
            desk.steps.ask(doors.SHEET, reading, brought.blobs, picture.absolute())
        return reading


def match_release(desk: Desk, release: str, picture: Path | None = None, compared: Compared = "any") -> Matching:
    """Where the footage of a release was seen in the others, in the archive as it is now."""
    prints = desk.catalogue.prints(release)
    if prints is None:
        raise Unknown(f"release {release}", "has no prints", "take it through `onrecord work`; a page has none")
    footage = dataclasses.replace(desk.footage(prints.record, besides=release).value, compared=compared)
    matching: Matching = desk.steps.ask(doors.MATCH, prints.record, footage)
    if picture is not None:
        _draw_pairs(desk, matching, desk.blobs.open_path(desk.catalogue.capture(release).record.blob), picture)
    return matching


def match_file(desk: Desk, address: str, picture: Path | None = None, compared: Compared = "any") -> Matching:
    """Where the footage of a file was seen in the archive; the file is not kept."""
    with bring(desk, address) as brought:
        reading = desk.steps.ask(doors.READ_MEDIA, brought.blob, over=brought.blobs)
        prints = desk.steps.ask(doors.TAKE_PRINTS, brought.blob, reading, over=brought.blobs)
        footage = dataclasses.replace(desk.footage(prints).value, compared=compared)
        matching: Matching = desk.steps.ask(doors.MATCH, prints, footage, over=brought.blobs)
        if picture is not None:
            _draw_pairs(desk, matching, brought.blobs.open_path(brought.blob), picture)
        return matching


def export_matching(desk: Desk, matching: Matching, form: str, query: str) -> str:
    """A matching as another program reads it; `query` is the address of the video that it is about.

    Raises Missing where this form needs something that isn't installed.
    """
    by: rooms.match.Exporter = engines.build("match", form)
    named = {match.release for segment in matching.segments for match in segment.matches}
    media = {release: desk.catalogue.capture(release).record.address for release in named}
    return rooms.match.export_matching(by, matching, query, media)


def _draw_pairs(desk: Desk, matching: Matching, query: Path, picture: Path) -> None:
    """Draw the video beside the releases that it was seen in."""
    seen = {match.release for segment in matching.segments for match in segment.matches}
    files = {release: desk.blobs.open_path(desk.catalogue.capture(release).record.blob) for release in seen}
    desk.steps.ask(doors.PAIRS, matching, query, files, picture.absolute())


def archive(desk: Desk) -> rooms.check.Archive:
    """The archive as it is now, for checking quotations against."""
    return desk.shelves.archive(desk.catalogue)


def check_quotations(desk: Desk, asked: Sequence[Asked]) -> tuple[Checked, ...]:
    """Hold each quotation against the record; whoever is quoted is known by all names that the background has."""
    return tuple(map(checking(desk), asked))


def checking(desk: Desk) -> Callable[[Asked], Checked]:
    """What holds one quotation after another against the record, as it stands when each is asked."""
    by, known = _checker(desk), cards(desk)
    citing = Citing(desk, by)

    def check_one(asked: Asked) -> Checked:
        answer = placed(desk, rooms.check.check(by, _named(asked, known), archive(desk)))
        return dataclasses.replace(answer, citation=citing.of_asked(asked))

    return check_one


def cards(desk: Desk) -> rooms.background.Background:
    """What the desk keeps of people, organisations and events, as its file stands now."""
    keeper: rooms.background.Keeper = desk.steps.engine("background", "background")
    return rooms.background.load(keeper, desk.folder / desk.settings.background)


def _named(asked: Asked, known: rooms.background.Background) -> Asked:
    return dataclasses.replace(asked, spellings=rooms.background.spellings(asked.speaker or "", known))


def check_article(desk: Desk, address: str, data: bytes | None = None) -> CheckedArticle:
    """Hold an article's quotations against the record, and those of its headline against its own body too."""
    opened = desk.beside.submit(lambda: (_checker(desk), archive(desk), cards(desk)))
    found = article(desk, address, data)
    by, record, known = opened.result()
    citing = Citing(desk, by)
    body = [q.text for q in found.quotations if not _in_headline(found, q.block)]

    def check_one(quotation: Quotation) -> Checked | OnrecordError:
        asked = _named(Asked(text=quotation.text, speaker=quotation.speaker), known)
        try:
            answer = placed(desk, rooms.check.check(by, asked, record))
        except TooLarge as error:
            return error
        answer = dataclasses.replace(answer, citation=citing.of_article(found, quotation))
        if _in_headline(found, quotation.block):
            answer = dataclasses.replace(answer, body=rooms.check.check_body(by, asked, body))
        return answer

    return CheckedArticle(archive=record.summary, article=found, answers=tuple(map(check_one, found.quotations)))


def find(desk: Desk, question: rooms.search.Question) -> tuple[Hit, ...]:
    """Where words stand in the archive."""
    text_of = desk.shelves.searched(desk.catalogue)
    by: rooms.search.Searcher = desk.steps.engine("search", "search")
    return rooms.search.search(by, question, desk.shelves.search, text_of)


def pick(desk: Desk, release: str, start_ms: int, end_ms: int) -> Pick:
    """The quotation that stands between two times of a release. Raises Unknown where nothing is said."""
    told = desk.catalogue.told(release, None)
    translations = [t.record for t in desk.catalogue.translations(release) if isinstance(t.record, Translation)]
    transcript = told.record if isinstance(told.record, Transcript) else Transcript()
    return rooms.quote.pick(release, transcript, translations, start_ms, end_ms)


def _checker(desk: Desk) -> rooms.check.Checker:
    checker: rooms.check.Checker = desk.steps.engine("check", "check")
    return checker


def _in_headline(found: Article, block: int) -> bool:
    return found.page.blocks[block].role in ("title", "subtitle")
