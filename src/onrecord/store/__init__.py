"""Where a desk's truth stands: blobs and ledger; and where its shelves stand, which can be made again."""

from onrecord.store.blobs import FolderBlobs, LayeredBlobs, hash_of
from onrecord.store.ledger import Entry, Ledger, NewEntry, now
from onrecord.store.workbench import Blobs, Workbench

__all__ = ["Blobs", "Entry", "FolderBlobs", "LayeredBlobs", "Ledger", "NewEntry", "Workbench", "hash_of", "now"]
