"""From the bytes of a caption file to its text, with a sentence wherever the encoding was not certain."""

import codecs
import re
from typing import Final

from onrecord.captions.languages import primary
from onrecord.errors import Unreadable

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What subtitle tools wrote in these languages before UTF-8.
_USUAL: Final = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "sd", "ckb"), "cp1256"),
    **dict.fromkeys(("he", "yi"), "cp1255"),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    **dict.fromkeys(("da", "de", "en", "es", "fi", "fr", "is", "it", "nl", "no", "pt", "sv"), "cp1252"),
    "el": "cp1253",
    "tr": "cp1254",
}
_CANDIDATES: Final = [*sorted(set(_USUAL.values())), "koi8_r", "iso8859_6", "iso8859_8", "cp932", "gb18030", "euc_kr"]
_LATIN: Final = frozenset({"cp1250", "cp1252", "cp1254", "cp1257"})
# Hebrew letters fill these bytes in both of its code pages, and Hebrew has no capitals outside them.
_HEBREW: Final = re.compile(rb"[\xe0-\xfa]")
_HEBREW_SHARE: Final = 0.9  # the rest are points, dashes and quotation marks
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
# A UTF-8 file with a few broken bytes is still UTF-8: below this share of the characters outside ASCII.
_BROKEN_SHARE: Final = 0.05
_SAMPLE: Final = 200_000  # bytes that are enough to tell an encoding by


def decode(data: bytes, name: str, language: str | None) -> tuple[str, str | None]:
    """The text of `data`, and a note where its encoding had to be assumed.

    A byte order mark decides, then NULs, which only UTF-16 has, then UTF-8; else the code page that is usual for the
    language (as the file name has it), or the one in which the text looks most like a language. Raises Unreadable for
    bytes that are no text.
    """
    if marked := [encoding for mark, encoding in _BOMS if data.startswith(mark)]:
        return _strictly(data, marked[0], name), None
    if b"\0" in data:
        encoding = _unmarked_utf_16(data, name)
        return _strictly(data, encoding, name), f"read as {encoding.upper()}, which it does not say"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    return _with_broken_bytes(data) or _in_a_code_page(data, name, language)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(name, f"is not the {encoding.upper()} text that it begins as", "save it as UTF-8") from error


def _unmarked_utf_16(data: bytes, name: str) -> str:
    """Which UTF-16 it is, by the side on which its spaces, figures and Latin letters have their NUL."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) * 20 > max(even, odd):
        raise Unreadable(name, "is not text", "give a caption file (VTT, SRT, TTML) or plain text")
    return "utf-16-le" if odd > even else "utf-16-be"


def _with_broken_bytes(data: bytes) -> tuple[str, str] | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    foreign = sum(1 for character in text if character > "\x7f")
    if broken > _BROKEN_SHARE * foreign:
        return None
    return text, f"{broken} characters are not valid UTF-8 and stand as �"


def _in_a_code_page(data: bytes, name: str, language: str | None) -> tuple[str, str]:
    encoding = _USUAL.get(primary(language)) if language else None
    encoding = encoding or _looks_like(b"\n".join(line for line in data.splitlines() if _HIGH.search(line))[:_SAMPLE])
    if encoding is None:
        raise Unreadable(name, "is text in no encoding that can be recognised", "save it as UTF-8")
    text = data.decode(encoding, "replace")
    return text, f"read as {encoding}, which was assumed: it is not UTF-8 and does not say what it is"


def _looks_like(sample: bytes) -> str | None:
    hebrew = len(_HEBREW.findall(sample))
    if hebrew > _HEBREW_SHARE * len(_HIGH.findall(sample)) and hebrew > len(_ASCII_LETTER.findall(sample)):
        return "cp1255"
    import charset_normalizer  # noqa: PLC0415  # it takes a while to load, and hardly any file gets here

    matches = charset_normalizer.from_bytes(sample, cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        return None
    # The Latin pages differ in few letters; where the text tells nothing more, the commonest is the better guess.
    western = [match for match in matches if match.encoding == "cp1252" and match.coherence >= best.coherence]
    return "cp1252" if best.encoding in _LATIN and western else best.encoding
