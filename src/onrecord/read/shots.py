"""Where one shot ends and the next begins, seen in small thumbnails of every frame.

A cut is a frame whose picture is made of other things than the frames before it: not merely brighter (a flash, an
exposure that jumps), nor moved (a shaken camera), nor covered in one place (a caption that slides in). A fade goes
through an empty frame; in a dissolve every frame is a blend of the same two pictures.

The figures below rest on joins of single takes by cuts, dissolves and fades, with flashes, captions and shakes for
traps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.read.thumbs import Thumb, Thumbs, colour_of, luma_of
from onrecord.records import Transition

HEIGHT: Final = 18
WIDTH: Final = 32

Floats: TypeAlias = npt.NDArray[np.float32]
Times: TypeAlias = npt.NDArray[np.int64]

_LEAST_STEP: Final = 3.0  # grey levels; compression alone moves a thumbnail by one or two
_NEIGHBOURS: Final = 6  # frames on either side that say how much this scene moves anyway
_BEFORE: Final = (1, 3, 6)  # frames held against each other across a cut; a flash of five frames is seen through
_AFTER: Final = (0, 2, 5)
_CLEAR: Final = (0.6, 2.0, 3.0)  # share of blocks changed, step over its neighbours, grey levels: a cut in a busy scene
_SUDDEN: Final = (0.3, 6.0, 8.0)  # the same: a cut between pictures that look alike, out of a calm scene
_ALIKE: Final = 0.6  # correlation of two blocks that show the same thing
_FLAT_BLOCK: Final = 3.0  # standard deviation under which a block has nothing to correlate
_SAME_COLOUR: Final = 12.0
_SHIFTS: Final = tuple((dy, dx) for dy in range(-2, 3) for dx in range(-3, 4))  # how far a camera shakes in one frame

_BLACK: Final = (40.0, 6.0)  # most luma (16 is black) and most standard deviation of a black frame, noise included
_FADE_CHANGED: Final = 0.3
_RAMP_FRAMES: Final = 5
_RAMP: Final = 0.5  # of a fade's whole step is the most that its first frame may take; a cut takes all of it

_DISSOLVES_MS: Final = (320, 560, 960, 1600)
_STRIDE: Final = 4  # looks taken along the length of a dissolve
_DISSOLVE_STEP: Final = 7.0
_DISSOLVE_CHANGED: Final = 0.5
_DISSOLVE_SPREAD: Final = 10.0  # standard deviation; anything emptier is a fade's business
_RESIDUE: Final = 0.25  # of the difference of the two pictures, left over when a frame is explained as their blend
_BLENDS: Final = np.linspace(0.0, 1.0, 7)[1:-1]
_BLEND_ERROR: Final = 0.25

_WINDOW: Final = 512  # frames looked at together
_MARGIN: Final = 128  # frames known on either side of a boundary: longer than the longest dissolve at 60 a second
_SHORTEST_MS: Final = 80  # under two frames at 25 a second there is no shot


@dataclass(frozen=True, slots=True)
class Boundary:
    """The index of the frame that a shot begins with, and how it begins."""

    frame: int
    transition: Transition


def boundaries(times: Times, thumbs: Thumbs) -> list[Boundary]:
    """Find where shots begin, in order. `times` are the frames' presentation times in ms."""
    pictures = _pictures(thumbs)
    black = list(_fades(pictures))
    found = [Boundary(end, "fade") for _, end in black]
    found += [Boundary(frame, "cut") for frame in _cuts(pictures) if not _beside(frame, black)]
    soft = _dissolves(times, pictures, sorted(b.frame for b in found))
    return sorted([*found, *(Boundary(frame, "dissolve") for frame in soft)], key=lambda b: b.frame)


def may_cut(before: Thumb, after: Thumb) -> bool:
    """Whether a cut may lie between two frames that follow each other, or nearly: False only where none does."""
    one, other = before[: 2 * HEIGHT].astype(np.int16), after[: 2 * HEIGHT]
    return bool(np.abs(one - other).mean() >= _LEAST_STEP)


