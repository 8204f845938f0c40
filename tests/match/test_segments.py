"""Places joined along lines, laid over each other and judged, by example and by property."""

from itertools import pairwise
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.match.chance import Space
from onrecord.match.door import Held
from onrecord.match.joining import strands
from onrecord.match.places import Place
from onrecord.match.quiet import BLACK, Blank, Telling
from onrecord.match.segments import (
    MOST_MATCHES,
    OTHER_PICTURE,
    OTHER_SOUND,
    SAME_SETTING,
    TWO_PLACES,
    Case,
    judge,
)
from onrecord.prints import FootagePrints
from onrecord.prints.form import ChannelPrints
from onrecord.records import Match, Prints, Segment

QUERY_MS: Final = 40_000
HELD_MS: Final = 120_000
SPACE: Final = Space(QUERY_MS, 4 * HELD_MS)
MOST_CHANCE: Final = 1e-3
PUBLISHED: Final = {"a": "2015-03-01", "b": "2009-06-02", "c": None, "d": None}
SOUND: Final = ChannelPrints(np.arange(0, HELD_MS, 80, dtype=np.int32), np.zeros((1500, 16), np.uint8), {})


def place(item: str, start: int, end: int, held: int, *, by: Any = "picture", **how: Any) -> Place:  # noqa: ANN401  # fields of a place
    """A stretch of the query that stands at `held` in an item."""
    speed, evidence = how.pop("speed", 1.0), how.pop("evidence", 100.0)
    held_end = held + round((end - start) * speed)
    return Place(
        item=item,
        start_ms=start,
        end_ms=end,
        held_start_ms=held,
        held_end_ms=held_end,
        by=by,
        evidence=evidence,
        score=how.pop("score", 0.9),
        **how,
    )


def verdicts(
    *places: Place,
    cuts: tuple[int, ...] = (),
    held_cuts: tuple[int, ...] = (),
    **how: Any,  # noqa: ANN401  # what else is known of the video
) -> list[Segment]:
    """The segments of a video of 40 s with these places."""
    held = {
        item: [
            Held(
                release=name,
                title=None,
                published=PUBLISHED[item],
                prints=Prints(array=item, duration_ms=HELD_MS, count=1),
            )
            for name in how.get("holders", {}).get(item, [item])
        ]
        for item in PUBLISHED
    }
    case = Case(
        query=FootagePrints(QUERY_MS, np.array(cuts, np.int32), {}),
        telling=Telling(
            has_picture=how.get("has_picture", True),
            audible=how.get("audible", [(0, QUERY_MS)]),
            blanks=how.get("blanks", []),
        ),
        space=SPACE,
        held=held,
        prints=lambda _: FootagePrints(HELD_MS, np.array(held_cuts, np.int32), {"sound": SOUND}),
    )
    segments = judge(case, places, MOST_CHANCE)
    assert [segments[0].start_ms, segments[-1].end_ms] == [0, QUERY_MS]
    assert all(one.end_ms == other.start_ms for one, other in pairwise(segments))
    return list(segments)


def seen(segments: list[Segment]) -> list[tuple[int, int, list[tuple[str, int, str]]]]:
    return [
        (s.start_ms, s.end_ms, [(m.release, m.start_ms, m.by) for m in s.matches])
        for s in segments
        if s.verdict == "seen"
    ]


def test_picture_and_sound_on_one_line_are_both_and_the_picture_knows_its_ends() -> None:
    found = verdicts(place("a", 10_000, 20_000, 30_000), place("a", 10_160, 20_300, 30_200, by="sound"))
    assert seen(found) == [(10_000, 20_000, [("a", 30_000, "both")])]
    assert [s.verdict for s in found] == ["not in this archive", "seen", "not in this archive"]


def test_their_evidence_adds_up() -> None:
    picture, sound = (place("a", 10_000, 14_000, 30_000, by=by, evidence=18.0) for by in ("picture", "sound"))
    assert seen(verdicts(picture)) == []
    assert seen(verdicts(sound)) == []
    assert seen(verdicts(picture, sound)) == [(10_000, 14_000, [("a", 30_000, "both")])]


def test_picture_and_sound_from_different_places_are_two_matches() -> None:
    (_, both, _) = verdicts(place("a", 10_000, 20_000, 30_000), place("b", 10_100, 19_900, 70_100, by="sound"))
    assert [(m.release, m.start_ms, m.by) for m in both.matches] == [("a", 30_000, "picture"), ("b", 70_000, "sound")]
    assert both.note == TWO_PLACES


