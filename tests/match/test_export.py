"""What other programs are given of a matching."""

import csv
import io
import json
from typing import Any, cast

import pytest

from onrecord.engine import announced, build
from onrecord.match import Exporter, export_matching
from onrecord.match.export import COLUMNS, harmless
from onrecord.records import Match, Matching, Segment
from tests.match.conftest import SUMMARY

ENGINES = sorted(point.name for point in announced("match") if hasattr(point.load(), "export"))

SEEN = Match(
    release="hall",
    title="=HYPERLINK(1)",
    published="2019-04-02",
    start_ms=3000,
    end_ms=8000,
    by="picture",
    score=0.9,
    chance=1e-20,
    mirrored=True,
    speed=1.25,
)
HEARD = Match(
    release="street", title=None, published=None, start_ms=500, end_ms=4500, by="sound", score=0.8, chance=1e-9
)
MATCHING = Matching(
    duration_ms=10_000,
    archive=SUMMARY,
    segments=(
        Segment(start_ms=0, end_ms=3000, verdict="not in this archive"),
        Segment(start_ms=3000, end_ms=7000, verdict="seen", matches=(SEEN, HEARD), note="from two places"),
        Segment(start_ms=7000, end_ms=10_000, verdict="undecidable", reason="black"),
    ),
)


def written(form: str) -> str:
    by = cast("Exporter", build("match", form))
    return export_matching(by, MATCHING, "/films/new.mp4", {"hall": "/films/hall.mp4"})


@pytest.mark.parametrize("form", ENGINES)
def test_the_same_is_written_twice(form: str) -> None:
    assert written(form) == written(form)


def test_a_row_a_match_and_one_for_each_segment_without() -> None:
    read = list(csv.DictReader(io.StringIO(written("csv"))))
    assert [(row["segment"], row["verdict"], row["release"]) for row in read] == [
        ("1", "not in this archive", ""),
        ("2", "seen", "hall"),
        ("2", "seen", "street"),
        ("3", "undecidable", ""),
    ]
    assert tuple(read[0]) == COLUMNS
    assert (read[1]["start"], read[1]["release_start_ms"], read[1]["mirrored"]) == ("0:00:03.000", "3000", "yes")
    assert (read[1]["note"], read[3]["reason"]) == ("from two places", "black")


def test_no_cell_is_a_formula_or_moves_a_cursor() -> None:
    assert list(csv.DictReader(io.StringIO(written("csv"))))[1]["title"] == "'=HYPERLINK(1)"
    assert harmless("a\x1b[2Jb\nc") == "a [2Jb c"
    assert harmless(None) is None


def test_a_timeline_holds_the_video_and_under_its_moments_the_releases() -> None:
    video, seen, heard = json.loads(written("otio"))["tracks"]["children"]
    assert [marker["name"] for marker in video["children"][0]["markers"]] == [s.verdict for s in MATCHING.segments]
    gap, clip = seen["children"]
    assert (gap["OTIO_SCHEMA"], clip["name"]) == ("Gap.1", "hall")
    assert heard["children"][1]["media_reference"]["OTIO_SCHEMA"] == "MissingReference.1"


def test_opentimelineio_reads_it() -> None:
    otio: Any = pytest.importorskip("opentimelineio")
    timeline = otio.adapters.read_from_string(written("otio"), "otio_json")
    video, seen, heard = timeline.tracks
    assert timeline.duration().to_seconds() == 10.0
    assert [marker.marked_range.start_time.to_seconds() for marker in video[0].markers] == [0.0, 3.0, 7.0]
    assert video[0].media_reference.target_url == "/films/new.mp4"
    clip = seen[1]
    assert (clip.media_reference.target_url, clip.range_in_parent().start_time.value) == ("/films/hall.mp4", 3000)
    assert (clip.source_range.start_time.value, clip.duration().value) == (3000, 4000)
    assert [type(effect).__name__ for effect in clip.effects] == ["LinearTimeWarp", "Effect"]
    assert clip.effects[0].time_scalar == 1.25
    assert clip.metadata["onrecord"]["published"] == "2019-04-02"
    assert heard[1].source_range.start_time.value == 500
    assert (video.kind, heard.kind) == ("Video", "Audio")
