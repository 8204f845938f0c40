"""A shard of footage: the codes of some prints, in one file that is written once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from onrecord.match.codes import ARRAYS, OrderedCodes, ordered
from onrecord.match.merging import Merge
from onrecord.prints import Channel, FootagePrints
from onrecord.prints.form import ChannelPrints
from onrecord.shards import Naming, file

FORM: Final = 1
"""The version of this form."""

NAMING: Final = Naming(f".footage-{FORM}.npz", "its prints are put on a new one; see to the disk")

MOST_CODES: Final = 1 << 28
"""The most codes on a shard: some 400 hours, 5.4 GB."""

AT_ONCE: Final = 1 << 22
"""Codes that are put in order at one time, which takes some 60 bytes for each."""


class Kind(NamedTuple):
    """Codes that can be held against each other: those of one channel that are of one width in bytes."""

    channel: Channel
    width: int

    @property
    def prefix(self) -> str:
        """What the names of its arrays begin with."""
        return f"{self.channel}.{self.width}."


@dataclass(frozen=True)
class Shard:
    """The codes of some items, of each kind in an order of its own."""

    items: tuple[str, ...]
    kinds: Mapping[Kind, OrderedCodes]

    @cached_property
    def codes(self) -> int:
        """How many codes it holds in all."""
        return sum(map(len, self.kinds.values()))

    @cached_property
    def item_set(self) -> frozenset[str]:
        """The items that stand here."""
        return frozenset(self.items)

    def lost(self, gone: Collection[str]) -> int:
        """How many of the codes are of items that are gone."""
        left = [number for number, item in enumerate(self.items) if item in gone]
        return sum(int(kind.counts[left].sum()) for kind in self.kinds.values()) if left else 0


def build(prints: Iterable[tuple[str, FootagePrints]], most: int = AT_ONCE) -> Iterator[Shard]:
    """Put prints on shards, as many on each as there is room for: `most` codes, or one item of more."""
    held: dict[str, FootagePrints] = {}
    size = 0
    for item, one in prints:
        count = sum(len(channel.codes) for channel in one.channels.values())
        if held and size + count > most:
            yield _of(held)
            held, size = {}, 0
        held[item] = one
        size += count
    if held:
        yield _of(held)


def _of(held: Mapping[str, FootagePrints]) -> Shard:
    kinds = {Kind(channel, kept.codes.shape[1]) for one in held.values() for channel, kept in one.channels.items()}
    laid = {kind: ordered([_channel(one, kind) for one in held.values()], kind.width) for kind in sorted(kinds)}
    return Shard(tuple(held), laid)


def _channel(prints: FootagePrints, kind: Kind) -> ChannelPrints | None:
    kept = prints.channels.get(kind.channel)
    return kept if kept is not None and kept.codes.shape[1] == kind.width else None


def write(shard: Shard, path: Path) -> str:
    """Write a shard; returns the name that is due to it."""
    arrays = {kind.prefix + name: getattr(held, name) for kind, held in shard.kinds.items() for name in ARRAYS}
    return _written(path, shard.items, shard.kinds, arrays)


def merge(shards: Sequence[Shard], gone: Collection[str], path: Path) -> str | None:
    """Write several shards as one, each item once, without those that are gone; None where nothing is left."""
    kept, items = _kept(shards, gone)
    if not items:
        return None
    arrays: dict[str, Any] = {}
    kinds = sorted({kind for shard in shards for kind in shard.kinds})
    for kind in kinds:
        sources = [shard.kinds.get(kind) or ordered([None] * len(shard.items), kind.width) for shard in shards]
        arrays |= {kind.prefix + name: array for name, array in Merge(sources, kept, path.parent).arrays().items()}
    return _written(path, items, kinds, arrays)


def _kept(shards: Sequence[Shard], gone: Collection[str]) -> tuple[list[list[int]], list[str]]:
    """The indices of the items that are kept of each shard, and the items."""
    kept: list[list[int]] = []
    items: dict[str, None] = {}
    for shard in shards:
        kept.append([i for i, item in enumerate(shard.items) if item not in gone and item not in items])
        items |= dict.fromkeys(shard.items[i] for i in kept[-1])
    return kept, list(items)


def _written(path: Path, items: Iterable[str], kinds: Iterable[Kind], arrays: Mapping[str, Any]) -> str:
    file.write(path, {"form": FORM, "items": list(items), "kinds": [list(kind) for kind in kinds]}, arrays)
    return NAMING.of(path)


def read(path: Path, name: str) -> Shard:
    """Map the shard of this name into memory. Its form is checked, and that its arrays fit each other.

    Raises Damaged, or FileNotFoundError where it is no longer there.
    """
    with NAMING.readable(name):
        about, arrays = file.read(path)
        if about["form"] != FORM:
            raise NAMING.damaged(name, "was made by another version of onrecord")
        kinds = [Kind(channel, int(width)) for channel, width in about["kinds"]]
        held = {kind: OrderedCodes(**{name: arrays[kind.prefix + name] for name in ARRAYS}) for kind in kinds}
        for kind, codes in held.items():
            codes.check_fits(len(about["items"]), kind.width)
        return Shard(tuple(about["items"]), held)
