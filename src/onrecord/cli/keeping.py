"""Verbs that keep the desk: verify, rebuild, backup, restore, engines."""

import re
import sys
from pathlib import Path
from typing import Final

import click

from onrecord.cli.call import Verb, as_json, on_a_desk
from onrecord.cli.terminal import counted, draw, row, say, show_json, table, warn
from onrecord.desk import Desk, keeping, overview
from onrecord.desk.answers import answer
from onrecord.errors import InputError, NotADesk
from onrecord.store.codec import plain

_HEAD: Final = re.compile(r"\d{1,18}:[0-9a-f]{64}", re.ASCII | re.IGNORECASE)


@click.command(cls=Verb, example=f"onrecord verify\nonrecord verify --head 214:{'9f86d081' * 8}")
@click.option(
    "--head", metavar="NUMBER:HASH", help="A head that was written down elsewhere; the ledger has to contain it."
)
@as_json
@on_a_desk
def verify(desk: Desk, *, head: str | None, as_json: bool) -> None:
    """Hold everything that is stored against its hash.

    Where something is damaged, the exit status is 1. The last line ends with the ledger's head: written down
    elsewhere and given to --head, it shows whether the ledger's end was cut off.
    """
    verified = keeping.verify(desk, _head(head) if head else None)
    if as_json:
        fields = plain(verified)
        show_json(answer({**fields, "head": {"number": verified.head[0], "hash": verified.head[1]}}))
    else:
        for damage in verified.damages:
            say(f"{damage.item} {damage.what}", style="red")
        state = f"{len(verified.damages)} damaged" if verified.damages else "nothing is damaged"
        head = ":".join(map(str, verified.head))
        entries, blobs = counted(verified.entries, "entry", "entries"), counted(verified.blobs, "blob")
        say(f"{entries} and {blobs}: {state}. Head {head}")
    if verified.damages:
        sys.exit(1)


def _head(text: str) -> tuple[int, str]:
    if _HEAD.fullmatch(text) is None:
        what = "is not NUMBER:HASH with all 64 digits of the hash"
        raise InputError(f"head {text}", what, "copy it from the last line of `onrecord verify`")
    number, _, digest = text.partition(":")
    return int(number), digest.lower()


@click.command(cls=Verb, example="onrecord rebuild")
@as_json
@on_a_desk
def rebuild(desk: Desk, *, as_json: bool) -> None:
    """Make the shelves anew from ledger and blobs."""
    texts = keeping.rebuild(desk)
    show_json(answer({"texts": texts})) if as_json else say(f"The shelves were made anew: {counted(texts, 'text')}.")


@click.command(cls=Verb, example="onrecord backup harbour-2024-03-24.tar")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@on_a_desk
def backup(desk: Desk, file: Path, *, as_json: bool) -> None:
    """Write the whole desk into one file; it may go on working."""
    written = keeping.backup(desk, file)
    show_json(answer({"file": str(written)})) if as_json else say(f"The desk is in {written}.")


@click.command(cls=Verb, example="onrecord restore harbour-2024-03-24.tar harbour-again")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@as_json
def restore(file: Path, folder: Path, *, as_json: bool) -> None:
    """Make a desk from a backup, and verify it."""
    with keeping.restore(file, folder) as desk:
        verified = keeping.verify(desk)
    if as_json:
        show_json(answer({"desk": str(folder), "damages": [plain(damage) for damage in verified.damages]}))
    for damage in verified.damages:
        warn(f"{damage.item} {damage.what}")
    if not as_json:
        entries, blobs = counted(verified.entries, "entry", "entries"), counted(verified.blobs, "blob")
        say(f"The desk is in {folder}: {entries}, {blobs}.")
    if verified.damages:
        sys.exit(1)


@click.command(cls=Verb, example="onrecord engines")
@as_json
@click.pass_context
def engines(context: click.Context, *, as_json: bool) -> None:
    """The engines of every room, and what they need."""
    try:
        with Desk.find(context.obj["desk"]) as desk:
            announced = list(overview.engines_here(desk))
    except NotADesk:
        announced = list(overview.engines_here(None))
    if as_json:
        show_json(answer({"engines": [plain(one) for one in announced]}))
        return
    shown = table("room", "engine", "version", "used", "state")
    for one in announced:
        row(shown, one.room, one.name, one.version, "yes" if one.chosen else "", one.missing or "ready")
    draw(shown)


VERBS = (verify, rebuild, backup, restore, engines)
