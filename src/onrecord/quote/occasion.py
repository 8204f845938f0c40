"""Where and when something was said, and to whom, as the sentence tells it beside the cue.

`On Tuesday, Quill told a rally in Northquay that "..."`: the adjuncts that open the sentence, and those from the
speaker to the quotation, up to the first word that begins another clause. The article's own words are kept.
"""

# ruff: noqa: RUF001, SIM905  # words of several scripts are looked for; word lists read best as text

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from onrecord.months import MONTHS, SHORT_MONTHS
from onrecord.quote.clause import DETERMINERS, Phrase, is_past, name_in, phrase_after
from onrecord.quote.sentences import CONNECTORS, Token, tokens
from onrecord.quote.verbs import TELLING
from onrecord.records import Occasion

_DAYS: Final = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    "понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|"
    "Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar|"
    "پنج[\u200c ]?شنبه|چهارشنبه|سه[\u200c ]?شنبه|دوشنبه|یک[\u200c ]?شنبه|شنبه|جمعه|"
    "الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|"
    "יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)"
)
_MONTHS: Final = "|".join((*MONTHS, *(rf"{month}\." for month in SHORT_MONTHS)))
_YEAR: Final = r"(?:1[0-9]|20)\d\d"
_FULL_DATE: Final = (
    rf"(?:{_MONTHS})(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s{_YEAR})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s(?:{_MONTHS})(?:,?\s{_YEAR})?"
)
_PARTS_OF_DAY: Final = "morning|afternoon|evening|night"
_UNITS: Final = "night|weekend|week|month|year|spring|summer|autumn|fall|winter|century|decade"
_NUMBERS: Final = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|some|many|\\d{1,3}"
_DATE: Final = re.compile(
    rf"(?:(?:early|late|earlier|later)\s)?(?:last|this|next)\s(?:{_DAYS}|{_MONTHS}|{_PARTS_OF_DAY}|{_UNITS})\b"
    rf"|(?:(?:early|late)\s)?(?:{_DAYS})\b(?:\s(?:{_PARTS_OF_DAY})\b)?(?:,?\s(?:{_FULL_DATE}))?"
    rf"|(?:early|late|mid-)?\s?(?:{_FULL_DATE})"
    rf"|{_YEAR}\b"
    rf"|(?:{_NUMBERS})\s(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|century)\s"
    r"(?:ago|earlier|later|before)\b"
    r"|(?:yesterday|today|tonight|earlier today|gestern|heute|hier|aujourd['’]hui|ayer|hoy|вчера|сегодня|dün|bugün|"
    r"دیروز|امروز|دیشب|أمس|اليوم|היום|אתמול)\b"
    r"|(?:سال|عام|سنة|בשנת|year)\s[\d۰-۹٠-٩]{4}"
)
_ON: Final = frozenset("on in since early late um am le el в во روز يوم در".split())
"""Prepositions of time."""

_AT: Final = frozenset("at during aboard".split())
_IN: Final = frozenset("in outside inside near".split())
_FOREIGN_IN: Final = frozenset("در طی في خلال أمام im bei beim auf à dans lors en durante в на во".split())
_ON_AIR: Final = frozenset(
    "twitter facebook instagram telegram x youtube television tv radio cnn bbc air floor stage program programme "
    "show podcast trail sidelines social media".split()
)
_EVENTS: Final = frozenset(
    "rally interview statement speech address letter meeting conference briefing hearing debate ceremony convention "
    "session email e-mail message post tweet memo report column article op-ed essay book broadcast lecture sermon "
    "forum summit gathering event call conversation testimony filing note remarks talk visit town service memorial "
    "program programme show podcast appearance video release talks dinner breakfast luncheon lunch panel court "
    "congress parliament council interviews speeches funeral march protest demonstration".split()
)
_EXCHANGES: Final = frozenset(
    "interview meeting letter call email e-mail message statement conversation speech address talks memo note post "
    "tweet interviews remarks speaking spoke speak speaks addressing addresses".split()
)
"""What is held or written with or to somebody: `in a letter to X`."""

_REGIONS: Final = frozenset(
    "city town village port capital state county district suburb province region country downtown central northern "
    "southern eastern western nearby".split()
)
_TIMELESS: Final = frozenset(
    "least last first once times all random present risk issue end beginning start time moment age center heart "
    "point stake odds length".split()
)
_ENDS: Final = frozenset(
    "that who which whose when where because as and but or if while after whether how why than is was are were would "
    "will has had have could can should may might must do does did not he she they it i we you".split()
)
"""Words that begin another clause, of which the adjuncts are not the cue's."""

