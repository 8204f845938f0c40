"""Follows dispatches into other people's pages: what was kept, what was changed, who was credited."""

from onrecord.spread.door import Issued, Tracer, trace

__all__ = ["Issued", "Tracer", "trace"]
