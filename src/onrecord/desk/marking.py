"""Where the words of a question stand in what was found, so that they can be shown."""

from collections.abc import Iterator

from onrecord.search import Question
from onrecord.search.question import Phrase, phrases
from onrecord.words import words


def marks(question: Question, snippet: str) -> Iterator[tuple[int, int]]:
    """Where the words and phrases of a question stand in a snippet, in its code points."""
    found = words(snippet)
    for phrase in phrases(question.words):
        for first in range(len(found) - len(phrase.words) + 1):
            here = found[first : first + len(phrase.words)]
            if _is(phrase, tuple(word.folded for word in here)):
                yield here[0].start, here[-1].end


def _is(phrase: Phrase, stands: tuple[str, ...]) -> bool:
    *whole, last = zip(phrase.words, stands, strict=True)
    begins = last[1].startswith(last[0]) if phrase.prefix else last[0] == last[1]
    return begins and all(asked == stood for asked, stood in whole)
