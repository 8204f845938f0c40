"""Words and sentences of a block: no parser, only the words and their marks."""

# ruff: noqa: RUF001, SIM905  # letters and marks of several scripts are looked for; word lists read best as text

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.months import SHORT_MONTHS
from onrecord.punctuation import CLOSERS, SENTENCE_ENDS, STOPS, UNSPACED_STOPS
from onrecord.quote.cues import is_pronoun, is_verb
from onrecord.quote.marks import Span
from onrecord.quote.verbs import HAN

_TOKEN: Final = re.compile(r"[^\W_](?:(?:[\w'’.\u200c&-]|(?<=[א-ת])[\"״](?=[א-ת]))*[^\W_])?|[^\w\s]")
_CONTRACTED: Final = re.compile(
    r"(?:s?he|it|they|we|i|you|who|that|there|what)(?=['’](?:s|re|ve|d|ll|m)$)", re.IGNORECASE
)
_INVERTED: Final = re.compile(r"(?P<verb>\w{1,20}?)(?:-t)?-(?P<who>ils?|elles?)$", re.IGNORECASE)
"""French questions and insets write the pronoun behind its verb: `dit-elle`, `a-t-il`."""

_END: Final = re.compile(rf"[{STOPS}][{re.escape(CLOSERS)}]*(?=\s|$)|[{UNSPACED_STOPS}]|\n")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Reps|Sens|Gov|Govs|Gen|Lt|Col|Maj|Cmdr|Capt|Sgt|St|Jr|Sr|Hon|Rev|"
    rf"Pres|Msgr|Amb|vs|No|{'|'.join(SHORT_MONTHS)}|Inc|Corp|Co|Ltd|Adm|Del|Atty|Ald|"
    r"D-[A-Z]\w*|R-[A-Z]\w*|[DR]|(?:[A-Za-z]\.)+[A-Za-z])$"
)
_SENTENCE_ENDS: Final = tuple(SENTENCE_ENDS)
_NEAR: Final = 12
"""Characters before a mark in which the stop before it stands."""

CONNECTORS: Final = frozenset("of the for and de la le van von al el bin ibn abu du da dos & 's کا کے کی".split())
"""Small words inside a name."""

_LOOKED_AT: Final = 80
"""Characters behind a quotation in which its cue shows that the sentence goes on."""


_LONGEST_CONTRACTION: Final = 8
_LONGEST_INVERSION: Final = 24


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
    return list(_tokens(text, start, end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """`he's saying` has three words and `dit-elle` two: contractions are parted, possessives are not."""
    for match in _TOKEN.finditer(text, start, end):
        inverted = _INVERTED.match(match.group()) if match.end() - match.start() <= _LONGEST_INVERSION else None
        if inverted:
            for part in ("verb", "who"):
                yield Token(inverted[part], match.start() + inverted.start(part), match.start() + inverted.end(part))
            continue
        head = _CONTRACTED.match(match.group()) if match.end() - match.start() <= _LONGEST_CONTRACTION else None
        parted = match.start() + (head.end() if head else 0)
        if head:
            yield Token(head.group(), match.start(), parted)
        yield Token(text[parted : match.end()], parted, match.end())


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
    """Where sentences end: at a stop outside the marks, and at the end of a quotation that ends with one."""
    at = sentence = 0
    for span in [*spans, None]:
        until = span.opener if span else len(text)
        for match in _END.finditer(text, at, until):
            if match.end() <= at + 1 or not _is_abbreviated(text, match.start()):
                sentence = match.end()
                yield sentence
        if span is not None:
            at = span.behind
            begins = not any(
                character.isalnum() for character in text[max(sentence, span.opener - _NEAR) : span.opener]
            )
            if _ends_with(text, span) and not _goes_on(text, at, begins=begins or not _stops(text, span)):
                sentence = at
                yield at


def _is_abbreviated(text: str, stop: int) -> bool:
    return text[stop] == "." and _ABBREVIATED.search(text, max(0, stop - 24), stop) is not None


def last_of(text: str, span: Span) -> str:
    """The last visible characters between marks, up to the marks of quotations inside it."""
    return text[max(span.start, span.end - _NEAR) : span.end].rstrip(" \u00a0\n\"'”’»“‘›)]")


def _ends_with(text: str, span: Span) -> bool:
    return last_of(text, span).endswith(_SENTENCE_ENDS)


def _stops(text: str, span: Span) -> bool:
    """Whether a quotation ends with a full stop, where a comma would stand before `Name said`."""
    return last_of(text, span).endswith(".")


def _goes_on(text: str, at: int, *, begins: bool) -> bool:
    """Whether a sentence goes on behind a closing mark: a small letter, a comma, or `Name said` follows.

    `begins` says that `Name said` may belong to the quotation: it opens its sentence, or ends without a full stop.
    """
    following = tokens(text, at, min(len(text), at + _LOOKED_AT))[:6]
    if not following:
        return False
    first = following[0]
    if not first.is_word:
        return first.text in ",;،؛-–—―("
    return first.text[0].islower() or (begins and _opens_with_cue(following)) or first.text.endswith(HAN)


def _opens_with_cue(words: Sequence[Token]) -> bool:
    """Whether nothing but a name stands before the first verb of speech."""
    verb = next((i for i, word in enumerate(words) if is_verb(word.folded)), None)
    return verb is not None and all(
        word.text == "." or word.is_capital or is_pronoun(word.folded) or word.folded in CONNECTORS
        for word in words[:verb]
    )
