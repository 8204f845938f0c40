"""The matcher that compares perceptual hashes, and what makes matching hard."""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from onrecord.match.engines.phash import PHashMatcher
from onrecord.match.runs import chance
from onrecord.records import Segment
from tests import films
from tests.match.conftest import Bank

BY = PHashMatcher()


def segments(bank: Bank, film: Path, **releases: Path) -> tuple[Segment, ...]:
    return BY.match(bank.prints(BY, film), bank.footage(BY, **releases), bank.bench)


def test_golden(bank: Bank, compilation: Path, hall: Path) -> None:
    """The offset that a version finds; a rule that moves it needs a new version."""
    _, seen, _ = segments(bank, compilation, hall=hall)
    assert BY.version == "1"
    assert (seen.start_ms, seen.end_ms, seen.matches[0].start_ms) == (3000, 7000, 3025)


def test_black_can_not_be_decided(bank: Bank, reels: Path, hall: Path) -> None:
    film = films.write(reels / "black.mp4", chain(films.scene(41, 3.0), films.flat(2.0), films.scene(42, 3.0)))
    verdicts = [segment.verdict for segment in segments(bank, film, hall=hall)]
    assert verdicts == ["not in this archive", "undecidable", "not in this archive"]


def test_a_short_still_is_not_enough_to_tell(bank: Bank, reels: Path) -> None:
    still = next(films.scene(11, 0.04, at=4.0))
    film = films.write(reels / "still.mp4", chain(films.scene(43, 3.0), [still] * 25))
    hall = films.write(reels / "long.mp4", chain(films.scene(11, 10.0), films.scene(44, 20.0)))
    last = segments(bank, film, hall=hall)[-1]
    assert (last.verdict, last.reason) == ("undecidable", "too short or too still a picture to tell footage by")


def test_bars_do_not_hide_footage(bank: Bank, reels: Path, hall: Path) -> None:
    def barred(picture: films.Picture) -> films.Picture:
        framed = np.zeros((300, 320, 3), np.uint8)
        framed[30:270] = picture
        return framed

    film = films.write(reels / "bars.mp4", map(barred, films.scene(11, 5.0, at=1.0)), size=(320, 300))
    (seen,) = segments(bank, film, hall=hall)
    assert seen.matches[0].start_ms == pytest.approx(1000, abs=250)


def test_a_copy_in_a_second_release_is_named_too(bank: Bank, compilation: Path, hall: Path, mirrored: Path) -> None:
    _, seen, _ = segments(bank, compilation, hall=hall, again=hall, mirrored=mirrored)
    assert {match.release for match in seen.matches} == {"hall", "again", "mirrored"}
    assert {match.release for match in seen.matches if match.mirrored} == {"mirrored"}


def test_two_parts_of_one_release_in_another_order_are_two_segments(bank: Bank, reels: Path, hall: Path) -> None:
    film = films.write(reels / "swapped.mp4", chain(films.scene(11, 3.0, at=6.0), films.scene(11, 3.0, at=1.0)))
    first, second = segments(bank, film, hall=hall)
    assert first.matches[0].start_ms == pytest.approx(6000, abs=250)
    assert second.matches[0].start_ms == pytest.approx(1000, abs=250)


def test_another_moment_of_the_same_setting_is_not_the_same_footage(bank: Bank, reels: Path) -> None:
    old = films.write(reels / "early.mp4", films.scene(51, 8.0, still=True))
    new = films.write(reels / "later.mp4", reversed(list(films.scene(51, 8.0, at=0.7, still=True))))
    (segment,) = segments(bank, new, early=old)
    assert segment.verdict == "undecidable"
    assert segment.reason == "the setting is one of early, but nothing shows that the moment is"


def test_the_same_moment_under_a_still_camera_is_the_same_footage(bank: Bank, reels: Path) -> None:
    old = films.write(reels / "watch.mp4", films.scene(52, 9.0, still=True))
    new = films.write(reels / "excerpt.mp4", films.scene(52, 5.0, at=2.0, still=True))
    (seen,) = segments(bank, new, watch=old)
    assert seen.matches[0].start_ms == pytest.approx(2000, abs=250)


def test_chance_grows_with_the_archive_and_falls_with_the_evidence() -> None:
    assert chance(30.0, 100, 2_000_000) == pytest.approx(2 * chance(30.0, 100, 1_000_000))
    assert chance(31.0, 100, 1_000_000) < chance(30.0, 100, 1_000_000)
