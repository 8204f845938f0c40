"""The words that citations are made of, read from the tables in `names`, and how a text is cut into such words.

The tables hold names only, no text of any work. All words are compared as the module `words` folds them, and without
the accents of Latin letters; names of suras, which are written in many ways, also by their sound.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from onrecord.words import fold, words

T = TypeVar("T")

_FOLDER: Final = Path(__file__).parent / "names"
_PIECE: Final = re.compile(r"\d+|\D+")
_ORDINAL: Final = re.compile(r"\d*1st|\d*2nd|\d*3rd|\d*[04-9]th|1[1-3]th|1er|1re|\d+eme", re.ASCII)
_CLITICS: Final = "\u0648\u0641\u0628\u0644\u06a9\u05d5\u05d1\u05dc\u05de\u05d4\u05e9\u05db"  # and, in, to, as, the
_NUMBERED: Final = frozenset("123")
_ELIDED: Final = frozenset(("'", "\u2019"))  # of a French article: l'article
_LONGEST_ELISION: Final = 4
_AYNS: Final = "\u02be\u02bf"


class Token(NamedTuple):
    """A word or a number of a text, and where it stands."""

    plain: str
    start: int
    end: int
    is_capital: bool
    is_latin: bool


@lru_cache(maxsize=1 << 16)
def plain(folded: str) -> str:
    """A folded word without the accents of its letters, and without the signs for ayn and hamza."""
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c) and c not in _AYNS)


def lex(text: str) -> list[Token]:
    """The words and numbers of a text; letters that touch digits are apart (`Q22`), but not in `6th`."""
    pieces = (piece for word in words(text) for piece in _pieces(text, word.start, word.end))
    tokens = (_token(text, start, end) for start, end in pieces if start < end)
    return [token for token in tokens if token.plain]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    raw = text[start:end]
    if raw[1:2] in _ELIDED and raw[0] in "lLdD" and end - start > _LONGEST_ELISION:
        yield start, start + 1
        start, raw = start + 2, raw[2:]
    if raw[-1] in "\u00aa\u00ba":
        end, raw = end - 1, raw[:-1]
    if raw.isalpha() or raw.isdecimal() or not any(c.isdecimal() for c in raw):
        yield start, end
        return
    if _ORDINAL.fullmatch(plain(fold(raw))) is not None:
        yield start, end
        return
    for piece in _PIECE.finditer(raw):
        yield start + piece.start(), start + piece.end()


def _token(text: str, start: int, end: int) -> Token:
    first, raw = text[start], text[start:end]
    said = raw[:-2] if raw.endswith(("'s", "\u2019s")) else raw
    return Token(plain(fold(said)), start, end, first.isupper(), first.upper() != first.lower())


class Phrases(Generic[T]):
    """What phrases mean, found at a place among the words of a text, the longest first."""

    def __init__(self, meanings: Iterable[tuple[Sequence[str], T]]) -> None:
        """Remember each phrase by its words; of two equal ones the first counts."""
        self._meanings: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}
        for phrase, meaning in meanings:
            if phrase:
                self._meanings.setdefault(tuple(phrase), meaning)
                self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def at(self, tokens: Sequence[Token], at: int) -> tuple[T | None, int]:
        """What the words from `at` on mean, and how many words that takes; None and 0 where they mean nothing."""
        first = numbered(tokens[at].plain)
        for count in range(min(self._longest.get(first, 0), len(tokens) - at), 0, -1):
            phrase = (first, *(token.plain for token in tokens[at + 1 : at + count]))
            if (meaning := self._meanings.get(phrase)) is not None:
                return meaning, count
        return None, 0


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _names(cell: str) -> Iterator[tuple[str, ...]]:
    for name in cell.split(";"):
        yield tuple(token.plain for token in lex(name))


_TERMS: Final = {kind: tuple(_names(cell)) for kind, cell in _rows("terms.tsv")}


def words_of(kind: str) -> frozenset[str]:
    """The single words of a kind."""
    return frozenset(name[0] for name in _TERMS[kind] if len(name) == 1)


ORDINALS: Final = {
    name[0]: kind for kind, names in _TERMS.items() if kind.isdecimal() for name in names if len(name) == 1
}
CARDINALS: Final = {
    name[0]: kind.removeprefix("cardinal")
    for kind, names in _TERMS.items()
    if kind.startswith("cardinal")
    for name in names
}


def numbered(word: str) -> str:
    """The number that a book's name begins with, however it is written: `I`, `First`, `1st`, `1`."""
    number = ORDINALS.get(word, word)
    return number if number in _NUMBERED else word


