"""Who speaks, where a transcript says so in its text: `JOURNALIST:`, `Mr Quill:`, `THE PRESIDENT:`.

A label opens a line; in capitals, it may stand behind the end of a sentence too. What looks like one may be a heading
(`KEY POINTS:`), so a plain name is taken for a label only where the text has it again nearby.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.check.door import Spoken
from onrecord.check.names import is_title, same_person
from onrecord.punctuation import CLOSERS, SENTENCE_ENDS
from onrecord.words import folded_words

REACH: Final = 20_000
"""Code points before a passage in which its label is looked for; a longer turn is taken for the release's speaker's."""

_LONGEST: Final = 60  # code points of a label
_MOST_COLONS: Final = 500  # looked at for one passage, so that a text of colons takes no longer
_MOST_WORDS: Final = 6
_INITIALS: Final = (2, 3)  # letters of a label that may be somebody's initials

_SENTENCE_END: Final = re.compile(rf"[{re.escape(SENTENCE_ENDS)})\]][{re.escape(CLOSERS)}]{{0,3}}[ \u00a0]+")
_SHAPE: Final = re.compile(
    r"[^\W\d_][\w.'\u2019&-]*(?:,? [^\W_][\w.'\u2019&-]*){0,5}(?: \([^()\n]{1,40}\)| \[[^\[\]\n]{1,40}\])?"
)
_ASIDE: Final = re.compile(r" [(\[][^()\[\]]{1,40}[)\]]$")

_OTHERS: Final = frozenset(
    folded_words(
        "journalist journalists reporter reporters correspondent press audience crowd q question questions questioner"
        " interviewer moderator host presenter anchor announcer operator participant participants attendee student"
        " heckler protester narrator interpreter translator compere voice voices member members"
        " journaliste journalistes animateur animatrice intervieweur présentateur présentatrice"
        " journalistin reporterin moderatorin frage zwischenruf zuschauer zuschauerin publikum"
        " periodista periodistas pregunta moderadora moderador entrevistador entrevistadora público presentador"
        " giornalista domanda pergunta jornalista repórter gazeteci soru sunucu muhabir"
        " журналист журналистка корреспондент ведущий ведущая вопрос реплика"
        " خبرنگار مجری سوال سؤال پرسش حضار صحفي الصحفي المذيع المحاور الجمهور صحافی میزبان"
        " שאלה עיתונאי עיתונאית מנחה כתב כתבת קהל"
    )
)
"""Who asks or calls out, and isn't the one whose release it is. `SPEAKER` and `MINISTER` may be anybody."""

_ANSWERS: Final = frozenset(
    folded_words("a answer réponse antwort respuesta risposta resposta cevap ответ پاسخ جواب الجواب תשובה")
)
_NOBODY: Final = frozenset(folded_words("unidentified unknown unnamed male female"))
_OFFICES: Final = frozenset(
    folded_words(
        "pm dpm potus vpotus flotus min pres gov sg unsg hrh hm treasurer ambassador commissioner councillor alderman"
        " attorney congressman congresswoman representative admiral captain lieutenant sergeant inspector ceo"
    )
)
"""Offices besides the usual titles, which may be that of the one whose release it is."""

