"""Headlines that quote without marks: `Minister: We will rebuild the harbour`, `Harbour is ours, says minister`."""

# ruff: noqa: RUF001, SIM905  # letters of several scripts are looked for; word lists read best as text

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from onrecord.quote.cues import is_naming, is_verb
from onrecord.quote.sentences import Token, tokens
from onrecord.words import words

_COLON: Final = re.compile(r"\s?[:：]\s+")
_PART: Final = re.compile(r"[^;؛；]+")
_SAYS: Final = re.compile(
    r",\s(?:(?P<cue>says?|said|warns?|insists?|declares?|vows?|admits?|claims?|tells?)\s(?P<after>[^,;:]{2,60})"
    r"|(?P<before>[^,;:]{2,60}?)\s(?P<cue_>says|warns|insists|declares|vows|admits|claims))$",
    re.IGNORECASE,
)
_MAX_SPEAKER: Final = 6
_MAX_NAME: Final = 3
_MAX_HEAD: Final = 10
_LONGEST_TITLE: Final = 1_000
"""Code points of a headline; in a longer text a colon says nothing of who speaks."""
"""Words before the colon where they hold a cue and an addressee: `Quill tells islanders`."""
_MIN_SENTENCE: Final = 4
_MIN_ADDRESSED: Final = 3
_OFFICES: Final = frozenset(
    "minister president mayor governor senator secretary ambassador spokesman spokeswoman spokesperson chief "
    "director chairman chairwoman commander general premier pm king queen prince princess sheikh imam bishop "
    "pope judge police official officials witness witnesses expert experts lawyer professor leader ceo "
    "chancellor deputy envoy وزیر رئیس رییس رهبر سخنگو سخنگوی فرمانده شهردار استاندار نماینده سفیر دبیر مدیر "
    "امام آیت‌الله سردار وزير رئيس الرئيس الوزير المتحدث قائد القائد زعيم محافظ سفير נשיא שר השר ראש דובר מפקד "
    "ministre maire président minister bürgermeister kanzler ministro alcalde alcaldesa presidente министр "
    "президент мэр губернатор başkan bakan cumhurbaşkanı وزیراعظم صدر".split()
)
_OURS: Final = frozenset(
    "i we our ours us my me you your yours ما من شما نحن نا أنا אנחנו אני לנו שלנו nous notre wir unser nosotros "
    "nuestro мы наш biz bizim ہم".split()
)
_SMALL: Final = frozenset("the a an of in on for to and or at by with".split())
_LABELS: Final = frozenset(
    "latest live watch video exclusive breaking news opinion review analysis editorial podcast explainer check "
    "report letter letters column poll update updates pictures photos gallery interview profile obituary feature "
    "comment recap preview listen read quiz guide timeline transcript factbox q&a investigation series report".split()
)
"""Words before a colon that say what kind of piece follows."""

_ABOUT: Final = frozenset("on about over after in".split())
_TO: Final = frozenset("به إلى to tells told tell reminds reminded warns warned urges urged assures assured".split())


class Quoted(NamedTuple):
    """What a headline quotes: code points of the headline, and who says it to whom, by which word."""

    start: int
    end: int
    speaker: str
    addressee: str | None = None
    cue: str | None = None


class _Head(NamedTuple):
    speaker: str
    addressee: str | None = None
    cue: str | None = None


def quoted_by_colon(title: str, speakers: AbstractSet[str]) -> Iterator[Quoted]:
    """The sentences that a headline puts into somebody's mouth without marks; `;` parts two of them.

    A topic can stand before a colon too. It is a speaker where it is an office, or one of the article's own
    `speakers` (folded words), where it tells somebody, or where the sentence is in the first or second person.
    """
    colons = [match.span() for match in _COLON.finditer(title)]
    if len(colons) == 1:
        (colon, behind) = colons[0]
        yield from _before_colon(title, colon, behind, speakers) or _behind_colon(title, colon, behind, speakers)
    elif not colons:
        yield from _said_at_the_end(title, speakers)


