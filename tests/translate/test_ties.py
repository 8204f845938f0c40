"""Which cues a line carries over."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import TooLarge
from onrecord.records import Cue, Line
from onrecord.translate.ties import tied

_SPANS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60)), max_size=15)


def _cue(start: int, end: int) -> Cue:
    return Cue(text="x", start_ms=start, end_ms=end)


def _line(start: int, end: int) -> Line:
    return Line(text="x", start_ms=start, end_ms=end)


def _share(line: Line, cue: Cue) -> float:
    (a, b), (c, d) = ((x.start_ms or 0, max(x.end_ms or 0, (x.start_ms or 0) + 1)) for x in (line, cue))
    return (min(b, d) - max(a, c)) / min(b - a, d - c)


@given(lines=_SPANS, cues=_SPANS)
def test_a_line_is_tied_to_what_it_shares_half_with_or_else_most_with(
    lines: list[tuple[int, int]], cues: list[tuple[int, int]]
) -> None:
    spoken = [_cue(start, start + length) for start, length in cues]
    for line in tied([_line(start, start + length) for start, length in lines], spoken):
        shares = {at: _share(line, cue) for at, cue in enumerate(spoken) if _share(line, cue) > 0}
        half = tuple(at for at, share in shares.items() if share >= 0.5)
        if half or not shares:
            assert line.cues == half
        else:
            assert [shares[at] for at in line.cues] == [max(shares.values())]


def test_lines_and_cues_in_any_order() -> None:
    lines = tied([_line(2000, 2900), _line(0, 900), Line(text="untimed", cues=(1,))], [_cue(2000, 2900), _cue(0, 900)])
    assert [line.cues for line in lines] == [(0,), (1,), (1,)]


def test_a_hundred_thousand_lines_are_tied_in_time() -> None:
    cues = [_cue(100 * n, 100 * n + 90) for n in range(100_000)]
    began = time.process_time()
    lines = tied([_line(100 * n + 5, 100 * n + 95) for n in range(100_000)], [_cue(0, 10**8), *cues])
    assert all(line.cues == (0, n + 1) for n, line in enumerate(lines))
    assert time.process_time() - began < 20


def test_cues_that_all_stand_at_once_are_refused() -> None:
    with pytest.raises(TooLarge):
        tied([_line(0, 1000)], [_cue(0, 1000)] * 1000)
