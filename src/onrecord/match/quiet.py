"""What a video tells: where it has a picture and a sound that footage can be known by, and where it has not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match.spans import Span, covered
from onrecord.prints import FootagePrints
from onrecord.prints.form import ChannelPrints
from onrecord.records import Compared

BLACK: Final = "the picture is black here"
FLAT: Final = "the picture is empty here (one tone, or a plain card)"
STILL: Final = "too still a picture to tell footage by"
SHORT: Final = "too short to tell footage by"
SILENT: Final = "nothing can be heard here"
NO_PICTURE: Final = "there is no picture"
NO_SOUND: Final = "there is no sound"
NOTHING: Final = "there is neither picture nor sound that could be read"

Marks: TypeAlias = npt.NDArray[np.bool_]
Times: TypeAlias = npt.NDArray[np.int32]

_BLACK_LUMA: Final = 36  # 16 is black; what is brighter than this in no place shows nothing
_FLAT: Final = 9.0  # standard deviation of luma: fog, a plain card
_MOVED: Final = 6  # levels of luma in one part of a thumbnail: twice what compression makes of a still
_PAUSE_MS: Final = 1000  # sound prints farther apart than this have silence between them
_REACH_MS: Final = 420  # a sound is in the prints of so much time before it begins and after it ends


@dataclass(frozen=True, slots=True)
class Blank:
    """A stretch in which nothing can be decided, and why."""

    start_ms: int
    end_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a video tells. `audible` are the stretches of it in which something is heard."""

    has_picture: bool
    audible: Sequence[Span]
    blanks: Sequence[Blank]

    def audible_ms(self, start_ms: int, end_ms: int) -> int:
        """For how many ms of a stretch something is heard."""
        return covered(self.audible, start_ms, end_ms)


def telling(prints: FootagePrints, compared: Compared) -> Telling:
    """What a video tells, as far as it is compared. A picture that tells nothing outweighs a sound that could."""
    heard = audible(prints) if compared != "picture" else []
    if compared != "sound" and has_picture(prints):
        blanks = [*dark_and_flat(prints), *stills(prints)]
        return Telling(has_picture=True, audible=heard, blanks=blanks)
    lacks = {"picture": NO_PICTURE, "sound": NO_SOUND, "any": NOTHING}[compared]
    blanks = list(outside(heard, prints.duration_ms, SILENT if heard else lacks))
    return Telling(has_picture=False, audible=heard, blanks=blanks)


def audible(prints: FootagePrints) -> list[Span]:
    """The stretches in which something is heard: where sound prints follow each other, less what these reach over."""
    kept = prints.channels.get("sound")
    if kept is None or not len(kept.times):
        return []
    times = np.unique(kept.times)
    breaks = np.flatnonzero(np.diff(times) > _PAUSE_MS)
    starts, ends = times[np.append(0, breaks + 1)], times[np.append(breaks, len(times) - 1)]
    starts = np.where(starts > _REACH_MS, starts + _REACH_MS, 0)
    ends = np.where(ends < prints.duration_ms - 2 * _REACH_MS, ends - _REACH_MS, prints.duration_ms)
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b > a]


def dark_and_flat(prints: FootagePrints) -> Iterator[Blank]:
    """Where the picture is black or empty."""
    kept = prints.channels.get("picture")
    if kept is None or not len(_moments(kept)):
        return
    thumbs = kept.extra["thumb"].reshape(len(_moments(kept)), -1).astype(np.float32)
    black = thumbs.max(axis=1) < _BLACK_LUMA
    flat = (thumbs.std(axis=1) < _FLAT) & ~black
    for marks, reason in ((black, BLACK), (flat, FLAT)):
        for start, end in marked(marks, _moments(kept), prints.duration_ms):
            yield Blank(start, end, reason)


def stills(prints: FootagePrints) -> Iterator[Blank]:
    """Shots in which nothing moves: one picture, be it shown for a minute."""
    kept = prints.channels["picture"]
    moments, thumbs = _moments(kept), kept.extra["thumb"].astype(np.int16)
    edges = [0, *np.searchsorted(moments, prints.cuts).tolist(), len(moments)]
    ends = [0, *prints.cuts.tolist(), prints.duration_ms]
    for (first, after), (start, end) in zip(pairwise(edges), pairwise(ends), strict=True):
        if after > first and np.abs(thumbs[first:after] - np.median(thumbs[first:after], axis=0)).max() < _MOVED:
            yield Blank(start, end, STILL)


def marked(marks: Marks, times: Times, duration_ms: int) -> Iterator[Span]:
    """The stretches of moments that are marked; each lasts until the next one that is not."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    ends = np.append(times, duration_ms)
    for first, after in edges.reshape(-1, 2).tolist():
        yield (0 if first == 0 else int(ends[first])), int(ends[after])


def has_picture(prints: FootagePrints) -> bool:
    """Whether any picture was read."""
    kept = prints.channels.get("picture")
    return kept is not None and len(_moments(kept)) > 0


def outside(spans: Iterable[Span], duration_ms: int, reason: str) -> Iterator[Blank]:
    """What these stretches leave of a video, with the reason why nothing is known there."""
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield Blank(at, start, reason)
        at = max(at, end)
    if at < duration_ms:
        yield Blank(at, duration_ms, reason)


def _moments(kept: ChannelPrints) -> Times:
    times: Times = kept.extra["moment"].astype(np.int32, copy=False)
    return times
