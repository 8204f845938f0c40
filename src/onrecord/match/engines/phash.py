"""Matches pictures by perceptual hashes of four frames a second."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from onrecord import media
from onrecord.match.door import Footage, Held
from onrecord.match.hashing import SIDE, Pictures, take_hashes
from onrecord.match.runs import Track, chance, least_evidence, runs, too_still, weights
from onrecord.match.segments import FLAT, NO_PICTURE, STILL, Place, cover, place, stretches
from onrecord.records import Match, MediaReading, Prints, Segment
from onrecord.store.workbench import Workbench

_STEP_MS: Final = 250
_TOGETHER: Final = 64  # frames of one shot whose bars are looked for together: 16 s
_REPORT_EVERY: Final = 250  # frames


@dataclass(frozen=True, slots=True, kw_only=True)
class PHashMatcher:
    """Finds footage that was scaled, compressed, graded or mirrored; not what was cropped hard or changed its speed."""

    name: ClassVar[str] = "phash"
    version: ClassVar[str] = "1"
    most_chance: float = 1e-3

    def missing(self) -> str | None:
        """Nothing: NumPy and PyAV come along."""
        return None

    def prints(self, path: Path, reading: MediaReading, bench: Workbench) -> Prints:
        """Take a hash of every 250 ms and of every keyframe."""
        times: list[int] = []
        hashes, flat = [np.empty(0, np.uint64)], [np.empty(0, np.bool_)]
        for group in _taken(path, reading, bench) if reading.shots else ():
            times += (ms for ms, _ in group)
            found, empty = take_hashes(np.stack([picture for _, picture in group]))
            hashes.append(found)
            flat.append(empty)
        file = io.BytesIO()
        np.savez(
            file,
            times=np.array(times, np.int64),
            hashes=np.concatenate(hashes),
            flat=np.concatenate(flat),
            cuts=np.array([shot.start_ms for shot in reading.shots[1:]], np.int64),
        )
        return Prints(array=bench.put(file.getvalue()), duration_ms=reading.duration_ms, count=len(times))

    def match(self, prints: Prints, archive: Footage, bench: Workbench) -> tuple[Segment, ...]:
        """Line the video up with every release that is held, and keep what chance does not explain."""
        query = _load(prints, bench)
        if not len(query.times):
            return _without_picture(prints)
        told = weights(query)
        archive_prints = sum(held.prints.count for held in archive.held)
        least = least_evidence(self.most_chance, prints.count, archive_prints)
        places: list[Place] = []
        undecidable: list[Segment] = []
        for count, held in enumerate(archive.held, start=1):
            for run in runs(query, told, _load(held.prints, bench), least):
                match = _match(held, chance(run.evidence, prints.count, archive_prints))
                places += place(run, query, prints.duration_ms, held.prints.duration_ms, match)
            bench.report(count / len(archive.held))
        quiet = [(query.flat, FLAT), (too_still(query, told, least), STILL)]
        undecidable = [
            part for marked, reason in quiet for part in stretches(marked, query, prints.duration_ms, reason)
        ]
        return cover(prints.duration_ms, places, undecidable)


def _match(held: Held, expected: float) -> Match:
    """A match whose times and score are still to be filled in."""
    return Match(
        release=held.release,
        title=held.title,
        published=held.published,
        start_ms=0,
        end_ms=0,
        by="picture",
        score=0.0,
        chance=expected,
    )


def _load(prints: Prints, bench: Workbench) -> Track:
    with np.load(bench.blobs.open_path(prints.array), allow_pickle=False) as arrays:
        return Track(arrays["times"], arrays["hashes"], arrays["flat"], arrays["cuts"])


def _without_picture(prints: Prints) -> tuple[Segment, ...]:
    whole = Segment(start_ms=0, end_ms=prints.duration_ms, verdict="undecidable", reason=NO_PICTURE)
    return (whole,) if prints.duration_ms else ()


def _taken(path: Path, reading: MediaReading, bench: Workbench) -> Iterator[list[tuple[int, Pictures]]]:
    """The frames that are hashed, in groups of one shot."""
    group: list[tuple[int, Pictures]] = []
    ends = iter([*(shot.end_ms for shot in reading.shots), reading.duration_ms + 1])
    end = next(ends)
    for ms, picture in _pictures(path, reading, bench):
        if ms >= end or len(group) >= _TOGETHER:
            if group:
                yield group
            group = []
        while ms >= end:
            end = next(ends, ms + 1)
        group.append((ms, picture))
    if group:
        yield group


def _pictures(path: Path, reading: MediaReading, bench: Workbench) -> Iterator[tuple[int, Pictures]]:
    keyframes = {shot.keyframe_ms for shot in reading.shots}
    due, shrink = 0, VideoReformatter()
    with media.open_media(path) as container:
        stream = media.picture_stream(container)
        if stream is None:
            return
        stream.thread_type = "AUTO"
        start = media.origin(container)
        for count, (_, frame) in enumerate(media.decode(container, [stream], media.Faults())):
            if not isinstance(frame, VideoFrame) or (span := media.span_ms(frame, start)) is None:
                continue
            ms = span[0]
            if ms < due and ms not in keyframes:
                continue
            due = max(due, ms - ms % _STEP_MS + _STEP_MS)
            small = shrink.reformat(frame, SIDE, SIDE, "gray", interpolation="AREA").to_ndarray()
            yield ms, np.rot90(small, -reading.rotation // 90)
            if count % _REPORT_EVERY == 0 and reading.duration_ms:
                bench.report(min(1.0, ms / reading.duration_ms))
