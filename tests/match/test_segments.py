"""Hashes, runs and segments, by their properties."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.match.hashing import MIRROR, SIDE, Pictures, distances, take_hashes
from onrecord.match.runs import Track, runs, weights
from onrecord.match.segments import MOST_MATCHES, Place, cover
from onrecord.records import Match, Segment

DURATION = 10_000
MOMENTS = st.integers(0, DURATION)


@st.composite
def places(draw: st.DrawFn) -> Place:
    start, end = sorted(draw(st.lists(MOMENTS, min_size=2, max_size=2, unique=True)))
    shift = draw(st.integers(0, 50_000))
    release = draw(st.sampled_from(["a", "b", "c"]))
    chance = draw(st.floats(1e-30, 1e-3))
    match = Match(
        release=release,
        title=None,
        published=None,
        start_ms=start + shift,
        end_ms=end + shift,
        by="picture",
        score=0.9,
        chance=chance,
    )
    return Place(start, end, match)


@st.composite
def quiet(draw: st.DrawFn) -> Segment:
    start, end = sorted(draw(st.lists(MOMENTS, min_size=2, max_size=2, unique=True)))
    return Segment(start_ms=start, end_ms=end, verdict="undecidable", reason="black")


@given(st.lists(places(), max_size=8), st.lists(quiet(), max_size=3))
def test_segments_cover_in_order_and_do_not_overlap(found: list[Place], silent: list[Segment]) -> None:
    segments = cover(DURATION, found, silent)
    assert (segments[0].start_ms, segments[-1].end_ms) == (0, DURATION)
    assert all(one.end_ms == other.start_ms for one, other in pairwise(segments))
    assert all(segment.start_ms < segment.end_ms for segment in segments)
    for segment in segments:
        assert bool(segment.matches) == (segment.verdict == "seen")
        assert len(segment.matches) <= MOST_MATCHES
        assert all(match.start_ms < match.end_ms for match in segment.matches)


def test_nothing_to_cover_is_no_segment() -> None:
    assert cover(0, [], []) == ()


def _pictures(seed: int, number: int = 4) -> Pictures:
    rng = np.random.default_rng(seed)
    rough = rng.integers(40, 220, (number, 8, 8)).astype(np.uint8)
    return rough.repeat(SIDE // 8, axis=1).repeat(SIDE // 8, axis=2)


@given(st.integers(0, 10_000))
def test_the_hash_of_a_mirrored_picture_is_known_without_it(seed: int) -> None:
    pictures = _pictures(seed)
    straight, _ = take_hashes(pictures)
    mirrored, _ = take_hashes(np.ascontiguousarray(pictures[:, :, ::-1]))
    assert int(distances(straight ^ MIRROR, mirrored).max()) <= 1


@given(st.integers(0, 10_000), st.floats(0.6, 1.1), st.integers(0, 12))
def test_brightness_and_contrast_fall_out(seed: int, contrast: float, brightness: int) -> None:
    pictures = _pictures(seed)
    graded = np.clip(pictures * contrast + brightness, 0, 255).astype(np.uint8)
    assert int(distances(take_hashes(pictures)[0], take_hashes(graded)[0]).max()) <= 6


def test_one_tone_is_flat_and_tells_nothing() -> None:
    hashes, flat = take_hashes(np.full((3, SIDE, SIDE), 90, np.uint8))
    track = Track(np.arange(3) * 250, hashes, flat, np.array([], np.int64))
    assert flat.all()
    assert not weights(track).any()


@given(st.integers(0, 2**32 - 1), st.integers(-40, 40))
def test_a_stretch_is_found_at_its_offset(seed: int, steps: int) -> None:
    rng = np.random.default_rng(seed)
    hashes = rng.integers(0, 2**64, 120, np.uint64, endpoint=False)
    flat, cuts = np.zeros(120, np.bool_), np.array([], np.int64)
    other = Track(np.arange(120) * 250 + 10_000, hashes, flat, cuts)
    query = Track(np.arange(40, 80) * 250 + 250 * steps, hashes[40:80], flat[40:80], cuts)
    (run,) = runs(query, weights(query), other, 40.0)
    assert (run.first, run.last, run.mirrored) == (0, 39, False)
    assert abs(run.offset_ms - (10_000 - 250 * steps)) <= 125
