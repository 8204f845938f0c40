"""What speaks for and against a line being the headline of another article.

Every sign is a small question about a line; its docstring says what the sign rests on, and the table at the end what it
weighs. No single sign decides: a paragraph may be one link, a subheading may be in title case, a class name may lie.
"""

# ruff: noqa: RUF001, SIM905  # letters of several scripts are looked for; word lists read best as text

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from onrecord.punctuation import CLOSERS, EXCLAMATION_MARKS, FULL_STOPS, QUESTION_MARKS, STOPS
from onrecord.read.phrases import any_of
from onrecord.read.piece import Piece, count_words, ends_sentence, is_prose
from onrecord.words import words

_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 dt summary".split())
_MARKED: Final = frozenset(
    (
        "related relateds recommended recommendations recommend readmore alsoread seealso more promo promos teaser "
        "teasers trending popular outbrain taboola crosslink crosslinks upnext suggested suggestions similar further "
        "inlinerelated furtherreading readnext mostread"
    ).split()
)
_LEAD_IN: Final = re.compile(
    r"\W{0,3}"
    + any_of(
        r"""
    (?:please )?read (?:more|also|next|this|on)
    (?:also|must)[ -]read
    see (?:also|more)
    (?:keep|continue) reading
    further reading
    (?:more|also) (?:on|from|in|about|like) \w
    more (?:stories|coverage|news)
    related(?: (?:stories|story|articles?|news|coverage|content|posts?|topics?|reading|links?|video))?
    more\s?[:|>»–-]
    recommended
    (?:most|top) (?:read|stories|news)
    from (?:our|the) archives?
    don.t miss
    (?:you )?(?:may|might) (?:also )?(?:like|be interested)
    what to read next
    in case you missed
    in other news
    trending
    up next
    editors?.? picks?
    background\s?[:|]
    بیشتر بخوانید
    همچنین بخوانید
    همچنین ببینید
    مطالب مرتبط
    خبرهای مرتبط
    در همین زمینه
    از همین نویسنده
    اقرأ أيضا
    اقرأ أيضاً
    اقرأ المزيد
    إقرأ أيضا
    طالع أيضا
    شاهد أيضا
    مواضيع ذات صلة
    أخبار ذات صلة
    مقالات ذات صلة
    קראו (?:גם|עוד)
    קרא (?:גם|עוד)
    כתבות נוספות
    עוד בנושא
    (?:à )?lire (?:aussi|également)
    à lire
    sur le même (?:sujet|thème)
    voir aussi
    lesen sie (?:auch|mehr)
    mehr zum thema
    auch interessant
    mehr dazu
    siehe auch
    le[ae] también
    leer también
    te puede interesar
    más (?:sobre|en)
    ver también
    le[ir]a (?:também|mais)
    veja também
    leggi anche
    potrebbe interessarti
    читайте также
    по теме
    смотрите также
    lees ook
    läs (?:också|mer)
    czytaj (?:też|także)
    ayrıca oku
    """
    )
    + r"(?:\W|$)",
    re.IGNORECASE,
)
_KICKER: Final = re.compile(
    r"\W{0,2}(?:watch|video|listen|podcast|photos|gallery|in pictures|opinion|analysis|exclusive|explainer|explained|"
    r"live|quiz|review|column|editorial|ویدیو|ویدئو|فيديو|بالفيديو|بالصور|צפו|וידאו|vidéo|en images|videos?|fotos|"
    r"видео|фото)\s?[:|»–—]\s?\S",
    re.IGNORECASE,
)
_OPEN, _CLOSE = r"[\"'“‘«»„‹›‚「『]", r"[\"'”’»«“‹›‘」』]"
_SPOKEN_BY: Final = re.compile(rf"{_OPEN}[^\n]{{2,300}}?(?:[,!?…؟،]{_CLOSE}|{_CLOSE}[,،])\s+(?P<by>[^\W\d_].*)")
"""Words of somebody and, behind a comma, `she said` or `Tully said`. Headlines go on in capitals there."""
_SPEAKER: Final = 3
"""Words behind the comma among which the verb stands."""
_SIGNED: Final = re.compile(
    rf"(?P<words>{_OPEN}[^\n]{{2,400}}{_CLOSE}\.?)\s?(?:[—–―]|--?\s|[(\[])\s?(?P<who>[^\W_][^\n]{{1,80}})"
)
"""Whole sentences of somebody, or whatever has a place or a date behind it, and who says it or where it stands."""
_ITEM: Final = re.compile(r"[\W_]{0,2}(?:[-–—―•*…]|\d{1,3}[.)]\s|\w{1,2}:\s|[a-zà-ÿ])")
"""How list items, answers, signatures and second halves of sentences begin."""
OPENERS: Final = "\"'“‘«»„‹›‚”’「『([{"
_TWO_SENTENCES: Final = re.compile(rf"[^\W\d_]{{4}}[{STOPS}]\s+[^\W\d_]")
_FULL_STOPS: Final = (*FULL_STOPS, "…")
GOING_ON: Final = (":", ",", "،", "：", "，")
_SPACE_AND_CLOSERS: Final = f" {CLOSERS}"
_MANY_QUOTED: Final = 8
_NUMBER: Final = re.compile(r"\d+")
_MANY_PARTS: Final = 3
_LONGEST_LABEL: Final = 32
"""Of what may stand before or after a link that is the line: a label, a source, a date."""
_LONGEST_BESIDE: Final = 80
"""Of what stands in a line beside its links; more is a sentence, however many links pop up over its names."""
_MIN_LINK_SHARE: Final = 0.8
_MIN_SLUG_SHARE: Final = 0.6
_MIN_CAPITALS: Final = 0.7
_MIN_CAPITALS_BEFORE_STOP: Final = 0.75
_MIN_TITLE_WORDS: Final = 5
_MIN_NOVEL: Final = 0.6
_MIN_ECHOED: Final = 0.4
_MAX_SHARED: Final = 0.25
_STEM: Final = 5
"""Letters by which inflected forms of a word are known as the same one."""
_MAX_SUBHEADING: Final = 6
_MINOR: Final = 4
"""Words up to this length (of, the, with) are in lower case in a title and say little of what a text is about."""
_LONG_ROW: Final = 4
"""So many short lines in a row are a list, a table or a poem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A piece of at least a few words, and what stands around it.

    `apart` says that prose stands above and below it, `alone` that nothing of the article's prose shares its element,
    `introduced` that the line above, as `She said:`, waits for it, `row` how many lines of its length without links
    stand in a row with it, `repeated` that its words stand on the page a second time, `labelled` that a line like
    `Related` stands over it, `alike` that lines of the same markup on the page are headlines. `vocabulary` are the
    words of the article's prose, `near` the stems of the paragraphs around it, `follows` those of the ones that follow.
    """

    piece: Piece
    apart: bool = False
    alone: bool = False
    introduced: bool = False
    row: int = 1
    repeated: bool = False
    labelled: bool = False
    alike: bool = False
    vocabulary: AbstractSet[str] = frozenset()
    near: AbstractSet[str] = frozenset()
    follows: AbstractSet[str] = frozenset()

    @property
    def is_link(self) -> bool:
        """Whether it is one link, but for a label before it or a source after it."""
        said, linked = self.piece.text, self.piece.link_text
        if len(said) - self.piece.linked > _LONGEST_BESIDE and ends_sentence(said):
            return False
        if self.piece.link_share >= _MIN_LINK_SHARE:
            return True
        return bool(linked) and len(said) - self.piece.linked <= _LONGEST_LABEL and self.piece.linked * 2 > len(said)

    @property
    def is_titled(self) -> bool:
        """Whether most of its longer words begin with a capital; nearly all its words, where it ends with a stop."""
        said = [word for word in self.piece.text.split() if word[0].isalpha()]
        asks = self.piece.text.rstrip(CLOSERS).endswith((*QUESTION_MARKS, *EXCLAMATION_MARKS))
        stopped = ends_sentence(self.piece.text) and not asks
        counted = said if stopped else [word for word in said if len(word) > _MINOR]
        needed = len(counted) * (1 if asks else _MIN_CAPITALS_BEFORE_STOP if stopped else _MIN_CAPITALS)
        return len(said) >= _MIN_TITLE_WORDS and bool(counted) and sum(w[0].isupper() for w in counted) >= needed


