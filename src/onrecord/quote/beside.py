"""The cue beside a quotation: before it (`X said that "..."`) and behind it (`"...," said X`)."""

# ruff: noqa: RUF001, SIM905  # marks of several scripts are looked for; word lists read best as text

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.quote import cues, unspaced
from onrecord.quote.addressed import addressee_of
from onrecord.quote.clause import (
    ARTICLES,
    TIMES,
    Phrase,
    phrase_after,
    phrase_before,
    skip_auxiliary,
)
from onrecord.quote.said import POSSESSIVES, Said, is_time, named
from onrecord.quote.sentences import Token, tokens
from onrecord.quote.verbs import ACCORDING, TELLING
from onrecord.quote.verbs import POSSESSIVES as THEIRS

_NEAR: Final = 3
"""Words between a weak verb and the quotation, at most."""
_NAMED_WITHIN: Final = 30
"""Words between a verb that names (`called the plan of the council a "..."`) and the quotation, at most."""
_CALLED_WITHIN: Final = 8
"""The same where nothing but their object stands between: `called the plan of the council "..."`."""
_FAR: Final = 40
"""Words behind a quotation among which its cue stands."""
_LONGEST_LABEL: Final = 6
_SHORT_TITLE: Final = 4
_NEW_CLAUSE: Final = frozenset(
    "and but or when while because after before although which that who whom whose if where so than".split()
)
_NOT_BEFORE_VERBS: Final = frozenset("the a an his her their its our my these those of no any such".split())
_BEING: Final = frozenset("is are was were be been being am 's ’s 're ’re got gets get".split())
_MODIFIES: Final = frozenset("has have had will would can could may might should must do does did".split())
_BEFORE_NAMES: Final = frozenset(["a", "an", "the", "as", "to", "of", "with", "his", "her", "its", "their"])
_NEAR_TO: Final = frozenset(["close", "next", "loyal", "known"])
"""What somebody is to another who is no speaker: `a source close to the singer`."""

_INSET_WITHIN: Final = 300
"""Characters of a quotation in which its speaker is told between two commas."""

_PERSIAN_OBJECT: Final = "را"
_COLONS: Final = frozenset([":", "："])
_COMMAS: Final = frozenset([",", "،", "，", *_COLONS])
_DASHES: Final = "–—―-"
_OF_WHERE: Final = frozenset(["with", "from", "at", "in"])


def before(text: str, start: int, end: int, sentence: int) -> Said | None:
    """The cue in what stands before a quotation: the last verb of speech, a noun of speech, or `X:`."""
    words = tokens(text, start, end)
    if not words:
        return None
    colon = words[-1].text in _COLONS
    verb = _last_verb(words)
    if verb is not None:
        said = _at_verb(text, words, verb)
        return said if said.speaker or said.passive else _with_subject(text, said, sentence, end)
    nouns = (_possessor(text, words, i) for i in range(len(words) - 1, -1, -1) if cues.is_noun(words[i].folded))
    found = next((said for said in nouns if said), None) or _according(text, words) or unspaced.before(text, start, end)
    return found or ((_labelled(text, words) or _announcing(text, sentence, end)) if colon else None)


def _announcing(text: str, sentence: int, end: int) -> Said | None:
    """`Ada Quill was firm: "..."`: the subject of a sentence that ends with a colon, if it can be somebody."""
    subject = subject_of(text, sentence, end)
    if subject is None or subject.speaker is None:
        return None
    words = subject.speaker.split()
    named_ = words[-1][0].isupper() or not words[-1].islower() or words[0].casefold() in ARTICLES
    return subject if named_ or cues.is_pronoun(subject.speaker.casefold()) else None


def _last_verb(words: Sequence[Token]) -> int | None:
    """The last word that is a verb of speech for certain, or else one that may be."""
    maybe = None
    for i in range(len(words) - 1, -1, -1):
        if not cues.is_verb(words[i].folded) or not _counts(words, i):
            continue
        if _is_finite(words, i):
            return i
        if maybe is None and _may_be_finite(words, i):
            maybe = i
    return maybe


def _counts(words: Sequence[Token], i: int) -> bool:
    """Whether a weak verb stands near enough, or names the thing whose name is quoted."""
    between = len(words) - 1 - i - (words[-1].text in _COLONS)
    if not cues.is_weak(words[i].folded) or (between < _NEAR and not words[i].is_capital):
        return True
    if not cues.is_naming(words[i].folded) or words[i].is_capital:
        return False
    plain = between < _CALLED_WITHIN and _NEW_CLAUSE.isdisjoint(word.folded for word in words[i:])
    return plain or (between < _NAMED_WITHIN and words[-1].folded in _BEFORE_NAMES)


