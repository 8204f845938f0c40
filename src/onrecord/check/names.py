"""Whether two names may be one person's: `Howard, John`, `John Howard`, `Mr Howard` and `Howard`."""

import unicodedata
from typing import Final, Literal

from onrecord.records import Asked
from onrecord.words import folded_words, script

_TITLES: Final = frozenset(
    folded_words(
        "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep hon honourable honorable president"
        " minister prime premier chancellor governor mayor secretary general colonel major judge justice king queen"
        " prince princess pope bishop archbishop ayatollah imam sheikh rabbi the a an of for and former late jr sr ii"
        " iii mp mep foreign defence interior finance deputy vice chief spokesman spokeswoman spokesperson official"
        " leader chairman chairwoman director speaker mme mlle monsieur madame ministre herr frau kanzler kanzlerin"
        " senor senora sra"
    )
)


def _parts(name: str) -> list[str]:
    """The folded parts of a name in spoken order, without titles and accents."""
    last, comma, first = name.partition(",")
    parts = [_plain(part) for part in folded_words(f"{first} {last}" if comma else name)]
    return [part for part in parts if part not in _TITLES] or parts


def _plain(word: str) -> str:
    """A word without accents: names lose theirs on the way into other languages."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def same_person(one: str | None, other: str | None) -> Literal["same", "other", "unknown"]:
    """Compare two names loosely: the shorter one's parts must all stand in the longer one, initials as initials.

    It is unknown where either is missing, where they are in different scripts, and where one that doesn't fit is no
    name but a description: `the minister`, `a spokesman`, `she`.
    """
    shorter, longer = sorted((_parts(one or ""), _parts(other or "")), key=len)
    if not shorter or script(shorter[0][0]) != script(longer[0][0]):
        return "unknown"
    if all(_stands_in(part, longer) for part in shorter) and _full(shorter, longer):
        return "same"
    return "other" if _is_name(one or "") and _is_name(other or "") else "unknown"


def _is_name(name: str) -> bool:
    """Whether something of it names one person: not titles alone, nor words that are written small."""
    small = name.upper() != name and name.lower() == name
    return not small and not is_title(name)


def is_title(name: str) -> bool:
    """Whether it is made of titles alone: `Prime Minister`, `the President`."""
    return _TITLES.issuperset(map(_plain, folded_words(name)))


def said_by(asked: Asked, speaker: str | None) -> Literal["same", "other", "unknown"]:
    """Whether a speaker is the one who is quoted, by any name that is known of that one."""
    answers = {same_person(name, speaker) for name in (asked.speaker, *asked.spellings)}
    return "same" if "same" in answers else "other" if "other" in answers else "unknown"


def _stands_in(part: str, name: list[str]) -> bool:
    return any(part == other or (min(len(part), len(other)) == 1 and part[:1] == other[:1]) for other in name)


def _full(shorter: list[str], longer: list[str]) -> bool:
    """At least one part is equal as a whole: two names that share initials only are not one."""
    return any(part in longer for part in shorter)
