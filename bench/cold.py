"""How long `onrecord check` takes from nothing, against what loading its libraries takes in the same run.

    python bench/cold.py [--words 1000000] [--desk FOLDER] [--times 5]

Makes a desk of generated talks (or takes one that is there), and asks it about an article of two quotations, one of
them changed, each time in a new process. The peer loads NumPy, lxml and pydantic and ends: less than that no program
with these libraries can take. CPU seconds are of all processes that a call begins; memory is the largest that one of
them held. Goal: below one second and 600 MB on a desk of ten million words.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from lines import PHRASE, PROGRAM, texts, write_lines

LIBRARIES = "import numpy, lxml, pydantic"


@dataclass(frozen=True)
class Took:
    """What one call took: seconds on the clock, seconds of CPU, and megabytes at most."""

    seconds: float
    cpu: float
    megabytes: float


def took(*command: str) -> Took:
    """Run a command to its end. Raises where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # the program itself
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def best(times: int, *command: str) -> Took:
    """The quickest of several calls; the largest memory of them."""
    calls = [took(*command) for _ in range(times)]
    quickest = min(calls, key=lambda call: call.seconds)
    return Took(quickest.seconds, min(call.cpu for call in calls), max(call.megabytes for call in calls))


def made_desk(folder: Path, words: int) -> Path:
    """A desk of generated talks, worked through."""
    write_lines(folder / "talks.jsonl", texts(words))
    desk = folder / "desk"
    for arguments in (("init", str(desk)), ("add", "--lines", str(folder / "talks.jsonl")), ("work",)):
        place = () if arguments[0] == "init" else ("--desk", str(desk))
        took(PROGRAM, *place, *arguments)
    return desk


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--desk", type=Path, help="a desk that is there already")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        article = folder / "article.txt"
        article.write_text(f'The Lamp\n\n"{PHRASE}," said A. Talker. "{PHRASE} zim," she added.\n', encoding="utf-8")
        desk = asked.desk or made_desk(folder, asked.words)
        check = best(asked.times, PROGRAM, "--desk", str(desk), "check", str(article), "--json")
        limit = best(asked.times, sys.executable, "-c", LIBRARIES)
    print(f"check from nothing: {check.seconds:.2f} s, {check.cpu:.2f} s of CPU, {check.megabytes:.0f} MB")
    print(f"loading its libraries: {limit.seconds:.2f} s, {limit.cpu:.2f} s of CPU, {limit.megabytes:.0f} MB")
    print(f"ratio: {check.seconds / limit.seconds:.1f} on the clock, {check.cpu / limit.cpu:.1f} of CPU")


if __name__ == "__main__":
    main()
