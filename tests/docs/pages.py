"""The project's documents, and the blocks of code in them."""

import re
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code and the language that it is marked with."""

    language: str
    text: str


def page(name: str) -> str:
    """The text of a document, by its path from the root of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """The marked blocks of a text, in order."""
    return [Block(*found) for found in _BLOCK.findall(text)]
