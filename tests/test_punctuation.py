"""Sentences end alike in every room."""

import pytest

from onrecord.check.sentence import around
from onrecord.punctuation import CLOSERS, SENTENCE_ENDS, STOPS
from onrecord.quote.sentences import sentences
from onrecord.read.piece import ends_sentence


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_ends_a_sentence_in_every_room(stop: str) -> None:
    text = f"The boats came{stop} They left{stop}"
    second = text.index("They")
    assert ends_sentence(text)
    assert len(sentences(text, [])) == 2
    assert around(text, second, second + 4)[0] == ""


@pytest.mark.parametrize("closer", CLOSERS)
def test_marks_may_close_behind_a_stop(closer: str) -> None:
    text = f"The boats came.{closer} They left."
    second = text.index("They")
    assert ends_sentence(f"They left.{closer}")
    assert len(sentences(text, [])) == 2
    assert around(text, second, second + 4)[0] == ""


def test_every_mark_is_there_once() -> None:
    assert all(mark in SENTENCE_ENDS for mark in STOPS)
    assert len(set(SENTENCE_ENDS)) == len(SENTENCE_ENDS)
    assert len(set(CLOSERS)) == len(CLOSERS)
