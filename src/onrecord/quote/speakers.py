"""Who says it: the speaker, the cue, the addressee and the occasion of every quotation of a block.

The cue is looked for outside the marks, in the sentence that the quotation stands in: right behind it (`said X`,
`X said`), before it (`X said that`), or at another quotation of the sentence. A sentence that is nothing but a
quotation goes on with the speaker before it.
"""

# ruff: noqa: RUF001  # marks of several scripts are looked for

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from onrecord.quote import cues, unspaced
from onrecord.quote.beside import before, behind, by, subject_of, within
from onrecord.quote.marks import Span
from onrecord.quote.occasion import Zone, circumstances, dateline, dateline_end, opener_end
from onrecord.quote.said import Said
from onrecord.quote.sentences import last_of, sentences
from onrecord.quote.verbs import POSSESSIVES, THINGS, WRITERS
from onrecord.records import Occasion

_OPEN_ENDS: Final = (",", "?", "!", "—", "–", "-", "،", "؟", "…", "，")
_NOBODY: Final = WRITERS | {"who", "which", "that"}
"""Pronouns that stand for nobody named before."""
_LONGEST_HEADING: Final = 60
"""Characters of a block that is nothing but words between marks, up to which it may be a heading."""

_NEUTER: Final = frozenset(["it", "its"])
_MANY: Final = frozenset(["they", "their", "ils", "elles", "они"])


@dataclass(slots=True)
class Thread:
    """What runs on from block to block: who spoke last, who was named last, and on which occasion."""

    last: Said | None = None
    name: str | None = None
    thing: str | None = None
    occasion: Occasion | None = None
    known: set[str] = field(default_factory=set)

    def resolved(self, said: Said) -> Said:
        """Said with the name that a pronoun stands for, and the occasion on which the same one goes on speaking."""
        if said.speaker is None:
            return said
        meant = self._meant_by(said.speaker)
        goes_on = said.carried or meant is not None or said.speaker == self.name
        if not _is_pronoun(said.speaker):
            self.named(said.speaker)
        self.occasion = said.occasion or (self.occasion if goes_on else None)
        return replace(said, speaker=meant or said.speaker, occasion=self.occasion)

    def named(self, name: str) -> None:
        """Somebody was named, for whom a pronoun can stand from here on."""
        words = name.casefold().split()
        if words[0] in POSSESSIVES and name.islower():
            return
        if words[-1] in THINGS:
            self.thing = name
            return
        self.name = name
        self.known.update(words)

    def _meant_by(self, pronoun: str) -> str | None:
        """The one named last whom a pronoun can mean: a report is no `she`, and several are not one person."""
        if not _stands_for_name(pronoun):
            return None
        folded = pronoun.casefold()
        if folded in _MANY:
            return self.name if self.name and self.name.endswith("s") else None
        return self.thing or self.name if folded in _NEUTER else self.name

    def moved(self, by_: int) -> None:
        """Count the places in code points of the page, or of a block again."""
        self.last = moved(self.last, by_)


def moved(said: Said | None, by_: int) -> Said | None:
    """The same with its places moved."""
    if said is None or said.start is None or said.end is None:
        return said
    return replace(said, start=said.start + by_, end=said.end + by_)


def _is_pronoun(speaker: str) -> bool:
    return cues.is_pronoun(speaker.casefold()) or speaker.casefold() in POSSESSIVES


def _stands_for_name(speaker: str) -> bool:
    return _is_pronoun(speaker) and speaker.casefold() not in _NOBODY


def attribute(text: str, spans: Sequence[Span], thread: Thread) -> list[Said | None]:
    """Who says each of the spans. `thread` is what the text before goes on with, and is led on."""
    found: list[Said | None] = []
    filed, opens = dateline(text), dateline_end(text)
    last, introduces, doubtful = thread.last, None, False
    for begins, end, inside in _with_spans(sentences(text, spans), spans):
        start = max(begins, opens) if opens < end and not (inside and inside[0].opener < opens) else begins
        if inside:
            said = _in_sentence(text, start, end, inside)
            _introduced(text, start, end, thread)
            alone = _is_alone(text, start, end, inside)
            found.extend(_led_on(thread, _continued(one, last, alone=alone), filed) for one in said)
            last, introduces = next((one for one in reversed(found[-len(inside) :]) if one), last), None
            doubtful = False
        else:
            introduces = _led_on(thread, before(text, start, end, start), filed)
            last = introduces if introduces and introduces.speaker else _introduced(text, start, end, thread)
            doubtful = doubtful or last is not None
    thread.last = _goes_on_with(text, spans, introduces, [] if doubtful else found)
    return found + [None] * (len(spans) - len(found))


def _led_on(thread: Thread, said: Said | None, filed: Occasion | None) -> Said | None:
    """Said as the thread resolves it; what a dateline says is its occasion where nothing else is."""
    if said is None:
        return None
    resolved = thread.resolved(said)
    return replace(resolved, occasion=resolved.occasion or filed)


def _introduced(text: str, start: int, end: int, thread: Thread) -> Said | None:
    """Whom a sentence without a cue is about: its subject, if that is somebody's name or stands for one."""
    subject = subject_of(text, start, end)
    if subject is None or subject.speaker is None:
        return None
    if _stands_for_name(subject.speaker):
        return thread.resolved(subject)
    words = subject.speaker.split()
    is_name = all(word[0].isupper() for word in words)
    if not is_name or (len(words) == 1 and words[0].casefold() not in thread.known):
        return None
    thread.named(subject.speaker)
    return subject


