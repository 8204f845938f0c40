"""From a quotation laid on the record to a verdict: what of it is better than chance, and what was done to it."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from onrecord.check.alignment import Laid
from onrecord.check.chance import CHANCE_LIMIT, MARK_BITS, MOST_CHOICE_BITS, Run, bits, choice_bits, expected, run_bits
from onrecord.check.edits import Changes, changes
from onrecord.check.marks import agrees
from onrecord.check.parts import Laying, Part
from onrecord.check.spelling import SPLIT, same_spelling
from onrecord.check.unspoken import spoken_words
from onrecord.records import Edit, Verdict

ALTERED_SHARE: Final = 0.5
"""At least this share of the words is the speaker's: below it, no alignment carries the quotation."""

CARRYING_RUN: Final = 6
CARRYING_SHARE: Final = 0.35
"""A run of this many words, and of this share of the quotation, carries it by itself; fewer may be a saying."""

REPLACED_AT_END: Final = 3
"""At most this many words at an end of the quotation replace the source's there; more are an invention."""

PARAPHRASE_SHARE: Final = 0.3
PARAPHRASE_SPREAD: Final = 0.6
PARAPHRASE_LENGTH: Final = 2.0
"""Nothing says that the content is the same, where one passage has fewer of the words than this share, or only in a
smaller part of the quotation, or needs this many times its length for them."""

PARAPHRASE_CHANCE: Final = 0.1
"""A paraphrase may have this share of the chance that others may: with many words changed, there are many to find."""

WHOLE_SIDE: Final = 50
"""A part that is all that stands between two ellipses had this many fewer beginnings and ends to be found at."""

STRAY_BITS: Final = 6.0
"""A run that tells no more than this may stand near the rest by chance: one or two common words."""

STITCHED_SHARE: Final = 0.7
"""Parts of a stitched quotation make up this much of it: its words are all of the record."""

