"""What the verbs tell people: what was done now, what was not, and where more is."""

import os
import signal
import time
from pathlib import Path

import pytest

from onrecord.cli import looking
from onrecord.desk import Question
from tests.journeys.shell import Shell, end

LAMP = "WEBVTT\n\n00:00.000 --> 00:01.000\nThe lamp of the quay is lit\n"


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A transcript in a folder that may be watched."""
    path = tmp_path / "in" / "lamp.vtt"
    path.parent.mkdir()
    return _write(path, LAMP)


def test_work_says_what_was_pending(shell: Shell, lamp: Path) -> None:
    assert shell.ask("work").out == "There is no release to work on; take one in with `onrecord add`.\n"
    shell.ask("add", lamp)
    assert shell.ask("work").out == "1 of 1 release went the whole way.\n"
    assert shell.ask("work").out == "1 of 1 release went the whole way; nothing was pending.\n"
    shell.ask("add", *[_write(lamp.parent / f"{n}.vtt", LAMP.replace("lit", f"lit {n} times")) for n in range(2)])
    assert shell.ask("work").out == "3 of 3 releases went the whole way; 2 of them now.\n"


def test_a_failure_is_tried_again_when_it_is_named(shell: Shell, lamp: Path) -> None:
    lamp.write_text("WEBVTT\n\nno times here\n", encoding="utf-8")
    release = shell.ask("add", lamp, "--json").answer["release"]
    for call, attempt in ((("work",), 1), (("work",), 1), (("work", release), 2), (("work",), 2)):
        shell.ask(*call, status=1)
        (failure,) = shell.ask("work", "--failed", "--json").answer["failures"]
        assert failure["attempt"] == attempt, call


def test_watching_tells_what_it_took_in(shell: Shell, lamp: Path) -> None:
    assert "Nothing is watched" in shell.ask("watch", "run").out
    assert "Nothing is watched" in shell.ask("watch", "list").out
    shell.ask("watch", "add", lamp.parent)
    first, second = shell.ask("watch", "run").out.splitlines()
    assert first == f"{lamp.parent}: 1 new"
    assert second.endswith(str(lamp))
    assert shell.ask("watch", "run").out == f"{lamp.parent}: 0 new\n"


def test_following_tells_each_thing_once(shell: Shell, lamp: Path) -> None:
    _write(lamp.parent / "broken.vtt", "WEBVTT\n\nno times here\n")
    shell.ask("watch", "add", lamp.parent)
    following = shell.start("work", "--follow", environment={"PYTHONUNBUFFERED": "1"})
    while len(shell.ask("releases", "--json").answer["releases"]) < 2:
        time.sleep(0.2)
    time.sleep(8)
    ended = end(following, signal.SIGINT)
    assert ended.status == 130
    assert ended.out.count(f"{lamp.parent}: 2 new") == 1
    assert ended.out.count("1 of 2 releases went the whole way.") == 1
    assert ended.err.count("broken.vtt") == 1, ended.err


def test_there_may_be_more_hits_than_were_asked_for(shell: Shell, lamp: Path) -> None:
    shell.ask("add", lamp, _write(lamp.parent / "again.vtt", LAMP.replace("lit", "lit again")))
    shell.ask("work")
    assert "more than 1." in shell.ask("search", "lamp", "--limit", "1").out
    assert "more" not in shell.ask("search", "lamp").out


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("lamp", ["lamp"]),
        ("LAMP quay", ["lamp", "quay"]),
        ('"of the quay"', ["of the quay"]),
        ('"of the quay" quay', ["of the quay"]),
        ("qu*", ["quay"]),
        ("qu", []),
        ("of lamp", ["lamp", "of"]),
        ('"the the"', []),
    ],
)
def test_a_hit_is_marked_in_its_snippet(words: str, marked: list[str]) -> None:
    snippet = "The lamp of the quay is\x1b lit"
    text = looking._marked(snippet, Question(words=words))  # noqa: SLF001  # what a terminal without styles can't show
    assert text.plain == "The lamp of the quay is\\u001b lit"
    assert [text.plain[span.start : span.end] for span in text.spans] == marked


def test_a_release_without_words_is_no_draft(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><article><p>Lamp lit.</p></article></body></html>")
    page = shell.ask("add", "page.html", "--json").answer["release"]
    shell.ask("work")
    assert "(draft" not in shell.ask("show", page).out


def test_the_list_has_room_for_titles(worked: tuple[Shell, str]) -> None:
    shell, release = worked
    heading, line = shell.ask("releases").out.splitlines()
    assert heading.split() == ["release", "kind", "published", "length", "lang", "state", "title"]
    assert line.split() == [release, "transcript", "–", "–", "en", "worked", "talk"]


def test_a_dispatch_with_altered_words_is_published_and_says_so(shell: Shell, lamp: Path) -> None:
    release = shell.ask("add", lamp, "--json").answer["release"]
    shell.ask("work")
    begun = shell.ask("dispatch", "new", "Lamps", "--about", release)
    assert "`onrecord dispatch new --help`" in begun.out
    draft = shell.desk / "dispatches" / "lamps.md"
    first_lines = draft.read_text(encoding="utf-8").partition("\nWhat was")[0]
    faithful = f"{first_lines}\n[The lamp of the quay is lit](quote:{release}@0-1)\n"
    draft.write_text(faithful, encoding="utf-8")
    assert "all the same" not in shell.ask("dispatch", "publish", draft).out
    draft.write_text(faithful.replace("is lit]", "is never lit]"), encoding="utf-8")
    assert "Published all the same; mend the draft" in shell.ask("dispatch", "publish", draft).out


def test_the_whole_head_is_taken(shell: Shell, lamp: Path) -> None:
    shell.ask("add", lamp)
    head = shell.ask("verify").out.split("Head ")[1].strip()
    assert "nothing is damaged" in shell.ask("verify", "--head", head).out
    number, digest = head.split(":")
    assert "nothing is damaged" in shell.ask("verify", "--head", f"{number}:{digest.upper()}").out


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (0, 0))  # a watched folder leaves a file alone while it may still be written
    return path
