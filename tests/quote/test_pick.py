"""A quotation picked from a transcript by a person."""

import pickle

import pytest

from onrecord.errors import Unknown
from onrecord.quote import pick
from onrecord.records import Cue, Line, PickedLine, Transcript, Translation

TRANSCRIPT = Transcript(
    cues=(
        Cue(text="سلام بر شما", start_ms=0, end_ms=1000, speaker="Ada Quill"),
        Cue(text="بندر را می‌سازیم", start_ms=1000, end_ms=2000, speaker="Ada Quill"),
        Cue(text="کی؟", start_ms=2500, end_ms=3000, speaker="Otto Brand"),
    ),
    language="fa",
)
TIED = Translation(
    language="en",
    lines=(Line(text="Hello to you", cues=(0,)), Line(text="We build the harbour. When?", cues=(1, 2))),
    translator="Nilufar Bahri",
)
TIMED = Translation(
    language="de",
    lines=(Line(text="Hallo", start_ms=0, end_ms=900), Line(text="Wir bauen", start_ms=1000, end_ms=2000)),
)


def test_cues_that_overlap_are_taken_whole() -> None:
    picked = pick("r1", TRANSCRIPT, [TIED, TIMED], 999, 1500)
    assert (picked.start_ms, picked.end_ms, picked.speaker) == (0, 2000, "Ada Quill")
    assert picked.original.text == TRANSCRIPT.text[picked.original.start : picked.original.end]
    assert picked.original.text == "سلام بر شما\nبندر را می‌سازیم"
    assert picked.translations[0] == PickedLine(
        language="en", text=TIED.text, start=0, end=len(TIED.text), translator="Nilufar Bahri"
    )
    assert [line.text for line in picked.translations] == [TIED.text, TIMED.text]


def test_the_span_is_half_open() -> None:
    picked = pick("r1", TRANSCRIPT, [TIMED], 1000, 2500)
    assert picked.original.text == "بندر را می‌سازیم"
    assert [line.text for line in picked.translations] == ["Wir bauen"]
    assert TIMED.text[picked.translations[0].start : picked.translations[0].end] == "Wir bauen"


def test_several_speakers_are_nobody() -> None:
    assert pick("r1", TRANSCRIPT, [], 0, 3000).speaker is None
    assert pick("r1", Transcript(cues=(Cue(text="a", start_ms=0, end_ms=9),), speaker="Ada"), [], 0, 9).speaker == "Ada"


def test_a_transcript_without_times_is_picked_whole_only() -> None:
    untimed = Transcript(cues=(Cue(text="one two"),), language="en")
    picked = pick("r1", untimed, [], None, None)
    assert (picked.original.text, picked.start_ms, picked.end_ms) == ("one two", None, None)
    with pytest.raises(Unknown, match="without times"):
        pick("r1", untimed, [], 0, 1000)


@pytest.mark.parametrize(("start", "end"), [(2000, 2500), (9000, 9999), (2400, 2400), (3000, None)])
def test_a_span_without_words_is_unknown(start: int, end: int | None) -> None:
    with pytest.raises(Unknown) as raised:
        pick("r1", TRANSCRIPT, [], start, end)
    assert str(raised.value).startswith("r1: has no words from ")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301  # our own bytes
    with pytest.raises(Unknown):
        pick("r1", Transcript(reason="no captions"), [], None, None)
