"""What holds for every page reader."""

# pages in several scripts are what is tried

import pickle
import time
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from onrecord.engine import announced, build
from onrecord.errors import TooLarge, Unreadable
from onrecord.read import PageReader, read_page
from onrecord.records import PageReading
from onrecord.store.workbench import Workbench

LONGEST = 30.0
"""Seconds of the processor: many times what it takes, and far from what quadratic work would."""

ENGLISH = """<!doctype html><html lang="en"><head><title>Harbour to be rebuilt | The Quay Post</title>
<meta property="og:title" content="Harbour to be rebuilt"><meta property="og:site_name" content="The Quay Post">
<meta property="article:published_time" content="2031-05-04T09:30:00+03:30"></head><body>
<nav><a href="/">Home</a> <a href="/town">Town</a></nav>
<article><h1>Harbour to be rebuilt</h1>
<p>The council of Northquay decided on Tuesday to rebuild the old harbour within the next three years.</p>
<p>“We will rebuild the harbour,” said Ada Quill, the mayor, after a meeting that had lasted the whole night.</p>
<p><a href="/lanterns-sold">Nine Hundred Lanterns Sold at Auction in Westmere</a></p>
<p>The work will begin in the spring and give bread to two hundred people, as the council's paper says.</p>
<p><em>Originally published by the Harbour Gazette</em></p></article>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div>
</body></html>"""

PERSIAN = """<html lang="fa" dir="rtl"><head><title>اسکله بازسازی می‌شود</title></head><body><article>
<h1>اسکله بازسازی می‌شود</h1>
<p>شورای شهر شمال‌بندر روز سه‌شنبه تصمیم گرفت اسکلهٔ قدیمی را در سه سال آینده از نو بسازد.</p>
<p>وزیر بندر گفت: «ما اسکله را دوباره می‌سازیم و این کار را تا پایان انجام می‌دهیم.»</p>
</article></body></html>"""


def _reads_pages(point: EntryPoint) -> bool:
    return hasattr(point.load(), "read_page")


@pytest.fixture(params=[point.name for point in announced("read") if _reads_pages(point)])
def engine(request: pytest.FixtureRequest) -> PageReader:
    built: PageReader = build("read", request.param)
    return built


def _check(reading: PageReading) -> None:
    assert all(reading.text[block.start : block.end] == block.text for block in reading.blocks)
    assert all(block.text.strip() for block in reading.blocks)
    assert [block.start for block in reading.blocks] == sorted(block.start for block in reading.blocks)
    titles = [i for i, block in enumerate(reading.blocks) if block.role == "title"]
    assert titles == ([0] if reading.title else [])
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301  # our own bytes


def _roles(reading: PageReading) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for block in reading.blocks:
        roles.setdefault(block.role, []).append(block.text)
    return roles


def test_a_page_is_read_through_the_door(engine: PageReader, bench: Workbench, tmp_path: Path) -> None:
    blob = bench.put(ENGLISH.encode())
    held = Workbench(_Folder(bench.scratch / "made"), tmp_path)
    reading = read_page(engine, blob, "https://quaypost.example/harbour", held)
    _check(reading)
    roles = _roles(reading)
    assert reading.title == "Harbour to be rebuilt"
    assert reading.published == "2031-05-04T09:30:00+03:30"
    assert (reading.publisher, reading.language) == ("The Quay Post", "en")
    assert len(roles["body"]) == 3
    assert roles["related"] == ["Nine Hundred Lanterns Sold at Auction in Westmere"]
    assert roles["credit"] == ["Originally published by the Harbour Gazette"]
    assert "Leave a Reply" in roles["comment"]
    assert reading.credit is not None
    assert reading.credit.publisher == "Harbour Gazette"


