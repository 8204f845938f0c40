"""Text from outside can neither move the cursor nor turn the line round, and JSON gives it back unchanged."""

import re
from pathlib import Path

import pytest

from onrecord.cli.terminal import harmless
from tests.journeys.shell import Shell

EVIL = "a\x1b[31mred\x1b[0m\x07\u202egnp.exe\u2066\x9b2J\u200fz"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture
def release(shell: Shell, tmp_path: Path) -> str:
    """A release whose file name, title, speaker and words are all of them evil."""
    path = tmp_path / f"{EVIL}.vtt"
    path.write_text(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{EVIL} is said here\n", encoding="utf-8")
    added = shell.ask("add", path, "--title", EVIL, "--speaker", EVIL, "--source", EVIL, "--json")
    assert not HARMFUL.search(added.out)
    shell.ask("work")
    return str(added.answer["release"])


@pytest.mark.parametrize(
    "call",
    [
        ("releases",),
        ("show", "{release}"),
        ("search", "said here"),
        ("transcript", "{release}", "--format", "json"),
        ("quote", "{release}", "0", "1"),
    ],
)
def test_nothing_harmful_is_written(shell: Shell, release: str, call: tuple[str, ...]) -> None:
    arguments = [part.format(release=release) for part in call]
    for form in ((), ("--json",)):
        ran = shell.ask(*arguments, *form)
        assert not HARMFUL.search(ran.out), call
        assert ran.out


def test_json_gives_back_what_was_put_in(shell: Shell, release: str) -> None:
    capture = shell.ask("show", release, "--json").answer["capture"]
    assert (capture["title"], capture["name"]) == (EVIL, f"{EVIL}.vtt")


def test_errors_are_harmless_too(shell: Shell) -> None:
    ran = shell.ask("add", f"/nowhere/{EVIL}", status=2)
    assert not HARMFUL.search(ran.sentence)
    assert "\\u001b" in ran.sentence
    ran = shell.ask("show", EVIL, status=2)
    assert not HARMFUL.search(ran.sentence)


def test_a_name_that_is_no_unicode_is_taken_in(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "n\udcffme.txt"
    path.write_text("The lamp of the quay is lit")
    release = shell("add", path, "--json").answer["release"]
    assert release in shell("releases").out


@pytest.mark.parametrize("text", ["plain", "چراغ", "naïve — “quoted”", "🏮", "می\u200cشد"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text
