"""Verbs that send things out and follow them: clip, dispatch, spread."""

import sys
from pathlib import Path
from typing import Final

import click
from rich.text import Text

from onrecord.cli.call import Verb, VerbGroup, as_json, on_a_desk, standard_input
from onrecord.cli.proof import in_words, show_checked
from onrecord.cli.terminal import clock, draw, row, say, show_json, table, tell, warn
from onrecord.desk import Desk, answers, issuing
from onrecord.desk.answers import answer
from onrecord.desk.issuing import Page
from onrecord.desk.spans import read_span
from onrecord.errors import OnrecordError
from onrecord.records import Reprint
from onrecord.store.codec import plain

_INDENT: Final = 4
_FAITHFUL: Final = ("verbatim", "elided", "bracketed")
REFERENCES: Final = """\
In the draft, a link to the record is written so; times are 0:18.3 or 1:02:03:
[words](quote:RELEASE@START-END)     your words, held against what was said
[](quote:RELEASE@START-END?lang=en)  the record's own words, here in English
> [](quote:RELEASE@START-END)        alone in its block: the quotation in full
![caption](clip:RELEASE@START-END)   a clip; (release:RELEASE) shows all of it
![caption](strip:RELEASE)            where its footage was seen before"""


@click.command(cls=Verb, example="onrecord clip k3v7q2mx 0:18.3 0:25.9 --subtitles en -o pledge.mp4")
@click.argument("release")
@click.argument("start")
@click.argument("end")
@click.option("--subtitles", metavar="TAG", help="Write the subtitles in this language beside it.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@as_json
@on_a_desk
def clip(  # one parameter an option
    desk: Desk, release: str, start: str, end: str, *, subtitles: str | None, target: Path | None, as_json: bool
) -> None:
    """Cut a clip, exactly from START to END."""
    resolved, (start_ms, end_ms) = desk.catalogue.resolve(release), read_span(start, end)
    to = target or Path(f"{resolved}-{start_ms}-{end_ms}.mp4")
    cut, beside = issuing.clip(desk, resolved, start_ms, end_ms, to, subtitles=subtitles)
    if as_json:
        show_json(answer({**plain(cut), "path": str(to), "subtitles": str(beside) if beside else None}))
    else:
        say(f"{to}: {clock(start_ms)}–{clock(end_ms)} of {resolved}{f', subtitles in {beside}' if beside else ''}.")


@click.group(
    cls=VerbGroup,
    example="""\
onrecord dispatch new 'A speech comes back' --about k3v7q2mx
onrecord dispatch publish dispatches/a-speech-comes-back.md""",
)
def dispatch() -> None:
    """Reports: begun, previewed, published, listed."""


@dispatch.command(
    cls=Verb,
    name="new",
    example="onrecord dispatch new 'A speech comes back' --about k3v7q2mx",
    notes=REFERENCES,
)
@click.argument("title")
@click.option("--about", multiple=True, metavar="RELEASE", help="A release that it is about; may be repeated.")
@as_json
@on_a_desk
def dispatch_new(desk: Desk, title: str, *, about: tuple[str, ...], as_json: bool) -> None:
    """Begin a dispatch: writes a draft to go on from, in Markdown."""
    path = issuing.begin(desk, title, about)
    if as_json:
        show_json(answer({"draft": str(path)}))
    else:
        say(f"Go on writing in {path}; `onrecord dispatch new --help` says how to quote the record in it.")


@dispatch.command(
    cls=Verb, name="preview", example="onrecord dispatch preview dispatches/a-speech-comes-back.md -o look"
)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), default=Path("preview"), show_default=True)
@as_json
@on_a_desk
def dispatch_preview(desk: Desk, draft: Path, folder: Path, *, as_json: bool) -> None:
    """Lay a draft out in a folder, without publishing it."""
    _show_page(issuing.preview(desk, draft, folder), as_json=as_json)


@dispatch.command(cls=Verb, name="publish", example="onrecord dispatch publish dispatches/a-speech-comes-back.md")
@click.argument("draft", type=click.Path(path_type=Path))
@as_json
@on_a_desk
def dispatch_publish(desk: Desk, draft: Path, *, as_json: bool) -> None:
    """Publish a dispatch as a folder that needs nothing else.

    What it says and rests on is kept; words of its quotations that are not what was said are listed.
    """
    page = issuing.publish(desk, draft)
    _show_page(page, as_json=as_json)
    if not as_json and any(checked.verdict not in _FAITHFUL for checked in page.checked):
        say("Published all the same; mend the draft and publish it again.", style="yellow")


@dispatch.command(cls=Verb, name="list", example="onrecord dispatch list")
@as_json
@on_a_desk
def dispatch_list(desk: Desk, *, as_json: bool) -> None:
    """The published dispatches."""
    publications, by = issuing.published(desk), issuing.approvals(desk)
    if as_json:
        fields = ("dispatch", "title", "published", "language", "releases")
        listed = [
            {**{name: value for name, value in plain(p).items() if name in fields}, "approved_by": by.get(p.dispatch)}
            for p in publications
        ]
        show_json(answer({"dispatches": listed}))
        return
    if not publications:
        say("No dispatch is published yet; begin one with `onrecord dispatch new`.")
        return
    shown = table("dispatch", "published", "approved by", "title")
    for p in publications:
        row(shown, p.dispatch, p.published[:10], by.get(p.dispatch), p.title)
    draw(shown)


def _show_page(page: Page, *, as_json: bool) -> None:
    if as_json:
        show_json(answer({**plain(page), "page": str(page.page)}))
        return
    for checked in page.checked:
        show_checked(checked)
    say(f"{page.title}: {page.page}")


@click.command(cls=Verb, example="onrecord spread https://mirror.example/story reprint.html")
@click.argument("addresses", nargs=-1, required=True, metavar="PAGE...")
@as_json
@on_a_desk
def spread(desk: Desk, addresses: tuple[str, ...], *, as_json: bool) -> None:
    """Which dispatch a page reprints, and what it changed.

    Also whether it kept the credit and links to the dispatch.
    """
    failed, status = 0, 1
    for address in addresses:
        try:
            reprint, quotations = issuing.trace(desk, address, standard_input(address))
        except OnrecordError as error:
            failed, status = failed + 1, error.exit_status
            if as_json:
                show_json(answer({"page": address, "error": str(error)}))
            warn(error)
            continue
        if as_json:
            show_json(answers.of_reprint(reprint, quotations))
        else:
            show_reprint(reprint)
    if failed:
        sys.exit(status if failed == len(addresses) else 1)


def show_reprint(reprint: Reprint) -> None:
    """What a page made of a dispatch."""
    if reprint.dispatch is None:
        say(f"{reprint.page}: carries no dispatch of this desk.")
        return
    say(f"{reprint.page}: {reprint.share:.0%} of {reprint.dispatch}", style="bold")
    if reprint.headline is not None:
        say(f"headline: “{reprint.headline.before}” became “{reprint.headline.after}”", indent=_INDENT)
    for passage in reprint.passages:
        for edit in passage.edits:
            words = in_words(edit, said="the dispatch says", written="the page")
            tell(Text(f"{passage.state}: ").append_text(words), _INDENT)
    states = [passage.state for passage in reprint.passages]
    counts = (f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    say(f"passages: {', '.join(counts)}", indent=_INDENT)
    link = "links to the dispatch" if reprint.link else "no link to the dispatch"
    say(f"credit {reprint.credit}, {link}", style="" if reprint.credit == "kept" else "red", indent=_INDENT)


VERBS = (clip, dispatch, spread)
