"""`onrecord match`: told to people, and written for other programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.cli import proof
from onrecord.records import ArchiveSummary, Match, Matching, Segment
from tests import films
from tests.journeys.shell import Shell

ARCHIVE = ArchiveSummary(
    generation=3, releases=2, hours=1.5, earliest_published="2009-06-02", earliest_captured="2024-01"
)


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    """A desk with one film, and a copy of the film beside it."""
    folder = tmp_path_factory.mktemp("match")
    shell = Shell(folder / "desk", folder)
    shell.ask("init", "desk")
    films.write(folder / "hall.mp4", films.scene(11, 4.0))
    release = shell.ask("add", "hall.mp4", "--published", "2009-06-02", "--json").answer["release"]
    shell.ask("work")
    return shell, str(release)


def test_it_is_said_where_since_when_and_in_how_large_an_archive(footage: tuple[Shell, str]) -> None:
    shell, release = footage
    told = shell.ask("match", "hall.mp4").out
    assert f"{release} at 0:00.0–0:04.0 (hall, published 2009-06-02), by picture" in told
    assert "Seen: 0:04.0 of 0:04.0, since 2009-06-02." in told
    assert "This archive: 1 release" in told


def test_it_is_written_as_csv(footage: tuple[Shell, str]) -> None:
    shell, release = footage
    (row,) = csv.DictReader(io.StringIO(shell.ask("match", "hall.mp4", "--format", "csv").out))
    assert (row["verdict"], row["release"], row["by"]) == ("seen", release, "picture")


def test_it_is_written_as_a_timeline_into_a_file(footage: tuple[Shell, str]) -> None:
    shell, _ = footage
    said = shell.ask("match", "hall.mp4", "--format", "otio", "-o", "seen.otio").out
    assert said == "seen.otio: 1 segment of hall.mp4.\n"
    timeline = json.loads((shell.folder / "seen.otio").read_text(encoding="utf-8"))
    clip = timeline["tracks"]["children"][1]["children"][0]
    assert Path(clip["media_reference"]["target_url"]).name == "hall.mp4"


def test_a_file_without_a_form_is_json(footage: tuple[Shell, str]) -> None:
    shell, release = footage
    shell.ask("match", "hall.mp4", "--picture-only", "-o", "seen.json")
    answer = json.loads((shell.folder / "seen.json").read_text(encoding="utf-8"))
    assert answer["segments"][0]["matches"][0]["release"] == release


def test_sound_alone_of_a_silent_film_can_not_be_decided(footage: tuple[Shell, str]) -> None:
    shell, _ = footage
    (segment,) = shell.ask("match", "hall.mp4", "--sound-only", "--json").answer["segments"]
    assert (segment["verdict"], segment["reason"]) == ("undecidable", "there is no sound")


def test_nothing_is_left_if_both_are_left_out(footage: tuple[Shell, str]) -> None:
    shell, _ = footage
    assert "both" in shell.ask("match", "hall.mp4", "--sound-only", "--picture-only", status=2).sentence


def test_every_place_is_told_with_its_dates_and_its_way(capsys: pytest.CaptureFixture[str]) -> None:
    picture = Match(
        release="a1", title="An old speech", published="2009-06-02", captured="2024-01-05T10:00:00Z",
        start_ms=5000, end_ms=10_000, by="picture", score=0.9, chance=1e-9, mirrored=True, speed=1.25,
    )  # fmt: skip
    sound = Match(
        release="b2", title=None, published=None, captured="2024-01-05T10:00:00Z",
        start_ms=0, end_ms=4000, by="sound", score=0.8, chance=1e-9,
    )  # fmt: skip
    segments = (
        Segment(start_ms=0, end_ms=4000, verdict="seen", matches=(picture, sound), note="from two places"),
        Segment(start_ms=4000, end_ms=9000, verdict="not in this archive"),
        Segment(start_ms=9000, end_ms=10_000, verdict="undecidable", reason="the picture is black here"),
    )
    proof.show_segments(Matching(duration_ms=10_000, archive=ARCHIVE, segments=segments))
    told = capsys.readouterr().out
    first = "a1 at 0:05.0–0:10.0 (An old speech, published 2009-06-02), by picture, mirrored, 1.25 times as fast"
    assert f"{first}; from two places" in told
    assert "also b2 at 0:00.0–0:04.0 (captured 2024-01-05), by sound" in told
    assert "Not in this archive: 0:05.0 of 0:10.0." in told
    assert "Undecidable: 0:01.0 of 0:10.0." in told
    assert "90.0 min of footage; published since 2009-06-02, captured since 2024-01." in told
