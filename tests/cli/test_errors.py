"""A wrong call is one sentence on stderr and an exit status; never a traceback."""

import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests import films
from tests.journeys.shell import Shell, end

WRONG = [
    (("show", "nothing"), "is not in this archive"),
    (("show", ""), "is not in this archive"),
    (("add", "/nowhere/at-all.mp4"), "does not exist"),
    (("add", "ftp://office.example/a.mp4"), "ftp"),
    (("add", "http://"), "http"),
    (("add",), "nothing to add"),
    (("add", "/dev/zero"), "device"),
    (("add", "."), "folder"),
    (("check",), "name one of the two"),
    (("check", "/nowhere"), "does not exist"),
    (("spread", "/nowhere"), "does not exist"),
    (("article", "/nowhere"), "does not exist"),
    (("shots", "{file}"), "no media file"),
    (("match", "{file}"), "no media file"),
    (("match", "nothing"), "is no file, and as a release it is not in this archive"),
    (("match", "{release}"), "has no prints"),
    (("quote", "{release}", "1", "0"), "is no span of time"),
    (("quote", "{release}", "soon", "later"), "is no span of time"),
    (("quote", "{release}", "1:00:00", "2:00:00"), "{release}"),
    (("clip", "{release}", "0", "1"), "{release}"),
    (("transcript", "{release}", "--language", "xx"), "has no text in xx"),
    (("decide", "{release}"), "one decision"),
    (("decide", "{release}", "--confirm", "{release}"), "has no prints"),
    (("decide", "nothing", "--approve-dispatch"), "is not published"),
    (("withdraw", "{release}", "--erase"), "without a reason"),
    (("work", "--again", "kitchen"), "does no work"),
    (("verify", "--head", "soon"), "NUMBER:HASH"),
    (("verify", "--head", "1:9f86d081884c7d65"), "all 64 digits"),
    (("dispatch", "publish", "/nowhere.md"), "can't be read"),
    (("dispatch", "preview", "{file}"), "title"),
    (("dispatch", "new", "A", "--about", "nothing"), "is not in this archive"),
    (("watch", "add", "/nowhere"), "neither a feed nor a folder"),
    (("watch", "remove", "/nowhere"), "nowhere"),
    (("restore", "{file}", "again"), "no whole backup"),
    (("backup", "{file}"), "exists already"),
    (("init", "desk"), "is a desk already"),
    (("edit", "{release}", "{binary}"), "binary"),
    (("demo", "desk"), "somebody's own"),
]


@pytest.mark.parametrize(("call", "said"), WRONG, ids=lambda part: " ".join(part) if isinstance(part, tuple) else "")
def test_a_wrong_call_is_one_sentence(worked: tuple[Shell, str], call: tuple[str, ...], said: str) -> None:
    shell, release = worked
    (shell.folder / "file.txt").write_text("no more than words", encoding="utf-8")
    (shell.folder / "binary.vtt").write_bytes(bytes(range(256)) * 4)
    known = {"release": release, "file": "file.txt", "binary": "binary.vtt"}
    ran = shell.ask(*(part.format(**known) for part in call), status=2)
    assert said.format(**known) in ran.sentence
    assert ran.sentence.startswith("onrecord: ")
    assert ran.out == ""


@pytest.mark.parametrize(
    "call",
    [("backup", "/nowhere/all.tar"), ("init", "/proc/nowhere"), ("shots", "{film}", "--picture", "/nowhere/a.png")],
)
def test_a_place_that_cannot_be_written_is_one_sentence(shell: Shell, tmp_path: Path, call: tuple[str, ...]) -> None:
    film = films.write(tmp_path / "film.mp4", films.scene(1, 0.4))
    ended = shell(*(part.format(film=film) for part in call), status=None)
    assert ended.status in (1, 2)
    assert len(ended.err.splitlines()) == 1


def test_no_desk_is_said_in_one_sentence(tmp_path: Path) -> None:
    assert "is no desk" in Shell(tmp_path / "nowhere", tmp_path).ask("releases", status=2).sentence


def test_a_newer_desk_and_a_wrong_setting_are_refused(shell: Shell) -> None:
    settings = shell.desk / "onrecord.toml"
    fine = settings.read_text(encoding="utf-8")
    settings.write_text(fine.replace("format = 1", "format = 2"), encoding="utf-8")
    assert "newer onrecord" in shell.ask("releases", status=2).sentence
    settings.write_text(fine + "\n[work]\nprocesses = -1\n", encoding="utf-8")
    assert "work.processes" in shell.ask("releases", status=2).sentence
    settings.write_text(fine, encoding="utf-8")
    with sqlite3.connect(shell.desk / "ledger.sqlite") as ledger:
        ledger.execute("PRAGMA user_version = 99")
    ledger.close()
    assert "newer onrecord" in shell.ask("releases", status=2).sentence


def test_an_engine_that_is_missing_is_status_3_or_2(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nlamp\n", encoding="utf-8")
    with (shell.desk / "onrecord.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[engines]\ntranscribe = "oracle"\n')
    shell.ask("add", "talk.vtt")
    assert "choose one of" in shell.ask("work", status=2).sentence


def test_damage_is_status_1_and_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nlamp\n", encoding="utf-8")
    shell.ask("add", "talk.vtt")
    (blob,) = (shell.desk / "blobs").glob("??/*")
    blob.chmod(0o644)
    blob.write_bytes(b"changed")
    (damage,) = shell.ask("verify", "--json", status=1).answer["damages"]
    assert damage["item"] == f"blob {blob.name}"
    assert blob.name in shell.ask("verify", status=1).out


def test_a_ledger_that_is_no_ledger_is_status_1(shell: Shell) -> None:
    for path in shell.desk.glob("ledger.sqlite*"):
        path.write_bytes(b"not a database at all" * 100)
    assert "ledger" in shell.ask("releases", status=1).sentence


def test_stopped_by_the_user_is_status_130_and_resumable(shell: Shell, tmp_path: Path) -> None:
    paths = [films.write(tmp_path / f"{n}.mp4", films.scene(n, 2.0)) for n in range(3)]
    shell.ask("add", *paths)
    working = shell.start("work")
    shell.wait_for_work(working)
    time.sleep(0.3)
    stopped = end(working, signal.SIGINT)
    assert (stopped.status, len(stopped.err.splitlines())) == (130, 1), stopped
    assert "stopped" in stopped.err
    assert shell.ask("work", "--failed", "--json").answer["failures"] == []
    assert "3 of 3" in shell("work").out


def test_a_reader_that_stops_reading_is_no_traceback(worked: tuple[Shell, str]) -> None:
    shell, release = worked
    showing = shell.start("show", release, environment={"PYTHONUNBUFFERED": "1"})
    assert showing.stdout is not None
    showing.stdout.close()
    showing.wait(timeout=60)
    assert showing.stderr is not None
    assert b"Traceback" not in showing.stderr.read()
    showing.stderr.close()


def test_the_named_desk_goes_before_the_one_in_the_environment(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = Shell(tmp_path / "other", tmp_path)
    elsewhere.ask("init", "other", "--name", "Other")
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nlamp\n", encoding="utf-8")
    elsewhere.ask("add", "talk.vtt")
    monkeypatch.setenv("ONRECORD_DESK", str(elsewhere.desk))
    assert shell.ask("releases", "--json").answer["releases"] == []
