"""Finds the quotations of an article, and picks quotations from transcripts."""

from onrecord.quote.door import Quoter, find_quotations, pick

__all__ = ["Quoter", "find_quotations", "pick"]
