"""What a person changed in a transcript or translation: the edited copy held against the lines it was made from."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from onrecord.captions.markup import plain
from onrecord.captions.reading import Captions
from onrecord.errors import TooLarge
from onrecord.records import Cue, Line
from onrecord.words import folded_words

# Two lines are one line edited when text and time together agree to this part: below it, they are another line.
_SAME_LINE: Final = 0.4
# Cells of the table in which changed stretches are aligned; a stretch of 2,000 lines rewritten and re-split.
_MOST_CELLS: Final = 4_000_000


T = TypeVar("T", Cue, Line)

Pair: TypeAlias = tuple[int | None, int | None]
"""The index of an old line and that of a new one; None where a line has no counterpart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line that a person changed. `at` counts the lines as they were before any change of the same edit.

    A removed line has no `text`; an inserted one stands before the line `at`, several at one place in their order.
    Without a `speaker`, whoever said a changed line still says it.
    """

    at: int
    text: str | None
    start_ms: int | None = None
    end_ms: int | None = None
    inserted: bool = False
    speaker: str | None = None


def changed_lines(lines: Sequence[Cue | Line], edited: Captions) -> tuple[LineChange, ...]:
    """What was changed, removed and inserted in `edited`, in order of time.

    Lines are held against each other by their text and time, whatever their number. An edited plain text changes no
    times, and a form without speakers no speaker. Raises TooLarge where too much was rewritten at once to be told
    apart.
    """
    order = _as_written(lines)
    before = [_cue(lines[at]) for at in order]
    after = _edited_lines(before, edited)
    timed = any(line.start_ms is not None for line in after)
    pairs = _aligned(before, after, range(len(before)), range(len(after)), _SAME if timed else _SAME_WORDS)
    places = [*order, len(lines)]
    return tuple(replace(change, at=places[change.at]) for change in _changes(before, after, pairs))


def with_changes(
    lines: Sequence[T], changes: Iterable[LineChange], make: Callable[[LineChange, T | None], T]
) -> tuple[T, ...]:
    """The lines after the changes; later changes of one line win.

    `make` makes the line of a change from the line that it changes, None for an inserted one.
    """
    inserted: dict[int, list[T]] = {}
    kept: dict[int, T] = dict(enumerate(lines))
    for change in changes:
        if change.inserted:
            inserted.setdefault(change.at, []).append(make(change, None))
        elif change.text is None:
            kept.pop(change.at, None)
        elif change.at < len(lines):
            kept[change.at] = make(change, lines[change.at])
    after: list[T] = []
    for place in sorted(inserted.keys() | kept.keys()):
        after += inserted.get(place, [])
        after += [kept[place]] if place in kept else []
    return tuple(after)


def _cue(line: Cue | Line) -> Cue:
    return line if isinstance(line, Cue) else Cue(text=line.text, start_ms=line.start_ms, end_ms=line.end_ms)


def _as_written(lines: Sequence[Cue | Line]) -> list[int]:
    """The lines that a caption file has, in its order: those with words, by their start."""
    return sorted((at for at, line in enumerate(lines) if line.text.strip()), key=lambda at: lines[at].start_ms or 0)


def _edited_lines(lines: Sequence[Cue], edited: Captions) -> Sequence[Cue]:
    """The edited lines; a plain text against timed lines is one line of text for each of them."""
    timed = any(line.start_ms is not None for line in lines)
    if not timed or edited.cues[0].start_ms is not None:
        return edited.cues
    return [Cue(text=text) for text in edited.cues[0].text.splitlines() if text.strip()]


def _changes(lines: Sequence[Cue], after: Sequence[Cue], pairs: Iterable[Pair]) -> Iterator[LineChange]:
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


def _change(at: int, words: Cue, times: Cue, *, inserted: bool = False) -> LineChange:
    return LineChange(
        at=at,
        text=words.text,
        start_ms=times.start_ms,
        end_ms=times.end_ms,
        inserted=inserted,
        speaker=words.speaker,
    )


def _differs(before: Cue, after: Cue) -> bool:
    if after.speaker is not None and _said_by(before) != _said_by(after):
        return True
    if after.start_ms is None:
        return _words(before) != _words(after)
    return _times(before) != _times(after) or plain(before.text) != plain(after.text)


def _said_by(line: Cue) -> str:
    return " ".join(plain(line.speaker or "").split())


def _words(line: Cue) -> str:
    return " ".join(line.text.split())


def _times(line: Cue) -> tuple[int | None, int | None]:
    return line.start_ms, line.end_ms


def _words_and_times(line: Cue) -> Hashable:
    return _words(line), _times(line)


def _spelling_aside(line: Cue) -> Hashable:
    return tuple(folded_words(line.text))


_SAME_WORDS: Final[tuple[Callable[[Cue], Hashable], ...]] = (_words, _spelling_aside)
_SAME: Final = (_words_and_times, *_SAME_WORDS, _times)
"""What makes two lines the same at a glance. The next is tried where too many lines differ to weigh all against all."""


def _aligned(
    lines: Sequence[Cue], after: Sequence[Cue], old: range, new: range, same: Sequence[Callable[[Cue], Hashable]]
) -> Iterator[Pair]:
    """Pair old and new lines in order: first those that are the same, then what stands between them by likeness."""
    if not same:
        raise TooLarge("the edited file", "changes too many lines at once to be told apart", "edit it in smaller parts")
    done_old, done_new = old.start, new.start
    for i, j in [*_equal(lines, after, old, new, same[0]), (old.stop, new.stop)]:
        yield from _between(lines, after, range(done_old, i), range(done_new, j), same)
        if i < old.stop:
            yield i, j
        done_old, done_new = i + 1, j + 1


def _equal(
    lines: Sequence[Cue], after: Sequence[Cue], old: range, new: range, key: Callable[[Cue], Hashable]
) -> Iterator[tuple[int, int]]:
    """The pairs of lines that are the same by a key."""
    old_keys, new_keys = [key(lines[i]) for i in old], [key(after[j]) for j in new]
    # What one side alone has can't be paired, and would be most of the work where nearly every line was changed.
    common = set(old_keys) & set(new_keys)
    old_places = [place for place, one in enumerate(old_keys) if one in common]
    new_places = [place for place, one in enumerate(new_keys) if one in common]
    steps = Levenshtein.opcodes([old_keys[p] for p in old_places], [new_keys[p] for p in new_places])
    for step in steps:
        if step.tag == "equal":
            pairs = zip(
                old_places[step.src_start : step.src_end], new_places[step.dest_start : step.dest_end], strict=True
            )
            yield from ((old[i], new[j]) for i, j in pairs)


def _between(
    lines: Sequence[Cue], after: Sequence[Cue], old: range, new: range, same: Sequence[Callable[[Cue], Hashable]]
) -> Iterable[Pair]:
    """Pair what stands between two lines that are the same."""
    if not old or not new:
        return [*((i, None) for i in old), *((None, j) for j in new)]
    if len(old) * len(new) > _MOST_CELLS:
        return _aligned(lines, after, old, new, same[1:])
    pairs = _paired(lines, after, old, new)
    return pairs if _times in same else _by_place(pairs)


def _by_place(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Without times, as many new lines as old ones between two that are paired are those ones written anew."""
    for paired, run in groupby(pairs, key=lambda pair: None not in pair):
        stretch = list(run)
        old, new = ([one for one in side if one is not None] for side in zip(*stretch, strict=True))
        yield from stretch if paired or len(old) != len(new) else zip(old, new, strict=True)


