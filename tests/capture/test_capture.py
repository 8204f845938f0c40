"""One release by its address."""

import hashlib
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import Capturer, Limits, capture, keeping, release_id
from onrecord.capture.engines.file import FileCapturer
from onrecord.capture.engines.http import HttpCapturer
from onrecord.capture.engines.http import _name as name_of
from onrecord.errors import InputError, OnrecordError, TooLarge, Unreachable, Unreadable
from onrecord.http import Answer
from onrecord.records import Capture, Companion, Dated, Given, Hop
from onrecord.store.workbench import Workbench
from tests.serving import Site, answer, redirect

AT = "2026-03-01T09:00:00Z"
NOTHING = Given()
LIMITS = Limits()
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n"
VIDEO = b"\x00\x00\x00\x20ftypisom" + bytes(100)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def taken(
    address: object, bench: Workbench, by: Capturer | None = None, given: Given = NOTHING, limits: Limits = LIMITS
) -> Capture:
    return capture(by or FileCapturer(), str(address), given, limits, AT, bench)


def test_a_file_is_taken_with_what_lies_beside_it(folder: Path, bench: Workbench) -> None:
    info = json.dumps(
        {"title": "Opening", "upload_date": "20240229", "language": "fa", "channel": "HarbourTV"}
    ).encode()
    beside = {"talk.vtt": VTT, "talk.en-orig.vtt": VTT + b"1", "talk.fa-IR.srt": VTT + b"2", "talk.info.json": info}
    for name, data in {"talk.mp4": VIDEO, "talks.vtt": VTT, "talk.txt": b"notes", **beside}.items():
        (folder / name).write_bytes(data)
    found = taken(folder / "talk.mp4", bench)
    assert found == Capture(
        release=release_id(sha256(VIDEO)),
        kind="media",
        address=str(folder / "talk.mp4"),
        name="talk.mp4",
        blob=sha256(VIDEO),
        size=len(VIDEO),
        media_type="video/mp4",
        captured=AT,
        title="Opening",
        source="HarbourTV",
        published=Dated(value="2024-02-29", read_from="info.json upload_date"),
        language="fa",
        companions=(
            Companion(name="talk.info.json", role="info", blob=sha256(info)),
            Companion(name="talk.en-orig.vtt", role="captions", blob=sha256(VTT + b"1"), language="en"),
            Companion(name="talk.fa-IR.srt", role="captions", blob=sha256(VTT + b"2"), language="fa-IR"),
            Companion(name="talk.vtt", role="captions", blob=sha256(VTT)),
        ),
    )
    assert {path.name for path in bench.made()} == {sha256(data) for data in (VIDEO, *beside.values())}
    assert all(sha256(path.read_bytes()) == path.name for path in bench.made())


def test_what_a_person_gives_wins(folder: Path, bench: Workbench) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    (folder / "talk.info.json").write_text(
        '{"title": "a", "upload_date": "20240229", "language": "fa", "channel": "b"}'
    )
    (folder / "mine.en.vtt").write_bytes(VTT)
    said = Given(
        id="harbour-1",
        title="Opening",
        source="Harbour Office",
        published=Dated(value="2024-02-28", read_from="given"),
        happened=Dated(value="2024", read_from="given"),
        language="az",
        speaker="Mina Sol",
        captions=(str(folder / "mine.en.vtt"),),
    )
    found = taken(folder / "talk.mp4", bench, given=said)
    assert (found.release, found.title, found.source) == ("harbour-1", "Opening", "Harbour Office")
    assert (found.published, found.happened) == (said.published, said.happened)
    assert (found.language, found.speaker) == ("az", "Mina Sol")
    assert found.companions[0] == Companion(name="mine.en.vtt", role="captions", blob=sha256(VTT), language="en")


def test_captions_that_are_given_and_lie_beside_come_once(folder: Path, bench: Workbench) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    (folder / "talk.fa.vtt").write_bytes(VTT)
    found = taken(folder / "talk.mp4", bench, given=Given(captions=(str(folder / "talk.fa.vtt"),)))
    assert [companion.name for companion in found.companions] == ["talk.fa.vtt"]


