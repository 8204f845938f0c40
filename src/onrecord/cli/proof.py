"""How answers read in the terminal: a checked quotation like a marked-up proof, the strip of a video like a list."""

from collections.abc import Iterator
from typing import Final

from rich.style import Style
from rich.text import Text

from onrecord.cli.terminal import clock, counted, draw, harmless, row, say, shows_style, table, tell
from onrecord.records import (
    ArchiveSummary,
    Checked,
    Citation,
    Edit,
    Match,
    Matching,
    Quotation,
    Segment,
    Source,
    VerdictChange,
)

_COLOURS: Final = {
    "verbatim": "green",
    "elided": "green",
    "bracketed": "green",
    "stitched": "yellow",
    "altered": "red",
    "paraphrase": "yellow",
    "not found": "red",
    "seen": "green",
    "not in this archive": "cyan",
    "undecidable": "yellow",
}
_MIND: Final = {
    "context": "the words cut off may change the sense: “{}”",
    "cut negation": "a negation was cut out: “{}”",
    "speaker changes inside": "more than one person speaks in it: {}",
    "uncertain transcript": "{}",
}
"""What a reader is told of each kind of flag."""

_INDENT: Final = 4
_ALSO: Final = "also"
_DATE: Final = len("2024-02-29")
_BY_CHANCE: Final = 0.01
_SECONDS_UP_TO: Final = 60
_MINUTES_UP_TO: Final = 2 * 3600


def show_checked(checked: Checked, quotation: Quotation | None = None) -> None:
    """One quotation: its verdict, its words as a proof, where it was said, and what to mind.

    `quotation` is how the article has it, where it comes from one.
    """
    colour = _COLOURS[checked.verdict]
    verdict = (checked.verdict.upper(), f"bold {colour}")
    name = f"{harmless(checked.id)}  " if checked.id else ""
    tell(Text.assemble(name, verdict, "  “", _proof(checked), "”", _ascribed(quotation)))
    for edit in checked.edits:
        if not _is_in_proof(edit):
            tell(in_words(edit), _INDENT)
    for source in checked.sources:
        _show_source(source)
    if checked.body is not None:
        say(f"held against its own article: {checked.body.verdict}", indent=_INDENT)
        for edit in checked.body.edits:
            tell(in_words(edit), 2 * _INDENT)
    if checked.citation is not None:
        _show_citation(checked.citation)
    for flag in checked.flags:
        say(f"mind: {_MIND[flag.kind].format(flag.text)}", style="yellow", indent=_INDENT)
    if checked.sources and checked.chance > _BY_CHANCE:
        say(
            f"mind: words as common as these stand somewhere by chance ({checked.chance:.2g} times expected)",
            style="yellow",
            indent=_INDENT,
        )
    if checked.attribution == "other":
        say("said by somebody else than the one it is ascribed to", style="red", indent=_INDENT)


def _show_citation(citation: Citation) -> None:
    """A cited place, and whether the words stand there: `Quran 22:40: the words stand at 22:39`."""
    found = {
        "right": "the words stand there, whole",
        "part": "the words are a part of it",
        "altered": "the words stand there, but changed",
        "wrong": "the words stand nowhere in what the desk holds of it",
        "unknown": citation.note or "the desk doesn't hold this work",
    }[citation.verdict]
    if citation.stands_at is not None:
        found = f"the words {'run over it' if citation.verdict == 'part' else 'stand'} at {citation.stands_at}"
    colour = {"right": "green", "part": "green", "altered": "red", "wrong": "red"}.get(citation.verdict, "yellow")
    named = citation.place if citation.work is None else f"{citation.work} {citation.place}"
    say(f"{named}: {found}", style=colour, indent=_INDENT)
    for edit in citation.edits:
        tell(in_words(edit, said="there"), 2 * _INDENT)
    if citation.note is not None and citation.verdict != "unknown":
        say(citation.note, style="dim", indent=2 * _INDENT)


def _ascribed(quotation: Quotation | None) -> str:
    if quotation is None or quotation.speaker is None:
        return ""
    to = f", to {quotation.addressee}" if quotation.addressee else ""
    return harmless(f" — {quotation.speaker}{to}")


def _is_in_proof(edit: Edit) -> bool:
    return edit.start is not None and edit.end is not None and edit.kind != "moved"


def _proof(checked: Checked) -> Text:
    """The quotation with what was left out struck, and what was put in underlined.

    Where no style can be shown these stand in marks, as wdiff sets them: [-left out-] {+put in+}.
    """
    shown, at = Text(), 0
    for edit in sorted(filter(_is_in_proof, checked.edits), key=lambda edit: (edit.start or 0, edit.end or 0)):
        start, end = edit.start or 0, edit.end or 0
        shown.append(harmless(checked.text[at:start]))
        dropped, added = _struck(edit.said), _underlined(checked.text[start:end])
        parts = [part for part in (dropped, added) if part.plain]
        parted = Text(" ").join(parts)
        if start == end:  # dropped words stand after the word before them, or before the first
            parted = Text(" ").append_text(parted) if start else parted.append(" ")
        shown.append_text(parted)
        at = end
    return shown.append(harmless(checked.text[at:]))


def _struck(words: str) -> Text:
    return _marked(words, "strike red", "[-{}-]")


def _underlined(words: str) -> Text:
    return _marked(words, "underline green", "{{+{}+}}")


