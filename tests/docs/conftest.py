"""A small desk: two drawn films of which one holds a part of the other, pages about them, and a damaged film."""

import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.desk import Desk
from onrecord.desk.executor import Inline
from tests import films

Answers = dict[str, list[dict[str, Any]]]

_FA: Final = """WEBVTT

00:01.000 --> 00:02.500
<v دکتر مارا دل>ما این بندر را مایهٔ سربلندی می‌دانیم،

00:02.500 --> 00:05.000
<v دکتر مارا دل>اگر بر پیمان خود بماند.
"""
_EN: Final = """WEBVTT

00:01.000 --> 00:02.500
We consider this port to be a source of pride,

00:02.500 --> 00:05.000
if it keeps to its pledge.
"""
_ARTICLE: Final = """<!DOCTYPE html><html lang="en"><head><title>“You Are a Source of Pride,” Dell Said</title>
<link rel="canonical" href="https://courier.example/dell"><meta name="author" content="Ona Pell">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2031-05-07T07:30:00+00:00"></head><body><article>
<h1>“You Are a Source of Pride,” Dell Said</h1><p class="byline">By Ona Pell</p>
<p>Source: The Bay Agency</p>
<p>Many people came to the quay on the evening of that day to see what the office of the port had to show them.</p>
<p>“We consider this [port] to be a source of pride,” Dr Mara Dell told the dockers who had come to the hall.</p>
<p>The office did not answer the question why the recording had been kept in its cellar for so many years.</p>
</article></body></html>"""
_DISPATCH: Final = """---
title: An old speech comes back
language: en
---

On 6 May the office of the port released [a video](release:{new}). In it Dr Dell speaks of [a source of
pride](quote:{new}@0:01.000-0:02.500?lang=en), and the office does not say who held the camera on that day.

![Where it was seen before](strip:{new})
"""
_REPRINT: Final = """<!DOCTYPE html><html lang="en"><head><title>Secret speech revealed</title></head><body><article>
<h1>Secret speech revealed</h1><p>On 6 May the office of the port published a video. In it Dr Dell speaks of “a source
of pride”, and the office does not say who held the camera on that day.</p></article></body></html>"""
_WORK: Final = """# title: Book of Tides
# names: Tides
# translator: Ona Pell
3:16\tThe port is a source of pride.
3:17\tThe boats came home.
"""
_SAID: Final = {
    "title": "Words of the port",
    "uploader": "The Office of the Port",
    "upload_date": "20310506",
    "webpage_url": "https://office.example/words",
    "language": "fa",
}


def _files(folder: Path) -> Path:
    """What the small desk works with."""
    folder.mkdir()
    films.write(folder / "hall.mp4", films.scene(11, 7.0))
    parts = chain(films.scene(21, 2.0), films.scene(11, 5.0, at=1.0))
    films.write(folder / "talk.mp4", parts, sound=films.Sound(), seconds=7.0)
    (folder / "broken.mp4").write_bytes((folder / "hall.mp4").read_bytes()[:4000])
    texts = {
        "talk.fa.vtt": _FA,
        "talk.en.vtt": _EN,
        "talk.info.json": json.dumps(_SAID),
        "corrected.en.vtt": _EN.replace("keeps to", "honours"),
        "article.html": _ARTICLE,
        "reprint.html": _REPRINT,
        "asked.jsonl": json.dumps(
            {"id": "7", "text": "a source of pride", "speaker": "Mara Dell", "citation": "Tides 3:17"}
        ),
        "tides.en.txt": _WORK,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "statement.txt").write_text("The office says that the quay stays open in winter.", encoding="utf-8")
    os.utime(inbox / "statement.txt", (0, 0))  # a file that was just written may still be growing
    return folder


class Small:
    """The small desk, called as from a shell. What each call answered is kept under the call's name."""

    def __init__(self, folder: Path) -> None:
        """Work in an existing folder."""
        self.files = _files(folder / "files")
        self.desk = folder / "desk"
        self.answers: Answers = {}

    def call(self, name: str, *arguments: str | Path, on_desk: bool = True, status: int = 0) -> list[dict[str, Any]]:
        """Call a verb with `--json`, and expect an exit status; returns its documents."""
        desk = ["--desk", str(self.desk)] if on_desk else []
        verb = name.split()
        done: Result = CliRunner().invoke(main, [*desk, *verb, *map(str, arguments), "--json"])
        assert done.exit_code == status, done.output
        self.answers[name] = [json.loads(line) for line in done.stdout.splitlines()]
        return self.answers[name]


def _tell(small: Small) -> None:
    """Go the whole way."""
    files, call = small.files, small.call
    call("init", small.desk, on_desk=False)
    (old, new) = (call("add", files / name)[0]["release"] for name in ("hall.mp4", "talk.mp4"))
    call("add", files / "article.html")
    call("add", files / "broken.mp4")
    call("add", files / "talk.mp4", files / "nowhere.mp4", status=1)
    call("work", status=1)
    call("work --failed")
    call("watch add", files / "inbox", "--name", "The Office")
    call("watch list")
    call("watch run")
    call("watch remove", files / "inbox")
    call("releases")
    call("shots", files / "hall.mp4", on_desk=False)
    call("match", new)
    call("article", files / "article.html", on_desk=False)
    call("works add", files / "tides.en.txt")
    call("works list")
    call("check", files / "article.html")
    call("check --quotations", files / "asked.jsonl")
    call("works remove", "tides.en.txt", "--by", "R. Editor")
    call("search", "source of pride")
    call("transcript", new)
    call("quote", new, "0:01", "0:03")
    call("clip", new, "0:01", "0:03", "--subtitles", "en", "-o", small.desk.parent / "clip.mp4")
    draft = Path(call("dispatch new", "An old speech comes back", "--about", new)[0]["draft"])
    draft.write_text(_DISPATCH.format(new=new), encoding="utf-8")
    call("dispatch preview", draft, "-o", small.desk.parent / "preview")
    call("dispatch publish", draft)
    call("dispatch list")
    call("spread", files / "reprint.html")
    call("edit", new, files / "corrected.en.vtt", "--by", "R. Editor")
    call("decide", new, "--confirm", old, "--by", "R. Editor")
    call("show", new)
    call("verify")
    call("rebuild")
    call("backup", small.desk.parent / "desk.tar")
    call("restore", small.desk.parent / "desk.tar", small.desk.parent / "again", on_desk=False)
    call("engines")
    call("withdraw", new, "--erase", "--reason", "a court said so", "--by", "R. Editor")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """What every verb answered on the small desk, by the verb's name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.desk.desk.LocalPool", lambda _processes: Inline())  # no time for processes
        small = Small(tmp_path_factory.mktemp("small"))
        _tell(small)
        assert Desk.find(small.desk).folder == small.desk
        yield small.answers
