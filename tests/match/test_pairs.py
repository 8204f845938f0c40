"""Pictures of what was matched."""

from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from onrecord import media
from onrecord.engine import announced, build
from onrecord.match import PairsDrawer, pairs_picture
from onrecord.match.pairs import MOST_PAIRS, pairs
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


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("known", [True, False])
def test_a_row_is_drawn_for_each_segment(
    engine: str, *, known: bool, compilation: Path, hall: Path, tmp_path: Path
) -> None:
    by = cast("PairsDrawer", build("match", engine))
    pairs_picture(by, MATCHING, compilation, {"hall": hall} if known else {}, tmp_path / "pairs.png")
    with Image.open(tmp_path / "pairs.png") as picture:
        assert picture.format == "PNG"
        assert picture.width > 2 * 320
        assert picture.height > 3 * 240


def test_the_middle_of_a_segment_stands_beside_the_same_moment() -> None:
    first, seen, last = pairs(MATCHING)
    assert (first.query_ms, first.release) == (1500, None)
    assert (seen.query_ms, seen.release, seen.release_ms) == (5000, "hall", 5000)
    assert "mirrored" in seen.release_lines[1]
    assert last.query_lines == ("0:07.000 - 0:10.000", "undecidable: black")


def test_of_very_many_segments_the_first_are_shown() -> None:
    parts = tuple(Segment(start_ms=n, end_ms=n + 1, verdict="not in this archive") for n in range(500))
    many = Matching(duration_ms=500, archive=SUMMARY, segments=parts)
    assert len(list(pairs(many))) == MOST_PAIRS


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
