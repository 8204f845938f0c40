"""Looks for the rest of a quotation in the texts that a part of it was found in.

The stretches that share most with a quotation are those of the whole archive. Where one speech stands in it several
times, two parts of a quotation may be found in two copies; and a part of common words may not be found at all. Both
stand most likely in a text that another part came from.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from onrecord.check.alignment import Laid
from onrecord.check.candidates import MARGIN
from onrecord.check.door import Archive, Place, Spoken, Window
from onrecord.check.marks import QuotedWord

_ANCHORED: Final = 3  # words in a row that hold each other; fewer may be laid anywhere
_SHORTEST: Final = 4  # words that are looked for; fewer stand in any text
_MOST_HOMES: Final = 4
_MOST_SOUGHT: Final = 8


def places_at_home(quoted: Sequence[QuotedWord], laid: Sequence[Laid | None], archive: Archive) -> list[Place]:
    """Places in the texts already found where words stand that were laid elsewhere, or nowhere."""
    found = Counter(at.item for at in laid if at is not None and at.same)
    homes = {item for item, count in found.most_common(_MOST_HOMES) if count >= _ANCHORED}
    folded = [word.folded for word in quoted]
    places: list[Place] = []
    for stretch in islice(_sought(laid), _MOST_SOUGHT):
        here = {at.item for at in laid[stretch.start : stretch.stop] if at is not None}
        exact = archive.exact(folded[stretch.start : stretch.stop])
        places += [place for place in exact if place.item in homes - here][:_MOST_HOMES]
    return places


def stretch_at(place: Place, spoken: Spoken, asked: Sequence[str]) -> Window:
    """A place in a text as a stretch that shares words with these."""
    low = max(0, place.start - MARGIN)
    numbers: dict[str, int] = {}
    for word in asked:
        numbers.setdefault(word, len(numbers))
    held = [numbers.get(word.folded, -1) for word in spoken.words[low : place.end + MARGIN]]
    return Window(item=place.item, start=low, codes=np.array(held, dtype=np.int32))


def _sought(laid: Sequence[Laid | None]) -> Iterator[range]:
    """The stretches of the quotation that don't stand where most of it does."""
    labels = _anchors(laid)
    main = Counter(label for label in labels if label is not None).most_common(1)
    begin = 0
    for index in range(1, len(labels) + 1):
        if index == len(labels) or labels[index] != labels[begin]:
            if index - begin >= _SHORTEST and main and labels[begin] != main[0][0]:
                yield range(begin, index)
            begin = index


def _anchors(laid: Sequence[Laid | None]) -> list[str | None]:
    """For each word the text that it is laid on together with some words beside it, or None."""
    labels: list[str | None] = [None] * len(laid)
    begin = 0
    for index in range(1, len(laid) + 1):
        if index == len(laid) or not _follows(laid[index - 1], laid[index]):
            first = laid[begin]
            if index - begin >= _ANCHORED and first is not None:
                labels[begin:index] = [first.item] * (index - begin)
            begin = index
    return labels


def _follows(one: Laid | None, other: Laid | None) -> bool:
    if one is None or other is None or not (one.same and other.same):
        return False
    return one.item == other.item and other.at == one.at + 1
