"""The citations that stand beside a quotation and are meant by it.

Behind it: `"..." (John 3:16)`, `"...", she said (John 3:16)`, `"...", as Article 6 of the Charter says`. Before it:
`Article 6 says: "..."`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from onrecord.citations.grammar import Cited, citations
from onrecord.citations.lexicon import Token, count_at, lex
from onrecord.punctuation import SENTENCE_ENDS, STOPS

_REACH: Final = 300  # characters looked at on either side
_OPENING: Final = {"(": ")", "[": "]", "\uff08": "\uff09", "\uff3b": "\uff3d"}
_MARKS: Final = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a"
_CLOSERS: Final = f" \t\u00a0\u202f\n,;:\u060c-\u2013\u2014{SENTENCE_ENDS}{_MARKS}"
_ENDS_INSIDE: Final = f" \n{SENTENCE_ENDS}"
_CUE: Final = re.compile(f"[^{STOPS}\n()\\[\\]\uff08\uff3b{_MARKS}]{{1,80}}[(\\[\uff08\uff3b]")
"""`she said (`: what may stand between a quotation and the bracket behind it, in the same sentence."""
_SENTENCE_ENDS: Final = frozenset(f"{STOPS}\n")
_MOST_LED_IN: Final = 6  # words such as `as it is written in`
_MOST_READING: Final = 6  # words such as `says that`


def behind(text: str, end: int, names: Iterable[str] = ()) -> tuple[Cited, ...]:
    """The citations that stand just behind `end` of a text, where a quotation ends; placed in the text."""
    start = end + len(text[end : end + _REACH]) - len(text[end : end + _REACH].lstrip(_CLOSERS))
    closing = _OPENING.get(text[start : start + 1])
    if closing is not None:
        return _placed(citations(_inside(text, start), names, alone=True), start + 1)
    if not _SENTENCE_ENDS.isdisjoint(text[end:start].lstrip(_ENDS_INSIDE)):
        return ()
    if cue := _CUE.match(text, start, start + _REACH):
        return _placed(citations(_inside(text, cue.end() - 1), names), cue.end())
    after = text[start : start + _REACH]
    found = [one for one in citations(after, names)[:1] if _leads_in(after[: one.start])]
    return () if any(_begins_anew(after, one) for one in found) else _placed(found, start)


def before(text: str, start: int, names: Iterable[str] = ()) -> tuple[Cited, ...]:
    """The citation whose words are announced just before `start` of a text, where a quotation begins."""
    begin = max(0, start - _REACH)
    said = text[begin:start].rstrip(f"{_MARKS} \n")
    found = [one for one in citations(said, names) if _announces(said[one.end :])]
    return _placed(found[-1:], begin)


def _inside(text: str, opened: int) -> str:
    """What stands in the bracket that opens at `opened`, with the brackets inside it: `Art. 6(1) Basic Law`."""
    opening, closing = text[opened], _OPENING[text[opened]]
    depth = 0
    for at in range(opened, min(len(text), opened + _REACH)):
        depth += (text[at] == opening) - (text[at] == closing)
        if not depth:
            return text[opened + 1 : at]
    return text[opened + 1 : opened + _REACH].partition(closing)[0]


def _placed(found: Iterable[Cited], by: int) -> tuple[Cited, ...]:
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in found)


def _begins_anew(after: str, cited: Cited) -> bool:
    """Whether a citation opens a sentence of its own: `Article 6 of the Charter says more`."""
    tokens = lex(after[cited.end :])
    return not after[: cited.start].strip() and bool(tokens) and bool(count_at("reading", tokens, 0))


def _leads_in(between: str) -> bool:
    """Whether nothing but words such as `as` and `according to` stands between the quotation and the citation."""
    tokens = lex(between)
    ends = not _SENTENCE_ENDS.isdisjoint(between.rstrip()[-1:]) and bool(tokens)
    return len(tokens) <= _MOST_LED_IN and not ends and all(count_at("leadin", [t], 0) for t in tokens)


def _announces(between: str) -> bool:
    """Whether the words behind a citation say that it is quoted now: `says:`, `tells us that`."""
    tokens, closed = lex(between), between.strip(" \u00a0)]")
    if not _SENTENCE_ENDS.isdisjoint(closed[:1]) or len(tokens) > _MOST_READING:
        return False
    read = all(count_at("reading", tokens, at) or _ends_phrase(tokens, at) for at in range(len(tokens)))
    return read and (bool(tokens) or closed.endswith(":"))


def _ends_phrase(tokens: list[Token], at: int) -> bool:
    return at > 0 and count_at("reading", tokens, at - 1) > 1