def test_neither_title_nor_date_is_guessed(folder: Path, bench: Workbench, site: Site) -> None:
    (folder / "Opening of the harbour.mp4").write_bytes(VIDEO)
    local = taken(folder / "Opening of the harbour.mp4", bench)
    headers = {"Last-Modified": "Thu, 29 Feb 2024 09:00:00 GMT", "Date": "Thu, 29 Feb 2024 09:00:00 GMT"}
    fetched = taken(site.put("/talk.mp4", answer(VIDEO, headers=headers)), bench, HttpCapturer())
    for found in (local, fetched):
        assert (found.title, found.published, found.happened, found.language) == (None, None, None, None)


def test_a_transcript_says_its_language_by_its_name(folder: Path, bench: Workbench) -> None:
    (folder / "talk.fa.vtt").write_bytes(VTT)
    found = taken(folder / "talk.fa.vtt", bench)
    assert (found.kind, found.language, found.companions) == ("transcript", "fa", ())


def test_the_release_is_named_by_its_bytes(folder: Path, bench: Workbench) -> None:
    for name in ("a.vtt", "b.vtt"):
        (folder / name).write_bytes(VTT)
    assert taken(folder / "a.vtt", bench).release == taken(folder / "b.vtt", bench).release == "5bot3zyw"
    assert release_id("0" * 64) == "aaaaaaaa"


def test_an_id_with_tricks_is_refused(folder: Path, bench: Workbench) -> None:
    with pytest.raises(InputError, match="control character"):
        taken(folder / "a.vtt", bench, given=Given(id="a\nb"))


@pytest.mark.parametrize("address", ["file://{}", "FILE://localhost{}", "file:///{}"])
def test_a_file_address_is_a_path(folder: Path, bench: Workbench, address: str) -> None:
    (folder / "a b.vtt").write_bytes(VTT)
    path = f"{folder}/a%20b.vtt"
    assert taken(address.format(path.lstrip("/") if address == "file:///{}" else path), bench).name == "a b.vtt"


def test_files_of_other_machines_are_not_reached_for(bench: Workbench) -> None:
    with pytest.raises(Unreachable, match="another machine"):
        taken("file://office.example/talk.mp4", bench)


@pytest.mark.parametrize(
    ("address", "takes"),
    [("talk.mp4", True), ("/a/b:c.mp4", True), ("file:///a", True), ("http://a/", False), ("s3://a/b", False)],
)
def test_a_path_has_no_scheme(address: str, *, takes: bool) -> None:
    assert FileCapturer().takes(address) is takes
    assert HttpCapturer().takes(address) is address.startswith("http")


def test_only_files_are_taken(folder: Path, bench: Workbench) -> None:
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket"))
        for name, what in {"": "a folder", "pipe": "a pipe", "socket": "a socket"}.items():
            with pytest.raises(Unreadable, match=f"is {what}, not a file"):
                taken(folder / name, bench)
    for missing in (folder / "none", folder / ("x" * 300), "nul\x00byte"):
        with pytest.raises(Unreachable):
            taken(missing, bench)
    assert bench.made() == []