_OPENERS: Final = frozenset("at in on during from before speaking addressing last earlier late early".split())
_STOPS: Final = frozenset([":", ";", "؛", "؟", "?", "!", "：", '"', "“", "«", "„"])
_LOOKED_AT: Final = 40
"""Words beside a cue among which its adjuncts stand."""
_WITHIN: Final = 600
"""The same in characters."""
_COMMAS: Final = frozenset([",", "،"])
_INDEFINITE: Final = frozenset(["a", "an"])
_WRITTEN: Final = frozenset("statement email e-mail letter memo post tweet message report column article".split())
_WHOSE: Final = frozenset("his her their its my our your".split())
_PERIODS: Final = frozenset(
    "years year months month weeks week days day time times things thing tenure term career life".split()
)
_TITLE: Final = 4
_LONGEST_CUE: Final = 12
_DATELINE: Final = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ ,]{1,2}[A-ZÀ-Þ][\w.’'-]*){0,4}?)"
    rf"(?:,\s(?P<date>{_FULL_DATE}))?\s?(?:\([^()]{{1,40}}\)\s?)?(?:—|–|--|-)\s"
)
_LONGEST_DATELINE: Final = 120


@dataclass(slots=True)
class Circumstances:
    """What the adjuncts of a cue say; places are code points of the block."""

    place: tuple[int, int] | None = None
    date: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None

    def occasion(self, text: str) -> Occasion | None:
        """Place and date in the text's words, None where it gives neither."""
        place, date = (text[one[0] : one[1]] if one else None for one in (self.place, self.date))
        return Occasion(place=place, date=date) if place or date else None


def opener_end(text: str, start: int, end: int) -> int:
    """Where the adjuncts end that open a sentence: `On Tuesday,`; `start` where there are none."""
    words = tokens(text, start, min(end, start + _WITHIN))[:_LOOKED_AT]
    first = next((i for i, word in enumerate(words) if word.is_word), None)
    if first is None or not (words[first].folded in _OPENERS | _FOREIGN_IN | _ON or _date_at(text, words, first)):
        return start
    comma = next((word.start for word in words[first:] if word.text in {",", "،"}), None)
    date = _date_at(text, words, first) or _date_at(text, words, first + 1)
    return comma if comma is not None else date.end() if date else start


class Zone(NamedTuple):
    """Code points of a block in which adjuncts of a cue stand; `names` says whether places there are the cue's."""

    start: int
    end: int
    names: bool = True


def circumstances(text: str, zones: Sequence[Zone]) -> Circumstances:
    """What the words in these zones beside a cue say of its occasion; the first of a kind counts."""
    found = Circumstances()
    for zone in zones:
        _scan(text, tokens(text, zone.start, min(zone.end, zone.start + _WITHIN))[:_LOOKED_AT], found, names=zone.names)
    return found


def _scan(text: str, words: Sequence[Token], found: Circumstances, *, names: bool) -> None:
    """Take the adjuncts in turn; those of an apposition (`, a pilot at the port,`) tell of the speaker."""
    i, inside = 0, False
    while i < len(words) and not _ends(words, i):
        if words[i].text in _COMMAS:
            inside = not inside and i + 1 < len(words) and _is_apposition(text, words, i + 1)
        i = _take(text, words, i, found, names=names and not inside)


def _is_apposition(text: str, words: Sequence[Token], i: int) -> bool:
    """Whether what stands behind a comma tells of the speaker, and not of the occasion."""
    adjunct = words[i].folded in _AT | _IN | _ON | _FOREIGN_IN or _date_at(text, words, i)
    return not adjunct and words[i].text.islower()


def _ends(words: Sequence[Token], i: int) -> bool:
    word = words[i]
    return (
        word.folded in _ENDS or word.text in _STOPS or (word.text == "." and i > 0 and len(words[i - 1].text) > _TITLE)
    )


def _take(text: str, words: Sequence[Token], i: int, found: Circumstances, *, names: bool) -> int:
    """Take the adjunct that begins at word `i`, if any; the index behind it."""
    date = _date_at(text, words, i) or (_date_at(text, words, i + 1) if words[i].folded in _ON else None)
    if date and not (date.group().isdigit() and words[i].folded not in _ON):
        found.date = found.date or date.span()
        return next((n for n in range(i, len(words)) if words[n].start >= date.end()), len(words))
    if words[i].folded in {"to", "with", "addressing"} and _exchanged(words, i):
        phrase = _timeless(text, words, phrase_after(words, i + 1))
        if phrase:
            first, behind = name_in(words, *phrase)
            found.addressee = found.addressee or (words[first].start, words[behind - 1].end)
            return phrase[1]
    behind_place = _place(text, words, i) if names else i
    if behind_place > i:
        first = i if words[i].folded in DETERMINERS else i + 1
        if _is_where(words[first:behind_place]):
            found.place = found.place or (words[first].start, words[behind_place - 1].end)
        return behind_place
    return i + 1