def _goes_on_with(
    text: str, spans: Sequence[Span], introduces: Said | None, found: Sequence[Said | None]
) -> Said | None:
    """Who a block that follows goes on with: whom the last sentence introduces, or the last one quoted."""
    if text.rstrip().endswith((":", "：")):
        start, end = sentences(text, spans)[-1]
        at = max([start, *(span.behind for span in spans if start <= span.opener < end)])
        return before(text, at, end, start) or subject_of(text, start, end)
    if introduces and introduces.speaker:
        return introduces
    return next((one for one in reversed(found) if one is not None), None)


def _with_spans(parts: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    """Every sentence and the spans that open in it; both are in order, so each span is looked at once."""
    first = 0
    for start, end in parts:
        behind_ = first
        while behind_ < len(spans) and spans[behind_].opener < end:
            behind_ += 1
        yield start, end, spans[first:behind_]
        first = behind_


def _continued(said: Said | None, last: Said | None, *, alone: bool) -> Said | None:
    """A quotation alone in its sentence, or a cue without a subject, goes on with the speaker before it."""
    if last is None or (said is None and not alone) or (said is not None and (said.speaker or said.passive)):
        return said
    carried = replace(last, carried=True, close=False, adjacent=False, at=None, passive=False, whole=False)
    if said is None:
        return replace(carried, whole=True)
    occasion = said.occasion or carried.occasion
    return replace(carried, cue=said.cue, close=said.close, at=said.at, addressee=said.addressee, occasion=occasion)


def _is_alone(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a sentence holds no words beside its quotations, and is no heading of a few words without a stop."""
    outside = text[start : spans[0].opener] + text[spans[-1].behind : end]
    heads = len(text) <= _LONGEST_HEADING and text.strip() == text[start:end].strip()
    stops = last_of(text, spans[-1]).endswith((*_OPEN_ENDS, ".", "。", "۔")) or spans[-1].behind == spans[-1].end
    return not any(character.isalnum() for character in outside) and (stops or not heads)


def _in_sentence(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Said | None]:
    """The speakers of a sentence's quotations, as far as it tells them itself."""
    edges = [start, *(at for span in spans for at in (span.opener, span.behind)), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    opener = Zone(start, opener_end(text, *parts[0]))
    found: list[Said | None] = []
    for i, span in enumerate(spans):
        one = _at_span(text, parts[0], span, parts[i], parts[i + 1])
        one = _filled(one, found[-1] if found else None)
        found.append(_placed(text, one, opener, parts[i : i + 2]) if one else None)
    known = next((one for one in found if one), None) or before(text, *parts[-1], start)
    return [one or (replace(known, close=False) if known else None) for one in found]


def _at_span(
    text: str, lead: tuple[int, int], span: Span, ahead_of: tuple[int, int], after: tuple[int, int]
) -> Said | None:
    """The cue of one quotation: what stands behind it where it asks for that, and before it otherwise."""
    if inside := within(text, span.start, span.end):
        return inside
    asked = _asks_for_cue(text, span, after[0])
    behind_, ahead = behind(text, *after, asked=asked), before(text, *ahead_of, lead[0])
    if ahead and ahead.passive and ahead.speaker is None:
        ahead = by(text, *after, ahead)
    if behind_ and behind_.speaker is None:
        subject = subject_of(text, lead[0], span.opener)
        behind_ = (
            replace(behind_, speaker=subject.speaker, start=subject.start, end=subject.end) if subject else behind_
        )
    if behind_ and ahead:
        wins = not ahead.adjacent if asked else not (ahead.speaker or ahead.close)
        return behind_ if wins else ahead
    return behind_ or ahead or unspaced.around(text, lead, *after)


def _placed(text: str, said: Said, opener: Zone, parts: Sequence[tuple[int, int]]) -> Said:
    """Said with its occasion and addressee, as the adjuncts from the speaker or the cue to the quotation tell them."""
    if said.at is None or said.occasion is not None:
        return said
    part = next((part for part in parts if part[0] <= said.at <= part[1]), None)
    if part is None:
        return said
    found = circumstances(text, [opener, *_zones(said, said.at, part)])
    addressee = text[slice(*found.addressee)] if found.addressee else None
    return replace(said, occasion=found.occasion(text), addressee=said.addressee or addressee)


def _zones(said: Said, cue: int, part: tuple[int, int]) -> Iterator[Zone]:
    """From the speaker to the cue, and from both to the end: `a pilot from Westmere said` tells of no place."""
    start, end = (said.start, said.end) if said.start is not None and said.end is not None else (cue, cue)
    if part[0] <= end <= cue:
        yield Zone(end, cue, names=cues.order((said.cue or "").casefold()) == "before")
    if cue <= start < part[1]:
        yield Zone(cue, start)
        yield Zone(end, part[1], names=_is_name(said.speaker or ""))
    else:
        yield Zone(cue, part[1])


def _is_name(speaker: str) -> bool:
    """Whether the words behind a speaker are no part of it, as they may be in `a pilot in Westmere`."""
    return not speaker.islower() and " of " not in speaker


def _filled(said: Said | None, before_: Said | None) -> Said | None:
    """A cue without a subject (`, adding that`) goes on with the speaker before it in the sentence."""
    if said is None or said.speaker or said.passive or before_ is None:
        return said or before_
    return replace(before_, cue=said.cue, close=said.close, at=said.at, addressee=said.addressee)


def _asks_for_cue(text: str, span: Span, behind_: int) -> bool:
    """Whether the quotation ends with a comma or the like, as it does where `X said` follows."""
    following = text[behind_ : behind_ + 3].lstrip()
    return last_of(text, span).endswith(_OPEN_ENDS) or following[:1] in {",", "،", "，"}