_TOLD: Final = re.compile(
    '[^\\w"\u201d\u00bb]{0,3}["\u201d\u00bb][^"\u201c\u201d\u00ab\u00bb]{1,80}["\u201c\u00ab]\\W{0,3}'
)
_MOST_TOLD: Final = 6
"""`," she said. "`: words between a closing mark and an opening one, at most so many. Quotations leave them out, and
chance has no choice there."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was done to a quotation. `left_out` and `heard` are source words, as item, first and last.

    `left_out` are those that an ellipsis or bracket left out, `heard` those that a machine was not sure of and that
    are quoted otherwise.
    """

    verdict: Verdict
    chance: float
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    left_out: tuple[tuple[str, int, int], ...] = ()
    heard: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Judge:
    """Judges one quotation. `counts` says how often each of its words stands among the archive's `total` words."""

    counts: Sequence[int]
    total: int
    limit: float = CHANCE_LIMIT

    def judge(self, laying: Laying) -> Judgement:
        """The verdict on a quotation that was laid like this."""
        laying = self._settled(laying)
        chance = self._chance(laying)
        if not laying.share() or chance > self.limit:
            return Judgement("not found", chance)
        found = changes(laying)
        verdict = self._verdict(laying, found)
        if verdict == "paraphrase" and not (_resembles(laying) and chance <= PARAPHRASE_CHANCE * self.limit):
            return Judgement("not found", chance)
        passages = laying.passages
        if verdict != "stitched":
            passages = sorted(passages, key=laying.share, reverse=True)
        return Judgement(
            verdict, chance, tuple(passages), tuple(found.edits), tuple(found.left_out), tuple(found.heard)
        )

    def _verdict(self, laying: Laying, found: Changes) -> Verdict:
        if len(laying.passages) > 1 and laying.share() >= STITCHED_SHARE:
            return "stitched"
        if found.edits or len(laying.passages) > 1:
            best = max(laying.share(passage) for passage in laying.passages)
            return "altered" if best >= ALTERED_SHARE or self._carried(laying) else "paraphrase"
        if found.bracketed:
            return "bracketed"
        return "elided" if found.left_out else "verbatim"

    def _carried(self, laying: Laying) -> bool:
        """Whether one unbroken run of words carries the quotation by itself: the real part of a half invented one."""
        longest = max((run for part in laying.parts for run in laying.runs(part)), key=len)
        told = run_bits(self.counts[longest.start : longest.stop], self.total)
        enough = max(CARRYING_RUN, CARRYING_SHARE * len(laying.quoted))
        return len(longest) >= enough and expected(told, self.total) <= self.limit

    # --- what is better than chance ----------------------------------------------------------------------------------

    def _settled(self, laying: Laying) -> Laying:
        """Without what chance explains; and with words at an end that replace the source's there."""
        laid = list(laying.laid)
        if len(laying.parts) > 1:
            best = min(laying.parts, key=lambda part: self._expected(laying, part, self.total))
            for part in laying.parts:
                if part != best and not self._stands(laying, part, best):
                    laid[part.first : part.last] = [None] * (part.last - part.first)
            laying = replace(laying, laid=tuple(laid))
        for part in laying.parts:
            self._detach(laying, part, laid)
            self._detach_at_ellipses(laying, part, laid)
        laying = replace(laying, laid=tuple(laid))
        for part in laying.parts:
            _extend(laying, laid, part.first - 1, Laid(part.item, part.start - 1, same=False), -1)
            _extend(laying, laid, part.last, Laid(part.item, part.end, same=False), 1)
        return laying if tuple(laid) == laying.laid else replace(laying, laid=tuple(laid))

    def _stands(self, laying: Laying, part: Part, best: Part) -> bool:
        """Whether a part is better than chance: in the whole archive, or in the text that the best part is from."""
        begins = part.first == 0 or laying.quoted[part.first].elided
        ends = part.last == len(laying.quoted) or laying.quoted[part.last].elided
        limit = self.limit * WHOLE_SIDE if begins and ends else self.limit
        words = len(laying.spoken(part.item).words) if part.item == best.item else self.total
        return self._expected(laying, part, words) <= limit

    def _detach(self, laying: Laying, part: Part, laid: list[Laid | None]) -> None:
        """Take common words at an end off that stand farther from the rest than they are long, or past a sentence."""
        runs = deque(laying.runs(part))
        while len(runs) > 1 and self._stray(laying, part.item, runs[0], runs[0], runs[1]):
            begin = runs.popleft().start
            laid[begin : runs[0].start] = [None] * (runs[0].start - begin)
        while len(runs) > 1 and self._stray(laying, part.item, runs[-1], runs[-2], runs[-1]):
            end = runs.pop().stop
            laid[runs[-1].stop : end] = [None] * (end - runs[-1].stop)

    def _detach_at_ellipses(self, laying: Laying, part: Part, laid: list[Laid | None]) -> None:
        """The same beside an ellipsis: what was left out behind such words was left out at it, and they were put in.

        Only past a sentence: within one, a common word is the speaker's, and others were dropped.
        """
        runs = list(laying.runs(part))
        for index in range(1, len(runs)):
            if laying.quoted[runs[index].start].elided:
                self._detach_group(laying, laid, runs[index:])
                self._detach_group(laying, laid, runs[index - 1 :: -1])

    def _detach_group(self, laying: Laying, laid: list[Laid | None], runs: Sequence[range]) -> None:
        """Take off the first of these runs, which lead away from an ellipsis, that say nothing and end a sentence."""
        held: list[int] = []
        apart = 0
        for run, following in pairwise(runs):
            before, after = sorted((run, following), key=lambda one: one.start)
            one, other = laying.laid[before.stop - 1], laying.laid[after.start]
            held += run
            told = run_bits((self.counts[number] for number in held), self.total)
            if one is None or other is None or before.stop < after.start or _marked(laying, before, after):
                break
            if told > STRAY_BITS:
                break
            if other.at > one.at + 1 and laying.ends_sentence(one.item, one.at + 1, other.at):
                apart = len(held)
        for number in held[:apart]:
            laid[number] = None

    def _stray(self, laying: Laying, item: str, run: range, before: range, after: range) -> bool:
        """Whether a run at an end says nothing, and nothing but its nearness speaks for it."""
        if run_bits(self.counts[run.start : run.stop], self.total) > STRAY_BITS:
            return False
        one, other = laying.laid[before.stop - 1], laying.laid[after.start]
        if one is None or other is None or _marked(laying, before, after) or _only_unspoken(laying, before, after):
            return False
        return after.start - before.stop > len(run) or laying.ends_sentence(item, one.at + 1, other.at)

    # --- chance ------------------------------------------------------------------------------------------------------

    def _expected(self, laying: Laying, part: Part, words: int) -> float:
        """How many parts as good are to be expected by chance among so many words."""
        return expected(bits(self._runs(laying, part), self.total), words)

    def _runs(self, laying: Laying, part: Part) -> Iterator[Run]:
        before: range | None = None
        for run in laying.runs(part):
            choice = 0.0 if before is None else self._choice(laying, before, run)
            yield Run(self.counts[run.start : run.stop], choice)
            before = run

    def _choice(self, laying: Laying, before: range, after: range) -> float:
        """What the difference between two runs takes away."""
        if _only_unspoken(laying, before, after) or _only_told(laying, before, after):
            return 0.0
        if _marked(laying, before, after):
            return MARK_BITS
        one, other = laying.laid[before.stop - 1], laying.laid[after.start]
        return choice_bits(after.start - before.stop, other.at - one.at - 1) if one and other else MARK_BITS

    def _chance(self, laying: Laying) -> float:
        """The chance of the best passage: the others stand where they stand because of it, or are told as added."""
        told = max((self._told(laying, passage) for passage in laying.passages), default=0.0)
        return expected(told, self.total)

    def _told(self, laying: Laying, passage: Part) -> float:
        """What the parts of a passage tell together; in another order, each but the best had a choice of places."""
        parts = [
            part for part in laying.parts if part.item == passage.item and passage.start <= part.start < passage.end
        ]
        told = sorted(bits(self._runs(laying, part), self.total) for part in parts)
        return told[-1] + sum(max(0.0, one - MOST_CHOICE_BITS) for one in told[:-1])


