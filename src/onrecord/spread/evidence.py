"""Which dispatch a page reprints, and how sure that is.

Two pages about one event share names, set phrases and the quotations of the same speech. What they do not share is
whole paragraphs of somebody's own prose: so paragraphs are what counts, and quoted words count less.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.spread.alignment import shingles
from onrecord.spread.passages import Pair, Paragraph, pair

ENOUGH: Final = 16.0
"""Words of own prose in carried paragraphs that make a reprint: two short sentences. Among 24,000 pairs of an article
with somebody else's on the same subject, none but house notes and agency copy had 12."""

_QUOTED: Final = 1 / 3
"""What a quoted word counts: others may have quoted the same speech."""

_SHINGLE: Final = 6
"""Words in a row by which dispatches are looked for at all."""

_LOOKED_AT: Final = 5
"""Dispatches that are held against the page paragraph by paragraph: those that share the most."""

_HOUSE: Final = 3
"""A paragraph that stands in more dispatches than this is a note of the house, and shows none of them."""

_QUOTES: Final = re.compile(r"[“«„][^”»“]*|\"[^\"]*\"?|「[^」]*")


def reprinted(page: Sequence[Paragraph], dispatches: Sequence[Sequence[Paragraph]]) -> tuple[int, list[Pair]] | None:
    """The index of the dispatch that a page carries most of, and the pairs of paragraphs; or None."""
    copies = Counter(key for dispatch in dispatches for key in {_key(paragraph) for paragraph in dispatch})
    best: tuple[int, list[Pair]] | None = None
    most = ENOUGH
    for index in _likely(page, dispatches):
        pairs = pair(page, dispatches[index])
        weight = sum(_weight(each) for each in pairs if copies[_key(each.issued)] <= _HOUSE)
        if weight > most or (best is None and weight >= most):
            best, most = (index, pairs), weight
    return best


def _likely(page: Sequence[Paragraph], dispatches: Sequence[Sequence[Paragraph]]) -> Iterator[int]:
    wanted = set(_shingles(page))
    shared = Counter({index: len(wanted.intersection(_shingles(each))) for index, each in enumerate(dispatches)})
    return (index for index, count in shared.most_common(_LOOKED_AT) if count)


def _shingles(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, ...]]:
    return (shingle for paragraph in paragraphs for shingle in shingles(paragraph.folded, _SHINGLE))


def _key(paragraph: Paragraph) -> tuple[str, ...]:
    return tuple(paragraph.folded)


def _weight(pair: Pair) -> float:
    """The carried words of a pair, quoted ones weighed less. A quotation left open goes on to the paragraph's end."""
    quoted = [match.span() for match in _QUOTES.finditer(pair.issued.text)]
    carried = [pair.issued.words[run.right + step].start for run in pair.runs for step in range(run.length)]
    inside = sum(any(start <= place < end for start, end in quoted) for place in carried)
    return len(carried) - inside * (1 - _QUOTED)
