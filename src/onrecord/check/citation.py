"""Whether quoted words stand at the place that is cited for them, by the rules of docs/works.md.

The words are held against the cited place first, in every translation; then against all of the work. What stands
elsewhere as it is quoted is wrong here, however much alike the cited place is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from onrecord.check.archive import archive_of
from onrecord.check.door import Archive, Checker
from onrecord.check.rendering import Rendering, Span
from onrecord.check.sources import source as source_of
from onrecord.citations import Cited
from onrecord.editing import inserted
from onrecord.records import Asked, Checked, Citation, CitationVerdict, Edit, Source
from onrecord.words import folded_words, script

_AS_WRITTEN: Final = frozenset(("verbatim", "elided", "bracketed"))
_NOTHING: Final = "\u00ad"  # a soft hyphen, which parts no word
_WORDS_IN_BRACKETS: Final = frozenset(("insertion", "capital"))
_KNOWN_SHARES: Final = ((20_000, 1 / 3), (2_000, 1 / 10))
"""Of the words of a quotation in a work's language, so many stand in a work that is so long; of others' fewer do."""

_CHANGED_SHARE: Final = 1 / 2
"""Words of which more than this are others than those of the place were not taken from there."""

_LOOK: Final = 300  # characters in which a text shows its script
_MOST_PLACES: Final = 200
_PSALMS: Final = "PSA"


@dataclass(frozen=True, kw_only=True)
class CitedWork:
    """A work that is cited, in every translation held, and the archive of its words.

    `is_named`: the citation says which work it is; else it is the only one that it could be.
    """

    renderings: tuple[Rendering, ...]
    archive: Archive
    is_named: bool = True

    def stands(self, source: Source) -> "Stands":
        """The places that a passage of the archive stands at."""
        rendering = next(one for one in self.renderings if source.release in one.items)
        item = rendering.items[source.release]
        segments = self.archive.spoken(source.release).segments_at(source.start, source.end)
        return Stands(rendering, Span(item.first + segments[0], item.first + segments[-1] + 1), source)


class Stands(NamedTuple):
    """A passage of a work, and the places that it stands at."""

    rendering: Rendering
    span: Span
    source: Source

    @property
    def label(self) -> str:
        """The places, as they are written."""
        return self.rendering.label(self.span)


class _Answer(NamedTuple):
    """What holding the words against one text came to."""

    rendering: Rendering
    span: Span
    checked: Checked
    is_whole: bool


def check_citation(by: Checker, quoted: Sequence[str], cited: Cited, work: CitedWork | None) -> Citation:
    """Hold quoted words against the place that is cited for them.

    Args:
        by: Holds words against words.
        quoted: The words that may be meant, those that are meant most likely first; at least one.
        cited: The place that is cited.
        work: The work that is meant; None where it isn't held.
    """
    if work is None:
        return Citation(work=cited.work, place=cited.place, verdict="unknown", text=cited.text, quoted=quoted[0])
    return _Case(by, cited, work).judge(quoted)


@dataclass(frozen=True)
class _Case:
    """One citation that is held against one work."""

    by: Checker
    cited: Cited
    work: CitedWork

    def judge(self, quoted: Sequence[str]) -> Citation:
        """Hold the words against the place, then against the work; of several, those before the others."""
        places = [(one, span) for one in self.work.renderings if (span := one.find(self.cited)) is not None]
        changed: dict[str, list[_Answer]] = {}
        found: list[tuple[str, Checked]] = []
        for text in quoted:
            here = [answer for one, span in places for answer in self._at(text, one, span)]
            standing = [answer for answer in here if answer.checked.verdict in _AS_WRITTEN]
            changed[text] = [answer for answer in here if answer.checked.sources and answer not in standing]
            if standing and not self._is_left_over(standing, max(quoted, key=len), places):
                return self._right(text, max(standing, key=lambda answer: answer.is_whole))
            checked = self._check(text, self.work.archive)
            if checked.verdict in _AS_WRITTEN and not standing:
                return self._as_written(text, self._standing(text, checked), places)
            found += [(text, checked)] if checked.sources and not standing else []
        text = found[0][0] if found else quoted[0]
        best = min(changed[text], key=_changed, default=None)
        return self._changed(found[0], places, best) if found else self._nowhere(text, places, best)

    def _is_left_over(self, standing: Sequence[_Answer], whole: str, places: Sequence[tuple[Rendering, Span]]) -> bool:
        """Whether these words are what is left of a longer quotation of the place that was changed before them."""
        all_of_it = [answer for one, span in places for answer in self._at(whole, one, span)]
        return max(map(_taken, all_of_it)) > max(map(_taken, standing)) + 1

    def _at(self, text: str, one: Rendering, span: Span) -> Iterator[_Answer]:
        for told in one.texts(span):
            checked = self._check(text, archive_of([told]))
            yield _Answer(one, span, checked, _is_whole(text, told))

    def _check(self, text: str, archive: Archive) -> Checked:
        """Hold words against an archive, those in brackets as well: they are told to be of the place as others are."""
        return replace(self.by.check(Asked(text=_unbracketed(text)), archive), text=text)

    def _right(self, text: str, answer: _Answer) -> Citation:
        whole = answer.is_whole and not answer.span.is_coarse
        return self._citation(text, "right" if whole else "part", answer.rendering, answer.span)

    def _changed(
        self, found: tuple[str, Checked], places: Sequence[tuple[Rendering, Span]], here: _Answer | None
    ) -> Citation:
        """The words stand nowhere as they are quoted; they are told to be of the place that they are most alike."""
        text, checked = found
        standing = [self.work.stands(source) for source in checked.sources]
        main = max(standing, key=lambda stands: stands.source.end - stands.source.start)
        if here is not None and (_overlaps(main, places) or _changed(here) <= _words_changed(checked.edits)):
            return self._citation(here.checked.text, "altered", here.rendering, here.span, edits=here.checked.edits)
        if _overlaps(main, places):
            return self._citation(text, "altered", main.rendering, None, edits=checked.edits)
        return self._wrong(text, main, edits=checked.edits)

    def _standing(self, text: str, checked: Checked) -> list[Stands]:
        """Where words stand as they are quoted; the same words in two places of a work are no copies of each other."""
        if checked.verdict != "verbatim":
            return [self.work.stands(source) for source in checked.sources]
        archive = self.work.archive
        exact = archive.exact(folded_words(_unbracketed(text)))[:_MOST_PLACES]
        return [self.work.stands(source_of(archive.spoken(place.item), place.start, place.end)) for place in exact]

    def _as_written(self, text: str, standing: Sequence[Stands], places: Sequence[tuple[Rendering, Span]]) -> Citation:
        """The words stand in the work as they are quoted, but not inside the cited place."""
        over = next((stands for stands in standing if _overlaps(stands, places)), None)
        if over is None:
            return self._wrong(text, min(standing, key=self._distance))
        if self._mostly(over, places):
            return self._citation(text, "part", over.rendering, None, stands_at=over.label)
        return self._wrong(text, over)

    def _mostly(self, over: Stands, places: Sequence[tuple[Rendering, Span]]) -> bool:
        """Whether words that run over the edges of the cited place hold all of it, or lie in it for the most part."""
        span = next(span for one, span in places if one is over.rendering)
        if over.span.first < span.first and over.span.behind > span.behind:
            return True
        spoken = self.work.archive.spoken(over.source.release)
        item = over.rendering.items[over.source.release]
        inside = outside = 0
        for word in spoken.words:
            if over.source.start <= word.start < over.source.end:
                index = item.first + spoken.segments_at(word.start, word.end)[0]
                inside, outside = (inside + 1, outside) if span.first <= index < span.behind else (inside, outside + 1)
        return inside > outside

    def _distance(self, stands: Stands) -> tuple[bool, bool, bool, int]:
        """How far a place is from the cited one: in several, in another book, another chapter, so many verses off."""
        key, cited = stands.rendering.keys[stands.span.first], self.cited
        last = zip(key.numbers[-1:], cited.numbers[-1:], strict=False)
        verses = sum(abs(int(one) - int(other)) for one, other in last if one.isdecimal() and other.isdecimal())
        several = stands.span.behind - stands.span.first > 1
        return several, bool(cited.book) and key.book != cited.book, key.numbers[:-1] != cited.numbers[:-1], verses

    def _nowhere(self, text: str, places: Sequence[tuple[Rendering, Span]], here: _Answer | None) -> Citation:
        if here is not None and _changed(here) <= _CHANGED_SHARE * len(folded_words(text)):
            return self._citation(here.checked.text, "altered", here.rendering, here.span, edits=here.checked.edits)
        rendering = places[0][0] if places else self.work.renderings[0]
        if not self._is_in_a_language_held(text):
            note = "no translation that is held is in the language of these words"
            return self._citation(text, "unknown", rendering, None, note=note)
        return self._citation(text, "wrong" if self.work.is_named else "unknown", rendering, None)

    def _is_in_a_language_held(self, text: str) -> bool:
        """Whether words may be of the language of a translation: by their script, and in a long work by themselves."""
        folded = folded_words(text)
        scripts = {_script_of(place.text) for one in self.work.renderings for place in one.places[:1]}
        if not folded or _script_of(text) not in scripts:
            return False
        words = self.work.archive.summary.words
        share = next((share for length, share in _KNOWN_SHARES if words >= length), 0.0)
        return sum(count > 0 for count in self.work.archive.counts(folded)) >= share * len(folded)

    def _wrong(self, text: str, stands: Stands, edits: tuple[Edit, ...] = ()) -> Citation:
        if not self.work.is_named and edits:
            return self._citation(text, "unknown", stands.rendering, None)
        note = self._psalter(stands)
        return self._citation(text, "wrong", stands.rendering, None, stands_at=stands.label, edits=edits, note=note)

    def _psalter(self, stands: Stands) -> str | None:
        """Why the number of a psalm may be another one in another Bible."""
        key = stands.rendering.keys[stands.span.first]
        if self.cited.book != _PSALMS or key.book != _PSALMS:
            return None
        chapters = int(key.numbers[0]) - int(self.cited.numbers[0])
        if abs(chapters) == 1:
            return "Greek and Latin psalters count most psalms one lower than Hebrew ones"
        return "some Bibles count the heading of a psalm as a verse" if chapters == 0 else None

    def _citation(
        self,
        text: str,
        verdict: CitationVerdict,
        rendering: Rendering,
        span: Span | None,
        *,
        stands_at: str | None = None,
        edits: tuple[Edit, ...] = (),
        note: str | None = None,
    ) -> Citation:
        own = span if span is not None else rendering.find(self.cited)
        return Citation(
            work=rendering.title,
            place=rendering.label(own) if own is not None and _is_one_place(own) else self.cited.place,
            verdict=verdict,
            stands_at=stands_at,
            text=self.cited.text,
            translation=rendering.told_by,
            edits=edits,
            note=note,
            quoted=text,
        )


def _script_of(text: str) -> str:
    """The script that most letters of a text are of, by the first word of their names in Unicode."""
    scripts = Counter(script(c) for c in text[:_LOOK] if c.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""


def _is_one_place(span: Span) -> bool:
    return not span.is_coarse and span.behind - span.first == 1


def _is_whole(text: str, told: str) -> bool:
    """Whether the words are all those of the place, from its first to its last, and no others."""
    return folded_words(_unbracketed(text)) == folded_words(told)


def _unbracketed(text: str) -> str:
    """A quotation with the words in its brackets as words of its own, and without notes such as `[sic]`; as long."""
    told, at = "", 0
    for mark in inserted(text):
        if mark.kind != "ellipsis":
            is_own = mark.kind in _WORDS_IN_BRACKETS
            inside = f"{_NOTHING}{mark.text[1:-1]}{_NOTHING}" if is_own else " " * len(mark.text)
            told, at = f"{told}{text[at : mark.start]}{inside}", mark.end
    return told + text[at:]


def _overlaps(stands: Stands, places: Sequence[tuple[Rendering, Span]]) -> bool:
    return any(
        one is stands.rendering and stands.span.first < span.behind and span.first < stands.span.behind
        for one, span in places
    )


def _taken(answer: _Answer) -> int:
    """How many words of the place an answer takes up."""
    return max((len(folded_words(source.text)) for source in answer.checked.sources), default=0)


def _changed(answer: _Answer) -> int:
    return _words_changed(answer.checked.edits)


def _words_changed(edits: Sequence[Edit]) -> int:
    return sum(max(len(folded_words(edit.quoted)), len(folded_words(edit.said))) for edit in edits)
