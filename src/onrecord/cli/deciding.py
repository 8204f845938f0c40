"""Verbs by which people decide: edit, decide, withdraw."""

from pathlib import Path

import click

from onrecord.cli.call import Verb, as_json, editor, on_a_desk
from onrecord.cli.terminal import counted, say, show_json
from onrecord.desk import Desk, decisions
from onrecord.desk.answers import answer
from onrecord.errors import InputError
from onrecord.store.codec import plain


@click.command(cls=Verb, example="onrecord edit k3v7q2mx corrected.en.vtt --by 'R. Editor'")
@click.argument("release")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--language", metavar="TAG", help="Which text is corrected; else as the file's name says, else the original."
)
@editor
@as_json
@on_a_desk
def edit(desk: Desk, release: str, file: Path, *, language: str | None, by: str, as_json: bool) -> None:
    """Take a corrected transcript or translation, line by line.

    Each changed, re-timed, added or removed line becomes a decision of whoever made it.
    """
    edited = decisions.edit(
        desk, desk.catalogue.resolve(release), file.read_bytes(), file.name, language=language, by=by
    )
    if as_json:
        show_json(answer(plain(edited)))
    else:
        lines = counted(edited.lines, "line")
        say(f"{by} changed {lines} of {edited.release} ({edited.language or 'language unknown'}).")


@click.command(cls=Verb, example="onrecord decide k3v7q2mx --reject p2m4w6xy --by 'R. Editor'")
@click.argument("release")
@click.option("--confirm", metavar="RELEASE", help="It does show the same footage as this release.")
@click.option("--reject", metavar="RELEASE", help="It does not; the pair is not offered again.")
@click.option("--approve-lines", is_flag=True, help="Its transcript, or with --language a translation, is right.")
@click.option("--language", metavar="TAG", help="Which lines are approved.")
@click.option("--approve-dispatch", is_flag=True, help="RELEASE is a dispatch's name, and that dispatch is approved.")
@editor
@as_json
@on_a_desk
def decide(  # noqa: PLR0913  # one parameter an option
    desk: Desk,
    release: str,
    *,
    confirm: str | None,
    reject: str | None,
    approve_lines: bool,
    language: str | None,
    approve_dispatch: bool,
    by: str,
    as_json: bool,
) -> None:
    """Confirm or reject a match, approve lines or a dispatch."""
    if sum([confirm is not None, reject is not None, approve_lines, approve_dispatch]) != 1:
        raise InputError("decide", "takes one decision at a time", "give --confirm, --reject or one --approve option")
    resolve = desk.catalogue.resolve
    if confirm is not None:
        decisions.decide_match(desk, resolve(release), resolve(confirm), "match confirmed", by)
    elif reject is not None:
        decisions.decide_match(desk, resolve(release), resolve(reject), "match rejected", by)
    elif approve_lines:
        decisions.approve_lines(desk, resolve(release), language, by)
    else:
        decisions.approve_dispatch(desk, release, by)
    if as_json:
        show_json(answer({"release": release, "by": by}))
    else:
        say(f"Decided by {by}.")


@click.command(cls=Verb, example="onrecord withdraw k3v7q2mx --erase --reason 'court order' --by 'R. Editor'")
@click.argument("release")
@click.option("--erase", is_flag=True, help="Remove its bytes for good and leave a tombstone.")
@click.option("--reason", help="Why.")
@editor
@as_json
@on_a_desk
def withdraw(desk: Desk, release: str, *, erase: bool, reason: str | None, by: str, as_json: bool) -> None:
    """Take a release out of every answer."""
    withdrawn = decisions.withdraw(desk, release, by=by, reason=reason, erase=erase)
    erasure = withdrawn.erasure
    if as_json:
        erased = plain(erasure) if erasure else None
        show_json(
            answer({"release": withdrawn.release, "by": by, "erased": erased, "dispatches": withdrawn.dispatches})
        )
        return
    if erasure is not None:
        blobs, entries = counted(len(erasure.blobs), "blob"), counted(len(erasure.entries), "entry", "entries")
        say(f"{withdrawn.release} was withdrawn; erased: {blobs} and {entries}.")
    else:
        say(f"{withdrawn.release} was withdrawn; its bytes are still kept.")
    if withdrawn.dispatches:
        say(f"Its words still stand in published dispatches: {', '.join(withdrawn.dispatches)}.", style="yellow")


VERBS = (edit, decide, withdraw)
