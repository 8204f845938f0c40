"""Translations that a person made, tied to what they carry over."""

import pytest

from onrecord.captions import read, write
from onrecord.captions.correction import LineChange
from onrecord.records import Cue, Line, Transcript, Translation
from onrecord.translate import apply, corrections, translate
from onrecord.translate.engines.captions import CaptionsTranslator
from tests.translate.conftest import Release

SPOKEN = Transcript(
    cues=(
        Cue(text="سلام", start_ms=0, end_ms=1000),
        Cue(text="خوش آمدید", start_ms=1000, end_ms=2000),
        Cue(text="به بندر", start_ms=2000, end_ms=3000),
    ),
    language="fa",
)
FA = write(SPOKEN.cues, "vtt", "fa")
EN = "WEBVTT\n\n00:00.020 --> 00:01.040\nHello\n\n00:01.040 --> 00:03.000\nWelcome to the harbour\n"
ENGINE = CaptionsTranslator()


def test_golden_output_of_version_1(release: Release) -> None:
    assert ENGINE.version == "1"
    capture, bench = release({"talk.fa.vtt": FA, "talk.en.vtt": EN}, language="fa")
    assert translate(ENGINE, capture, SPOKEN, "en", bench) == Translation(
        language="en",
        lines=(
            Line(text="Hello", start_ms=20, end_ms=1040, cues=(0,)),
            Line(text="Welcome to the harbour", start_ms=1040, end_ms=3000, cues=(1, 2)),
        ),
        translator="captions talk.en.vtt",
    )


@pytest.mark.parametrize(
    ("captions", "language", "into", "reason"),
    [
        (
            {"talk.fa.vtt": FA},
            "fa",
            "en",
            "no captions in English came with this release, and nothing else is read here",
        ),
        ({}, "fa", "he", "no captions in Hebrew came with this release, and nothing else is read here"),
        ({"talk.fa.vtt": FA}, None, "fa-IR", "the release itself is in Persian"),
    ],
)
def test_why_there_is_no_translation(
    captions: dict[str, str], language: str | None, into: str, reason: str, release: Release
) -> None:
    capture, bench = release(captions, language=language)
    assert translate(ENGINE, capture, SPOKEN, into, bench) == Translation(language=into, reason=reason)


def test_lines_that_share_no_time_are_tied_to_nothing_and_counted(release: Release) -> None:
    capture, bench = release({"talk.en.vtt": EN + "\n01:00.000 --> 01:01.000\nThanks\n"}, language="fa")
    got = translate(ENGINE, capture, SPOKEN, "en", bench)
    assert [line.cues for line in got.lines] == [(0,), (1, 2), ()]
    assert got.notes == ("lines that share their time with no line of the transcript, tied to none: 1 of 3",)


@pytest.mark.parametrize("text", ["Hello\nWelcome\nto the harbour\n", "Hello\n\nWel-\ncome\n\nto the harbour"])
def test_a_plain_text_is_tied_by_order_where_the_counts_agree(text: str, release: Release) -> None:
    capture, bench = release({"talk.en.txt": text}, language="fa")
    got = translate(ENGINE, capture, SPOKEN, "en", bench)
    assert [(line.start_ms, line.end_ms, line.cues) for line in got.lines] == [
        (0, 1000, (0,)),
        (1000, 2000, (1,)),
        (2000, 3000, (2,)),
    ]
    assert got.notes == ()


def test_a_plain_text_of_other_parts_is_whole_and_untied(release: Release) -> None:
    capture, bench = release({"talk.en.txt": "Hello, and welcome.\nTo the harbour."}, language="fa")
    got = translate(ENGINE, capture, SPOKEN, "en", bench)
    assert got.lines == (Line(text="Hello, and welcome.\nTo the harbour."),)
    assert "tied to no line" in got.notes[0]


def test_corrections_of_a_person_are_found_applied_and_tied_anew(release: Release) -> None:
    capture, bench = release({"talk.en.vtt": EN}, language="fa")
    translation = translate(ENGINE, capture, SPOKEN, "en", bench)
    file = (
        "WEBVTT\n\n00:00.020 --> 00:01.040\nGreetings\n\n00:01.040 --> 00:02.000\nWelcome\n\n"
        "00:02.000 --> 00:03.000\nto the harbour\n"
    )
    changes = corrections(translation, read(file.encode(), "x.vtt"))
    after = apply(translation, changes, SPOKEN)
    assert [(line.text, line.cues) for line in after.lines] == [
        ("Greetings", (0,)),
        ("Welcome", (1,)),
        ("to the harbour", (2,)),
    ]


def test_a_line_that_only_changed_its_words_keeps_its_ties() -> None:
    lines = (Line(text="Hello", start_ms=0, end_ms=1000, cues=(2,)),)
    change = LineChange(at=0, text="Hi", start_ms=0, end_ms=1000)
    after = apply(Translation(language="en", lines=lines), [change], SPOKEN)
    assert after.lines == (Line(text="Hi", start_ms=0, end_ms=1000, cues=(2,)),)


def test_who_speaks_is_not_the_translations_to_say() -> None:
    translation = Translation(language="en", lines=(Line(text="Hello", start_ms=0, end_ms=1000, cues=(0,)),))
    assert corrections(translation, read(b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Zed>Hello\n", "x.vtt")) == ()
