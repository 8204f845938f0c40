"""Verbs that take releases in and through the rooms: init, watch, add, work."""

import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import click

from onrecord.cli.call import Verb, VerbGroup, as_json, on_a_desk
from onrecord.cli.terminal import counted, draw, progress, row, say, show_json, table, warn
from onrecord.desk import Desk, LineError, overview, watching
from onrecord.desk.adding import Added, add, add_lines
from onrecord.desk.answers import answer
from onrecord.desk.doors import ALL
from onrecord.desk.step import Progress as Step
from onrecord.desk.watching import Looked
from onrecord.desk.working import Worked, work_through
from onrecord.errors import InputError, OnrecordError
from onrecord.records import Dated, Given
from onrecord.store.codec import plain

NOTHING_WATCHED: Final = "Nothing is watched; `onrecord watch add ADDRESS` begins."
LOOK_AGAIN_S: Final = 5.0
"""How long `--follow` waits before it looks for something new."""


@click.command(cls=Verb, example="onrecord init harbour --name 'The Harbour Desk'")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", help="What the desk is called; it stands on its dispatches.")
@as_json
def init(folder: Path, name: str | None, *, as_json: bool) -> None:
    """Make a desk in a folder."""
    with Desk.init(folder, name) as desk:
        if as_json:
            show_json(answer({"desk": str(desk.folder.absolute()), "name": desk.settings.name}))
        else:
            say(f"{desk.settings.name} is ready in {desk.folder}; take releases in with `onrecord add`.")


@click.command(
    cls=Verb,
    example="""\
onrecord add speech.mp4 --published 2024-03-20 --captions speech.en.vtt
onrecord add --lines transcripts.jsonl.gz --source 'The Office'""",
    notes="""\
A line of --lines is {"id", "title", "speaker", "date", "language", "text"}.
In place of "text" it may have "segments": a list of
{"start_ms", "end_ms", "speaker", "text"}. Only the words are needed.""",
)
@click.argument("addresses", nargs=-1, metavar="[PATH_OR_URL...]")
@click.option(
    "--lines", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Many transcripts, a JSON line each."
)
@click.option("--title", help="Its title.")
@click.option("--source", help="Who released it.")
@click.option("--published", metavar="DATE", help="When it says that it was published.")
@click.option("--happened", metavar="DATE", help="When it is said to have happened.")
@click.option("--language", metavar="TAG", help="The language that is spoken.")
@click.option("--speaker", help="Who speaks, where the captions don't say.")
@click.option(
    "--captions", multiple=True, type=click.Path(exists=True, dir_okay=False), help="A caption file; may be repeated."
)
@as_json
@on_a_desk
def add_(  # one parameter an option
    desk: Desk,
    addresses: tuple[str, ...],
    *,
    lines: Path | None,
    as_json: bool,
    captions: tuple[str, ...],
    **said: str | None,
) -> None:
    """Take in video, audio, pages and transcripts.

    From files or http(s) addresses, with what is said of them here; or many transcripts from one file, with --lines.
    """
    if not addresses and lines is None:
        raise InputError("add", "was given nothing to add", "name files or addresses, or --lines FILE")
    given = Given(
        captions=captions,
        title=said["title"],
        source=said["source"],
        language=said["language"],
        speaker=said["speaker"],
        published=_dated(said["published"]),
        happened=_dated(said["happened"]),
    )
    failed, done, status = 0, 0, 1
    for added in chain(_each(desk, addresses, given), add_lines(desk, lines, given) if lines else ()):
        _show_added(added, as_json=as_json)
        failed += not isinstance(added, Added)
        done += isinstance(added, Added)
        status = added.exit_status if isinstance(added, OnrecordError) else status
    if failed:
        sys.exit(1 if done else status)


def _each(desk: Desk, addresses: tuple[str, ...], given: Given) -> Iterator[Added | OnrecordError]:
    for address in addresses:
        try:
            yield add(desk, address, given)
        except OnrecordError as error:
            yield error


def _show_added(added: Added | LineError | OnrecordError, *, as_json: bool) -> None:
    if isinstance(added, Added):
        if as_json:
            show_json(answer(plain(added)))
        else:
            say(f"{added.release}  {added.state}  {added.kind}  {added.address}")
        return
    reason = str(added) if isinstance(added, OnrecordError) else f"line {added.line}: {added.reason}"
    if as_json:
        show_json(answer({"error": reason}))
    warn(reason)


def _dated(value: str | None) -> Dated | None:
    return Dated(value=value, read_from="given") if value else None


@click.command(cls=Verb, example="onrecord work --follow")
@click.argument("names", nargs=-1, metavar="[RELEASE...]")
@click.option("--follow", is_flag=True, help="Go on: poll the watched sources, and work on whatever comes.")
@click.option("--failed", is_flag=True, help="List what failed, why, and when it is tried again.")
@click.option("--again", metavar="ROOM", multiple=True, help="Do a room's work anew where a newer engine does it.")
@as_json
@on_a_desk
def work(
    desk: Desk, names: tuple[str, ...], *, follow: bool, failed: bool, again: tuple[str, ...], as_json: bool
) -> None:
    """Take what is pending through the rooms. It can be stopped at any moment and called again."""
    if failed:
        _show_failed(desk, as_json=as_json)
        return
    desk.steps.again = _kinds(again)
    desk.steps.at_once = bool(names)
    releases = [desk.catalogue.resolve(name) for name in names]
    results = _work_once(desk, releases or list(desk.catalogue), as_json=as_json)
    last: dict[str, Looked] = {}
    while follow:
        _look_again(desk, last, as_json=as_json)
        _work_once(desk, list(desk.catalogue), as_json=as_json, only_news=True)
        time.sleep(LOOK_AGAIN_S)
    if any(worked.error for worked in results):
        sys.exit(1)


