"""Transcripts side by side with a translation."""

from dataclasses import replace

import pytest

from onrecord.dispatch import Evidence
from onrecord.dispatch.columns import chosen, side_by_side
from onrecord.records import Cue, Line, Transcript, Translation
from tests.dispatch import scene

CUES = (
    Cue(text="a", start_ms=0, end_ms=1_000),
    Cue(text="b", start_ms=1_000, end_ms=2_000),
    Cue(text="c", start_ms=2_000, end_ms=3_000),
)


def rows(*lines: Line, cues: tuple[Cue, ...] = CUES) -> list[tuple[int, int, tuple[str, ...]]]:
    evidence = Evidence(capture=scene.evidence().capture, transcript=Transcript(cues=cues, language="fa"))
    laid = side_by_side(evidence, Translation(language="en", lines=lines))
    return [(row.start_ms, row.end_ms, row.texts) for row in laid.rows]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), [(0, 1_000, ("a",)), (1_000, 2_000, ("b",)), (2_000, 3_000, ("c",))]),
        ((Line(text="AB", cues=(0, 1)),), [(0, 2_000, ("a b", "AB")), (2_000, 3_000, ("c", ""))]),
        (
            (Line(text="B1", cues=(1,)), Line(text="B2", cues=(1,))),
            [(0, 1_000, ("a", "")), (1_000, 2_000, ("b", "B1 B2")), (2_000, 3_000, ("c", ""))],
        ),
        (
            (Line(text="C", start_ms=1_900, end_ms=3_000), Line(text="Z", start_ms=9_000, end_ms=9_500)),
            [(0, 1_000, ("a", "")), (1_000, 2_000, ("b", "")), (1_900, 3_000, ("c", "C")), (9_000, 9_500, ("", "Z"))],
        ),
    ],
    ids=["none", "one line for two", "two lines for one", "tied by time"],
)
def test_rows(lines: tuple[Line, ...], expected: list[tuple[int, int, tuple[str, ...]]]) -> None:
    assert rows(*lines) == expected


def test_lines_without_times_are_left_out() -> None:
    assert rows(Line(text="A", cues=(0,)), cues=(Cue(text="a"),)) == []


def test_no_transcript_is_no_rows() -> None:
    assert side_by_side(replace(scene.evidence(), transcript=None), None).rows == ()


def test_the_translation_in_the_language_of_the_dispatch_is_shown() -> None:
    english, empty, french = (
        Translation(language=language, lines=lines)
        for language, lines in (("en-GB", (Line(text="A"),)), ("fr", ()), ("fr-CA", (Line(text="B"),)))
    )
    assert chosen((english, empty, french), "fr") == french
    assert chosen((english, empty, french), "de") == english
    assert chosen((empty,), "fr") is None
