"""The codes of one channel in the order of their bits, so that those with the same leading bits stand together.

Codes have the bits that tell the most first: two codes of the same thing agree there before they agree elsewhere. In
this order all codes that share some leading bits are one stretch, however many bits; `cells` says where the stretches
of the first few begin. So nothing is trained, the same codes make the same file on every machine, and shards are
merged as sorted lists are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.match.archive import Codes, Ints
from onrecord.prints.form import ChannelPrints

Places: TypeAlias = NDArray[np.int64]
Keys: TypeAlias = NDArray[np.uint64]
Rows: TypeAlias = NDArray[np.uint32]
Truths: TypeAlias = NDArray[np.bool_]

_IN_A_CELL: Final = 32
"""Codes that a cell has, or up to twice as many: to look at so many takes as long as to find where they begin."""
_KEY_BITS: Final = 64


class Found(NamedTuple):
    """Near codes: the number of the one asked for, the place of the one held, and in how many bits they differ."""

    asked: Places
    place: Places
    distance: Ints


@dataclass(frozen=True)
class OrderedCodes:
    """The codes of one channel of a shard.

    `codes`, shape (n, bytes), are in the order of their bits. A code's row is its place when the items' channels are
    laid one after the other, and `rows` has those of the codes. `starts` has the row where each item begins, and where
    the next one would; `moments` the rows where another time begins, and `times` that time in ms.
    """

    codes: Codes
    rows: Rows
    cells: Rows
    starts: Rows
    moments: Rows
    times: Ints

    def __len__(self) -> int:
        """How many there are."""
        return len(self.codes)

    @cached_property
    def counts(self) -> Places:
        """How many codes each item has."""
        starts = self.starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    @property
    def cell_bits(self) -> int:
        """How many leading bits of a code tell its cell."""
        return (len(self.cells) - 1).bit_length() - 1

    @cached_property
    def _stored_keys(self) -> NDArray[Any]:
        width = next(size for size in (8, 4, 2, 1) if size <= self.codes.shape[1])
        return np.ndarray((len(self),), f">u{width}", self.codes, strides=self.codes.strides[:1])

    def keys(self, where: slice | Places) -> Keys:
        """What the codes at these places are in the order of: their first 64 bits as a number."""
        found = self._stored_keys[where].astype(np.uint64)
        return found << np.uint64(_KEY_BITS - 8 * self._stored_keys.itemsize)

    def begins(self, sought: Keys, low: Places, high: Places) -> Places:
        """The first place of those from `low` to `high` whose key isn't less than the one sought, for each."""
        low, high = low.copy(), high.copy()
        while (left := np.flatnonzero(low < high)).size:
            middle = (low[left] + high[left]) >> 1
            less = self.keys(middle) < sought[left]
            low[left[less]] = middle[less] + 1
            high[left[~less]] = middle[~less]
        return low

    def everywhere(self, count: int) -> tuple[Places, Places]:
        """The places from first to last, so many times."""
        return np.zeros(count, np.int64), np.full(count, len(self))

    def items_of(self, rows: Rows | Places) -> Places:
        """The index of the item that each row belongs to."""
        return self.starts.searchsorted(rows, side="right") - 1

    def times_of(self, rows: Rows) -> Ints:
        """The time of each row, in ms."""
        has_its_own = len(self.moments) == len(self)  # each row; then no search is needed
        times: Ints = self.times[rows if has_its_own else self.moments.searchsorted(rows, side="right") - 1]
        return times

    def check_fits(self, items: int, width: int) -> None:
        """Whether the arrays fit each other and so many items. Raises ValueError."""
        count = len(self)
        forms = {
            "codes": (np.uint8, (count, width)),
            "rows": (np.uint32, (count,)),
            "cells": (np.uint32, ((1 << cell_bits_for(count, width)) + 1,)),
            "starts": (np.uint32, (items + 1,)),
            "moments": (np.uint32, self.moments.shape),
            "times": (np.int32, self.moments.shape),
        }
        for name, (dtype, shape) in forms.items():
            held = getattr(self, name)
            if (held.dtype, held.shape) != (dtype, shape):
                raise ValueError(f"{name} are not of the size that the others ask for")
        if not self.starts[0] == 0 <= self.starts[-1] == count == self.cells[-1]:
            raise ValueError("the codes are others than the items'")


ARRAYS: Final = tuple(field.name for field in fields(OrderedCodes))


def keys_of(codes: Codes) -> Keys:
    """The first 64 bits of codes, as numbers."""
    wide = np.zeros((len(codes), _KEY_BITS // 8), np.uint8)
    kept = codes[:, : wide.shape[1]]
    wide[:, : kept.shape[1]] = kept
    return wide.view(">u8").ravel().astype(np.uint64)


def cell_bits_for(count: int, width: int) -> int:
    """How many leading bits tell the cell, where there are so many codes of so many bytes."""
    return min(max(0, (count // _IN_A_CELL).bit_length() - 1), 8 * width)


def cells_of(keys: Keys, bits: int) -> Places:
    """The cells that these keys are in, where so many bits tell it."""
    return (keys >> np.uint64(_KEY_BITS - bits)).astype(np.int64) if bits else np.zeros(len(keys), np.int64)


def ordered(channels: Sequence[ChannelPrints | None], width: int) -> OrderedCodes:
    """The codes of a channel of several items, None where an item has none of it."""
    nothing = ChannelPrints(np.empty(0, np.int32), np.empty((0, width), np.uint8), {})
    held = [channel or nothing for channel in channels]
    codes = np.concatenate([nothing.codes, *(one.codes for one in held)])
    times = np.concatenate([nothing.times, *(one.times for one in held)])
    starts = np.cumsum([0, *(len(one.codes) for one in held)])
    keys = keys_of(codes)
    rows = np.argsort(keys, kind="stable")
    bits = cell_bits_for(len(codes), width)
    counts = np.bincount(cells_of(keys, bits), minlength=1 << bits)
    moments = changes(times, starts)
    return OrderedCodes(
        codes=codes[rows],
        rows=rows.astype(np.uint32),
        cells=np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32),
        starts=starts.astype(np.uint32),
        moments=moments.astype(np.uint32),
        times=times[moments],
    )


def changes(times: Ints, starts: Places) -> Places:
    """The rows where another time begins, or another item."""
    is_first = np.ones(len(times), bool)
    is_first[1:] = times[1:] != times[:-1]
    is_first[starts[starts < len(times)]] = True
    return np.flatnonzero(is_first)
