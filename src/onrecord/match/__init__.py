"""Finds where the footage of a video was seen before."""

from onrecord.match.door import Evidence, Footage, Held, Matcher, PairsDrawer, match, pairs_picture, take_prints

__all__ = ["Evidence", "Footage", "Held", "Matcher", "PairsDrawer", "match", "pairs_picture", "take_prints"]
