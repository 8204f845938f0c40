"""How long reading and printing a film take, against decoding it, and what is found in it.

    python -m bench.match

Every figure stands beside plain PyAV decoding of the same file in the same run.
"""

import tempfile
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TypeVar

import av
from tests import films

from onrecord.match import Footage, Held, match, take_prints
from onrecord.match.engines.phash import PHashMatcher
from onrecord.read import read_media
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import ArchiveSummary, Matching, Segment
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench

SIZE = (1280, 720)
SCENES = 10
SECONDS = 6.0
PART_S, FROM_S = 3.0, 2.0
TOLERANCE_MS = 250

Made = TypeVar("Made")


def main() -> None:
    """Draw a film and a compilation of it, and time each step on them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scratch").mkdir()
        scenes = chain.from_iterable(films.scene(seed, SECONDS, size=SIZE) for seed in range(SCENES))
        parts = chain.from_iterable(films.scene(seed, PART_S, at=FROM_S) for seed in range(SCENES))
        archive = films.write(folder / "archive.mp4", scenes, size=SIZE)
        query = films.write(folder / "query.mp4", parts)
        matching = _timed(archive, query, Workbench(FolderBlobs(folder / "blobs"), folder / "scratch"))
    right = sum(s.end_ms - s.start_ms for s in matching.segments if _is_right(s))
    print(f"seen at the right second: {right / matching.duration_ms:.1%} of {matching.duration_ms / 1000:.0f} s")


def _timed(archive: Path, query: Path, bench: Workbench) -> Matching:
    blobs = FolderBlobs(bench.scratch.parent / "blobs")
    held, asked = blobs.put(archive.read_bytes()), blobs.put(query.read_bytes())
    reader, matcher = PyAvReader(), PHashMatcher()
    plain, _ = _seconds(lambda: _decode(archive))
    print(f"{'decoding alone':20} {plain:6.2f} s for {SCENES * SECONDS:.0f} s of film")
    read, reading = _seconds(lambda: read_media(reader, held, bench))
    _print("reading", read, plain)
    taking, prints = _seconds(lambda: take_prints(matcher, held, reading, bench))
    _print("taking prints", taking, plain)
    short = take_prints(matcher, asked, read_media(reader, asked, bench), bench)
    blobs.take_all(bench.made())
    release = Held(release="archive", title=None, published=None, prints=prints)
    footage = Footage(summary=ArchiveSummary(generation=1, releases=1, hours=0.0), held=(release,))
    matched, matching = _seconds(lambda: match(matcher, short, footage, bench))
    _print("matching", matched, plain)
    return matching


def _is_right(segment: Segment) -> bool:
    scene, inside = divmod(segment.start_ms, round(PART_S * 1000))
    truth = round((scene * SECONDS + FROM_S) * 1000) + inside
    return bool(segment.matches) and abs(segment.matches[0].start_ms - truth) <= TOLERANCE_MS


def _decode(path: Path) -> None:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for _ in container.decode(stream):
            pass


def _seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    begin = time.perf_counter()
    made = work()
    return time.perf_counter() - begin, made


def _print(what: str, seconds: float, plain: float) -> None:
    print(f"{what:20} {seconds:6.2f} s   {seconds / plain:5.2f} x decoding")


if __name__ == "__main__":
    main()
