"""Language tags: which language a tag names, which way it is written, and what it is called.

Tags are BCP 47 (`fa`, `en-US`, `az-Arab`); the three-letter codes that media containers write are understood too.
"""

import re
from typing import Final, Literal, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.core import get_global

Direction: TypeAlias = Literal["rtl", "ltr", "auto"]

_RTL_SCRIPTS: Final = frozenset(
    {"Adlm", "Arab", "Aran", "Armi", "Hebr", "Mand", "Mani", "Nkoo", "Phnx", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
ORIGINAL_MARK: Final = "-orig"
"""What yt-dlp adds to the tag of the captions in the language that is spoken: `talk.fa-orig.vtt`."""
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def primary(tag: str) -> str:
    """The primary subtag in its shortest form: `fa` for `fa-IR`, `FA`, `fas` and `per`."""
    subtag = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    alias: str = get_global("language_aliases").get(subtag, subtag)
    return alias.split("_", maxsplit=1)[0]


def same_language(one: str, other: str) -> bool:
    """Whether two tags name the same language, whatever their regions and scripts."""
    return primary(one) == primary(other)


def direction(language: str | None) -> Direction:
    """Which way a language is written; `auto` where the language, or its script, is not known."""
    if language is None:
        return "auto"
    named = [part.title() for part in re.split(r"[-_]", language)[1:] if len(part) == 4 and part.isalpha()]  # noqa: PLR2004  # a script subtag has four letters
    script = named[0] if named else _usual_script(primary(language))
    if script is None:
        return "auto"
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


def language_name(tag: str, in_language: str = "en") -> str:
    """What people call a language, in the language `in_language`; the tag itself where it has no name there."""
    try:
        names = Locale(primary(in_language)).languages
    except UnknownLocaleError:
        names = Locale("en").languages
    return str(names.get(primary(tag), tag))


def language_in_name(name: str) -> str | None:
    """The language tag that stands before the ending of a file name: `fa` in `speech.fa.vtt`, None in `speech.vtt`."""
    parts = name.rsplit(".", maxsplit=2)
    tag = parts[-2].removesuffix(ORIGINAL_MARK) if len(parts) == 3 else ""  # noqa: PLR2004  # name, tag, ending
    return tag if _TAG.fullmatch(tag) and is_known(tag) else None


def is_known(tag: str) -> bool:
    """Whether the tag's primary subtag names a language."""
    return primary(tag) in Locale("en").languages


def _usual_script(subtag: str) -> str | None:
    likely: str | None = get_global("likely_subtags").get(subtag) if subtag != "und" else None
    return likely.split("_")[1] if likely else None
