"""Which of the works that a desk holds is meant by a citation."""

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.citations import Cited, Family, book_of, family_of, key_of
from onrecord.records import HeldWork, Work
from onrecord.words import folded_words

_JOINING: Final = frozenset(folded_words("the of for and on de la le les des der die das du del al"))
_JOINED: Final = 1  # letters that Arabic and Hebrew write together with a name: to, in, the


def held_work(work: Work, *, removed: bool = False) -> HeldWork:
    """What is to be known of a work without reading it again."""
    if work.file is None:
        raise ValueError(work.title)
    keys = [key_of(place.place) for place in work.places]
    return HeldWork(
        title=work.title,
        file=work.file,
        places=len(work.places),
        name=work.name,
        names=work.names,
        language=work.language,
        translator=work.translator,
        books=tuple(dict.fromkeys(key.book for key in keys if key.book)),
        units=tuple(dict.fromkeys(key.unit for key in keys if key.unit)),
        removed=removed,
    )


def meant(cited: Cited, held: Sequence[HeldWork]) -> tuple[HeldWork, ...]:
    """The works, or translations of one work, that a citation means; none where it could mean several.

    One that names no work means the only work that has such articles, if there is just one.
    """
    if cited.family == "quran":
        return tuple(work for work in held if "quran" in _families(work))
    if cited.family == "bible":
        return tuple(work for work in held if cited.book in work.books or cited.book in _own_books(work))
    if cited.work is None:
        return _one_title(work for work in held if cited.unit in work.units)
    return _named(cited.work, held)


def _families(work: HeldWork) -> set[Family | None]:
    return {family_of(name) for name in (work.title, *work.names)}


def _own_books(work: HeldWork) -> set[str]:
    """The book that a work is, where it is a single one and its places are numbers alone."""
    return set() if work.books else {book_of(name) for name in (work.title, *work.names)}


def _named(name: str, held: Sequence[HeldWork]) -> tuple[HeldWork, ...]:
    """The works that are called so, else those with a book of this name, else those of whose name it is a part."""
    called = [(work, [_words(own) for own in _names(work, held)]) for work in held]
    for spelling in _spellings(name):
        same = [work for work, names in called if spelling in names]
        by_book = [work for work in held if book_of(name) in work.books]
        fitting = [work for work, names in called if any(spelling <= own for own in names)]
        if found := _one_title(same or by_book or fitting):
            return found
    return ()


def _names(work: HeldWork, held: Sequence[HeldWork]) -> tuple[str, ...]:
    """All names of a work, also those that only another translation of it gives."""
    return (work.title, *(name for other in held if other.title == work.title for name in other.names))


def _one_title(works: Iterable[HeldWork]) -> tuple[HeldWork, ...]:
    found = tuple(works)
    return found if len({work.title for work in found}) == 1 else ()


def _spellings(name: str) -> list[frozenset[str]]:
    """The words of a name; in scripts that join small words to it also without the first letter."""
    words = _words(name)
    bare = frozenset(word if word.isascii() else word[_JOINED:] for word in words)
    return [spelling for spelling in dict.fromkeys((words, bare)) if spelling]


def _words(name: str) -> frozenset[str]:
    return frozenset(folded_words(name)) - _JOINING
