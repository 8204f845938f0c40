"""Verbs that send things out and follow them: clip, dispatch, spread."""

import sys
from pathlib import Path

import click

from onrecord.cli.call import Verb, as_json, on_a_desk, standard_input
from onrecord.cli.proof import show_checked
from onrecord.cli.terminal import clock, draw, row, say, show_json, table, warn
from onrecord.desk import Desk, answers, issuing
from onrecord.desk.answers import answer
from onrecord.desk.issuing import Page
from onrecord.desk.spans import read_span
from onrecord.errors import OnrecordError
from onrecord.records import Reprint
from onrecord.store.codec import plain


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


@click.group()
def dispatch() -> None:
    """Reports: begun, previewed, published, listed."""


@dispatch.command(cls=Verb, name="new", example="onrecord dispatch new 'A speech comes back' --about k3v7q2mx")
@click.argument("title")
@click.option("--about", multiple=True, metavar="RELEASE", help="A release that it is about; may be repeated.")
@as_json
@on_a_desk
def dispatch_new(desk: Desk, title: str, *, about: tuple[str, ...], as_json: bool) -> None:
    """Begin a dispatch: writes a draft to go on from."""
    path = issuing.begin(desk, title, about)
    show_json(answer({"draft": str(path)})) if as_json else say(f"Go on writing in {path} (docs/dispatch.md says how).")


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
    """Publish a dispatch as a folder that needs nothing else, and keep what it says and rests on."""
    _show_page(issuing.publish(desk, draft), as_json=as_json)


@dispatch.command(cls=Verb, name="list", example="onrecord dispatch list")
@as_json
@on_a_desk
def dispatch_list(desk: Desk, *, as_json: bool) -> None:
    """The published dispatches."""
    publications = issuing.published(desk)
    if as_json:
        fields = ("dispatch", "title", "published", "language", "releases")
        listed = [{name: value for name, value in plain(p).items() if name in fields} for p in publications]
        show_json(answer({"dispatches": listed}))
        return
    shown = table("dispatch", "published", "title")
    for publication in publications:
        row(shown, publication.dispatch, publication.published, publication.title)
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
    """Which dispatch a page reprints, what it changed, and whether it kept the credit."""
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
        say(f"    headline: “{reprint.headline.before}” became “{reprint.headline.after}”")
    for passage in reprint.passages:
        for edit in passage.edits:
            say(f"    {passage.state}: {edit.kind}: “{edit.said}” → “{edit.quoted}”")
    states = [passage.state for passage in reprint.passages]
    say("    " + ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)))
    link = "links to the dispatch" if reprint.link else "no link to the dispatch"
    say(f"    credit {reprint.credit}, {link}", style="" if reprint.credit == "kept" else "red")


VERBS = (clip, dispatch, spread)
