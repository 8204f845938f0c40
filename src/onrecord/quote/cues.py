"""Whether a word says that somebody speaks, and where its speaker stands."""

# ruff: noqa: RUF001  # letters of several scripts are looked for

from typing import Final

from onrecord.quote import verbs
from onrecord.quote.verbs import PRONOUNS, Order

_SHORT: Final = 3
"""Arabic and Hebrew words up to this length begin with their own letter, not with a conjunction."""


def _forms(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return {verb, verb + plural, verb + "ed", verb + "ing"}


_ENGLISH: Final = frozenset(form for verb in verbs.REGULAR for form in _forms(verb)) | frozenset(verbs.IRREGULAR)
_WEAK: Final = verbs.WEAK | {form for verb in verbs.REGULAR if verb in verbs.WEAK for form in _forms(verb)}
_OTHERS: Final[dict[str, Order]] = {word: order for words, order in verbs.ORDERS.items() for word in words}
_PREFIXES: Final = {"و": verbs.ARABIC, "ف": verbs.ARABIC, "ו": verbs.HEBREW, "ש": verbs.HEBREW}
"""`and`, `so` and `that`, which Arabic and Hebrew write onto the verb."""


def order(word: str) -> Order | None:
    """Where the speaker stands beside a verb of speech, in lower case; None where a word is none."""
    if word in _ENGLISH:
        return "either"
    found = _OTHERS.get(word)
    if found is None and len(word) > _SHORT and word[1:] in _PREFIXES.get(word[0], ()):
        return "after"
    return found


def is_verb(word: str) -> bool:
    """Whether a word, in lower case, can say that somebody speaks."""
    return order(word) is not None


def is_foreign(word: str) -> bool:
    """Whether a verb of speech is of another language than English."""
    return word not in _ENGLISH and order(word) is not None


def is_weak(word: str) -> bool:
    """Whether a verb of speech mostly means something else, so that it counts only close to a quotation."""
    return word in _WEAK


def is_naming(word: str) -> bool:
    """Whether a verb may quote a name for a thing: `called it a "..."`."""
    return word in verbs.NAMING


def is_noun_too(word: str) -> bool:
    """Whether a verb of speech has the form of a noun."""
    return word in verbs.NOUN_TOO


def is_noun(word: str) -> bool:
    """Whether a word names something said."""
    return word in verbs.NOUNS


def is_pronoun(word: str) -> bool:
    """Whether a word, in lower case, stands for somebody named before."""
    return word in PRONOUNS


def is_persian(word: str) -> bool:
    """Whether a word is a Persian verb of speech, whose addressee stands before it too."""
    return word in verbs.PERSIAN
