"""Sentences of a block, and the noun phrases beside a verb: no parser, only the words and their marks."""

# ruff: noqa: RUF001, SIM905  # letters and marks of several scripts are looked for; word lists read best as text

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.quote.cues import PRONOUNS, is_verb
from onrecord.quote.marks import Span

_TOKEN: Final = re.compile(r"[^\W_](?:(?:[\w'’.\u200c&-]|(?<=[א-ת])[\"״](?=[א-ת]))*[^\W_])?|[^\w\s]")
_END: Final = re.compile(r"[.!?؟。！？۔][\"'”’»)\]]*(?=\s|$)|[。！？]|\n")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Reps|Sens|Gov|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr|Hon|Rev|Pres|vs|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Adm|Del|Atty|Ald|D-[A-Z]\w*|R-[A-Z]\w*|(?:[A-Za-z]\.)+[A-Za-z])$"
)
_CONNECTORS: Final = frozenset("of the for and de la le van von al el bin ibn abu du da dos & 's".split())
_ARTICLES: Final = frozenset("the la le el los der die das".split())
_DETERMINERS: Final = frozenset(
    "the a an his her their its our my your one another some two three several many most other both this that these "
    "those an each every".split()
)
_STOPS: Final = frozenset(
    "that and but or nor when while because although though after before since until as if than then so yet where in "
    "on at to by with from about into over under during against through between for is are was were be been being "
    "has have had do does did will would can could may might should must not also later reportedly he she they it i "
    "we who which whose what there here how why again instead according "
    "در به از با برای که تا بر و روز امروز دیروز پس ضمن نیز هم اما را این است بود "
    "في إلى على عن من أن إن أنه أنها إنه إنها خلال بأن بعد قبل لكن ثم أمام مع الذي التي "
    "של על כי אל עם לפני אחרי במהלך בתגובה את גם אך".split()
)
_LOOKED_AT: Final = 80
_LONGEST_TITLE: Final = 4
_NUMBER_OF_WORDS: Final = 9
"""The longest noun phrase that is taken for a speaker, in words."""


class Token(NamedTuple):
    """A word or a punctuation mark; places are code points of the block."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is a word."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def folded(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and punctuation marks of a part of the text."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]


def sentences(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The sentences of a block. What stands inside a quotation parts no sentence; its end may."""
    found, start = [], 0
    for end in _ends(text, spans):
        if text[start:end].strip():
            found.append((start, end))
        start = end
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def _ends(text: str, spans: Sequence[Span]) -> Iterator[int]:
    at = 0
    for span in [*spans, None]:
        until = span.opener if span else len(text)
        for match in _END.finditer(text, at, until):
            if match.end() <= at + 1 or not _is_abbreviated(text, match.start()):
                yield match.end()
        if span is not None:
            at = span.behind
            if _ends_with(text, span) and not _goes_on(text, at):
                yield at


def _is_abbreviated(text: str, stop: int) -> bool:
    return text[stop] == "." and _ABBREVIATED.search(text, max(0, stop - 24), stop) is not None


