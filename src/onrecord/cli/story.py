"""`onrecord demo`: makes a sample desk and tells, step by step, what the program does with one release."""

from pathlib import Path

import click
from rich.rule import Rule

from onrecord.cli.call import Verb, as_json
from onrecord.cli.issuing import show_reprint
from onrecord.cli.proof import show_checked, show_segments
from onrecord.cli.terminal import clock, dated, draw, muted, progress, row, say, show_json, table
from onrecord.demo.sample import Sample, make_sample
from onrecord.desk import Desk, issuing, questions
from onrecord.desk.adding import add
from onrecord.desk.answers import Answer, answer, of_checked_article, of_matching, of_reprint
from onrecord.desk.settings import FILE_NAME
from onrecord.desk.step import Progress
from onrecord.desk.working import work_through
from onrecord.errors import InputError
from onrecord.records import Dated, Given
from onrecord.store.codec import plain

DESK_NAME = "The Sarand Desk"
DRAFT = "a-1999-speech-comes-back.md"


@click.command(cls=Verb, example="onrecord demo demo-desk")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="demo-desk")
@as_json
def demo(folder: Path, *, as_json: bool) -> None:
    """Make a sample desk and show what the program does.

    It takes one release the whole way, and says what was found and where to look.
    Every person, place and event of the sample is invented; its films are drawn on the spot.
    """
    with muted(mute=as_json), _desk(folder) as desk:
        sample = _sample(folder)
        old, new = _capture(desk, sample)
        found = {
            "desk": str(folder.absolute()),
            "releases": {"earlier": old, "new": new},
            "match": _match(desk, new),
            "transcript": _words(desk, new),
            "check": _check(desk, sample),
            "page": str(_dispatch(desk, sample, old, new).absolute()),
            "spread": _spread(desk, sample),
        }
        _chapter("Look for yourself")
        say(f"The desk is in {folder}; try `onrecord --desk {folder} releases`, or `search`, `show`, `verify`.")
        say("Open the dispatch in a browser; it needs no network:")
        say(found["page"], style="bold")
    if as_json:
        show_json(answer(found))


def _sample(folder: Path) -> Sample:
    _chapter("The sample")
    say("Drawing two films, with sound and captions. Every person, place and event in them is invented.")
    with progress() as report:
        return make_sample(
            folder / "sample", lambda what, done: report(Progress(release="drawing", door=what, done=done))
        )


def _desk(folder: Path) -> Desk:
    """The demo's own desk, anew or as an earlier run left it; never one that somebody works with."""
    if not (folder / FILE_NAME).exists():
        return Desk.init(folder, DESK_NAME)
    desk = Desk(folder)
    if desk.settings.name != DESK_NAME:
        desk.close()
        raise InputError(str(folder), "is a desk of somebody's own", "name another folder for the demo")
    return desk


def _capture(desk: Desk, sample: Sample) -> tuple[str, str]:
    _chapter("1. An office has released a video")
    (desk.folder / desk.settings.background).write_bytes(sample.background.read_bytes())
    happened = Dated(value="1999-03-14", read_from="given")
    old = add(desk, str(sample.old_video), Given(happened=happened)).release
    new = add(desk, str(sample.new_video), Given(happened=happened)).release
    with progress() as report:
        desk.on_progress(report)
        for worked in work_through(desk, [old, new]):
            if worked.error:
                raise worked.error
    capture = desk.catalogue.capture(new).record
    facts = table("", "")
    row(facts, "title", capture.title)
    row(facts, "source", capture.source)
    row(facts, "published", dated(capture.published))
    row(facts, "happened", dated(capture.happened))
    row(facts, "captured", capture.captured)
    row(facts, "SHA-256", capture.blob)
    draw(facts)
    return old, new


def _match(desk: Desk, new: str) -> Answer:
    _chapter("2. Which of its footage was seen before?")
    matching = questions.match_release(desk, new)
    show_segments(matching)
    return of_matching(matching)


def _words(desk: Desk, new: str) -> Answer:
    _chapter("3. What is said in it")
    (english,) = desk.catalogue.translations(new)
    said = desk.catalogue.told(new, None)
    spoken = table("", "")
    for original, line in zip(said.cues, english.cues, strict=True):
        row(spoken, clock(original.start_ms), original.text)
        row(spoken, "", line.text, style="dim")
    draw(spoken)
    return {"original": plain(said.record), "english": plain(english.record)}


def _check(desk: Desk, sample: Sample) -> Answer:
    _chapter("4. An article about it, held against the record")
    checked = questions.check_article(desk, str(sample.article))
    for one in checked.quotations:
        show_checked(one)
    related = [block.text for block in checked.article.page.blocks if block.role == "related"]
    say("\nRelated headlines inside the article, found and left out:")
    for text in related:
        say(text, style="dim", indent=4)
    return of_checked_article(checked)


def _dispatch(desk: Desk, sample: Sample, old: str, new: str) -> Path:
    _chapter("5. The desk publishes a dispatch")
    draft = desk.folder / issuing.DRAFTS / DRAFT
    draft.parent.mkdir(exist_ok=True)
    text = sample.dispatch.read_text(encoding="utf-8").replace("{new}", new).replace("{old}", old)
    draft.write_text(text, encoding="utf-8")
    page = issuing.publish(desk, draft)
    say(f"“{page.title}” is published, with its video, subtitles, quotations that play, and sources.")
    return page.page


def _spread(desk: Desk, sample: Sample) -> Answer:
    _chapter("6. Another site reprints it")
    reprint, quotations = issuing.trace(desk, str(sample.reprint))
    show_reprint(reprint)
    return of_reprint(reprint, quotations)


def _chapter(title: str) -> None:
    say()
    draw(Rule(title, align="left", style="dim"))


VERBS = (demo,)
