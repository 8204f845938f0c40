"""Caption files: read, written, chosen among, and held against an edited copy of themselves."""

from typing import TYPE_CHECKING, Final

from onrecord.lazily import loaded

if TYPE_CHECKING:
    from onrecord.captions.correction import LineChange
    from onrecord.captions.languages import Direction, direction, language_in_name, language_name, same_language
    from onrecord.captions.reading import Captions, Form, read
    from onrecord.captions.writing import write

_LANGUAGES: Final = ("Direction", "direction", "language_in_name", "language_name", "same_language")
_HOMES: Final = {
    **dict.fromkeys(_LANGUAGES, "onrecord.captions.languages"),
    **dict.fromkeys(("Captions", "Form", "read"), "onrecord.captions.reading"),
    "LineChange": "onrecord.captions.correction",
    "write": "onrecord.captions.writing",
}

__all__ = [
    "Captions",
    "Direction",
    "Form",
    "LineChange",
    "direction",
    "language_in_name",
    "language_name",
    "read",
    "same_language",
    "write",
]

__getattr__ = loaded(__name__, _HOMES)
