"""Which of the things between marks are quotations of speech.

Marks also stand around titles of works, nicknames, slogans, words as words, and words that the writer keeps at arm's
length. What tells them apart is their length, their capitals, the cue beside them, and the word right before.
"""

# ruff: noqa: RUF001, SIM905  # words and stops of several scripts are looked for; word lists read best as text

import re
from itertools import pairwise
from typing import Final, NamedTuple

from onrecord.punctuation import SENTENCE_ENDS
from onrecord.quote.cues import is_naming, is_noun, is_pronoun, is_verb, is_weak
from onrecord.quote.said import Said
from onrecord.quote.sentences import Token, tokens
from onrecord.quote.verbs import ACCORDING
from onrecord.records import Role

_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")  # an apostrophe inside a word
_WITHOUT_SPACES: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CHARACTERS_A_WORD: Final = 2
_SHORT: Final = 2
"""Fragments of one or two words are mostly names and scare quotes; they need a cue right beside them."""
_MIN_WITHOUT_CUE: Final = 4
_MAX_TITLE: Final = 8
_SENTENCE_ENDS: Final = (*SENTENCE_ENDS, ",", "،")
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
_COMMAS: Final = (",", "،", "，")
_COLONS: Final = frozenset(":：")
_STOPS: Final = frozenset(f"{SENTENCE_ENDS}:：–—")
_KANA: Final = "と"
"""What follows quoted speech in Japanese, before the verb."""

_PERFECT: Final = frozenset("have has had having 've ’ve 'd ’d".split())
_PAST_ENDS: Final = ("ed", "wn", "en", "ept", "ought", "aught", "one")
_REPORTED: Final = frozenset("sei seien wäre wären habe hätten hätte".split())
"""Verbs in the German mood of what others say."""

_OWN: Final = frozenset("i we my our me us you your mine yours ich wir mein unser je nous mon notre yo mi".split())
_PARTIAL_WITHIN: Final = 8
"""Words between a cue and the few words of a sentence that are quoted, at most."""
_CUE_WITHIN: Final = 120
"""The same in characters."""

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


def may_be_speech(marked: Marked) -> bool:
    """Whether a quoted text is long enough to be speech; a shorter one ends as speech does, or has a cue beside it."""
    stripped = marked.text.strip()
    if not stripped or count_words(stripped) > _SHORT:
        return bool(stripped)
    return _ends(stripped) or _stands_as_speech(marked) or (_is_partial(marked) and _may_be_cued(marked))


def _ends(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS) and not text[0].islower()


def _stands_as_speech(marked: Marked) -> bool:
    """Whether a short text stands where speech does: `"I leave", she said`, `Quill: "I leave"`, `「...」と`."""
    following = marked.block[marked.behind : marked.behind + _BESIDE].lstrip()
    last = next(reversed(_ahead(marked)), None)
    opens = (last is None or last.text in _STOPS) and not marked.text.lstrip()[:1].islower()
    return following.startswith(_KANA) or (opens and (following.startswith(_COMMAS) or _is_introduced(last)))


def _is_introduced(last: Token | None) -> bool:
    return last is not None and last.text in _COLONS


def _is_partial(marked: Marked) -> bool:
    """Whether a few words are the rest of a sentence that tells what somebody said, and not a name at arm's length.

    They are where they hold its verb (`said she "wept"`, `had "never seen" it`), or speak of their own speaker
    (`thanked him for "your candour"`), or where the grammar before them says that others' words follow.
    """
    ahead, said = _ahead(marked), [word.casefold() for word in _WORD.findall(marked.text)]
    if not ahead or not said or _looks_like_title(marked.text, len(said)):
        return False
    last = ahead[-1].folded
    if said[0].partition("'")[0] in _OWN or not _REPORTED.isdisjoint(word.folded for word in ahead[-2:]):
        return True
    if _is_strong(last):
        return len(said) == _SHORT and _is_verbal(said)
    return (is_pronoun(last) or last in _PERFECT) and _is_verbal(said)


def _is_verbal(said: list[str]) -> bool:
    """Whether words end in a form of a verb, as far as its ending tells."""
    return said[-1].endswith(_PAST_ENDS)


def _may_be_cued(marked: Marked) -> bool:
    said = [word.folded for word in tokens(marked.block, max(0, marked.opener - _CUE_WITHIN), marked.opener)]
    return any(_is_strong(word) for word in said) or any(
        pair in ACCORDING or pair[:1] in ACCORDING for pair in pairwise(said)
    )


def _is_strong(cue: str) -> bool:
    """Whether a word is a verb that speaks, and no other verb or name for a thing."""
    return is_verb(cue) and not is_weak(cue) and not is_naming(cue)


def _ahead(marked: Marked) -> list[Token]:
    return tokens(marked.block, max(0, marked.opener - _BESIDE), marked.opener)


def is_speech(marked: Marked, said: Said | None, role: Role) -> bool:
    """Whether a quoted text is speech: by its length, by what it looks like, and by the words beside it."""
    length = count_words(marked.text)
    ahead = _ahead(marked)
    if _is_name(length, ahead) or _is_work(marked, length, ahead, said):
        return False
    if said is not None and said.whole and _ends(marked.text.strip()) and not _is_heading(marked, length):
        return True
    if length <= _SHORT:
        return said is not None and _is_short_speech(marked, said, ahead)
    if role == "title":
        return True
    if _looks_like_title(marked.text, length):
        return said is not None and said.cue is not None and said.close and _speaks(said, ahead)
    return said is not None or length >= _MIN_WITHOUT_CUE


def _is_heading(marked: Marked, length: int) -> bool:
    """Whether a block is nothing but what looks like a title."""
    opens = marked.opener <= _BESIDE and not marked.block[: marked.opener].strip()
    return opens and _looks_like_title(marked.text, length)


def _is_short_speech(marked: Marked, said: Said, ahead: list[Token]) -> bool:
    """Whether one or two words are speech: by a cue right beside them, or as part of what somebody is told to say."""
    if said.cue is None:
        return said.close and said.adjacent and (_ends(marked.text.strip()) or not _is_capital(marked.text))
    if said.close and _speaks(said, ahead) and (_ends(marked.text.strip()) or _stands_as_speech(marked)):
        return True
    return _is_partial(marked) and _tells(marked, said)


def _tells(marked: Marked, said: Said) -> bool:
    """Whether the cue is right before: in the same sentence, and not far."""
    cue = (said.cue or "").casefold()
    if said.carried or said.at is None or said.at > marked.opener or is_noun(cue):
        return False
    between = tokens(marked.block, max(said.at, marked.opener - _CUE_WITHIN), marked.opener)
    return len(between) <= _PARTIAL_WITHIN and not (is_naming(cue) or is_weak(cue))


def _is_capital(text: str) -> bool:
    """Whether every word begins with a capital, as in a name."""
    return all(word[0].isupper() for word in _WORD.findall(text)) and _has_case(text)


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
