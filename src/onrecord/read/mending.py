"""Characters that were read in a wrong encoding before they came here, put right.

Right text is left as it is: quotation marks stay curly or straight, and only what can't have been meant is touched.
"""

import html as entities
import re
from typing import Final

from ftfy import bad_codecs, fix_encoding
from lxml import etree, html

_ENTITY: Final = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,24});")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ACCENTED: Final = re.compile(
    "[\u00bf-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0192\u02c6\u02dc\x81\x8d\x8f\x90\x9d]{2,}"
)
"""Runs of what Windows 1252 shows where Windows 1256 has Arabic letters; no language writes whole texts of these."""
_MIN_ACCENTED: Final = 8
_LETTER: Final = re.compile(r"[^\W\d_]")
_MIN_ACCENTED_SHARE: Final = 0.6
_MIN_PAIRS: Final = 3
"""Letters of two bytes, each shown as two: by accident, right Arabic text is one such pair at most."""
bad_codecs.ok()  # makes the encoding known by its name
_SHOWN: Final = ("alt", "content", "title")


def mend(tree: html.HtmlElement) -> None:
    """Put right the texts of a page's elements and what its attributes show, in place."""
    for element in tree.iter(etree.Element):
        if element.text and not element.text.isascii():
            element.text = mended(element.text)
        if element.tail and not element.tail.isascii():
            element.tail = mended(element.tail)
        for name in _SHOWN:
            if (shown := element.get(name)) and not shown.isascii():
                element.set(name, mended(shown))


def restored(text: str) -> str:
    """A plain text put right line by line, with the entities that its lost markup left behind resolved."""
    if text.isascii() and "&" not in text:
        return text
    return "\n".join(without_entities(mended(line)) for line in text.split("\n"))


def mended(text: str) -> str:
    """A text put right where it shows bytes of one encoding read as another; else the text itself."""
    if text.isascii():
        return text
    whole = _SURROGATE.sub("\ufffd", text)
    if (right := _from_arabic_windows(whole)) is not None:
        return right
    right = fix_encoding(whole)
    return right if right != whole else _from_western_windows(whole) or whole


def _from_arabic_windows(text: str) -> str | None:
    """UTF-8 that was read as Windows 1256; None where the text is no such thing."""
    try:
        right = text.encode("cp1256").decode("utf-8")
    except UnicodeError:
        return None
    return right if len(text) - len(right) >= _MIN_PAIRS else None


def _from_western_windows(text: str) -> str | None:
    """Windows 1256 that was read as Windows 1252; None where the text is no such thing."""
    accented = sum(map(len, _ACCENTED.findall(text)))
    if accented < _MIN_ACCENTED or accented < _MIN_ACCENTED_SHARE * len(_LETTER.findall(text)):
        return None
    try:
        return text.encode("sloppy-windows-1252").decode("cp1256")
    except UnicodeError:
        return None


def without_entities(line: str) -> str:
    """A line with whole entities resolved; `&copy=1` in an address is none."""
    return _ENTITY.sub(lambda found: entities.unescape(found.group()), line)
