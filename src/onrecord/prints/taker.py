"""Takes the prints of a video while somebody goes through it, or goes through it for them alone."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from av.audio.frame import AudioFrame

from onrecord import media
from onrecord.planes import Plane, planes_of, sharpness
from onrecord.prints.detail import DetailTaker
from onrecord.prints.form import Channel, ChannelPrints, FootagePrints
from onrecord.prints.hearing import Hearing
from onrecord.prints.picture import PictureTaker
from onrecord.prints.sound import SoundTaker

RULE: Final = "footage@2"
"""What prints are taken by; only those of one rule are held against each other."""

_PICTURE_MS: Final = 250
_DETAIL_MS: Final = 1_250  # stretches were found as well as with one a second, for a quarter less
_UNCHANGED: Final = 2.0  # grey levels, in small: the same picture again, and compression
_LONGEST_MS: Final = 3_000  # that a picture stands for its like
_SMALL: Final = (64, 36)
_SPARE_DETAILS: Final = 8  # pictures
_LEAST_DETAIL_MS: Final = (
    650  # from one to the next, on average, beyond those: however a film is cut, its prints stay small
)
_SHORTEST_MS: Final = 80  # under two frames at 25 a second nothing begins anew


@dataclass(frozen=True, slots=True)
class _Sharp:
    """The sharpest picture since details were last taken."""

    ms: int
    sharpness: float
    luma: Plane


@dataclass(slots=True)
class Pace:
    """Chooses the pictures of a video that are looked at closely: four a second, and where a shot seems to begin."""

    _last_ms: int | None = None

    def takes(self, ms: int, *, fresh: bool) -> bool:
        """Whether the picture at `ms`, later than any before, is one; `fresh` where a shot seems to begin with it."""
        last = self._last_ms
        if last is None or ms // _PICTURE_MS > last // _PICTURE_MS or (fresh and ms - last >= _SHORTEST_MS):
            self._last_ms = ms
            return True
        return False


@dataclass(slots=True, kw_only=True)
class FootageTaker:
    """Hands what is seen and heard of a video to the takers of its channels.

    Details are taken of the sharpest picture in some more than a second, and once after a picture with which a shot
    seems to begin, as long as these are not too many and show something else than those before.
    """

    details: bool = True
    _picture: PictureTaker = field(default_factory=PictureTaker)
    _detail: DetailTaker = field(default_factory=DetailTaker)
    _sound: SoundTaker = field(default_factory=SoundTaker)
    _hearing: Hearing = field(default_factory=Hearing)
    _sharpest: _Sharp | None = None
    _detailed: int = 0
    _last: tuple[int, Plane] | None = None

    @property
    def unheard(self) -> bool:
        """Whether some of the sound, once all was taken, has a form that can't be heard."""
        return self._hearing.failed

    def see(self, ms: int, luma: Plane, *, fresh: bool = False) -> None:
        """Take the picture at `ms`, later than any before: its brightness, upright. It is not kept."""
        self._picture.add(ms, luma)
        if self.details:
            self._compare(ms, luma, fresh=fresh)

    def hear(self, frame: AudioFrame, begin_ms: int) -> None:
        """Take the next frame of the sound, which begins at `begin_ms`."""
        for samples in self._hearing.add(frame, begin_ms):
            self._sound.add(samples)

    def finish(self, cuts: Sequence[int], duration_ms: int) -> FootagePrints:
        """All prints. `cuts` are the ms where shots begin, without the first."""
        for samples in self._hearing.finish():
            self._sound.add(samples)
        channels: dict[Channel, ChannelPrints] = {"picture": self._picture.finish(), "sound": self._sound.finish()}
        if self.details:
            self._take_detail()
            channels["detail"] = self._detail.finish()
        return FootagePrints(duration_ms, np.array(cuts, np.int32), channels)

    def _compare(self, ms: int, luma: Plane, *, fresh: bool) -> None:
        best = self._sharpest
        if best is not None and (fresh or ms // _DETAIL_MS > best.ms // _DETAIL_MS):
            self._take_detail()
        found = sharpness(luma)
        if self._sharpest is None or found > self._sharpest.sharpness:
            self._sharpest = _Sharp(ms, found, luma.copy())

    def _take_detail(self) -> None:
        best = self._sharpest
        if best is not None and self._detailed < _SPARE_DETAILS + best.ms / _LEAST_DETAIL_MS and self._is_new(best):
            self._detail.add(best.ms, best.luma)
            self._detailed += 1
        self._sharpest = None

    def _is_new(self, best: _Sharp) -> bool:
        """Whether a picture differs from the last one whose details were taken, or that one is long ago."""
        small = cv2.resize(best.luma, _SMALL, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        if self._last is not None:
            ms, last = self._last
            if best.ms - ms < _LONGEST_MS and cv2.norm(small, last, cv2.NORM_L1) < _UNCHANGED * small.size:
                return False
        self._last = best.ms, small
        return True


def take(
    path: Path, cuts: Sequence[int], duration_ms: int, report: Callable[[float], None], *, details: bool = True
) -> FootagePrints:
    """The prints of a file that was read before: `cuts` and `duration_ms` are what was found then.

    Raises Unreadable where the file can't be opened; what can't be decoded has no prints.
    """
    taker, pace, begun = FootageTaker(details=details), Pace(), 0
    with media.open_media(path) as container:
        picture, sound = media.picture_stream(container), media.sound_stream(container)
        streams = [stream for stream in (picture, sound) if stream is not None and stream.codec_context is not None]
        clock, last_ms = media.Clock(media.origin(container)), -1
        if picture is not None:
            media.spare(picture, threads=1)
        for index, frame in media.decode(container, streams, media.Faults()):
            ms = clock.span_ms(index, frame)[0]
            report(min(1.0, ms / max(1, duration_ms)))
            if isinstance(frame, AudioFrame):
                taker.hear(frame, ms)
            elif picture is not None and ms > last_ms:
                last_ms, before, begun = ms, begun, bisect_right(cuts, ms)
                if pace.takes(ms, fresh=begun > before):
                    luma = planes_of(frame, media.rotation(frame, picture)).luma
                    taker.see(ms, luma, fresh=begun > before)
    return taker.finish(cuts, duration_ms)