def _is_finite(words: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a verb is one: not `the states`, `her tweets`, `late-night reports`."""
    if not _may_be_finite(words, i) or i == 0:
        return i == 0
    previous = words[i - 1]
    if previous.folded == "to":
        return False
    if not cues.is_noun_too(words[i].folded):
        return True
    follows = previous.is_capital or not previous.is_word or cues.is_pronoun(previous.folded)
    return follows or previous.folded in _BEING | _MODIFIES or previous.folded.endswith("ly")


def _may_be_finite(words: Sequence[Token], i: int) -> bool:
    previous = words[i - 1] if i else None
    if previous is None or previous.folded == "to":
        return True
    if cues.is_foreign(words[i].folded):
        return (previous.folded, words[i].folded) not in ACCORDING
    possessive = previous.text.endswith(POSSESSIVES) and not cues.is_pronoun(words[i - 2].folded if i > 1 else "")
    return previous.folded not in _NOT_BEFORE_VERBS and not (possessive and not words[i].folded.endswith("ing"))


def _at_verb(text: str, words: Sequence[Token], verb: int) -> Said:
    """What the verb before a quotation says of its speaker."""
    behind = len(words) - 1 - verb
    near = behind - (words[-1].text in _COLONS) < _NEAR
    adjacent = behind == 0 or (near and words[-1].text in _COMMAS)
    if _is_passive(words, verb):
        by = next((i for i in range(verb + 1, min(len(words), verb + _FAR)) if words[i].folded == "by"), None)
        subject = phrase_after(words, by + 1) if by is not None else None
        return replace(named(text, words, subject, words[verb]), close=near, adjacent=adjacent, passive=True)
    subject = _subject_before(words, verb)
    said = named(text, words, subject, words[verb])
    told = phrase_after(words, verb + 1) if words[verb].folded in TELLING else None
    if told and all(word.text in _COMMAS for word in words[told[1] :]):
        near = adjacent = True
    return replace(said, close=near, adjacent=adjacent, addressee=addressee_of(text, words, verb, subject))


def _is_passive(words: Sequence[Token], verb: int) -> bool:
    """`was called`: somebody else speaks than the subject."""
    at = verb - 1
    while at > 0 and words[at].folded.endswith("ly"):
        at -= 1
    return at >= 0 and words[at].folded in _BEING and words[verb].folded.endswith(("ed", "told", "quoted"))


def _subject_before(words: Sequence[Token], verb: int) -> Phrase | None:
    """The speaker of a verb before a quotation; a participle has none of its own."""
    word = words[verb].folded
    match cues.order(word):
        case "before":
            first = next((i for i in range(verb) if words[i].is_word), verb)
            return phrase_after(words[:verb], first)
        case "after":
            return phrase_after(words, verb + 1) or phrase_before(words, verb)
    if _is_participle(words, verb):
        return None
    if cues.is_foreign(word):
        subject = phrase_before(words, skip_auxiliary(words, verb))
        return phrase_after(words, verb + 1) if subject is None or is_time(words, subject) else subject
    return _inset(words, verb) or phrase_before(words, verb)


def _is_participle(words: Sequence[Token], verb: int) -> bool:
    """`saying`, `to say`: not `is saying`, nor `heard Quill saying`."""
    if verb == 0:
        return False
    previous = words[verb - 1]
    alone = words[verb].folded.endswith("ing") and not (previous.folded in _BEING or previous.is_capital)
    return alone or previous.folded == "to"


def _inset(words: Sequence[Token], verb: int) -> Phrase | None:
    """The speaker in `The plan, said Quill, "was ..."`."""
    if verb == 0 or words[verb - 1].text not in _COMMAS or cues.is_naming(words[verb].folded):
        return None
    inset = phrase_after(words, verb + 1)
    return inset if inset and (inset[1] == len(words) or words[inset[1]].text in _COMMAS) else None


def within(text: str, start: int, end: int) -> Said | None:
    """`« Voyez-vous, explique Otto Voss, ... »`: in French the speaker stands between two commas inside."""
    words = tokens(text, start, min(end, start + _INSET_WITHIN))
    for i in range(1, len(words) - 1):
        if words[i - 1].text not in _COMMAS or not cues.is_foreign(words[i].folded) or not words[i].text.islower():
            continue
        subject = _inset(words, i)
        if subject and subject[1] < len(words) and _is_named(words, subject):
            said = named(text, words, subject, words[i])
            return replace(said, close=True, adjacent=True) if said.speaker else None
    return None


def _is_named(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a phrase is a name, a pronoun, or somebody with an article."""
    first = words[subject[0]]
    return words[subject[1] - 1].is_capital or cues.is_pronoun(first.folded) or first.folded in ARTICLES


def _possessor(text: str, words: Sequence[Token], noun: int) -> Said | None:
    """`the mayor's claim`, `her statement`, `the words of the mayor`."""
    close = len(words) - 1 - noun < _NEAR
    if noun + 1 < len(words) and words[noun + 1].folded == "of" and words[noun].folded == "words":
        return replace(named(text, words, phrase_after(words, noun + 2), words[noun]), close=close)
    for i in range(noun - 1, max(-1, noun - 4), -1):
        if words[i].folded in THEIRS:
            said = Said(speaker=words[i].text, start=words[i].start, end=words[i].end, cue=words[noun].text)
            return replace(said, at=words[noun].end, close=close)
        if words[i].text.endswith(POSSESSIVES):
            return replace(
                named(text, words, phrase_before(words, i + 1) or (i, i + 1), words[noun]),
                close=close,
            )
    return None


def _according(text: str, words: Sequence[Token]) -> Said | None:
    """`according to X`, `به گفته X`."""
    for i in range(len(words)):
        length = next((n for n in (1, 2) if tuple(word.folded for word in words[i : i + n]) in ACCORDING), 0)
        if length:
            said = named(text, words, phrase_after(words, i + length), words[i + length - 1])
            cue = text[words[i].start : words[i + length - 1].end]
            return replace(said, cue=cue) if said.speaker else None
    return None


def _labelled(text: str, words: Sequence[Token]) -> Said | None:
    """`Mayor Quill: "..."`: the short name before a colon."""
    subject = phrase_before(words, len(words) - 1)
    if subject is None or any(word.is_word for word in words[: subject[0]]):
        return None
    said = named(text, words, subject, None)
    if said.speaker is None or len(said.speaker.split()) > _LONGEST_LABEL or not _may_be_named(words, subject):
        return None
    return replace(said, close=True, adjacent=True)


def _may_be_named(words: Sequence[Token], label: Phrase) -> bool:
    """Whether a label ends as a name does, or begins as `the mayor` does; scripts without capitals don't say."""
    last = words[label[1] - 1]
    return last.is_capital or not last.text.islower() or words[label[0]].folded in ARTICLES


def behind(text: str, start: int, end: int, *, asked: bool) -> Said | None:
    """The cue in what follows a quotation: `said X`, `X said`, `X told Y`, `— X`."""
    words = tokens(text, start, end)
    if said := _signed(text, words) or unspaced.behind(text, start, end):
        return said
    first = next((i for i, word in enumerate(words) if word.is_word), None)
    if first is None or words[first].folded in _NEW_CLAUSE or (not asked and words[first].folded == "as"):
        return None
    verb = _first_verb(words, first, asked=asked)
    if verb is None:
        said = _according(text, words)
        return replace(said, close=asked) if said else None
    subject = _subject_behind(words, first, verb)
    said = named(text, words, subject, words[verb])
    return replace(said, close=asked, addressee=addressee_of(text, words, verb, subject))


def _first_verb(words: Sequence[Token], first: int, *, asked: bool) -> int | None:
    if asked and (did := _did(words, first)):
        return did
    for i in range(first, min(len(words), first + _FAR)):
        word = words[i]
        if word.text in {";", "؛", "."} and i > first and len(words[i - 1].text) > _SHORT_TITLE:
            return None
        if not cues.is_verb(word.folded) or (cues.is_weak(word.folded) and i > first + _NEAR):
            continue
        if i > first and not _is_finite(words, i):
            continue
        if not asked and (not word.text[0].isalpha() or not _may_follow(words, first, i)):
            return None
        return i
    return None


def _did(words: Sequence[Token], first: int) -> int | None:
    """`"...," she rumbled`: what somebody did behind a quotation that asks for its cue is how they spoke."""
    subject = phrase_after(words, first)
    if subject is None or subject[1] >= len(words):
        return None
    someone = cues.is_pronoun(words[first].folded) or words[subject[1] - 1].is_capital
    past = words[subject[1]].text
    return subject[1] if someone and past.endswith("ed") and past.islower() else None


def _may_follow(words: Sequence[Token], first: int, verb: int) -> bool:
    """Whether a verb behind a quotation that does not end can be its cue: not `"..." suggests that it does`."""
    following = words[verb + 1].folded if verb + 1 < len(words) else ""
    return verb > first or (following != "that" and not cues.is_weak(words[verb].folded))


def _subject_behind(words: Sequence[Token], first: int, verb: int) -> Phrase | None:
    """The speaker before the verb, or behind a verb that comes first."""
    order = cues.order(words[verb].folded)
    inverted = skip_auxiliary(words, verb) <= first if cues.is_foreign(words[verb].folded) else verb == first
    if inverted:
        return None if words[verb].text.endswith("ing") else phrase_after(words, verb + 1)
    if order == "after":
        return phrase_after(words, verb + 1) or phrase_before(words, verb)
    if cues.is_persian(words[verb].folded):
        first = next((i + 1 for i in range(first, verb) if words[i].text == _PERSIAN_OBJECT), first)
        return phrase_after(words[:verb], first) or phrase_before(words, verb)
    if cues.is_foreign(words[verb].folded) and cues.is_pronoun(words[verb - 1].folded):
        return verb - 1, verb
    opening = phrase_after(words, first)
    return (_opening(words, opening, verb) if opening else None) or phrase_before(words, verb)


def _opening(words: Sequence[Token], opening: Phrase, verb: int) -> Phrase | None:
    """The phrase that opens what follows, where all behind it up to the verb only tells more of it."""
    first, end = opening
    if end <= verb and (_is_apposed(words, opening) or _is_told_when(words[end:verb])):
        return opening
    if end < verb and words[end].folded == "to" and words[end - 1].folded in _NEAR_TO:
        return first, end - 1
    return None


def _is_told_when(between: Sequence[Token]) -> bool:
    """Whether nothing but a time stands between a speaker and the verb: `Ada Quill on Tuesday said`."""
    return all(word.folded in TIMES or word.folded == "on" for word in between)


def _is_apposed(words: Sequence[Token], opening: Phrase) -> bool:
    """Whether what follows a phrase tells more of who that is: `Ada Quill, head of`, `Ada Quill with the port`."""
    following = words[opening[1]]
    return following.text in {",", "،", "("} or (words[opening[1] - 1].is_capital and following.folded in _OF_WHERE)


def _signed(text: str, words: Sequence[Token]) -> Said | None:
    """`"..." — Ada Quill`: nothing but a name behind a dash."""
    if len(words) < 2 or words[0].text not in _DASHES:  # noqa: PLR2004  # the dash and a name
        return None
    subject = phrase_after(words, 1)
    if subject is None or not words[subject[1] - 1].is_capital:
        return None
    if words[subject[1] - 1].text.isdecimal():  # a place of a work: `— John 3:16`
        return None
    if any(word.is_word for word in words[subject[1] : subject[1] + 1]):
        return None
    return replace(named(text, words, subject, words[0]), close=True)


def by(text: str, start: int, end: int, said: Said) -> Said:
    """`was called "..." by X`: the speaker of a passive behind its quotation."""
    words = tokens(text, start, end)[:_FAR]
    if not words or words[0].folded != "by":
        return said
    found = named(text, words, phrase_after(words, 1), None)
    return replace(said, speaker=found.speaker, start=found.start, end=found.end)


def _with_subject(text: str, said: Said, start: int, end: int) -> Said:
    """A participle (`saying`, `and called it`) belongs to the subject of its sentence."""
    subject = subject_of(text, start, end)
    return replace(said, speaker=subject.speaker, start=subject.start, end=subject.end) if subject else said


_PREPOSITIONS: Final = frozenset(
    "in on at after during as for with by speaking addressing asked when while before despite since under from "
    "according following although though if because".split()
)
_OPENERS: Final = frozenset(
    "and but so yet then however meanwhile still later also instead moreover next finally first second third "
    "afterwards nevertheless nonetheless furthermore again there".split()
)
_OPENING_MARKS: Final = frozenset("\"“„«‘'")
_SUBJECT_WITHIN: Final = 400
"""Characters of a sentence in which its subject is looked for."""


def subject_of(text: str, start: int, end: int) -> Said | None:
    """The phrase that a sentence opens with; what comes before it (`On Friday,`) left aside."""
    words = tokens(text, start, min(end, start + _SUBJECT_WITHIN))
    first = next((i for i, word in enumerate(words) if word.is_word), None)
    if first is None or any(word.text in _OPENING_MARKS for word in words[:first]):
        return None
    if words[first].folded in _PREPOSITIONS or (words[first].text.endswith("ing") and len(words) > first + 1):
        comma = next((i for i, word in enumerate(words) if word.text in {",", "،"}), None)
        first = comma + 1 if comma is not None else first + 1
    else:
        first = next(_openers(words, first), first)
    subject = phrase_after(words, first)
    return named(text, words, subject, None) if subject else None


def _openers(words: Sequence[Token], first: int) -> Iterator[int]:
    """Behind `But` and `However,`."""
    if words[first].folded in _OPENERS:
        yield first + 1 + (words[first + 1].text == "," if first + 1 < len(words) else 0)
