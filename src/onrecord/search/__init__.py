"""Finds words in everything that was said and written, and the second at which they stand."""

from onrecord.search.door import Question, Searcher, search, shelve
from onrecord.search.shelf import Searchable, Shelf

__all__ = ["Question", "Searchable", "Searcher", "Shelf", "search", "shelve"]
