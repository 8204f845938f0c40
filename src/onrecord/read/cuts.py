"""Cuts: frames whose picture is made of other things than the frames before.

Not merely brighter (a flash, an exposure that jumps), nor moved (a shaken camera), nor covered in one place (a caption,
a window that comes up), nor as different from the frame before as everything here is from the frame before (a pan).
"""

from collections.abc import Iterator
from itertools import product
from typing import Final, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from onrecord.read.thumbs import Floats, Times

Kind = TypeVar("Kind", bound=np.generic)
Mask: TypeAlias = npt.NDArray[np.bool_]

_LEAST_STEP: Final = 3.0  # grey levels; compression alone moves a thumbnail by one or two
_LEAST_HALF: Final = 4.0  # grey levels, in half of the picture: 6 in cuts, under 3 where a caption or a window comes up
_NEAR_MS: Final = 240  # on either side: how much this scene moves anyway
_CLOSE_MS: Final = 80  # within it, the greatest step is the cut
_LONGEST_STEP_MS: Final = 120  # movement goes on through frames that are left out, but not for ever
_LEAST_USUAL: Final = 0.1
_BEFORE_MS: Final = (1, 81, 201)  # what was shown then is held against
_AFTER_MS: Final = (0, 80, 200)  # what is shown then: a flash of a fifth of a second is seen through
_CLEAR: Final = (0.6, 2.0, 3.0)  # share of blocks changed, step over the usual, grey levels: a cut in a busy scene
_SUDDEN: Final = (0.4, 5.0, 5.0)  # the same: a cut between pictures that look alike, out of a calm scene
_ALIKE: Final = 0.6  # correlation of two blocks that show the same thing
_FLAT_BLOCK: Final = 3.0  # standard deviation under which a block has nothing to correlate
_SAME_COLOUR: Final = 12.0
_GREY: Final = 128.0
_DARK: Final = 32.0  # luma; where all pictures are darker than this, there is a bar, or nothing to see
_SEEN: Final = 0.25  # of a block is the least that must not be dark for it to count
_DOWN: Final = 2  # how far a camera shakes in one frame
_ACROSS: Final = 3


def cuts(times: Times, pictures: Floats) -> Iterator[int]:
    """The frames that a cut leads to, in order. `times` are in ms; `pictures` have three channels."""
    steps = np.zeros(len(pictures), np.float32)
    steps[1:] = np.abs(np.diff(pictures, axis=0)).mean(axis=(1, 2, 3))
    for frame in np.flatnonzero(steps >= _LEAST_STEP).tolist():
        near = slice(*np.searchsorted(times, (times[frame] - _CLOSE_MS, times[frame] + _CLOSE_MS + 1)))
        ratio = float(steps[frame]) / max(_usual(times, steps, frame), _LEAST_USUAL)
        if steps[frame] < steps[near].max() or ratio < _CLEAR[1]:
            continue
        if half_changed(pictures[frame - 1], pictures[frame]) < _LEAST_HALF:
            continue
        seen = (changed_across(times, pictures, frame), ratio, steps[frame])
        if any(all(a >= b for a, b in zip(seen, least, strict=True)) for least in (_CLEAR, _SUDDEN)):
            yield frame


def _usual(times: Times, steps: Floats, frame: int) -> float:
    """The step that movement would explain: what the frames around this one move in as much time."""
    begin, end = np.searchsorted(times, (times[frame] - _NEAR_MS, times[frame] + _NEAR_MS + 1)).tolist()
    begin = max(1, begin)
    gaps = np.diff(times[begin - 1 : end]).clip(1)
    gap = min(int(times[frame] - times[frame - 1]), _LONGEST_STEP_MS)
    return float(np.median(steps[begin:end] / gaps)) * gap


def half_changed(before: Floats, after: Floats) -> float:
    """By how many grey levels the half of a picture that changed most differs at least, bars left aside."""
    seen = np.maximum(before[0], after[0]) >= _DARK
    return float(np.median(np.abs(after - before).mean(axis=0)[seen])) if seen.any() else 0.0


def changed_across(times: Times, pictures: Floats, frame: int) -> float:
    """The least share of blocks that differ between what was shown shortly before a frame and shortly after."""
    before = np.searchsorted(times, times[frame] - np.array(_BEFORE_MS), "right") - 1
    after = np.searchsorted(times, times[frame] + np.array(_AFTER_MS), "right") - 1
    return changed(pictures[before.clip(0)], pictures[after])


def changed(before: Floats, after: Floats) -> float:
    """The share of blocks, 0 to 1, whose content differs when a picture of one group is laid over one of the other.

    As well as it goes: the pair and the shift that leave the least. Brightness and contrast of a block do not count,
    nor how strong its colours are.
    """
    visible = _blocks(np.maximum(before[:, 0].max(axis=0), after[:, 0].max(axis=0)) >= _DARK)
    counted = visible.mean(axis=-1) >= _SEEN
    if not counted.any():
        return 0.0
    still, spread = _levelled(_blocks(before[:, 0])[:, counted], visible[counted])
    moved, moved_spread = _levelled(_blocks(_shifted(after[:, 0]))[:, :, counted], visible[counted])
    together = np.einsum("kbp,msbp->kmsb", still, moved, optimize=True)
    alike = together >= _ALIKE * np.maximum(spread[:, None, None] * moved_spread, 1e-3)
    flat = (spread[:, None, None] < _FLAT_BLOCK) & (moved_spread < _FLAT_BLOCK)
    tones, other = (_blocks(group[:, 1:]).mean(axis=-1)[..., counted] - _GREY for group in (before, after))
    same_colour = np.abs(tones[:, None] - other).max(axis=-2) < _SAME_COLOUR
    alike &= _same_hue(tones[:, None], other)[:, :, None]
    return float(1 - np.where(flat, same_colour[:, :, None], alike).mean(axis=-1).max())


def _same_hue(one: Floats, other: Floats) -> Mask:
    """Whether colours differ in nothing but strength; their two differences stand at the last axis but one."""
    (a, b), (c, d) = np.moveaxis(one, -2, 0), np.moveaxis(other, -2, 0)
    strength = np.maximum(np.maximum(np.hypot(a, b), np.hypot(c, d)), _SAME_COLOUR)
    return cast("Mask", (abs(a * d - b * c) < _SAME_COLOUR * strength) & (a * c + b * d > -_SAME_COLOUR * strength))


def _shifted(luma: Floats) -> Floats:
    """Pictures moved by every shift of a shaken camera, of shape (pictures, shifts, height, width)."""
    height, width = luma.shape[1:]
    padded = np.pad(luma, ((0, 0), (_DOWN, _DOWN), (_ACROSS, _ACROSS)), mode="edge")
    shifts = product(range(2 * _DOWN + 1), range(2 * _ACROSS + 1))
    return np.stack([padded[:, down : down + height, across : across + width] for down, across in shifts], axis=1)


def _blocks(planes: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
    """Planes cut into 3 x 4 blocks, of shape (..., blocks, pixels)."""
    *outer, height, width = planes.shape
    return planes.reshape(*outer, 3, height // 3, 4, width // 4).swapaxes(-3, -2).reshape(*outer, 12, -1)


def _levelled(blocks: Floats, visible: Mask) -> tuple[Floats, Floats]:
    """What blocks differ by from their mean, over what is visible of them, and their standard deviations."""
    count = visible.sum(axis=-1, keepdims=True, dtype=np.float32)
    level = (blocks * visible).sum(axis=-1, keepdims=True) / count
    relief = (blocks - level) * visible / np.sqrt(count)
    return relief, np.sqrt(np.square(relief).sum(axis=-1))
