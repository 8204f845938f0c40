"""Who and what a dispatch speaks of: the people, organisations and events that the desk keeps cards on."""

from onrecord.background.door import Background, Keeper, load, mentions, spellings

__all__ = ["Background", "Keeper", "load", "mentions", "spellings"]
