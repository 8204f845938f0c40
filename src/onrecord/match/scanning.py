"""Held codes near to others, found by looking where those stand whose leading bits are the same or nearly so.

Of the cells that differ from a code's own in few bits, so many as are asked for are looked through: first its own,
then those that differ in one bit, and so on. What is missed differs in more of the leading bits; those are the
steadiest, so it is mostly what differs much. Where the cells are few, all are looked through, and nothing is missed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import combinations
from typing import Any, Final, NamedTuple

import faiss
import numpy as np

from onrecord.match.archive import Codes, Ints
from onrecord.match.codes import Found, Keys, OrderedCodes, Places, Truths, cells_of, keys_of

CROWDED: Final = 2048
"""Of a cell with more codes, only so many are looked at: those that stand nearest to the code in the order."""

MOST_LOOKED_AT: Final = 1 << 15
"""Codes that are looked at for one that is asked for."""

_CELLS_AT_ONCE: Final = 1 << 20
_BYTES_AT_ONCE: Final = 1 << 23
"""What Faiss takes to count the nearest codes of several at once: of more, the system would have it back each time."""

_SLACK: Final = 16
"""How many more near codes are asked for than are wanted, so that those that don't count seldom need another look."""
_FURTHER: Final = 16
_MOST_NEAREST: Final = 4096


class Wanted(NamedTuple):
    """Which of the near codes are wanted: so many of the nearest that are within reach, of the items that count.

    `counts` has a truth for each item of the shard. `cells` are so many as are looked through for each code.
    """

    within: int
    most: int
    counts: Truths
    cells: int


def scan(held: OrderedCodes, codes: Codes, wanted: Wanted) -> Iterator[Found]:
    """The codes of `held` that are near to each of `codes`, the nearest first.

    It is quickest where these are in order themselves, as then what is looked at for one is at hand for the next.
    """
    if not len(held) or not len(codes) or wanted.most < 1 or not wanted.counts.any():
        return
    flips = _flips(held.cell_bits, wanted.within, wanted.cells)
    step = max(1, _CELLS_AT_ONCE // len(flips))
    with _inverted(held.codes) as index:
        for first in range(0, len(codes), step):
            some = codes[first : first + step]
            asked = _Asked(np.arange(first, first + len(some)), some, *_stretches(held, keys_of(some), flips))
            yield from _near(held, index, asked, wanted)


def _near(held: OrderedCodes, index: faiss.IndexBinaryIVF, asked: "_Asked", wanted: Wanted) -> Iterator[Found]:
    """Near codes of each; those that got only such as don't count are asked again for more."""
    nearest = wanted.most + _SLACK
    while len(asked.codes):
        step = max(1, _BYTES_AT_ONCE // (nearest * 8 * (8 * index.code_size + 1)))
        left = []
        for first in range(0, len(asked.codes), step):
            some = asked.part(slice(first, first + step))
            place, distance = _nearest(index, some, nearest)
            is_near = distance <= wanted.within
            is_full = is_near[:, -1]
            is_near[is_near] = wanted.counts[held.items_of(held.rows[place[is_near]])]
            is_again = is_full & (is_near.sum(axis=1) < wanted.most) & (nearest < _MOST_NEAREST)
            left.append(first + np.flatnonzero(is_again))
            is_near &= ~is_again[:, None] & (np.cumsum(is_near, axis=1) <= wanted.most)
            row, column = np.nonzero(is_near)
            yield Found(some.number[row], place[row, column], distance[row, column])
        asked, nearest = asked.part(np.concatenate(left)), nearest * _FURTHER


class _Asked(NamedTuple):
    """Codes that are asked for, their numbers, and where those begin and end that are to be looked at for each."""

    number: Places
    codes: Codes
    begin: Places
    end: Places

    def part(self, which: slice | Places) -> "_Asked":
        """Some of them."""
        return _Asked(self.number[which], self.codes[which], self.begin[which], self.end[which])


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
    index.use_heap, index.max_codes = False, len(codes)  # distances are small numbers, which are counted, not sorted
    lists.ptr = faiss.swig_ptr(codes)
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)  # of this thread: blocks of codes are what is shared out
    try:
        yield index
    finally:
        faiss.omp_set_num_threads(threads)
        lists.ptr = None  # else it would unmap what isn't its own


def _nearest(index: faiss.IndexBinaryIVF, asked: _Asked, count: int) -> tuple[Places, Ints]:
    """The places and distances of the nearest codes, shape (n, count); where there are fewer, the rest is far off."""
    stretches, begin = asked.begin.size, asked.begin.ravel()
    said = np.empty((stretches, 3), np.uint64)  # as faiss.OnDiskOneList has it: size, capacity, offset in bytes
    said[:, 0] = said[:, 1] = asked.end.ravel() - begin
    said[:, 2] = begin * index.code_size
    lists: Any = faiss.downcast_InvertedLists(index.invlists)
    lists.lists.resize(stretches)
    faiss.memcpy(lists.lists.data(), faiss.swig_ptr(said), said.nbytes)
    lists.nlist = index.nlist = stretches
    index.nprobe = asked.begin.shape[1]
    codes, own, none = np.ascontiguousarray(asked.codes), np.arange(stretches), np.zeros(stretches, np.int32)
    distance, labels = np.empty((len(codes), count), np.int32), np.empty((len(codes), count), np.int64)
    index.search_preassigned_c(  # type: ignore[attr-defined]  # it stands in no stub
        len(codes),
        faiss.swig_ptr(codes),
        count,
        faiss.swig_ptr(own),
        faiss.swig_ptr(none),
        faiss.swig_ptr(distance),
        faiss.swig_ptr(labels),
        True,  # noqa: FBT003  # labels tell the list and the place in it
    )
    return begin[labels >> 32] + (labels & 0xFFFFFFFF), distance
