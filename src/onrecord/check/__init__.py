"""Check: was it said, where, and what was done to it; and do cited words stand where they are said to stand."""

from onrecord.check.archive import ShelvedArchive
from onrecord.check.citation import CitedWork, check_citation
from onrecord.check.cited_words import cited_inside, without_citations
from onrecord.check.door import Archive, Checker, Place, Spoken, Window, check, check_body
from onrecord.check.rendering import Rendering
from onrecord.check.shard import build_shards
from onrecord.check.shelf import Shelf

__all__ = [
    "Archive",
    "Checker",
    "CitedWork",
    "Place",
    "Rendering",
    "Shelf",
    "ShelvedArchive",
    "Spoken",
    "Window",
    "build_shards",
    "check",
    "check_body",
    "check_citation",
    "cited_inside",
    "without_citations",
]
