"""Finds where the footage of a video was seen before."""

from onrecord.match.door import Footage, Held, Matcher, PairsDrawer, match, pairs_picture, take_prints

__all__ = ["Footage", "Held", "Matcher", "PairsDrawer", "match", "pairs_picture", "take_prints"]
