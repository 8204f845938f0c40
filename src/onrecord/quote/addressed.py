"""Whom somebody speaks to, by the words beside the verb."""

# ruff: noqa: SIM905  # word lists read best as text

from collections.abc import Sequence
from typing import Final

from onrecord.quote import cues
from onrecord.quote.clause import DETERMINERS, Phrase, name_in, phrase_after
from onrecord.quote.sentences import Token
from onrecord.quote.verbs import TELLING

_TO: Final = frozenset(["to", "إلى"])
_FOREIGN_TO: Final = frozenset(["an", "à", "a"])
_TO_OUTLETS: Final = ("لل", "لصحيفة", "لوكالة", "لقناة", "لإذاعة")
"""How Arabic writes `to the` and `to the paper` onto the word."""

_INTENDING: Final = frozenset(
    "vow vows vowed pledge pledges pledged promise promises promised swear swears swore agree agrees agreed propose "
    "proposes proposed plead pleads pleaded demand demands demanded call calls called threaten threatens".split()
)
"""Verbs behind which `to` begins what somebody will do."""

_THEM: Final = frozenset("him them us me her you".split())
_MEDIA: Final = frozenset("tv television radio".split())
_PEOPLE_END: Final = ("ters", "ders", "kers", "ners", "ists", "ents", "ants", "ians", "ials", "tors", "ivals", "men")
_PEOPLE: Final = frozenset("people men women children parents relatives press staff parliament congress fans".split())


def addressee_of(text: str, words: Sequence[Token], verb: int, subject: Phrase | None) -> str | None:
    """`told Y`, `said to Y`, `said X to Y`, and in Persian what stands after `به` before the verb."""
    object_ = _told(words, verb, subject)
    if object_ is None or object_ == subject:
        return None
    first, behind = name_in(words, *object_)
    return text[words[first].start : words[behind - 1].end]


def _told(words: Sequence[Token], verb: int, subject: Phrase | None) -> Phrase | None:
    object_ = None
    after = subject[1] if subject and subject[0] > verb else verb + 1
    if words[verb].folded in TELLING and words[verb + 1 : verb + 2] and words[verb + 1].folded != "to":
        object_ = phrase_after(words, verb + 1)
    elif cues.is_persian(words[verb].folded):
        to = next((i for i in range(verb - 1, -1, -1) if words[i].text == "به"), None)
        return phrase_after(words[:verb], to + 1) if to is not None else None
    elif after < len(words) and words[after].text.startswith(_TO_OUTLETS):
        return (after, after + 1) if words[after].text.startswith(_TO_OUTLETS[0]) else phrase_after(words, after)
    elif after < len(words) and words[verb].folded not in _INTENDING and _is_to(words, verb, after):
        object_ = phrase_after(words, after + 1)
    return object_ if object_ and _may_be_addressed(words, object_) else None


def _may_be_addressed(words: Sequence[Token], phrase: Phrase) -> bool:
    """Whether somebody can be spoken to by these words: not `to rebuild piers`, `told 11`, `told TV`."""
    first, last = words[phrase[0]], words[phrase[1] - 1]
    if last.folded in _MEDIA or all(word.text.isdigit() for word in words[slice(*phrase)]):
        return False
    if first.folded in DETERMINERS | _THEM or not first.text.islower() or cues.is_pronoun(first.folded):
        return True
    if first.folded in _PEOPLE or last.folded in _PEOPLE or last.folded.endswith(_PEOPLE_END):
        return not first.folded.endswith("ly")
    return phrase[1] - phrase[0] == 1 and last.folded.endswith("s")


def _is_to(words: Sequence[Token], verb: int, at: int) -> bool:
    to = words[at].folded
    return to in _TO or (to in _FOREIGN_TO and cues.is_foreign(words[verb].folded))
