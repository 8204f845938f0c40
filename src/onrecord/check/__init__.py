"""Check: was it said, where, and what was done to it."""

from onrecord.check.archive import ShelvedArchive
from onrecord.check.door import Archive, Checker, Place, Spoken, Window, check, check_body
from onrecord.check.shard import build_shards
from onrecord.check.shelf import Shelf

__all__ = [
    "Archive",
    "Checker",
    "Place",
    "Shelf",
    "ShelvedArchive",
    "Spoken",
    "Window",
    "build_shards",
    "check",
    "check_body",
]
