"""How answers read in the terminal: a checked quotation like a marked-up proof, the strip of a video like a list."""

from typing import Final

from rich.text import Text

from onrecord.cli.terminal import clock, counted, draw, harmless, row, say, table, tell
from onrecord.records import ArchiveSummary, Checked, Edit, Matching, Segment, Source

_COLOURS: Final = {
    "verbatim": "green",
    "elided": "green",
    "bracketed": "green",
    "stitched": "yellow",
    "altered": "red",
    "paraphrase": "yellow",
    "not found": "red",
}
_MIND: Final = {
    "context": "the words cut off may change the sense: “{}”",
    "cut negation": "a negation was cut out: “{}”",
    "speaker changes inside": "more than one person speaks in it: {}",
    "uncertain transcript": "{}",
}
"""What a reader is told of each kind of flag."""

_INDENT: Final = 4
_SECONDS_UP_TO: Final = 60
_MINUTES_UP_TO: Final = 2 * 3600


def show_checked(checked: Checked) -> None:
    """One quotation: its verdict, its words, what was changed, and where it was said."""
    colour = _COLOURS[checked.verdict]
    tell(Text.assemble((checked.verdict.upper(), f"bold {colour}"), "  “", harmless(checked.text), "”"))
    for edit in checked.edits:
        tell(in_words(edit), _INDENT)
    for source in checked.sources:
        _show_source(source)
    if checked.body is not None:
        say(f"held against its own article: {checked.body.verdict}", indent=_INDENT)
        for edit in checked.body.edits:
            tell(in_words(edit), 2 * _INDENT)
    for flag in checked.flags:
        say(f"mind: {_MIND[flag.kind].format(flag.text)}", style="yellow", indent=_INDENT)
    if checked.attribution == "other":
        say("said by somebody else than the one it is ascribed to", style="red", indent=_INDENT)


def in_words(edit: Edit, said: str = "said", written: str = "written") -> Text:
    """Deletions struck out, insertions underlined, as on a proof; and in words, for those who see no style."""
    before, after = (harmless(edit.said), "strike red"), (harmless(edit.quoted), "underline green")
    if edit.kind == "replaced":
        return Text.assemble(f"{said} “", before, f"”, {written} “", after, "”")
    if edit.kind == "dropped":
        return Text.assemble("left out “", before, "”")
    return Text.assemble("put in “" if edit.kind == "added" else "moved “", after, "”")


def _show_source(source: Source) -> None:
    by = source.speaker or "speaker unknown"
    at = f" at {clock(source.start_ms)}" if source.start_ms is not None else ""
    where = f"{source.release}{at}"
    against = f", in the translation by {source.translator or 'unknown'}" if source.against == "translation" else ""
    say(f"said: “{source.text}” — {by}, {where}{against}", indent=_INDENT)
    if source.original is not None:
        say(f"original: {source.original.text}", indent=_INDENT)
    if source.copies:
        say(f"also in: {', '.join(source.copies)}", indent=_INDENT)


def show_segments(matching: Matching) -> None:
    """The strip of a video: what was seen before and where, what is not in this archive, what can't be decided."""
    shown = table("from", "to", "verdict", "")
    for segment in matching.segments:
        row(shown, clock(segment.start_ms), clock(segment.end_ms), segment.verdict, _seen_where(segment))
    draw(shown)
    if matching.left_out:
        say(f"Left out, as a person said that they are no match: {', '.join(matching.left_out)}.")
    say(archive_size(matching.archive))


def _seen_where(segment: Segment) -> str:
    if not segment.matches:
        return segment.reason or ""
    first = segment.matches[0]
    published = f", published {first.published}" if first.published else ""
    mirrored = ", mirrored" if first.mirrored else ""
    place = f"{first.release} at {clock(first.start_ms)}–{clock(first.end_ms)}"
    return f"{place} ({first.title}{published}), by {first.by}{mirrored}"


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
