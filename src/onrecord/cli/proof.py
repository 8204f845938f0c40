"""How answers read in the terminal: a checked quotation like a marked-up proof, the strip of a video like a list."""

from rich.text import Text

from onrecord.cli.terminal import clock, draw, harmless, row, say, table
from onrecord.records import ArchiveSummary, Checked, Edit, Matching, Segment, Source

_COLOURS = {
    "verbatim": "green",
    "elided": "green",
    "bracketed": "green",
    "stitched": "yellow",
    "altered": "red",
    "paraphrase": "yellow",
    "not found": "red",
}


def show_checked(checked: Checked) -> None:
    """One quotation: its verdict, its words, what was changed, and where it was said."""
    colour = _COLOURS[checked.verdict]
    draw(Text.assemble((checked.verdict.upper(), f"bold {colour}"), "  “", harmless(checked.text), "”"))
    for edit in checked.edits:
        draw(_edit(edit))
    for source in checked.sources:
        _show_source(source)
    if checked.body is not None:
        draw(Text(f"    held against its own article: {checked.body.verdict}"))
        for edit in checked.body.edits:
            draw(Text.assemble("    ", _edit(edit)))
    for flag in checked.flags:
        draw(Text(f"    mind: {flag.kind}: {harmless(flag.text)}", style="yellow"))
    if checked.attribution == "other":
        draw(Text("    said by somebody else than the one it is ascribed to", style="red"))


def _edit(edit: Edit) -> Text:
    """Deletions struck out, insertions underlined, as on a proof; and in words, for those who see no style."""
    said, quoted = harmless(edit.said), harmless(edit.quoted)
    return Text.assemble(
        f"    {edit.kind}: ",
        (said, "strike red") if said else "",
        " → " if said and quoted else "",
        (quoted, "underline green") if quoted else "",
    )


def _show_source(source: Source) -> None:
    by = harmless(source.speaker or "speaker unknown")
    at = f" at {clock(source.start_ms)}" if source.start_ms is not None else ""
    where = f"{harmless(source.release)}{at}"
    against = (
        f", in the translation by {harmless(source.translator or 'unknown')}" if source.against == "translation" else ""
    )
    draw(Text(f"    said: “{harmless(source.text)}” — {by}, {where}{against}"))
    if source.original is not None:
        draw(Text(f"    original: {harmless(source.original.text)}"))
    if source.copies:
        draw(Text(f"    also in: {', '.join(map(harmless, source.copies))}"))


def show_segments(matching: Matching) -> None:
    """The strip of a video: what was seen before and where, what is not in this archive, what can't be decided."""
    shown = table("from", "to", "verdict", "")
    for segment in matching.segments:
        row(shown, clock(segment.start_ms), clock(segment.end_ms), segment.verdict, _seen_where(segment))
    draw(shown)
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
    since = archive.earliest_published or (archive.earliest_captured or "")[:10] or "nothing yet"
    words = f", {archive.words:,} words" if archive.words else ""
    return f"This archive: {archive.releases} releases, {archive.hours:.2f} h of footage{words}, since {since}."
