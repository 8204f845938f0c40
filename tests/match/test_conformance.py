"""What every matcher promises."""

import pickle
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from onrecord.engine import Engine, build
from onrecord.match import Matcher, match
from onrecord.records import Match, Matching, Segment
from tests.engines import ready
from tests.match.conftest import SUMMARY, Bank


@pytest.fixture(params=ready("match", "match"))
def matcher(request: pytest.FixtureRequest) -> Matcher:
    return cast("Matcher", build("match", request.param))


def ask(bank: Bank, by: Matcher, film: Path, **releases: Path) -> Matching:
    matching = match(by, bank.prints(by, film), bank.footage(by, **releases), bank.bench)
    assert matching.archive == SUMMARY
    assert [matching.segments[0].start_ms, matching.segments[-1].end_ms] == [0, matching.duration_ms]
    assert all(one.end_ms == other.start_ms for one, other in pairwise(matching.segments))
    assert all(bool(segment.matches) == (segment.verdict == "seen") for segment in matching.segments)
    assert all(bool(segment.reason) == (segment.verdict == "undecidable") for segment in matching.segments)
    return matching


def mapped(segment: Segment, found: Match, ms: int) -> float:
    """Where a moment of the video stands in the release."""
    share = (ms - segment.start_ms) / (segment.end_ms - segment.start_ms)
    return found.start_ms + share * (found.end_ms - found.start_ms)


def test_is_an_engine(matcher: Matcher) -> None:
    assert isinstance(matcher, Engine)
    assert matcher.missing() is None


def test_prints_are_taken_alike_twice(bank: Bank, matcher: Matcher, street: Path) -> None:
    first = bank.prints(matcher, street)
    bank.taken.clear()
    assert bank.prints(matcher, street) == first


def test_a_part_of_an_older_film_is_found_at_its_second(
    bank: Bank, matcher: Matcher, compilation: Path, hall: Path, street: Path
) -> None:
    matching = ask(bank, matcher, compilation, street=street, hall=hall)
    assert [segment.verdict for segment in matching.segments] == ["not in this archive", "seen", "not in this archive"]
    seen = matching.segments[1]
    assert [seen.start_ms, seen.end_ms] == pytest.approx([3000, 7000], abs=250)
    (found,) = seen.matches
    assert (found.release, found.title, found.published) == ("hall", "Hall", "2019-04-02")
    assert (found.by, found.mirrored, found.speed) == ("picture", False, 1.0)
    assert found.chance < 1e-4
    for ms in (3200, 5000, 6800):
        assert mapped(seen, found, ms) == pytest.approx(ms, abs=250)


def test_mirrored_footage_is_found_and_said_to_be_mirrored(
    bank: Bank, matcher: Matcher, mirrored: Path, hall: Path
) -> None:
    (seen,) = ask(bank, matcher, mirrored, hall=hall).segments
    assert seen.matches[0].mirrored
    assert mapped(seen, seen.matches[0], 2500) == pytest.approx(4500, abs=250)


def test_unrelated_footage_is_not_in_this_archive(
    bank: Bank, matcher: Matcher, unrelated: Path, hall: Path, street: Path
) -> None:
    (segment,) = ask(bank, matcher, unrelated, hall=hall, street=street).segments
    assert segment.verdict == "not in this archive"


def test_the_same_film_is_found_whole(bank: Bank, matcher: Matcher, street: Path) -> None:
    (segment,) = ask(bank, matcher, street, again=street).segments
    assert segment.matches[0].score > 0.99
    assert [segment.matches[0].start_ms, segment.matches[0].end_ms] == pytest.approx([0, 8000], abs=100)


def test_an_empty_archive_holds_nothing(bank: Bank, matcher: Matcher, street: Path) -> None:
    (segment,) = match(matcher, bank.prints(matcher, street), bank.footage(matcher), bank.bench).segments
    assert segment.verdict == "not in this archive"


def test_sound_alone_can_not_be_decided_by_pictures(bank: Bank, matcher: Matcher, sound_only: Path, hall: Path) -> None:
    by_picture = replace(bank.footage(matcher, hall=hall), compared="picture")
    (segment,) = match(matcher, bank.prints(matcher, sound_only), by_picture, bank.bench).segments
    assert (segment.verdict, segment.reason) == ("undecidable", "there is no picture")


def test_pictures_alone_can_not_be_decided_by_sound(bank: Bank, matcher: Matcher, street: Path, hall: Path) -> None:
    by_sound = replace(bank.footage(matcher, hall=hall), compared="sound")
    (segment,) = match(matcher, bank.prints(matcher, street), by_sound, bank.bench).segments
    assert (segment.verdict, segment.reason) == ("undecidable", "there is no sound")


def test_a_matching_survives_pickling(bank: Bank, matcher: Matcher, mirrored: Path, hall: Path) -> None:
    matching = ask(bank, matcher, mirrored, hall=hall)
    assert pickle.loads(pickle.dumps(matching)) == matching  # noqa: S301  # our own bytes
