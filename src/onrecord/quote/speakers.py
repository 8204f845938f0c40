"""Who says it: the speaker, the cue and the addressee of every quotation of a block.

The cue is looked for outside the marks, in the sentence that the quotation stands in: right behind it (`said X`,
`X said`), before it (`X said that`), or at another quotation of the sentence. A sentence that is nothing but a
quotation goes on with the speaker before it.
"""

# ruff: noqa: RUF001, SIM905  # marks of several scripts are looked for; word lists read best as text

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.quote import cues
from onrecord.quote.clause import Token, name_in, phrase_after, phrase_before, sentences, tokens
from onrecord.quote.marks import Span

_NEAR: Final = 3
"""Words between a weak verb and the quotation, at most."""
_FAR: Final = 25
"""Words behind a quotation among which its cue stands."""
_NEW_CLAUSE: Final = frozenset(["and", "but", "or", "when", "while", "because", "after", "before", "although"])
_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday morning afternoon evening night week month year".split()
)
_NOT_BEFORE_VERBS: Final = frozenset("to the a an his her their its my our these those of".split())
_THEIRS: Final = frozenset(["his", "her", "their", "its", "my", "our"])
_WRITTEN_ON: Final = ("表示", "指出", "强调", "強調", "说", "說", "称")
"""Chinese verbs of speech, which follow the name without a space."""

_ACCORDING: Final = frozenset([("according", "to"), ("به", "گفته"), ("به", "گفتهٔ"), ("לפי", "דברי")])
_LONGEST_LABEL: Final = 6
_COLONS: Final = frozenset([":", "："])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says something. `start` and `end` are where the speaker is named, in code points of the block.

    `close` says whether the cue stands right beside the quotation, `carried` that it was taken over from another one;
    then `start` and `end` may belong to a block before.
    """

    speaker: str | None
    start: int | None = None
    end: int | None = None
    cue: str | None = None
    addressee: str | None = None
    close: bool = False
    carried: bool = False


def attribute(text: str, spans: Sequence[Span], before: Said | None) -> list[Said | None]:
    """Who says each of the spans; `before` is who spoke last before this block, where the text runs on from there."""
    found: list[Said | None] = []
    last = before
    for start, end, inside in _with_spans(sentences(text, spans), spans):
        said = _in_sentence(text, start, end, inside)
        if inside:
            alone = _is_alone(text, start, end, inside)
            said = [_continued(one, last, alone=alone) for one in said]
            found.extend(said)
        last = next((one for one in reversed(said) if one is not None), last if inside else None)
    return found + [None] * (len(spans) - len(found))


def _with_spans(parts: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    """Every sentence and the spans that open in it; both are in order, so each span is looked at once."""
    first = 0
    for start, end in parts:
        behind = first
        while behind < len(spans) and spans[behind].opener < end:
            behind += 1
        yield start, end, spans[first:behind]
        first = behind


def _continued(said: Said | None, last: Said | None, *, alone: bool) -> Said | None:
    """A quotation alone in its sentence, or a cue without a subject, goes on with the speaker before it."""
    if last is None or (said is None and not alone) or (said is not None and said.speaker):
        return said
    carried = replace(last, carried=True, close=False)
    return carried if said is None else replace(carried, cue=said.cue, close=said.close, addressee=said.addressee)


def last_said(text: str, spans: Sequence[Span], said: Sequence[Said | None]) -> Said | None:
    """Who a block that follows goes on with: the last one quoted, or whom the last sentence introduces."""
    parts = sentences(text, spans)
    if parts and text.rstrip().endswith((":", "：")):
        start, end = parts[-1]
        inside = [span for span in spans if start <= span.opener < end]
        at = max([start, *(span.behind for span in inside)])
        return _before(text, at, end, start) or _subject(text, start, end)
    return next((one for one in reversed(said) if one is not None), None)


def _is_alone(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a sentence holds no words beside its quotations."""
    outside = text[start : spans[0].opener] + text[spans[-1].behind : end]
    return not any(character.isalnum() for character in outside)


