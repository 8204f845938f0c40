"""The noun phrases beside a verb: no parser, only the words and their marks."""

# ruff: noqa: RUF001, SIM905  # marks of several scripts are looked for; word lists read best as text

from collections.abc import Sequence
from typing import Final, TypeAlias

from onrecord.months import MONTHS
from onrecord.quote.cues import is_noun_too, is_pronoun, is_verb
from onrecord.quote.sentences import CONNECTORS, Token

Phrase: TypeAlias = tuple[int, int]
"""A noun phrase as token indices, half-open."""

ARTICLES: Final = frozenset("the la le el los las les il der die das o os as".split())
DETERMINERS: Final = frozenset(
    "the a an his her their its our my your one another some two three several many most other both this that these "
    "those an each every no any le la les un une el los las una der die das ein eine il lo".split()
)
_STOPS: Final = frozenset(
    "that and but or nor when while because although though after before since until as if than then so yet "
    "where in on at to by with from about into over under during against through between for is are was were be "
    "been being has have had do does did will would can could may might should must not also later reportedly he "
    "she they it i we who which whose what there here how why again instead according despite however upon among "
    "amid within across without toward towards like per via again whether که در به از با برای تا بر و روز امروز "
    "دیروز پس ضمن نیز هم اما را این است بود في إلى على عن من أن إن أنه أنها إنه إنها خلال بأن بعد قبل لكن ثم "
    "أمام مع الذي التي يوم של על כי אל עם לפני אחרי במהלך בתגובה את גם אך ביום نے کو سے میں پر اور que qui où à "
    "chez dans avec sur pour dass auf mit im am beim con por sobre и в во на с что для ve ile için diye şeklinde "
    "olduğunu قائلا قائلاً قائلة قائلين".split()
) - {"של"}
_NAMED_SO: Final = frozenset(["March", "April", "May", "June", "August"])
"""Months that are names of people too."""

TIMES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "today yesterday tonight afterwards afterward morning afternoon evening night week month year now however montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag gestern heute lundi mardi mercredi jeudi vendredi "
    "samedi dimanche hier lunes martes miércoles jueves viernes sábado domingo ayer hoy pazartesi salı çarşamba "
    "perşembe cuma cumartesi pazar dün bugün вчера сегодня دیروز امروز أمس اليوم אתמול היום".split()
).union(month.casefold() for month in MONTHS if month not in _NAMED_SO)
"""Words of time, which belong to no name; months that are names too are left out."""

_SUBJECT_RELATIVES: Final = frozenset(["who", "which", "that"])
_COMMAS: Final = frozenset([",", "،"])
_NAME_MARKS: Final = frozenset("\"“”'‘’")
_ARABIC_TO: Final = ("لل", "لصحيفة", "لوكالة", "لقناة", "لإذاعة")
"""Arabic words with `to the` or `to` written onto them, whom somebody speaks to."""
_LONGEST_TITLE: Final = 4
_LONGEST: Final = 9
"""The longest noun phrase that is taken for a speaker, in words."""
_LONGEST_APPOSITION: Final = 40
_LONGEST_INSET: Final = 30

_HELPERS: Final = frozenset(
    "has had have is was are were be been being also later then not would will could did does do never always again "
    "just even still once often simply first recently reportedly 's 've 'd 're ’s ’ve ’d ’re went on to further too "
    "both all soon now further may might must should can cannot n't instead perhaps".split()
)
_PASTS: Final = frozenset(
    "cut hit let put shut became began broke brought built came chose did drew drove fell felt flew fought found "
    "gave got grew had held kept knew laid led left lost made met paid put ran rose sat saw sent set shook shot "
    "showed spent stood stuck swept swung threw took went woke won wore gives gets takes makes goes comes has "
    "wants seems looks".split()
)
_NAMES_TOO: Final = frozenset(["May", "Will"])
_AUXILIARIES: Final = frozenset("a ont avait ha han había hat haben hatte tem har".split())
"""Auxiliary verbs of other languages than English, where some of them are words of another kind."""


