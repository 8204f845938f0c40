"""The command line: parse, call the desk, render. No logic of its own.

Each verb is loaded when it is called, so that `onrecord search` doesn't wait for what only `onrecord demo` needs.
"""

import importlib
from pathlib import Path
from typing import Final

import click

MODULES: Final = {
    "taking": {
        "init": "Make a desk in a folder.",
        "add": "Take in video, audio, pages and transcripts.",
    },
    "going": {
        "watch": "Sources that are watched: feeds and folders.",
        "work": "Take what is pending through the rooms.",
    },
    "looking": {
        "releases": "The releases that the desk holds.",
        "show": "One release with all that is known of it.",
        "search": "Where words stand in transcripts, translations and pages.",
        "transcript": "A transcript or translation, as a caption file or text.",
        "quote": "A quotation picked from a transcript by its times.",
    },
    "checking": {
        "shots": "The shots of one video, outside any desk.",
        "match": "Where the footage of a file or a release was seen before.",
        "article": "The parts and quotations of a page, outside any desk.",
        "check": "Hold an article's quotations against the record.",
    },
    "works": {
        "works": "Texts that are cited: scripture, charters, laws.",
    },
    "deciding": {
        "edit": "Take a corrected transcript or translation, line by line.",
        "decide": "Confirm or reject a match, approve lines or a dispatch.",
        "withdraw": "Take a release out of every answer.",
    },
    "issuing": {
        "clip": "Cut a clip, exactly from START to END.",
        "dispatch": "Reports: begun, previewed, published, listed.",
        "spread": "Which dispatch a page reprints, and what it changed.",
    },
    "keeping": {
        "verify": "Hold everything that is stored against its hash.",
        "rebuild": "Make the shelves anew from ledger and blobs.",
        "backup": "Write the whole desk into one file; it may go on working.",
        "restore": "Make a desk from a backup, and verify it.",
        "engines": "The engines of every room, and what they need.",
    },
    "story": {
        "demo": "Make a sample desk and show what the program does.",
    },
}
"""Which file of this folder holds which verb, and what is said of it in the list of all: that loads none of them."""


class Verbs(click.Group):
    """The verbs, found by name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All verbs, in the order of a release's way."""
        return [verb for verbs in MODULES.values() for verb in verbs]

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb by its name."""
        for module, verbs in MODULES.items():
            if cmd_name in verbs:
                loaded = importlib.import_module(f"onrecord.cli.{module}")
                verb: click.Command = next(verb for verb in loaded.VERBS if verb.name == cmd_name)
                return verb
        return None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs."""
        with formatter.section("Commands"):
            formatter.write_dl([row for verbs in MODULES.values() for row in verbs.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="onrecord", prog_name="onrecord")
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