def _marked(words: str, style: str, marks: str) -> Text:
    if not words:
        return Text()
    return Text(harmless(words), style) if shows_style() else Text(marks.format(harmless(words)))


def in_words(edit: Edit, said: str = "said", written: str = "written") -> Text:
    """Deletions struck out, insertions underlined, as on a proof; and in words, for those who see no style."""
    before, after = (harmless(edit.said), "strike red"), (harmless(edit.quoted), "underline green")
    if edit.kind == "replaced":
        return Text.assemble(f"{said} “", before, f"”, {written} “", after, "”")
    if edit.kind == "dropped":
        return Text.assemble("left out “", before, "”")
    return Text.assemble("put in “" if edit.kind == "added" else "moved “", after, "”")


def _show_source(source: Source) -> None:
    """The sentence as it was said, by whom, where and when, and the link that plays it."""
    said = Text.assemble(
        "as said: “",
        (harmless(source.before), "dim"),
        (harmless(source.text), "bold"),
        (harmless(source.after), "dim"),
        "”",
    )
    tell(said, _INDENT)
    at = f" at {clock(source.start_ms)}" if source.start_ms is not None else ""
    of = ", ".join(part for part in (source.title, source.published and source.published[:_DATE]) if part)
    where = f"{source.release}{at}{f' ({of})' if of else ''}"
    against = f", in the translation by {source.translator or 'unknown'}" if source.against == "translation" else ""
    say(f"— {source.speaker or 'speaker unknown'}, {where}{against}", indent=_INDENT)
    if source.link is not None:
        tell(Text(harmless(source.link), style=Style(link=source.link)), _INDENT)
    if source.original is not None:
        say(f"original: {' / '.join(source.original.text.splitlines())}", indent=_INDENT)
    if source.copies:
        say(f"also in: {', '.join(source.copies)}", indent=_INDENT)


def show_segments(matching: Matching) -> None:
    """The strip of a video: what was seen before and where, what is not in this archive, what can't be decided."""
    shown = table("from", "to", "verdict", "")
    for segment in matching.segments:
        verdict = Text(segment.verdict, _COLOURS[segment.verdict])
        row(shown, clock(segment.start_ms), clock(segment.end_ms), verdict, _seen_where(segment))
        for match in segment.matches[1:]:
            row(shown, "", "", "", f"{_ALSO} {_place(match)}")
    draw(shown)
    for name, found in _by_verdict(matching):
        say(f"{name[0].upper()}{name[1:]}: {found}.", style=_COLOURS[name])
    if matching.left_out:
        say(f"Left out, as a person said that they are no match: {', '.join(matching.left_out)}.")
    say(archive_size(matching.archive))


def _seen_where(segment: Segment) -> str:
    if not segment.matches:
        return segment.reason or ""
    note = f"; {segment.note}" if segment.note else ""
    return f"{_place(segment.matches[0])}{note}"


def _place(match: Match) -> str:
    """Where a match stands: `k3v7q2mx at 0:05.9–0:17.9 (A speech, published 2009-06-02), by both, mirrored`."""
    dated = (
        f"published {match.published}" if match.published else None,
        match.captured and f"captured {match.captured[:_DATE]}",
    )
    date = next((date for date in dated if date), None)
    told = ", ".join(part for part in (match.title, date) if part)
    speed = f"{match.speed:.2f} times as fast" if match.speed != 1.0 else None
    how = ", ".join(part for part in (f"by {match.by}", "mirrored" if match.mirrored else None, speed) if part)
    return f"{match.release} at {clock(match.start_ms)}–{clock(match.end_ms)}{f' ({told})' if told else ''}, {how}"


def _by_verdict(matching: Matching) -> Iterator[tuple[str, str]]:
    """How much of a video has each verdict, in the order of what matters; what was seen, since when."""
    for verdict in ("seen", "not in this archive", "undecidable"):
        segments = [segment for segment in matching.segments if segment.verdict == verdict]
        since = min((segment.since for segment in segments if segment.since), default=None)
        if segments:
            long = clock(sum(segment.end_ms - segment.start_ms for segment in segments))
            yield verdict, f"{long} of {clock(matching.duration_ms)}{f', since {since[:_DATE]}' if since else ''}"


def changed_verdict(change: VerdictChange) -> str:
    """A stretch of which something else is said now than before."""
    before = f"{change.before} in {change.release_before}" if change.release_before else change.before
    after = f"{change.after} in {change.release}" if change.release else change.after
    return f"{clock(change.start_ms)}–{clock(change.end_ms)} was “{before}” and is now “{after}”"


def archive_size(archive: ArchiveSummary) -> str:
    """What "not in this archive" is said of."""
    held = [counted(archive.releases, "release")]
    if archive.hours:
        held.append(f"{_length(archive.hours)} of footage")
    if archive.words:
        held.append(counted(archive.words, "word"))
    since = [
        f"{clock_} since {date[:10]}"
        for clock_, date in (("published", archive.earliest_published), ("captured", archive.earliest_captured))
        if date
    ]
    return f"This archive: {', '.join(held)}{'; ' if since else ''}{', '.join(since)}."


def _length(hours: float) -> str:
    """So much footage, in the unit that says it in a few digits."""
    seconds = hours * 3600
    if seconds < _SECONDS_UP_TO:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < _MINUTES_UP_TO else f"{hours:,.1f} h"
