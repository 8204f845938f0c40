"""Where a sound begins to be the same as another, and where it ends, to some hundredths of a second.

Agreement over most of a second tells that it is the same, not since when. For that, levels are held against levels: on
one side of the bound they differ by what equalising does, which stands still; on the other by anything.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.match.soundlines import Floats, Line, Sound
from onrecord.prints.levels import BANDS, STEP_MS

_SMOOTH: Final = 5  # moments
_NEAR_END: Final = 75  # moments: three seconds
_BEST_QUARTER: Final = 0.75
_OUT_MS: Final = 800  # how far the bound may lie outside of where agreement begins
_IN_MS: Final = 800  # and inside of it
_SAMPLE_MS: Final = 3000  # of what is the same, to know how it differs
_SMEARED_MS: Final = 40  # a level of 190 ms is spoilt by what lies beyond the bound
_MOST_DB: Final = 25.0
_LEAST_SPREAD_DB: Final = 0.7
_LEAST_SPREAD: Final = 0.2  # of how much farther apart others are
_USUAL_DB: Final = (9.0, 3.5)  # how levels of unrelated sounds differ on average: mean and standard deviation
_LEAST_APART_DB: Final = 2.0
_MOST_NATS: Final = 4.0  # that one level tells
_SILENT_DB: Final = 6.0  # over the floor: that silence is like silence tells no bound
_NEAR_CUT_MS: Final = 160  # sound is mostly cut where the picture is
_MOST_LOSS: Final = 6.0  # nats by which a bound at a cut may be unlikelier than the best one


def trimmed(cosine: Floats) -> tuple[int, int]:
    """The first and the last of moments, one after the other, that agree half as well as those near to that end.

    Where the bound runs through the middle of what a moment tells, it agrees by half.
    """
    level = np.convolve(np.nan_to_num(cosine), np.full(_SMOOTH, 1 / _SMOOTH), "same")
    first = int((level >= np.quantile(level[:_NEAR_END], _BEST_QUARTER) / 2).argmax())
    last = len(level) - 1 - int((level[::-1] >= np.quantile(level[-_NEAR_END:], _BEST_QUARTER) / 2).argmax())
    return (first, last) if first < last else (0, len(level) - 1)


def bounds(
    query: Sound, held: Sound, line: Line, span: tuple[float, float], cuts: Sequence[int]
) -> tuple[float, float]:
    """From when to when in the query a sound is the same, given where it agrees. Bounds fall on cuts that are near."""
    start, end = span
    begin = _bound(query, held, line, start, end, cuts)
    return begin, _bound(query, held, line, end, start, cuts)


def _bound(query: Sound, held: Sound, line: Line, edge: float, far: float, cuts: Sequence[int]) -> float:
    """The bound at one edge of what agrees; `far` is the other edge."""
    inwards = math.copysign(1.0, far - edge)
    inside = min(_IN_MS, abs(far - edge) / 3)
    ms = edge + inwards * np.arange(-_OUT_MS, inside, STEP_MS)
    place = line.held_at(ms)
    there = (ms >= 0) & (ms <= query.length_ms) & (place >= 0) & (place <= held.length_ms)
    if not there.any():
        return edge
    ms = ms[there.argmax() :]
    sample = edge + inwards * np.arange(inside, max(inside, min(_SAMPLE_MS, abs(far - edge) - inside)) + 1, STEP_MS)
    gain = _told_inside(query, held, line, ms, sample)
    kept = np.append(np.cumsum(gain[::-1])[::-1], 0.0)
    best = len(kept) - 1 - int(kept[::-1].argmax())
    outermost = ms[0] - inwards * (STEP_MS / 2 + _SMEARED_MS)
    for cut in sorted(cuts, key=lambda cut: abs(cut - (outermost + inwards * best * STEP_MS))):
        at = round((cut - outermost) * inwards / STEP_MS)
        if abs(at - best) * STEP_MS > _NEAR_CUT_MS:
            break
        if 0 <= at < len(kept) and kept[at] >= kept[best] - _MOST_LOSS:
            return float(cut)
    return float(np.clip(outermost + inwards * best * STEP_MS, 0.0, query.length_ms))


def _told_inside(query: Sound, held: Sound, line: Line, ms: Floats, sample: Floats) -> Floats:
    """For each moment the nats by which it is likelier to lie inside than outside."""
    known = _apart(query, held, line, sample)
    usual = np.median(known, axis=0)
    within = np.abs(known - usual).mean(axis=1)
    apart = np.minimum(np.abs(_apart(query, held, line, ms) - usual), _MOST_DB).mean(axis=1)
    mean, most = np.quantile(within, (0.5, 0.84)).tolist()
    other = max(_USUAL_DB[0], mean + _LEAST_APART_DB)
    spread = max(_LEAST_SPREAD_DB, most - mean, _LEAST_SPREAD * (other - mean))
    gain = _likelihood(apart, mean, spread) - _likelihood(apart, other, _USUAL_DB[1])
    loud = np.maximum(query.levels_at(ms), held.levels_at(line.held_at(ms))).mean(axis=1) > _SILENT_DB
    return np.where(loud, np.clip(gain, -_MOST_NATS, _MOST_NATS), 0.0)


def _apart(query: Sound, held: Sound, line: Line, ms: Floats) -> Floats:
    """By how much the levels of the bands differ that both have."""
    apart = query.levels_at(ms, line.bands) - held.levels_at(line.held_at(ms))
    moved = math.ceil(abs(line.bands))
    return np.asarray(apart[:, : BANDS - moved] if line.bands > 0 else apart[:, moved:], np.float64)


def _likelihood(apart: Floats, mean: float, spread: float) -> Floats:
    """Of so large a difference, which is no likelier to be outside when it is smaller than usual inside."""
    return np.asarray(-(((apart - mean) / spread) ** 2) / 2 - math.log(spread), np.float64)