def is_lead_in(text: str) -> bool:
    """Whether a line opens as `Read more` and `Related` do."""
    return _LEAD_IN.match(text) is not None


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The longer words of a text, cut to what their inflected forms have in common."""
    return frozenset(word.folded[:_STEM] for word in words(text) if len(word.folded) >= _MINOR)


def link(line: Line) -> bool:
    """The text is one link, nearly whole: prose has links inside it."""
    return line.is_link


def slug(line: Line) -> bool:
    """The address that it leads to spells the text: that is how the site names the other article."""
    return line.is_link and any(_spells(address, line.piece.text) for address in line.piece.links)


def marked(line: Line) -> bool:
    """The element or a small one around it is named as a widget of other articles."""
    return bool(line.piece.hints & _MARKED) and (line.piece.linked > 0 or not line.piece.is_prose)


def lead_in(line: Line) -> bool:
    """It opens with `Read more`, `Related` or the like."""
    return is_lead_in(line.piece.text)


def labelled(line: Line) -> bool:
    """A line that says `Related` or the like stands over it."""
    return line.labelled


def kicker(line: Line) -> bool:
    """It opens with `Watch:`, `Opinion |` or the like, as teasers do and sentences do not."""
    return _KICKER.match(line.piece.text) is not None


def apart(line: Line) -> bool:
    """It stands between paragraphs of prose and is no such paragraph itself."""
    return line.apart and (line.is_titled or not is_prose(line.piece.text))


def alone(line: Line) -> bool:
    """It leads elsewhere from an element of its own, in which none of the article's prose stands."""
    return line.alone and line.piece.linked > 0