def test_the_same_picture_with_other_sound_is_said() -> None:
    (_, dubbed, _) = verdicts(place("a", 10_000, 20_000, 30_000))
    assert (dubbed.matches[0].by, dubbed.note) == ("picture", OTHER_SOUND)


def test_where_nothing_is_heard_no_other_sound_is_said() -> None:
    (_, silent, _) = verdicts(place("a", 10_000, 20_000, 30_000), audible=[])
    assert (silent.matches[0].by, silent.note) == ("picture", None)


def test_sound_that_goes_on_under_other_pictures_is_said() -> None:
    found = verdicts(
        place("a", 10_000, 20_000, 30_000),
        place("a", 10_100, 25_100, 30_100, by="sound"),
        cuts=(10_000, 20_000, 25_000),
    )
    assert seen(found) == [(10_000, 20_000, [("a", 30_000, "both")]), (20_000, 25_000, [("a", 40_000, "sound")])]
    assert (found[1].note, found[2].note) == (None, OTHER_PICTURE)


def test_sound_alone_is_no_sound_under_other_pictures() -> None:
    (_, heard, _) = verdicts(place("a", 10_000, 20_000, 30_000, by="sound"), has_picture=False)
    assert (heard.matches[0].by, heard.note) == ("sound", None)


def test_a_picture_that_was_lost_goes_on_where_sound_and_edit_do() -> None:
    places = place("a", 10_000, 18_000, 30_000), place("a", 10_100, 24_900, 30_100, by="sound")
    found = verdicts(*places, cuts=(10_000, 20_000, 25_000), held_cuts=(40_000,))
    assert seen(found) == [(10_000, 25_000, [("a", 30_000, "both")])]


def test_a_cutaway_parts_what_it_stands_in_and_a_caption_does_not() -> None:
    before, after = place("a", 10_000, 14_000, 30_000), place("a", 17_000, 22_000, 37_000)
    assert seen(verdicts(before, after)) == [(10_000, 22_000, [("a", 30_000, "picture")])]
    away = seen(verdicts(before, after, cuts=(14_000, 17_000)))
    assert [(start, end) for start, end, _ in away] == [(10_000, 14_000), (17_000, 22_000)]


def test_a_stretch_that_is_repeated_is_told_twice() -> None:
    found = verdicts(place("a", 10_000, 14_000, 30_000), place("a", 14_000, 18_000, 30_000))
    assert seen(found) == [(10_000, 14_000, [("a", 30_000, "picture")]), (14_000, 18_000, [("a", 30_000, "picture")])]


def test_all_that_hold_it_are_named_and_of_equally_good_ones_the_earliest_is_first() -> None:
    (_, found, _) = verdicts(place("a", 10_000, 14_000, 30_000), place("b", 10_000, 14_000, 5000, evidence=98.0))
    assert [(m.release, m.start_ms) for m in found.matches] == [("b", 5000), ("a", 30_000)]
    assert found.since == "2009-06-02"


def test_a_worse_copy_is_not_first_for_being_older() -> None:
    (_, found, _) = verdicts(place("a", 10_000, 14_000, 30_000), place("b", 10_000, 14_000, 5000, score=0.7))
    assert [m.release for m in found.matches] == ["a", "b"]


def test_one_file_in_two_releases_is_named_by_both() -> None:
    (_, found, _) = verdicts(place("a", 10_000, 14_000, 30_000), holders={"a": ["first", "second"]})
    assert [(m.release, m.start_ms) for m in found.matches] == [("first", 30_000), ("second", 30_000)]


def test_very_many_holders_are_bounded() -> None:
    holders = {"a": [f"r{number}" for number in range(50)]}
    (_, found, _) = verdicts(place("a", 10_000, 14_000, 30_000), holders=holders)
    assert len(found.matches) == MOST_MATCHES


def test_a_better_line_leaves_no_rest_to_one_that_stands_on_the_same_stretch() -> None:
    better, worse = place("a", 10_000, 14_000, 30_000), place("a", 9000, 15_000, 31_000, evidence=60.0)
    assert [(start, end) for start, end, _ in seen(verdicts(better, worse))] == [(10_000, 14_000)]