def _work_once(desk: Desk, releases: list[str], *, as_json: bool, only_news: bool = False) -> list[Worked]:
    """Work once; with `only_news`, say nothing of a release for which nothing was pending."""
    worked_on: set[str] = set()

    def told(worked: Worked) -> None:
        if only_news and worked.release not in worked_on:
            return
        if as_json:
            error = {"error": str(worked.error)} if worked.error else {}
            show_json(answer({"release": worked.release, **error}))
        if worked.error:
            warn(f"{worked.release}: {worked.error}")

    with progress() as report:

        def noted(step: Step) -> None:
            worked_on.add(step.release)
            report(step)

        desk.on_progress(noted)
        results = work_through(desk, releases, told)
    if not as_json and (worked_on or not only_news):
        say(_how_far(results, len(worked_on)))
    return results


def _how_far(results: list[Worked], worked_on: int) -> str:
    if not results:
        return "There is no release to work on; take one in with `onrecord add`."
    whole = sum(1 for worked in results if worked.error is None)
    far = f"{whole} of {counted(len(results), 'release')} went the whole way"
    if worked_on == len(results):
        return f"{far}."
    return f"{far}; {f'{worked_on:,} of them now' if worked_on else 'nothing was pending'}."


def _kinds(rooms: tuple[str, ...]) -> frozenset[str]:
    known = {door.room for door in ALL}
    if wrong := [room for room in rooms if room not in known]:
        raise InputError(f"room {wrong[0]}", "does no work on releases", f"choose one of: {', '.join(sorted(known))}")
    return frozenset(door.kind for door in ALL if door.room in rooms)


def _show_failed(desk: Desk, *, as_json: bool) -> None:
    failures = overview.failures(desk)
    if as_json:
        show_json(answer({"failures": [{"release": f.release, **plain(f.failure)} for f in failures]}))
        return
    shown = table("release", "work", "why", "attempt", "next attempt")
    for f in failures:
        why = f"{f.failure.subject}: {f.failure.what}; {f.failure.remedy}"
        row(shown, f.release, f.failure.door, why, f.failure.attempt, f.failure.retry or "when it is asked for by name")
    if failures:
        draw(shown)
    else:
        say("Nothing failed.")


@click.group(
    cls=VerbGroup,
    example="""\
onrecord watch add https://office.example/feed.xml --name 'The Office'
onrecord watch run""",
)
def watch() -> None:
    """Sources that are watched: feeds and folders."""


@watch.command(cls=Verb, name="add", example="onrecord watch add https://office.example/feed.xml --name 'The Office'")
@click.argument("address")
@click.option("--name", help="Whose source it is; its releases get it as their source.")
@as_json
@on_a_desk
def watch_add(desk: Desk, address: str, *, name: str | None, as_json: bool) -> None:
    """Watch a feed or a folder."""
    source = watching.add(desk, address, name)
    show_json(answer(plain(source))) if as_json else say(f"Watching {source.address} ({source.engine}).")


@watch.command(cls=Verb, name="list", example="onrecord watch list")
@as_json
@on_a_desk
def watch_list(desk: Desk, *, as_json: bool) -> None:
    """The watched sources."""
    sources = watching.sources(desk)
    if as_json:
        show_json(answer({"sources": [plain(source) for source in sources]}))
        return
    if not sources:
        say(NOTHING_WATCHED)
        return
    shown = table("address", "by", "name")
    for source in sources:
        row(shown, source.address, source.engine, source.name)
    draw(shown)


@watch.command(cls=Verb, name="remove", example="onrecord watch remove https://office.example/feed.xml")
@click.argument("address")
@as_json
@on_a_desk
def watch_remove(desk: Desk, address: str, *, as_json: bool) -> None:
    """Watch a source no longer."""
    source = watching.remove(desk, address)
    show_json(answer(plain(source))) if as_json else say(f"{source.address} is no longer watched.")


@watch.command(cls=Verb, name="run", example="onrecord watch run --follow")
@click.option("--follow", is_flag=True, help="Go on until stopped.")
@as_json
@on_a_desk
def watch_run(desk: Desk, *, follow: bool, as_json: bool) -> None:
    """Look at every source once, and take in what is new."""
    looked = watching.run(desk)
    for look in looked:
        _show_look(look, as_json=as_json)
    if not looked and not as_json:
        say(NOTHING_WATCHED)
    last = {look.source: look for look in looked}
    while follow:
        time.sleep(LOOK_AGAIN_S)
        _look_again(desk, last, as_json=as_json)
    if any(look.errors for look in looked):
        sys.exit(1)


def _look_again(desk: Desk, last: dict[str, Looked], *, as_json: bool) -> None:
    """Look where it is time, and tell what the last look at the same source had not told; `last` is kept up."""
    for look in watching.run(desk, due_only=True):
        if look != last.get(look.source) and (look.added or look.errors or look.notes):
            _show_look(look, as_json=as_json)
        last[look.source] = look


def _show_look(look: Looked, *, as_json: bool) -> None:
    """What came of one look."""
    if as_json:
        show_json(answer(plain(look)))
    else:
        say(f"{look.source}: {len(look.added)} new")
        for added in look.added:
            say(f"{added.release}  {added.state}  {added.kind}  {added.address}", indent=4)
        for note in look.notes:
            say(f"note: {note}", indent=4)
    for reason in look.errors:
        warn(f"{look.source}: {reason}")


add_.name = "add"
VERBS = (init, watch, add_, work)