def _before_colon(title: str, colon: int, behind: int, speakers: AbstractSet[str]) -> list[Quoted]:
    """`Quill: We go on`, `Quill to islanders: ...`, `Quill tells islanders: ...`."""
    head = _head(tokens(title, 0, colon), title)
    if head is None or len(title[behind:].split()) < (_MIN_ADDRESSED if head.addressee else _MIN_SENTENCE):
        return []
    if not (head.cue or head.addressee or _is_speaker(head.speaker, speakers) or _is_ours(title[behind:])):
        return []
    return [Quoted(start, end, *head) for start, end in _parts(title, behind, len(title))]


def _head(said: list[Token], title: str) -> _Head | None:
    """Who speaks, and to whom, by what stands before the colon."""
    if not said or len(said) > _MAX_HEAD or said[-1].folded in _LABELS:
        return None
    to = next((i for i, word in enumerate(said) if i and word.folded in _TO), None)
    if to is not None and to + 1 < len(said):
        cue = next((i for i in (to, to - 1) if i and is_verb(said[i].folded)), None)
        speaker = said[: to if cue is None else cue]
        return _Head(_text(title, speaker), _text(title, said[to + 1 :]), said[cue].text if cue else None)
    verb = next((i for i, word in enumerate(said) if i and is_verb(word.folded)), None)
    if verb is not None:
        names = is_naming(said[verb].folded) and verb + 1 < len(said)
        return _Head(_text(title, said[:verb]), _text(title, said[verb + 1 :]) if names else None, said[verb].text)
    about = next((i for i, word in enumerate(said) if i and word.folded in _ABOUT), len(said))
    return _Head(_text(title, said[:about])) if about <= _MAX_SPEAKER else None


def _text(title: str, said: list[Token]) -> str:
    return title[said[0].start : said[-1].end]


def label_of(title: str, start: int, end: int) -> str | None:
    """The speaker whom a headline names by a colon for a part of it: `Quill: Harbour 'is not for sale'`."""
    if len(title) > _LONGEST_TITLE:
        return None
    colons = [match.start() for match in _COLON.finditer(title, 0, start)]
    head = _head(tokens(title, 0, colons[0]), title) if len(colons) == 1 else None
    if head:
        return head.speaker
    colon = _COLON.match(title, end)
    behind = title[colon.end() :].strip() if colon else ""
    return behind if 0 < len(behind.split()) <= _MAX_NAME else None


def _behind_colon(title: str, colon: int, behind: int, speakers: AbstractSet[str]) -> list[Quoted]:
    """`We will not sell the harbour: Mayor Quill`."""
    speaker = title[behind:].strip()
    if len(speaker.split()) > _MAX_SPEAKER or not _is_speaker(speaker, speakers):
        return []
    if len(title[:colon].split()) < _MIN_SENTENCE or not _is_ours(title[:colon]):
        return []
    return [Quoted(start, end, speaker) for start, end in _parts(title, 0, colon)]


def _said_at_the_end(title: str, speakers: AbstractSet[str]) -> Iterator[Quoted]:
    """`We will not sell the harbour, says Mayor Quill`: in the first or second person, so not in other words."""
    found = _SAYS.search(title)
    if found is None or len(title[: found.start()].split()) < _MIN_SENTENCE or not _is_ours(title[: found.start()]):
        return
    speaker = (found["after"] or found["before"]).strip()
    if _is_speaker(speaker, speakers) or speaker[:1].isupper():
        for start, end in _parts(title, 0, found.start()):
            yield Quoted(start, end, speaker, None, found["cue"] or found["cue_"])


def _parts(title: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PART.finditer(title, start, end):
        if stripped := match.group().strip():
            first = match.start() + match.group().index(stripped)
            yield first, first + len(stripped)


def _is_speaker(said: str, speakers: AbstractSet[str]) -> bool:
    folded = {word.folded for word in words(said)}
    return bool(folded & _FOLDED_OFFICES or folded & (speakers - _SMALL - _LABELS))


def _is_ours(said: str) -> bool:
    return bool({word.folded for word in words(said)} & _FOLDED_OURS)


def _folded(said: AbstractSet[str]) -> frozenset[str]:
    return frozenset(word.folded for one in said for word in words(one))


_FOLDED_OFFICES: Final = _folded(_OFFICES)
_FOLDED_OURS: Final = _folded(_OURS)