def _in_sentence(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Said | None]:
    """The speakers of a sentence's quotations; of a sentence without one, the speaker whom it names, if any."""
    if not spans:
        said = _before(text, start, end, start)
        return [said] if said else []
    edges = [start, *(at for span in spans for at in (span.opener, span.behind)), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    found: list[Said | None] = []
    for i, span in enumerate(spans):
        behind = _behind(text, *parts[i + 1], asked=_asks_for_cue(text, span, parts[i + 1][0]))
        ahead = _before(text, *parts[i], start)
        one = behind if behind and (not ahead or not ahead.close) else ahead
        found.append(_filled(one, found[-1] if found else None))
    known = next((one for one in found if one), None) or _before(text, *parts[-1], start)
    return [one or (replace(known, close=False) if known else None) for one in found]


def _filled(said: Said | None, before: Said | None) -> Said | None:
    """A cue without a subject (`, adding that`) goes on with the speaker before it in the sentence."""
    if said is None or said.speaker or before is None:
        return said or before
    return replace(before, cue=said.cue, close=said.close)


def _asks_for_cue(text: str, span: Span, behind: int) -> bool:
    """Whether the quotation ends with a comma or the like, as it does where `X said` follows."""
    inside, following = text[span.start : span.end].rstrip(), text[behind : behind + 3].lstrip()
    return inside.endswith((",", "?", "!", "—", "–", "-", "،", "؟", "…")) or following[:1] in {",", "،"}


def _behind(text: str, start: int, end: int, *, asked: bool) -> Said | None:
    """The cue that opens what follows a quotation: `said X`, `X said`, `X told Y`."""
    words = tokens(text, start, end)
    if signed := _signed(text, words):
        return signed
    first = next((i for i, word in enumerate(words) if word.is_word), None)
    if first is None or words[first].folded in _NEW_CLAUSE or (not asked and words[first].folded == "as"):
        return None
    for i in range(first, min(len(words), first + _FAR)):
        word = words[i]
        if word.text in {";", "؛", "."} and i > first and not _is_title_stop(words, i):
            return None
        if not cues.is_verb(word.folded) or (cues.is_weak(word.folded) and i > first + _NEAR):
            continue
        if not asked and not word.text[0].isalpha():
            continue
        return _said(text, words, i, close=asked, inverted=i == first, first=first)
    return _according(text, words, close=asked)


def _signed(text: str, words: Sequence[Token]) -> Said | None:
    """`"..." — Ada Quill`: nothing but a name behind a dash."""
    if len(words) < 2 or words[0].text not in "–—―-":  # noqa: PLR2004  # the dash and a name
        return None
    subject = phrase_after(words, 1)
    rest = words[subject[1] :] if subject else words
    if subject is None or not words[subject[1] - 1].is_capital or any(word.is_word for word in rest[:1]):
        return None
    return replace(_named(text, words, subject, words[0].text), close=True)


def _is_title_stop(words: Sequence[Token], i: int) -> bool:
    return len(words[i - 1].text) <= 4  # noqa: PLR2004  # Gov. and the like


def _before(text: str, start: int, end: int, sentence: int) -> Said | None:
    """The cue in what stands before a quotation: the last verb of speech, or `X:`."""
    words = tokens(text, start, end)
    if not words:
        return None
    colon = words[-1].text in _COLONS
    last = len(words) - colon - 1
    for i in range(last, -1, -1):
        word = words[i]
        near = last - i < _NEAR
        if (
            not cues.is_verb(word.folded)
            or (cues.is_weak(word.folded) and (not near or word.is_capital))
            or not _is_finite(words, i)
        ):
            continue
        said = _said(text, words, i, close=near, inverted=False, first=0)
        return said if said.speaker else _with_subject(text, said, sentence, end)
    nouns = (_possessor(text, words, i) for i in range(last, -1, -1) if cues.is_noun(words[i].folded))
    found = next((said for said in nouns if said), None) or _according(text, words, close=False)
    return found or ((_labelled(text, words) or _subject(text, sentence, end)) if colon else None)


def _is_finite(words: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a verb is one here: not `wanted to say`, `the states`, `her tweets`."""
    before = words[i - 1] if i else None
    return before is None or not (before.folded in _NOT_BEFORE_VERBS or before.text.endswith(_POSSESSIVES))


def _said(text: str, words: Sequence[Token], verb: int, *, close: bool, inverted: bool, first: int) -> Said:
    """What the verb at an index says of speaker and addressee."""
    subject = _subject_of(words, verb, inverted=inverted, first=first)
    said = _named(text, words, subject, words[verb].text)
    return replace(said, close=close, addressee=_addressee(text, words, verb, subject))


def _subject_of(words: Sequence[Token], verb: int, *, inverted: bool, first: int) -> tuple[int, int] | None:
    word = words[verb].folded
    if cues.is_persian(word):
        return phrase_after(words[:verb], first)
    if word.endswith("ing") and verb > 0 and words[verb - 1].text in {",", "،"}:
        return None
    if inverted or cues.is_arabic(word) or cues.is_hebrew(word):
        return phrase_after(words, verb + 1) or phrase_before(words, verb)
    return phrase_before(words, verb)


def _named(text: str, words: Sequence[Token], subject: tuple[int, int] | None, cue: str | None) -> Said:
    if subject is None or words[subject[1] - 1].folded in _DAYS:
        return Said(speaker=None, cue=cue)
    first, behind = name_in(words, *subject)
    start, end = words[first].start, words[behind - 1].end
    name = text[start:end]
    if name.endswith(_POSSESSIVES[:2]):
        name, end = name[:-2], end - 2
    return Said(speaker=name, start=start, end=end, cue=cue)


def _addressee(text: str, words: Sequence[Token], verb: int, subject: tuple[int, int] | None) -> str | None:
    """`told Y`, `said to Y`, and in Persian what stands after `به` before the verb."""
    object_ = None
    if words[verb].folded in cues.TELLING:
        object_ = phrase_after(words, verb + 1)
    elif verb + 1 < len(words) and words[verb + 1].folded in {"to", "إلى"}:
        object_ = phrase_after(words, verb + 2)
    elif cues.is_persian(words[verb].folded):
        to = next((i for i in range(verb - 1, -1, -1) if words[i].text == "به"), None)
        object_ = phrase_after(words[:verb], to + 1) if to is not None else None
    if object_ is None or object_ == subject:
        return None
    first, behind = name_in(words, *object_)
    return text[words[first].start : words[behind - 1].end]


def _possessor(text: str, words: Sequence[Token], noun: int) -> Said | None:
    """`the mayor's claim`, `her statement`."""
    for i in range(noun - 1, max(-1, noun - 4), -1):
        if words[i].folded in _THEIRS:
            return Said(speaker=words[i].text, start=words[i].start, end=words[i].end, cue=words[noun].text)
        if words[i].text.endswith(_POSSESSIVES):
            subject = phrase_before(words, i + 1)
            return _named(text, words, subject or (i, i + 1), words[noun].text)
    return None


def _according(text: str, words: Sequence[Token], *, close: bool) -> Said | None:
    """`according to X`, `به گفته X`."""
    for i in range(len(words) - 1):
        pair = (words[i].folded, words[i + 1].folded)
        if pair in _ACCORDING:
            cue = text[words[i].start : words[i + 1].end]
            said = _named(text, words, phrase_after(words, i + 2), cue)
            return replace(said, close=close) if said.speaker else None
    return None


def _labelled(text: str, words: Sequence[Token]) -> Said | None:
    """`Mayor Quill: "..."`: the short name before a colon."""
    subject = phrase_before(words, len(words) - 1)
    if subject is None or subject[0] > 0:
        return None
    said = _named(text, words, subject, None)
    if said.speaker is None or said.end is None or len(said.speaker.split()) > _LONGEST_LABEL:
        return None
    verb = next((verb for verb in _WRITTEN_ON if said.speaker.endswith(verb)), "")
    name = said.speaker.removesuffix(verb)
    return (
        Said(speaker=name, start=said.start, end=said.end - len(verb), cue=verb or None, close=True) if name else None
    )


def _with_subject(text: str, said: Said, start: int, end: int) -> Said:
    """A participle (`saying`, `and called it`) belongs to the subject of its sentence."""
    subject = _subject(text, start, end)
    return replace(said, speaker=subject.speaker, start=subject.start, end=subject.end) if subject else said


_PREPOSITIONS: Final = frozenset(
    ["in", "on", "at", "after", "during", "as", "for", "with", "by", "speaking", "asked", "when", "while", "before"]
)


_OPENING_MARKS: Final = frozenset("\"“„«‘'")
_SUBJECT_WITHIN: Final = 400


def _subject(text: str, start: int, end: int) -> Said | None:
    """The phrase that a sentence opens with; what comes before it (`On Friday,`) left aside."""
    words = tokens(text, start, min(end, start + _SUBJECT_WITHIN))
    first = next((i for i, word in enumerate(words) if word.is_word), None)
    if first is None or any(word.text in _OPENING_MARKS for word in words[:first]):
        return None
    if words[first].folded in _PREPOSITIONS:
        comma = next((i for i, word in enumerate(words) if word.text in {",", "،"}), None)
        first = comma + 1 if comma is not None else first + 1
    elif words[first].folded in {"and", "but", "so", "yet", "then"}:
        first += 1
    subject = phrase_after(words, first)
    return _named(text, words, subject, None) if subject else None