def _pictures(thumbs: Thumbs) -> Floats:
    """Luma and both colour differences at the size of the latter, of shape (frames, 3, HEIGHT, WIDTH)."""
    pictures = np.empty((len(thumbs), 3, HEIGHT, WIDTH), np.float32)
    pictures[:, 0] = luma_of(thumbs).reshape(-1, HEIGHT, 2, WIDTH, 2).mean(axis=(2, 4))
    pictures[:, 1:] = colour_of(thumbs)
    return pictures


def _beside(frame: int, black: Sequence[tuple[int, int]]) -> bool:
    """Whether a frame lies in a fade: its black belongs to no shot of its own, even where a cut leads into it."""
    return any(start - _NEIGHBOURS <= frame <= end + _NEIGHBOURS for start, end in black)


def _cuts(pictures: Floats) -> Iterator[int]:
    steps = np.zeros(len(pictures), np.float32)
    steps[1:] = np.abs(np.diff(pictures, axis=0)).mean(axis=(1, 2, 3))
    for frame in np.flatnonzero(steps >= _LEAST_STEP):
        around = steps[max(1, frame - _NEIGHBOURS) : frame + _NEIGHBOURS + 1]
        close = steps[max(1, frame - 2) : frame + 3]
        ratio = steps[frame] / max(float(np.median(around)), 0.1)
        if steps[frame] < close.max() or ratio < _CLEAR[1]:
            continue
        seen = (changed_across(pictures, int(frame)), ratio, steps[frame])
        if any(all(a >= b for a, b in zip(seen, least, strict=True)) for least in (_CLEAR, _SUDDEN)):
            yield int(frame)


def changed_across(pictures: Floats, frame: int) -> float:
    """The least share of blocks that differ between a frame shortly before `frame` and one shortly after."""
    before = {max(0, frame - back) for back in _BEFORE}
    after = {min(len(pictures) - 1, frame + on) for on in _AFTER}
    return min(changed(pictures[a], pictures[b]) for a in before for b in after)


def changed(one: Floats, other: Floats) -> float:
    """The share of blocks, 0 to 1, whose content differs when one picture is laid over the other as well as it goes."""
    blocks, colour = _blocks(one[0]), _tones(one)
    padded = np.pad(other[0], ((2, 2), (3, 3)), mode="edge")
    moved = np.stack([_blocks(padded[2 + dy : 2 + dy + HEIGHT, 3 + dx : 3 + dx + WIDTH]) for dy, dx in _SHIFTS])
    spread, moved_spread = blocks.std(axis=1), moved.std(axis=2)
    covariance = ((moved - moved.mean(axis=2, keepdims=True)) * (blocks - blocks.mean(axis=1, keepdims=True))).mean(
        axis=2
    )
    alike = covariance >= _ALIKE * np.maximum(moved_spread * spread, 1e-3)
    flat = (spread < _FLAT_BLOCK) & (moved_spread < _FLAT_BLOCK)
    same_colour = np.abs(colour - _tones(other)).max(axis=0) < _SAME_COLOUR
    return float(1 - np.where(flat, same_colour, alike).mean(axis=1).max())