def _paired(lines: Sequence[Cue], after: Sequence[Cue], old: range, new: range) -> list[Pair]:
    """Align one changed stretch so that the likeness of all its pairs is greatest."""
    likeness = _likeness([lines[i] for i in old], [after[j] for j in new])
    best = _best_sums(likeness)
    pairs: list[Pair] = []
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


def _likeness(old: Sequence[Cue], new: Sequence[Cue]) -> NDArray[np.float64]:
    """How alike lines are, from 0 to 1: the mean of text and, where both sides have times, of time."""
    if not old or not new:
        return np.zeros((len(old), len(new)))
    words = process.cdist([x.text for x in old], [x.text for x in new], scorer=fuzz.ratio, dtype=np.float32) / 100.0
    if old[0].start_ms is None or new[0].start_ms is None:
        return words.astype(np.float64)
    (old_start, old_end), (new_start, new_end) = _spans(old), _spans(new)
    common = np.minimum(old_end[:, None], new_end) - np.maximum(old_start[:, None], new_start)
    union = np.maximum(old_end[:, None], new_end) - np.minimum(old_start[:, None], new_start)
    overlap: NDArray[np.float64] = np.clip(common, 0, None) / np.maximum(union, 1)
    return (words + overlap) / 2


def _spans(lines: Sequence[Cue]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([x.start_ms or 0 for x in lines], float), np.array([x.end_ms or 0 for x in lines], float)
