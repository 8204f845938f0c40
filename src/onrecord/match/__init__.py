"""Finds where the footage of a video was seen before."""

from onrecord.match.door import Footage, Held, Matcher, match, take_prints

__all__ = ["Footage", "Held", "Matcher", "match", "take_prints"]
