"""The doors of the dispatch: reading the text that a person wrote, and publishing it with what it refers to."""

from pathlib import Path
from typing import Protocol

from onrecord.dispatch import markdown
from onrecord.dispatch.draft import Draft
from onrecord.dispatch.material import Material, Published
from onrecord.errors import InputError


class Publisher(Protocol):
    """Lays out a draft and its material as files."""

    def publish(self, draft: Draft, material: Material, folder: Path) -> Published:
        """Write the dispatch into an empty folder and say what was written."""
        ...


def read_draft(text: str, name: str) -> Draft:
    """A dispatch's text (docs/dispatch.md) as a draft.

    Args:
        text: YAML front matter and Markdown.
        name: The file, for messages.

    Raises:
        Unreadable: Something in it can't be read; the message names the line.
        TooLarge: The text is longer than any dispatch.
    """
    return markdown.read(text, name)


def publish(by: Publisher, draft: Draft, material: Material, folder: Path) -> Published:
    """Publish a dispatch into a folder, which is made where it is missing.

    Raises:
        Unknown: The draft refers to something that is not in the material; the message names the line.
        InputError: The folder holds something already.
    """
    material.resolve_all(draft)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise InputError(str(folder), "is not empty", "publish into an empty folder")
    return by.publish(draft, material, folder)
