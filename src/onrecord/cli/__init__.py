"""The command line: parse, call the desk, render. No logic of its own.

Each verb is loaded when it is called, so that `onrecord search` doesn't wait for what only `onrecord demo` needs.
"""

import importlib
from pathlib import Path
from typing import Final

import click

MODULES: Final = {
    "taking": ("init", "add"),
    "going": ("watch", "work"),
    "looking": ("releases", "show", "search", "transcript", "quote"),
    "checking": ("shots", "match", "article", "check"),
    "works": ("works",),
    "deciding": ("edit", "decide", "withdraw"),
    "issuing": ("clip", "dispatch", "spread"),
    "keeping": ("verify", "rebuild", "backup", "restore", "engines"),
    "story": ("demo",),
}
"""Which file of this folder holds which verb."""


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
