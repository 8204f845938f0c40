"""Engines that do what a good one must not: die, hang, refuse. They are announced as a third party's would be."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from onrecord.errors import Unreadable
from onrecord.records import Capture, Cue, Transcript
from onrecord.store import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What they have in common."""

    name: ClassVar[str]
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo(Ready):
    """Hears the title. `tone` is an option."""

    name: ClassVar[str] = "echo"
    tone: str = "plain"

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """The title, in the tone that was asked for."""
        bench.report(0.5)
        said = f"{self.tone} {capture.title}"
        return Transcript(cues=(Cue(text=said, start_ms=0, end_ms=1000),), language="en", machine=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterEcho(Echo):
    """A later version of it."""

    version: ClassVar[str] = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dying(Ready):
    """Ends its process in the middle of the work, as a fault in a C library does; not where a file says `live`."""

    name: ClassVar[str] = "dying"
    live: str = ""

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """Dies."""
        if not Path(self.live).is_file():
            bench.put(b"half of something")
            os._exit(17)
        return Echo().transcribe(capture, bench)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging(Ready):
    """Never comes back."""

    name: ClassVar[str] = "hanging"

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """Waits."""
        bench.report(0.1)
        time.sleep(3600)
        raise AssertionError(capture)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusing(Ready):
    """Finds every file unreadable."""

    name: ClassVar[str] = "refusing"

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """Refuses."""
        bench.report(0.1)
        raise Unreadable(capture.name, "can't be heard", "speak up")


class OwnError(Exception):
    """An exception that can't be sent to another process: it is made of two things and remembers one."""

    def __init__(self, what: str, why: str) -> None:
        """Make it."""
        super().__init__(f"{what}\nbecause of {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty(Ready):
    """Fails in a way that nobody foresaw; what is called `fine` it hears."""

    name: ClassVar[str] = "faulty"

    def transcribe(self, capture: Capture, bench: Workbench) -> Transcript:
        """Fails."""
        if capture.title != "fine":
            raise OwnError("no air", "the tide")
        return Echo().transcribe(capture, bench)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(Echo):
    """Lacks something that it needs."""

    name: ClassVar[str] = "absent"

    def missing(self) -> str | None:
        """What it lacks."""
        return "pip install something"
