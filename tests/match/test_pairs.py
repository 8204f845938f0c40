"""Pictures of what was matched."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from onrecord import media
from onrecord.engine import announced, build
from onrecord.match import PairsDrawer, pairs_picture
from onrecord.match.pairs import MOST_SEGMENTS, scenes
from onrecord.records import Match, Matching, Segment
from tests import films
from tests.match.conftest import SUMMARY

ENGINES = sorted(point.name for point in announced("match") if hasattr(point.load(), "draw_pairs"))

SEEN = Match(
    release="hall",
    title=None,
    published=None,
    start_ms=3000,
    end_ms=7000,
    by="picture",
    score=0.9,
    chance=1e-20,
    mirrored=True,
)
MATCHING = Matching(
    duration_ms=10_000,
    archive=SUMMARY,
    segments=(
        Segment(start_ms=0, end_ms=3000, verdict="not in this archive"),
        Segment(start_ms=3000, end_ms=7000, verdict="seen", matches=(SEEN,)),
        Segment(start_ms=7000, end_ms=10_000, verdict="undecidable", reason="black"),
    ),
)


def draw(engine: str, film: Path, releases: dict[str, Path], target: Path) -> Image.Image:
    pairs_picture(cast("PairsDrawer", build("match", engine)), MATCHING, film, releases, target)
    with Image.open(target) as picture:
        assert picture.format == "PNG"
        picture.load()
        return picture


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("known", [True, False])
def test_each_segment_is_drawn(engine: str, *, known: bool, compilation: Path, hall: Path, tmp_path: Path) -> None:
    picture = draw(engine, compilation, {"hall": hall} if known else {}, tmp_path / "pairs.png")
    assert picture.width > 6 * 160
    assert picture.height > 3 * 120


@pytest.mark.parametrize("engine", ENGINES)
def test_sound_alone_is_drawn_too(engine: str, sound_only: Path, tmp_path: Path) -> None:
    assert draw(engine, sound_only, {"hall": sound_only}, tmp_path / "pairs.png").height > 3 * 120


def test_a_strip_over_all_tells_the_verdicts_apart(compilation: Path, tmp_path: Path) -> None:
    picture = draw("pillow", compilation, {}, tmp_path / "pairs.png").convert("RGB")
    colours = {picture.getpixel((round(share * picture.width), 20)) for share in (0.1, 0.5, 0.9)}
    assert len(colours) == 3


def test_beginning_middle_and_end_stand_beside_the_same_moments() -> None:
    first, seen, last = scenes(MATCHING)
    assert [(pair.query_ms, pair.release) for pair in first.pairs] == [(1500, None)]
    assert [(pair.query_ms, pair.release_ms) for pair in seen.pairs] == [(3200, 3200), (5000, 5000), (6800, 6800)]
    assert all(pair.mirrored and "mirrored" in pair.release_line for pair in seen.pairs)
    assert "mirrored" in seen.lines[1]
    assert last.lines == ("0:07.000 - 0:10.000   undecidable: black",)


def test_what_stands_beside_follows_the_speed() -> None:
    faster = replace(SEEN, start_ms=1000, end_ms=9000, speed=2.0, mirrored=False)
    segment = Segment(
        start_ms=3000, end_ms=7000, verdict="seen", matches=(faster,), note="same picture with other sound"
    )
    (seen,) = scenes(Matching(duration_ms=7000, archive=SUMMARY, segments=(segment,)))
    assert [pair.release_ms for pair in seen.pairs] == [1400, 5000, 8600]
    assert "2.00 times as fast" in seen.lines[1]
    assert seen.lines[2] == "same picture with other sound"


def test_of_very_many_segments_the_longest_are_shown() -> None:
    parts = tuple(
        Segment(start_ms=10 * n, end_ms=10 * n + 1 + n % 5, verdict="not in this archive") for n in range(500)
    )
    many = list(scenes(Matching(duration_ms=5000, archive=SUMMARY, segments=parts)))
    assert len(many) == MOST_SEGMENTS
    assert {scene.segment.end_ms - scene.segment.start_ms for scene in many} == {5}


def test_stills_are_upright_and_of_their_moment(hall: Path, tmp_path: Path) -> None:
    lying, turned = hall, films.turn(tmp_path / "turned.mp4", hall)
    (late, early) = media.stills(lying, [9000, 500], 160)
    (upright,) = media.stills(turned, [500], 120)
    assert late is not None
    assert early is not None
    assert upright is not None
    assert (early.size, upright.size) == ((160, 120), (120, 160))
    assert late.tobytes() != early.tobytes()


def test_sound_has_no_stills(sound_only: Path) -> None:
    assert list(media.stills(sound_only, [500], 160)) == [None]
