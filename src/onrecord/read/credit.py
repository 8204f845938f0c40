"""Lines that say whose text a page carries: reprints, agencies, translations, courtesy."""

# letters and marks of several scripts are what is looked for

import re
from typing import Final, Literal, TypeAlias

from onrecord.records import Credit

CreditKind: TypeAlias = Literal["reprint", "agency", "translation", "courtesy"]

_MAX_LINE: Final = 320
"""Code points. Reprint notes with a licence and two addresses stay under it; a paragraph of prose seldom does."""
_LEAD: Final = r"^[\s\W]{0,4}(?:editor.s )?(?:note\W{1,3})?"
_SUBJECT: Final = (
    r"(?:(?:this|the|a version of this|an earlier version of this|portions of this)\s(?:\w+\s){0,3}?"
    r"(?:article|story|piece|report|post|text|essay|interview|analysis|commentary|column|content|material|item|release|"
    r"statement)\s)"
)
_WAS: Final = r"(?:(?:is|was|has been|had been|were|being)\s)"
_ADVERB: Final = r"(?:(?:first|originally|previously|initially)\s)"
_MADE: Final = r"(?:published|appeared|posted|printed|released|ran|produced|written|carried|distributed)"
_MADE_AGAIN: Final = (
    r"(?:republished|re-published|reprinted|reproduced|reposted|syndicated|cross-?posted|excerpted|adapted|distributed)"
)
_MANNER: Final = (
    r"(?:(?:here|jointly|first|again)\s){0,2}(?:(?:with|by|under)\s(?:the\s)?(?:kind\s)?(?:permission|licen[sc]e)\s)?"
)
_BY: Final = r"(?:by|in|on|at|from|via|courtesy of|of)\s"
_LEADS: Final[tuple[tuple[CreditKind, str], ...]] = (
    ("translation", rf"{_LEAD}{_SUBJECT}?{_WAS}?(?:\w+\s)?translat(?:ed|ion)\s(?:from\s(?:\w+\s){{1,4}}?)?by\s"),
    ("translation", rf"{_LEAD}{_SUBJECT}?{_WAS}?(?:\w+\s)?translat(?:ed|ion)\s(?:from|courtesy of)\s"),
    ("translation", r"^\W{0,3}(?:ترجمه از|مترجم عن|نقلته إلى|תורגם על ידי|traduit par|traducido por|übersetzt von)\s"),
    ("translation", r"^\W{0,3}(?:ترجمه|ترجمة|תרגום|перевод|traduction|übersetzung)\s?:\s?"),
    ("courtesy", r"^\W{0,3}(?:(?:h/t|hat tip)(?: to)?|via)\s?:?\s(?=[^\n]{2,60}$)"),
    ("courtesy", rf"{_LEAD}(?:{_SUBJECT}?{_WAS})?(?:(?:provided|used|published|with)\s)?(?:by\s)?courtesy of\s"),
    ("courtesy", r"^\W{0,3}(?:با اجازه|با سپاس از|بإذن من|באדיבות|mit freundlicher genehmigung von)\s"),
    ("agency", r"^\W{0,3}with (?:additional )?(?:reporting|files|material|inputs?) (?:by|from)\s"),
    ("agency", r"^\W{0,3}(?:agency|wire|agencies)(?: (?:report|copy))?\s?:\s?"),
    ("agency", r"^\W{0,3}(?:خبرگزاری|وكالة|وكالات|סוכנות)\s(?=[^\n]{2,40}$)"),
    ("reprint", rf"{_LEAD}{_SUBJECT}?{_WAS}?{_ADVERB}{_MADE}\s{_MANNER}{_BY}"),
    ("reprint", rf"{_LEAD}{_SUBJECT}{_WAS}?{_MADE}\s{_ADVERB}?{_MANNER}{_BY}"),
    ("reprint", rf"{_LEAD}{_SUBJECT}?{_WAS}?{_ADVERB}?{_MADE_AGAIN}\s{_MANNER}{_BY}"),
    ("reprint", r"^\W{0,3}(?:original )?(?:source|article)\s?:\s?(?=[^\n]{2,80}$)"),
    ("reprint", r"^\W{0,3}read the (?:original|full) (?:article|story)(?: here)?(?: on| at| in)\s"),
    ("reprint", r"^\W{0,3}(?:منبع|المصدر|מקור|quelle|fuente|fonte|источник)\s?:\s?(?=[^\n]{2,80}$)"),
    (
        "reprint",
        (
            r"^\W{0,3}(?:به نقل از|این (?:مطلب|مقاله|گزارش) (?:نخستین بار|ابتدا|پیش‌تر) در|نقلا عن|نقلاً عن|"
            r"نشر (?:هذا )?المقال (?:أولا |أولاً |لأول مرة )?في|(?:המאמר )?פורסם (?:לראשונה |במקור )(?:ב|על ידי ))\s?"
        ),
    ),
    (
        "reprint",
        (
            r"^\W{0,3}(?:publié (?:à l.origine|initialement) (?:par|dans|sur)|publicado originalmente (?:por|en|em)|"
            r"ursprünglich veröffentlicht (?:von|bei|in|auf)|zuerst erschienen (?:bei|in|auf)|"
            r"впервые опубликовано (?:в|на))\s"
        ),
    ),
)
_COMPILED: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _LEADS)
_UNTIL: Final = re.compile(
    r"[\n,;،؛|()\[\]]|\.(?:\s|$)|\s[-–—]\s|\s(?:on|under|with|and (?:is|was|has)|where|here|as|at|http|is|was|"
    r"has|by|for|in (?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|\d{4})|منتشر|\d{1,4})\b"
)
_OPENING: Final = re.compile(
    r"(?:[^\W\d_][\w .,'’-]{1,60}[\s,])?\((?P<publisher>[^\W\d_][^()\n]{1,40})\)\s?(?:[–—―]|--?\s)"
)
_ARTICLE: Final = re.compile(r"^(?:the|our|its|a|an)\s")
_DATE: Final = re.compile(
    r"\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)\w*\b", re.IGNORECASE
)
_CONNECTORS: Final = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "von",
        "und",
        "et",
        "y",
        "e",
        "a",
        "al",
        "el",
        "in",
        "on",
        "to",
        "at",
    ]
)
_MAX_NAME_WORDS: Final = 10


