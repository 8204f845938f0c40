"""One release goes the whole way from the command line: from a file to a dispatch, and to those who reprint it."""

from pathlib import Path

import pytest

from tests import films
from tests.journeys.shell import Shell

pytestmark = pytest.mark.xdist_group("article")  # one worker sets it up for all

PERSIAN = """WEBVTT

00:00.200 --> 00:02.000
<v Mira Tolan>این بندر را دست‌های شما نگه داشته است.

00:02.200 --> 00:04.000
<v Mira Tolan>ما این انجمن را مایهٔ سربلندی می‌دانیم اگر بر پیمان خود بماند.
"""
ENGLISH = """WEBVTT

00:00.200 --> 00:02.000
It is your hands that have kept this port.

00:02.200 --> 00:04.000
We consider this association a source of pride if it keeps to its pledge.
"""
ARTICLE = """<html lang="en"><head><title>Commissioner: “This association is a source of pride”</title></head>
<body><article><h1>Commissioner: “This association is a source of pride”</h1>
<p>“It is your hands that have kept this port,” Commissioner Mira Tolan said on Wednesday in a video.</p>
<p>“We consider this association a source of pride,” she went on, before an audience of quay workers who had come
to the hall in large numbers to hear her speak about the years that had passed.</p>
</article></body></html>"""
DRAFT = """---
title: The hands that kept the port
language: en
author: The Harbour Desk
date: 2024-03-21
about: [{release}]
---

On Wednesday the office of the harbour commissioner released a video in which she speaks to the workers of the quay.

> [](quote:{release}@0:00.200-0:02.000?lang=en)

![The video](release:{release})

The words stand in the release at its first second, and the desk holds the whole of it with its captions.
"""
REPRINT = """<html lang="en"><head><title>Hands kept the port</title></head><body><article><h1>Hands kept the port</h1>
<p>On Wednesday the office of the harbour commissioner released a video in which she speaks to the workers of the
quay.</p>
<p>“It is your hands that have kept this port.”</p>
<p>The words stand in the release at its first second, and the desk holds the whole of it with its captions.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("harbour")
    made = Shell(folder / "desk", folder)
    made("init", made.desk, "--name", "The Harbour Desk")
    return made


@pytest.fixture(scope="module")
def release(shell: Shell) -> str:
    """A film with Persian captions and an English translation, added and worked on."""
    film = films.write(shell.folder / "pride.mp4", films.scene(7, 4.2), sound=films.Sound(), seconds=4.2)
    (shell.folder / "pride.fa.vtt").write_text(PERSIAN, encoding="utf-8")
    (shell.folder / "pride.en.vtt").write_text(ENGLISH, encoding="utf-8")
    added = shell("add", film, "--language", "fa", "--source", "Harbour Office", "--published", "2024-03-20", "--json")
    shell("work")
    return str(added.answer["release"])


def test_from_a_file_to_a_dispatch_and_its_reprint(shell: Shell, release: str) -> None:
    for name, text in (("article", ARTICLE), ("reprint", REPRINT)):
        (shell.folder / f"{name}.html").write_text(text, encoding="utf-8")
    (shell.folder / "draft.md").write_text(DRAFT.format(release=release), encoding="utf-8")

    (hit,) = shell("search", '"your hands that"', "--json").answer["hits"]
    assert (hit["release"], hit["start_ms"], hit["language"]) == (release, 200, "en")

    picked = shell("quote", release, "0:02.2", "0:04.0", "--json").answer
    assert "سربلندی" in picked["original"]["text"]
    assert picked["speaker"] == "Mira Tolan"

    checked = shell("check", "article.html", "--json").answer
    verdicts = {one["text"].rstrip(","): one for one in checked["quotations"]}
    faithful = verdicts["It is your hands that have kept this port"]
    assert (faithful["verdict"], faithful["sources"][0]["against"]) == ("verbatim", "translation")
    assert faithful["sources"][0]["start_ms"] == 200
    assert verdicts["This association is a source of pride"]["verdict"] == "altered"
    conditional = verdicts["We consider this association a source of pride"]
    assert [flag["kind"] for flag in conditional["flags"]] == ["context"]

    page = Path(shell("dispatch", "publish", "draft.md", "--json").answer["page"])
    assert "It is your hands that have kept this port." in (shell.folder / page).read_text(encoding="utf-8")

    (reprint,) = shell("spread", "reprint.html", "--json").answers
    assert reprint["dispatch"] == "draft"
    assert reprint["credit"] == "missing"
    assert reprint["headline"] == {"from": "The hands that kept the port", "to": "Hands kept the port"}
    assert shell("verify", "--json").answer["damages"] == []


def test_a_clip_is_cut_with_its_subtitles(shell: Shell, release: str) -> None:
    cut = shell("clip", release, "0:01", "0:03", "--subtitles", "en", "-o", "cut.mp4", "--json").answer
    assert (shell.folder / "cut.mp4").stat().st_size > 0
    assert (shell.folder / "cut.en.vtt").read_text(encoding="utf-8").count("-->") == 2
    assert cut["path"] == "cut.mp4"


def test_the_way_back_out(shell: Shell, release: str) -> None:
    written = shell("transcript", release, "--language", "fa", "--format", "srt").out
    assert "دست‌های شما" in written
    assert shell("show", release, "--json").answer["matching"]["segments"][0]["verdict"] == "not in this archive"
    shell("backup", "all.tar")
    restored = Shell(shell.folder / "again", shell.folder)
    restored("restore", "all.tar", restored.desk)
    question = ("search", "pride", "--json")
    assert restored(*question).out == shell(*question).out
