"""Passages: transitions that take time, and how they are searched for.

A window of frames is tried at many places and lengths; what looks like a passage best is kept, its ends are moved to
where it looks so still more, and what lies over it is dropped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.read.thumbs import Floats, Times

LONGEST_MS: Final = 2200
LEAST_FRAMES: Final = 5  # from the last frame of one shot to the first of the next
_STRIDE: Final = 5  # windows tried along the length of each
_SAMPLES: Final = 10  # frames of a window that are looked at, or nearly twice as many
_BEYOND_MS: Final = 200  # and as far as a passage is long, on either side, it is over for certain
_REFINE: Final = 5  # ends are moved by at most this part of the length


@dataclass(frozen=True, slots=True)
class Passage:
    """The last frame before it, the first after it, the frame half way, and how well it looks like one."""

    score: float
    start: int
    end: int
    middle: int


Look: TypeAlias = Callable[[int, int], Passage | None]
Spans: TypeAlias = Sequence[tuple[int, int]]
Windows: TypeAlias = npt.NDArray[np.int64]  # (windows, 2): the frames that each begins and ends with


def windows(times: Times, lengths_ms: Sequence[int]) -> Windows:
    """The windows of some lengths that are worth a look, all over a film."""
    spans = [span for length in lengths_ms for span in _windows(times, length)]
    return np.array(spans, np.int64).reshape(-1, 2)


def seen_by(look: Look, spans: Windows) -> list[Passage]:
    """What a look takes for passages in some windows, the best first; they may overlap."""
    looks = (look(start, end) for start, end in spans.tolist())
    return sorted((seen for seen in looks if seen is not None), key=attrgetter("score"), reverse=True)


def halfway(times: Times, spans: Windows) -> npt.NDArray[np.int64]:
    """The frame in the middle of the time of each window, never its last."""
    middles = np.searchsorted(times, (times[spans[:, 0]] + times[spans[:, 1]]) // 2)
    return np.minimum(middles, spans[:, 1] - 1)


def between(times: Times, start: int, end: int) -> tuple[slice, Floats]:
    """Frames inside a window, of a long one only some, and how much of its time has gone by at each, 0 to 1."""
    some = slice(start + 1, end, max(1, (end - start) // _SAMPLES))
    return some, ((times[some] - times[start]) / (times[end] - times[start])).astype(np.float32)


def refined(look: Look, passage: Passage, room: tuple[int, int]) -> Passage:
    """The passage with its ends where it looks best, not beyond the two frames of `room`."""
    reach = max(1, (passage.end - passage.start) // _REFINE)
    moves = sorted({-reach, -(reach // 2), 0, reach // 2, reach})
    ends = [(passage.start + a, passage.end + b) for a in moves for b in moves]
    looks = [look(start, end) for start, end in ends if room[0] <= start <= end - LEAST_FRAMES and end <= room[1]]
    return max((seen for seen in looks if seen is not None), key=attrgetter("score"), default=passage)


def room_around(passage: Passage, taken: Spans, frames: int) -> tuple[int, int]:
    """The last frame that is taken before a passage, and the first after it; the film's own ends where none is."""
    before = max((end for _, end in taken if end <= passage.start), default=0)
    return before, min((start for start, _ in taken if start >= passage.end), default=frames - 1)


def beyond(times: Times, passage: Passage, room: tuple[int, int]) -> tuple[int, int]:
    """A frame well before a passage and one well after it, not beyond the two of `room`."""
    far = _BEYOND_MS + int(times[passage.end] - times[passage.start])
    before, after = np.searchsorted(times, (times[passage.start] - far, times[passage.end] + far)).tolist()
    return max(room[0], before), min(room[1], after)


def overlaps(passage: Passage, taken: Spans) -> bool:
    """Whether a passage lies over anything that is taken."""
    return any(passage.start < end and start < passage.end for start, end in taken)


def cells_of(pictures: Floats) -> Floats:
    """Pictures at half their size, where what moves a little stays in its cell, of shape (frames, channels, cells)."""
    frames, channels, height, width = pictures.shape
    quarters = pictures.reshape(frames, channels, height // 2, 2, width // 2, 2)
    cells: Floats = quarters.mean(axis=(3, 5)).reshape(frames, channels, height * width // 4)
    return cells


def _windows(times: Times, length_ms: int) -> Iterator[tuple[int, int]]:
    ends = np.searchsorted(times, times + length_ms).tolist()
    start = 0
    while start < len(ends) and ends[start] < len(ends):
        if ends[start] - start >= LEAST_FRAMES:
            yield start, ends[start]
        start += max(1, (ends[start] - start) // _STRIDE)
