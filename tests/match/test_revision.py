"""What another matching of the same video says otherwise."""

from onrecord.match.revision import changes
from onrecord.records import ArchiveSummary, Match, Matching, Segment, VerdictChange

ARCHIVE = ArchiveSummary(generation=1, releases=1, hours=0.1)


def _seen(start: int, end: int, release: str) -> Segment:
    match = Match(
        release=release,
        title=None,
        published=None,
        start_ms=0,
        end_ms=end - start,
        by="picture",
        score=0.9,
        chance=1e-9,
    )
    return Segment(start_ms=start, end_ms=end, verdict="seen", matches=(match,))


def _unseen(start: int, end: int) -> Segment:
    return Segment(start_ms=start, end_ms=end, verdict="not in this archive")


def _matching(*segments: Segment) -> Matching:
    return Matching(duration_ms=segments[-1].end_ms, archive=ARCHIVE, segments=segments)


def test_the_same_verdicts_are_no_change() -> None:
    one = _matching(_unseen(0, 4000), _seen(4000, 9000, "old"))
    assert changes(one, one) == ()


def test_a_stretch_that_is_seen_now_is_told_with_the_release() -> None:
    before = _matching(_unseen(0, 4000), _seen(4000, 9000, "old"))
    after = _matching(_unseen(0, 1000), _seen(1000, 4000, "older"), _seen(4000, 9000, "old"))
    assert changes(before, after) == (
        VerdictChange(start_ms=1000, end_ms=4000, before="not in this archive", after="seen", release="older"),
    )


def test_another_release_is_a_change_and_runs_over_segments_are_joined() -> None:
    before = _matching(_seen(0, 2000, "old"), _seen(2000, 9000, "old"))
    after = _matching(_seen(0, 9000, "older"))
    assert changes(before, after) == (
        VerdictChange(start_ms=0, end_ms=9000, before="seen", after="seen", release_before="old", release="older"),
    )


def test_a_boundary_a_few_frames_beside_is_no_change() -> None:
    before = _matching(_unseen(0, 4000), _seen(4000, 9000, "old"))
    after = _matching(_unseen(0, 4120), _seen(4120, 9000, "old"))
    assert changes(before, after) == ()
