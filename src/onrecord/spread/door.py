"""The door of the room `spread`: which dispatch a page reprints, and what became of it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.engine import Engine
from onrecord.records import PageReading, Reprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A dispatch as it was published.

    `blocks` are its paragraphs; `credit` the names that count as a credit (the desk's own); `addresses` where it
    stands; `promos` the lines that promote the desk.
    """

    id: str
    title: str
    blocks: tuple[str, ...]
    credit: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    language: str | None = None


class Tracer(Engine, Protocol):
    """Recognises dispatches in pages."""

    def trace(self, page: PageReading, page_address: str, dispatches: Sequence[Issued]) -> Reprint:
        """Find the dispatch that a page carries, and hold the two against each other."""
        ...


def trace(by: Tracer, page: PageReading, page_address: str, dispatches: Sequence[Issued]) -> Reprint:
    """Say which dispatch a page reprints (None where it carries none of these), and what it kept and changed."""
    return by.trace(page, page_address, dispatches)
