"""What a shot looks like, in words."""

from dataclasses import replace

import pytest

from onrecord.observed import observations
from onrecord.records import Bars, Look

PLAIN = Look(
    width=640, height=480, bars=Bars(), aspect=1.333, lines=450, tint="colour", grain=0.4, blocks=0.1, still=False
)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (PLAIN, ()),
        (None, ()),
        (Look(width=640, height=480), ()),
        (
            replace(PLAIN, bars=Bars(top=60, bottom=60), aspect=1.7778, lines=350),
            ("bars above and below, 1.78:1 inside",),
        ),
        (replace(PLAIN, bars=Bars(left=80, right=80), aspect=1.0), ("bars left and right, 1.00:1 inside",)),
        (replace(PLAIN, bars=Bars(top=20, right=20, bottom=20, left=20)), ("bars all round, 1.33:1 inside",)),
        (replace(PLAIN, bars=Bars(left=6, right=6)), ()),
        (replace(PLAIN, lines=236), ("about 240 lines of detail in 480",)),
        (replace(PLAIN, lines=260), ()),
        (replace(PLAIN, tint="black and white", grain=4.0), ("black and white", "grainy")),
        (replace(PLAIN, tint="one tint", blocks=1.2, still=True), ("one tint", "blocky", "still")),
    ],
)
def test_only_what_strikes_is_said(look: Look | None, said: tuple[str, ...]) -> None:
    assert tuple(observations(look).values()) == said
