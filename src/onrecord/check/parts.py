"""A quotation laid on the record: which of its parts stand where, and which of those belong together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from onrecord.check.alignment import Laid
from onrecord.check.door import Spoken
from onrecord.check.marks import QuotedWord

NEAR: Final = 2_500
"""Parts of an elided quotation stand within this many characters of each other."""

BESIDE: Final = 12
"""Passages with at most this many words between them stand side by side: in another order, words were moved."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation, from `first` to `last`, that stand in order and near each other in one text."""

    first: int
    last: int
    item: str
    start: int
    end: int

    def has(self, at: Laid) -> bool:
        """Whether a word of the record stands in this part."""
        return at.item == self.item and self.start <= at.at < self.end


@dataclass(frozen=True)
class Laying:
    """The words of a quotation, and where each of them was laid. `spoken` gives a text of the record by its item."""

    text: str
    quoted: Sequence[QuotedWord]
    laid: tuple[Laid | None, ...]
    spoken: Callable[[str], Spoken]

    @cached_property
    def parts(self) -> list[Part]:
        """The stretches of the quotation that go on in one text, in the order of the quotation."""
        placed = [(index, at) for index, at in enumerate(self.laid) if at is not None]
        breaks = [n for n in range(1, len(placed)) if not self._goes_on(placed[n - 1][1], placed[n][1])]
        groups = [placed[begin:end] for begin, end in pairwise([0, *breaks, len(placed)]) if begin < end]
        return [
            Part(group[0][0], group[-1][0] + 1, group[0][1].item, group[0][1].at, group[-1][1].at + 1)
            for group in groups
        ]

    def _goes_on(self, one: Laid, other: Laid) -> bool:
        """Whether the passage that one word is from goes on with the other."""
        if other.item != one.item or other.at <= one.at:
            return False
        if other.at == one.at + 1:
            return True
        spoken = self.spoken(one.item)
        before, after = spoken.words[one.at], spoken.words[other.at]
        return after.start - before.end <= NEAR and _one_speaker(spoken, before.start, after.start)

    @cached_property
    def passages(self) -> list[Part]:
        """The parts, with those that stand side by side in the source as one passage.

        Parts of one sentence in another order are one passage too, unless an ellipsis stands where the quotation
        turns back.
        """
        if len(self.parts) < 2:  # noqa: PLR2004  # nothing to join
            return self.parts
        passages: list[Part] = []
        for part in sorted(self.parts, key=lambda part: (part.item, part.start)):
            last = passages[-1] if passages else None
            if last is not None and self._beside(last, part) and not self._turned_round(last, part):
                first, end = min(last.first, part.first), max(last.end, part.end)
                passages[-1] = replace(last, first=first, last=max(last.last, part.last), end=end)
            else:
                passages.append(part)
        return sorted(passages, key=lambda passage: passage.first)

    def _beside(self, one: Part, other: Part) -> bool:
        if one.item != other.item or other.start - one.end > BESIDE:
            return False
        spoken = self.spoken(one.item)
        return _one_speaker(spoken, spoken.words[one.end - 1].start, spoken.words[other.start].start)

    def _turned_round(self, one: Part, other: Part) -> bool:
        """Whether what follows in the source is quoted first: another sentence, or with an ellipsis before the rest."""
        if other.first > one.first:
            return False
        elided = any(word.elided for word in self.quoted[other.last : one.first + 1])
        return elided or self.ends_sentence(one.item, one.end, other.start)

    def ends_sentence(self, item: str, start: int, end: int) -> bool:
        """Whether a sentence ends in a text among the words `start` to `end`, or just before or after them."""
        return self.spoken(item).sentence_end(start, end) is not None

    def runs(self, part: Part) -> Iterator[range]:
        """The unbroken runs of the same words in a part, as places in the quotation."""
        begin, goes_on_at = part.first, -1
        for index in range(part.first, part.last):
            at = self.laid[index]
            here = at.at if at is not None and at.same else -1
            if goes_on_at not in {here, -1}:
                yield range(begin, index)
            if here != goes_on_at or goes_on_at == -1:
                begin = index
            goes_on_at = here + 1 if here != -1 else -1
        if goes_on_at != -1:
            yield range(begin, part.last)

    def share(self, passage: Part | None = None) -> float:
        """The share of the words outside brackets that are the same in the record, or in one passage of it."""
        inside = range(passage.first, passage.last) if passage else range(len(self.laid))
        same = 0
        for index in inside:
            at = self.laid[index]
            if at is not None and at.same and not self.quoted[index].bracketed:
                same += passage is None or passage.has(at)
        return same / max(1, self._own)

    @cached_property
    def _own(self) -> int:
        """How many words of the quotation stand outside brackets."""
        return sum(not word.bracketed for word in self.quoted)


def _one_speaker(spoken: Spoken, one: int, other: int) -> bool:
    """Whether two places are in one speaker's lines; where the record doesn't say, they are taken to be."""
    first, last = (spoken.segments[spoken.segments_at(at, at + 1)[0]].speaker for at in (one, other))
    return first is None or last is None or first == last
