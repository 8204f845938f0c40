"""Finds where the footage of a video was seen before."""

from onrecord.match.door import (
    Exporter,
    Footage,
    Held,
    Matcher,
    PairsDrawer,
    export_matching,
    match,
    pairs_picture,
    revise,
    take_prints,
)
from onrecord.match.shelf import Shelf
from onrecord.match.shelved import Shelved

__all__ = [
    "Exporter",
    "Footage",
    "Held",
    "Matcher",
    "PairsDrawer",
    "Shelf",
    "Shelved",
    "export_matching",
    "match",
    "pairs_picture",
    "revise",
    "take_prints",
]
