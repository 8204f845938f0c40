"""The passages that a quotation came from: where they stand, who says them, and where else the same speech stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import Indel

from onrecord.check.door import Archive, Place, Spoken
from onrecord.check.labels import speaker_at
from onrecord.check.names import same_person
from onrecord.check.sentence import around
from onrecord.records import OriginalLine, Source

MOST_SOURCES: Final = 5
"""The most sources given; whoever looks for more looks for a phrase, not for a quotation."""

_AROUND: Final = 30  # words on both sides that are compared to tell a copy of a speech from the same words again
_COPY_SHARE: Final = 0.6  # share of them that are the same in a copy; another transcriber changes some
_BESIDE: Final = 8  # words by which a copy is found that differs in the passage itself
_MOST_COMPARED: Final = 40


def source(spoken: Spoken, start: int, end: int, copies: tuple[str, ...] = ()) -> Source:
    """The words `start` to `end` of a text as a source, with characters, milliseconds and the lines behind them."""
    first, last = spoken.words[start].start, spoken.words[end - 1].end
    segments = spoken.segments_at(first, last)
    before, after = around(spoken.text, first, last)
    return Source(
        release=spoken.release,
        speaker=speaker_at(spoken, first),
        start=first,
        end=last,
        start_ms=spoken.segments[segments[0]].start_ms,
        end_ms=spoken.segments[segments[-1]].end_ms,
        text=spoken.text[first:last],
        language=spoken.language,
        against=spoken.against,
        translator=spoken.translator,
        original=_original(spoken, segments),
        copies=copies,
        before=before,
        after=after,
    )


def _original(spoken: Spoken, segments: range) -> OriginalLine | None:
    if not spoken.behind:
        return None
    lines = sorted({line for index in segments for line in spoken.behind[index]})
    if not lines:
        return None
    return OriginalLine(text="\n".join(spoken.original[line] for line in lines), language=spoken.original_language)


def ranked(places: Sequence[Place], speaker: str | None) -> list[Place]:
    """Places with the best first: said by the one who is quoted, then originals, then the order of the archive."""
    return sorted(
        places,
        key=lambda place: (same_person(speaker, place.speaker) != "same", place.against != "original"),
    )


def said_first(places: Sequence[Place], archive: Archive, speaker: str | None) -> list[Place]:
    """Places with the first of the best that stands in the words of the one who is quoted, by the labels, before all.

    A release of that one's may hold the questions of others.
    """
    for number, place in enumerate(places[:MOST_SOURCES]):
        spoken = archive.spoken(place.item)
        if same_person(speaker, speaker_at(spoken, spoken.words[place.start].start)) == "same":
            return [place, *places[:number], *places[number + 1 :]]
    return list(places)


def distinct_sources(places: Sequence[Place], archive: Archive) -> list[Source]:
    """The sources at these places; those that are copies of one speech are one source."""
    found: list[Source] = []
    told: set[str] = set()
    for place in places:
        if len(found) == MOST_SOURCES:
            break
        if place.item in told:
            continue
        copies = copies_of(place, places, archive)
        told.update(copy.item for copy in copies)
        found.append(source(archive.spoken(place.item), place.start, place.end, _releases(place, copies)))
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a passage stands: word for word, the best first, and in all copies of its speech."""

    exact: tuple[Place, ...]
    copies: tuple[Place, ...]

    def shown_in(self, item: str, archive: Archive) -> tuple[Place, Source]:
        """The passage in one of the texts that have it word for word, as a source."""
        place = next(place for place in self.exact if place.item == item)
        releases = _releases(place, (*self.exact, *self.copies))
        return place, source(archive.spoken(item), place.start, place.end, releases)


def standing(place: Place, archive: Archive, speaker: str | None) -> Standing:
    """Where a passage of a speech stands in all of its copies; so the words around it don't say which is shown."""
    words = archive.spoken(place.item).words[place.start : place.end]
    exact = archive.exact([word.folded for word in words])
    copies = copies_of(place, exact, archive)
    here = next((one for one in exact if (one.item, one.start) == (place.item, place.start)), place)
    shown = ranked([one for one in exact if one in copies or one == here] or [here], speaker)
    return Standing(tuple(shown), tuple(copies))


def best_of_all(standings: Sequence[Standing]) -> str:
    """The item of the best text that has all of these passages of one speech word for word."""
    return next(
        place.item
        for place in standings[0].exact
        if all(any(other.item == place.item for other in standing.exact) for standing in standings)
    )


def copies_of(place: Place, exact: Sequence[Place], archive: Archive) -> list[Place]:
    """The places, of these and of those with the same words just before or after, that are in copies of its speech."""
    found: dict[str, Place] = {}
    for other in (*exact[:_MOST_COMPARED], *_with_same_words_beside(place, archive)):
        if other.item != place.item and other.item not in found and _is_copy(archive, place, other):
            found[other.item] = other
    return list(found.values())


def _with_same_words_beside(place: Place, archive: Archive) -> list[Place]:
    """Where the words stand that stand just before a passage, or begin it, and those that end a long one."""
    words = archive.spoken(place.item).words
    length = place.end - place.start
    first = place.start - _BESIDE if place.start >= _BESIDE else place.start
    found: list[Place] = []
    for begin in (first, place.end - _BESIDE) if length >= 2 * _BESIDE else (first,):
        run = [word.folded for word in words[begin : begin + _BESIDE]]
        for one in archive.exact(run)[:_MOST_COMPARED]:
            start = max(0, one.start - begin + place.start)
            found.append(replace(one, start=start, end=start + length))
    return found


def _releases(shown: Place, copies: Sequence[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.release for place in copies if place.release != shown.release))


def _is_copy(archive: Archive, one: Place, other: Place) -> bool:
    """Whether two places are the same moment of the same speech: what stands around them is mostly the same too."""
    similarity = Indel.normalized_similarity(_around(archive, one), _around(archive, other))
    return similarity >= _COPY_SHARE


def _around(archive: Archive, place: Place) -> list[str]:
    words = archive.spoken(place.item).words
    return [word.folded for word in words[max(0, place.start - _AROUND) : place.end + _AROUND]]