def phrase_before(words: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase that ends right before token `at`; for `who said`, the one that `who` stands for."""
    end = _skip_helpers(words, at)
    if end > 0 and words[end - 1].text in _COMMAS:
        end = _before_apposition(words, end - 1)
    if end > 0 and words[end - 1].text in {")", "—", "–", "-"}:
        end = _before_inset(words, end)
    if end > 1 and words[end - 1].folded in _SUBJECT_RELATIVES:
        return _antecedent(words, end - 1)
    if end > 0 and is_pronoun(words[end - 1].folded):
        return end - 1, end
    return _ending_at(words, end)


def _ending_at(words: Sequence[Token], end: int) -> Phrase | None:
    start = end
    while start > 0 and end - start < _LONGEST and _continues(words, start - 1, end):
        start -= 1
        if words[start].folded in DETERMINERS:
            break
    return (start, end) if end > start else None


def _antecedent(words: Sequence[Token], relative: int) -> Phrase:
    before = relative - 1 if words[relative - 1].text in _COMMAS else relative
    return _ending_at(words, before) or (relative, relative + 1)


def _skip_helpers(words: Sequence[Token], at: int) -> int:
    """Back over auxiliary verbs and adverbs."""
    while at > 0 and (words[at - 1].text in _HELPERS or _is_adverb(words[at - 1])):
        at -= 1
    return at


def _is_adverb(word: Token) -> bool:
    return word.text.endswith("ly") and word.text.islower()


def skip_auxiliary(words: Sequence[Token], at: int) -> int:
    """Back over one auxiliary verb of another language than English."""
    return at - 1 if at > 0 and words[at - 1].folded in _AUXILIARIES else at


def _before_apposition(words: Sequence[Token], comma: int) -> int:
    """`The mayor, a former pilot, said`: back to the comma that opens the apposition; else the comma itself."""
    first = max(-1, comma - _LONGEST_APPOSITION)
    opening = next((i for i in range(comma - 1, first, -1) if words[i].text in _COMMAS), None)
    if opening is None or opening == 0 or not (words[opening - 1].is_word or words[opening - 1].text == ")"):
        return comma
    return opening


def _before_inset(words: Sequence[Token], end: int) -> int:
    """`Ada Quill (North Quay) said`: back over what stands in brackets or between dashes."""
    closing = words[end - 1].text
    opening = "(" if closing == ")" else closing
    first = max(-1, end - _LONGEST_INSET)
    found = next((i for i in range(end - 2, first, -1) if words[i].text == opening), None)
    return end if found is None else found


def _continues(words: Sequence[Token], i: int, end: int) -> bool:
    """Whether token `i` can belong to the noun phrase whose later tokens reach to `end`."""
    word = words[i]
    if not word.is_word:
        return i + 1 < end and i > 0 and ((word.text == "." and _is_title(words[i - 1])) or _in_name(words, i))
    if word.folded in CONNECTORS:
        return i + 1 < end or word.folded == "'s"
    if word.folded in _STOPS:
        return word.text in _NAMES_TOO
    return word.is_capital or not is_verb(word.folded) or _is_noun(words, i)


def _is_noun(words: Sequence[Token], i: int) -> bool:
    """Whether a word that can be a verb of speech is a noun here: `the ruling`, `two critical reports that`."""
    previous = words[i - 1] if i else None
    if previous is None or not previous.is_word:
        return False
    follows = previous.text.islower() and not is_pronoun(previous.folded) and previous.folded not in _STOPS
    return previous.folded in DETERMINERS or (is_noun_too(words[i].folded) and follows)


def _is_title(word: Token) -> bool:
    """Whether a word is short and capital enough for the full stop behind it to be part of it: `Gov.`, `J.`."""
    return word.is_capital and len(word.text) <= _LONGEST_TITLE


def _in_name(words: Sequence[Token], i: int) -> bool:
    """Whether a mark stands around a nickname: `Ada "Gull" Quill`."""
    beside = [*words[i - 1 : i], *words[i + 1 : i + 2]]
    return words[i].text in _NAME_MARKS and len(beside) > 1 and all(word.is_capital for word in beside)


def phrase_after(words: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase that begins at token `at`."""
    if (
        at < len(words)
        and is_pronoun(words[at].folded)
        and words[at].folded != "that"
        and not _is_first_name(words, at)
    ):
        return at, at + 1
    end = at
    while end < len(words) and end - at < _LONGEST and _goes_into(words, at, end):
        end += 1
    while end > at and (words[end - 1].folded in CONNECTORS or not words[end - 1].is_word):
        end -= 1
    return (at, end) if end > at else None


def _is_first_name(words: Sequence[Token], at: int) -> bool:
    """`He Jianxiong`: a capital name right behind what could be a pronoun."""
    following = words[at + 1] if at + 1 < len(words) else None
    capital = words[at].text == "He" and following is not None and following.text[0].isupper()
    return capital and following is not None and following.folded not in TIMES


def _goes_into(words: Sequence[Token], at: int, i: int) -> bool:
    """Whether token `i` can belong to the noun phrase that begins at token `at`."""
    word = words[i]
    if not word.is_word:
        return i > at and ((word.text == "." and _is_title(words[i - 1])) or _in_name(words, i))
    if word.folded in CONNECTORS:
        return i > at or word.folded in ARTICLES
    if i > at and word.text.startswith(_ARABIC_TO):
        return False
    if i == at:
        return _is_first_name(words, at) or (
            (word.folded not in _STOPS or word.text in _NAMES_TOO) and (word.is_capital or not is_verb(word.folded))
        )
    if _ends_phrase(words, at, i):
        return False
    return word.is_capital or not is_verb(word.folded) or _is_noun(words, i)


def _ends_phrase(words: Sequence[Token], at: int, i: int) -> bool:
    """Whether token `i` begins something else than the noun phrase before it."""
    word = words[i]
    if word.folded in DETERMINERS and words[i - 1].folded not in CONNECTORS:
        return True
    stops = word.folded in _STOPS and word.text not in _NAMES_TOO
    return stops or word.folded in TIMES or (is_past(word) and _may_act(words, at, i - 1))


def _may_act(words: Sequence[Token], at: int, i: int) -> bool:
    """Whether a phrase can end with word `i`, so that a past form behind it is its verb: not `the newly elected`."""
    word = words[i]
    return word.is_capital or word.text.endswith("s") or (i > at and not _is_adverb(word))


def is_past(word: Token) -> bool:
    """Whether a word behind a name is what somebody did."""
    return word.text in _PASTS or (word.text.endswith("ed") and word.text.islower())


def name_in(words: Sequence[Token], start: int, end: int) -> Phrase:
    """The name that a noun phrase ends with, without what describes it; the whole phrase where it ends in no name.

    `Mayor Ada Quill` ends in a name; in `the mayor of Northquay` the name only says which mayor.
    """
    if not words[end - 1].is_capital:
        return start, end
    first = end - 1
    while first > start and _is_in_name(words, first - 1):
        first -= 1
    if first > start and words[first].folded in CONNECTORS - {"the"}:
        return start, end
    while not words[first].is_word or words[first].text in CONNECTORS:
        first += 1
    return first, end


def _is_in_name(words: Sequence[Token], i: int) -> bool:
    word = words[i]
    if word.is_capital or word.folded in CONNECTORS:
        return True
    return i > 0 and ((word.text == "." and _is_title(words[i - 1])) or _in_name(words, i))
