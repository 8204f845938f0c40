"""Numbers that are written in several words: `twenty-sixth`, `one hundred and six`.

They are read as English puts them together. Words for numbers that stand together and are not understood are one word
that means nothing, so that no citation is read from the last of them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.citations.lexicon import CARDINALS, ORDINALS, Token, count_at, lex, words_of

_HUNDRED: Final = 100
_TEN: Final = 10
_SCORE: Final = 20
_SHORTEST: Final = 2  # letters; a single one is a word or a Roman numeral besides
_NUMERALS: Final = frozenset(("ii", "iii"))
_JOINED: Final = " \u00a0\u202f\n-\u2010\u2011\u00ad\u200c"
_AND: Final = "\u0648\u05d5"  # joined to the word behind it
_VALUES: Final = {word: int(value) for word, value in CARDINALS.items() if len(word) >= _SHORTEST}
_ORDINAL_VALUES: Final = {
    word: int(value)
    for word, value in ORDINALS.items()
    if len(word) >= _SHORTEST and word.isalpha() and word not in _NUMERALS
}
_NUMBER_WORDS: Final = frozenset((*_VALUES, *_ORDINAL_VALUES)) | words_of("number word")


def counted(text: str) -> list[Token]:
    """The words and numbers of a text, where a number of several words is one."""
    tokens = lex(text)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        behind = _run(text, tokens, at) if _is_number_word(tokens[at]) else at
        run = tokens[at : max(behind, at + 1)]
        found.append(_as_one(run) if behind > at else run[0])
        at += len(run)
    return found


def _run(text: str, tokens: Sequence[Token], at: int) -> int:
    """The index behind the words for numbers that stand together, with such as `and` between them."""
    behind = at + 1
    while behind < len(tokens) and _is_close(text, tokens, behind):
        joined = behind + count_at("and", tokens, behind)
        if _is_number_word(tokens[behind]):
            behind += 1
        elif joined < len(tokens) and _is_number_word(tokens[joined]) and _is_close(text, tokens, joined):
            behind = joined + 1
        else:
            break
    return behind


def _is_close(text: str, tokens: Sequence[Token], at: int) -> bool:
    return not text[tokens[at - 1].end : tokens[at].start].strip(_JOINED)


def _is_number_word(token: Token) -> bool:
    return token.plain in _NUMBER_WORDS or (
        not token.is_latin and token.plain[:1] in _AND and token.plain[1:] in _NUMBER_WORDS
    )


def _as_one(run: Sequence[Token]) -> Token:
    """The words as one; a word that stands alone is as it was, if the tables have it."""
    words = [token.plain for token in run]
    if len(words) == 1 and (words[0] in ORDINALS or words[0] in CARDINALS):
        return run[0]
    return run[0]._replace(plain=_number(words) or " ".join(words), end=run[-1].end)


def _number(words: Sequence[str]) -> str | None:
    """The number below a thousand that English words write, with `th` behind it where it is an ordinal."""
    ordinal = words[-1] in _ORDINAL_VALUES or words[-1] == "hundredth"
    parts = list(_values(words))
    if None in parts:
        return None
    values = [part for part in parts if part is not None]
    if _HUNDRED in values:
        at = values.index(_HUNDRED)
        rest = _below_hundred(values[at + 1 :])
        hundreds = values[0] if at == 1 else 1
        number = None if at > 1 or hundreds >= _TEN or rest is None else hundreds * _HUNDRED + rest
    else:
        number = _below_hundred(values) if "and" not in words else None
    return f"{number}{'th' if ordinal else ''}" if number else None


def _values(words: Sequence[str]) -> Iterator[int | None]:
    """The value of each word, but for the `and` behind a hundred; None for one that is none of these."""
    for index, word in enumerate(words):
        if word == "and" and words[index - 1] == "hundred":
            continue
        if word == "hundred" or (word == "hundredth" and index == len(words) - 1):
            yield _HUNDRED
        elif index == len(words) - 1 and word in _ORDINAL_VALUES:
            yield _ORDINAL_VALUES[word]
        else:
            yield _VALUES.get(word)


def _below_hundred(values: Sequence[int]) -> int | None:
    match values:
        case []:
            return 0
        case [value]:
            return value
        case [tens, ones] if tens >= _SCORE and tens < _HUNDRED and ones < _TEN:
            return tens + ones
        case _:
            return None
