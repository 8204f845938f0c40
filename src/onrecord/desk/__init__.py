"""The desk: the one place that knows the rooms and the order in which a release goes through them.

What its callers need of the rooms' own forms is handed on here, so that nobody else has to know the rooms.
"""

from onrecord.capture import LineError
from onrecord.desk.desk import Desk
from onrecord.search import Question

__all__ = ["Desk", "LineError", "Question"]