def _ends_with(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip().endswith((".", "!", "?", "؟", "…", "。", "！", "？"))


def _goes_on(text: str, at: int) -> bool:
    """Whether a sentence goes on behind a closing mark: a small letter, a comma, or `Name said` follows."""
    following = tokens(text, at, min(len(text), at + _LOOKED_AT))[:6]
    if not following:
        return False
    first = following[0]
    if not first.is_word:
        return first.text in ",;،؛-–—―("
    return first.text[0].islower() or _opens_with_cue(following)


def _opens_with_cue(words: Sequence[Token]) -> bool:
    """Whether nothing but a name stands before the first verb of speech."""
    verb = next((i for i, word in enumerate(words) if is_verb(word.folded)), None)
    return verb is not None and all(
        word.text == "." or word.is_capital or word.folded in PRONOUNS or word.folded in _CONNECTORS
        for word in words[:verb]
    )


def phrase_before(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token `at`, as token indices (half-open), or None."""
    end = _skip_helpers(words, at)
    if end > 0 and words[end - 1].text in {",", "،"}:
        end = _before_apposition(words, end - 1)
    if end > 0 and words[end - 1].text in {")", "—", "–", "-"}:
        end = _before_inset(words, end)
    start = end
    while start > 0 and end - start < _NUMBER_OF_WORDS and _continues(words, start - 1, end):
        start -= 1
        if words[start].folded in _DETERMINERS:
            break
    return (start, end) if end > start else _pronoun_before(words, end)


def _pronoun_before(words: Sequence[Token], end: int) -> tuple[int, int] | None:
    return (end - 1, end) if end > 0 and words[end - 1].folded in PRONOUNS else None


_HELPERS: Final = frozenset(
    "has had have is was are were be been being also later then not would will could did does do never always again "
    "just even still once often simply first recently reportedly 's 've 'd went on to".split()
)


def _skip_helpers(words: Sequence[Token], at: int) -> int:
    """Back over auxiliary verbs and adverbs."""
    while at > 0 and (words[at - 1].folded in _HELPERS or words[at - 1].folded.endswith("ly")):
        at -= 1
    return at


def _before_apposition(words: Sequence[Token], comma: int) -> int:
    """`The mayor, a former pilot, said`: back to the comma that opens the apposition; else the comma itself."""
    opening = next((i for i in range(comma - 1, max(-1, comma - 40), -1) if words[i].text in {",", "،"}), None)
    if opening is None or opening == 0 or not words[opening - 1].is_word:
        return comma
    return opening


def _before_inset(words: Sequence[Token], end: int) -> int:
    """`Ada Quill (North Quay) said`: back over what stands in brackets or between dashes."""
    closing = words[end - 1].text
    opening = "(" if closing == ")" else closing
    found = next((i for i in range(end - 2, max(-1, end - 30), -1) if words[i].text == opening), None)
    return end if found is None else found


def _continues(words: Sequence[Token], i: int, end: int) -> bool:
    """Whether token `i` can belong to the noun phrase whose later tokens reach to `end`."""
    word = words[i]
    if not word.is_word:
        return word.text == "." and i + 1 < end and i > 0 and _is_title(words[i - 1])
    if word.folded in _CONNECTORS:
        return i + 1 < end
    if word.folded in _STOPS:
        return False
    return word.is_capital or not is_verb(word.folded)


def _is_title(word: Token) -> bool:
    """Whether a word is short and capital enough for the full stop behind it to be part of it: `Gov.`, `J.`."""
    return word.is_capital and len(word.text) <= _LONGEST_TITLE


def phrase_after(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that begins at token `at`, as token indices (half-open), or None."""
    if at < len(words) and words[at].folded in PRONOUNS:
        return at, at + 1
    end = at
    while end < len(words) and end - at < _NUMBER_OF_WORDS and _goes_into(words, at, end):
        end += 1
    while end > at and words[end - 1].folded in _CONNECTORS:
        end -= 1
    return (at, end) if end > at else None


def _goes_into(words: Sequence[Token], at: int, i: int) -> bool:
    word = words[i]
    if not word.is_word:
        return word.text == "." and i > at and _is_title(words[i - 1])
    if i > at and word.folded in _DETERMINERS and words[i - 1].folded not in _CONNECTORS:
        return False
    if word.folded in _CONNECTORS:
        return i > at or word.folded in _ARTICLES
    return word.folded not in _STOPS and (word.is_capital or not is_verb(word.folded))


def name_in(words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The name that a noun phrase ends with, without what describes it; the whole phrase where it ends in no name.

    `Mayor Ada Quill` ends in a name; in `the mayor of Northquay` the name only says which mayor.
    """
    if not words[end - 1].is_capital:
        return start, end
    first = end - 1
    while first > start and (words[first - 1].is_capital or words[first - 1].folded in _CONNECTORS):
        first -= 1
    if first > start and words[first].folded in _CONNECTORS - {"the"}:
        return start, end
    while words[first].text in _CONNECTORS:
        first += 1
    return first, end