def title_case(line: Line) -> bool:
    """Most of its longer words begin with a capital, as only titles are written."""
    return line.is_titled


def novel(line: Line) -> bool:
    """Most of its longer words occur nowhere else in the article."""
    said = {word.folded for word in words(line.piece.text) if len(word.folded) >= _MINOR}
    return len(said) > 1 and len(said - line.vocabulary) >= _MIN_NOVEL * len(said)


def strange(line: Line) -> bool:
    """It has a headline's words, and the paragraphs around it speak of something else."""
    said = stems(line.piece.text)
    enough = count_words(line.piece.text) >= _MIN_TITLE_WORDS
    return enough and len(said & line.near) <= _MAX_SHARED * len(said)


def long(line: Line) -> bool:
    """It is longer than subheadings are."""
    return count_words(line.piece.text) > _MAX_SUBHEADING


def unended(line: Line) -> bool:
    """It does not end as a sentence does."""
    return not ends_sentence(line.piece.text)


def alike(line: Line) -> bool:
    """Other lines in the same markup are headlines of other articles: a page has one style for them."""
    return line.alike


def sentence(line: Line) -> bool:
    """It ends with a full stop, or with a mark after which something follows: whole sentences may be linked too."""
    return line.piece.text.rstrip(_SPACE_AND_CLOSERS).endswith((*GOING_ON, *_FULL_STOPS))


def attributed(line: Line) -> bool:
    """It leads nowhere and holds words of somebody with who said them: `,” she said`, or a signature or a citation."""
    said = line.piece.text
    told, signed = _SPOKEN_BY.match(said), _SIGNED.fullmatch(said)
    whole = signed is not None and bool(ends_sentence(signed["words"]) or _NUMBER.search(signed["who"]))
    return not line.is_link and (whole or (told is not None and _says(told["by"])))


def _says(by: str) -> bool:
    """Whether a verb in lower case stands there, as in prose: at once, or behind a name."""
    named = by.split()[:_SPEAKER]
    return not by[0].isupper() or any(word.islower() and len(word) >= _MINOR for word in named)


def continued(line: Line) -> bool:
    """It leads nowhere, and the line above waits for it: a short one, or any before a quotation."""
    return line.introduced and not (line.is_link or line.labelled)


