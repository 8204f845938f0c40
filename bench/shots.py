"""How rightly shots are read out of joined takes, and what it costs, beside PySceneDetect.

    python bench/shots.py [--films 6] [--seed 1] [--scenedetect PROGRAM] [TAKE]...

Films are joined by cuts, dissolves, fades and wipes, with flashes, lower thirds, jumps of exposure and shakes for
traps. TAKE are video files of one take each; without any, footage is drawn. A transition is found where a shot begins
inside it, or a frame beside it. Prints F1, the share found by kind, how many shots begin in traps, and processor
seconds for a minute of film.

PySceneDetect's AdaptiveDetector runs beside it as a program of its own, because its package brings an OpenCV that can't
stand beside onrecord's: `python -m venv peers && peers/bin/pip install scenedetect opencv-python`, then
`--scenedetect peers/bin/scenedetect`. One on the PATH is found; where there is none, that is said.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import av
import drawn
import joins
import numpy as np
import takes
from joins import RATE, Joined
from takes import Take

from onrecord.read import read_media
from onrecord.read.engines.pyav import PyAvReader
from onrecord.store import FolderBlobs, Workbench

SIZE: Final = (640, 360)
SMALL: Final = (320, 180)
SHOTS: Final = 24
FRAME_S: Final = 1 / RATE
AROUND_TRAP: Final = 2  # frames within which a mark is a trap's doing

Detect = Callable[[Path], list[float]]


@dataclass(slots=True)
class Score:
    """What was found of all transitions, and what was not there."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    by_kind: dict[str, list[int]] = field(default_factory=dict)
    trapped: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """F1 over all transitions."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.wrong)

    def share(self, *kinds: str) -> float:
        """How many of the transitions of these kinds were found."""
        found, all_ = (sum(self.by_kind.get(kind, [0, 0])[at] for kind in kinds) for at in (0, 1))
        return found / max(1, all_)

    def add(self, film: Joined, marks: Sequence[float]) -> None:
        """Hold marks, seconds at which shots begin, against what is in a film."""
        left = sorted(round(mark * RATE, 2) for mark in marks)
        for join in film.joins:
            tally = self.by_kind.setdefault(join.kind, [0, 0])
            tally[1] += 1
            near = [mark for mark in left if join.last - 1.01 <= mark <= join.first + 1.01]
            if near:
                middle = (join.last + join.first) / 2
                left.remove(min((abs(mark - middle), mark) for mark in near)[1])
                tally[0] += 1
        self.right = sum(found for found, _ in self.by_kind.values())
        self.missed = sum(all_ - found for found, all_ in self.by_kind.values())
        self.wrong += len(left)
        for trap in film.traps:
            inside = [m for m in left if trap.begin - AROUND_TRAP <= m <= trap.end + AROUND_TRAP]
            self.trapped[trap.kind] += len(inside)


def read_shots(path: Path) -> list[float]:
    """Where onrecord's reader sees shots begin, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blobs = FolderBlobs(folder / "blobs")
        reading = read_media(PyAvReader(), blobs.put(path.read_bytes()), Workbench(blobs, folder))
    return [shot.start_ms / 1000 for shot in reading.shots[1:]]


def adaptive(program: str) -> Detect:
    """PySceneDetect's AdaptiveDetector with its own settings, as a program."""

    def detect(path: Path) -> list[float]:
        with tempfile.TemporaryDirectory() as folder:
            asked = [
                program,
                "-q",
                "-i",
                path,
                "-o",
                folder,
                "detect-adaptive",
                "list-scenes",
                "-q",
                "-s",
                "-f",
                "found",
            ]
            subprocess.run(list(map(str, asked)), check=True, capture_output=True)  # noqa: S603  # the peer that was named
            with (Path(folder) / "found.csv").open(encoding="utf-8") as file:
                return [float(row["Start Time (seconds)"]) for row in csv.DictReader(file)][1:]

    return detect


def decode(path: Path) -> list[float]:
    """Decode and do nothing with it."""
    with av.open(str(path)) as container:
        for _ in container.decode(container.streams.video[0]):
            pass
    return []


def films(folder: Path, given: Sequence[Take], seed: int, count: int, size: takes.Size) -> list[Joined]:
    """Joined films of these takes."""
    chance = np.random.default_rng(seed)
    return [
        joins.write(folder / f"joined{number}.mp4", given, chance, shots=SHOTS, size=size) for number in range(count)
    ]


def measured(made: Sequence[Joined], detect: Detect) -> tuple[Score, float]:
    """The score over films, and processor seconds for a minute of them."""
    score, before = Score(), _processor()
    for film in made:
        score.add(film, detect(film.path))
    return score, (_processor() - before) / sum(film.seconds for film in made) * 60


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def quality() -> Mapping[str, float]:
    """The figures that are held to floors, on small drawn films."""
    with tempfile.TemporaryDirectory() as name:
        given = drawn.takes(Path(name), 5, places=8, again=2, seconds=5.0, size=SMALL)
        score, _ = measured(films(Path(name), given, 5, 2, SMALL), read_shots)
    return {
        "F1": score.f1,
        "cuts found": score.share("cut"),
        "dissolves and fades found": score.share("dissolve", "fade"),
        "wipes found": score.share("wipe"),
        "shots begun in traps, alarms": float(sum(score.trapped.values())),
    }


def _print(name: str, score: Score, cost: float) -> None:
    kinds = "  ".join(f"{kind} {found}/{all_}" for kind, (found, all_) in sorted(score.by_kind.items()))
    traps = ", ".join(f"{kind} {count}" for kind, count in score.trapped.items() if count) or "none"
    print(f"{name:14} F1 {score.f1:.3f}   {kinds}   wrong {score.wrong}, traps: {traps}   {cost:.1f} s a minute")


def main() -> None:
    """Join films, read them, and print what was found beside a peer."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("takes", type=Path, nargs="*")
    options.add_argument("--films", type=int, default=6)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--scenedetect", default=shutil.which("scenedetect"))
    asked = options.parse_args()
    av.logging.set_level(av.logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [takes.whole(path) for path in asked.takes]
        given = given or drawn.takes(folder, asked.seed, places=14, again=3, seconds=6.0, size=SIZE)
        made = films(folder, given, asked.seed, asked.films, SIZE)
        print(f"{sum(len(film.joins) for film in made)} joins in {sum(film.seconds for film in made) / 60:.1f} minutes")
        _, plain = measured(made, decode)
        print(f"{'decoding':14} {plain:.1f} s a minute")
        _print("onrecord", *measured(made, read_shots))
        if asked.scenedetect:
            _print("PySceneDetect", *measured(made, adaptive(asked.scenedetect)))
        else:
            print("PySceneDetect  is not on the PATH; --scenedetect names it")


if __name__ == "__main__":
    main()
