"""Calls of the program inside this process, and one desk to ask."""

from pathlib import Path

import pytest

from tests.journeys.shell import Shell

TALK = "WEBVTT\n\n00:00.000 --> 00:01.000\nThe lamp of the quay is lit\n\n00:01.000 --> 00:02.000\nStay awake\n"
ARTICLE = """<html lang="en"><head><title>Lamp lit</title></head><body><article><h1>Lamp lit</h1>
<p>“The lamp of the quay is lit,” said Mira Tolan on Monday, and the whole town came to see it burn.</p>
</article></body></html>"""


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    """A desk with one transcript and its release's id; only for questions."""
    folder = tmp_path_factory.mktemp("cli")
    shell = Shell(folder / "desk", folder)
    (folder / "talk.vtt").write_text(TALK, encoding="utf-8")
    (folder / "article.html").write_text(ARTICLE, encoding="utf-8")
    shell.ask("init", "desk", "--name", "The Harbour Desk")
    release = shell.ask("add", "talk.vtt", "--language", "en", "--speaker", "Mira Tolan", "--json").answer["release"]
    shell.ask("work")
    return shell, str(release)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty desk of the test's own."""
    made = Shell(tmp_path / "desk", tmp_path)
    made.ask("init", "desk", "--name", "The Harbour Desk")
    return made
