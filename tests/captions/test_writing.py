"""Writing captions such that they are read back as they were, here and by others."""

# ruff: noqa: RUF001  # captions in several scripts are what is tried

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from onrecord.captions import Form, read, write
from onrecord.captions.markup import plain
from onrecord.errors import InputError
from onrecord.records import Cue

_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.sampled_from(
        ["-->", "<b>", "</v>", "<v Ann>", "&amp;", "{\\an8}", "NOTE", "WEBVTT", "1979", "\u200f", "سلام", "شב<", "&"]
    ),
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=4).map(lambda words: plain(" ".join(words))).filter(bool)
_NAME = _TEXT.map(lambda name: " ".join(name.split()))
_HOUR = 3_600_000


@st.composite
def _cues(draw: st.DrawFn) -> list[Cue]:
    starts = sorted(draw(st.lists(st.integers(0, 200 * _HOUR), min_size=1, max_size=5)))
    lengths = st.integers(0, _HOUR)
    speakers = st.none() | _NAME
    return [Cue(text=draw(_TEXT), start_ms=at, end_ms=at + draw(lengths), speaker=draw(speakers)) for at in starts]


def _without_speakers(cues: list[Cue]) -> list[Cue]:
    return [Cue(text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms) for cue in cues]


@given(cues=_cues(), language=st.sampled_from([None, "fa", "he", "en"]), form=st.sampled_from(["vtt", "srt", "ttml"]))
def test_what_is_written_is_read_back(cues: list[Cue], language: str | None, form: Form) -> None:
    expected = _without_speakers(cues) if form == "srt" else cues
    assert list(read(write(cues, form, language).encode(), f"x.{form}").cues) == expected


@given(cues=_cues())
def test_another_reader_finds_the_same_vtt_cues(cues: list[Cue]) -> None:
    file = webvtt.WebVTT.from_string(write(cues, "vtt", "fa"))
    assert [(c.start_time.in_milliseconds(), c.end_time.in_milliseconds()) for c in file.captions] == [
        (cue.start_ms, cue.end_ms) for cue in cues
    ]


def test_a_right_to_left_line_that_begins_with_a_latin_name_is_marked() -> None:
    cue = Cue(text="سلام\nBBC گفت", start_ms=0, end_ms=1000)
    assert write([cue], "srt", "fa") == "1\n00:00:00,000 --> 00:00:01,000\nسلام\n\u200fBBC گفت\n\n"
    assert "\u200f" not in write([cue], "srt", "en")


def test_marks_that_wrap_a_line_are_layout_and_not_text() -> None:
    file = "1\n00:00:00,000 --> 00:00:01,000\n\u202bسلام!\u202c\n\u200fخوبی\u200f\n"
    assert read(file.encode(), "x.srt").cues[0].text == "سلام!\nخوبی"


def test_vtt_is_written_as_it_stands_here() -> None:
    cues = [Cue(text="a < b --> c & d", start_ms=1, end_ms=3_723_004, speaker="Orr & Sons")]
    assert write(cues, "vtt", "en") == (
        "WEBVTT\nLanguage: en\n\n00:00:00.001 --> 01:02:03.004\n<v Orr &amp; Sons>a &lt; b --&gt; c &amp; d\n"
    )


def test_plain_text_is_one_line_a_cue() -> None:
    cues = [Cue(text="one\ntwo", start_ms=0, end_ms=1), Cue(text="three", start_ms=1, end_ms=2)]
    assert write(cues, "txt", None) == "one two\nthree\n"


def test_a_text_without_times_has_no_timed_form() -> None:
    with pytest.raises(InputError, match="needs times"):
        write([Cue(text="all of it")], "vtt", "en")
