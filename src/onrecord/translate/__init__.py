"""From a transcript to its words in another language, each line tied to the lines that it carries over."""

from onrecord.translate.correction import apply, corrections
from onrecord.translate.door import Translator, translate

__all__ = ["Translator", "apply", "corrections", "translate"]
