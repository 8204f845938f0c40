"""Writing captions: VTT, SRT, TTML and plain text, each such that `read` gives back the same cues."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.captions.markup import escaped_for_srt, escaped_for_vtt, laid_out, plain
from onrecord.captions.reading import Form
from onrecord.captions.timing import ARROW, stamp
from onrecord.captions.ttml import write_ttml
from onrecord.errors import InputError
from onrecord.records import Cue


def write(cues: Sequence[Cue], format: Form, language: str | None) -> str:  # noqa: A002  # the field's own word, as in the CLI
    """The cues as a caption file. SRT and plain text have no place for speakers.

    Lines of a right-to-left language carry a mark where a player would else lay them out from the left. Raises
    InputError for cues without times in a timed form.
    """
    if format == "txt":
        return "".join(_line(cue) for cue in cues)
    if any(cue.start_ms is None or cue.end_ms is None for cue in cues):
        raise InputError(f"the form {format}", "needs times, and this text has none", "ask for the form txt")
    shown = [replace(cue, text=plain(cue.text)) for cue in cues]
    if format == "ttml":
        return write_ttml(shown, language)
    return _vtt(shown, language) if format == "vtt" else _srt(shown, language)


def _line(cue: Cue) -> str:
    text = cue.text if cue.start_ms is None else cue.text.replace("\n", " ")
    return text if text.endswith("\n") else text + "\n"


def _vtt(cues: Sequence[Cue], language: str | None) -> str:
    header = f"WEBVTT\nLanguage: {language}\n" if language else "WEBVTT\n"
    return header + "".join(f"\n{_times(cue, '.')}\n{_voiced(cue, language)}\n" for cue in cues)


def _srt(cues: Sequence[Cue], language: str | None) -> str:
    return "".join(
        f"{number}\n{_times(cue, ',')}\n{escaped_for_srt(laid_out(cue.text, language))}\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def _voiced(cue: Cue, language: str | None) -> str:
    text = escaped_for_vtt(laid_out(cue.text, language))
    return f"<v {escaped_for_vtt(' '.join(plain(cue.speaker).split()))}>{text}" if cue.speaker else text


def _times(cue: Cue, point: str) -> str:
    return f"{stamp(cue.start_ms or 0, point)} {ARROW} {stamp(cue.end_ms or 0, point)}"
