"""Ordered codes of several shards made one, a portion at a time, so that memory doesn't grow with the codes."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from onrecord.match.archive import Codes, Ints
from onrecord.match.codes import Keys, OrderedCodes, Places, Rows, cell_bits_for, cells_of, keys_of
from onrecord.shards import Streamed

_TOGETHER: Final = 1 << 20
"""Codes that are merged at one time, which takes some 80 bytes for each."""


class Merge:
    """Several lists of ordered codes as one, in the items' order, without those that are not kept.

    The arrays are to be written in the order that they are given in: the codes are streamed, and the others stand
    there when the last of them is through.
    """

    def __init__(self, sources: Sequence[OrderedCodes], kept: Sequence[Sequence[int]], scratch: Path) -> None:
        """Merge these; of each, `kept` are the indices of the items that are kept. Rows wait in a file in `scratch`."""
        self._sources = sources
        self._kept = [np.array(some, np.int64) for some in kept]
        counts = [source.counts[some] for source, some in zip(sources, self._kept, strict=True)]
        self._starts = np.cumsum(np.concatenate([[0], *counts]), dtype=np.int64)
        self._count, self._width = int(self._starts[-1]), sources[0].codes.shape[1]
        self._bits = cell_bits_for(self._count, self._width)
        self._rows = _in_a_file(self._count, scratch)
        self._cells = np.zeros((1 << self._bits) + 1, np.uint32)

    def arrays(self) -> Mapping[str, Any]:
        """The arrays of the merged codes, by name."""
        moments, times = zip(*map(self._moments, range(len(self._sources))), strict=True)
        return {
            "codes": Streamed(np.dtype(np.uint8), (self._count, self._width), self._portions()),
            "rows": self._rows,
            "cells": self._cells,
            "starts": self._starts.astype(np.uint32),
            "moments": np.concatenate(moments).astype(np.uint32),
            "times": np.concatenate(times),
        }

    @cached_property
    def _shifts(self) -> list[Places]:
        """How much is added to a row of each item of each source; those of an item that isn't kept become negative."""
        shifts, first = [], 0
        for source, kept in zip(self._sources, self._kept, strict=True):
            shift = np.full(len(source.starts) - 1, -(1 << 40))
            shift[kept] = self._starts[first : first + len(kept)] - source.starts[kept]
            first += len(kept)
            shifts.append(shift)
        return shifts

    def _moved(self, number: int, rows: Places) -> Places:
        """The rows of a source as they are when it is merged; negative where their item isn't kept."""
        return rows + self._shifts[number][self._sources[number].items_of(rows)]

    def _moments(self, number: int) -> tuple[Places, Ints]:
        source = self._sources[number]
        rows = self._moved(number, source.moments.astype(np.int64))
        return rows[rows >= 0], source.times[rows >= 0]

    def _portions(self) -> Iterator[Codes]:
        done = 0
        bounds = [source.begins(self._cuts, *source.everywhere(len(self._cuts))) for source in self._sources]
        ends = [[0, *bound.tolist(), len(source)] for bound, source in zip(bounds, self._sources, strict=True)]
        for spans in zip(*map(pairwise, ends), strict=True):
            codes, rows = self._portion([slice(*span) for span in spans])
            self._rows[done : done + len(rows)] = rows
            done += len(rows)
            yield codes
        np.cumsum(self._cells, out=self._cells)

    @cached_property
    def _cuts(self) -> Keys:
        """Keys between which there are not many codes, unless many are the same."""
        step = max(1, _TOGETHER // len(self._sources))
        return np.unique(np.concatenate([source.keys(slice(step, None, step)) for source in self._sources]))

    def _portion(self, spans: Sequence[slice]) -> tuple[Codes, Places]:
        codes = np.concatenate([source.codes[span] for source, span in zip(self._sources, spans, strict=True)])
        parts = [s.rows[span].astype(np.int64) for s, span in zip(self._sources, spans, strict=True)]
        rows = np.concatenate([self._moved(number, part) for number, part in enumerate(parts)])
        codes, rows = codes[rows >= 0], rows[rows >= 0]
        keys = keys_of(codes)
        order = np.argsort(keys, kind="stable")
        if len(order):
            cells = cells_of(keys[order], self._bits)
            counts = np.bincount(cells - cells[0]).astype(np.uint32)
            self._cells[1 + cells[0] : 1 + cells[0] + len(counts)] += counts
        return codes[order], rows[order]


def _in_a_file(count: int, scratch: Path) -> Rows:
    """Room for rows in a file that goes when they are no longer used."""
    with tempfile.TemporaryFile(dir=scratch) as file:
        return np.memmap(file, np.uint32, "w+", shape=(count,)) if count else np.empty(0, np.uint32)
