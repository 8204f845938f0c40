"""The door of the room: what a transcriber is, and how it is asked."""

from typing import Protocol

from onrecord.engine import Engine
from onrecord.records import Capture, Transcript
from onrecord.store.workbench import Workbench


class Transcriber(Engine, Protocol):
    """An engine that writes down what is said in a release."""

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """The words of the release in the language that is spoken; without cues, the reason why there are none."""
        ...


def transcribe(by: Transcriber, capture: Capture, bench: Workbench) -> Transcript:
    """What is said in a release, line by line, in its original language.

    Cues are in order of time, or are one cue without times. Raises Unreadable or TooLarge for words that came with the
    release and can't be read.
    """
    return by.transcribe(capture, bench)
