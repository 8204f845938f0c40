"""A work that is cited, or one translation of it: its places, found by their numbers, and as texts to check against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.check.door import Spoken
from onrecord.citations import Cited, Key, book_of, key_of, written
from onrecord.records import Cue, WorkPlace
from onrecord.words import words

_FEWEST_PLACES: Final = 50
"""In one item: a chapter, or several short ones, so that a question reads no more of a work than it needs."""

_DIGITS: Final = re.compile(r"\d+", re.ASCII)
_LETTERED: Final = re.compile(r"(\d+)([a-z])", re.ASCII)
_EDITORS_WORDS: Final = (re.compile(r"\[[^\[\]]{0,400}\]"), re.compile(r"[\[(][^\[\]()]{0,400}[\])]"))
"""What translators put in: in square brackets, and in any."""


class Span(NamedTuple):
    """The places `first` to `behind` of a rendering. `is_coarse`: a part of them was cited that it doesn't tell."""

    first: int
    behind: int
    is_coarse: bool = False


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """A work, or one translation of it. `id` names it on the shelf; `told_by` is whose translation it is."""

    id: str
    title: str
    places: tuple[WorkPlace, ...]
    told_by: str | None = None
    language: str | None = None

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the places, in their order."""
        return tuple(key_of(place.place) for place in self.places)

    @cached_property
    def _spans(self) -> dict[Key, Span]:
        """The places of each chapter, article and so on, by their key; also without the unit."""
        found: dict[Key, Span] = {}
        for index, key in enumerate(self.keys):
            for depth in range(1, len(key.numbers) + 1):
                for unit in dict.fromkeys((key.unit, "")):
                    whole = Key(key.book, unit, key.numbers[:depth])
                    first = found[whole].first if whole in found else index
                    found[whole] = Span(first, index + 1)
        return found

    @cached_property
    def _books(self) -> frozenset[str]:
        return frozenset(key.book for key in self.keys)

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(key.unit for key in self.keys)

    def find(self, cited: Cited) -> Span | None:
        """The cited place, or places; None where this rendering has none such."""
        key = self._key(cited, cited.numbers)
        found = self._spans.get(key) or self._lettered(key) or self._coarser(key)
        if found is not None and cited.is_part:
            found = found._replace(is_coarse=True)
        if found is None or cited.last is None:
            return found
        last = self._spans.get(self._key(cited, cited.last)) or self._last_before(found, cited)
        return Span(found.first, max(found.behind, last.behind), found.is_coarse)

    def _key(self, cited: Cited, numbers: tuple[str, ...]) -> Key:
        book = cited.book or (book_of(cited.work) if cited.family == "other" and cited.work else "")
        book = book if book in self._books else "" if "" in self._books else book
        is_own = cited.unit in self._units or (cited.unit == "chapter" and "" not in self._units)
        return Key(book, cited.unit if is_own else "", numbers)

    def _lettered(self, key: Key) -> Span | None:
        """`Article 6(a)` for `Article 6a`, where no article has that number."""
        last = _LETTERED.fullmatch(key.numbers[-1])
        return self._spans.get(key._replace(numbers=(*key.numbers[:-1], *last.groups()))) if last else None

    def _coarser(self, key: Key) -> Span | None:
        """The whole that a place is a part of, where the whole has no parts here: `Article 6` for `Article 6(2)`."""
        for depth in range(len(key.numbers) - 1, 0, -1):
            found = self._spans.get(key._replace(numbers=key.numbers[:depth]))
            if found is not None:
                return found._replace(is_coarse=True) if found.behind - found.first == 1 else None
        return None

    def _last_before(self, found: Span, cited: Cited) -> Span:
        """The last place of a range that runs past the end of its chapter."""
        chapter = self._spans.get(self._key(cited, cited.numbers[:-1])) if len(cited.numbers) > 1 else None
        if chapter is None or not cited.last or cited.last[:-1] != cited.numbers[:-1]:
            return found
        depth, last = len(cited.last) - 1, int(cited.last[-1])
        inside = (index for index in range(found.first, chapter.behind) if _number(self.keys[index], depth) <= last)
        return Span(found.first, max(inside, default=found.behind - 1) + 1)

    def label(self, span: Span) -> str:
        """How the places are written, as this rendering writes them."""
        first = self.places[span.first].place
        if span.behind - span.first == 1:
            return first
        one, other = self.keys[span.first], self.keys[span.behind - 1]
        if (one.book, one.unit) != (other.book, other.unit):
            return f"{first} - {self.places[span.behind - 1].place}"
        name = first.rpartition(" ")[0] if one.book else ""
        return written(name, one.unit, one.numbers, other.numbers)

    # --- its words

    def texts(self, span: Span) -> Iterator[str]:
        """The words of these places; then without what translators put in, and without an opening of every chapter."""
        whole = "\n".join(place.text for place in self.places[span.first : span.behind])
        told = [whole, *(pattern.sub(" ", whole) for pattern in _EDITORS_WORDS)]
        told += [self._without_opening(text, span.first) for text in told]
        yield from dict.fromkeys(text for text in told if text.strip())

    def _without_opening(self, text: str, first: int) -> str:
        numbers = self.keys[first].numbers
        opening = self._opening
        if not opening or len(numbers) < 2 or numbers[-1] != "1" or first == 0:  # noqa: PLR2004  # a chapter and a verse
            return text
        begins = words(text)[: len(opening)]
        return text[begins[-1].end :] if [word.folded for word in begins] == opening else text

    @cached_property
    def _opening(self) -> list[str]:
        """The words of the first place, where most chapters open with them too; files count them in or out."""
        opening = [word.folded for word in words(self.places[0].text)]
        firsts = [place.text for key, place in zip(self.keys, self.places, strict=True) if key.numbers[-1] == "1"]
        same = sum(_begins_with(text, opening) for text in firsts)
        return opening if len(firsts) > 1 and same * 2 > len(firsts) else []

    # --- as items on a shelf

    @cached_property
    def items(self) -> dict[str, Span]:
        """The items that the places stand on, each with its places."""
        found: dict[str, Span] = {}
        first = 0
        for index in range(1, len(self.places) + 1):
            if index == len(self.places) or (index - first >= _FEWEST_PLACES and self._begins_chapter(index)):
                found[f"{self.id}.{len(found)}"] = Span(first, index)
                first = index
        return found

    def _begins_chapter(self, index: int) -> bool:
        before, key = self.keys[index - 1], self.keys[index]
        return len(key.numbers) == 1 or (key.book, key.numbers[0]) != (before.book, before.numbers[0])

    def spoken(self, item: str) -> Spoken:
        """One item as quotations are held against it."""
        span = self.items[item]
        segments = tuple(Cue(text=place.text) for place in self.places[span.first : span.behind])
        return Spoken(item=item, release=item, segments=segments, language=self.language, translator=self.told_by)


def _number(key: Key, depth: int) -> int:
    """The number of a place at a depth, without its suffix."""
    digits = _DIGITS.match(key.numbers[depth]) if depth < len(key.numbers) else None
    return int(digits.group()) if digits else 0


def _begins_with(text: str, opening: list[str]) -> bool:
    return [word.folded for word in words(text[:400])[: len(opening)]] == opening
