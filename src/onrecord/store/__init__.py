"""Where a desk's truth stands: blobs and ledger; and where its shelves stand, which can be made again."""

from typing import TYPE_CHECKING, Final

from onrecord.lazily import loaded

if TYPE_CHECKING:
    from onrecord.store.blobs import FolderBlobs, LayeredBlobs, hash_of
    from onrecord.store.ledger import Entry, Ledger, NewEntry, now
    from onrecord.store.workbench import Blobs, Workbench

_HOMES: Final = {
    **dict.fromkeys(("FolderBlobs", "LayeredBlobs", "hash_of"), "onrecord.store.blobs"),
    **dict.fromkeys(("Entry", "Ledger", "NewEntry", "now"), "onrecord.store.ledger"),
    **dict.fromkeys(("Blobs", "Workbench"), "onrecord.store.workbench"),
}

__all__ = ["Blobs", "Entry", "FolderBlobs", "LayeredBlobs", "Ledger", "NewEntry", "Workbench", "hash_of", "now"]

__getattr__ = loaded(__name__, _HOMES)
