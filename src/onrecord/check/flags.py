"""What a reader of a verdict should know: what was cut off around the words, what was cut out, and who else speaks."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from onrecord.check.door import Spoken
from onrecord.records import Flag
from onrecord.words import Word, fold

_REACH: Final = 6  # words looked at just before and just after; further off, a word governs something else
_SENTENCE_ENDS: Final = frozenset(".!?\u2026\u061f\u06d4\u3002\uff01\uff1f\u0964")


def _listed(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


NEGATIONS: Final = _listed(
    "not no never nor neither nobody nothing none cannot can't don't doesn't didn't won't wouldn't isn't aren't wasn't"
    " weren't haven't hasn't hadn't shouldn't couldn't mustn't hardly without"
    " \u0644\u0627 \u0644\u0645 \u0644\u0646 \u0644\u064a\u0633 \u0644\u064a\u0633\u062a \u063a\u064a\u0631"  # Arabic
    " \u0646\u0647 \u0646\u06cc\u0633\u062a \u0646\u06cc\u0633\u062a\u0646\u062f \u0646\u0628\u0648\u062f"  # Persian
    " \u0646\u0628\u0627\u06cc\u062f \u0646\u062e\u0648\u0627\u0647\u062f \u0647\u0631\u06af\u0632 \u0647\u06cc\u0686"
)
CONDITIONS: Final = _listed(
    "if unless whether suppose supposing provided assuming"
    " \u0625\u0630\u0627 \u0644\u0648 \u0625\u0646\u0652"  # Arabic
    " \u0627\u06af\u0631 \u0645\u06af\u0631 \u0686\u0646\u0627\u0646\u0686\u0647"  # Persian
)
REPORTS: Final = _listed(
    "say says said saying claim claims claimed argue argues argued believe believes believed think thinks thought "
    "allege alleges alleged tell tells told suggest suggests suggested assert asserts asserted pretend pretends imagine"
    " insist insists insisted deny denies denied doubt"
    " \u0642\u0627\u0644 \u0642\u0627\u0644\u062a \u064a\u0642\u0648\u0644 \u064a\u0642\u0648\u0644\u0648\u0646"
    " \u0632\u0639\u0645 \u064a\u0632\u0639\u0645"  # Arabic
    " \u0645\u06cc\u200c\u06af\u0648\u06cc\u0646\u062f \u0645\u06cc\u200c\u06af\u0648\u06cc\u062f \u06af\u0641\u062a"
    " \u06af\u0641\u062a\u0646\u062f \u0627\u062f\u0639\u0627"  # Persian
)
_AFTER: Final = CONDITIONS - _listed("whether")


def flags(
    spoken: Spoken, start: int, end: int, left_out: Sequence[tuple[int, int]], heard: Sequence[tuple[int, int]] = ()
) -> Iterator[Flag]:
    """The flags of a quotation that stands at the words `start` to `end`.

    `left_out` and `heard` are the words inside that a mark left out, and that are quoted otherwise than a machine
    heard them without being sure.
    """
    yield from context(spoken, start, end)
    yield from _cut_negations(spoken, left_out)
    yield from _speaker_changes(spoken, start, end)
    yield from _uncertain(spoken, start, end, heard)


def _uncertain(spoken: Spoken, start: int, end: int, heard: Sequence[tuple[int, int]]) -> Iterator[Flag]:
    """The words that a machine was not sure of; of the whole text, where it didn't say of which."""
    if not spoken.machine and not heard:
        return
    first, last = spoken.words[start].start, spoken.words[end - 1].end
    if any(spoken.segments[index].doubtful is None for index in spoken.segments_at(first, last)):
        yield Flag(kind="uncertain transcript", text="A machine wrote this text; listen to the passage.")
        return
    for begin, stop in heard or _stretches(doubtful_words(spoken, start, end)):
        text = spoken.text[spoken.words[begin].start : spoken.words[stop - 1].end]
        yield Flag(
            kind="uncertain transcript", text=f"The machine heard \u201c{text}\u201d and was not sure; listen to it."
        )


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other as half-open stretches."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in group]
        yield stretch[0], stretch[-1] + 1


def doubtful_words(spoken: Spoken, start: int, end: int) -> list[int]:
    """Which of the words `start` to `end` a machine was not sure of, by their number."""
    found = []
    for number, word in enumerate(spoken.words[start:end], start):
        (index,) = spoken.segments_at(word.start, word.start + 1)
        begin = spoken.starts[index]
        spans = spoken.segments[index].doubtful or ()
        if any(begin + one < word.end and word.start < begin + other for one, other in spans):
            found.append(number)
    return found


def context(spoken: Spoken, start: int, end: int) -> Iterator[Flag]:
    """The words of the same sentence just outside that negate, report or condition what is quoted."""
    before = _sentence_before(spoken, start)
    if before and _governs(before):
        yield _flag(spoken, before)
    after = _sentence_after(spoken, end)
    if after and after[0].folded in _AFTER:
        yield _flag(spoken, after)


def _flag(spoken: Spoken, found: Sequence[Word]) -> Flag:
    return Flag(kind="context", text=spoken.text[found[0].start : found[-1].end])


def _governs(before: Sequence[Word]) -> bool:
    """Whether the last words before a quotation bear on the whole of it."""
    folded = [word.folded for word in before]
    if folded[-1] in NEGATIONS | CONDITIONS:
        return True
    tail = folded[:-1] if folded[-1] in _THAT else folded
    return bool(tail) and (tail[-1] in REPORTS or (folded[-1] in _THAT and not REPORTS.isdisjoint(tail[-3:])))


_THAT: Final = _listed("that \u0623\u0646 \u0625\u0646 \u06a9\u0647")


def _sentence_before(spoken: Spoken, start: int) -> list[Word]:
    found: list[Word] = []
    at = start
    while at > 0 and len(found) < _REACH:
        gap = spoken.text[spoken.words[at - 1].end : spoken.words[at].start]
        if not _SENTENCE_ENDS.isdisjoint(gap) or "\n\n" in gap:
            break
        at -= 1
        found.append(spoken.words[at])
    return found[::-1]


def _sentence_after(spoken: Spoken, end: int) -> list[Word]:
    found: list[Word] = []
    while end < len(spoken.words) and len(found) < _REACH:
        gap = spoken.text[spoken.words[end - 1].end : spoken.words[end].start]
        if not _SENTENCE_ENDS.isdisjoint(gap) or "\n\n" in gap:
            break
        found.append(spoken.words[end])
        end += 1
    return found


def _cut_negations(spoken: Spoken, elisions: Sequence[tuple[int, int]]) -> Iterator[Flag]:
    for start, end in elisions:
        cut = spoken.words[start:end]
        if any(word.folded in NEGATIONS for word in cut):
            yield Flag(kind="cut negation", text=spoken.text[cut[0].start : cut[-1].end])


def _speaker_changes(spoken: Spoken, start: int, end: int) -> Iterator[Flag]:
    segments = spoken.segments_at(spoken.words[start].start, spoken.words[end - 1].end)
    names = list(dict.fromkeys(name for index in segments if (name := spoken.segments[index].speaker)))
    if len(names) > 1:
        yield Flag(kind="speaker changes inside", text=", ".join(names))
