"""The nearest codes of several shards, with the items, rows and times that they have."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.match.archive import Codes, Neighbours
from onrecord.match.codes import Found, OrderedCodes, Places, Truths
from onrecord.match.scanning import Wanted, scan


class Source(NamedTuple):
    """Codes that are held, and the number of each of their items in the archive; -1 for one that doesn't count."""

    held: OrderedCodes
    numbers: Places


class Reach(NamedTuple):
    """What is asked for: so many bits, so many of the nearest, and so many cells that are looked through for a code."""

    within: int
    most: int
    cells: int


def nearest(sources: Sequence[Source], codes: Codes, which: Places, reach: Reach) -> Neighbours:
    """Of each of the codes that `which` names, best in the order of their bits, the nearest neighbours."""
    found = [_found(source, codes[which], reach) for source in sources]
    kept = _are_nearest(found, reach.most)
    return joined([_told(*each, which) for each in zip(sources, found, kept, strict=True)])


def joined(found: Sequence[Neighbours]) -> Neighbours:
    """All of these."""
    nothing = Neighbours(*[np.empty(0, np.int32)] * len(Neighbours._fields))
    return Neighbours(*map(np.concatenate, zip(nothing, *found, strict=True)))


def _found(source: Source, codes: Codes, reach: Reach) -> Found:
    nothing = Found(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32))
    wanted = Wanted(reach.within, reach.most, source.numbers >= 0, reach.cells)
    return Found(*map(np.concatenate, zip(nothing, *scan(source.held, codes, wanted), strict=True)))


def _are_nearest(found: Sequence[Found], most: int) -> list[Truths]:
    """Which of those that were found are among the nearest of a code; of those as near, the first."""
    if not found:
        return []
    asked, distance = (np.concatenate([getattr(one, name) for one in found]) for name in ("asked", "distance"))
    order = np.argsort(asked << 32 | distance, kind="stable")
    first = np.searchsorted(asked[order], asked[order])
    kept = np.zeros(len(order), bool)
    kept[order[np.arange(len(order)) - first < most]] = True
    return np.split(kept, np.cumsum([len(one.asked) for one in found[:-1]]))


def _told(source: Source, found: Found, kept: Truths, which: Places) -> Neighbours:
    """What there is to tell of those that are kept, in the order of their rows, in which they are quickly looked up."""
    held, rows = source.held, source.held.rows[found.place[kept]]
    order = np.argsort(rows)
    rows = rows[order]
    item = held.items_of(rows)
    return Neighbours(
        asked=which[found.asked[kept][order]].astype(np.int32),
        item=source.numbers[item].astype(np.int32),
        row=(rows - held.starts[item]).astype(np.int32),
        ms=held.times_of(rows),
        distance=found.distance[kept][order],
    )
