"""Check: was it said, where, and what was done to it."""

from onrecord.check.door import Archive, Checker, Place, Spoken, Window, check, check_body
from onrecord.check.shelf import Shelf, ShelvedArchive

__all__ = ["Archive", "Checker", "Place", "Shelf", "ShelvedArchive", "Spoken", "Window", "check", "check_body"]
