"""Works that are cited: works add, list, remove."""

import sys
from pathlib import Path

import click

from onrecord.cli.call import Verb, VerbGroup, as_json, editor, on_a_desk
from onrecord.cli.terminal import counted, draw, row, say, show_json, table, warn
from onrecord.desk import Desk
from onrecord.desk import works as held_works
from onrecord.desk.answers import answer
from onrecord.errors import OnrecordError
from onrecord.store.codec import plain


@click.group(
    cls=VerbGroup,
    example="""\
onrecord works add harbour-charter.en.txt
onrecord works list""",
)
def works() -> None:
    """Texts that are cited: scripture, charters, laws."""


@works.command(cls=Verb, name="add", example="onrecord works add harbour-charter.en.txt")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@as_json
@on_a_desk
def works_add(desk: Desk, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take in a work, or a translation of one, from a plain file.

    A line is a place and its text; docs/works.md shows the forms.
    """
    failures: list[OnrecordError] = []
    for file in files:
        try:
            added = held_works.add(desk, file)
        except OnrecordError as error:
            failures.append(error)
            if as_json:
                show_json(answer({"error": str(error)}))
            warn(error)
            continue
        if as_json:
            show_json(answer(plain(added)))
        else:
            say(f"{added.work.title}: {counted(added.work.places, 'place')} from {file.name} ({added.state}).")
    if failures:
        sys.exit(failures[0].exit_status if len(failures) == len(files) else OnrecordError.exit_status)


@works.command(cls=Verb, name="list", example="onrecord works list")
@as_json
@on_a_desk
def works_list(desk: Desk, *, as_json: bool) -> None:
    """The works that are held, each translation by itself."""
    held = [one.work for one in held_works.held(desk)]
    if as_json:
        show_json(answer({"works": [plain(work) for work in held]}))
        return
    if not held:
        say("No work is held; `onrecord works add FILE` takes one in.")
        return
    shown = table("file", "title", "also cited as", "lang", "translator", "places")
    for work in held:
        named = f"{work.name} ({work.file[:8]})"
        row(shown, named, work.title, ", ".join(work.names), work.language, work.translator, f"{work.places:,}")
    draw(shown)


@works.command(cls=Verb, name="remove", example="onrecord works remove harbour-charter.en.txt --by 'R. Editor'")
@click.argument("name")
@editor
@as_json
@on_a_desk
def works_remove(desk: Desk, name: str, *, by: str, as_json: bool) -> None:
    """Hold a work no longer.

    NAME is its title, its file's name or the beginning of its hash.
    """
    removed = held_works.remove(desk, name, by)
    show_json(answer(plain(removed))) if as_json else say(f"{removed.title} ({removed.name}) is no longer held.")


VERBS = (works,)
