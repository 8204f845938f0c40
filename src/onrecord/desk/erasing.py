"""Erasing a release: the tombstone first, then the bytes, then a word that it is ended.

Whatever interrupts it, the next opening of the desk ends it.
"""

from collections.abc import Callable, Iterable

from onrecord.desk.catalogue import Catalogue
from onrecord.records import Erasure
from onrecord.store import Entry, FolderBlobs, Ledger, NewEntry

_BEGUN, _ENDED = "erasure", "erasure ended"


def tombstone(ledger: Ledger, catalogue: Catalogue, release: str, by: str, reason: str) -> Erasure:
    """What has to go: the bodies of a release's entries, and every blob that no other release rests on.

    A file of lines that it came in among others goes too, because its words stand in there.
    """
    own = list(ledger.entries(release=release))
    captures = (ledger.find_record(entry) for entry in own if entry.kind == "capture")
    lines = {capture.blob for capture in captures if capture is not None and capture.line is not None}
    return Erasure(
        release=release,
        by=by,
        reason=reason,
        entries=tuple(entry.number for entry in own),
        blobs=tuple(sorted((ledger.blobs_named(own) - _shared(ledger, catalogue, release)) | lines)),
    )


def begun(erasure: Erasure) -> NewEntry:
    """The entry of a tombstone. Once it is in the ledger, what it names is gone, be it a moment later."""
    return NewEntry(kind=_BEGUN, record=erasure, engine=f"editor:{erasure.by}")


def finish(ledger: Ledger, blobs: FolderBlobs, catalogue: Catalogue, clear_shelves: Callable[[], None]) -> None:
    """End every erasure that was begun. What another release has come to rest on since then is left to it."""
    ended = {entry.inputs[0] for entry in ledger.entries(kind=_ENDED)}
    for entry, erasure in ledger.records(_BEGUN):
        if entry.hash not in ended:
            # The shelves first: they may hold its words for as long as their files stand.
            clear_shelves()
            _remove(blobs, set(erasure.blobs) - _shared(ledger, catalogue, erasure.release))
            ledger.erase_bodies(erasure.entries)
            ledger.append([_end_of(entry, erasure)])


def _remove(blobs: FolderBlobs, names: Iterable[str]) -> None:
    for blob in names:
        blobs.remove(blob)


def _shared(ledger: Ledger, catalogue: Catalogue, release: str) -> set[str]:
    """The blobs that other releases rest on, but for files of lines: those hold the words of each of theirs."""
    others = [e for other in catalogue.everything() if other != release for e in ledger.entries(release=other)]
    return ledger.blobs_named(entry for entry in others if not _is_of_lines(ledger, entry))


def _is_of_lines(ledger: Ledger, entry: Entry) -> bool:
    return entry.kind == "capture" and getattr(ledger.find_record(entry), "line", None) is not None


def _end_of(entry: Entry, erasure: Erasure) -> NewEntry:
    return NewEntry(kind=_ENDED, record=erasure, engine=f"editor:{erasure.by}", inputs=(entry.hash,))
