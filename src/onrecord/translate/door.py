"""The door of the room: what a translator is, and how it is asked."""

from typing import Protocol

from onrecord.engine import Engine
from onrecord.records import Capture, Transcript, Translation
from onrecord.store.workbench import Workbench


class Translator(Engine, Protocol):
    """An engine that brings a transcript into another language."""

    def translate(self, capture: Capture, transcript: Transcript, into: str, bench: Workbench) -> Translation:
        """The transcript in the language `into`; without lines, the reason why there are none."""
        ...


def translate(by: Translator, capture: Capture, transcript: Transcript, into: str, bench: Workbench) -> Translation:
    """A transcript in the language `into` (a BCP 47 tag), each line tied to the cues that it carries over.

    Raises Unreadable or TooLarge for a translation that came with the release and can't be read.
    """
    return by.translate(capture, transcript, into, bench)
