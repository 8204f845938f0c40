"""What the page itself says, in the languages that it speaks; numbers, dates and times as they are written there."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from onrecord.captions import direction, language_name
from onrecord.captions.languages import primary

# One file a language: a further one makes the page speak it.
SPOKEN: Final[dict[str, dict[str, str]]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "phrases").glob("*.json"))
}
_DIGITS: Final = {"fa": str.maketrans("0123456789", "".join(chr(0x06F0 + digit) for digit in range(10)))}
# Opening and closing, outside and inside another quotation.
_USUAL: Final = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", "‘", "’")
_MARKS: Final = {
    **dict.fromkeys(
        ("ar", "ckb", "fa", "fr", "ps", "ug", "ur"),
        ("«", "»", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"),
    ),
    **dict.fromkeys(("ru", "uk"), ("«", "»", "„", "\N{LEFT DOUBLE QUOTATION MARK}")),
    "de": ("„", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{SINGLE LOW-9 QUOTATION MARK}", "‘"),
}
# A straight mark opens after a space or a bracket and closes after a word, so that inches and seconds stay.
_STRAIGHT: Final = re.compile(r'(?<![^\s(\[—–])"(?=\S)([^"]*)(?<=\S)"(?!\w)')
_DATES: Final = {4: "y", 7: "LLLL y", 10: "d MMMM y"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The page's own words in one language."""

    language: str

    @classmethod
    def of(cls, language: str) -> "Wording":
        """The wording of a dispatch in this language; English where the page does not speak it."""
        spoken = primary(language)
        return cls(spoken if spoken in SPOKEN else "en")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return direction(self.language)

    def say(self, key: str, **values: str) -> str:
        """What the page says here; the values are put in as they are."""
        return self.phrase(key).format(**values)

    def phrase(self, key: str) -> str:
        """What the page says here, with `{names}` where values belong."""
        return SPOKEN[self.language][key]

    def clock(self, ms: int) -> str:
        """A time to the tenth of a second, which is left out where it is none: `0:18`, `0:17.9`, `1:02:03`."""
        tenths = (ms + 50) // 100
        whole = self.second(tenths // 10 * 1000)
        return (
            whole + self.digits(f"{get_decimal_symbol(self.language, numbering_system='default')}{tenths % 10}")
            if tenths % 10
            else whole
        )

    def second(self, ms: int) -> str:
        """A time to the second that it is nearest to, as players show it."""
        minutes, seconds = divmod((ms + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        return self.digits(f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}")

    def number(self, value: float) -> str:
        """A number with at most one decimal place."""
        return self.digits(format_decimal(value, "#,##0.#", locale=self.language, numbering_system="default"))

    def length(self, hours: float) -> str:
        """How much an archive holds: in hours; in minutes or seconds where it is less than one."""
        seconds = round(hours * 3600)
        if seconds < 60:  # noqa: PLR2004  # seconds of a minute
            return self.say("length seconds", number=self.number(seconds))
        unit, number = ("hours", hours) if hours >= 1 else ("minutes", hours * 60)
        return self.say(f"length {unit}", number=self.number(number))

    def releases(self, count: int) -> str:
        """How many releases, in words that fit the number."""
        return self.say("releases one" if count == 1 else "releases many", number=self.number(count))

    def digits(self, text: str) -> str:
        """The digits of this language in place of Latin ones."""
        return text.translate(_DIGITS.get(self.language, {}))

    def date(self, written: str | None) -> str:
        """A date as exact as it is written; what is no ISO date stays as it is."""
        if written is None:
            return self.say("unknown")
        try:
            day = date.fromisoformat((written[:10] + "-01-01")[:10])
            time = datetime.fromisoformat(written) if len(written) > 10 else None  # noqa: PLR2004  # a day
        except ValueError:
            return written
        if (pattern := _DATES.get(len(written[:10]))) is None:
            return written
        said = format_date(day, pattern, locale=self.language)
        return self.digits(self.say("date and time", date=said, time=f"{time:%H:%M}{_zone(time)}") if time else said)

    def language_name(self, language: str | None) -> str:
        """What a language is called on the page."""
        return language_name(language, self.language) if language else self.say("unknown")


def quoted(text: str, language: str | None) -> str:
    """The text between the quotation marks of its language, and what it quotes itself between the inner ones."""
    opening, closing, inside, out = _MARKS.get(primary(language), _USUAL) if language else _USUAL
    text = _STRAIGHT.sub(rf"{inside}\1{out}", text)
    text = re.sub(f"{opening}([^{opening}{closing}]*){closing}", rf"{inside}\1{out}", text)
    return f"{opening}{text}{closing}"


def own_name(language: str | None) -> str:
    """What a language calls itself, for lists of subtitles; the code `und` where it is not known."""
    return language_name(language, language) if language else "und"


def _zone(time: datetime) -> str:
    name = time.tzname()
    return f" {name}" if name else ""