def test_a_file_that_grows_while_it_is_read_is_refused(
    folder: Path, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "talk.mp4"
    path.write_bytes(VIDEO)
    grown = [False]

    def grow(_bench: Workbench, _done: float) -> None:
        if not grown[0]:
            grown[0] = True
            with path.open("ab") as file:
                file.write(b"more")

    monkeypatch.setattr(Workbench, "report", grow)
    with pytest.raises(Unreadable, match="changed while it was read"):
        taken(path, bench)
    assert bench.made() == []


def test_reading_is_bounded_in_time(folder: Path, bench: Workbench) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    with pytest.raises(TooLarge, match="longer than 0 seconds"):
        taken(folder / "talk.mp4", bench, limits=Limits(seconds=0))


def test_a_full_disk_is_said_and_leaves_nothing(bench: Workbench, folder: Path) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    (bench.scratch / "copy").symlink_to("/dev/full")
    with pytest.raises(OnrecordError, match="found no room on the disk"):
        taken(folder / "talk.mp4", bench)
    assert bench.made() == []


def test_companions_are_bounded(folder: Path, bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    (folder / "talk.vtt").write_bytes(VTT)
    monkeypatch.setattr(keeping, "MAX_COMPANION_BYTES", 10)
    with pytest.raises(TooLarge, match=r"talk\.vtt"):
        taken(folder / "talk.mp4", bench)


@pytest.mark.parametrize(("name", "what"), [("none.vtt", "does not exist"), ("talk.mp4", "is no caption file")])
def test_given_captions_must_be_caption_files(folder: Path, bench: Workbench, name: str, what: str) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    with pytest.raises(InputError, match=what):
        taken(folder / "talk.mp4", bench, given=Given(captions=(str(folder / name),)))


def test_a_broken_info_file_is_named(folder: Path, bench: Workbench) -> None:
    (folder / "talk.mp4").write_bytes(VIDEO)
    (folder / "talk.info.json").write_bytes(b"{")
    with pytest.raises(Unreadable, match=r"talk\.info\.json: is not the JSON"):
        taken(folder / "talk.mp4", bench)


def test_what_is_no_release_is_refused(folder: Path, bench: Workbench) -> None:
    (folder / "talks.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match=r"talks\.zip: is a \.zip archive; onrecord reads video, audio, pages"):
        taken(folder / "talks.zip", bench)


def test_a_name_that_is_no_text_can_still_be_written_down(folder: Path, bench: Workbench) -> None:
    path = os.fsdecode(os.fsencode(folder) + b"/\xff.vtt")
    Path(path).write_bytes(VTT)
    found = taken(path, bench)
    assert found.name == "\ufffd.vtt"
    assert found.address.encode("utf-8").endswith(b"/\xef\xbf\xbd.vtt")


def test_a_page_is_taken_from_the_web(bench: Workbench, site: Site, folder: Path) -> None:
    (folder / "mine.fa.vtt").write_bytes(VTT)
    page = b"<!doctype html><title>Harbour</title>"
    first = site.put("/go", redirect("/news/harbour.html"))
    last = site.put("/news/harbour.html", answer(page, headers={"Content-Type": "Text/HTML; charset=utf-8"}))
    found = taken(first, bench, HttpCapturer(), Given(captions=(str(folder / "mine.fa.vtt"),)))
    assert (found.kind, found.media_type, found.name) == ("page", "text/html", "harbour.html")
    assert (found.address, found.blob) == (last, sha256(page))
    assert found.hops == (Hop(address=first, status=302, location=last), Hop(address=last, status=200))
    assert [companion.name for companion in found.companions] == ["mine.fa.vtt"]


@pytest.mark.parametrize(
    ("path", "disposition", "name"),
    [
        ("/v/talk%20one.vtt?x=1", "", "talk one.vtt"),
        ("/v/1", 'attachment; filename="Opening.vtt"', "Opening.vtt"),
        ("/v/2", "attachment; filename*=UTF-8''%D9%86%D8%B4%D8%B3%D8%AA.vtt", "نشست.vtt"),
        ("/v/3", 'attachment; filename="../../etc/passwd"', "passwd"),
        ("/v/4.vtt", "attachment; filename=", "4.vtt"),
        ("/..%2f..%2fetc", "", "etc"),
        ("/", "", "127.0.0.1"),
    ],
)
def test_a_name_comes_from_the_server_or_the_address(
    bench: Workbench, site: Site, path: str, disposition: str, name: str
) -> None:
    address = site.put(path, answer(VTT, headers={"Content-Disposition": disposition}))
    assert taken(address, bench, HttpCapturer()).name == name


@given(disposition=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")), path=st.text())
def test_any_header_and_address_make_a_name(disposition: str, path: str) -> None:
    headers = {"content-disposition": "attachment; " + disposition}
    told = Answer(address="http://office.example/" + path, status=200, headers=headers, hops=(), size=0)
    assert name_of(told).encode("utf-8")


def test_nothing_of_a_failed_download_is_kept(bench: Workbench, site: Site) -> None:
    cut = answer(VIDEO, headers={"Content-Length": "9999"})
    for reply in (cut, answer(status=404), redirect("file:///etc/passwd")):
        with pytest.raises(Unreachable):
            taken(site.put("/talk.mp4", reply), bench, HttpCapturer())
        assert [path.name for path in bench.scratch.iterdir() if path.is_file() and path.name != ".progress"] == []
        assert bench.made() == []
