"""Who says something, as the words beside a quotation tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.quote.clause import TIMES, Phrase, name_in
from onrecord.quote.sentences import Token
from onrecord.records import Occasion

POSSESSIVES: Final = ("'s", "’s", "s'", "s’")


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
    return words[subject[1] - 1].folded in TIMES


def named(text: str, words: Sequence[Token], subject: Phrase | None, cue: Token | None) -> Said:
    """Whom a noun phrase names; a phrase of time names nobody."""
    at, cue_text = (cue.end, cue.text) if cue else (None, None)
    if subject is None or is_time(words, subject):
        return Said(speaker=None, cue=cue_text, at=at)
    first, behind = name_in(words, *subject)
    start, end = words[first].start, words[behind - 1].end
    if text[start:end].endswith(POSSESSIVES[:2]):
        end -= 2
    if start >= end:
        return Said(speaker=None, cue=cue_text, at=at)
    return Said(speaker=text[start:end], start=start, end=end, cue=cue_text, at=at)
