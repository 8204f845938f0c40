"""From a quotation laid on the record to a verdict: its parts, what differs, and what of that is excused."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from onrecord.check.alignment import Laid
from onrecord.check.chance import CHANCE_LIMIT, bits, expected
from onrecord.check.door import Spoken
from onrecord.check.marks import QuotedWord
from onrecord.records import Edit, Verdict

NEAR: Final = 2_500
"""Parts of an elided quotation stand within this many characters of each other."""

BRACKET_REACH: Final = 12
"""The most source words that one bracket stands for; more than these were left out without an ellipsis."""

ALTERED_SHARE: Final = 0.5
"""At least this share of the words is the speaker's: below it, no alignment carries the quotation."""

CARRYING_RUN: Final = 6
CARRYING_SHARE: Final = 0.35
"""A run of this many words, and of this share of the quotation, carries it by itself; fewer may be a saying."""

BESIDE: Final = 12
"""Passages with at most this many words between them stand side by side: in another order, words were moved."""

REPLACED_AT_END: Final = 3
"""At most this many words at an end of the quotation replace the source's there; more are an invention."""

PARAPHRASE_SHARE: Final = 0.3
PARAPHRASE_SPREAD: Final = 0.6
PARAPHRASE_LENGTH: Final = 2.0
"""Nothing says that the content is the same, where one passage has fewer of the words than this share, or only in a
smaller part of the quotation, or needs this many times its length for them."""

WHOLE_SIDE: Final = 50
"""A part that is all that stands between two ellipses had this many fewer beginnings and ends to be found at."""

STITCHED_SHARE: Final = 0.7
"""Parts of a stitched quotation make up this much of it: its words are all of the record."""

