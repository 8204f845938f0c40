"""How long a million words take from a file of lines to an answer, against plain FTS5 on the same text in the same run.

    python bench/lines.py [--words 1000000]

Generates transcripts, takes them in with `onrecord add --lines`, makes them searchable with `onrecord work`, and asks
for a phrase. The peer inserts the same texts into one FTS5 table in one transaction; it keeps nothing else. Goal: at
most 20 s for a million words on two cores.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("onrecord"))
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
WORDS_EACH = 1_000
LINE_WORDS = 10
VOCABULARY = 30_000
PHRASE = "zum zam zom"


def texts(words: int) -> list[str]:
    """Invented talks; the n-th commonest word stands about 1/n as often as the first."""
    chance = random.Random(20)  # noqa: S311  # the same text each time, not a secret
    known = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 3) for rank in range(VOCABULARY)]
    made = [" ".join(chance.choices(known, weights, k=WORDS_EACH)) for _ in range(max(1, words // WORDS_EACH))]
    return [*made[:-1], f"{made[-1]} {PHRASE}"]


def write_lines(path: Path, made: list[str]) -> None:
    """Write the talks as timed segments of ten words, as captions are."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(made):
            words = text.split(" ")
            segments = [
                {"start_ms": 400 * at, "end_ms": 400 * (at + LINE_WORDS), "text": " ".join(words[at : at + LINE_WORDS])}
                for at in range(0, len(words), LINE_WORDS)
            ]
            fields = {"id": f"talk-{number}", "title": f"Talk {number}", "speaker": "A. Talker", "language": "en"}
            file.write(json.dumps({**fields, "segments": segments}) + "\n")


def seconds(*arguments: str) -> float:
    """How long one call of the program takes, from its start to its end."""
    began = time.perf_counter()
    subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # the program itself
    return time.perf_counter() - began


def plain_fts5(path: Path, made: list[str]) -> float:
    """How long the same texts take in one table."""
    began = time.perf_counter()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE VIRTUAL TABLE texts USING fts5 (text)")
        database.executemany("INSERT INTO texts VALUES (?)", ((text,) for text in made))
    return time.perf_counter() - began


def main() -> None:
    """Time each step and print it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, default=1_000_000)
    made = texts(options.parse_args().words)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as name:
        folder = Path(name)
        desk = ("--desk", str(folder / "desk"))
        write_lines(folder / "talks.jsonl", made)
        seconds("init", str(folder / "desk"))
        adding = seconds(*desk, "add", "--lines", str(folder / "talks.jsonl"))
        working = seconds(*desk, "work")
        asking = seconds(*desk, "search", f'"{PHRASE}"')
        again = seconds(*desk, "work")
        peer = plain_fts5(folder / "peer.sqlite", made)
    print(f"{len(made)} talks, {sum(text.count(' ') + 1 for text in made)} words")
    print(f"add --lines: {adding:.1f} s; work: {working:.1f} s; together {adding + working:.1f} s (goal: 20 s)")
    print(f"plain FTS5: {peer:.2f} s; ratio {(adding + working) / peer:.1f}")
    print(f"a search, with the program's start: {asking:.1f} s; work with nothing to do: {again:.1f} s")


if __name__ == "__main__":
    main()