def _marked(laying: Laying, before: range, after: range) -> bool:
    """Whether an ellipsis or a bracket stands between two runs, or at either."""
    elided = any(word.elided for word in laying.quoted[before.stop : after.start + 1])
    return elided or any(word.bracketed for word in laying.quoted[before.stop - 1 : after.start + 1])


def _only_unspoken(laying: Laying, before: range, after: range) -> bool:
    """Whether nothing stands between two runs but notes and labels of the source, which nobody said."""
    one, other = laying.laid[before.stop - 1], laying.laid[after.start]
    if before.stop != after.start or one is None or other is None:
        return False
    start, end = spoken_words(laying.spoken(one.item), one.at + 1, other.at)
    return start == end


def _only_told(laying: Laying, before: range, after: range) -> bool:
    """Whether nothing stands between two runs but what a text tells between two stretches of speech in marks."""
    one, other = laying.laid[before.stop - 1], laying.laid[after.start]
    if before.stop != after.start or one is None or other is None or not 0 < other.at - one.at - 1 <= _MOST_TOLD:
        return False
    spoken = laying.spoken(one.item)
    return _TOLD.fullmatch(spoken.text[spoken.words[one.at].end : spoken.words[other.at].start]) is not None


def _resembles(laying: Laying) -> bool:
    """Whether one passage has enough of the words, all through the quotation, and not much else between them."""
    best = max(laying.passages, key=laying.share)
    spread = (best.last - best.first) / len(laying.quoted)
    longer = (best.end - best.start) / len(laying.quoted)
    return laying.share(best) >= PARAPHRASE_SHARE and spread >= PARAPHRASE_SPREAD and longer <= PARAPHRASE_LENGTH


def _extend(laying: Laying, laid: list[Laid | None], index: int, at: Laid, step: int) -> None:
    """Words at an end that stand where the source's sentence has others replace those, and are not added."""
    loose = range(index + 1) if step < 0 else range(index, len(laid))
    if not loose or len(loose) > REPLACED_AT_END or any(laid[number] for number in loose):
        return
    words = laying.spoken(at.item).words
    last = _spelled_apart(laying, loose, at, step)
    if last is not None:
        laid[loose[0] if step < 0 else loose[-1]] = last
        return
    place = at.at
    while 0 <= index < len(laid) and 0 <= place < len(words):
        word, said = laying.quoted[index], words[place].folded
        marked = laying.quoted[index if step > 0 else index + 1].elided
        instead = word.bracketed and (word.outside is None or not agrees(word, [said]))
        beside = place if step > 0 else place + 1
        if instead or marked or laying.ends_sentence(at.item, beside, beside):
            return
        laid[index] = Laid(at.item, place, same=word.folded == said)
        index, place = index + step, place + step


def _spelled_apart(laying: Laying, loose: range, at: Laid, step: int) -> Laid | None:
    """The last word of the source that all these words at an end spell, with other spaces; None if they don't."""
    spoken = laying.spoken(at.item)
    words = laying.quoted[loose.start : loose.stop]
    for count in range(1, len(words) + SPLIT + 1):
        first = at.at if step > 0 else at.at - count + 1
        if first >= 0 and same_spelling(laying.text, words, spoken.text, spoken.words[first : first + count]):
            return Laid(at.item, first + count - 1 if step > 0 else first, same=False)
    return None
