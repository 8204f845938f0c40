"""How a verb is called: the desk it works on, `--json`, an example in its help, and errors as exit statuses."""

import functools
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from onrecord.cli.terminal import warn
from onrecord.desk import Desk
from onrecord.errors import OnrecordError, TooLarge

F = TypeVar("F", bound=Callable[..., Any])

STOPPED: Final = 130
LARGEST_PIPED: Final = 20_000_000
"""As large as the largest page that is read."""

as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, a document a line.")
editor = click.option("--by", default=getpass.getuser, show_default="your user name", help="Who decides this.")


class _Shown(click.Command):
    """A command whose help ends with an example, and with notes where it has any; neither is wrapped."""

    def __init__(self, *args: Any, example: str = "", notes: str = "", **kwargs: Any) -> None:  # noqa: ANN401  # as click's own
        super().__init__(*args, **kwargs)
        self.example = example
        self.notes = notes

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example and the notes."""
        for heading, text in (("Example", self.example), ("Notes", self.notes)):
            if text:
                with formatter.section(heading):
                    formatter.write("".join(f"{'':{formatter.current_indent}}{line}\n" for line in text.splitlines()))


class VerbGroup(_Shown, click.Group):
    """Several verbs about one thing, in the order in which they are used."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """All verbs of the group."""
        return list(self.commands)


class Verb(_Shown):
    """A command whose help shows an example, and whose errors are one sentence and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click's own
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            warn(error)
            ctx.exit(error.exit_status)
        except OSError as error:
            # A full disk, a folder that may not be written: the system's own words, and nothing was acknowledged.
            warn(
                OnrecordError(
                    str(error.filename or "the system"), f"says: {error.strerror}", "mend that and call it again"
                )
            )
            ctx.exit(OnrecordError.exit_status)
        except KeyboardInterrupt:
            warn("stopped; what was finished is kept, call it again to go on")
            ctx.exit(STOPPED)


def on_a_desk(function: F) -> F:
    """Give a verb the desk that was named with --desk, or the one that is found."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # as the verb
        named: Path | None = click.get_current_context().find_object(dict)["desk"]  # type: ignore[index]
        with Desk.find(named) as desk:
            desk.shelves.tell = warn
            return function(desk, *args, **kwargs)

    return wrapped  # type: ignore[return-value]  # the desk is filled in


def standard_input(address: str) -> bytes | None:
    """What is piped in, where `-` is the address; else None. Raises TooLarge."""
    if address != "-":
        return None
    data = sys.stdin.buffer.read(LARGEST_PIPED + 1)
    if len(data) > LARGEST_PIPED:
        raise TooLarge("standard input", f"holds more than {LARGEST_PIPED // 10**6} MB", "give a smaller text")
    return data
