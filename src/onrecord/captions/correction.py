"""What a person changed in a transcript or translation: the edited copy held against the lines it was made from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from onrecord.captions.markup import plain
from onrecord.captions.reading import Captions
from onrecord.errors import TooLarge
from onrecord.records import Cue, Line

# Two lines are one line edited when text and time together agree to this part: below it, they are another line.
_SAME_LINE: Final = 0.4
# Cells of the table in which changed stretches are aligned; a stretch of 2,000 lines rewritten and re-split.
_MOST_CELLS: Final = 4_000_000


class _Timed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start_ms(self) -> int | None: ...
    @property
    def end_ms(self) -> int | None: ...


T = TypeVar("T", Cue, Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line that a person changed. `at` counts the lines as they were before any change of the same edit.

    A removed line has no `text`; an inserted one stands before the line `at`, several at one place in their order.
    """

    at: int
    text: str | None
    start_ms: int | None = None
    end_ms: int | None = None
    inserted: bool = False


def changed_lines(lines: Sequence[Cue | Line], edited: Captions) -> tuple[LineChange, ...]:
    """What was changed, removed and inserted in `edited`, in order of time.

    With as many lines as before, each is held against its own; else they are aligned by text and time. An edited plain
    text changes no times. Raises TooLarge where too much was rewritten at once to be told apart.
    """
    order = _as_written(lines)
    before: list[_Timed] = [lines[at] for at in order]
    after = _edited_lines(before, edited)
    if len(before) == len(after):
        pairs: Iterable[tuple[int | None, int | None]] = zip(range(len(before)), range(len(after)), strict=True)
    else:
        pairs = _aligned(before, after)
    places = [*order, len(lines)]
    return tuple(replace(change, at=places[change.at]) for change in _changes(before, after, pairs))


def with_changes(lines: Sequence[T], changes: Iterable[LineChange], make: Callable[[LineChange], T]) -> tuple[T, ...]:
    """The lines after the changes; `make` makes an inserted line. Later changes of one line win."""
    inserted: dict[int, list[T]] = {}
    kept: dict[int, T] = dict(enumerate(lines))
    for change in changes:
        if change.inserted:
            inserted.setdefault(change.at, []).append(make(change))
        elif change.text is None:
            kept.pop(change.at, None)
        elif change.at < len(lines):
            before = lines[change.at]
            kept[change.at] = replace(before, text=change.text, start_ms=change.start_ms, end_ms=change.end_ms)
    after: list[T] = []
    for place in sorted(inserted.keys() | kept.keys()):
        after += inserted.get(place, [])
        after += [kept[place]] if place in kept else []
    return tuple(after)


def _as_written(lines: Sequence[_Timed]) -> list[int]:
    """The lines that a caption file has, in its order: those with words, by their start."""
    return sorted((at for at, line in enumerate(lines) if line.text.strip()), key=lambda at: lines[at].start_ms or 0)


def _edited_lines(lines: Sequence[_Timed], edited: Captions) -> Sequence[_Timed]:
    """The edited lines; a plain text against timed lines is one line of text for each of them."""
    timed = any(line.start_ms is not None for line in lines)
    if not timed or edited.cues[0].start_ms is not None:
        return edited.cues
    return [Cue(text=text) for text in edited.cues[0].text.splitlines() if text.strip()]


def _changes(
    lines: Sequence[_Timed], after: Sequence[_Timed], pairs: Iterable[tuple[int | None, int | None]]
) -> Iterator[LineChange]:
    place = 0
    for old, new in pairs:
        place = old if old is not None else place
        if new is None:
            yield LineChange(at=place, text=None)
        elif old is None:
            yield _change(place, after[new], after[new], inserted=True)
        elif _differs(lines[old], after[new]):
            yield _change(place, after[new], after[new] if after[new].start_ms is not None else lines[old])
        place += old is not None


def _change(at: int, words: _Timed, times: _Timed, *, inserted: bool = False) -> LineChange:
    return LineChange(at=at, text=words.text, start_ms=times.start_ms, end_ms=times.end_ms, inserted=inserted)


def _differs(before: _Timed, after: _Timed) -> bool:
    if after.start_ms is None:
        return " ".join(before.text.split()) != " ".join(after.text.split())
    times = (before.start_ms, before.end_ms) != (after.start_ms, after.end_ms)
    return times or plain(before.text) != plain(after.text)


def _aligned(lines: Sequence[_Timed], after: Sequence[_Timed]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of old and new lines in order; None where a line has no counterpart."""
    old_texts, new_texts = ([" ".join(line.text.split()) for line in side] for side in (lines, after))
    steps = Levenshtein.opcodes(old_texts, new_texts)
    for same, run in groupby(steps, key=lambda step: step.tag == "equal"):
        stretch = list(run)
        old = range(stretch[0].src_start, stretch[-1].src_end)
        new = range(stretch[0].dest_start, stretch[-1].dest_end)
        yield from zip(old, new, strict=True) if same else _paired(lines, after, old, new)


def _paired(
    lines: Sequence[_Timed], after: Sequence[_Timed], old: range, new: range
) -> list[tuple[int | None, int | None]]:
    """Align one changed stretch so that the likeness of all its pairs is greatest."""
    if len(old) * len(new) > _MOST_CELLS:
        raise TooLarge("the edited file", "changes too many lines at once to be told apart", "edit it in smaller parts")
    likeness = _likeness([lines[i] for i in old], [after[j] for j in new])
    best = _best_sums(likeness)
    pairs: list[tuple[int | None, int | None]] = []
    i, j = len(old), len(new)
    while i or j:
        if i and j and likeness[i - 1, j - 1] >= _SAME_LINE and best[i, j] > max(best[i - 1, j], best[i, j - 1]):
            i, j = i - 1, j - 1
            pairs.append((old[i], new[j]))
        elif j and (not i or best[i, j - 1] >= best[i - 1, j]):
            j -= 1
            pairs.append((None, new[j]))
        else:
            i -= 1
            pairs.append((old[i], None))
    return pairs[::-1]


def _best_sums(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """`best[i, j]`: the greatest likeness of any pairing, in order, of the first `i` old and `j` new lines."""
    rows, columns = likeness.shape
    gain = np.where(likeness >= _SAME_LINE, likeness, 0.0)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        paired = best[i, :-1] + gain[i]
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(paired, best[i, 1:]))
    return best


def _likeness(old: Sequence[_Timed], new: Sequence[_Timed]) -> NDArray[np.float64]:
    """How alike lines are, from 0 to 1: the mean of text and, where both sides have times, of time."""
    if not old or not new:
        return np.zeros((len(old), len(new)))
    words = process.cdist([x.text for x in old], [x.text for x in new], scorer=fuzz.ratio, dtype=np.float32) / 100.0
    if old[0].start_ms is None or new[0].start_ms is None:
        return words.astype(np.float64)
    (old_start, old_end), (new_start, new_end) = _times(old), _times(new)
    common = np.minimum(old_end[:, None], new_end) - np.maximum(old_start[:, None], new_start)
    union = np.maximum(old_end[:, None], new_end) - np.minimum(old_start[:, None], new_start)
    overlap: NDArray[np.float64] = np.clip(common, 0, None) / np.maximum(union, 1)
    return (words + overlap) / 2


def _times(lines: Sequence[_Timed]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([x.start_ms or 0 for x in lines], float), np.array([x.end_ms or 0 for x in lines], float)