def _of_kind(kind: str) -> Phrases[bool]:
    return Phrases((name, True) for name in _TERMS[kind])


KINDS: Final = {kind: _of_kind(kind) for kind in _TERMS if not kind[-1].isdecimal()}
UNITS: Final = {
    name[0]: kind
    for kind in ("article", "section", "chapter", "paragraph", "amendment")
    for name in _TERMS[kind]
    if len(name) == 1
}
_BOOKS: Final = list(_rows("books.tsv"))
CHAPTERS: Final = {row[0]: int(row[1]) for row in _BOOKS}
FIRST_NAMES: Final = {row[0]: row[2].split(";")[0].strip() for row in _BOOKS}
BOOK_CODES: Final = tuple(CHAPTERS)
BOOKS: Final = Phrases((name, row[0]) for row in _BOOKS for cell in (*row[2:], row[0]) for name in _names(cell))


def count_at(kind: str, tokens: Sequence[Token], at: int) -> int:
    """How many words from `at` on are one of this kind; 0 where they are none. One joined letter may stand before."""
    if at >= len(tokens):
        return 0
    _, count = KINDS[kind].at(tokens, at)
    token = tokens[at]
    if count or token.is_latin or token.plain[0] not in _CLITICS:
        return count
    bare = [token._replace(plain=token.plain[1:]), *tokens[at + 1 : at + 4]]
    _, count = KINDS[kind].at(bare, 0) if bare[0].plain else (None, 0)
    return count


# --- suras, by the sound of their names

_ARTICLES: Final = words_of("sura article")
_GLUED: Final = re.compile(r"(?:al|an(?=n)|ar(?=r)|ash(?=sh)|as(?=s)|at(?=t)|adh(?=dh)|ad(?=d)|az(?=z)|el)")
_SOUNDS: Final = (
    *(("sch", "sh"), ("ch", "sh"), ("dj", "j"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("ow", "aw"), ("dh", "z")),
    *(("th", "s"), ("ph", "f"), ("q", "k"), ("w", "v"), ("c", "j"), ("e", "i"), ("o", "u"), ("y", "i")),
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_LONGEST_SURA: Final = 6  # words


def _sound(joined: str) -> str:
    """A transliterated name as it sounds, so that usual spellings of one name are equal."""
    for spelling, sound in _SOUNDS:
        joined = joined.replace(spelling, sound)
    joined = _DOUBLED.sub(r"\1", joined)
    return joined[:-1] if joined.endswith(("ah", "at", "ih")) else joined


@lru_cache(maxsize=1 << 14)
def _sura_key(name: tuple[str, ...]) -> str:
    kept = [word for word in name if word not in _ARTICLES] or list(name)
    joined = "".join(kept)
    return _sound(joined) if joined.isascii() else joined.removeprefix("\u0627\u0644") or joined


def _suras(columns: slice) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, *cells in _rows("suras.tsv"):
        for cell in cells[columns]:
            for name in _names(cell):
                found.setdefault(_sura_key(name), number)
    return found


SURAS: Final = _suras(slice(0, 2))
SURAS_IN_ENGLISH: Final = _suras(slice(2, 3))


def sura_at(tokens: Sequence[Token], at: int, *, in_english: bool) -> tuple[str | None, int]:
    """The number of the sura that is named from `at` on, and how many words that takes."""
    for count in range(min(_LONGEST_SURA, len(tokens) - at), 0, -1):
        name = tuple(token.plain for token in tokens[at : at + count])
        if name[-1] in _ARTICLES or name[-1].isdecimal() or _ARTICLES.issuperset(name[:2]):
            continue
        bare = _GLUED.sub("", name[0], count=1) if _GLUED.match(name[0]) else name[0]
        for key in (_sura_key(name), _sura_key((bare, *name[1:]))):
            number = SURAS.get(key) or (SURAS_IN_ENGLISH.get(key) if in_english else None)
            if number is not None:
                return number, count
    return None, 0
