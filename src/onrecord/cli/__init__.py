"""The command line: parse, call the desk, render. No logic of its own."""

from importlib.metadata import version
from pathlib import Path

import click

from onrecord.cli import checking, deciding, issuing, keeping, looking, taking


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("onrecord"), prog_name="onrecord")
@click.option(
    "--desk",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The desk's folder; without it ONRECORD_DESK, else the nearest folder above that is a desk.",
)
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """The record that a media-monitoring desk works from.

    Keep what offices and outlets release, find footage and words in it again, check quotations against it, publish
    dispatches in which every quotation plays.
    """
    context.obj = {"desk": folder}


for room in (taking, looking, checking, deciding, issuing, keeping):
    for verb in room.VERBS:
        main.add_command(verb)
