"""The door of the room `watch`: one look at a source."""

from dataclasses import dataclass
from typing import Literal, Protocol

from onrecord.engine import Engine
from onrecord.errors import InputError
from onrecord.limits import Limits
from onrecord.records import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something to watch. `name` is what the desk calls it."""

    address: str
    kind: Literal["feed", "folder"]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that a source offers. `id` is how the source itself tells it from others.

    `address` is what is to be captured; where that is a video or sound that hangs on a page, `page` is the page.
    """

    id: str
    address: str
    title: str | None = None
    published: Dated | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """What a look leaves for the next one. Losing it does no harm: known items are offered again.

    `etag` and `last_modified` make the next request conditional; `seen` are the ids that were offered before, and
    `growing` those that were not complete yet.
    """

    etag: str | None = None
    last_modified: str | None = None
    seen: tuple[str, ...] = ()
    growing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One look: all items that are new since `seen`, in the source's order, and the state for the next look.

    `name` is what the source calls itself; `notes` are sentences for people about what could not be read.
    """

    items: tuple[Item, ...]
    state: Polling
    name: str | None = None
    notes: tuple[str, ...] = ()


class Watcher(Engine, Protocol):
    """Looks at one sort of source."""

    def takes(self, address: str) -> bool:
        """Whether the address can be a source of this sort; asks no server."""
        ...

    def poll(self, source: Source, state: Polling | None, limits: Limits) -> Poll:
        """Look once. Raises Unreachable, Unreadable (no such source) or TooLarge."""
        ...


def poll(by: Watcher, source: Source, state: Polling | None, limits: Limits) -> Poll:
    """Look at a source once, with the state that the look before left, if it is still there.

    Raises InputError where the engine doesn't take such an address, else as `Watcher.poll` does.
    """
    if not by.takes(source.address):
        raise InputError(source.address, f"is no {source.kind}, or not there", "check whether it was moved")
    return by.poll(source, state, limits)
