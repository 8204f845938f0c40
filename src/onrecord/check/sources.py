"""The passages that a quotation came from: where they stand, who says them, and where else the same speech stands."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Indel

from onrecord.check.door import Archive, Place, Spoken
from onrecord.check.names import same_person
from onrecord.records import OriginalLine, Source

MOST_SOURCES: Final = 5
"""The most sources given; whoever looks for more looks for a phrase, not for a quotation."""

_AROUND: Final = 30  # words on both sides that are compared to tell a copy of a speech from the same words again
_COPY_SHARE: Final = 0.6  # share of them that are the same in a copy; another transcriber changes some
_MOST_COMPARED: Final = 40


def source(spoken: Spoken, start: int, end: int, copies: tuple[str, ...] = ()) -> Source:
    """The words `start` to `end` of a text as a source, with characters, milliseconds and the lines behind them."""
    first, last = spoken.words[start].start, spoken.words[end - 1].end
    segments = spoken.segments_at(first, last)
    speakers = [spoken.segments[index].speaker for index in segments]
    return Source(
        release=spoken.release,
        speaker=speakers[0] or spoken.speaker,
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


def distinct_sources(places: Sequence[Place], archive: Archive) -> list[Source]:
    """The sources at these places; those that are copies of one speech are one source."""
    groups: list[list[Place]] = []
    for place in places[:_MOST_COMPARED]:
        for group in groups:
            if _is_copy(archive, group[0], place):
                group.append(place)
                break
        else:
            groups.append([place])
    return [
        source(archive.spoken(group[0].item), group[0].start, group[0].end, _other_releases(group))
        for group in groups[:MOST_SOURCES]
    ]


def _other_releases(group: Sequence[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.release for place in group if place.release != group[0].release))


def _is_copy(archive: Archive, one: Place, other: Place) -> bool:
    """Whether two places are the same moment of the same speech: what stands around them is mostly the same too."""
    if one.item == other.item:
        return False
    similarity = Indel.normalized_similarity(_around(archive, one), _around(archive, other))
    return similarity >= _COPY_SHARE


def _around(archive: Archive, place: Place) -> list[str]:
    words = archive.spoken(place.item).words
    return [word.folded for word in words[max(0, place.start - _AROUND) : place.end + _AROUND]]


def copies_of(spoken: Spoken, start: int, end: int, archive: Archive) -> tuple[str, ...]:
    """The other releases in which this passage of this speech stands too."""
    passage = [word.folded for word in spoken.words[start:end]]
    here = Place(item=spoken.item, release=spoken.release, start=start, end=end)
    others = [place for place in archive.exact(passage) if place.release != spoken.release]
    return _other_releases([here, *(place for place in others[:_MOST_COMPARED] if _is_copy(archive, here, place))])
