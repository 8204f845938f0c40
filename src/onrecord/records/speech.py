"""What is said: transcripts and translations, line by line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One timed line. A text without times is one cue whose times are None.

    `doubtful` are the half-open spans, in code points of `text`, of words that a machine heard but was not sure of;
    None where nobody said how sure it was.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str | None = None
    doubtful: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What is said in a release, in its original language.

    `written_by` says who or what wrote it, for people. Without cues, `reason` says why there is no transcript.
    """

    cues: tuple[Cue, ...] = ()
    language: str | None = None
    speaker: str | None = None
    written_by: str | None = None
    machine: bool = False
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cues' texts joined by one line feed: what character positions in `sources` count in."""
        return "\n".join(cue.text for cue in self.cues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a translation. `cues` are the indices of the transcript's cues that it carries over."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    cues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A transcript in another language, line by line. Without lines, `reason` says why there is none."""

    language: str
    lines: tuple[Line, ...] = ()
    translator: str | None = None
    machine: bool = False
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines' texts joined by one line feed."""
        return "\n".join(line.text for line in self.lines)