def _blocks(luma: Floats) -> Floats:
    return luma.reshape(3, HEIGHT // 3, 4, WIDTH // 4).swapaxes(1, 2).reshape(12, -1)


def _tones(picture: Floats) -> Floats:
    return np.stack([_blocks(plane).mean(axis=1) for plane in picture[1:]])


def _fades(pictures: Floats) -> Iterator[tuple[int, int]]:
    """The first black frame of each fade and the first frame after it."""
    luma = pictures[:, 0]
    level = luma.mean(axis=(1, 2))
    black = (level < _BLACK[0]) & (luma.std(axis=(1, 2)) < _BLACK[1])
    edges = np.flatnonzero(np.diff(black.astype(np.int8))) + 1
    for start, end in pairwise(edges.tolist()):
        gradual = _ramps(level[: start + 1][::-1]) or _ramps(level[end - 1 :])
        if black[start] and gradual and _differs(pictures, start, end):
            yield start, end


def _ramps(level: Floats) -> bool:
    """Whether brightness leaves black little by little; `level` starts with the black frame."""
    steps = np.abs(level[: 3 * _RAMP_FRAMES] - level[0])
    return len(steps) > _RAMP_FRAMES and bool(steps.max() > _LEAST_STEP and steps[1] < _RAMP * steps.max())


def _differs(pictures: Floats, start: int, end: int) -> bool:
    before, after = max(0, start - 2 * _RAMP_FRAMES), min(len(pictures) - 1, end + 2 * _RAMP_FRAMES)
    return changed(pictures[before], pictures[after]) >= _FADE_CHANGED or end - start > _RAMP_FRAMES


def _dissolves(times: Times, pictures: Floats, taken: Sequence[int]) -> list[int]:
    looks = sorted(_looks(times, pictures), reverse=True)
    found: list[tuple[int, int]] = [(frame - 1, frame) for frame in taken]
    middles = []
    for _, start, end, middle in looks:
        if all(end < a or b < start for a, b in found):
            found.append((start, end))
            middles.append(middle)
    return middles


def _looks(times: Times, pictures: Floats) -> Iterator[tuple[float, int, int, int]]:
    """Stretches that look like a dissolve: how well, first frame, last frame, and the frame half way."""
    for length in _DISSOLVES_MS:
        ends = np.searchsorted(times, times + length)
        start = 0
        while start < len(times) and ends[start] < len(times):
            end = int(ends[start])
            if end - start > len(_BLENDS) and (look := _blend(pictures, start, end)) is not None:
                yield look
            start += max(1, (end - start) // _STRIDE)


def _blend(pictures: Floats, start: int, end: int) -> tuple[float, int, int, int] | None:
    first, last = pictures[start], pictures[end]
    whole = last - first
    step = float(np.abs(whole).mean())
    if step < _DISSOLVE_STEP or min(first[0].std(), last[0].std()) < _DISSOLVE_SPREAD:
        return None
    between = pictures[start + 1 : end]
    share = (between - first).reshape(len(between), -1) @ whole.ravel() / float((whole * whole).sum())
    residue = np.abs(between - first - share[:, None, None, None] * whole).mean(axis=(1, 2, 3)) / step
    expected = np.linspace(0, 1, len(between) + 2)[1:-1]
    if residue.max() > _RESIDUE or np.abs(share - expected).max() > _BLEND_ERROR:
        return None
    if changed(first, last) < _DISSOLVE_CHANGED:
        return None
    middle = start + 1 + int(np.abs(share - 0.5).argmin())
    return step * (1 - float(residue.max())), start, end, middle


@dataclass(slots=True)
class ShotCutter:
    """Cuts a film into shots while its frames come in, so that only the last few hundred thumbnails are kept."""

    _times: list[int] = field(default_factory=list)
    _thumbs: list[Thumb] = field(default_factory=list)
    _settled: int = 0
    _last_ms: int | None = None

    def add(self, ms: int, thumb: Thumb) -> list[tuple[int, Transition]]:
        """Take the next frame; returns the shots that are known by now to begin, in order."""
        self._times.append(ms)
        self._thumbs.append(thumb)
        return self._settle(len(self._times) - _MARGIN) if len(self._times) >= _WINDOW else []

    def finish(self) -> list[tuple[int, Transition]]:
        """The shots that begin in the last frames."""
        return self._settle(len(self._times)) if self._times else []

    @property
    def settled_ms(self) -> int:
        """No shot that is still to be told of begins before this."""
        return self._times[self._settled] if self._settled < len(self._times) else 0

    def _settle(self, until: int) -> list[tuple[int, Transition]]:
        times = np.array(self._times, np.int64)
        begun: list[tuple[int, Transition]] = []
        for boundary in boundaries(times, np.stack(self._thumbs)):
            ms = self._times[boundary.frame]
            if self._settled <= boundary.frame < until and (
                self._last_ms is None or ms - self._last_ms >= _SHORTEST_MS
            ):
                begun.append((ms, boundary.transition))
                self._last_ms = ms
        dropped = max(0, until - _MARGIN)
        del self._times[:dropped], self._thumbs[:dropped]
        self._settled = until - dropped
        return begun