def credit_of(line: str, linked: str | None = None) -> Credit | None:
    """The credit that a line gives, or None where it gives none. `linked` is the text of the line's link.

    A credit opens its line, and the line is short: a sentence that mentions who published something is no credit.
    """
    text = " ".join(line.split())
    if len(text) > _MAX_LINE:
        return None
    for kind, lead in _COMPILED:
        if (found := lead.match(text)) and (publisher := _publisher(text[found.end() :], linked)):
            return Credit(publisher=publisher, kind=kind, text=text)
    return None


def opening_credit(paragraph: str) -> Credit | None:
    """The agency that a first paragraph opens with: `NORTHQUAY (Quay Press) — ...`, or None."""
    found = _OPENING.match(paragraph)
    if found is None or (publisher := _named(found["publisher"])) is None:
        return None
    return Credit(publisher=publisher, kind="agency", text=found.group().strip())


def _publisher(rest: str, linked: str | None) -> str | None:
    """The name that follows the lead: what is linked, or the words up to where the sentence turns elsewhere."""
    if linked and linked in rest and linked != rest and not linked.startswith("http"):
        return _named(linked)
    stop = _UNTIL.search(rest)
    return _named(rest[: stop.start()] if stop else rest)


def _named(name: str) -> str | None:
    """`our partner the Harbour Gazette` without what describes it; None where no name is left or it is a date."""
    words = name.strip(" .:\"'“”‘’«»").split()
    described = [i for i, word in enumerate(words) if word.islower() and word not in _CONNECTORS]
    if described and described[-1] + 1 < len(words):
        words = words[described[-1] + 1 :]
    kept = _ARTICLE.sub("", " ".join(words), count=1)
    if not kept or len(words) > _MAX_NAME_WORDS or kept[0].islower() or _DATE.match(kept):
        return None
    return kept
