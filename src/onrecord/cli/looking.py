"""Verbs that show what the desk holds: releases, show, search, transcript, quote."""

import click
from rich.text import Text

from onrecord import captions
from onrecord.cli.call import Verb, as_json, on_a_desk
from onrecord.cli.proof import changed_verdict, show_segments
from onrecord.cli.terminal import clock, counted, dated, draw, harmless, out, row, say, show_json, table
from onrecord.desk import Desk, Question, marking, overview, questions
from onrecord.desk.answers import answer, of_release
from onrecord.desk.overview import Shown, Words
from onrecord.desk.spans import read_span
from onrecord.records import Pick, Transcript
from onrecord.store.codec import plain


@click.command(cls=Verb, example="onrecord releases")
@as_json
@on_a_desk
def releases(desk: Desk, *, as_json: bool) -> None:
    """The releases that the desk holds."""
    listed = overview.releases(desk)
    if as_json:
        show_json(answer({"releases": [plain(one) for one in listed]}))
        return
    if not listed:
        say("No releases yet; take one in with `onrecord add`.")
        return
    shown = table("release", "kind", "published", "length", "lang", "state", "title")
    for one in listed:
        published = one.published and one.published[:10]
        row(shown, one.release, one.kind, published, clock(one.duration_ms), one.language, one.state, one.title)
    draw(shown)


@click.command(cls=Verb, example="onrecord show k3v7q2mx")
@click.argument("release")
@as_json
@on_a_desk
def show(desk: Desk, release: str, *, as_json: bool) -> None:
    """One release with all that is known of it."""
    shown = overview.show(desk, desk.catalogue.resolve(release))
    if as_json:
        show_json(of_release(shown))
        return
    _show_capture(shown)
    _show_reading(shown)
    for words in (shown.transcript, *shown.translations):
        if words is not None:
            _show_words(words)
    if shown.decisions or shown.revisions or shown.failures:
        _show_events(shown)


def _show_capture(shown: Shown) -> None:
    capture = shown.capture
    say(shown.listed.title, style="bold")
    facts = table("", "")
    for name, value in (
        ("release", capture.release),
        ("address", capture.address),
        ("source", capture.source),
        ("published", dated(capture.published)),
        ("happened", dated(capture.happened)),
        ("captured", capture.captured),
        ("SHA-256", capture.blob),
        ("size", f"{capture.size:,} bytes"),
        ("came along", ", ".join(companion.name for companion in capture.companions) or None),
    ):
        row(facts, name, value)
    draw(facts)


def _show_reading(shown: Shown) -> None:
    if shown.media is not None:
        streams = ", ".join(f"{stream.kind} {stream.codec}" for stream in shown.media.streams)
        say(f"\n{clock(shown.media.duration_ms)} long, {counted(len(shown.media.shots), 'shot')}; {streams}")
        for note in shown.media.notes:
            say(f"note: {note}")
    if shown.matching is not None:
        show_segments(shown.matching)
    if shown.page is not None:
        quotations = counted(len(shown.article.quotations) if shown.article else 0, "quotation")
        say(f"\n{counted(len(shown.page.blocks), 'block')}, {quotations}")


def _show_words(words: Words) -> None:
    record = words.record
    lines = record.cues if isinstance(record, Transcript) else record.lines
    if not lines:
        what = "transcript" if isinstance(record, Transcript) else f"translation into {record.language}"
        say(f"\nNo {what}: {record.reason or 'its text is empty'}.")
        return
    by = record.written_by if isinstance(record, Transcript) else record.translator
    machine = ", written by a machine" if record.machine else ""
    review = ", needs review: there is a newer result" if words.needs_review else ""
    say(
        f"\n{record.language or 'language unknown'}: {by or 'writer unknown'} ({words.status}{machine}{review})",
        style="bold",
    )
    shown = table("", "")
    for line in lines:
        row(shown, clock(line.start_ms), line.text)
    draw(shown)


