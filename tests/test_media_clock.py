"""When frames are shown, whatever their timestamps say."""

from fractions import Fraction

from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from onrecord.media import Clock, span_ms

BASE = Fraction(1, 25)


def shown(pts: int | None, dts: int | None = None, duration: int = 1) -> VideoFrame:
    """A picture with these times, in 25ths of a second."""
    frame = VideoFrame(16, 16, "gray")
    frame.pts, frame.dts, frame.time_base, frame.duration = pts, dts, BASE, duration
    return frame


def begins(*frames: VideoFrame) -> list[int]:
    """When they begin."""
    clock = Clock(Fraction(0))
    return [clock.span_ms(0, frame)[0] for frame in frames]


def test_times_are_those_of_the_frames() -> None:
    assert begins(shown(0, -2), shown(1, -1), shown(2, 0)) == [0, 40, 80]


def test_where_they_run_backwards_those_of_the_packets_are_taken() -> None:
    assert begins(shown(1, 2), shown(3, 3), shown(4, 4), shown(2, 5), shown(5, 6)) == [40, 120, 160, 200, 240]


def test_where_there_are_none_they_are_counted() -> None:
    clock = Clock(Fraction(0))
    assert [clock.span_ms(0, shown(None)) for _ in range(3)] == [(0, 40), (40, 80), (80, 120)]
    assert clock.counted


def test_a_picture_without_any_length_is_a_25th() -> None:
    assert begins(shown(None, duration=0), shown(None, duration=0)) == [0, 40]


def test_sound_is_counted_by_its_samples() -> None:
    clock, frame = Clock(Fraction(0)), AudioFrame("flt", "mono", samples=800)
    frame.sample_rate = 8000
    assert [clock.span_ms(1, frame) for _ in range(2)] == [(0, 100), (100, 200)]


@given(
    st.integers(-(10**6), 10**7),
    st.sampled_from([Fraction(1, 25), Fraction(1001, 30_000), Fraction(1, 90_000), Fraction(1, 1000)]),
    st.fractions(-10, 10, max_denominator=90_000),
)
def test_milliseconds_are_the_nearest(pts: int, base: Fraction, start: Fraction) -> None:
    frame = shown(pts, duration=3)
    frame.time_base = base
    span = span_ms(frame, start)
    assert span is not None
    assert abs(span[0] - (pts * base - start) * 1000) <= Fraction(1, 2)
    assert abs(span[1] - ((pts + 3) * base - start) * 1000) <= Fraction(1, 2)