def _is_where(place: Sequence[Token]) -> bool:
    """Whether a phrase holds the name of a place, or a venue: not `an email`, `a meeting`, `his seven years`."""
    if any(word.is_word and not word.text.islower() for word in place):
        cut_short = place[0].folded in _INDEFINITE and all(word.is_capital for word in place[1:])
        return not (cut_short or place[-1].folded in _WRITTEN or place[0].text[0].isdigit())
    folded = {word.folded for word in place}
    return folded.isdisjoint(_EVENTS | _PERIODS) and place[0].folded not in _WHOSE and bool(folded - DETERMINERS)


def _date_at(text: str, words: Sequence[Token], i: int) -> re.Match[str] | None:
    """The date that begins at word `i`."""
    found = _DATE.match(text, words[i].start) if i < len(words) else None
    return found if found and not _begins_name(text, found) else None


def _begins_name(text: str, found: re.Match[str]) -> bool:
    """Whether a day or a month is no more than the beginning of a word or a name: `Marchetti`, `told Monday Okafor`."""
    following = text[found.end() : found.end() + 2]
    if following[:1].isalpha() and found.group()[-1:].isalpha():
        return True
    alone = found.group().isalpha() and following[:1] == " " and following[1:].isupper()
    before = text[max(0, found.start() - _LONGEST_CUE) : found.start()].split()
    return alone and bool(before) and before[-1].casefold() in TELLING


def _exchanged(words: Sequence[Token], i: int) -> bool:
    """Whether `to` and `with` stand behind something that is said or written to somebody."""
    return words[i].folded == "addressing" or (i > 0 and words[i - 1].folded in _EXCHANGES)


def _timeless(text: str, words: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    """A phrase up to the date in it: `the dockers last week`."""
    if phrase is None:
        return None
    behind = next((i for i in range(*phrase) if _date_at(text, words, i)), phrase[1])
    return (phrase[0], behind) if behind > phrase[0] else None


def _place(text: str, words: Sequence[Token], i: int) -> int:
    """The index behind the place or event that word `i` introduces; `i` where it introduces none."""
    preposition = words[i].folded
    holds = preposition in _AT | _IN | _FOREIGN_IN | {"on"}
    phrase = phrase_after(words, i + 1) if holds else phrase_after(words, i) if preposition in DETERMINERS else None
    phrase = _timeless(text, words, phrase)
    if phrase and preposition in _IN | _FOREIGN_IN:
        phrase = _name_of(words, phrase)
    if phrase is None or not _is_place(preposition, [word.folded for word in words[slice(*phrase)]], words, phrase):
        return i
    behind = phrase[1]
    while behind < len(words) and words[behind].folded in _AT | _IN and (more := phrase_after(words, behind + 1)):
        if not words[more[1] - 1].is_capital or _timeless(text, words, more) != more:
            break
        behind = more[1]
    return behind


def _name_of(words: Sequence[Token], phrase: Phrase) -> Phrase:
    """A phrase up to the end of the name that it opens with: `Northquay sent reeling`."""
    if not words[phrase[0]].is_capital:
        return phrase
    behind = phrase[0]
    while behind < phrase[1] and (words[behind].folded in CONNECTORS or not words[behind].text.islower()):
        behind += 1
    if behind < phrase[1] and not is_past(words[behind]) and words[behind - 1].folded not in CONNECTORS:
        return phrase
    while words[behind - 1].folded in CONNECTORS:
        behind -= 1
    return phrase[0], behind


def _is_place(preposition: str, folded: Sequence[str], words: Sequence[Token], phrase: tuple[int, int]) -> bool:
    happens = not _EVENTS.isdisjoint(folded)
    last = words[phrase[1] - 1]
    if last.text[0].isdigit():
        return False
    if preposition in DETERMINERS:
        return happens and folded[-1] in {
            "rally",
            "conference",
            "meeting",
            "hearing",
            "summit",
            "gathering",
            "crowd",
            "forum",
        }
    if preposition == "on":
        return not _ON_AIR.isdisjoint(folded)
    if preposition in _IN:
        head = next((word for word in words[slice(*phrase)] if word.folded not in DETERMINERS), last)
        return happens or head.is_capital or not _REGIONS.isdisjoint(folded)
    if preposition in _FOREIGN_IN:
        return last.is_capital or last.text.upper() == last.text.lower()
    return _TIMELESS.isdisjoint(folded)


def dateline(text: str) -> Occasion | None:
    """Place and date of a dateline (`NORTHQUAY, March 3 (Agency) — `) that opens a block."""
    found = _dateline(text)
    return Occasion(place=found["place"].strip(" ,"), date=found["date"]) if found else None


def dateline_end(text: str) -> int:
    """Where the words begin behind a dateline; 0 where there is none."""
    found = _dateline(text)
    return found.end() if found else 0


def _dateline(text: str) -> re.Match[str] | None:
    found = _DATELINE.match(text[:_LONGEST_DATELINE])
    return found if found and found["place"].split(",")[0].isupper() else None
