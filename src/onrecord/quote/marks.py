"""Quotation marks: which open, which close, and what stands between them.

One pass over a block with a stack. A mark's role is read from its shape and from the characters beside it, because
writers and typesetters mix straight and curly marks, and because an apostrophe has the shape of a closing mark.
"""

# ruff: noqa: RUF001, SIM905  # quotation marks are what this module is about

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from onrecord.punctuation import SENTENCE_ENDS
from onrecord.words import INVISIBLE

Family: TypeAlias = Literal["double", "single", "angle", "small angle", "corner", "white corner"]

_FAMILIES: Final[dict[str, Family]] = {
    **dict.fromkeys('"“”„‟＂״″〝〞〟❝❞', "double"),
    **dict.fromkeys("'‘’‚‛`＇❛❜", "single"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_OPENING: Final = frozenset("“„‟‘‚‛«‹「『`〝❝❛")
_CLOSING: Final = frozenset("”’»›」』〞〟❞❜")
_MARKS: Final = re.compile("''|``|[" + "".join(_FAMILIES) + "]")
"""Typewriters and TeX write a double mark as two single ones."""

_UNSEEN: Final = re.compile(f"[{INVISIBLE}]")
_MAX_UNSEEN: Final = 4
_BEFORE_OPENING: Final = frozenset("([{<-–—―/:,;|…¿¡،؛：，、；（【")
_AFTER_CLOSING: Final = frozenset(f"{SENTENCE_ENDS},;:)]}}>-–—―/|،؛，、：；）】")
_CUT_OFF: Final = frozenset(["tis", "twas", "cause", "til", "till", "em", "bout", "round", "n", "kay", "cos", "coz"])
"""English words that begin with an apostrophe."""

_AYN: Final = frozenset(
    "abd abda abdul abdallah abdullah ali umar omar uthman isa amr abbas ayn ain aziz aqil ashura asr umra ubayd "
    "adil arafat iraq ibadi alawi ulama aisha imad izz adnan arab alam aref".split()
)
"""Arabic and Persian names whose first letter, ayn, is written with an opening mark: `'Abd al-Rahman`."""

_DECADE: Final = re.compile(r"\d\ds?(?!\d|\s?(?:%|per|people|days|years|hours|of\b))\b")
_LOOKED_AT: Final = 16
_DEEPEST: Final = 32
"""Marks open at once, at most: nobody nests deeper, and time stays linear in the text."""


@dataclass(slots=True)
class Span:
    """What stands between an opening and a closing mark: `start` to `end`, the marks themselves left out.

    `opener` is the place of the opening mark, `behind` the place after the closing one (`end` where there is none),
    `inner` are the spans inside, in order.
    """

    family: Family
    opener: int
    start: int
    end: int = -1
    behind: int = -1
    inner: list["Span"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One mark and what its neighbours allow it to be."""

    place: int
    shape: str
    family: Family
    may_open: bool
    may_close: bool
    opens_line: bool

    @property
    def behind(self) -> int:
        return self.place + len(self.shape)


def spans(text: str) -> list[Span]:
    """The outermost spans between marks, in order; an unclosed one goes on to the end of the text.

    Time is linear in the text: every mark is put on the stack once and taken off once.
    """
    stack = _Stack(text)
    for sign in _without_possessives(list(_signs(text))):
        stack.take(sign)
    return stack.finish()


def _signs(text: str) -> Iterator[_Sign]:
    """The marks of a text; apostrophes, primes and the marks inside Hebrew abbreviations are none."""
    for match in _MARKS.finditer(text):
        place, shape = match.start(), match.group()
        before, after = _neighbour(text, place, -1), _neighbour(text, match.end() - 1, 1)
        family = _FAMILIES[shape] if len(shape) == 1 else "double"
        if _inside_word(before, after, family) or (shape in "\"″'" and before.isdigit() and not after.isspace()):
            continue
        may_open, may_close = _may_open(before, after), _may_close(before, after)
        if family == "single" and not _is_single(text, place, shape, may_open=may_open, may_close=may_close):
            continue
        yield _Sign(place, shape, family, may_open, may_close, before == "\n" or not before)


def _neighbour(text: str, place: int, step: int) -> str:
    """The nearest visible character, or an empty string at the border of the text."""
    for i in range(1, _MAX_UNSEEN + 1):
        at = place + step * i
        if not 0 <= at < len(text):
            return ""
        if not _UNSEEN.match(text, at):
            return text[at]
    return ""


def _may_open(before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return not before or before.isspace() or before in _BEFORE_OPENING or before in _FAMILIES or _is_unspaced(before)


def _may_close(before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    return not after or after.isspace() or after in _AFTER_CLOSING or after in _FAMILIES or _is_unspaced(after)


def _before_space(text: str, place: int) -> int:
    """The end of what stands before a place, white space left aside."""
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


def _is_unspaced(character: str) -> bool:
    """Whether a character is of Chinese or Japanese, whose marks have no spaces beside them."""
    return "\u3040" <= character <= "\u9fff"


def _inside_word(before: str, after: str, family: Family) -> bool:
    if not (before.isalnum() and after.isalnum()):
        return False
    return family == "single" or (
        family == "double" and "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea"
    )


def _is_single(text: str, place: int, shape: str, *, may_open: bool, may_close: bool) -> bool:
    """Whether a single mark can be a mark at all: not before a cut-off word or a decade."""
    if may_open and not may_close:
        following = text[place + 1 : place + _LOOKED_AT]
        word = re.match(r"\w{0,9}", following)
        said = word.group().casefold() if word else ""
        is_name = said in _AYN and following[0].isupper()
        return not (said in _CUT_OFF or is_name or shape == "’" or _DECADE.match(following))
    return may_open or may_close


def _without_possessives(signs: Sequence[_Sign]) -> Iterator[_Sign]:
    """The signs without the apostrophes of plural possessives: a closing mark that another one follows unopened."""
    following_closes = False
    kept: list[_Sign] = []
    for sign in reversed(signs):
        if sign.family != "single":
            kept.append(sign)
            continue
        closes = sign.may_close and not sign.may_open
        if not (closes and following_closes):
            kept.append(sign)
        following_closes = closes
    yield from reversed(kept)


class _Stack:
    """The marks that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Span] = []
        self.found: list[Span] = []
        self.of: dict[Family, int] = dict.fromkeys(_FAMILIES.values(), 0)

    def take(self, sign: _Sign) -> None:
        """Open or close with a mark, whichever its shape and neighbours ask for."""
        if self._goes_on_with(sign):
            self._close(sign, end=_before_space(self.text, sign.place))
        if self._closes(sign):
            self._close(sign)
        elif self._opens(sign):
            if len(self.open) >= _DEEPEST:
                self._drop()
            self.open.append(Span(sign.family, sign.place, sign.behind))
            self.of[sign.family] += 1

    def _goes_on_with(self, sign: _Sign) -> bool:
        """Whether a mark opens another paragraph of a quotation that is open: only its last one is closed."""
        return sign.opens_line and sign.may_open and not sign.may_close and self.of[sign.family] > 0

    def _closes(self, sign: _Sign) -> bool:
        if not self.of[sign.family]:
            return False
        if sign.family == "single":
            return sign.may_close and self.open[-1].family == "single"
        if sign.shape in _CLOSING:
            return True
        return (
            sign.may_close or not sign.may_open if sign.shape not in _OPENING else sign.may_close and not sign.may_open
        )

    def _opens(self, sign: _Sign) -> bool:
        if sign.family in {"corner", "white corner"}:
            return sign.shape in _OPENING
        return sign.may_open or (sign.shape in _OPENING and not sign.may_close)

    def _close(self, sign: _Sign, end: int | None = None) -> None:
        """Close the innermost mark of the family; marks opened inside it and never closed were none.

        `end` is where its text ends without a mark.
        """
        while self.open[-1].family != sign.family:
            self._drop()
        span = self._pop()
        span.end, span.behind = (sign.place, sign.behind) if end is None else (end, end)
        self._siblings().append(span)

    def _pop(self) -> Span:
        span = self.open.pop()
        self.of[span.family] -= 1
        return span

    def _drop(self) -> None:
        span = self._pop()
        self._siblings().extend(span.inner)

    def _siblings(self) -> list[Span]:
        return self.open[-1].inner if self.open else self.found

    def finish(self) -> list[Span]:
        """Decide on what is still open, from the inside out."""
        while self.open:
            if self._goes_on():
                span = self._pop()
                span.end = span.behind = len(self.text.rstrip())
                self._siblings().append(span)
            else:
                self._drop()
        return self.found

    def _goes_on(self) -> bool:
        """Whether the innermost open mark opens a quotation that has no end, or is a stray mark."""
        span = self.open[-1]
        opens_line = len(self.open) == 1 and not self.text[: span.opener].rpartition("\n")[2].strip()
        stray = span.family == "single" or not self.text[span.start : span.start + 1].strip()
        closes_inside = any(inner.family == span.family for inner in span.inner)
        return not stray and not closes_inside and (opens_line or not span.inner)
