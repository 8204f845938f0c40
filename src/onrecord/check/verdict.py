"""From a quotation laid on the record to a verdict: its parts, what differs, and what of that is excused."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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

PARAPHRASE_SHARE: Final = 0.3
"""Below this share of shared words, in order, nothing says that the content is the same."""

STITCHED_SHARE: Final = 0.7
"""Parts of a stitched quotation make up this much of it: its words are all of the record."""

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
        own = [i for i, word in enumerate(self.quoted) if not word.bracketed]
        same = [i for i in own if (at := laid[i]) is not None and at.same]
        share = len(same) / len(own) if own else 0.0
        if not parts or chance > self.limit or share < PARAPHRASE_SHARE:
            return Judgement("not found", min(chance, float(self.total)))
        return self._verdict(laid, parts, share, chance)

    def _verdict(self, laid: Sequence[Laid | None], parts: list[Part], share: float, chance: float) -> Judgement:
        edits: list[Edit] = []
        elisions: list[tuple[str, int, int]] = []
        bracketed = False
        for part, difference in self._differences(laid, parts):
            edit = self._edit(part, difference)
            bracketed |= any(word.bracketed for word in self.quoted[difference.first : difference.last])
            if edit is not None:
                edits.append(edit)
            elif difference.start < difference.end:
                elisions.append((part.item, difference.start, difference.end))
        verdict: Verdict
        if len(parts) > 1 and share >= STITCHED_SHARE:
            verdict = "stitched"
        elif edits or len(parts) > 1:
            verdict = "altered" if share >= ALTERED_SHARE else "paraphrase"
        elif bracketed:
            verdict = "bracketed"
        else:
            verdict = "elided" if elisions else "verbatim"
        return Judgement(verdict, chance, tuple(parts), tuple(_moved(edits)), tuple(elisions))

    # --- parts -----------------------------------------------------------------------------------------------------

    def _settled(self, laid: Sequence[Laid | None]) -> list[Laid | None]:
        """Without the parts that chance explains; and with words that replace the source's first or last ones."""
        settled = list(laid)
        parts = self._parts(settled)
        for part in parts:
            if len(parts) > 1 and expected(self._told(settled, part), self.total) > self.limit:
                settled[part.first : part.last] = [None] * (part.last - part.first)
        for part in self._parts(settled):
            self._extend(settled, part, part.first - 1, part.start - 1, -1)
            self._extend(settled, part, part.last, part.end, 1)
        return settled

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
        while 0 <= index < len(laid) and 0 <= at < len(found) and laid[index] is None:
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
        if (excused and not own) or _same_letters(words, folded):
            return None
        quoted = self.text[own[0].start : own[-1].end] if own else ""
        if not found or (excused and not any(word.bracketed for word in words)):
            return Edit(kind="added", quoted=quoted, said="")
        said = self.spoken(part.item).text[found[0].start : found[-1].end]
        return Edit(kind="replaced" if own else "dropped", quoted=quoted, said=said)

    def _excused(self, difference: Difference, words: Sequence[QuotedWord]) -> bool:
        """Whether source words may be missing here: an ellipsis stands at the difference, or a bracket does."""
        through = self.quoted[difference.first : difference.last + 1]
        if any(word.elided for word in through):
            return True
        reach = BRACKET_REACH if any(word.bracketed for word in words) else 0
        return difference.end - difference.start <= reach

    # --- chance ------------------------------------------------------------------------------------------------------

    def _told(self, laid: Sequence[Laid | None], part: Part) -> float:
        inside = range(part.first, part.last)
        same = [i for i in inside if (at := laid[i]) is not None and at.same]
        edits = sum(1 for i in same if i + 1 < part.last and i + 1 not in same)
        return bits([self.counts[i] for i in same], self.total, edits)

    def _chance(self, laid: Sequence[Laid | None], parts: Sequence[Part]) -> float:
        """The chance of the best part: the others stand where they stand because of it, or are told as added."""
        return min((expected(self._told(laid, part), self.total) for part in parts), default=float(self.total))


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


def _same_letters(words: Sequence[QuotedWord], said: Sequence[str]) -> bool:
    """Whether only spaces differ in Arabic script, where a space, a joiner and nothing are spellings of the same."""
    quoted = "".join(word.folded for word in words)
    return quoted == "".join(said) and any("\u0600" <= letter <= "\u06ff" for letter in quoted)


def _moved(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with words that were dropped in one place and added in another told once, as moved."""
    dropped = {edit.said.casefold(): edit for edit in edits if edit.kind == "dropped"}
    added = {edit.quoted.casefold() for edit in edits if edit.kind == "added"}
    for edit in edits:
        if edit.kind == "added" and (other := dropped.get(edit.quoted.casefold())):
            yield Edit(kind="moved", quoted=edit.quoted, said=other.said)
        elif edit.kind != "dropped" or edit.said.casefold() not in added:
            yield edit
