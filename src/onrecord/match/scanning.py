"""Held codes near to others, found by looking where those stand whose leading bits are the same or nearly so.

Of the cells that differ from a code's own in few bits, so many as are asked for are looked through: first its own,
then those that differ in one bit, and so on. What is missed differs in more of the leading bits; those are the
steadiest, so it is mostly what differs much. Where the cells are few, all are looked through, and nothing is missed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

import faiss
import numpy as np

from onrecord.match.archive import Codes, Ints
from onrecord.match.codes import Found, Keys, OrderedCodes, Places, cells_of, keys_of

CROWDED: Final = 2048
"""Of a cell with more codes, only so many are looked at: those that stand nearest to the code in the order."""

MOST_LOOKED_AT: Final = 1 << 15
"""Codes that are looked at for one that is asked for."""

_AT_ONCE: Final = 1 << 22
"""Codes that are looked at in one go: if all were near, that would take 50 MB."""
_CELLS_AT_ONCE: Final = 1 << 19
_NEAREST: Final = (16, 256, 4096)


def scan(held: OrderedCodes, codes: Codes, within: int, cells: int) -> Iterator[Found]:
    """The codes of `held` within so many bits of each of `codes`, looking through so many cells for each."""
    if not len(held) or not len(codes):
        return
    flips = _flips(held.cell_bits, within, cells)
    step = max(1, _CELLS_AT_ONCE // len(flips))
    with _inverted(held.codes) as index:
        for first in range(0, len(codes), step):
            some = codes[first : first + step]
            begin, end = _stretches(held, keys_of(some), flips)
            looked_at = np.cumsum((end - begin).sum(axis=1))
            cuts = np.flatnonzero(np.diff(looked_at // _AT_ONCE)) + 1
            for part in np.split(np.arange(len(some)), cuts):
                for found in _search(index, some[part], begin[part], end[part], within):
                    yield found._replace(asked=found.asked + part[0] + first)


@lru_cache
def _flips(bits: int, within: int, most: int) -> Places:
    """What turns the number of a cell into those of cells nearby: fewest flips first, and of as many the later bits."""
    found = [0]
    for count in range(1, min(bits, within) + 1):
        if len(found) < most:
            found += sorted(sum(1 << bit for bit in chosen) for chosen in combinations(range(bits), count))
    return np.array(found[:most], np.int64)


def _stretches(held: OrderedCodes, keys: Keys, flips: Places) -> tuple[Places, Places]:
    """Where the codes begin and end that are to be looked at for each key, a column for each flip."""
    cells = cells_of(keys, held.cell_bits)[:, None] ^ flips
    begin, end = held.cells[cells].astype(np.int64), held.cells[cells + 1].astype(np.int64)
    crowded = np.nonzero(end - begin > CROWDED)
    if len(crowded[0]):
        shift = np.uint64(64 - held.cell_bits) if held.cell_bits else np.uint64(0)
        sought = keys[crowded[0]] ^ (flips[crowded[1]].astype(np.uint64) << shift)
        middle = held.begins(sought, begin[crowded], end[crowded])
        begin[crowded] = np.clip(middle - CROWDED // 2, begin[crowded], end[crowded] - CROWDED)
        end[crowded] = begin[crowded] + CROWDED
    end[np.cumsum(end - begin, axis=1) > MOST_LOOKED_AT] = 0
    return begin, np.maximum(begin, end)


@contextmanager
def _inverted(codes: Codes) -> Iterator[faiss.IndexBinaryIVF]:
    """An inverted file over codes where they lie, its lists still to be said."""
    width = codes.shape[1]
    lists = faiss.OnDiskInvertedLists(1, width, "")
    index = faiss.IndexBinaryIVF(faiss.IndexBinaryFlat(8 * width), 8 * width, 1)
    index.replace_invlists(lists, False)  # noqa: FBT003  # a C++ function; who owns the lists
    index.is_trained, index.ntotal = True, len(codes)
    lists.ptr = faiss.swig_ptr(codes)
    try:
        yield index
    finally:
        lists.ptr = None  # else it would unmap what isn't its own


def _search(index: faiss.IndexBinaryIVF, codes: Codes, begin: Places, end: Places, within: int) -> Iterator[Found]:
    """Hold codes against all those in their stretches.

    Faiss gives the nearest few of each; those of which all were within reach are asked again for more.
    """
    left = np.arange(len(codes))
    for nearest in _NEAREST:
        distance, place = _nearest(index, codes[left], begin[left], end[left], nearest)
        is_done = (distance[:, -1] > within) | (nearest == _NEAREST[-1])
        asked, column = np.nonzero((distance <= within) & is_done[:, None])
        yield Found(left[asked], place[asked, column], distance[asked, column])
        left = left[~is_done]
        if not len(left):
            return


def _nearest(index: faiss.IndexBinaryIVF, codes: Codes, begin: Places, end: Places, count: int) -> tuple[Ints, Places]:
    """The distances and places of the nearest codes, shape (n, count); where there are fewer, the rest is far off."""
    stretches, width = begin.size, begin.shape[1]
    said = np.empty((stretches, 3), np.uint64)  # as faiss.OnDiskOneList has it: size, capacity, offset in bytes
    said[:, 0] = said[:, 1] = (end - begin).ravel()
    said[:, 2] = begin.ravel() * index.code_size
    lists: Any = faiss.downcast_InvertedLists(index.invlists)
    lists.lists.resize(stretches)
    faiss.memcpy(lists.lists.data(), faiss.swig_ptr(said), said.nbytes)
    lists.nlist = index.nlist = stretches
    index.nprobe = width
    asked, own = np.ascontiguousarray(codes), np.arange(stretches)
    none, distance = np.zeros(stretches, np.int32), np.empty((len(codes), count), np.int32)
    labels = np.empty((len(codes), count), np.int64)
    index.search_preassigned_c(  # type: ignore[attr-defined]  # it stands in no stub
        len(codes),
        faiss.swig_ptr(asked),
        count,
        faiss.swig_ptr(own),
        faiss.swig_ptr(none),
        faiss.swig_ptr(distance),
        faiss.swig_ptr(labels),
        True,  # noqa: FBT003  # labels tell the list and the place in it
    )
    return distance, begin.ravel()[labels >> 32] + (labels & 0xFFFFFFFF)
