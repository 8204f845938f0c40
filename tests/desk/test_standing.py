"""How the releases stand: what is saved and brought forward is what a walk over the whole ledger gives."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.desk import Desk, decisions
from onrecord.desk.adding import Added, add_lines
from onrecord.desk.catalogue import Catalogue
from onrecord.desk.register import Register
from onrecord.desk.standing import Standing, save, saved
from onrecord.records import (
    Block,
    Capture,
    Cue,
    Dated,
    Decision,
    Erasure,
    Given,
    Line,
    MediaReading,
    PageReading,
    Transcript,
    Translation,
)
from onrecord.store import FolderBlobs, Ledger, NewEntry

NAMES = ("ferry", "quay", "lamp")
BLOBS = ("a" * 64, "b" * 64)
WORDS = ("the lamp is lit", "the ferry waits", "")


def now_of(ledger: Ledger) -> Catalogue:
    """A catalogue that knows nothing yet."""
    register = Register(ledger)
    return Catalogue(register, register.catch_up())


def walked(ledger: Ledger) -> Standing:
    """The standing as a walk over the whole ledger gives it."""
    return Standing(0, {}).brought_to(now_of(ledger))


@contextmanager
def empty_ledger() -> Iterator[Ledger]:
    with TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "ledger.sqlite", FolderBlobs(Path(folder) / "blobs"))
        yield ledger
        ledger.close()


def captured(release: str, blob: str, published: str | None) -> NewEntry:
    record = Capture(
        release=release,
        kind="page",
        address=f"/in/{release}.html",
        name=f"{release}.html",
        blob=blob,
        size=1,
        media_type="text/html",
        captured="2024-03-20T09:00:00.000Z",
        published=Dated(value=published, read_from="given") if published else None,
    )
    return NewEntry(kind="capture", release=release, record=record, engine="file@1")


def said(release: str, words: str) -> NewEntry:
    record = Transcript(cues=(Cue(text=words),) if words else (), language="en")
    return NewEntry(kind="transcript", release=release, record=record, engine="captions@1")


def carried_over(release: str, words: str, language: str) -> NewEntry:
    record = Translation(language=language, lines=(Line(text=words, cues=(0,)),) if words else ())
    return NewEntry(kind="translation", release=release, record=record, engine="captions@1", inputs=("x", language))


def page_read(release: str, words: str, blob: str) -> NewEntry:
    record = PageReading(text=words, blocks=(Block(role="body", text=words, start=0, end=len(words)),), published=None)
    return NewEntry(kind="page reading", release=release, record=record, engine="trafilatura@1", inputs=(blob,))


def media_read(release: str, duration_ms: int, blob: str) -> NewEntry:
    record = MediaReading(duration_ms=duration_ms)
    return NewEntry(kind="media reading", release=release, record=record, engine="pyav@1", inputs=(blob,))


def decided(release: str, decision: Decision) -> NewEntry:
    return NewEntry(kind="decision", release=release, record=decision, engine="editor:R. Editor")


def append_one(ledger: Ledger, drawn: st.DataObject) -> None:
    """Let something happen to a release, as the desk writes it down."""
    release = drawn.draw(st.sampled_from(NAMES))
    words, blob = drawn.draw(st.sampled_from(WORDS)), drawn.draw(st.sampled_from(BLOBS))
    told = list(ledger.entries(kind="transcript", release=release))
    kinds = {
        "capture": lambda: captured(release, blob, drawn.draw(st.sampled_from((None, "1999", "2024-03-22")))),
        "transcript": lambda: said(release, words),
        "translation": lambda: carried_over(release, words, drawn.draw(st.sampled_from(("fa", "fr")))),
        "page": lambda: page_read(release, words, blob),
        "media": lambda: media_read(release, len(words) * 1000, blob),
        "line": lambda: decided(
            release, Decision(kind="line", about=told[-1].hash, by="R. Editor", at=0, text="the lamp is out", edit="1")
        ),
        "withdrawn": lambda: decided(release, Decision(kind="withdrawn", about="x", by="R. Editor")),
    }
    last = ledger.find_record(told[-1]) if told else None  # an erased one can't be corrected
    if last is None or not last.cues:
        del kinds["line"]
    ledger.append([kinds[drawn.draw(st.sampled_from(sorted(kinds)))]()])


def erase_one(ledger: Ledger, drawn: st.DataObject) -> None:
    """Withdraw a release and remove the bodies of what was known of it before, as an erasure does."""
    release = drawn.draw(st.sampled_from(NAMES))
    own = tuple(entry.number for entry in ledger.entries(release=release))
    tombstone = Erasure(release=release, by="R. Editor", reason="a court", entries=own)
    withdrawal = decided(release, Decision(kind="withdrawn", about="x", by="R. Editor"))
    ledger.append([withdrawal, NewEntry(kind="erasure", record=tombstone, engine="editor:R. Editor")])
    ledger.erase_bodies(own)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_however_it_was_come_by_it_is_what_a_walk_over_the_ledger_gives(drawn: st.DataObject) -> None:
    with empty_ledger() as ledger:
        path = ledger.path.with_name("standing.json")
        at_hand, catalogue = Standing(0, {}), now_of(ledger)
        for _ in range(drawn.draw(st.integers(1, 12))):
            happen = drawn.draw(st.sampled_from((append_one, append_one, append_one, erase_one)))
            happen(ledger, drawn)
            if drawn.draw(st.booleans()):
                catalogue = catalogue.at(catalogue.register.catch_up())
                at_hand = at_hand.brought_to(catalogue)
            if drawn.draw(st.booleans()):
                save(at_hand, ledger, path)
        fresh = walked(ledger)
        assert at_hand.brought_to(catalogue.at(fresh.generation)) == fresh
        assert saved(ledger, path).brought_to(now_of(ledger)) == fresh
        assert list(saved(ledger, path).brought_to(now_of(ledger)).releases) == list(fresh.releases)


def test_what_was_saved_comes_back(desk: Desk, talk: str, tmp_path: Path) -> None:
    standing = walked(desk.ledger)
    save(standing, desk.ledger, tmp_path / "standing.json")
    assert saved(desk.ledger, tmp_path / "standing.json") == standing
    assert list(standing.releases) == [talk]
    assert standing.texts == dict.fromkeys(standing.releases[talk].spoken.split(), talk)


def _with_checksum(head: object, body: bytes) -> bytes:
    told = json.dumps(head).encode() + b"\n" + body
    return b"%08x\n%s" % (zlib.crc32(told), told)


def _of_another_ledger(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head | {"hash": "0" * 64}, body)


def _of_another_form(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head | {"form": [0]}, body)


def _of_a_longer_ledger(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head | {"number": 10_000}, body)


def _with_a_byte_changed(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head, body).replace(b"null", b"1999", 1)


def _with_a_byte_of_its_head_changed(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head, body).replace(b'"hash"', b'"hasp"', 1)


def _cut_short(head: dict[str, object], body: bytes) -> bytes:
    return _with_checksum(head, body)[:-4]


def _of_nothing(_head: dict[str, object], _body: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "harm",
    [
        _of_another_ledger,
        _of_another_form,
        _of_a_longer_ledger,
        _with_a_byte_changed,
        _cut_short,
        _with_a_byte_of_its_head_changed,
        _of_nothing,
    ],
)
@pytest.mark.usefixtures("talk")
def test_what_is_not_whole_or_not_of_this_ledger_is_made_anew(desk: Desk, tmp_path: Path, harm: object) -> None:
    path = tmp_path / "standing.json"
    save(walked(desk.ledger), desk.ledger, path)
    _, head, body = path.read_bytes().split(b"\n", 2)
    path.write_bytes(harm(json.loads(head), body))  # type: ignore[operator]  # one of those above
    assert saved(desk.ledger, path) == Standing(0, {})


def test_the_summary_says_what_not_in_this_archive_is_said_of(desk: Desk, twins: tuple[str, str]) -> None:
    standing = desk.shelves.standing(desk.catalogue)
    summary = standing.summary(7)
    assert (summary.releases, summary.words, summary.generation) == (len(twins), 7, desk.catalogue.generation)
    assert summary.hours == pytest.approx(8 / 3600, abs=1e-3)
    assert summary.earliest_published is None
    assert summary.earliest_captured is not None
    assert standing.summary(only=[standing.releases[twins[0]]]).hours == pytest.approx(4 / 3600, abs=1e-3)
    assert Standing(0, {}).summary().earliest_captured is None


def test_a_correction_and_a_withdrawal_take_effect_at_once(desk: Desk, tmp_path: Path) -> None:
    lines = tmp_path / "talks.jsonl"
    lines.write_text("".join(f'{{"id": "{name}", "text": "{name} is lit"}}\n' for name in NAMES))
    assert all(isinstance(added, Added) for added in add_lines(desk, lines, Given()))
    before = desk.shelves.archive(desk.catalogue)
    assert desk.shelves.archive(desk.catalogue) is before
    decisions.withdraw(desk, "ferry", by="R. Editor", reason=None, erase=False)
    after = desk.shelves.archive(desk.catalogue)
    assert (before.summary.releases, after.summary.releases, after.summary.words) == (3, 2, 6)
    assert [place.release for place in after.exact(["is", "lit"])] == ["quay", "lamp"]
    assert len(before.exact(["is", "lit"])) == len(NAMES)
