"""Verbs by which a desk begins and takes releases in: init, add."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from onrecord.cli.call import Verb, as_json, on_a_desk
from onrecord.cli.terminal import say, show_json, warn
from onrecord.desk import Desk, LineError
from onrecord.desk.adding import Added, add, add_lines
from onrecord.desk.answers import answer
from onrecord.errors import InputError, OnrecordError
from onrecord.records import Dated, Given
from onrecord.store.codec import plain


@click.command(cls=Verb, example="onrecord init harbour --name 'The Harbour Desk'")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", help="What the desk is called; it stands on its dispatches.")
@as_json
def init(folder: Path, name: str | None, *, as_json: bool) -> None:
    """Make a desk in a folder."""
    with Desk.init(folder, name) as desk:
        if as_json:
            show_json(answer({"desk": str(desk.folder.absolute()), "name": desk.settings.name}))
        else:
            say(f"{desk.settings.name} is ready in {desk.folder}; take releases in with `onrecord add`.")


@click.command(
    cls=Verb,
    example="""\
onrecord add speech.mp4 --published 2024-03-20 --captions speech.en.vtt
onrecord add --lines transcripts.jsonl.gz --source 'The Office'""",
    notes="""\
A line of --lines is {"id", "title", "speaker", "date", "language", "text"}.
In place of "text" it may have "segments": a list of
{"start_ms", "end_ms", "speaker", "text"}. Only the words are needed.""",
)
@click.argument("addresses", nargs=-1, metavar="[PATH_OR_URL...]")
@click.option(
    "--lines", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Many transcripts, a JSON line each."
)
@click.option("--title", help="Its title.")
@click.option("--source", help="Who released it.")
@click.option("--published", metavar="DATE", help="When it says that it was published.")
@click.option("--happened", metavar="DATE", help="When it is said to have happened.")
@click.option("--language", metavar="TAG", help="The language that is spoken.")
@click.option("--speaker", help="Who speaks, where the captions don't say.")
@click.option(
    "--captions", multiple=True, type=click.Path(exists=True, dir_okay=False), help="A caption file; may be repeated."
)
@as_json
@on_a_desk
def add_(  # one parameter an option
    desk: Desk,
    addresses: tuple[str, ...],
    *,
    lines: Path | None,
    as_json: bool,
    captions: tuple[str, ...],
    **said: str | None,
) -> None:
    """Take in video, audio, pages and transcripts.

    From files or http(s) addresses, with what is said of them here; or many transcripts from one file, with --lines.
    """
    if not addresses and lines is None:
        raise InputError("add", "was given nothing to add", "name files or addresses, or --lines FILE")
    given = Given(
        captions=captions,
        title=said["title"],
        source=said["source"],
        language=said["language"],
        speaker=said["speaker"],
        published=_dated(said["published"]),
        happened=_dated(said["happened"]),
    )
    failed, done, status = 0, 0, 1
    for added in chain(_each(desk, addresses, given), add_lines(desk, lines, given) if lines else ()):
        _show_added(added, as_json=as_json)
        failed += not isinstance(added, Added)
        done += isinstance(added, Added)
        status = added.exit_status if isinstance(added, OnrecordError) else status
    if failed:
        sys.exit(1 if done else status)


def _each(desk: Desk, addresses: tuple[str, ...], given: Given) -> Iterator[Added | OnrecordError]:
    for address in addresses:
        try:
            yield add(desk, address, given)
        except OnrecordError as error:
            yield error


def _show_added(added: Added | LineError | OnrecordError, *, as_json: bool) -> None:
    if isinstance(added, Added):
        if as_json:
            show_json(answer(plain(added)))
        else:
            say(f"{added.release}  {added.state}  {added.kind}  {added.address}")
        return
    reason = str(added) if isinstance(added, OnrecordError) else f"line {added.line + 1}: {added.reason}"
    if as_json:
        show_json(answer({"error": reason}))
    warn(reason)


def _dated(value: str | None) -> Dated | None:
    return Dated(value=value, read_from="given") if value else None


add_.name = "add"
VERBS = (init, add_)
