"""The desk: the one place that knows the rooms and the order in which a release goes through them.

What its callers need of the rooms' own forms is handed on here, so that nobody else has to know the rooms.
"""

from typing import TYPE_CHECKING, Final

from onrecord.lazily import loaded

if TYPE_CHECKING:
    from onrecord.capture import LineError
    from onrecord.desk.desk import Desk
    from onrecord.search import Question

_HOMES: Final = {"Desk": "onrecord.desk.desk", "LineError": "onrecord.capture", "Question": "onrecord.search"}

__all__ = ["Desk", "LineError", "Question"]

__getattr__ = loaded(__name__, _HOMES)
