"""What a reader of a verdict should know: what was cut off around the words, what was cut out, and who else speaks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from onrecord.check.door import Spoken
from onrecord.check.governing import Governing, governing
from onrecord.check.labels import speakers_inside
from onrecord.records import Flag
from onrecord.words import Word, folded_words

_REACH: Final = 6  # words looked at just before and just after; further off, a word governs something else
_LONGEST_CLAUSE: Final = 24  # words of a condition before what it is a condition of
_ONLY: Final = frozenset(
    folded_words("only except nur außer seulement sauf solo salvo только yaln\u0131z فقط إلا مگر רק")
)
_COMMAS: Final = frozenset(",\u060c\uff0c\u3001")
_SHOWN: Final = 12  # words that are shown of a longer stretch, around the one that matters
_SHORT: Final = 12  # words left out, of which each may matter to what is quoted
_CLAUSES: Final = 60  # words left out of one sentence, of which each may matter too
_EDGE: Final = 8  # words of a longer stretch, at its ends, that may govern what is quoted beside them


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
    words = governing(spoken.language)
    before = _sentence_before(spoken, start, words)
    if before and _governs(before, words):
        yield _flag(spoken, before)
    elif clause := _condition_before(spoken, start, words):
        yield _flag(spoken, clause)
    after = _sentence_after(spoken, end)
    if after and (_governs_from_behind(spoken, end, after[0].folded, words) or _only_on_condition(after, words)):
        yield _flag(spoken, after)


def _flag(spoken: Spoken, found: Sequence[Word]) -> Flag:
    return Flag(kind="context", text=spoken.text[found[0].start : found[-1].end])


def _governs(before: Sequence[Word], words: Governing) -> bool:
    """Whether the last words before a quotation bear on the whole of it."""
    folded = [word.folded for word in before]
    if words.negates(folded[-1]) or folded[-1] in words.conditions | words.reports:
        return True
    if folded[-1] not in words.that:
        return False
    return not words.reports.isdisjoint(folded[-4:-1]) or any(map(words.negates, folded[-5:-1]))


def _governs_from_behind(spoken: Spoken, end: int, word: str, words: Governing) -> bool:
    """Whether the word after a quotation bears on it; with a comma between, it negates what comes next."""
    if word in words.after:
        return True
    gap = spoken.text[spoken.words[end - 1].end : spoken.words[end].start]
    negates = word in words.behind or word.startswith(words.prefixes)
    return negates and not gap.strip()


def _only_on_condition(after: Sequence[Word], words: Governing) -> bool:
    """Whether `only if` or `except when` follows."""
    return len(after) > 1 and after[0].folded in _ONLY and after[1].folded in words.after


def _condition_before(spoken: Spoken, start: int, words: Governing) -> list[Word]:
    """The clause just before, up to its comma, where the sentence opens with it and it is a condition."""
    if not start or not _COMMAS.intersection(spoken.text[spoken.words[start - 1].end : spoken.words[start].start]):
        return []
    clause = _sentence_before(spoken, start, words, _LONGEST_CLAUSE)
    opens = start == len(clause) or len(clause) < _LONGEST_CLAUSE
    return clause if opens and clause and clause[0].folded in words.conditions else []


def _sentence_before(spoken: Spoken, start: int, words: Governing, reach: int = _REACH) -> list[Word]:
    found: list[Word] = []
    at = start
    while at > 0 and len(found) < reach:
        word = spoken.words[at - 1]
        ending = spoken.sentence_end(at, at)
        # No sentence ends with a word that governs the next, even where a page or a slide ended.
        if ending == "mark" or (ending == "line" and word.folded not in words.that | words.conditions):
            break
        at -= 1
        found.append(word)
    return found[::-1]


def _sentence_after(spoken: Spoken, end: int) -> list[Word]:
    found: list[Word] = []
    while end < len(spoken.words) and len(found) < _REACH:
        if spoken.sentence_end(end, end) is not None:
            break
        found.append(spoken.words[end])
        end += 1
    return found


def _cut_negations(spoken: Spoken, left_out: Sequence[tuple[int, int]]) -> Iterator[Flag]:
    """Negations that were left out of a sentence that is quoted, near what is quoted of it, or with few words."""
    words = governing(spoken.language)
    for start, end in left_out:
        first = next(
            (number for number in _near(spoken, start, end) if words.negates(spoken.words[number].folded)), None
        )
        if first is not None:
            begin = max(start, min(first - _SHOWN // 2, end - _SHOWN))
            shown = spoken.words[begin : min(end, begin + _SHOWN)]
            yield Flag(kind="cut negation", text=spoken.text[shown[0].start : shown[-1].end])


def _near(spoken: Spoken, start: int, end: int) -> Iterable[int]:
    """Of what was left out, the words that may bear on what is quoted, by their number."""
    whole = end - start <= _CLAUSES and not any(_parted(spoken, number) for number in range(start, end + 1))
    return range(start, end) if whole or end - start <= _SHORT else _beside(spoken, start, end)


def _beside(spoken: Spoken, start: int, end: int) -> Iterator[int]:
    """The words at the ends of what was left out that stand in one sentence with what is quoted."""
    for number in range(start, start + _EDGE):
        if _parted(spoken, number):
            break
        yield number
    for number in range(end - 1, end - 1 - _EDGE, -1):
        if _parted(spoken, number + 1):
            break
        yield number


def _parted(spoken: Spoken, number: int) -> bool:
    """Whether a sentence ends just before a word, or the text begins or ends there."""
    return not 0 < number < len(spoken.words) or spoken.sentence_end(number, number) is not None


def _speaker_changes(spoken: Spoken, start: int, end: int) -> Iterator[Flag]:
    first, last = spoken.words[start].start, spoken.words[end - 1].end
    segments = spoken.segments_at(first, last)
    names = list(dict.fromkeys(name for index in segments if (name := spoken.segments[index].speaker)))
    names = names if len(names) > 1 else speakers_inside(spoken, first, last)
    if names:
        yield Flag(kind="speaker changes inside", text=", ".join(names))
