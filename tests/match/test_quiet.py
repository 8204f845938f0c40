"""Where a video tells nothing that footage could be known by."""

import numpy as np
import pytest

from onrecord.match.quiet import (
    BLACK,
    FLAT,
    NO_PICTURE,
    NO_SOUND,
    NOTHING,
    SILENT,
    STILL,
    Blank,
    audible,
    telling,
)
from onrecord.prints import FootagePrints
from onrecord.prints.form import Arrays, Channel, ChannelPrints

MOMENT_MS = 250


def prints(
    *shots: tuple[int, str], heard: tuple[int, ...] | None = None, duration_ms: int | None = None
) -> FootagePrints:
    """Shots of so many moments that are `black`, `flat`, `still` or `moving`, and when something is heard, in ms."""
    rng = np.random.default_rng(7)
    thumbs: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    for moments, kind in shots:
        still = rng.integers(20, 230, (18, 32)).astype(np.uint8)
        for _ in range(moments):
            moved = rng.integers(20, 230, (18, 32)).astype(np.uint8)
            thumbs.append({"black": still // 16, "flat": still // 64 + 90, "still": still}.get(kind, moved))
    times = np.arange(len(thumbs), dtype=np.int32) * MOMENT_MS
    cuts = np.cumsum([moments * MOMENT_MS for moments, _ in shots])[:-1].astype(np.int32)
    channels: dict[Channel, ChannelPrints] = {}
    if shots:
        extra: Arrays = {"moment": times, "thumb": np.stack(thumbs)}
        channels["picture"] = ChannelPrints(times, np.zeros((len(thumbs), 16), np.uint8), extra)
    if heard is not None:
        channels["sound"] = ChannelPrints(np.array(heard, np.int32), np.zeros((len(heard), 16), np.uint8), {})
    return FootagePrints(duration_ms or len(thumbs) * MOMENT_MS, cuts, channels)


def test_black_an_empty_card_and_a_still_are_told_apart() -> None:
    found = telling(prints((8, "moving"), (8, "black"), (8, "flat"), (8, "still"), (8, "moving")), "any")
    assert sorted(found.blanks, key=lambda b: b.start_ms)[:2] == [Blank(2000, 4000, BLACK), Blank(2000, 4000, STILL)]
    assert Blank(4000, 6000, FLAT) in found.blanks
    assert Blank(6000, 8000, STILL) in found.blanks
    assert {blank.start_ms for blank in found.blanks} == {2000, 4000, 6000}


def test_black_at_the_start_begins_with_the_file() -> None:
    assert telling(prints((4, "black"), (4, "moving")), "any").blanks[0] == Blank(0, 1000, BLACK)


@pytest.mark.parametrize("compared", ["any", "sound"])
def test_silence_can_not_be_decided_where_sound_is_all_there_is(compared: str) -> None:
    only = prints(heard=tuple(range(0, 4000, 80)) + tuple(range(8000, 9900, 80)), duration_ms=10_000)
    found = telling(only, "sound" if compared == "sound" else "any")
    assert found.blanks == [Blank(3500, 8420, SILENT)]
    assert found.audible_ms(0, 10_000) == 3500 + 1580
    assert not found.has_picture


def test_what_is_missing_is_said() -> None:
    assert [b.reason for b in telling(prints(heard=(), duration_ms=900), "any").blanks] == [NOTHING]
    assert [b.reason for b in telling(prints(heard=(0,), duration_ms=900), "picture").blanks] == [NO_PICTURE]
    assert [b.reason for b in telling(prints((4, "moving")), "sound").blanks] == [NO_SOUND]


def test_a_pause_in_speech_is_no_silence() -> None:
    assert audible(prints((40, "moving"), heard=(0, 80, 1000, 1080))) == [(0, 660)]
