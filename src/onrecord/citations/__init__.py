"""Places of works as people cite them: found in a text, and written in one form."""

from onrecord.citations.beside import before, behind
from onrecord.citations.grammar import Cited, citations, family_of, is_citation
from onrecord.citations.labels import Label, leading_place
from onrecord.citations.place import Key, book_name, book_of, key_of, numbered_book, written
from onrecord.citations.rules import Family

__all__ = [
    "Cited",
    "Family",
    "Key",
    "Label",
    "before",
    "behind",
    "book_name",
    "book_of",
    "citations",
    "family_of",
    "is_citation",
    "key_of",
    "leading_place",
    "numbered_book",
    "written",
]