def _show_events(shown: Shown) -> None:
    events = table("what", "by", "")
    for decision in shown.decisions:
        row(events, decision.kind, decision.by, decision.note or decision.other or decision.text)
    for revised in shown.revisions:
        for change in revised.changes:
            row(events, "verdict changed", revised.at[:10], changed_verdict(change))
    for failure in shown.failures:
        row(events, f"{failure.door} failed", f"attempt {failure.attempt}", f"{failure.what}; {failure.remedy}")
    say()
    draw(events)


@click.command(cls=Verb, example="onrecord search '\"source of pride\" port' --language en")
@click.argument("words", nargs=-1, required=True)
@click.option("--language", metavar="TAG", help="Only texts in this language.")
@click.option("--speaker", help="Only what this speaker says.")
@click.option("--source", help="Only what this source released.")
@click.option("--since", metavar="DATE", help="Only what was published on this date or later.")
@click.option("--until", metavar="DATE", help="Only what was published on this date or earlier.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="The most hits to show.")
@as_json
@on_a_desk
def search(desk: Desk, words: tuple[str, ...], *, as_json: bool, limit: int, **asked: str | None) -> None:
    """Where words stand in transcripts, translations and pages.

    "Quoted words" are a phrase, and begin* stands for all words that begin so.
    """
    question = Question(words=" ".join(words), limit=limit, **asked)
    hits = questions.find(desk, question)
    if as_json:
        show_json(answer({"hits": [plain(hit) for hit in hits]}))
        return
    if not hits:
        say("Nothing in this archive has these words.")
        return
    shown = table("release", "at", "lang", "speaker", "words")
    for hit in hits:
        row(shown, hit.release, clock(hit.start_ms), hit.language, hit.speaker, _marked(hit.snippet, question))
    draw(shown)
    if len(hits) == limit:
        say(f"There may be more; --limit asks for more than {limit}.")


def _marked(snippet: str, question: Question) -> Text:
    """A snippet with the words that were asked for in bold."""
    marks, shown, done = sorted(marking.marks(question, snippet)), Text(), 0
    for start, end in marks:
        shown.append(harmless(snippet[done : max(start, done)]))
        shown.append(harmless(snippet[max(start, done) : max(end, done)]), "bold")
        done = max(end, done)
    return shown.append(harmless(snippet[done:]))


@click.command(cls=Verb, example="onrecord transcript k3v7q2mx --language en --format srt")
@click.argument("release")
@click.option("--language", metavar="TAG", help="A translation's language; without it, the original.")
@click.option(
    "--format", "form", type=click.Choice(["vtt", "srt", "ttml", "txt", "json"]), default="vtt", show_default=True
)
@as_json
@on_a_desk
def transcript(desk: Desk, release: str, *, language: str | None, form: str, as_json: bool) -> None:
    """A transcript or translation, as a caption file or text."""
    told = desk.catalogue.told(desk.catalogue.resolve(release), language)
    if as_json or form == "json":
        show_json(answer({"release": desk.catalogue.resolve(release), "kind": told.base.kind, **plain(told.record)}))
        return
    written = captions.write(told.cues, form, told.record.language)  # type: ignore[arg-type]  # click has seen to it
    # A file keeps its direction marks; a terminal, on which they could mislead, doesn't get them.
    click.echo(harmless(written, lines=True) if out.is_terminal else written, nl=False)


@click.command(cls=Verb, example="onrecord quote k3v7q2mx 0:18.3 0:22.7")
@click.argument("release")
@click.argument("start")
@click.argument("end")
@as_json
@on_a_desk
def quote(desk: Desk, release: str, start: str, end: str, *, as_json: bool) -> None:
    """A quotation picked from a transcript by its times."""
    picked = questions.pick(desk, desk.catalogue.resolve(release), *read_span(start, end))
    if as_json:
        show_json(answer(plain(picked)))
    else:
        _show_pick(picked)


def _show_pick(picked: Pick) -> None:
    say(f"“{picked.original.text}”", style="bold")
    say(f"{picked.speaker or 'speaker unknown'}, {picked.release} at {clock(picked.start_ms)}–{clock(picked.end_ms)}")
    for line in picked.translations:
        say(f"{line.language} ({line.translator or 'translator unknown'}): “{line.text}”")


VERBS = (releases, show, search, transcript, quote)