class _Folder:
    """Blobs that lie in a folder under their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_path(self, blob: str) -> Path:
        return self.folder / blob


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_gives_the_same_text(engine: PageReader, bench: Workbench, encoding: str) -> None:
    reading = engine.read_page(PERSIAN.encode(encoding), None, bench)
    _check(reading)
    assert reading.title == "اسکله بازسازی می‌شود"
    assert [block.role for block in reading.blocks] == ["title", "body", "body"]


def test_a_plain_copy_is_read_too(engine: PageReader, bench: Workbench) -> None:
    copy = (
        "Harbour to be rebuilt\n\nThe council of Northquay decided on Tuesday to rebuild the old harbour.\n\n"
        "Nine Hundred Lanterns Sold at Auction in Westmere\n\nThe work will begin in the spring, said the mayor.\n\n"
        "Originally published by the Harbour Gazette\n\nLeave a Reply"
    )
    reading = engine.read_page(copy.encode(), None, bench)
    _check(reading)
    assert [block.role for block in reading.blocks] == ["title", "body", "related", "body", "credit", "comment"]
    assert (reading.published, reading.publisher, reading.language, reading.byline) == (None, None, None, None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t ",
        bytes(range(256)) * 40,
        b"%PDF-1.7\n" + bytes(range(256)) * 4,
        b"<html><body><script>var a</script></body></html>",
        b"<html><body><p>Before it.</p>" + b"<div>" * 100_000 + b"<p>Inside of it all.</p>",
    ],
    ids=["empty", "blank", "binary", "pdf", "no text", "nested"],
)
def test_what_is_no_page_is_unreadable(engine: PageReader, bench: Workbench, data: bytes) -> None:
    with pytest.raises(Unreadable) as raised:
        engine.read_page(data, "https://quaypost.example/harbour", bench)
    assert str(raised.value).startswith("https://quaypost.example/harbour: ")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301  # our own bytes


def test_too_much_is_refused_in_time(engine: PageReader, bench: Workbench) -> None:
    with pytest.raises(TooLarge):
        engine.read_page(b"<html><body>" + b"<p>The harbour.</p>" * 150_000, None, bench)
    with pytest.raises(TooLarge):
        engine.read_page(b"The harbour will be rebuilt. " * 200_000, None, bench)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>The harbour.</p><p>" + b'<a href="/x">Lanterns sold at auction</a> ' * 20_000,
        b"<html><body><p>The harbour.</p>" + b'<p><a href="/x">Lanterns sold at auction</a><form><textarea>' * 8_000,
        b"<html><body><p>The harbour.</p>" + b'<div class="related"><b><i><font><a href="' * 5_000,
        b"<html><body>" + b"<div>" * 200 + b'<input type="email"><p>The harbour.</p>' * 4_000,
        b"<html><body><p x='<' " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">The harbour.",
        b"The harbour." + b"\n\nLanterns Sold at Auction in Westmere" * 20_000,
        b"The harbour will be rebuilt.\n" + b"Originally first previously published " * 60_000,
        b"The harbour will be rebuilt.\n" + b"By arrangement in special (" * 60_000,
        b"The harbour will be rebuilt.\n"
        + b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2 \xc3\x93\xc3\xa1\xc3\x87\xc3\xa3 " * 60_000,
        b"The harbour will be rebuilt.\n" + b"&#x26;amp;" * 200_000,
        b"The harbour will be rebuilt.\n" + b" \t" * 500_000 + b"\n" * 500_000,
    ],
    ids=[
        "links",
        "forms",
        "unclosed",
        "fields",
        "attributes",
        "lines",
        "credits",
        "brackets",
        "mojibake",
        "entities",
        "space",
    ],
)
def test_hostile_pages_take_no_time(engine: PageReader, bench: Workbench, data: bytes) -> None:
    before = time.process_time()
    with suppress(Unreadable, TooLarge):
        _check(engine.read_page(data, None, bench))
    assert time.process_time() - before < LONGEST


def test_damaged_pages_give_what_they_hold(engine: PageReader, bench: Workbench) -> None:
    cut = ENGLISH[: ENGLISH.index("give bread")].replace("decided", "de\0cided").encode()
    reading = engine.read_page(cut, None, bench)
    _check(reading)
    assert "\0" not in reading.text
    assert "The council of Northquay decided" in reading.text


def test_entities_are_not_expanded(engine: PageReader, bench: Workbench) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]>' + PERSIAN.replace(
        "وزیر بندر", "&a;&b; وزیر بندر"
    )
    reading = engine.read_page(bomb.encode(), None, bench)
    assert "&a;&b;" in reading.text
