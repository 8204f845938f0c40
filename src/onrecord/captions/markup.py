"""The text inside a cue: markup taken off on the way in, put on where it is needed on the way out."""

import html
import re
from itertools import groupby
from typing import Final

from onrecord.captions.languages import direction

# Tags as VTT and SRT have them, and the override blocks that subtitle tools leave in SRT. Each stops at the next
# opening, so that no run of openings is read twice.
_TAG: Final = re.compile(r"(</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\})")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});")
# What no XML and no terminal can carry: controls other than tab and line feed, lone surrogates, non-characters.
_UNSPEAKABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile(r"[ \t]{2,}|\t")
# Direction marks at the ends of a line say how to lay it out; they are put there anew on the way out.
_EDGES: Final = "\u200e\u200f\u061c" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_EMBEDDED: Final = re.compile("([\u202a-\u202e\u2066-\u2068])([^\u202a-\u202e\u2066-\u2069]*)[\u202c\u2069]")
_RLM: Final = "\u200f"
_STRONG: Final = re.compile(r"[^\W\d_]")
_RTL_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def plain(text: str) -> str:
    """The text with single spaces, no empty lines, no layout marks, and nothing in it that can't be shown."""
    lines = (_SPACES.sub(" ", _bare(_UNSPEAKABLE.sub("", line))) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def voices(raw: str) -> list[tuple[str | None, str]]:
    """What is said in a VTT or SRT cue, as pairs of speaker and text, one for each run of a speaker."""
    if "<" not in raw and "{" not in raw:
        text = plain(unescaped(raw))
        return [(None, text)] if text else []
    parts: list[tuple[str | None, str]] = []
    speaker: str | None = None
    for index, part in enumerate(_TAG.split(raw)):
        if index % 2 == 0:
            parts.append((speaker, unescaped(part)))
        elif found := _VOICE.fullmatch(part):
            speaker = " ".join(unescaped(found.group(1)).split()) or None
        elif part == "</v>":
            speaker = None
    runs = ((who, plain("".join(text for _, text in run))) for who, run in groupby(parts, key=lambda part: part[0]))
    return [(who, text) for who, text in runs if text]


def unescaped(text: str) -> str:
    """The text with its character references resolved, those that end as they should."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def escaped(text: str) -> str:
    """The text as XML carries it: `&`, `<` and `>` as references, and with them every arrow."""
    return html.escape(text, quote=False)


def escaped_for_vtt(text: str) -> str:
    """The text as VTT carries it: as XML does, and without what would be taken for an override block."""
    return escaped(text).replace("{\\", "&lbrace;\\")


def escaped_for_srt(text: str) -> str:
    """The text as SRT carries it, where players know no references: only what would be taken for markup is escaped."""
    text = _ENTITY.sub(lambda found: "&amp;" + found.group()[1:], text)
    if _TAG.search(text):
        text = text.replace("<", "&lt;").replace("{", "&lbrace;")
    return text.replace("-->", "--&gt;")


def laid_out(text: str, language: str | None) -> str:
    """The text with a right-to-left mark before every line that would else be laid out from the left.

    Players take a line's direction from its first letter; a Persian line that begins with a Latin name needs the mark.
    """
    if direction(language) != "rtl":
        return text
    return "\n".join(_marked(line) for line in text.split("\n"))


def _marked(line: str) -> str:
    first = _STRONG.search(line)
    return line if first is None or _RTL_LETTER.match(first.group()) else _RLM + line


def _bare(line: str) -> str:
    line = line.strip(_EDGES)
    embedded = _EMBEDDED.fullmatch(line)
    return embedded.group(2).strip(_EDGES) if embedded else line
