"""The best way to lay a quotation's words along stretches of the record.

A dynamic programme over the quotation's words (rows) and the stretches' words (columns). A word is laid on a word, or
stands alone (added). Between two words, source words may be passed over (dropped): at little cost where an ellipsis
stands, at the cost of an edit elsewhere. A jump to any other place costs more than a few edits; so another order or
another speech is only read from it where a real part of the quotation stands there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.door import Window
from onrecord.check.marks import QuotedWord

# Costs are in words: a match is worth one. They are ordered so that the plainest account of a change wins: one word
# replaced rather than one added and one dropped; an invented stretch as added, not as replaced word for word.
_REPLACED: Final = 1.0
_ADDED: Final = 0.9
_DROP_FIRST: Final = 0.6
_DROP_EACH: Final = 0.12
_JUMP: Final = 5.0
_ELLIPSIS_FIRST: Final = 0.3
_ELLIPSIS_EACH: Final = 0.002
_ELLIPSIS_JUMP: Final = 3.0
_BRACKET_FIRST: Final = 0.05
_BRACKET_EACH: Final = 0.1
_BRACKETED: Final = 0.02

_APART: Final = 1_000_000  # words between two items, so that no passing over reaches from one into the other
_PIECE: Final = 300  # words laid at once: bounds the columns, and the rows kept for tracing back
_NEVER: Final = -1e9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a word of the quotation was laid: word `at` of `item`, and whether the two are the same word."""

    item: str
    at: int
    same: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """The stretches' words side by side: which word each is, and where; `at` grows, with a leap between items.

    `breaks` is 0 where a column stands next to the one before, and forbids going on there elsewhere.
    """

    codes: NDArray[np.int32]
    at: Floats
    items: list[str]
    breaks: Floats

    def laid(self, column: int, code: int) -> Laid:
        """The word of the record that a column is, for a quoted word of this code."""
        index, word = divmod(int(self.at[column]), _APART)
        return Laid(self.items[index], word, int(self.codes[column]) == code)

    def place(self, laid: Laid) -> int:
        """Where a word of the record stands among the columns' places; -1 where none of them is of its item."""
        return self.items.index(laid.item) * _APART + laid.at if laid.item in self.items else -1


def _columns(windows: Sequence[Window]) -> _Columns:
    items = list(dict.fromkeys(window.item for window in windows))
    numbers = {item: index for index, item in enumerate(items)}
    at = np.concatenate(
        [numbers[window.item] * _APART + window.start + np.arange(len(window.codes)) for window in windows]
    )
    codes = np.concatenate([window.codes for window in windows])
    if len(windows) > 1:
        at, first = np.unique(at, return_index=True)
        codes = codes[first]
    return _Columns(codes, at.astype(np.float64), items, np.where(np.diff(at) == 1, 0.0, _NEVER))


@dataclass(frozen=True, slots=True)
class _Costs:
    """What it costs to come to a word of the quotation from the word before, and to leave the word alone."""

    first: float
    each: float
    jump: float
    replaced: float
    added: float


