"""Speakers in scripts that write a name, its particle and the verb without spaces: Chinese, Japanese, Korean."""

# ruff: noqa: RUF001, RUF002  # marks of these scripts are looked for

import re
from typing import Final

from onrecord.quote.said import Said
from onrecord.quote.verbs import HAN, HANGUL, KANA

_WITHIN: Final = 60
"""Characters beside a quotation in which its speaker stands."""
_HAN_VERB: Final = "|".join(HAN)
_HAN_NAME: Final = r"(?P<name>[^\W\d_a-zA-Z在于周]{1,24}?)"
_HAN_ADJUNCTS: Final = r"(?:周[一二三四五六日天]|星期[一二三四五六日天]|[昨今前][天日])?(?:[在于][^，。]{1,30}?)?"
_BEFORE_HAN: Final = re.compile(rf"{_HAN_NAME}{_HAN_ADJUNCTS}(?P<cue>{_HAN_VERB})[，,：:]?$")
_BEHIND_HAN: Final = re.compile(rf"[，,]?{_HAN_NAME}{_HAN_ADJUNCTS}(?P<cue>{_HAN_VERB})")
_JAPANESE_SUBJECT: Final = re.compile(r"(?:^|[、。\s])(?P<name>[^、。\s]{1,30}?)[はが](?:[、，]|[^。]{0,40}$)")
_JAPANESE_CUE: Final = re.compile(rf"などと|と[^。]{{0,20}}?(?P<cue>{'|'.join(KANA)})")
_KOREAN_SUBJECT: Final = re.compile(r"(?:^|[,.\s])(?P<name>[^,.\d]{1,30}?)(?:은|는|이|가)\s[^.]{0,40}$")
_KOREAN_CUE: Final = re.compile(rf"(?:이?라|며|면서|고|라고|다고)[^.]{{0,20}}?(?P<cue>{'|'.join(HANGUL)})")
_BEHIND_KANA: Final = re.compile(
    rf"(?:など)?と、?(?P<name>[^、。\s]{{1,20}}?)[はが][^。]{{0,20}}?(?P<cue>{'|'.join(KANA)})"
)
_SUBJECTS: Final = ((_JAPANESE_CUE, _JAPANESE_SUBJECT), (_KOREAN_CUE, _KOREAN_SUBJECT))


def before(text: str, start: int, end: int) -> Said | None:
    """`市长说：“...”`: the name and the verb that end what stands before a quotation."""
    start = max(start, end - _WITHIN)
    found = _BEFORE_HAN.search(text[start:end].rstrip())
    return _said(found, start) if found else None


def behind(text: str, start: int, end: int) -> Said | None:
    """`“...”，市长说`, `「...」と市長は述べた`: the name and the verb that open what stands behind a quotation."""
    following = text[start : min(end, start + _WITHIN)]
    found = _BEHIND_KANA.match(following) or _BEHIND_HAN.match(following)
    return _said(found, start) if found else None


def around(text: str, lead: tuple[int, int], closer: int, end: int) -> Said | None:
    """`市長は「...」と述べた`: the subject before a quotation whose verb stands behind it."""
    following = text[closer : min(end, closer + _WITHIN)]
    for cue, subject in _SUBJECTS:
        said = cue.match(following)
        if said is None:
            continue
        first = max(lead[0], lead[1] - _WITHIN)
        name = subject.search(text[first : lead[1]])
        if name:
            return Said(
                speaker=name["name"].strip(),
                start=first + name.start("name") + len(name["name"]) - len(name["name"].lstrip()),
                end=first + name.end("name"),
                cue=said["cue"],
                at=closer + said.end(),
                close=True,
            )
    return None


def _said(found: re.Match[str], start: int) -> Said:
    return Said(
        speaker=found["name"],
        start=start + found.start("name"),
        end=start + found.end("name"),
        cue=found["cue"],
        at=start + found.end(),
        close=True,
        adjacent=True,
    )
