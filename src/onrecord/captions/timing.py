"""Times of timed text: as stamps, and the mending of the lines that carry them."""

import re
from dataclasses import dataclass, field
from typing import Final

LATEST_MS: Final = 10 * 24 * 3600 * 1000
"""The latest moment of a line: the longest sittings on record last days, and a later time is a slip or an attack."""

ARROW: Final = "-->"
_STAMP: Final = r"(-?)(?:(\d{1,10}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?"
_SPAN: Final = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?!\d)")
_ATTEMPT: Final = re.compile(r"\s*-?\d+[:.,]")
_MOST_NOTES: Final = 20


class Notes(list[str]):
    """Sentences about a file, at most a screenful: after that they are only counted."""

    def say(self, sentence: str) -> None:
        """Add a sentence."""
        self.append(sentence)

    def told(self) -> tuple[str, ...]:
        """The sentences, the last of which counts those that are left out."""
        left_out = len(self) - _MOST_NOTES
        return tuple(self[:_MOST_NOTES]) + ((f"and {left_out} more notes of this kind",) if left_out > 0 else ())


def stamp(ms: int, point: str = ".") -> str:
    """`HH:MM:SS.mmm`; SRT has a comma for the point."""
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{ms:03d}"


def mended_span(start: int, end: int, where: str, notes: Notes) -> tuple[int, int]:
    """A span whose times are not negative and not inverted; says what was changed and `where` it stood."""
    if start < 0 or end < 0:
        notes.say(f"{where}: a time before the beginning, taken as the beginning")
        start, end = max(start, 0), max(end, 0)
    if end < start:
        notes.say(f"{where}: it ends before it starts, taken as the moment of its start")
        end = start
    return start, end


@dataclass(slots=True)
class Mended:
    """The lines of a file after `mend`, how many of them are times, and what was changed."""

    lines: list[str] = field(default_factory=list)
    spans: int = 0
    notes: Notes = field(default_factory=Notes)


def mend(lines: list[str], *, numbered: bool) -> Mended:
    """The lines of a VTT or (`numbered`) SRT file with every line of times in the one form that all readers agree on.

    A time that can't be read takes its text with it, as in every player, and is noted. An arrow that is no time at all
    belongs to the text.
    """
    mended = Mended()
    for at, line in enumerate(lines, start=1):
        comment = not numbered and line.startswith("NOTE") and not any(mended.lines[-1:])
        if ARROW not in line or comment:
            mended.lines.append(line)
        elif found := _SPAN.match(line):
            _add_times(mended, _span(found, f"line {at}", mended.notes), numbered=numbered)
            mended.spans += 1
        elif _ATTEMPT.match(line):
            mended.notes.say(f"line {at}: {line.strip()[:60]!r} is no pair of times, so the text under it is left out")
            _add_times(mended, f"{ARROW} unreadable", numbered=numbered)
        else:
            mended.lines.append(line.replace(ARROW, "--&gt;"))
    return mended


def _add_times(mended: Mended, times: str, *, numbered: bool) -> None:
    if numbered and not (mended.lines and mended.lines[-1].strip().isdecimal()):
        mended.lines += ["", "0"]
    mended.lines.append(times)


def _span(found: re.Match[str], where: str, notes: Notes) -> str:
    start, end = mended_span(_ms(*found.groups()[:5]), _ms(*found.groups()[5:]), where, notes)
    return f"{stamp(start)} {ARROW} {stamp(end)}"


def _ms(sign: str, hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    ms = whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
    return -ms if sign else ms
