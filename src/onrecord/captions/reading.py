"""Reading caption files: VTT, SRT, TTML and plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, Literal, TypeAlias

import webvtt

from onrecord.captions.encoding import decode
from onrecord.captions.languages import is_known, language_in_name
from onrecord.captions.markup import voices
from onrecord.captions.timing import ARROW, LATEST_MS, Mended, Notes, mend, stamp
from onrecord.captions.ttml import read_ttml
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import Cue

Form: TypeAlias = Literal["vtt", "srt", "ttml", "txt"]

# A day of dense captions is 6 MB in the wordiest of these forms.
MOST_BYTES: Final = 32_000_000
_TIMES: Final = re.compile(r"^\s*-?\d+:\d{1,2}[:.,]\d\S*\s*-->\s*-?\d+:\d", re.MULTILINE)
_LOOK: Final = 20_000  # characters in which a timed file shows its first time
_ENDINGS: Final[dict[str, Form]] = {"vtt": "vtt", "srt": "srt", "ttml": "ttml", "dfxp": "ttml", "xml": "ttml"}
_OTHER_FORMS: Final = frozenset(
    {"ass", "ssa", "sub", "sbv", "smi", "stl", "scc", "lrc", "json", "json3", "html", "htm"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """What a caption file holds: its cues in order of time, its language if it says it, and what was odd about it."""

    cues: tuple[Cue, ...]
    language: str | None = None
    notes: tuple[str, ...] = ()


def read(data: bytes, name: str) -> Captions:
    """Read a caption file; its form is told by its content first, then by the ending of `name`.

    Cues are put in order of their start; overlapping ones are kept. Whatever had to be assumed, mended or left out
    stands in the notes. Plain text is one cue without times, character for character.

    Raises TooLarge, and Unreadable for what is no captions or holds no cue at all.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(
            name, f"has {len(data):,} bytes, and captions at most {MOST_BYTES:,}", "split it, or check what it is"
        )
    language = language_in_name(name)
    text, assumed = decode(data, name, language)
    form = form_of(text, name)
    cues, stated, notes = _read(form, data, text, name)
    if form != "txt":
        cues = _in_order(_in_bounds(cues, notes), notes)
    if not cues:
        why = f" ({notes.told()[0]})" if notes else ""
        raise Unreadable(name, f"holds no line of {'text' if form == 'txt' else form.upper()}{why}", "check the file")
    said = ((assumed,) if assumed and form != "ttml" else ()) + notes.told()
    return Captions(cues=tuple(cues), language=stated or language, notes=said)


def form_of(text: str, name: str) -> Form:
    """The form of a caption file. Raises Unreadable for a subtitle format that is not among them."""
    start = text[:_LOOK].lstrip("\ufeff \t\r\n")
    if start.startswith("WEBVTT"):
        return "vtt"
    if start.startswith("<") and re.search(r"<(?:\w{1,20}:)?tt[\s>]", start):
        return "ttml"
    ending = name.rpartition(".")[2].lower()
    if _TIMES.search(start):
        return "vtt" if ending == "vtt" else "srt"
    if ending in _OTHER_FORMS or start.startswith("[Script Info]"):
        raise Unreadable(name, "is in a form that is not read as captions", "give it as VTT, SRT, TTML or plain text")
    return _ENDINGS.get(ending, "txt")


def _read(form: Form, data: bytes, text: str, name: str) -> tuple[list[Cue], str | None, Notes]:
    if form == "ttml":
        return read_ttml(data, name)
    if form == "txt":
        return [Cue(text=text)] if text.strip() else [], None, Notes()
    return _read_lines(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), form)


def _read_lines(lines: list[str], form: Literal["vtt", "srt"]) -> tuple[list[Cue], str | None, Notes]:
    mended = mend(lines, numbered=form == "srt")
    if not mended.spans:
        return [], None, mended.notes
    file = webvtt.WebVTT.from_buffer(_begun(mended, form), format=form)
    spoken = [(caption, voices(caption.raw_text)) for caption in file.captions]
    if silent := mended.spans - sum(bool(said) for _, said in spoken):
        mended.notes.say(f"times without text under them, left out: {silent}")
    cues = [
        Cue(text=text, start_ms=c.start_time.in_milliseconds(), end_ms=c.end_time.in_milliseconds(), speaker=speaker)
        for c, said in spoken
        for speaker, text in said
    ]
    return cues, _stated_language(file.metadata), mended.notes


def _begun(mended: Mended, form: Literal["vtt", "srt"]) -> list[str]:
    """The lines from where the form begins: at VTT's header, at the number above SRT's first time."""
    lines = mended.lines
    if form == "srt":
        first = next(at for at, line in enumerate(lines) if ARROW in line)
        _note_preamble(lines[: first - 1], mended.notes)
        return lines[first - 1 :]
    first = next(at for at, line in enumerate(lines) if line.strip())
    if lines[first].startswith("WEBVTT"):
        return lines[first:]
    mended.notes.say("the WEBVTT header is missing")
    return ["WEBVTT", "", *lines]


def _note_preamble(lines: Iterable[str], notes: Notes) -> None:
    if words := " ".join(line.strip() for line in lines if line.strip()):
        notes.say(f"the text before the first time is left out: {words[:60]!r}")


def _stated_language(metadata: Iterable[str]) -> str | None:
    pairs = (line.partition(":") for line in metadata)
    stated = (value.strip() for key, _, value in pairs if key.strip().lower() == "language")
    return next((tag for tag in stated if tag and is_known(tag)), None)


def _in_bounds(cues: list[Cue], notes: Notes) -> list[Cue]:
    kept = [cue for cue in cues if max(cue.start_ms or 0, cue.end_ms or 0) <= LATEST_MS]
    if late := len(cues) - len(kept):
        notes.say(f"lines later than {stamp(LATEST_MS)}, left out: {late}")
    return kept


def _in_order(cues: list[Cue], notes: Notes) -> list[Cue]:
    starts = [cue.start_ms or 0 for cue in cues]
    if late := sum(after < before for before, after in pairwise(starts)):
        notes.say(f"lines that stood before an earlier one, put in order of time: {late}")
        cues = sorted(cues, key=lambda cue: cue.start_ms or 0)
    if overlapping := _overlapping(cues):
        notes.say(f"lines that overlap an earlier one, kept as they are: {overlapping}")
    return cues


def _overlapping(cues: list[Cue]) -> int:
    """How many cues begin before an earlier one has ended. Several voices in one span do not count."""
    said_until = accumulate((cue.end_ms or 0 for cue in cues), max)
    steps = zip(pairwise(cues), said_until, strict=False)
    return sum(
        (cue.start_ms or 0) < until and (cue.start_ms, cue.end_ms) != (before.start_ms, before.end_ms)
        for (before, cue), until in steps
    )
