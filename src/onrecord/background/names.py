"""Finding names in a text, by words and their folding."""

from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.records import Card, Mention
from onrecord.words import Word, fold, words

Key = tuple[str, ...]

_NON_JOINER: Final = "\N{ZERO WIDTH NON-JOINER}"
_POSSESSIVES: Final = ("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")
_AMBIGUOUS: Final = ""


class Index:
    """The names of all cards by their folded words."""

    def __init__(self, cards: Iterable[Card]) -> None:
        """Fold every spelling of every name; one that stands on two cards is remembered as nobody's."""
        self._cards: dict[Key, str] = {}
        for card in cards:
            for key in {key for name in card.names for key in _spellings(name.text)}:
                self._cards[key] = card.id if self._cards.get(key, card.id) == card.id else _AMBIGUOUS
        self._longest: dict[str, int] = {}
        for key in self._cards:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a text, in order and without overlaps."""
        return tuple(self._walk(text, words(text)))

    def _walk(self, text: str, spoken: list[Word]) -> Iterator[Mention]:
        at = 0
        while at < len(spoken):
            mention, taken = self._longest_at(text, spoken, at)
            if mention is not None and mention.card != _AMBIGUOUS:
                yield mention
            at += taken

    def _longest_at(self, text: str, spoken: list[Word], at: int) -> tuple[Mention | None, int]:
        """The longest name that begins with this word, and how many words it takes; none takes one word."""
        first = spoken[at].folded
        reach = max(self._longest.get(first, 0), self._longest.get(_bare(text, spoken[at]).folded, 0))
        for count in range(min(reach, len(spoken) - at), 0, -1):
            *before, last = spoken[at : at + count]
            for ending in (last, _bare(text, last)):
                key = (*(word.folded for word in before), ending.folded)
                if (card := self._cards.get(key)) is not None:
                    return Mention(card=card, start=spoken[at].start, end=ending.end), count
        return None, 1


def _spellings(name: str) -> Iterator[Key]:
    """The folded words of a name; in joining scripts also written as one word, or apart at its non-joiners."""
    variants = [name, name.replace(_NON_JOINER, " ")]
    if _NON_JOINER in name or _is_arabic(name):
        variants.append("".join(name.split()))
    for variant in variants:
        if key := tuple(word.folded for word in words(variant)):
            yield key


def _is_arabic(name: str) -> bool:
    return all("\u0600" <= letter <= "\u08ff" for letter in name if letter.isalpha())


def _bare(text: str, word: Word) -> Word:
    """An English possessive without its ending; every other word as it is."""
    written = text[word.start : word.end]
    if not written.endswith(_POSSESSIVES):
        return word
    return Word(fold(written[:-2]), word.start, word.end - 2)