def _costs(quoted: Sequence[QuotedWord], index: int) -> _Costs:
    word = quoted[index]
    alone = (_BRACKETED, _BRACKETED) if word.bracketed else (_REPLACED, _ADDED)
    if word.elided:
        return _Costs(_ELLIPSIS_FIRST, _ELLIPSIS_EACH, _ELLIPSIS_JUMP, *alone)
    if word.bracketed or (index and quoted[index - 1].bracketed):
        return _Costs(_BRACKET_FIRST, _BRACKET_EACH, _JUMP, *alone)
    return _Costs(_DROP_FIRST, _DROP_EACH, _JUMP, *alone)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of the dynamic programme as far as they are filled in.

    `rows[i]` has for each column the best score of the words before `i` with the last laid word there, and `fresh[i]`
    the score with none of them laid. `gains` has what it brings to lay word `i` on each column.
    """

    columns: _Columns
    costs: Sequence[_Costs]
    gains: Floats
    rows: list[Floats]
    fresh: list[float]

    def fill(self) -> float:
        """Fill in a row for each word; the best score of all."""
        reaches = {cost.each: cost.each * self.columns.at for cost in self.costs}
        for index, cost in enumerate(self.costs):
            row, reach = self.rows[-1], reaches[cost.each]
            over = np.maximum.accumulate(row + reach)[:-1] - reach[1:]
            over += cost.each - cost.first
            entered = np.full_like(row, max(float(row.max()) - cost.jump, self.fresh[-1]))
            np.maximum(entered[1:], over, out=entered[1:])
            np.maximum(entered[1:], row[:-1] + self.columns.breaks, out=entered[1:])
            entered += self.gains[index]
            self.rows.append(np.maximum(entered, row - cost.added))
            self.fresh.append(self.fresh[-1] - cost.added)
        return float(self.rows[-1].max())

    def trace(self) -> list[int | None]:
        """For each word the column that it is laid on, or None."""
        laid: list[int | None] = [None] * len(self.costs)
        column: int | None = int(np.argmax(self.rows[-1]))
        for index in range(len(self.costs) - 1, -1, -1):
            if column is None:
                break
            score, before = self._best_way(index, column)
            if score + self.gains[index, column] >= self.rows[index][column] - self.costs[index].added:
                laid[index], column = column, before
        return laid

    def _best_way(self, index: int, column: int) -> tuple[float, int | None]:
        """The best score of coming to a column, and the column that it is come from; the plainest of equal ways."""
        row, cost, at = self.rows[index], self.costs[index], self.columns.at
        ways: list[tuple[float, int | None]] = []
        if column:
            following = row[column - 1] + self.columns.breaks[column - 1]
            if following + self.gains[index, column] == self.rows[index + 1][column]:
                return following, column - 1
            ways.append((following, column - 1))
            reached = int(np.argmax(row[:column] + cost.each * at[:column]))
            passed = cost.each * (at[column] - at[reached] - 1)
            ways.append((row[reached] - passed - cost.first, reached))
        best = int(np.argmax(row))
        ways += [(row[best] - cost.jump, best), (self.fresh[index], None)]
        return max(ways, key=lambda way: way[0])


def align(quoted: Sequence[QuotedWord], windows: Callable[[Sequence[str]], Sequence[Window]]) -> list[Laid | None]:
    """Lay each word of a quotation on a word of the record, or on none.

    `windows` gives the stretches that share most with some words. A long quotation is laid piece by piece, each going
    on from where the one before ended; so time and memory grow with its length alone.
    """
    laid: list[Laid | None] = []
    last: Laid | None = None
    for begin in range(0, len(quoted), _PIECE):
        piece = quoted[begin : begin + _PIECE]
        costs = [_costs(quoted, index) for index in range(begin, begin + len(piece))]
        laid += _align_piece(piece, costs, windows([word.folded for word in piece]), last)
        last = next((at for at in reversed(laid) if at is not None), None)
    return laid


def _align_piece(
    piece: Sequence[QuotedWord], costs: Sequence[_Costs], windows: Sequence[Window], last: Laid | None
) -> list[Laid | None]:
    if not windows:
        return [None] * len(piece)
    numbers: dict[str, int] = {}
    codes = np.array([numbers.setdefault(word.folded, len(numbers)) for word in piece])
    alone, most = _most_promising(windows, np.bincount(codes))
    grid = _grid(codes, costs, alone, last)
    score = grid.fill()
    # One text by itself is enough where no other could do better, nor any two with a jump between them.
    if len(alone) < len(windows) and score < max(most, len(piece) - min(cost.jump for cost in costs)):
        grid = _grid(codes, costs, windows, last)
        grid.fill()
    return [
        None if column is None else grid.columns.laid(column, int(code))
        for column, code in zip(grid.trace(), codes, strict=True)
    ]


def _most_promising(windows: Sequence[Window], asked: NDArray[np.int64]) -> tuple[list[Window], float]:
    """The stretches of the text that has most of the words, and the most words that any other text has."""
    texts: dict[str, list[Window]] = {}
    for window in windows:
        texts.setdefault(window.item, []).append(window)
    held = {}
    for item, stretches in texts.items():
        found = np.concatenate([window.codes for window in stretches]) + 1
        counts = np.bincount(found, minlength=len(asked) + 1)[1:]
        held[item] = float(np.minimum(counts, asked).sum())
    best = max(held, key=held.__getitem__)
    return texts.pop(best), max((held[item] for item in texts), default=0.0)


def _grid(codes: NDArray[np.int64], costs: Sequence[_Costs], windows: Sequence[Window], last: Laid | None) -> _Grid:
    columns = _columns(windows)
    row, fresh = np.full(len(columns.at), _NEVER), 0.0
    if last is not None:
        row[columns.at == columns.place(last)] = 0.0
        fresh = -_JUMP
    replaced = np.array([cost.replaced for cost in costs])
    gains = np.where(columns.codes == codes[:, None], 1.0, -replaced[:, None])
    return _Grid(columns, costs, gains, [row], [fresh])
