"""Headlines of other articles that stand between the paragraphs of this one, found by all their signs together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from onrecord.read.piece import Piece, count_words
from onrecord.read.signs import GOING_ON, OPENERS, Line, is_lead_in, stems, weight

ENOUGH: Final = 4
"""A link that fills a line without a full stop, and no less."""

_WORDS: Final = range(3, 31)
"""The lengths of headlines; shorter lines are names and labels."""
_LINKED_WORDS: Final = range(2, 151)
"""The lengths of what is nearly all links: a headline of two words, or a block of several headlines run together."""
_MIN_LINKED: Final = 0.7
_LONGEST_LABEL: Final = 36
_NEAR: Final = 4
_NEAREST: Final = 2
_LONGEST_SHORT_LINE: Final = 120


def related(found: Sequence[Piece], vocabulary: AbstractSet[str]) -> frozenset[int]:
    """Which pieces are headlines of other articles, by their places; `vocabulary` are the words of the prose.

    The page is gone through twice: what is a headline for certain says of what shape the others are.
    """
    labels = frozenset(i for i, piece in enumerate(found) if is_label(piece))
    lines = {i: line for i, line in _lines(found, vocabulary, labels) if i not in labels}
    certain = _chosen(lines, labels)
    shapes = Counter(_shape(found[i]) for i in certain)
    alike = {i for i, line in lines.items() if _is_alike(shapes, line.piece, i in certain)}
    if not alike:
        return certain | labels
    return _chosen({i: replace(line, alike=i in alike) for i, line in lines.items()}, labels) | labels


def is_label(piece: Piece) -> bool:
    """Whether a piece is a mere label over headlines, such as `Read more`."""
    return len(piece.text) <= _LONGEST_LABEL and is_lead_in(piece.text) and count_words(piece.text) < _WORDS.start + 1


def _chosen(lines: dict[int, Line], labels: AbstractSet[int]) -> frozenset[int]:
    """The lines that weigh enough; in the order of the page, since a label speaks for all headlines under it."""
    chosen: set[int] = set()
    for i, line in lines.items():
        under = i - 1 in labels or (i - 1 in chosen and lines[i - 1].labelled)
        lines[i] = replace(line, labelled=under)
        if weight(lines[i]) >= ENOUGH:
            chosen.add(i)
    return frozenset(chosen)


def _lines(found: Sequence[Piece], vocabulary: AbstractSet[str], labels: AbstractSet[int]) -> list[tuple[int, Line]]:
    """The pieces that have the length of a headline, with what stands around them."""
    rows, homes = _rows(found), {piece.frame for piece in found if piece.main and piece.is_prose}
    times = Counter(piece.text for piece in found)
    return [
        (
            i,
            Line(
                piece=piece,
                apart=_stands_apart(found, i),
                introduced=i > 0 and i - 1 not in labels and _introduces(found[i - 1], piece),
                alone=piece.frame not in homes,
                row=rows[i],
                repeated=times[piece.text] > 1,
                vocabulary=vocabulary,
                near=_spoken(found[max(0, i - _NEAR) : i][::-1]) | _spoken(found[i + 1 : i + 1 + _NEAR]),
                follows=_spoken(found[i + 1 : i + 1 + _NEAR]),
            ),
        )
        for i, piece in enumerate(found)
        if count_words(piece.text) in (_WORDS if piece.link_share < _MIN_LINKED else _LINKED_WORDS)
    ]


def _rows(found: Sequence[Piece]) -> list[int]:
    """For every piece, how many lines of about its length, without links, stand in a row with it."""
    lengths = [_row_length(piece) for piece in found]
    rows = [1] * len(found)
    first = 0
    for i in range(1, len(found) + 1):
        if i < len(found) and _about_equal(lengths[i - 1], lengths[i]):
            continue
        rows[first:i] = [i - first] * (i - first)
        first = i
    return rows


def _row_length(piece: Piece) -> int:
    """The number of its words; 0 of what is no short line."""
    short = len(piece.text) <= _LONGEST_SHORT_LINE and not piece.linked and not piece.is_prose
    return count_words(piece.text) if short else 0


def _about_equal(one: int, other: int) -> bool:
    return min(one, other) > 0 and max(one, other) <= 2 * min(one, other)


def _stands_apart(found: Sequence[Piece], i: int) -> bool:
    """Whether prose stands a little above and a little below; other headlines may stand between."""
    above, below = found[max(0, i - _NEAR) : i], found[i + 1 : i + 1 + _NEAR]
    return all(any(piece.main and piece.is_prose for piece in side) for side in (above, below))


def _introduces(above: Piece, piece: Piece) -> bool:
    """Whether a line of the article, such as `She said:`, waits for this one; lists of others stand under prose too."""
    waits = above.main and not above.linked and above.text.endswith(GOING_ON)
    return waits and (not above.is_prose or piece.text.startswith(tuple(OPENERS)))


def _spoken(beside: Sequence[Piece]) -> frozenset[str]:
    """What the nearest paragraphs of prose speak of."""
    prose = [piece.text for piece in beside if piece.is_prose]
    return frozenset().union(*map(stems, prose[:_NEAREST]))


def _shape(piece: Piece) -> tuple[str, frozenset[str], bool]:
    """What lines of one widget have in common."""
    return piece.tag, piece.hints, piece.linked > 0


def _is_alike(shapes: Mapping[tuple[str, frozenset[str], bool], int], piece: Piece, itself: bool) -> bool:  # noqa: FBT001  # said by name in the one call
    """Whether another line has its shape, and the shape is named: bare paragraphs are all alike."""
    named = any(not hint.startswith("<") for hint in piece.hints)
    return named and shapes.get(_shape(piece), 0) > itself
