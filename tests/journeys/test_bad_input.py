"""Bad input: one clear sentence, the right exit status, the others go on, and nothing is half-kept.

A desk has to bear all of it at once: everything is added in one call and worked on in another, the good beside the bad.
"""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests import films
from tests.journeys.killing import leftovers
from tests.journeys.shell import Ran, Shell
from tests.serving import Site, answer, redirect, serving

pytestmark = pytest.mark.xdist_group("bad input")  # one worker sets it up for all

LIMITS = "\n[capture]\nbytes = 60_000_000\nseconds = 2\nredirects = 4\n"
UNEVEN_MS = list(islice(accumulate(cycle((40, 20, 90, 200))), 25))
TALK = "WEBVTT\n\n00:00.000 --> 00:01.000\nThe lamp of the quay is lit.\n"
UNORDERED = (
    "WEBVTT\n\n00:05.000 --> 00:08.000\nthird line\n\n00:00.000 --> 00:03.000\nfirst line\n\n"
    "00:02.000 --> 00:06.000\nsecond line\n"
)
ARABIC = ("چراغ بندر روشن", "بندر بيدار مانده")
SRT = "1\n00:00:00,000 --> 00:00:01,500\n{}\n\n2\n00:00:02,000 --> 00:00:03,000\n{}\n"


@dataclass(frozen=True)
class Journey:
    """A desk that was given everything, and what it said."""

    shell: Shell
    files: Path
    site: Site
    added: Ran
    worked: Ran

    def release(self, name: str) -> str:
        """The release that a file or address became."""
        return str(next(a["release"] for a in self.added.answers if a.get("address", "").endswith(f"/{name}")))

    def shown(self, name: str) -> Any:  # noqa: ANN401  # any JSON document
        """All that is known of it."""
        return self.shell.ask("show", self.release(name), "--json").answer

    def refusal(self, name: str) -> str:
        """The sentence with which it was refused."""
        (sentence,) = [a["error"] for a in self.added.answers if f"/{name}" in a.get("error", "")]
        assert sentence in self.added.err.replace("onrecord: ", "")
        return str(sentence)

    def failure(self, name: str) -> str:
        """The sentence with which work on it failed; the reason stays on the list."""
        release = self.release(name)
        (sentence,) = [a["error"] for a in self.worked.answers if a["release"] == release and "error" in a]
        listed = self.shell.ask("work", "--failed", "--json").answer["failures"]
        assert [f["attempt"] for f in listed if f["release"] == release] == [1]
        return str(sentence)


def trickle(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>")
    while True:
        connection.sendall(b"tide ")
        time.sleep(0.05)


def write_files(folder: Path) -> None:
    folder.mkdir()
    sound, broken = films.Sound(), films.Sound(garbage=True)
    whole = films.write(folder / "whole.mp4", films.scene(1, 1.0), options={"movflags": "faststart"})
    films.cut_off(folder / "cut-head.mp4", whole, 0.02)
    films.cut_off(folder / "cut-tail.mp4", whole, 0.6)
    films.turn(folder / "turned.mp4", whole)
    films.write(folder / "sound.m4a", None, sound=sound, seconds=1.0)
    films.write(folder / "uneven.mp4", films.scene(4, 1.0), times_ms=UNEVEN_MS)
    films.write(folder / "broken.mp4", films.scene(5, 1.0), sound=broken, seconds=1.0)
    (folder / "nothing.mp4").touch()
    (folder / "noise.mp4").write_bytes(bytes(range(7, 256)) * 40)
    (folder / "old.srt").write_bytes(SRT.format(*ARABIC).encode("cp1256"))
    (folder / "unordered.vtt").write_text(UNORDERED, encoding="utf-8")
    (folder / "void.vtt").write_text("WEBVTT\n", encoding="utf-8")
    (folder / "huge.html").write_text(f"<html><body><p>{'tide and tide ' * 3_800_000}</p></body></html>")
    (folder / "blank.html").write_text("<html><body><img src='a.png'></body></html>", encoding="utf-8")
    (folder / "zz-good.vtt").write_text(TALK, encoding="utf-8")


def put_addresses(site: Site) -> list[str]:
    cut = answer(b"<html><p>The lamp of the quay", headers={"Content-Length": "50000", "Content-Type": "text/html"})
    return [
        f"{site.address}/gone.html",
        "http://127.0.0.1:9/nobody",
        site.put("/round", redirect("/round")),
        site.put("/liar.html", cut),
        site.put("/endless.html", trickle),
    ]


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    folder = tmp_path_factory.mktemp("bad")
    shell = Shell(folder / "desk", folder)
    shell("init", shell.desk)
    with (shell.desk / "onrecord.toml").open("a", encoding="utf-8") as settings:
        settings.write(LIMITS)
    write_files(folder / "in")
    with serving() as site:
        addresses = put_addresses(site)
        added = shell("add", "--json", *addresses, *sorted((folder / "in").iterdir()), status=1)
        worked = shell("work", "--json", status=1)
        yield Journey(shell=shell, files=folder / "in", site=site, added=added, worked=worked)


def test_the_others_go_on_and_nothing_is_half_kept(journey: Journey) -> None:
    (hit,) = journey.shell.ask("search", "lamp of the quay", "--json").answer["hits"]
    assert hit["release"] == journey.release("zz-good.vtt")
    errors = [a["error"] for a in (*journey.added.answers, *journey.worked.answers) if "error" in a]
    assert len((journey.added.err + journey.worked.err).splitlines()) == len(errors)
    assert journey.shell("verify", "--json").answer["damages"] == []
    assert leftovers(journey.shell.desk) == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("nothing.mp4", "is empty"),
        ("gone.html", "404"),
        ("nobody", "127.0.0.1:9"),
        ("round", "redirect"),
        ("liar.html", "50000"),
        ("endless.html", "2 s"),
    ],
)
def test_what_cannot_be_taken_in_is_refused(journey: Journey, name: str, what: str) -> None:
    assert what in journey.refusal(name)


