"""Who says something, as the words beside a quotation tell it."""

# ruff: noqa: SIM905  # word lists read best as text

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.quote.clause import TIMES, Phrase, name_in, phrase_after
from onrecord.quote.cues import is_pronoun
from onrecord.quote.sentences import CONNECTORS, Token
from onrecord.records import Occasion

POSSESSIVES: Final = ("'s", "’s", "s'", "s’")
_MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
_RELATIVES: Final = frozenset(["which", "that"])
_PREPOSITIONS: Final = frozenset("of for in on at to with from about".split())
_NOT: Final = ("n't", "n’t")
_SHORT_GERUND: Final = 5
_BARE: Final = 2
_ADJECTIVES: Final = ("able", "ible", "ous", "ful", "less", "essive")
_QUALITIES: Final = ("ness", "ism", "asm", "ution", "ity", "ment", "ance", "ence", "tude", "ship")
_BODIES: Final = frozenset(
    "witness government parliament department regiment city university community authority charity minority majority "
    "municipality facility celebrity entity security deity audience conference alliance intelligence institution "
    "ambulance insurance finance residence township leadership membership partnership ministry governess statement "
    "document judgment judgement announcement advertisement testament institution constitution resolution".split()
)
"""Bodies, persons and documents whose names end as qualities do."""

_OBJECTS: Final = frozenset(
    "camera cameras street streets road roads door doors window windows phone phones table screen weather rain wind "
    "sea water money time thing things way ways meeting meetings following private whom three two four".split()
)
"""What stands in sentences about speech, and says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says something. `start` and `end` are where the speaker is named, in code points of the block.

    `close` says whether the cue stands right beside the quotation, `adjacent` that nothing but its object stands
    between, `at` where the cue ends; `carried` says that the speaker was taken over from another quotation: then
    `start` and `end` may belong to a block before; `whole` that the quotation is a sentence of its own. In the
    `passive`, the speaker follows behind `by`, if at all.
    """

    speaker: str | None
    start: int | None = None
    end: int | None = None
    cue: str | None = None
    at: int | None = None
    addressee: str | None = None
    occasion: Occasion | None = None
    close: bool = False
    adjacent: bool = False
    passive: bool = False
    carried: bool = False
    whole: bool = False


def is_time(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a phrase tells a time, and names nobody."""
    said = [word.folded for word in words[slice(*subject)]]
    return said[-1] in TIMES or (said[0] in _MONTHS and said[1:2] != [] and said[1].isdigit())


def may_speak(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a phrase can be somebody: a name, a pronoun, or what a person, a group, a body or a document is called.

    It is no time, no number, no form of a verb, no adjective alone and no quality.
    """
    first, last = words[subject[0]], words[_head(words, subject)]
    if is_time(words, subject) or last.folded.endswith(_NOT) or all(_is_number(w) for w in words[slice(*subject)]):
        return False
    if _is_number(first) and last.is_capital:
        return False
    if not last.text.islower() or is_pronoun(last.folded):
        return last.folded not in _RELATIVES
    if first.text.islower() and first.folded.endswith("ing") and len(first.folded) > _SHORT_GERUND:
        return False
    is_adjective = subject[1] - subject[0] <= _BARE and last.folded.endswith(_ADJECTIVES)
    is_quality = last.folded.endswith(_QUALITIES) and last.folded not in _BODIES
    return not (is_adjective or is_quality or last.folded in _OBJECTS or last.folded.endswith("ly"))


def _head(words: Sequence[Token], subject: Phrase) -> int:
    """The noun that a phrase is about: `enthusiasm` in `the enthusiasm for the plan`."""
    inside = range(subject[0] + 1, subject[1])
    return next((i for i in inside if words[i].folded in _PREPOSITIONS), subject[1]) - 1


def _is_number(word: Token) -> bool:
    return word.text.isdigit()


def _apposed(words: Sequence[Token], subject: Phrase) -> Phrase:
    """The name that an apposition gives for an office: `her coach, Otto Voss,`; the phrase itself where none does."""
    comma = subject[1]
    if not words[comma - 1].text.islower() or comma + 1 >= len(words) or words[comma].text != ",":
        return subject
    name = phrase_after(words, comma + 1)
    if name is None or not _ends_apposition(words, name[1]) or is_time(words, name):
        return subject
    is_name = all(word.is_capital or word.folded in CONNECTORS or not word.is_word for word in words[slice(*name)])
    return name if is_name and words[name[0]].text[0].isupper() else subject


def _ends_apposition(words: Sequence[Token], at: int) -> bool:
    return at >= len(words) or words[at].text in {",", ".", ";", ":"}


def named(text: str, words: Sequence[Token], subject: Phrase | None, cue: Token | None) -> Said:
    """Whom a noun phrase names; what can be nobody names nobody."""
    at, cue_text = (cue.end, cue.text) if cue else (None, None)
    if subject is None or not may_speak(words, subject):
        return Said(speaker=None, cue=cue_text, at=at)
    first, behind = name_in(words, *_apposed(words, subject))
    start, end = words[first].start, words[behind - 1].end
    if text[start:end].endswith(POSSESSIVES[:2]):
        end -= 2
    if start >= end:
        return Said(speaker=None, cue=cue_text, at=at)
    return Said(speaker=text[start:end], start=start, end=end, cue=cue_text, at=at)
