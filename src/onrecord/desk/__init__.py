"""The desk: the one place that knows the rooms and the order in which a release goes through them."""

from onrecord.desk.desk import Desk

__all__ = ["Desk"]
