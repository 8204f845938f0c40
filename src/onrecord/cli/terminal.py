"""What is written to the terminal: text from outside made harmless, JSON, tables, progress, and errors as sentences."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from onrecord.desk.step import Progress as Step
from onrecord.records import Dated

# C0 and C1 controls can move the cursor or set colours; direction controls can make a text read as another one.
_CONTROLS: Final = [*range(0x20), *range(0x7F, 0xA0)]
_DIRECTIONS: Final = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_HARMLESS: Final = {code: f"\\u{code:04x}" for code in (*_CONTROLS, *_DIRECTIONS)}
_IN_LINES: Final = {code: shown for code, shown in _HARMLESS.items() if code != ord("\n")}

out: Final = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err: Final = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def harmless(text: object, *, lines: bool = False) -> str:
    """Text from outside as it can be shown: control and direction characters are written out."""
    if lines:
        return str(text).translate(_IN_LINES)
    return " ".join(str(text).split("\n")).translate(_HARMLESS)


def shows_style() -> bool:
    """Whether struck and underlined words can be told from others where this is written to."""
    return out.is_terminal and not out.is_dumb_terminal


def say(*parts: object, style: str = "", indent: int = 0) -> None:
    """Write one line; every part is made harmless."""
    tell(Text(" ".join(harmless(part, lines=True) for part in parts), style=style), indent)


def tell(text: Text, indent: int = 0) -> None:
    """Write a text that was made harmless before: one line, which a terminal shows broken between words."""
    # A word that is longer than the terminal is wide is a path or a hash, which people copy: it stays whole.
    longest = max(map(cell_len, text.plain.split()), default=0)
    lines = text.wrap(out, max(out.width - indent, longest)) if out.is_terminal else [text]
    for line in lines:
        out.print(Text(" " * indent).append_text(line))


def json_line(value: Any) -> str:  # noqa: ANN401  # any JSON value
    """JSON values as one line, which a terminal can show."""
    # Inside a JSON string, an escape stands for the same character: what is read back is unchanged.
    return json.dumps(value, ensure_ascii=False).translate(_HARMLESS)


def show_json(value: Any) -> None:  # noqa: ANN401  # any JSON value
    """Write JSON values, one document on one line."""
    click.echo(json_line(value))


def counted(number: int, thing: str, things: str | None = None) -> str:
    """A number of things in words: `1 release`, `2 releases`."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def table(*headings: str) -> Table:
    """An empty table; without any headings it has no row for them."""
    made = Table(box=None, pad_edge=False, header_style="bold", show_header=any(headings))
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def row(to: Table, *cells: object, style: str = "") -> None:
    """Add a row; every cell is made harmless but a Text, which was before, and None is shown as a dash."""
    to.add_row(*(_cell(cell) for cell in cells), style=style)


def _cell(cell: object) -> Text:
    if isinstance(cell, Text):
        return cell
    return Text("–" if cell is None else harmless(cell))


def draw(shown: RenderableType) -> None:
    """Draw a table or the like, whose texts were made harmless before; in a pipe each row is one line."""
    out.print(_in_columns(shown) if isinstance(shown, Table) and not out.is_terminal else shown)


def _in_columns(shown: Table) -> str:
    """A table as lines of text, each cell as wide as the widest of its column: very many rows are laid out at once."""
    headings = [[column.header] if shown.show_header else [] for column in shown.columns]
    columns = [
        [" ".join(str(cell).split("\n")) for cell in (*heading, *column.cells)]
        for heading, column in zip(headings, shown.columns, strict=True)
    ]
    widths = [max(map(cell_len, column), default=0) for column in columns]
    padded = [
        [cell + " " * (width - cell_len(cell)) for cell in column]
        for column, width in zip(columns, widths, strict=True)
    ]
    return "\n".join("  ".join(cells).rstrip() for cells in zip(*padded, strict=True))


@contextmanager
def muted(*, mute: bool) -> Iterator[None]:
    """Write nothing for people, where the whole answer is given as JSON afterwards."""
    out.quiet = mute
    try:
        yield
    finally:
        out.quiet = False


def clock(milliseconds: int | None) -> str:
    """A time in a release as people write it: `1:02:03.4`, or a dash where there is none."""
    if milliseconds is None:
        return "–"
    tenths = milliseconds // 100
    hours, minutes, seconds = tenths // 36000, tenths // 600 % 60, tenths // 10 % 60
    whole = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{whole}.{tenths % 10}"


def dated(date: Dated | None) -> str | None:
    """A date and how it is known."""
    if date is None:
        return None
    return f"{date.value} (given by hand)" if date.read_from == "given" else f"{date.value} (from {date.read_from})"


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """Show how far each step has come, on stderr and only where that is a terminal."""
    if not err.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as shown:
        tasks: dict[tuple[str, str], TaskID] = {}

        def report(step: Step) -> None:
            name = (step.release, step.door)
            if name not in tasks:
                tasks[name] = shown.add_task(harmless(f"{step.release} {step.door}"), total=1.0)
            shown.update(tasks[name], completed=step.done)
            if step.done >= 1.0:
                shown.remove_task(tasks.pop(name))

        yield report


def warn(sentence: object) -> None:
    """Write a sentence to stderr."""
    err.print(Text(f"onrecord: {harmless(sentence)}"))
