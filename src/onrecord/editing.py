"""What an editor puts into a quotation: ellipses, brackets, and the parentheses that hold no words of the speaker's.

Whoever finds quotations and whoever checks them must agree on it, or what one takes for a mark the other calls a
change.
"""

# ruff: noqa: RUF001  # marks and words of several scripts are what is looked for

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.citations import is_citation
from onrecord.notes import is_note
from onrecord.records import MarkKind

_ELLIPSIS: Final = r"[…⋯‥᠁]+\.?|(?P<dot>[.．。｡۔·・･])(?:[^\S\n]?(?P=dot)){2,}"
ELLIPSIS: Final = re.compile(_ELLIPSIS)
"""One character, or at least three dots of one script with or without spaces between them."""

_BRACKET: Final = r"[\[［][^\[\]［］]{0,400}[\]］]|【[^【】]{0,400}】"  # longer ones are no insertions
_PARENTHESIS: Final = r"[(（](?:[^()（）]|[(（][^()（）]{0,40}[)）]){0,400}[)）]"  # such as (Art. 6(1) of the Charter)
ENCLOSED: Final = re.compile(f"{_BRACKET}|{_PARENTHESIS}")
"""Whatever stands in brackets or parentheses; its first and last character are they."""

_MARK: Final = re.compile(
    rf"(?P<bracket>{_BRACKET})|(?P<parenthesis>{_PARENTHESIS})|<[^<>\w]{{1,20}}>|(?P<ellipsis>{_ELLIPSIS})"
)
_LONGEST_NOTE: Final = 60
"""Code points in parentheses; longer ones are the speaker's."""

_LANGUAGES: Final = (
    "English|French|German|Spanish|Portuguese|Italian|Dutch|Russian|Ukrainian|Polish|Greek|Turkish|Arabic|Persian|Farsi|"
    "Dari|Pashto|Urdu|Hindi|Bengali|Hebrew|Yiddish|Kurdish|Swahili|Chinese|Mandarin|Cantonese|Japanese|Korean"
)
_DONE: Final = re.compile(
    r"(?:crowd (?:noise|\w{2,12}(?:s|ing)(?: [\w ]{1,20})?)|video|audio|clip|gap|break|phone rings|"
    rf"(?:(?:speaks|speaking) )?(?:in )?(?:{_LANGUAGES})|translated|emphasis \w{{1,10}})[.!]?",
    re.IGNORECASE,
)
"""What an editor says of the words, or of what is seen: it is no note of a transcript that is said by nobody."""
_SIC: Final = re.compile(r"\(?sic\)?[.!]?|كذا|کذا|هكذا|هکذا|так|原文如此|כך במקור|!", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inserted:
    """A mark of an editor at the code points `start` to `end`; `following` is the character behind it."""

    text: str
    start: int
    end: int
    following: str

    @property
    def kind(self) -> MarkKind:
        """What it is; a single letter before the rest of a word is a changed capital."""
        if ELLIPSIS.match(self.text) or _is_ellipsis(inside := self.text[1:-1].strip()):
            return "ellipsis"
        if (kind := _kind(inside)) is not None:
            return kind
        return "capital" if len(inside) == 1 and inside.isalpha() and self.following.isalpha() else "insertion"

    @property
    def is_bracket(self) -> bool:
        """Whether it is a bracket, which may stand inside a word as parentheses do not."""
        return self.text[0] in "[［【"


def inserted(text: str) -> Iterator[Inserted]:
    """The marks that an editor put into a quotation, in order.

    Brackets always are one. Parentheses are the speaker's own, unless they hold a note such as `applause`, `sic`, a
    citation or an ellipsis.
    """
    at = 0
    while found := _MARK.search(text, at):
        if _is_mark(found):
            at = found.end()
            yield Inserted(found.group(), found.start(), at, text[at : at + 1])
        else:
            at = found.start() + 1


def _is_ellipsis(inside: str) -> bool:
    """Whether the inside of a bracket is ellipses and nothing else."""
    return (left := ELLIPSIS.sub("", inside)) != inside and not left.strip()


def _is_mark(found: re.Match[str]) -> bool:
    if found["bracket"] or found["ellipsis"]:
        return True
    inside = found.group()[1:-1]
    if _is_ellipsis(inside):
        return True
    return bool(found["parenthesis"]) and len(inside) <= _LONGEST_NOTE and _kind(inside.strip()) is not None


def _kind(inside: str) -> MarkKind | None:
    """What the inside of a bracket says about the words, if it is none of them."""
    if _SIC.fullmatch(inside):
        return "sic"
    if is_note(inside) or _DONE.fullmatch(inside):
        return "note"
    return "citation" if is_citation(inside) else None