def spoken(line: Line) -> bool:
    """It leads nowhere and opens with words of somebody, more of them than headlines quote."""
    said = line.piece.text
    quoted = said[1 : 1 + max(said.find(mark, 1) for mark in CLOSERS)] if said[0] in OPENERS else ""
    return not line.is_link and count_words(quoted) >= _MANY_QUOTED


def question(line: Line) -> bool:
    """It asks and leads nowhere, as the questions of an interview and some subheadings do."""
    asks = line.piece.text.rstrip(CLOSERS).endswith(tuple(QUESTION_MARKS))
    return asks and not line.is_link and not line.is_titled


def enclosed(line: Line) -> bool:
    """It leads nowhere and stands wholly in quotation marks or brackets, as slogans, pull quotes and notes do."""
    said = line.piece.text
    return not line.is_link and said[0] in OPENERS and said.rstrip(" .,!?")[-1:] in CLOSERS


def echoed(line: Line) -> bool:
    """It leads nowhere and the paragraphs that follow take up its words: it is their heading."""
    said = stems(line.piece.text)
    leads = line.is_link or line.labelled
    return not leads and len(said & line.follows) >= max(1, _MIN_ECHOED * len(said))


def heading(line: Line) -> bool:
    """It is marked up as a heading and leads nowhere: a subheading."""
    return line.piece.tag in _HEADINGS and not line.is_link


def item(line: Line) -> bool:
    """It begins as the items of a list, answers and second halves of sentences do, or is an item by its markup."""
    begins = _ITEM.match(line.piece.text) is not None
    return not line.is_link and (begins or (line.piece.tag == "li" and line.row > 1))


def in_row(line: Line) -> bool:
    """It stands in a row of short lines that lead nowhere: a list, a table, a poem."""
    return line.row >= _LONG_ROW and not (line.is_link or line.labelled)


def repeated(line: Line) -> bool:
    """It leads nowhere and stands on the page more than once, as the labels of a table do."""
    return line.repeated and not line.is_link


def unlinked(line: Line) -> bool:
    """The page has markup, and the line is no link or has more than a link: teasers on pages are links."""
    return not line.is_link and line.piece.tag != "text"


def enumeration(line: Line) -> bool:
    """It leads nowhere and has three numbers or three commas, as lists of things on one line have."""
    parts = max(line.piece.text.count(","), len(_NUMBER.findall(line.piece.text)))
    return not line.is_link and parts >= _MANY_PARTS


def broken(line: Line) -> bool:
    """It leads nowhere and is broken into lines, as verses and addresses are."""
    return "\n" in line.piece.text and not line.is_link


def several(line: Line) -> bool:
    """It holds the end of one sentence and the beginning of another."""
    return _TWO_SENTENCES.search(line.piece.text) is not None


WEIGHTS: Final[Sequence[tuple[Callable[[Line], bool], int]]] = (
    (link, 3),
    (slug, 2),
    (marked, 3),
    (lead_in, 4),
    (labelled, 4),
    (kicker, 2),
    (apart, 1),
    (alone, 1),
    (title_case, 2),
    (novel, 1),
    (strange, 1),
    (long, 1),
    (unended, 1),
    (alike, 2),
    (sentence, -3),
    (spoken, -3),
    (attributed, -5),
    (continued, -4),
    (question, -1),
    (enclosed, -4),
    (echoed, -2),
    (heading, -1),
    (item, -4),
    (in_row, -2),
    (repeated, -3),
    (unlinked, -1),
    (enumeration, -3),
    (broken, -3),
    (several, -1),
)


def weight(line: Line) -> int:
    """The sum of the signs that a line bears."""
    return sum(weighs for sign, weighs in WEIGHTS if sign(line))


def _spells(address: str, text: str) -> bool:
    """Whether the last parts of an address are made of the words of the text."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return False
    slug = {word.folded for word in words(re.sub(r"[-_/+.]", " ", path))}
    said = {word.folded for word in words(text)}
    return len(said) > 1 and len(slug & said) >= _MIN_SLUG_SHARE * min(len(said), max(3, len(slug)))
