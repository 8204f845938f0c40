"""Finds where the footage of a video was seen before."""

from onrecord.match.door import (
    Evidence,
    Exporter,
    Footage,
    Held,
    Matcher,
    PairsDrawer,
    export_matching,
    match,
    pairs_picture,
    take_prints,
)

__all__ = [
    "Evidence",
    "Exporter",
    "Footage",
    "Held",
    "Matcher",
    "PairsDrawer",
    "export_matching",
    "match",
    "pairs_picture",
    "take_prints",
]
