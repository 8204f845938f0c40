"""The rest of the sentences that a passage stands in."""

import re
from typing import Final

from onrecord.punctuation import CLOSERS, SENTENCE_ENDS, UNSPACED_STOPS

REACH: Final = 300
"""Code points shown on each side at most: a transcript without full stops is one sentence."""

_ENDS: Final = re.compile(rf"[{SENTENCE_ENDS}][{re.escape(CLOSERS)}]{{0,3}}(?=\s|$)|[{UNSPACED_STOPS}]|\n[^\S\n]*\n")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the code points `start` to `end`, as far as their sentences go."""
    return _before(text, start), _after(text, end)


def _before(text: str, start: int) -> str:
    first = max(0, start - REACH)
    ends = [match.end() for match in _ENDS.finditer(text, first, start)]
    if ends:
        first = ends[-1]
    elif first:  # not in the middle of a word
        first = min(
            [at for at in (text.find(" ", first, start), text.find("\n", first, start)) if at >= 0], default=start
        )
    return text[first:start].lstrip()


def _after(text: str, end: int) -> str:
    last = min(len(text), end + REACH)
    if found := _ENDS.search(text, end, last):
        return text[end : found.end()].rstrip()
    if last < len(text):
        last = max(text.rfind(" ", end, last), text.rfind("\n", end, last), end)
    return text[end:last].rstrip()
