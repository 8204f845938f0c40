"""Which dispatch a page reprints, and how sure that is.

Two pages about one event share names, set phrases and the quotations of the same speech. What they do not share is
whole paragraphs of somebody's own prose: so paragraphs are what counts, and quoted words count less.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from onrecord.spread.alignment import shingles
from onrecord.spread.passages import Pair, Paragraph, pair

Shingle: TypeAlias = tuple[str, ...]

ENOUGH: Final = 16.0
"""Words of own prose in carried paragraphs that make a reprint: two short sentences. Among 24,000 pairs of a news
page with an article that it does not carry, on the same few subjects, none had 12 but an older state of its own."""

_QUOTED: Final = 1 / 4
"""What a quoted word counts: others may have quoted the same speech."""

_SHINGLE: Final = 6
"""Words in a row by which dispatches are looked for at all."""

_LOOKED_AT: Final = 5
"""Dispatches that are held against the page paragraph by paragraph: those that share the most."""

_HOUSE: Final = 3
"""What stands in more dispatches than this is a note of the house, and shows none of them."""

_QUOTES: Final = re.compile(r"[“«„][^”»“]*|\"[^\"]*\"?|「[^」]*")


def reprinted(page: Sequence[Paragraph], dispatches: Sequence[Sequence[Paragraph]]) -> tuple[int, list[Pair]] | None:
    """The index of the dispatch that a page carries most of, and the pairs of paragraphs; or None."""
    on_page = set(_shingles(page))
    shared = [on_page.intersection(_shingles(dispatch)) for dispatch in dispatches]
    holders = Counter(shingle for each in shared for shingle in each)
    house = {shingle for shingle, count in holders.items() if count > _HOUSE}
    best: tuple[int, list[Pair]] | None = None
    most = ENOUGH
    for index in _likely([each - house for each in shared]):
        pairs = pair(page, dispatches[index])
        weight = sum(_weight(each) for each in pairs if not _is_house_note(each.issued, shared[index], house))
        if weight > most or (best is None and weight >= most):
            best, most = (index, pairs), weight
    return best


def _likely(shared: Sequence[AbstractSet[Shingle]]) -> Iterator[int]:
    counts = Counter({index: len(each) for index, each in enumerate(shared)})
    return (index for index, count in counts.most_common(_LOOKED_AT) if count)


def _shingles(paragraphs: Sequence[Paragraph]) -> Iterator[Shingle]:
    return (shingle for paragraph in paragraphs for shingle in shingles(paragraph.folded, _SHINGLE))


def _is_house_note(paragraph: Paragraph, shared: AbstractSet[Shingle], house: AbstractSet[Shingle]) -> bool:
    carried = shared & set(_shingles([paragraph]))
    return 2 * len(carried & house) > len(carried)


def _weight(pair: Pair) -> float:
    """The carried words of a pair, quoted ones weighed less. A quotation left open goes on to the paragraph's end."""
    quoted = [match.span() for match in _QUOTES.finditer(pair.issued.text)]
    carried = [pair.issued.words[run.right + step].start for run in pair.runs for step in range(run.length)]
    inside = sum(any(start <= place < end for start, end in quoted) for place in carried)
    return len(carried) - inside * (1 - _QUOTED)
