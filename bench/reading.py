"""What reading a film costs, in CPU time, against what FFmpeg needs to decode it in the same run.

    python -m bench.reading [FILE...] [--times 3]

Without files a film is drawn, of scenes, dissolves and sound. Each way of reading runs in a process of its own, which
loads its libraries before the clock starts; the least of several runs counts, and files are added up. The peer is
`ffmpeg -threads 1 -i FILE -f null -`, its start and its end included. Goals: at most 1.4 for shots with prints of
pictures and sound, at most 2.0 with details, at most 400 MB; and two files read at once gain what two FFmpegs gain,
within a tenth.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from tests import films

SIZE: Final = (854, 480)
SCENES: Final = 8
SECONDS: Final = 7.0
WAYS: Final = {
    "decoding alone": "None",
    "shots": "PyAvReader(prints=False)",
    "and prints of picture and sound": "PyAvReader(details=False)",
    "and details": "PyAvReader()",
}
READ: Final = """
import resource, sys, tempfile, time
from pathlib import Path
import av
from onrecord.media import Faults, decode, open_media, picture_stream, sound_stream
from onrecord.read.engines.pyav import PyAvReader
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench
reader = {way}
def read(path):
    if reader is None:
        with open_media(path) as container:
            streams = [s for s in (picture_stream(container), sound_stream(container)) if s]
            return sum(1 for _ in decode(container, streams, Faults()))
    with tempfile.TemporaryDirectory() as folder:
        return reader.read_media(path, Workbench(FolderBlobs(Path(folder)), Path(folder)))
paths = [Path(name) for name in sys.argv[1:]]
read(paths[0])
for path in paths:
    begin = time.process_time()
    read(path)
    print(time.process_time() - begin)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True)
class Took:
    """Seconds of CPU for every file, and the most memory in MB."""

    cpu: tuple[float, ...]
    megabytes: float


def main() -> None:
    """Print what each way of reading costs, and what reading two files at once gains."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    if (ffmpeg := shutil.which("ffmpeg")) is None:
        raise SystemExit("ffmpeg is not on the PATH: install it, because reading is measured against it")
    with tempfile.TemporaryDirectory() as name:
        files = [str(file) for file in asked.files] or [str(drawn(Path(name) / "film.mp4"))]
        print(f"{'':32} {'CPU s':>8} {'x FFmpeg':>9} {'MB':>6}")
        peer = best([[decoding(ffmpeg, file) for file in files] for _ in range(asked.times)])
        print(f"{'ffmpeg -threads 1':32} {peer:8.2f} {1:9.2f}")
        for what, way in WAYS.items():
            runs = [read(way, files) for _ in range(asked.times)]
            spent = best([run.cpu for run in runs])
            print(f"{what:32} {spent:8.2f} {spent / peer:9.2f} {max(run.megabytes for run in runs):6.0f}")
        gains = (
            gain([ffmpeg, *decode_arguments(files[0])]),
            gain([sys.executable, "-c", script("PyAvReader()"), *files]),
        )
        print(f"two at once: {gains[0]:.2f} times as quick with FFmpeg, {gains[1]:.2f} with onrecord")


def drawn(path: Path) -> Path:
    """A film of scenes that follow each other by cuts, with sound."""
    scenes = chain.from_iterable(films.scene(seed, SECONDS, size=SIZE) for seed in range(SCENES))
    return films.write(path, scenes, size=SIZE, sound=films.Sound(), seconds=SCENES * SECONDS)


def script(way: str) -> str:
    """A program that reads the files named on its command line."""
    return READ.replace("{way}", way)


def read(way: str, files: Sequence[str]) -> Took:
    """Read the files one after another in a process of its own."""
    command = [sys.executable, "-c", script(way), *files]
    *cpu, megabytes = map(float, subprocess.check_output(command, text=True).split())  # noqa: S603  # our own program
    return Took(tuple(cpu), megabytes)


def decode_arguments(file: str) -> list[str]:
    """What FFmpeg is told, so that it decodes a file and throws away what comes."""
    return ["-nostdin", "-v", "quiet", "-threads", "1", "-i", file, "-f", "null", "-"]


def decoding(ffmpeg: str, file: str) -> float:
    """The CPU seconds that FFmpeg takes to decode a file."""
    before = os.times()
    subprocess.run([ffmpeg, *decode_arguments(file)], check=False)  # noqa: S603  # the peer
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def best(runs: Sequence[Sequence[float]]) -> float:
    """The sum over files of the least that any run took."""
    return float(sum(map(min, zip(*runs, strict=True))))


def gain(command: Sequence[str]) -> float:
    """How much quicker a program is done with two tasks at once than with one after the other."""
    one = min(elapsed([command]) for _ in range(2))
    return 2 * one / min(elapsed([command, command]) for _ in range(2))


def elapsed(commands: Sequence[Sequence[str]]) -> float:
    """Seconds on the clock until all of these programs, begun together, are done."""
    begin = time.perf_counter()
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]  # noqa: S603  # see above
    for process in running:
        process.wait()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
