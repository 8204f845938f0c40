"""docs/commands.md as the program's own help has it. To write it anew: `python -m tests.docs.commands`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import click

from onrecord.cli import main
from onrecord.cli.call import Verb
from tests.docs.pages import ROOT

PAGE: Final = "docs/commands.md"
_INTRODUCTION: Final = """\
# Commands

Written by `python -m tests.docs.commands` from the program's own help; a test holds the two against each other.

`onrecord --desk DIR VERB …` names the desk; without it `ONRECORD_DESK`, else the nearest folder above that is a desk.
Times are written `1:02.500`, `1:00:02.500` or `62.5`. Every verb has `--help`; [what `--json` answers](json.md).
"""


@dataclass(frozen=True, slots=True)
class Documented:
    """A verb and its name, as it is called."""

    name: str
    command: Verb

    @property
    def options(self) -> list[click.Option]:
        """Its options, as they stand in the help."""
        return [param for param in self.command.params if isinstance(param, click.Option)]

    @property
    def arguments(self) -> list[click.Argument]:
        """What is given without a name."""
        return [param for param in self.command.params if isinstance(param, click.Argument)]


def verbs(group: click.Group = main, before: str = "") -> Iterator[Documented]:
    """Every verb of the program, in the order of its help."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from verbs(command, f"{before}{name} ")
        elif isinstance(command, Verb):
            yield Documented(f"{before}{name}", command)


def written() -> str:
    """The page."""
    return "\n".join([_INTRODUCTION, *map(_section, verbs())])


def _section(verb: Documented) -> str:
    call = " ".join(["onrecord", verb.name, *map(_argument, verb.arguments)])
    options = [f"| `{_option(option)}` | {_meaning(option)} |" for option in verb.options]
    table = ["| option | |", "|---|---|", *options, ""] if options else []
    example = ["```", *verb.command.example.splitlines(), "```", ""]
    return "\n".join([f"## `{call}`", "", " ".join((verb.command.help or "").split()), "", *table, *example])


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required or name.startswith("[") or argument.metavar else f"[{name}]"


def _option(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {' / '.join(option.type.choices)}"
    return f"{names} {option.metavar or _VALUES.get(type(option.type), 'TEXT')}"


_VALUES: Final[dict[type[object], str]] = {click.Path: "PATH", click.IntRange: "NUMBER"}


def _meaning(option: click.Option) -> str:
    shown = option.show_default if isinstance(option.show_default, str) else option.default
    default = f"Without it: {shown}." if option.show_default else ""
    return " ".join(part for part in (option.help or "", default) if part)


if __name__ == "__main__":
    (ROOT / PAGE).write_text(written(), encoding="utf-8")
