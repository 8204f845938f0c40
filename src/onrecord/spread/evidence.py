"""Which dispatch a page reprints, and how sure that is.

Two pages about one event share names, set phrases and the quotations of the same speech. What they do not share is
somebody's own prose: so there must be one run of it that is the dispatch's own, or a paragraph carried whole.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from onrecord.spread.alignment import shingles
from onrecord.spread.passages import Pair, Paragraph, pair

Shingle: TypeAlias = tuple[str, ...]

ENOUGH: Final = 16.0
"""Words of own prose in carried paragraphs that make a reprint: two short sentences. Among 24,000 pairs of a news
page with an article that it does not carry, on the same few subjects, none had 12 but an older state of its own."""

OWN_RUN: Final = 12
"""Own words in one unbroken run that show whose text it is; quoted words, names and numbers are nobody's own. Of 76
reprints of news articles all but three have 15, and those carry paragraphs whole; set phrases of the trade have ten."""

_WHOLE: Final = (12, 2)
"""Words of a paragraph that counts where it is carried whole, and its own among them: a quotation alone is nobody's."""

_MOST: Final = 1 / 2
"""The part of a dispatch that shows it by itself: a text that was polished in every sentence has no long run left."""

_QUOTED: Final = 1 / 4
"""What a quoted word counts: others may have quoted the same speech."""

_SHINGLE: Final = 6
"""Words in a row by which dispatches are looked for at all."""

_LOOKED_AT: Final = 5
"""Dispatches that are held against the page paragraph by paragraph: those that share the most."""

_HOUSE: Final = 3
"""What stands in more dispatches than this is a note of the house, and shows none of them."""

_INSIDE_NAMES: Final = 3
"""Letters of the words that join those of a name: `Office of the Harbour Commissioner`."""

_QUOTES: Final = re.compile(r"“[^”]*|«[^»]*|„[^”“]*[”“]?|\"[^\"]*\"?|「[^」]*")


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
        telling = [each for each in pairs if not _is_house_note(each.issued, shared[index], house)]
        weight = sum(map(_weight, telling))
        shown = weight >= _MOST * sum(len(each.folded) for each in dispatches[index]) or any(map(_is_own, telling))
        if shown and (weight > most or (best is None and weight >= most)):
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
    """The carried words of a pair, quoted ones weighed less."""
    quoted = _quoted(pair.issued)
    inside = sum(place in quoted for run in pair.runs for place in run.on_right)
    return pair.carried - inside * (1 - _QUOTED)


def _is_own(pair: Pair) -> bool:
    """Whether what a pair carries can only be the dispatch's own prose."""
    nobodys = _quoted(pair.issued) | _names(pair.issued)
    longest = max(sum(place not in nobodys for place in run.on_right) for run in pair.runs)
    words, own = _WHOLE
    whole = pair.carried == len(pair.issued.folded) >= words
    return longest >= OWN_RUN or (whole and pair.carried - len(nobodys) >= own)


def _quoted(paragraph: Paragraph) -> set[int]:
    """The places of its quoted words. A quotation left open goes on to the paragraph's end."""
    spans = [match.span() for match in _QUOTES.finditer(paragraph.text)]
    return {
        place for place, word in enumerate(paragraph.words) if any(start <= word.start < end for start, end in spans)
    }


def _names(paragraph: Paragraph) -> set[int]:
    """The places of names and numbers, as far as capitals and digits tell, and of the short words inside a name."""
    texts = [paragraph.text[word.start : word.end] for word in paragraph.words]
    named = {place for place, text in enumerate(texts) if text[0].isupper() or any(c.isdigit() for c in text)}
    short = (place for place, text in enumerate(texts) if len(text) <= _INSIDE_NAMES)
    return named | {place for place in short if _joins(named, place)}


def _joins(named: Collection[int], place: int) -> bool:
    return any(place - back in named for back in (1, 2)) and any(place + on in named for on in (1, 2))
