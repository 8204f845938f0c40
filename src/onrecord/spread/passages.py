"""Which paragraph of a page carries which paragraph of a dispatch, and with which changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from onrecord.records import Edit, Passage
from onrecord.spread.alignment import ANCHOR, Run, equal_runs, increasing, shingles
from onrecord.words import Word, folded_words, words

MOST_WORDS: Final = 200_000
"""Words of one text that are looked at. The longest reports run to a tenth of it; comment pages can be any length."""

_CARRIED: Final = 0.5
"""The part of the shorter paragraph that must be carried: what is rewritten by more than half is another paragraph."""

_HOLDERS: Final = 16
"""Paragraphs of a dispatch that are looked up by one sequence of words: a refrain ties nothing to nothing."""

_PARTNERS: Final = 4
"""Paragraphs of the other text that each one is held against: those that share the most with it."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its index among the blocks of its text, and its folded words."""

    index: int
    text: str
    folded: list[str]

    @cached_property
    def words(self) -> list[Word]:
        """The same words with their places; only the few texts that are compared need them."""
        return words(self.text)

    def slice(self, first: int, end: int) -> str:
        """The text of the words from `first` up to `end`."""
        return self.text[self.words[first].start : self.words[end - 1].end] if first < end else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of a page (`left` of the runs) that carries a paragraph of a dispatch (`right`)."""

    page: Paragraph
    issued: Paragraph
    runs: tuple[Run, ...]

    @property
    def carried(self) -> int:
        """The number of words that are carried."""
        return sum(run.length for run in self.runs)


def paragraphs(blocks: Iterable[tuple[int, str]]) -> list[Paragraph]:
    """The blocks that hold words, given with their indices, up to a bound of words."""
    made: list[Paragraph] = []
    left = MOST_WORDS
    for index, text in blocks:
        folded = folded_words(text)[:left]
        left -= len(folded)
        if folded:
            made.append(Paragraph(index, text, folded))
    return made


def pair(page: Sequence[Paragraph], issued: Sequence[Paragraph]) -> list[Pair]:
    """Pair the paragraphs of a page with those of a dispatch that they carry, in the order of the page.

    No word is carried twice. Paragraphs that were joined or split on the way stand in several pairs.
    """
    pairs: list[Pair] = []
    used_page: dict[int, set[int]] = defaultdict(set)
    used_issued: dict[int, set[int]] = defaultdict(set)
    for candidate in sorted(_candidates(page, issued), key=lambda pair: -pair.carried):
        taken, given = used_page[candidate.page.index], used_issued[candidate.issued.index]
        runs = tuple(run for run in candidate.runs if _is_free(run, taken, given))
        found = Pair(candidate.page, candidate.issued, runs)
        if found.carried >= _CARRIED * min(len(found.page.folded), len(found.issued.folded)):
            pairs.append(found)
            taken.update(place for run in runs for place in range(run.left, run.left + run.length))
            given.update(place for run in runs for place in range(run.right, run.right + run.length))
    return sorted(pairs, key=lambda pair: (pair.page.index, pair.runs[0].left))


def passages(page: Sequence[Paragraph], issued: Sequence[Paragraph], pairs: Sequence[Pair]) -> tuple[Passage, ...]:
    """What became of every paragraph: those of the page in order, then those of the dispatch that were dropped."""
    carried: dict[int, list[Passage]] = defaultdict(list)
    for passage in _carried(pairs):
        carried[passage.page_block or 0].append(passage)
    found = {pair.issued.index for pair in pairs}
    return (
        *(
            passage
            for each in page
            for passage in carried.get(each.index)
            or [Passage(page_block=each.index, dispatch_block=None, state="added")]
        ),
        *(
            Passage(page_block=None, dispatch_block=each.index, state="dropped")
            for each in issued
            if each.index not in found
        ),
    )


def _carried(pairs: Sequence[Pair]) -> Iterator[Passage]:
    in_order = set(increasing([pair.issued.index * MOST_WORDS + pair.runs[0].right for pair in pairs]))
    for place, (pair, edits) in enumerate(zip(pairs, _all_edits(pairs), strict=True)):
        state: Literal["kept", "changed", "moved"] = "changed" if edits else "kept"
        yield Passage(
            page_block=pair.page.index,
            dispatch_block=pair.issued.index,
            state=state if place in in_order else "moved",
            edits=edits,
        )


def _all_edits(pairs: Sequence[Pair]) -> list[tuple[Edit, ...]]:
    """The edits of every pair. Where a paragraph stands in several pairs, each answers for its own stretch of it."""
    on_page = _stretches([(pair.page, pair.runs[0].left) for pair in pairs])
    in_issue = _stretches([(pair.issued, pair.runs[0].right) for pair in pairs])
    return [
        tuple(_edits(pair, range(*page), range(*issued)))
        for pair, page, issued in zip(pairs, on_page, in_issue, strict=True)
    ]


def _candidates(page: Sequence[Paragraph], issued: Sequence[Paragraph]) -> Iterator[Pair]:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for right, paragraph in enumerate(issued):
        for key in _keys(paragraph):
            if len(holders[key]) < _HOLDERS:
                holders[key].append(right)
    shared = Counter(
        (left, right)
        for left, paragraph in enumerate(page)
        for key in _keys(paragraph)
        for right in holders.get(key, ())
    )
    partners: Counter[tuple[str, int]] = Counter()
    for (left, right), count in shared.most_common():
        shortest = min(len(page[left].folded), len(issued[right].folded))
        enough = ANCHOR * count >= _CARRIED * shortest  # every run that counts has a key for each three of its words
        if enough and min(partners["page", left], partners["issued", right]) < _PARTNERS:
            partners.update([("page", left), ("issued", right)])
            yield _laid(page[left], issued[right])


def _keys(paragraph: Paragraph) -> set[tuple[str, ...]]:
    return set(shingles(paragraph.folded, ANCHOR)) or {tuple(paragraph.folded)}


def _laid(page: Paragraph, issued: Paragraph) -> Pair:
    runs = equal_runs(page.folded, issued.folded)
    shortest = min(ANCHOR, len(page.folded), len(issued.folded))
    return Pair(page, issued, tuple(run for run in runs if run.length >= shortest))


def _is_free(run: Run, taken: set[int], given: set[int]) -> bool:
    return taken.isdisjoint(range(run.left, run.left + run.length)) and given.isdisjoint(
        range(run.right, run.right + run.length)
    )


def _stretches(places: Sequence[tuple[Paragraph, int]]) -> list[tuple[int, int]]:
    """For every pair the words of its paragraph from where it begins to where the next pair begins."""
    starts: dict[int, list[int]] = defaultdict(list)
    for paragraph, start in places:
        starts[paragraph.index].append(start)
    stretches: dict[tuple[int, int], tuple[int, int]] = {}
    for paragraph, _ in places:
        inner = sorted(starts[paragraph.index])
        borders = [0, *inner[1:], len(paragraph.folded)]
        stretches.update({(paragraph.index, start): ends for start, ends in zip(inner, pairwise(borders), strict=True)})
    return [stretches[paragraph.index, start] for paragraph, start in places]


def _edits(pair: Pair, page: range, issued: range) -> Iterator[Edit]:
    left, right = pair.page.folded[page.start : page.stop], pair.issued.folded[issued.start : issued.stop]
    i = j = 0
    for run in (*equal_runs(left, right), Run(len(left), len(right), 0)):
        if run.left > i or run.right > j:
            quoted = pair.page.slice(page.start + i, page.start + run.left)
            said = pair.issued.slice(issued.start + j, issued.start + run.right)
            yield Edit(
                kind="replaced" if quoted and said else "added" if quoted else "dropped", quoted=quoted, said=said
            )
        i, j = run.left + run.length, run.right + run.length
