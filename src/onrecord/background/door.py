"""The doors of the background: reading the desk's cards, and finding their names in a text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.background.names import Index
from onrecord.background.period import holds
from onrecord.errors import Unknown
from onrecord.records import Card, Fact, Mention
from onrecord.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The cards of one desk, in the order of its file. `name` is the file, for messages."""

    name: str
    cards: tuple[Card, ...] = ()

    def card(self, card: str) -> Card:
        """The card of this id. Raises Unknown where there is none."""
        for kept in self.cards:
            if kept.id == card:
                return kept
        raise Unknown(f"card {card}", f"is not in {self.name}", "give the id of a card of that file")

    def at(self, card: str, date: str) -> tuple[Fact, ...]:
        """The facts that were true on a date (ISO 8601, as exact as it is), in the order of the file.

        A fact whose beginning or end is not known is among them, and says so by a bound of None.
        """
        return tuple(fact for fact in self.card(card).facts if holds(fact, date))


class Keeper(Protocol):
    """Reads the desk's cards from the file that people keep them in."""

    def load(self, path: Path) -> Background:
        """All cards of the file. Raises Unreadable, naming the line, or TooLarge."""
        ...


def load(by: Keeper, path: Path) -> Background:
    """The desk's background. A file that isn't there is an empty background."""
    return by.load(path) if path.exists() else Background(name=path.name)


def mentions(text: str, background: Background) -> tuple[Mention, ...]:
    """The names of cards in a text, in order and without overlaps, the longest first where several would fit.

    Only whole words are names. Spelling variants that do not count between texts do not count here. A name that
    stands on two cards is nobody's: it is left out.
    """
    return Index(background.cards).find(text)


def spellings(name: str, background: Background) -> tuple[str, ...]:
    """The other names of the one whom a name means: `Orrin` on a card of Talia Orrin. None where two cards would fit.

    A name fits a card when all words of the shorter stand in the longer of it and one of the card's names.
    """
    wanted = {word.folded for word in words(name)}
    fitting = [card for card in background.cards if any(_fits(wanted, worded.text) for worded in card.names)]
    if not wanted or len(fitting) != 1:
        return ()
    return tuple(dict.fromkeys(worded.text for worded in fitting[0].names))


def _fits(wanted: set[str], name: str) -> bool:
    own = {word.folded for word in words(name)}
    return bool(own) and (wanted <= own or own <= wanted)
