"""Verbs that go on by themselves: watch, work."""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

import click

from onrecord.cli.call import Verb, VerbGroup, as_json, on_a_desk
from onrecord.cli.proof import changed_verdict
from onrecord.cli.terminal import counted, draw, progress, row, say, show_json, table, warn
from onrecord.desk import Desk, overview, watching
from onrecord.desk.answers import answer
from onrecord.desk.doors import ALL
from onrecord.desk.step import Progress as Step
from onrecord.desk.watching import Looked
from onrecord.desk.working import Worked, work_through
from onrecord.errors import InputError
from onrecord.records import Revision
from onrecord.store.codec import plain

NOTHING_WATCHED: Final = "Nothing is watched; `onrecord watch add ADDRESS` begins."
LOOK_AGAIN_S: Final = 5.0
"""How long `--follow` waits before it looks for something new."""


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
    """Take what is pending through the rooms.

    It can be stopped at any moment and called again. What has failed is tried again when its time has come; named
    here, at once.
    """
    if failed:
        _show_failed(desk, as_json=as_json)
        return
    kinds, releases = _kinds(again), [desk.catalogue.resolve(name) for name in names]
    first = partial(work_through, again=kinds, at_once=bool(names))
    results = _work_once(desk, first, releases or list(desk.catalogue), as_json=as_json)
    last: dict[str, Looked] = {}
    while follow:
        _look_again(desk, last, as_json=as_json)
        _work_once(desk, work_through, list(desk.catalogue), as_json=as_json, only_news=True)
        time.sleep(LOOK_AGAIN_S)
    if any(worked.error for worked in results):
        sys.exit(1)


def _work_once(
    desk: Desk, through: Callable[..., list[Worked]], releases: list[str], *, as_json: bool, only_news: bool = False
) -> list[Worked]:
    """Work once; with `only_news`, say nothing of a release for which nothing was pending."""
    worked_on: set[str] = set()

    def told(worked: Worked) -> None:
        if worked.revision is not None:
            _show_revision(worked.release, worked.revision, as_json=as_json)
            return
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
        results = through(desk, releases, told)
    if not as_json and (worked_on or not only_news):
        say(_how_far(results, len(worked_on)))
    return results


def _show_revision(release: str, revision: Revision, *, as_json: bool) -> None:
    if as_json:
        show_json(answer({"release": release, "revision": plain(revision)}))
        return
    for change in revision.changes:
        say(f"{release}: {changed_verdict(change)}", style="yellow")


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


VERBS = (watch, work)
