"""Notes, `(Applause.)` or `[laughter]`: what the writer of a transcript or an article heard, and nobody said."""

# ruff: noqa: RUF001  # words of several scripts are what is looked for

import re
from collections.abc import Iterator
from typing import Final

from onrecord.words import folded_words

MOST_WORDS: Final = 6
"""The most words of a note; more of them are somebody's words in parentheses."""

_BRACKETED: Final = re.compile(
    r"\(([^()\n]{1,80})\)|\[([^\[\]\n]{1,80})\]|\uff08([^\uff08\uff09\n]{1,80})\uff09|\u3010([^\u3010\u3011\n]{1,80})\u3011"
)
_OPENERS: Final = "([\uff08\u3010"

_HEARD: Final = frozenset(
    folded_words(
        "applause applauds applauding clapping claps laughter laughs laugh laughing chuckles chuckling chuckle cheers"
        " cheering cheer boos booing boo ovation crosstalk inaudible unintelligible indistinct indecipherable pause"
        " pauses silence sighs coughs coughing music chants chanting chant shouts shouting murmurs interruption"
        " interjection interjections whistling sobbing"
        " تشویق خنده تکبیر نامفهوم مکث سکوت تصفيق ضحك تكبير صمت تالیاں قہقہہ تشواات תשואות צחוק"
        " Beifall Applaus Gelächter Heiterkeit unverständlich Zwischenruf Zwischenrufe Lachen"
        " applaudissements rires inaudible rire aplausos risas ininteligible inaudible applausi risate aplauso"
        " аплодисменты смех неразборчиво смеётся пауза оплески сміх alkış alkışlar gülüşmeler anlaşılmıyor"
    )
)
"""What is heard, in words that nobody puts in parentheses for anything else."""

_BESIDES: Final = frozenset(
    folded_words(
        "and from in the an of by with at audience crowd hall floor room members member loud more continued prolonged"
        " brief long sustained standing great general off mic microphone translation off-mic background some"
        " حضار شدید ممتد و از حاد حار سامعین im Saal und bei der den dem allgemeiner anhaltender lebhafter starker"
        " et dans la le les salle vifs y en el sala público prolongados nutridos"
        " в зале и бурные продолжительные общий ve salondan"
    )
)
"""What may stand beside them in a note."""

_WHOLE: Final = frozenset(
    {
        *("off mic", "no audio", "audio gap", "audio break", "technical difficulties", "cross talk", "video plays"),
        *("speaking simultaneously", "nicht verständlich", "no se entiende", "کف زدن", "کف زدن حضار", "غیر مسموع"),
        *("غیر واضح", "לא ברור", "מחיאות כפיים"),
    }
)
"""Notes of several words, folded, of which each alone may be anything."""

_TONGUE: Final = re.compile(r"(?:[Ss]peaks|[Ss]peaking|[Ss]poke)(?: in)? [A-Z]\w{2,20}\.?")
_IN_CHARACTERS: Final = re.compile(r"(?:大)?(?:掌声|笑声|鼓掌|拍手|笑い|笑|热烈掌声|会場笑い)[。．]?")


def notes_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where notes stand among the code points `start` to `end`, with their parentheses or brackets."""
    if any(text.find(opener, start, end) >= 0 for opener in _OPENERS):
        for match in _BRACKETED.finditer(text, start, end):
            if is_note(next(group for group in match.groups() if group is not None)):
                yield match.span()


def is_note(inside: str) -> bool:
    """Whether what stands in parentheses or brackets is a note, and nothing else."""
    words = folded_words(inside)
    if _TONGUE.fullmatch(inside.strip()) or _IN_CHARACTERS.fullmatch(inside.strip()):
        return True
    if not words or len(words) > MOST_WORDS:
        return False
    return " ".join(words) in _WHOLE or (not _HEARD.isdisjoint(words) and (_HEARD | _BESIDES).issuperset(words))
