"""Places of works as people cite them: found in a text, and written in one form."""

from onrecord.citations.beside import before, behind
from onrecord.citations.grammar import Cited, Family, citations, is_citation
from onrecord.citations.place import Key, book_name, book_of, key_of, written

__all__ = [
    "Cited",
    "Family",
    "Key",
    "before",
    "behind",
    "book_name",
    "book_of",
    "citations",
    "is_citation",
    "key_of",
    "written",
]