def test_another_take_at_the_same_place_can_not_be_decided() -> None:
    take = place("a", 10_000, 14_000, 30_000, same_moment=False)
    (_, found, _) = verdicts(take, place("a", 10_000, 14_000, 50_000, evidence=60.0))
    assert found.verdict == "undecidable"
    assert found.reason == "the setting is one of a, but nothing shows that the moment is"


def test_the_sound_tells_that_it_is_the_same_moment_after_all() -> None:
    take = place("a", 10_000, 14_000, 30_000, same_moment=False)
    found = verdicts(take, place("a", 10_000, 14_000, 30_000, by="sound"))
    assert seen(found) == [(10_000, 14_000, [("a", 30_000, "both")])]


def test_sound_tells_the_moment_where_pictures_tell_the_setting_alone() -> None:
    take = place("a", 10_000, 14_000, 30_000, same_moment=False)
    (_, found, _) = verdicts(take, place("a", 10_000, 14_000, 33_000, by="sound"))
    assert [(m.start_ms, m.by) for m in found.matches] == [(33_000, "sound")]
    assert found.note == SAME_SETTING


def test_black_is_undecidable_where_nothing_was_seen() -> None:
    found = verdicts(place("a", 10_000, 20_000, 30_000), blanks=[Blank(18_000, 25_000, BLACK)])
    assert [(s.end_ms, s.reason) for s in found] == [(10_000, None), (20_000, None), (25_000, BLACK), (40_000, None)]


def test_what_is_too_short_between_two_that_were_seen_is_not_said_to_be_new() -> None:
    found = verdicts(place("a", 10_000, 20_000, 30_000), place("b", 21_500, 30_000, 70_000))
    assert found[2].reason == "too short to tell footage by"


def test_speed_and_mirroring_are_said() -> None:
    (_, found, _) = verdicts(place("a", 10_000, 20_000, 30_000, speed=1.25, mirrored=True))
    assert (found.matches[0].speed, found.matches[0].mirrored, found.matches[0].end_ms) == (1.25, True, 42_500)


def test_chance_grows_with_the_archive_and_falls_with_the_evidence() -> None:
    assert Space(QUERY_MS, 2 * HELD_MS).chance(40.0) == pytest.approx(
        2 * Space(QUERY_MS, HELD_MS).chance(40.0), rel=0.01
    )
    assert 0 < SPACE.chance(9e9) < SPACE.chance(41.0) < SPACE.chance(40.0) < 1e-3
    assert SPACE.chance(SPACE.least_evidence(1e-3)) == pytest.approx(1e-3)


@st.composite
def places(draw: st.DrawFn) -> Place:
    start, end = sorted(draw(st.lists(st.integers(0, QUERY_MS), min_size=2, max_size=2, unique=True)))
    return place(
        draw(st.sampled_from("abcd")),
        start,
        end,
        draw(st.integers(0, HELD_MS - QUERY_MS)),
        by=draw(st.sampled_from(["picture", "sound"])),
        evidence=draw(st.floats(0.0, 200.0)),
        speed=draw(st.sampled_from([0.5, 1.0, 1.01, 2.0])),
        mirrored=draw(st.booleans()),
        same_moment=draw(st.booleans()),
    )


MOMENTS = st.lists(st.integers(0, QUERY_MS), max_size=6).map(lambda found: tuple(sorted(set(found))))


def in_order(match: Match) -> bool:
    return 0 <= match.start_ms < match.end_ms <= HELD_MS + 1000


@given(st.lists(places(), max_size=9), MOMENTS, MOMENTS)
def test_segments_cover_in_order_whatever_is_found(
    found: list[Place], cuts: tuple[int, ...], held_cuts: tuple[int, ...]
) -> None:
    for segment in verdicts(*found, cuts=cuts, held_cuts=held_cuts, blanks=[Blank(5000, 9000, BLACK)]):
        assert segment.start_ms < segment.end_ms
        assert bool(segment.matches) == (segment.verdict == "seen")
        assert bool(segment.reason) == (segment.verdict == "undecidable")
        assert len(segment.matches) <= MOST_MATCHES
        assert all(map(in_order, segment.matches))


@given(st.lists(places(), max_size=9))
def test_strands_are_lines_that_chance_does_not_explain(found: list[Place]) -> None:
    for strand in strands(found, SPACE, MOST_CHANCE):
        assert SPACE.chance(strand.evidence) <= MOST_CHANCE * 1.001
        assert len({one.item for one in strand.places}) == 1
