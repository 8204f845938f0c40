"""Whom and what texts speak of: people, organisations and events that the desk keeps cards on, and works cited."""

from onrecord.background.door import Background, Keeper, load, mentions, spellings
from onrecord.background.meant import held_work, meant
from onrecord.background.works import read_work

__all__ = ["Background", "Keeper", "held_work", "load", "meant", "mentions", "read_work", "spellings"]
