"""How fast text becomes searchable, against SQLite's FTS5 with nothing around it, and how long a question takes.

    python bench/search.py [ARCHIVE.jsonl[.gz]]

A line of the archive is an object with `id` and `text`, as `onrecord add --lines` takes it. Without an archive, a
million invented words are used.
"""

import gzip
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from onrecord.records import Cue
from onrecord.search import Question, Searchable, Shelf, search, shelve
from onrecord.search.engines.fts5 import Fts5Searcher

SYLLABLES = ("ba", "ren", "to", "mil", "sa", "ku", "der", "ni", "vo", "lash", "pe", "ri")
QUESTIONS = 200


def invented(words: int, seed: int = 1) -> dict[str, str]:
    """Texts of a thousand words each, whose words are as unevenly common as those of a language."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    ranks = [1 / (rank + 1) for rank in range(len(vocabulary))]
    return {str(number): " ".join(chance.choices(vocabulary, ranks, k=1000)) for number in range(words // 1000)}


def archive(path: Path) -> dict[str, str]:
    """The texts of a file of lines."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return {(line := json.loads(each))["id"]: line["text"] for each in data.splitlines()}


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain(path: Path, texts: dict[str, str]) -> None:
    """The peer: the same texts in FTS5 alone, in one transaction."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5 (text)")
        connection.executemany("INSERT INTO texts (text) VALUES (?)", ((text,) for text in texts.values()))
        connection.commit()


def fill(shelf: Shelf, texts: dict[str, str]) -> None:
    """The same texts on the shelf."""
    items = (Searchable(item=i, release=i, kind="page", segments=(Cue(text=text),)) for i, text in texts.items())
    shelve(items, shelf)


def ask(shelf: Shelf, texts: dict[str, str], seed: int = 2) -> list[float]:
    """How long phrases of three words take that stand somewhere in the texts."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    taken = []
    for text in chance.choices([text for text in texts.values() if len(text) > 200], k=QUESTIONS):  # noqa: PLR2004  # some
        words = text.split()
        start = chance.randrange(len(words) - 3)
        question = Question(words='"' + " ".join(words[start : start + 3]).replace('"', "") + '"')
        taken.append(seconds(lambda: search(Fts5Searcher(), question, shelf, texts.__getitem__)))  # noqa: B023  # called at once
    return taken


def main() -> None:
    """Print the ratio of indexing and the times of questions."""
    texts = archive(Path(sys.argv[1])) if sys.argv[1:] else invented(1_000_000)
    words = sum(len(text.split()) for text in texts.values())
    with tempfile.TemporaryDirectory() as folder:
        peer = seconds(lambda: plain(Path(folder) / "plain.sqlite", texts))
        shelf = Shelf(Path(folder) / "search")
        own = seconds(lambda: fill(shelf, texts))
        asked = sorted(ask(shelf, texts))
    print(f"{words:,} words made searchable in {own:.2f} s, plain FTS5 {peer:.2f} s: ratio {own / peer:.1f}")
    print(f"a phrase: median {1000 * median(asked):.1f} ms, slowest of {len(asked)} {1000 * asked[-1]:.1f} ms")


if __name__ == "__main__":
    main()