_WHICH: Final = _NOBODY | frozenset(folded_words("the an first second third another of and"))
_HONORIFICS: Final = frozenset(
    folded_words("mr mrs ms miss dr sen rep hon senator herr frau mme monsieur senor senora signor signora")
)
_HEADINGS: Final = frozenset(
    folded_words(
        "subject subjects topic topics date time location venue place note notes transcript source sources title"
        " for tel phone fax email contact updated published summary background tags photo video audio caption watch"
        " read listen remarks"
    )
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its code points, up to and with its colon; `other` if it names nobody but asks or calls out."""

    name: str
    start: int
    end: int
    other: bool


def labels_in(text: str, start: int, end: int) -> Iterator[Label]:
    """The labels that end among the code points `start` to `end`, in order."""
    colon = text.find(":", start, end)
    for _ in range(_MOST_COLONS):
        if colon < 0:
            return
        if label := _ending_at(text, colon):
            yield label
        colon = text.find(":", colon + 1, end)


def label_before(text: str, at: int) -> Label | None:
    """The last label that begins at or before a code point, if one does in reach."""
    first = max(0, at - REACH)
    colon = text.rfind(":", first, at + _LONGEST)
    for _ in range(_MOST_COLONS):
        if colon < 0:
            return None
        if (label := _ending_at(text, colon)) and label.start <= at:
            return label
        colon = text.rfind(":", first, colon)
    return None


def speaker_at(spoken: Spoken, at: int) -> str | None:
    """Who speaks at a code point of a text: by its line, by the label before it, or else whose release it is.

    A label that may mean the one whose release it is (`PRIME MINISTER`) is taken to.
    """
    (index,) = spoken.segments_at(at, at + 1)
    if speaker := spoken.segments[index].speaker:
        return speaker
    label = label_before(spoken.text, at)
    if label is None or (not label.other and (_is_answer(label.name) or _is_office(label.name))):
        return spoken.speaker
    if label.other or spoken.speaker is None:
        return label.name
    return label.name if _apart(label.name, spoken.speaker) else spoken.speaker


def speakers_inside(spoken: Spoken, start: int, end: int) -> list[str]:
    """Who speaks in a passage with a label inside that differs from the one before it; none in any other."""
    inside = [label.name for label in labels_in(spoken.text, start, end) if label.start > start]
    if not inside:
        return []
    label = label_before(spoken.text, start)
    before = label.name if label else spoken.speaker
    if before is None:
        return inside
    if label is None and not _apart(before, inside[0]):
        before = inside[0]
    names = {tuple(folded_words(name)): name for name in (before, *inside)}
    return list(names.values()) if len(names) > 1 else []


def _ending_at(text: str, colon: int) -> Label | None:
    """The label whose colon this is."""
    if text[colon + 1 : colon + 2].strip():
        return None
    low = max(0, colon - _LONGEST)
    line = text.rfind("\n", low, colon) + 1
    begins = [line] if line or low == 0 else []
    begins += [match.end() for match in _SENTENCE_END.finditer(text, max(low, line), colon)]
    for begin in begins:
        name = text[begin:colon].strip()
        if (begin == line or name.isupper()) and (label := _label(text, name, begin, colon)):
            return label
    return None


def _label(text: str, name: str, begin: int, colon: int) -> Label | None:
    if not _SHAPE.fullmatch(name) or name[0].islower():
        return None
    plain = _ASIDE.sub("", name)
    words = [word for word in folded_words(plain) if not word.isdecimal()]
    if not words or len(words) > _MOST_WORDS or not _HEADINGS.isdisjoint(words):
        return None
    telling = [word for word in words if word not in _WHICH] or words
    other = _OTHERS.issuperset(telling) or words[0] in _NOBODY
    if other or _is_answer(plain) or _names_one(text, plain, words, colon):
        return Label(plain, begin, colon + 1, other)
    return None


def _names_one(text: str, name: str, words: list[str], colon: int) -> bool:
    """Whether it is an office or a name that a transcript would write so."""
    if _is_office(name):
        return name.isupper() or len(words) > 1
    if not all(part[0].isupper() for part in name.split() if part[0].isalpha() and len(part) > len("von")):
        return False
    if words[0] in _HONORIFICS or (name.isupper() and is_title(name.split(maxsplit=1)[0])):
        return True
    return text.count(f"{name}:", max(0, colon - REACH), colon + REACH) > 1


def _is_office(name: str) -> bool:
    words = [word for word in folded_words(name) if not word.isdecimal() and word not in _OFFICES]
    return is_title(" ".join(words))


def _apart(name: str, speaker: str) -> bool:
    """Whether a name on a label is clearly another's than a speaker's; `TO` may be Talia Orrin."""
    letters = {word[0] for word in folded_words(speaker)}
    if name.isupper() and len(name) in _INITIALS and letters.issuperset(name.lower()):
        return False
    return same_person(" ".join(word for word in name.split() if word.lower() not in _OFFICES), speaker) == "other"


def _is_answer(name: str) -> bool:
    return _ANSWERS.issuperset(folded_words(name))
