"""Past verdicts on footage, tested again when older footage arrives, or when a newer engine has matched it.

"Not in this archive" is true of one state of one archive. When a release comes that is older and shows footage of one
that was matched before, that one is matched again; what is said otherwise than before is an entry of the ledger.
"""

from __future__ import annotations  # the rooms named in them are loaded later

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from onrecord.desk import doors
from onrecord.desk.desk import Desk
from onrecord.desk.step import Kept
from onrecord.errors import OnrecordError, StepFailed
from onrecord.records import Matching, Revision

_LOOKED_UNTIL: Final = "matchings looked at until entry"
"""A state that may be lost: then every matching is looked at once more, and nothing that is done is done again."""


def revise(desk: Desk) -> Iterator[tuple[str, Revision | OnrecordError]]:
    """Match again what older footage was found for since the last time; yields what is said otherwise of a release.

    Where a matching fails its error is yielded, and the next call tries it again.
    """
    head, _ = desk.ledger.head()
    since = int(desk.ledger.polling(_LOOKED_UNTIL) or 0)
    matched = {entry.release or "" for entry in desk.ledger.entries(kind="matching", after=since)}
    matched &= set(desk.catalogue)
    outdated = sorted({other for release in sorted(matched) for other in _outdated_by(desk, release)})
    failed = [(release, error) for release in outdated if (error := _match_again(desk, release)) is not None]
    yield from failed
    for release in sorted(matched | set(outdated)):
        yield from _revisions(desk, release)
    if not failed:
        desk.ledger.remember_polling(_LOOKED_UNTIL, str(head))


def _match_again(desk: Desk, release: str) -> OnrecordError | None:
    prints = desk.catalogue.prints(release)
    try:
        if prints is not None:
            desk.steps.renewed(doors.MATCH, release, prints, desk.footage(prints.record, besides=release))
    except StepFailed as error:
        return error
    return None


def _outdated_by(desk: Desk, release: str) -> Iterator[str]:
    """The releases that show footage of this older one, and were matched before its prints were there."""
    prints, matching = desk.catalogue.prints(release), _matchings(desk, release)
    if prints is None or not matching:
        return
    releases = desk.shelves.standing(desk.catalogue).releases
    for other in {match.release for segment in matching[-1].record.segments for match in segment.matches}:
        if other not in releases or releases[other].dated <= releases[release].dated:
            continue
        theirs = _matchings(desk, other)
        if theirs and theirs[-1].record.archive.generation < prints.entry.number:
            yield other


def _revisions(desk: Desk, release: str) -> Iterator[tuple[str, Revision]]:
    """What each matching of a release says otherwise than the one before it, where nobody has been told yet."""
    before_now = desk.ledger.head()[0]
    for before, after in pairwise(_matchings(desk, release)):
        revision: Kept[Revision] = desk.step(doors.REVISE, release, before, after)
        if revision.entry.number > before_now and revision.record.changes:
            yield release, revision.record


def _matchings(desk: Desk, release: str) -> list[Kept[Matching]]:
    """The matchings of the media file that is current, oldest first."""
    blob = desk.catalogue.capture(release).record.blob
    of_blob = {entry.hash for entry in desk.catalogue.history(release, "prints") if blob in entry.inputs}
    entries = [e for e in desk.catalogue.history(release, "matching") if not of_blob.isdisjoint(e.inputs)]
    return [Kept(entry=entry, record=desk.ledger.record(entry)) for entry in entries]
