"""The room `watch`: looks at a feed or a folder and says what is new there."""

from onrecord.watch.door import Item, Poll, Polling, Source, Watcher, poll

__all__ = ["Item", "Poll", "Polling", "Source", "Watcher", "poll"]
