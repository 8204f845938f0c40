"""Which of the things between marks are quotations of speech.

Marks also stand around titles of works, nicknames, slogans, words as words, and words that the writer keeps at arm's
length. What tells them apart is their length, their capitals, the cue beside them, and the word right before.
"""

# ruff: noqa: RUF001, SIM905  # words and stops of several scripts are looked for; word lists read best as text

import re
from typing import Final, NamedTuple

from onrecord.quote.cues import is_naming, is_weak
from onrecord.quote.said import Said
from onrecord.quote.sentences import Token, tokens
from onrecord.records import Role

_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")  # an apostrophe inside a word
_WITHOUT_SPACES: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS_A_WORD: Final = 2
_SHORT: Final = 2
"""Fragments of one or two words are mostly names and scare quotes; they need a cue right beside them."""
_MIN_WITHOUT_CUE: Final = 4
_MAX_TITLE: Final = 8
_SENTENCE_ENDS: Final = (".", ",", "!", "?", "؟", "،", "…", "。", "！", "？")
_BESIDE: Final = 48
"""Characters beside a mark in which the words stand that say what it marks."""

_WORKS: Final = frozenset(
    "film movie picture documentary novel book memoir biography poem poetry play drama musical opera song album "
    "single track hymn anthem ballad symphony painting sculpture exhibition exhibit ship ferry yacht boat vessel "
    "trawler article essay column story series sitcom show program programme episode broadcast edition segment "
    "podcast magazine newspaper journal blog report paper study pamphlet thriller comedy trilogy game app titled "
    "entitled headlined subtitled author bestseller project initiative campaign operation bill act law ballet "
    "film filme filmi kitap kitabı romanı şarkısı buch roman lied zeitung stück livre chanson película libro "
    "novela canción revista фильм фильме книга книге роман романе песня газета газете журнал فیلم کتاب رمان آهنگ "
    "ترانه سریال روزنامه مجله مستند کتابی فيلم كتاب رواية أغنية مسلسل صحيفة جريدة مجلة سلسلة سفينة ספר הספר סרט "
    "הסרט שיר השיר עיתון העיתון סדרה".split()
)
"""Works and other things with titles, and words that introduce a title."""

_TITLING: Final = frozenset("titled entitled headlined subtitled named nicknamed christened intitulé titulado".split())
_NAMES: Final = frozenset(
    "word words term terms phrase expression name nickname moniker label acronym abbreviation letter letters "
    "slogan motto tagline hashtag catchphrase password brand so-called self-styled self-proclaimed nicknamed "
    "dubbed aka alias slogans wort begriff mot terme palabra término слово термин واژه کلمه اصطلاح شعار لقب كلمة "
    "مصطلح عبارة המילה הביטוי הסיסמה".split()
)
"""Words right before a name, a word as a word, or a slogan."""

_SLOGANS: Final = frozenset("slogan slogans motto tagline hashtag catchphrase شعار הסיסמה".split())
_SMALL: Final = frozenset(
    "a an the of in on at for to from with by and or but nor as is are be von und der die das de la le du et y "
    "del".split()
)
"""Words that titles write small."""

_MAX_NAME: Final = 3
_LINKS: Final = frozenset(
    "a an the of on in at from for to with by about and or his her their its our this that s per via during "
    "von vom im am de del du la le el".split()
)
"""Words after which something in title case is a name: `on "The Morning Tide"`."""


class Marked(NamedTuple):
    """What stands between marks in a block: its text, the marks left out, and the places of the marks."""

    text: str
    block: str
    opener: int
    behind: int


def count_words(text: str) -> int:
    """The number of words; two characters count as one in scripts that are written without spaces."""
    together = len(_WITHOUT_SPACES.findall(text))
    return together // _CHARACTERS_A_WORD if together > len(text) // 2 else len(_WORD.findall(text))


def may_be_speech(text: str) -> bool:
    """Whether a quoted text is long enough to be speech, or ends as speech does: `"No!" she said`."""
    stripped = text.strip()
    return bool(stripped) and (
        count_words(stripped) > _SHORT or (stripped.endswith(_SENTENCE_ENDS) and not stripped[0].islower())
    )


def is_speech(marked: Marked, said: Said | None, role: Role) -> bool:
    """Whether a quoted text is speech: by its length, by what it looks like, and by the words beside it."""
    length = count_words(marked.text)
    cued = said is not None and said.cue is not None and said.close
    ahead = tokens(marked.block, max(0, marked.opener - _BESIDE), marked.opener)
    if _is_name(length, ahead) or _is_work(marked, length, ahead, said):
        return False
    if length <= _SHORT:
        return may_be_speech(marked.text) and cued and said is not None and _speaks(said, ahead)
    if role == "title":
        return True
    if _looks_like_title(marked.text, length):
        return cued and said is not None and _speaks(said, ahead)
    return said is not None or length >= _MIN_WITHOUT_CUE


def _speaks(said: Said, ahead: list[Token]) -> bool:
    """Whether a cue beside something in title case speaks, and doesn't name: `called "The Long Tide"`."""
    cue = (said.cue or "").casefold()
    if said.adjacent:
        return not (is_naming(cue) or is_weak(cue))
    last = ahead[-1] if ahead else None
    return last is None or not (last.folded in _LINKS or last.text.endswith(("'s", "’s", "s’", "s'")))


def _is_name(length: int, ahead: list[Token]) -> bool:
    """Whether the word right before says that this is a word, a name or a slogan."""
    last = next((word.folded for word in reversed(ahead) if word.is_word), "")
    return (length <= _MAX_NAME and last in _NAMES) or last in _SLOGANS


def _is_work(marked: Marked, length: int, ahead: list[Token], said: Said | None) -> bool:
    """Whether a work or something else with a title stands right beside it."""
    last = ahead[-1].folded if ahead and ahead[-1].text != "," else ahead[-2].folded if len(ahead) > 1 else ""
    if last in _TITLING:
        return length <= _MAX_TITLE or (said is None or not said.adjacent)
    if length > _MAX_TITLE:
        return False
    following = next(iter(tokens(marked.block, marked.behind, marked.behind + _BESIDE)), None)
    beside = {last, following.folded if following else ""}
    if beside.isdisjoint(_WORKS):
        return False
    return _looks_like_title(marked.text, length) or (not _has_case(marked.text) and not (said and said.adjacent))


def _has_case(text: str) -> bool:
    return text.upper() != text.lower()


def _looks_like_title(text: str, length: int) -> bool:
    """Whether a short text has capitals where a title of a work has them."""
    counted = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    capital = all(word[0].isupper() or word[0].isdigit() for word in counted)
    return length <= _MAX_TITLE and len(counted) > 1 and capital