def test_alone_it_is_a_wrong_call(journey: Journey) -> None:
    assert "is empty" in journey.shell.ask("add", journey.files / "nothing.mp4", status=2).sentence
    assert "404" in journey.shell.ask("check", f"{journey.site.address}/gone.html", status=2).sentence
    assert "redirect" in journey.shell.ask("spread", f"{journey.site.address}/round", status=2).sentence


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("noise.mp4", "is no media file"),
        ("cut-head.mp4", "cut off"),
        ("huge.html", "MB"),
        ("blank.html", "no text"),
        ("void.vtt", "no line"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_reason(journey: Journey, name: str, what: str) -> None:
    assert what in journey.failure(name)


def test_a_film_that_ends_early_is_read_as_far_as_it_goes(journey: Journey) -> None:
    media = journey.shown("cut-tail.mp4")["media"]
    assert media["shots"]
    assert media["notes"]


def test_sound_without_a_picture_is_told_by_sound_alone(journey: Journey) -> None:
    segments = journey.shown("sound.m4a")["matching"]["segments"]
    assert {match["by"] for segment in segments for match in segment["matches"]} <= {"sound"}
    assert all(segment["reason"] for segment in segments if segment["verdict"] == "undecidable")


def test_a_picture_without_sound_has_no_transcript_and_says_why(journey: Journey) -> None:
    assert journey.shown("whole.mp4")["transcript"]["record"]["reason"]


def test_a_picture_that_lies_on_its_side(journey: Journey) -> None:
    assert journey.shown("turned.mp4")["media"]["rotation"] == 90


def test_pictures_at_varying_distances(journey: Journey) -> None:
    assert journey.shown("uneven.mp4")["media"]["duration_ms"] == pytest.approx(UNEVEN_MS[-1], abs=250)


def test_sound_that_is_broken_is_named_and_the_picture_read(journey: Journey) -> None:
    media = journey.shown("broken.mp4")["media"]
    assert [stream["kind"] for stream in media["streams"] if stream["broken"]] == ["audio"]
    assert media["shots"]


def test_captions_in_an_old_encoding(journey: Journey) -> None:
    assert "بندر" in journey.shell.ask("transcript", journey.release("old.srt"), "--format", "txt").out


def test_captions_that_overlap_and_are_out_of_order(journey: Journey) -> None:
    cues = journey.shell.ask("transcript", journey.release("unordered.vtt"), "--json").answer["cues"]
    assert [cue["text"] for cue in cues] == ["first line", "second line", "third line"]
    (hit,) = journey.shell.ask("search", '"second line"', "--json").answer["hits"]
    assert hit["start_ms"] == 2000


def test_questions_about_them_are_answered_with_a_sentence(journey: Journey) -> None:
    ask, files = journey.shell.ask, journey.files
    assert "MB" in ask("article", "-", stdin=(files / "huge.html").read_bytes(), status=2).sentence
    assert "no text" in ask("check", files / "blank.html", status=2).sentence
    assert "noise.mp4" in ask("match", files / "noise.mp4", status=2).sentence
    assert "nothing.mp4" in ask("shots", files / "nothing.mp4", status=2).sentence
