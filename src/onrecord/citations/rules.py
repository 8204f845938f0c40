"""What every rule of the grammar has: the words of a text, and the works that a desk holds."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from onrecord.citations.lexicon import Phrases
from onrecord.citations.reader import Numbers, Reader

Family: TypeAlias = Literal["quran", "bible", "law", "other"]

LONGEST_UNKNOWN: Final = 6
"""Words in the name of a work that nobody told us of."""

PAIR: Final = 2
"""A chapter and a verse."""


class Found(NamedTuple):
    """What was found at the words `first` to `behind`."""

    first: int
    behind: int
    family: Family
    numbers: Numbers
    last: Numbers | None = None
    book: str = ""
    unit: str = ""
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules read the words of one text; each looks at few of them, at a place."""

    reader: Reader
    held: Phrases[str]
