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
    """The stretches' words side by side: which word each is, and where; `at` grows, with a leap between items."""

    codes: NDArray[np.int32]
    at: Floats
    items: list[str]
    follows: NDArray[np.bool_]

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
    at, first = np.unique(at, return_index=True)
    codes = np.concatenate([window.codes for window in windows])[first]
    follows = np.concatenate([[False], np.diff(at) == 1])
    return _Columns(codes, at.astype(np.float64), items, follows)


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


_NEXT, _OVER, _JUMPED, _FRESH = range(4)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it was filled in: the scores before it, how each column was come to, and where the word is laid."""

    before: Floats
    came: NDArray[np.int8]
    taken: NDArray[np.bool_]
    each: float


def _fill(row: Floats, fresh: float, code: int, costs: _Costs, columns: _Columns) -> tuple[Floats, _Row]:
    reach = np.maximum.accumulate(row + costs.each * columns.at)
    over = np.full_like(row, _NEVER)
    over[1:] = reach[:-1] - costs.each * (columns.at[1:] - 1) - costs.first
    following = np.full_like(row, _NEVER)
    following[1:] = np.where(columns.follows[1:], row[:-1], _NEVER)
    jump = float(row.max()) - costs.jump
    entered, came = following, np.full(len(row), _NEXT, dtype=np.int8)
    for way, score in ((_OVER, over), (_JUMPED, jump), (_FRESH, fresh)):
        better = score > entered
        entered = np.where(better, score, entered)
        came[better] = way
    take = entered + np.where(columns.codes == code, 1.0, -costs.replaced)
    leave = row - costs.added
    taken = take >= leave
    return np.where(taken, take, leave), _Row(row, came, taken, costs.each)


def _trace(rows: Sequence[_Row], last: int, columns: _Columns) -> list[int | None]:
    """For each row the column that its word is laid on, or None."""
    laid: list[int | None] = []
    column: int | None = last
    for row in reversed(rows):
        if column is None or not row.taken[column]:
            laid.append(None)
            continue
        laid.append(column)
        came = row.came[column]
        if came == _NEXT:
            column -= 1
        elif came == _OVER:
            column = int(np.argmax(row.before[:column] + row.each * columns.at[:column]))
        else:
            column = int(np.argmax(row.before)) if came == _JUMPED else None
    return laid[::-1]


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
    columns = _columns(windows)
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(word.folded, len(numbers)) for word in piece]
    row, fresh = np.full(len(columns.at), _NEVER), 0.0
    if last is not None:
        row[columns.at == columns.place(last)] = 0.0
        fresh = -_JUMP
    rows: list[_Row] = []
    for code, cost in zip(codes, costs, strict=True):
        row, filled = _fill(row, fresh, code, cost, columns)
        rows.append(filled)
        fresh -= cost.added
    traced = _trace(rows, int(np.argmax(row)), columns)
    return [None if column is None else columns.laid(column, code) for column, code in zip(traced, codes, strict=True)]
