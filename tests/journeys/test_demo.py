"""The demo tells its story, on the sample that it draws, and leaves a desk that holds what it told."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs.test_json import EXAMPLES
from tests.journeys.shell import Ran, Shell

pytestmark = pytest.mark.xdist_group("demo")  # one worker sets it up for all


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def told(folder: Path) -> Ran:
    """The only run that draws the films."""
    return Shell(folder / "demo-desk", folder)("demo", "demo-desk")


@pytest.fixture(scope="module")
def shell(folder: Path, told: Ran) -> Shell:
    assert told.status == 0
    return Shell(folder / "demo-desk", folder)


@pytest.fixture(scope="module")
def releases(shell: Shell) -> dict[str, Any]:
    """The two releases by their year of publication."""
    listed = shell.ask("releases", "--json").answer["releases"]
    return {one["published"][:4]: one for one in listed}


def test_two_clocks_are_kept_apart(shell: Shell, releases: dict[str, Any]) -> None:
    capture = shell.ask("show", releases["2024"]["release"], "--json").answer["capture"]
    assert capture["published"] == {"value": "2024-03-20", "read_from": "info.json upload_date"}
    assert capture["happened"] == {"value": "1999-03-14", "read_from": "given"}
    assert capture["captured"] > capture["published"]["value"]


def test_one_part_was_seen_before_and_another_is_not_in_this_archive(shell: Shell, releases: dict[str, Any]) -> None:
    matching = shell.ask("match", releases["2024"]["release"], "--json").answer
    (seen,) = [segment for segment in matching["segments"] if segment["verdict"] == "seen"]
    assert seen["matches"][0]["release"] == releases["2009"]["release"]
    assert seen["start_ms"] == pytest.approx(14_000, abs=300)
    assert seen["end_ms"] == pytest.approx(26_000, abs=300)
    assert seen["matches"][0]["start_ms"] == pytest.approx(5_900, abs=300)
    unseen = [s for s in matching["segments"] if s["verdict"] == "not in this archive"]
    assert any(s["start_ms"] <= 35_000 and s["end_ms"] >= 47_000 for s in unseen)
    assert matching["archive"]["releases"] == 1


def test_what_is_said_stands_in_both_languages(shell: Shell, releases: dict[str, Any]) -> None:
    release = releases["2024"]["release"]
    (persian, english) = (shell.ask("transcript", release, "--language", tag, "--json").answer for tag in ("fa", "en"))
    assert len(persian["cues"]) == len(english["lines"]) == 10
    assert [line["cues"] for line in english["lines"]] == [[index] for index in range(10)]


def test_the_headline_is_altered_and_the_body_faithful(shell: Shell) -> None:
    checked = shell.ask("check", shell.desk / "sample" / "article.html", "--json").answer
    blocks = checked["article"]["blocks"]
    of_role: dict[str, list[Any]] = {"title": [], "body": []}
    for found, answer in zip(checked["article"]["quotations"], checked["quotations"], strict=True):
        of_role[blocks[found["block"]]["role"]].append(answer)
    assert {answer["verdict"] for answer in of_role["title"]} == {"altered"}
    assert of_role["title"][0]["edits"]
    assert of_role["title"][0]["body"]["verdict"] == "altered"
    assert {answer["verdict"] for answer in of_role["body"]} <= {"verbatim", "elided", "bracketed"}
    assert any(block["role"] == "related" for block in blocks)


def test_the_dispatch_is_published_and_plays_what_it_quotes(shell: Shell, told: Ran) -> None:
    (dispatch,) = shell.ask("dispatch", "list", "--json").answer["dispatches"]
    page = Path(told.out.splitlines()[-1])
    assert page.is_file()
    assert dispatch["title"] in page.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|poster|data)=["']https?://""", page.read_text(encoding="utf-8"))


def test_the_reprint_dropped_the_credit(shell: Shell) -> None:
    (reprint,) = shell.ask("spread", shell.desk / "sample" / "reprint.html", "--json").answers
    assert reprint["dispatch"] == "a-1999-speech-comes-back"
    assert reprint["credit"] == "missing"
    assert reprint["share"] > 0.3


def test_the_story_tells_all_of_it(told: Ran) -> None:
    for finding in ("seen", "not in this archive", "ALTERED", "VERBATIM", "credit missing", "Related headlines"):
        assert finding in told.out


def test_a_second_run_tells_the_same_story(shell: Shell, told: Ran) -> None:
    again = shell("demo", "demo-desk")
    assert re.sub(r"captured +\S+", "", again.out) == re.sub(r"captured +\S+", "", told.out)
    answer = shell.ask("demo", "demo-desk", "--json").answer
    assert answer.keys() == EXAMPLES["demo"][0].keys()
    assert Path(answer["page"]) == Path(told.out.splitlines()[-1])
    assert answer["spread"]["credit"] == "missing"
    assert len(shell.ask("releases", "--json").answer["releases"]) == 2
    assert shell.ask("verify", "--json").answer["damages"] == []


def test_somebody_elses_desk_is_left_alone(shell: Shell) -> None:
    Shell(shell.folder / "own", shell.folder).ask("init", "own", "--name", "Own")
    assert "somebody's own" in shell.ask("demo", "own", status=2).sentence
    assert not (shell.folder / "own" / "sample").exists()
