"""Caption files: read, written, chosen among, and held against an edited copy of themselves."""

from onrecord.captions.languages import Direction, direction, language_in_name, language_name, same_language
from onrecord.captions.reading import Captions, Form, read
from onrecord.captions.writing import write

__all__ = [
    "Captions",
    "Direction",
    "Form",
    "direction",
    "language_in_name",
    "language_name",
    "read",
    "same_language",
    "write",
]