_ARABIC_SCRIPT: Final = re.compile("[\u0600-\u06ff]")
_SENTENCE_ENDS: Final = frozenset(".!?\u2026\u061f\u06d4\u3002\uff01\uff1f\u0964\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation, from `first` to `last`, that stand in order and near each other in one text."""

    first: int
    last: int
    item: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a part and its source differ: quoted words `first` to `last`, source words `start` to `end` (half-open)."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was done to a quotation. `elisions` are the source words, by item, that an ellipsis or bracket left out."""

    verdict: Verdict
    chance: float
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    elisions: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Judge:
    """Judges one quotation. `counts` says how often each of its words stands among the archive's `total` words."""

    text: str
    quoted: Sequence[QuotedWord]
    counts: Sequence[int]
    total: int
    spoken: Callable[[str], Spoken]
    limit: float = CHANCE_LIMIT

    def judge(self, laid: Sequence[Laid | None]) -> Judgement:
        """The verdict on a quotation that was laid like this."""
        laid = self._settled(laid)
        parts = self._parts(laid)
        chance = self._chance(laid, parts)
        passages = self._passages(parts)
        if not self._share(laid):
            return Judgement("not found", chance)
        judgement = self._verdict(laid, parts, passages, chance)
        if chance > self.limit or (judgement.verdict == "paraphrase" and not self._resembles(laid, passages)):
            return Judgement("not found", chance)
        return judgement

    def _resembles(self, laid: Sequence[Laid | None], passages: Sequence[Part]) -> bool:
        """Whether one passage has enough of the words, all through the quotation, and not much else between them."""
        best = max(passages, key=lambda passage: self._share(laid, passage))
        spread = (best.last - best.first) / len(self.quoted)
        longer = (best.end - best.start) / len(self.quoted)
        return (
            self._share(laid, best) >= PARAPHRASE_SHARE and spread >= PARAPHRASE_SPREAD and longer <= PARAPHRASE_LENGTH
        )

    def _share(self, laid: Sequence[Laid | None], passage: Part | None = None) -> float:
        """The share of the words outside brackets that are the same in the record, or in one passage of it."""
        inside = range(passage.first, passage.last) if passage else range(len(laid))
        same = 0
        for index in inside:
            at = laid[index]
            if at is not None and at.same and not self.quoted[index].bracketed:
                same += passage is None or _stands_in(at, passage)
        return same / max(1, self._own)

    @cached_property
    def _own(self) -> int:
        """How many words of the quotation stand outside brackets."""
        return sum(not word.bracketed for word in self.quoted)

    def _verdict(
        self, laid: Sequence[Laid | None], parts: list[Part], passages: list[Part], chance: float
    ) -> Judgement:
        share = self._share(laid)
        edits = [*self._shifted(parts)] if len(passages) == 1 else []
        elisions: list[tuple[str, int, int]] = []
        bracketed = False
        for part, difference in self._differences(laid, parts):
            if self._only_spaces(part, difference):
                continue
            edit = self._edit(part, difference)
            bracketed |= any(word.bracketed for word in self.quoted[difference.first : difference.last])
            if edit is not None:
                edits.append(edit)
            elif difference.start < difference.end:
                elisions.append((part.item, difference.start, difference.end))
        verdict: Verdict
        if len(passages) > 1 and share >= STITCHED_SHARE:
            verdict = "stitched"
        elif edits or len(passages) > 1:
            best = max(self._share(laid, passage) for passage in passages)
            verdict = "altered" if best >= ALTERED_SHARE or self._carried(laid, parts) else "paraphrase"
        elif bracketed:
            verdict = "bracketed"
        else:
            verdict = "elided" if elisions else "verbatim"
        return Judgement(verdict, chance, tuple(passages), tuple(_moved(edits)), tuple(elisions))

    def _carried(self, laid: Sequence[Laid | None], parts: list[Part]) -> bool:
        """Whether one unbroken run of words carries the quotation by itself: the real part of a half invented one."""
        runs = [run for part in parts for run in self._runs(laid, part)]
        longest = max(runs, key=len)
        return (
            len(longest) >= max(CARRYING_RUN, CARRYING_SHARE * len(self.quoted))
            and expected(bits([longest], self.total), self.total) <= self.limit
        )

    def _passages(self, parts: Sequence[Part]) -> list[Part]:
        """The parts, with those that stand side by side in the source as one passage.

        Parts of one sentence in another order are one passage too, unless an ellipsis stands where the quotation
        turns back.
        """
        passages: list[Part] = []
        for part in sorted(parts, key=lambda part: (part.item, part.start)):
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
        spoken = self.spoken(one.item)
        between = spoken.text[spoken.words[one.end - 1].end : spoken.words[other.start].start]
        elided = any(word.elided for word in self.quoted[other.last : one.first + 1])
        # Lines end anywhere in a transcript, so a line feed alone ends no sentence here.
        return elided or not (_SENTENCE_ENDS - {"\n"}).isdisjoint(between)

    def _shifted(self, parts: Sequence[Part]) -> Iterator[Edit]:
        """Parts of one passage that were put into another order: the shorter one was moved."""
        for one, other in pairwise(parts):
            part = min(one, other, key=lambda part: part.last - part.first)
            spoken = self.spoken(part.item)
            said = spoken.text[spoken.words[part.start].start : spoken.words[part.end - 1].end]
            quoted = self.text[self.quoted[part.first].start : self.quoted[part.last - 1].end]
            yield Edit(kind="moved", quoted=quoted, said=said)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _settled(self, laid: Sequence[Laid | None]) -> list[Laid | None]:
        """Without the parts that chance explains; and with words that replace the source's first or last ones."""
        settled = list(laid)
        parts = self._parts(settled)
        for part in parts:
            if len(parts) > 1 and expected(self._told(settled, part), self.total) > self._part_limit(part):
                settled[part.first : part.last] = [None] * (part.last - part.first)
        for part in self._parts(settled):
            self._extend(settled, part, part.first - 1, part.start - 1, -1)
            self._extend(settled, part, part.last, part.end, 1)
        return settled

    def _part_limit(self, part: Part) -> float:
        """How much chance a part may have: more, where ellipses set where it begins and ends, not the best match."""
        begins = part.first == 0 or self.quoted[part.first].elided
        ends = part.last == len(self.quoted) or self.quoted[part.last].elided
        return self.limit * WHOLE_SIDE if begins and ends else self.limit

    def _parts(self, laid: Sequence[Laid | None]) -> list[Part]:
        parts: list[Part] = []
        for index, at in enumerate(laid):
            if at is None:
                continue
            part = parts[-1] if parts else None
            if part is not None and self._goes_on(part, at):
                parts[-1] = replace(part, last=index + 1, end=at.at + 1)
            else:
                parts.append(Part(index, index + 1, at.item, at.at, at.at + 1))
        return parts

    def _goes_on(self, part: Part, at: Laid) -> bool:
        if at.item != part.item or at.at < part.end:
            return False
        if at.at == part.end:
            return True
        spoken = self.spoken(part.item)
        before, after = spoken.words[part.end - 1], spoken.words[at.at]
        return after.start - before.end <= NEAR and _one_speaker(spoken, before.start, after.start)

    def _extend(self, laid: list[Laid | None], part: Part, index: int, at: int, step: int) -> None:
        """Words at an end that stand where the source's sentence has others replace those, and are not added."""
        found = self.spoken(part.item).words
        text = self.spoken(part.item).text
        loose = laid[: index + 1] if step < 0 else laid[index:]
        if len(loose) > REPLACED_AT_END or any(loose):
            return
        while 0 <= index < len(laid) and 0 <= at < len(found):
            between = (
                text[found[at].end : found[at + 1].start] if step < 0 else text[found[at - 1].end : found[at].start]
            )
            marked = self.quoted[index if step > 0 else index + 1].elided
            if self.quoted[index].bracketed or marked or not _SENTENCE_ENDS.isdisjoint(between):
                return
            laid[index] = Laid(part.item, at, same=False)
            index, at = index + step, at + step

    # --- differences -------------------------------------------------------------------------------------------------

    def _differences(self, laid: Sequence[Laid | None], parts: list[Part]) -> Iterator[tuple[Part, Difference]]:
        """Every stretch where the quotation and its source are not word for word the same."""
        for number, part in enumerate(parts):
            begin = 0 if number == 0 else part.first
            end = parts[number + 1].first if number + 1 < len(parts) else len(laid)
            yield from ((part, difference) for difference in self._within(laid, part, begin, end))

    def _within(self, laid: Sequence[Laid | None], part: Part, begin: int, end: int) -> Iterator[Difference]:
        first, start = begin, part.start
        for index in range(begin, end):
            at = laid[index]
            if at is None or not at.same:
                continue
            if first < index or start < at.at:
                yield Difference(first, index, start, at.at)
            first, start = index + 1, at.at + 1
        if first < end or start < part.end:
            yield Difference(first, end, start, part.end)

    def _edit(self, part: Part, difference: Difference) -> Edit | None:
        """The unmarked edit that a difference is, or None where it is excused by what stands at it."""
        words = self.quoted[difference.first : difference.last]
        found = self.spoken(part.item).words[difference.start : difference.end]
        folded = [word.folded for word in found]
        own = [word for word in words if not word.bracketed or not _agrees(word, folded)]
        excused = self._excused(difference, words)
        if excused and not own:
            return None
        quoted = self.text[own[0].start : own[-1].end] if own else ""
        if not found or (excused and not any(word.bracketed for word in words)):
            return Edit(kind="added", quoted=quoted, said="")
        said = self.spoken(part.item).text[found[0].start : found[-1].end]
        return Edit(kind="replaced" if own else "dropped", quoted=quoted, said=said)

    def _only_spaces(self, part: Part, difference: Difference) -> bool:
        """Whether only spaces differ in Arabic script, where a space, a joiner and nothing spell the same."""
        found = self.spoken(part.item).words[difference.start : difference.end]
        quoted = "".join(word.folded for word in self.quoted[difference.first : difference.last])
        return quoted == "".join(word.folded for word in found) and _ARABIC_SCRIPT.search(quoted) is not None

    def _excused(self, difference: Difference, words: Sequence[QuotedWord]) -> bool:
        """Whether source words may be missing here: an ellipsis stands at the difference, or a bracket does."""
        through = self.quoted[difference.first : difference.last + 1]
        if any(word.elided for word in through):
            return True
        reach = BRACKET_REACH if any(word.bracketed for word in words) else 0
        return difference.end - difference.start <= reach

    # --- chance ------------------------------------------------------------------------------------------------------

    def _told(self, laid: Sequence[Laid | None], part: Part) -> float:
        return bits(self._runs(laid, part), self.total)

    def _runs(self, laid: Sequence[Laid | None], part: Part) -> list[list[int]]:
        """The counts of the words of each unbroken run of the same words in a part."""
        runs: list[list[int]] = []
        goes_on_at = -1
        for index in range(part.first, part.last):
            at = laid[index]
            if at is None or not at.same:
                goes_on_at = -1
                continue
            if at.at != goes_on_at:
                runs.append([])
            runs[-1].append(self.counts[index])
            goes_on_at = at.at + 1
        return runs

    def _chance(self, laid: Sequence[Laid | None], parts: Sequence[Part]) -> float:
        """The chance of the best part: the others stand where they stand because of it, or are told as added."""
        return min((expected(self._told(laid, part), self.total) for part in parts), default=float(self.total))


def _stands_in(at: Laid, passage: Part) -> bool:
    return at.item == passage.item and passage.start <= at.at < passage.end


def _one_speaker(spoken: Spoken, one: int, other: int) -> bool:
    """Whether two places are in one speaker's lines; where the record doesn't say, they are taken to be."""
    first, last = (spoken.segments[spoken.segments_at(at, at + 1)[0]].speaker for at in (one, other))
    return first is None or last is None or first == last


def _agrees(word: QuotedWord, said: Sequence[str]) -> bool:
    """Whether the letters outside a bracket are the source's own: `walk[ed]` for `walks`."""
    if word.outside is None:
        return True
    before, after = word.outside
    return any(one.startswith(before) and one.endswith(after) for one in said)


def _moved(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with words that were dropped in one place and added in another told once, as moved."""
    dropped = {edit.said.casefold(): edit for edit in edits if edit.kind == "dropped"}
    added = {edit.quoted.casefold() for edit in edits if edit.kind == "added"}
    for edit in edits:
        if edit.kind == "added" and (other := dropped.get(edit.quoted.casefold())):
            yield Edit(kind="moved", quoted=edit.quoted, said=other.said)
        elif edit.kind != "dropped" or edit.said.casefold() not in added:
            yield edit
