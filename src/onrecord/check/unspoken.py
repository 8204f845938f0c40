"""Words of a transcript that nobody said: its notes, and the labels that say who speaks."""

from typing import Final

from onrecord.check.door import Spoken
from onrecord.check.labels import labels_in
from onrecord.notes import notes_in

_MOST: Final = 60  # words in which notes and labels are looked for: more than these were left out, and not heard over


def spoken_words(spoken: Spoken, start: int, end: int) -> tuple[int, int]:
    """The words `start` to `end` of a text without the notes and labels at both ends; nothing where all are such."""
    if not start < end <= start + _MOST:
        return start, max(start, end)
    words = spoken.words[start:end]
    first = spoken.words[start - 1].end if start else 0
    last = spoken.words[end].start if end < len(spoken.words) else len(spoken.text)
    spans = [*notes_in(spoken.text, first, last)]
    spans += [(label.start, label.end) for label in labels_in(spoken.text, first, last)]
    said = [n for n, word in enumerate(words, start) if not any(low <= word.start < high for low, high in spans)]
    return (said[0], said[-1] + 1) if said else (start, start)
