"""From a release to what is said in it, in its own language."""

from onrecord.transcribe.correction import apply, corrections
from onrecord.transcribe.door import Transcriber, transcribe

__all__ = ["Transcriber", "apply", "corrections", "transcribe"]
