"""Marks that end sentences, and marks that close what they end, in the scripts that are read here.

They are strings of single characters, to be made a tuple for `endswith`, a set for a look-up, a class of a pattern.
"""

# ruff: noqa: RUF001  # marks of several scripts are what is listed

from typing import Final

FULL_STOPS: Final = ".。｡．۔।॥։።။។"
"""Latin, Chinese and Japanese in three widths, Urdu, Devanagari, Armenian, Ethiopic, Burmese and Khmer."""

QUESTION_MARKS: Final = "?？؟፧"
EXCLAMATION_MARKS: Final = "!！"

STOPS: Final = FULL_STOPS + QUESTION_MARKS + EXCLAMATION_MARKS
"""What ends a sentence for certain."""

SENTENCE_ENDS: Final = STOPS + "…"
"""What a sentence may end with; after an ellipsis it may go on too."""

UNSPACED_STOPS: Final = "。｡！？"
"""Stops that no space follows: they end a sentence wherever they stand."""

CLOSERS: Final = "\"'”’»›“‘«‹)）]］】」』"
"""Marks that may follow the stop of a sentence; `“` and `«` close in German."""
