"""What differs between a quotation and its sources, and what of that its ellipses and brackets excuse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from onrecord.check.flags import doubtful_words
from onrecord.check.marks import agrees
from onrecord.check.parts import Laying, Part
from onrecord.check.spelling import SPLIT, same_spelling
from onrecord.check.unspoken import spoken_words
from onrecord.records import Edit
from onrecord.words import folded_words

BRACKET_REACH: Final = 12
"""The most source words that one bracket stands for; more than these were left out without an ellipsis."""

HEARD_APART: Final = 1
"""A doubtful word may have been heard as one word more or less than was said: `a long` for `along`."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a part and its source differ: quoted words `first` to `last`, source words `start` to `end` (half-open)."""

    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True)
class Changes:
    """All that was changed in a quotation.

    `left_out` and `heard` are source words, as item, first and last: those that a mark left out, and those that a
    machine was not sure of and that are quoted otherwise.
    """

    edits: list[Edit] = field(default_factory=list)
    left_out: list[tuple[str, int, int]] = field(default_factory=list)
    heard: list[tuple[str, int, int]] = field(default_factory=list)
    bracketed: bool = False


def changes(laying: Laying) -> Changes:
    """What was changed, edits in the order of the quotation."""
    found = Changes(edits=[*_shifted(laying)] if len(laying.passages) == 1 else [])
    for part, difference in _differences(laying):
        at = (part.item, difference.start, difference.end)
        if _misheard(laying, part, difference):
            found.heard.append(at)
            continue
        found.bracketed |= any(word.bracketed for word in laying.quoted[difference.first : difference.last])
        apart = _spelled_apart(laying, part, difference)
        edit = None if apart else _edit(laying, part, difference)
        if edit is not None:
            found.edits.append(edit)
        elif difference.start < difference.end and (not apart or _elided(laying, difference)):
            found.bracketed |= not _elided(laying, difference)
            found.left_out.append(at)
    found.edits = [*_moved(found.edits)]
    return found


def _shifted(laying: Laying) -> Iterator[Edit]:
    """Parts of one passage that were put into another order: the shorter one was moved."""
    for one, other in pairwise(laying.parts):
        part = min(one, other, key=lambda part: part.last - part.first)
        spoken = laying.spoken(part.item)
        said = spoken.text[spoken.words[part.start].start : spoken.words[part.end - 1].end]
        start, end = laying.quoted[part.first].start, laying.quoted[part.last - 1].end
        yield Edit(kind="moved", quoted=laying.text[start:end], said=said, start=start, end=end)


def _differences(laying: Laying) -> Iterator[tuple[Part, Difference]]:
    """Every stretch where the quotation and its source are not word for word the same."""
    for number, part in enumerate(laying.parts):
        begin = 0 if number == 0 else part.first
        end = laying.parts[number + 1].first if number + 1 < len(laying.parts) else len(laying.laid)
        yield from ((part, difference) for difference in _within(laying, part, begin, end))


def _within(laying: Laying, part: Part, begin: int, end: int) -> Iterator[Difference]:
    first, start = begin, part.start
    for index in range(begin, end):
        at = laying.laid[index]
        if at is None or not at.same:
            continue
        yield from _spoken(laying, part, Difference(first, index, start, at.at))
        first, start = index + 1, at.at + 1
    yield from _spoken(laying, part, Difference(first, end, start, part.end))


def _spoken(laying: Laying, part: Part, difference: Difference) -> Iterator[Difference]:
    """A difference without the notes and labels at its ends, which nobody said; nothing where they are all of it."""
    start, end = spoken_words(laying.spoken(part.item), difference.start, difference.end)
    if difference.first < difference.last or start < end:
        yield replace(difference, start=start, end=end)


def _edit(laying: Laying, part: Part, difference: Difference) -> Edit | None:
    """The unmarked edit that a difference is, or None where it is excused by what stands at it."""
    words = laying.quoted[difference.first : difference.last]
    found = laying.spoken(part.item).words[difference.start : difference.end]
    folded = [word.folded for word in found]
    own = [word for word in words if not word.bracketed or not agrees(word, folded)]
    excused = _excused(laying, difference)
    if excused and not own:
        return None
    start, end = (own[0].start, own[-1].end) if own else _gap(laying, difference)
    quoted = laying.text[start:end]
    if not found or (excused and not any(word.bracketed for word in words)):
        return Edit(kind="added", quoted=quoted, said="", start=start, end=end)
    said = laying.spoken(part.item).text[found[0].start : found[-1].end]
    return Edit(kind="replaced" if own else "dropped", quoted=quoted, said=said, start=start, end=end)


def _gap(laying: Laying, difference: Difference) -> tuple[int, int]:
    """Where dropped words would stand: right after the word before them, or right before the first."""
    at = laying.quoted[difference.last - 1].end if difference.last else laying.quoted[0].start
    return at, at


def _elided(laying: Laying, difference: Difference) -> bool:
    return any(word.elided for word in laying.quoted[difference.first : difference.last + 1])


def _excused(laying: Laying, difference: Difference) -> bool:
    """Whether source words may be missing here: an ellipsis stands at the difference, or a bracket in or beside it."""
    return _elided(laying, difference) or difference.end - difference.start <= _bracket_reach(laying, difference)


def _bracket_reach(laying: Laying, difference: Difference) -> int:
    """How many source words the brackets at a difference stand for; one in a word stands for that word alone."""
    # A bracket may repeat a word of what it stands for: `[they]` for `they have`.
    beside = laying.quoted[max(0, difference.first - 1) : difference.last + 1]
    if any(word.bracketed and not word.aside and word.outside is None for word in beside):
        return BRACKET_REACH
    return sum(word.bracketed and not word.aside for word in laying.quoted[difference.first : difference.last])


def _spelled_apart(laying: Laying, part: Part, difference: Difference) -> bool:
    """Whether the words outside brackets are the source's own, with other spaces; or its first or last at a mark."""
    words = [word for word in laying.quoted[difference.first : difference.last] if not word.bracketed]
    spoken = laying.spoken(part.item)
    found = spoken.words[difference.start : difference.end]
    parts = [found]
    if _elided(laying, difference):
        parts += [found[:count] for count in range(1, len(words) + SPLIT + 1)]
        parts += [found[-count:] for count in range(1, len(words) + SPLIT + 1)]
    return any(same_spelling(laying.text, words, spoken.text, said) for said in parts)


def _misheard(laying: Laying, part: Part, difference: Difference) -> bool:
    """Whether other words are quoted for words that a machine was not sure of, about as many."""
    words = laying.quoted[difference.first : difference.last]
    length = difference.end - difference.start
    if not words or not length or abs(len(words) - length) > HEARD_APART or any(word.bracketed for word in words):
        return False
    return len(doubtful_words(laying.spoken(part.item), difference.start, difference.end)) == length


def _moved(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with words that were dropped in one place and added in another told once, as moved."""
    dropped: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.kind == "dropped":
            dropped.setdefault(_bare(edit.said), []).append(edit)
    moved: dict[int, Edit] = {}
    for edit in edits:
        if edit.kind == "added" and dropped.get(_bare(edit.quoted)):
            moved[id(edit)] = dropped[_bare(edit.quoted)].pop(0)
    gone = {id(edit) for edit in moved.values()}
    for edit in edits:
        if other := moved.get(id(edit)):
            yield replace(edit, kind="moved", said=other.said)
        elif id(edit) not in gone:
            yield edit


def _bare(text: str) -> str:
    return " ".join(folded_words(text))
