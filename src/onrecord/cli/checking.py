"""Verbs that answer about files: shots, match, article, check."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any, Final

import click
from pydantic import TypeAdapter, ValidationError

from onrecord.cli.call import Verb, as_json, on_a_desk, standard_input
from onrecord.cli.proof import archive_size, show_checked, show_segments
from onrecord.cli.terminal import clock, counted, draw, json_line, row, say, show_json, table, warn
from onrecord.desk import Desk, answers, questions
from onrecord.errors import InputError, OnrecordError, Unknown
from onrecord.observed import observations
from onrecord.records import Asked, Checked, Compared, Matching

_ASKED: Final = TypeAdapter(Asked)
_LONGEST_LINE: Final = 4_000_000
"""Bytes of a line: the longest quotation that is checked, with every character escaped."""

picture = click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="Draw the answer into a PNG.")


@click.command(cls=Verb, example="onrecord shots speech.mp4 --picture shots.png")
@click.argument("file")
@picture
@as_json
def shots(file: str, *, picture: Path | None, as_json: bool) -> None:
    """The shots of one video, outside any desk."""
    with questions.nowhere() as desk:
        reading = questions.shots(desk, file, picture)
    if as_json:
        show_json(answers.of_shots(reading))
        return
    shown = table("shot", "from", "to", "begins with", "looks")
    for number, shot in enumerate(reading.shots, start=1):
        looks = ", ".join(observations(shot.look).values())
        row(shown, number, clock(shot.start_ms), clock(shot.end_ms), shot.transition, looks)
    draw(shown)
    for note in reading.notes:
        say(f"note: {note}")


@click.command(
    cls=Verb,
    example="onrecord match speech.mp4 --picture pairs.png\nonrecord match k3v7q2mx --format otio -o seen.otio",
)
@click.argument("what", metavar="FILE_OR_RELEASE")
@picture
@click.option("--format", "form", type=click.Choice(["json", "csv", "otio"]), help="Write it for another program.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--sound-only", is_flag=True, help="Compare what is heard, not what is seen.")
@click.option("--picture-only", is_flag=True, help="Compare what is seen, not what is heard.")
@as_json
@on_a_desk
def match(desk: Desk, what: str, *, form: str | None, target: Path | None, as_json: bool, **how: Any) -> None:  # noqa: ANN401  # the other options
    """Where the footage of a file or a release was seen before."""
    matching, address = _matched(desk, what, **how)
    form = form or ("json" if as_json or target else None)
    if form is None:
        show_segments(matching)
        return
    if form == "json":
        written = json_line(answers.of_matching(matching)) + "\n"
    else:
        written = questions.export_matching(desk, matching, form, address)
    if target is None:
        click.echo(written, nl=False)
    else:
        target.write_bytes(written.encode())
        say(f"{target}: {counted(len(matching.segments), 'segment')} of {what}.")


def _matched(
    desk: Desk, what: str, *, picture: Path | None, sound_only: bool, picture_only: bool
) -> tuple[Matching, str]:
    """The answer, and the address of the video that it is about."""
    if sound_only and picture_only:
        raise InputError("match", "can't leave out both picture and sound", "give one of the two options, or neither")
    compared: Compared = "sound" if sound_only else "picture" if picture_only else "any"
    try:
        release = desk.catalogue.resolve(what)
    except Unknown as error:
        if not Path(what).exists() and "://" not in what:
            raise Unknown(what, f"is no file, and as a release it {error.what}", error.remedy) from error
        return questions.match_file(desk, what, picture, compared), what
    return questions.match_release(desk, release, picture, compared), desk.catalogue.capture(release).record.address


@click.command(cls=Verb, example="onrecord article report.html")
@click.argument("address", metavar="FILE_OR_URL_OR_-")
@as_json
def article(address: str, *, as_json: bool) -> None:
    """The parts and quotations of a page, outside any desk.

    A page may be HTML or a plain text copy.
    """
    with questions.nowhere() as desk:
        found = questions.article(desk, address, standard_input(address))
    if as_json:
        show_json(answers.of_article(found))
        return
    say(found.page.title or "(no title)", style="bold")
    blocks = table("", "")
    for block in found.page.blocks:
        row(blocks, block.role, block.text, style="" if block.role in ("title", "subtitle", "body") else "dim")
    draw(blocks)
    say(f"\n{counted(len(found.quotations), 'quotation')}")
    for quotation in found.quotations:
        say(f"“{quotation.text}” — {quotation.speaker or 'speaker not given'}", style="green", indent=4)


@click.command(cls=Verb, example="onrecord check report.html\nonrecord check --quotations quotations.jsonl --json")
@click.argument("address", metavar="FILE_OR_URL_OR_-", required=False)
@click.option(
    "--quotations",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Many quotations: JSON lines.",
)
@as_json
@on_a_desk
def check(desk: Desk, address: str | None, *, quotations: Path | None, as_json: bool) -> None:
    """Hold an article's quotations against the record.

    With --quotations many that stand in a file; a line is {"text": "..."}, with "id" and "speaker" if you like. They
    are answered in order, each as soon as it is checked.
    """
    if (address is None) == (quotations is None):
        raise InputError("check", "checks one article or one file of quotations", "name one of the two")
    if quotations is not None:
        with click.open_file(str(quotations), "rb") as file:
            _check_lines(desk, file, as_json=as_json)
        return
    checked = questions.check_article(desk, address or "", standard_input(address or ""))
    if as_json:
        show_json(answers.of_checked_article(checked))
    else:
        _show_article(checked)
    failed = [one for one in checked.answers if isinstance(one, OnrecordError)]
    for error in failed:
        warn(error)
    if failed:
        sys.exit(1)


def _show_article(checked: questions.CheckedArticle) -> None:
    say(checked.article.page.title or "(no title)", style="bold")
    for one, quotation in zip(checked.answers, checked.article.quotations, strict=True):
        if isinstance(one, Checked):
            show_checked(one, quotation)
    related = [block.text for block in checked.article.page.blocks if block.role == "related"]
    if related:
        say(f"Left out, as related headlines: {'; '.join(related)}", style="dim")
    if not checked.answers:
        say("No quotation was found in it.")
    say(archive_size(checked.archive))


def _check_lines(desk: Desk, file: IO[bytes], *, as_json: bool) -> None:
    """Answer line by line, in order; a line that can't be read or checked is an answer of its own."""
    check_one, failed = questions.checking(desk), False
    for number, line in _lines(file):
        try:
            answer = check_one(_asked(number, line))
        except OnrecordError as error:
            failed = True
            if as_json:
                show_json(answers.answer({"error": str(error)}))
            warn(error)
        else:
            _show_answer(answer, as_json=as_json)
    if failed:
        sys.exit(1)


def _show_answer(checked: Checked, *, as_json: bool) -> None:
    if as_json:
        show_json(answers.answer(answers.of_checked(checked)))
    else:
        show_checked(checked)


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers from 1; of one that is far too long, the beginning."""
    for number in count(1):
        line = rest = file.readline(_LONGEST_LINE)
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST_LINE)
        if not line:
            return
        if line.strip():
            yield number, line


def _asked(number: int, line: bytes) -> Asked:
    try:
        return _ASKED.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in first["loc"])
        raise InputError(
            f"line {number}", f"is no quotation ({where}{first['msg']})", 'write {"text": "..."} on it'
        ) from error


VERBS = (shots, match, article, check)
