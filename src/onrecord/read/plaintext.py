"""Plain text copies of pages, which have lost their markup."""

# letters and marks of several scripts are what is looked for

import re
from dataclasses import replace
from typing import Final

from onrecord.read.piece import Piece, ends_sentence, is_prose, key, tidy

_TAG: Final = re.compile(
    r"</?(?:a|article|b|body|br|div|em|figure|font|h[1-6]|head|html|i|img|li|link|main|meta|ol|p|script|section|span|"
    r"strong|style|table|td|title|tr|ul)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT: Final = 100_000
_MIN_TAGS: Final = 3
"""A text that speaks of one pair of tags is still a text."""

_MAX_TITLE: Final = 220
_MAX_TITLE_SENTENCES: Final = 2
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'«»“”]{3,2000}")
_SENTENCE_END: Final = re.compile(r"[.!?؟。]\s")
_WRAPPED_AT: Final = range(55, 90)
_MIN_WRAPPED_SHARE: Final = 0.6


def is_markup(text: str) -> bool:
    """Whether a text is HTML, decided by looking at it and not by what anybody says that it is."""
    sample = text[:_LOOKED_AT]
    if _DOCUMENT.search(sample):
        return True
    return sum(1 for _, _tag in zip(range(_MIN_TAGS), _TAG.finditer(sample), strict=False)) == _MIN_TAGS


def plain_pieces(text: str) -> list[Piece]:
    """The paragraphs of a plain text; the first is tagged as the title where it stands as one."""
    found = [_piece(paragraph) for paragraph in _paragraphs(text)]
    if len(found) > 1 and _is_title(found[0].text):
        return [replace(found[0], text=found[0].text.lstrip("# "), tag="title"), *found[1:]]
    return found


def _piece(paragraph: str) -> Piece:
    addresses = tuple(match.group().rstrip(".,;:)]") for match in _ADDRESS.finditer(paragraph))
    return Piece(text=paragraph, links=addresses, linked=sum(map(len, addresses)), main=bool(key(paragraph)))


def _paragraphs(text: str) -> list[str]:
    """Paragraphs parted by empty lines; by every line break where there are no empty lines and no wrapped lines."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if all(lines) and not _is_wrapped(lines):
        return lines
    parts = [tidy(" ".join(part.split("\n"))) for part in re.split(r"\n\n+", "\n".join(lines))]
    return [part for part in parts if part]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a fixed width: most are about that long and don't end where a sentence ends."""
    wrapped = sum(len(line) in _WRAPPED_AT and not ends_sentence(line) for line in lines)
    return len(lines) > 1 and wrapped >= _MIN_WRAPPED_SHARE * len(lines)


def _is_title(line: str) -> bool:
    if line.startswith("# "):
        return True
    if len(line) > _MAX_TITLE or "\n" in line:
        return False
    return not is_prose(line) or len(_SENTENCE_END.findall(line + " ")) < _MAX_TITLE_SENTENCES
