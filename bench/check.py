"""How rightly and how fast quotations are checked, on text that is made up here, beside what one would use instead.

    python bench/check.py [--words 1000000] [--quotations 200]

Prints the share of known edits that were judged rightly, by kind; what the index takes to build, to keep and to open;
and how many times faster a quotation is checked than

- SQLite's FTS5 names candidates by the quotation's rarest words and rapidfuzz looks for it in those, and
- rapidfuzz alone looks for it in all texts,

all in one run, in processor time of one core. Finding is all that those two do; they give no verdict.
"""

import argparse
import multiprocessing
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz

from onrecord.check import Shelf, ShelvedArchive, Spoken, check
from onrecord.check.archive import in_memory
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import ArchiveSummary, Asked, Cue

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
TEXT_WORDS = 2_000
QUOTED = 24
SEARCHED_WORDS = 8  # the rarest words of a quotation that FTS5 is asked for
CANDIDATES = 5  # texts that it may name
ALONE_WORDS = 4_000_000  # words that rapidfuzz alone goes through, in all: it needs seconds for each million

Texts = Sequence[Sequence[str]]
Edited = tuple[str, str]
Edit = Callable[[random.Random, Texts], Edited]


def vocabulary(chance: random.Random, size: int = 20_000) -> list[str]:
    """Invented words; the short ones come first, as in a language."""
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(size * 2)}
    return sorted(words, key=lambda word: (len(word), word))[:size]


def texts(chance: random.Random, words: int) -> list[list[str]]:
    """Texts whose words are as frequent as words are: the n-th commonest stands 1/n as often as the first."""
    known = vocabulary(chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(known))))
    return [chance.choices(known, cum_weights=weights, k=TEXT_WORDS) for _ in range(max(2, words // TEXT_WORDS))]


def passage(chance: random.Random, archive: Texts, length: int = QUOTED) -> list[str]:
    """Words that stand one after the other somewhere."""
    text = chance.choice(archive)
    start = chance.randrange(len(text) - length)
    return list(text[start : start + length])


def verbatim(chance: random.Random, archive: Texts) -> Edited:
    """As it was said."""
    return " ".join(passage(chance, archive)), "verbatim"


def elided(chance: random.Random, archive: Texts) -> Edited:
    """Words left out at an ellipsis."""
    words = passage(chance, archive)
    return " ".join([*words[:10], "[...]", *words[14:]]), "elided"


def bracketed(chance: random.Random, archive: Texts) -> Edited:
    """A word put in, in brackets."""
    words = passage(chance, archive)
    return " ".join([*words[:10], "[zumzum]", *words[10:]]), "bracketed"


def dropped(chance: random.Random, archive: Texts) -> Edited:
    """Words left out without a mark."""
    words = passage(chance, archive)
    return " ".join([*words[:9], *words[12:]]), "altered"


def added(chance: random.Random, archive: Texts) -> Edited:
    """A word put in without a mark."""
    words = passage(chance, archive)
    return " ".join([*words[:9], "zumzum", *words[9:]]), "altered"


def replaced(chance: random.Random, archive: Texts) -> Edited:
    """A word replaced."""
    words = passage(chance, archive)
    words[12] = "zumzum"
    return " ".join(words), "altered"


def stitched(chance: random.Random, archive: Texts) -> Edited:
    """Words of two texts joined at an ellipsis."""
    one, other = chance.sample(range(len(archive)), 2)
    words = [*passage(chance, [archive[one]], 12), "\u2026", *passage(chance, [archive[other]], 12)]
    return " ".join(words), "stitched"


def invented(chance: random.Random, archive: Texts) -> Edited:
    """The archive's words, in an order in which nobody said them."""
    return " ".join(chance.choice(chance.choice(archive)) for _ in range(QUOTED)), "not found"


EDITS: tuple[Edit, ...] = (verbatim, elided, bracketed, dropped, added, replaced, stitched, invented)


def questions(chance: random.Random, archive: Texts, many: int) -> list[tuple[str, str, str]]:
    """Quotations of each kind, as the kind, the text, and the right verdict."""
    return [(edit.__name__, *edit(chance, archive)) for edit in EDITS for _ in range(many // len(EDITS))]


# --- what is found ---------------------------------------------------------------------------------------------------


def archive_of(made: Texts) -> ShelvedArchive:
    """The texts as an archive in memory."""
    spoken = {str(number): as_spoken(str(number), " ".join(words)) for number, words in enumerate(made)}
    summary = ArchiveSummary(generation=1, releases=len(made), hours=0.0, words=sum(map(len, made)))
    return ShelvedArchive(summary, in_memory(spoken.values()), spoken.__getitem__)


def as_spoken(item: str, text: str) -> Spoken:
    """A text as it is checked against."""
    return Spoken(item=item, release=item, segments=(Cue(text=text),))


def judged_rightly(archive: ShelvedArchive, asked: Sequence[tuple[str, str, str]]) -> dict[str, float]:
    """The share of each kind of quotation that was judged rightly, and of all."""
    right: Counter[str] = Counter()
    for edit, text, verdict in asked:
        right[edit] += check(AlignmentChecker(), Asked(text=text), archive).verdict == verdict
    each = Counter(edit for edit, _, _ in asked)
    return {**{edit: right[edit] / each[edit] for edit in each}, "all": right.total() / len(asked)}


def quality(words: int = 100_000, quotations: int = 400) -> dict[str, float]:
    """The share of each kind of quotation that is judged rightly, on an archive of so many words."""
    chance = random.Random(20)  # noqa: S311  # the same text each time, not a secret
    made = texts(chance, words)
    return judged_rightly(archive_of(made), questions(chance, made, quotations))


# --- what it takes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """What a process needed: seconds of processor time, and megabytes of memory at the most."""

    seconds: float
    megabytes: float


def cost(since: float) -> Cost:
    """What this process needed since then, and has needed in all."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(time.process_time() - since, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def load(folder: Path, item: str) -> Spoken:
    """A text by its item."""
    return as_spoken(item, (folder / "texts" / item).read_text(encoding="ascii"))


def build(folder: Path) -> Cost:
    """Put the texts on a shelf."""
    since = time.process_time()
    Shelf(folder / "shelf").add(load(folder, path.name) for path in sorted((folder / "texts").iterdir()))
    return cost(since)


def ask(folder: Path, asked: Sequence[tuple[str, str, str]]) -> tuple[float, Cost, dict[str, float]]:
    """Open the shelf and check the quotations: seconds to open, what the rest needed, and what was judged rightly."""
    since = time.process_time()
    shards = Shelf(folder / "shelf").shards()
    opened = time.process_time() - since
    words = sum(shard.words for shard in shards)
    summary = ArchiveSummary(generation=1, releases=1, hours=0.0, words=words)
    archive = ShelvedArchive(summary, shards, lambda item: load(folder, item))
    since = time.process_time()
    right = judged_rightly(archive, asked)
    return opened, cost(since), right


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- what one would use instead --------------------------------------------------------------------------------------


class FtsAndRapidfuzz:
    """FTS5 names the texts that have most of the rarest words; rapidfuzz looks for the quotation in them."""

    def __init__(self, joined: Sequence[str]) -> None:
        """Index the texts in memory."""
        self._joined = joined
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61')")
        self._base.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(joined))
        self._base.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, 'row')")

    def find(self, text: str) -> None:
        """Look for a quotation."""
        terms = {word for word in text.split() if word.isalnum()}
        marks = ", ".join("?" * len(terms))
        rarest = self._base.execute(
            f"SELECT term FROM words WHERE term IN ({marks}) ORDER BY doc LIMIT {SEARCHED_WORDS}",  # noqa: S608  # marks
            [*terms],
        )
        query = " OR ".join(f'"{term}"' for (term,) in rarest)
        found = self._base.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", (query, CANDIDATES)
        )
        for (number,) in found.fetchall():
            fuzz.partial_ratio_alignment(text, self._joined[number], score_cutoff=50)


def each(find: Callable[[str], None], sample: Sequence[tuple[str, str, str]]) -> float:
    """Processor seconds that finding takes, for each quotation."""
    since = time.process_time()
    for _, text, _ in sample:
        find(text)
    return (time.process_time() - since) / len(sample)


def rapidfuzz_alone(joined: Sequence[str]) -> Callable[[str], None]:
    """Looks for a quotation in every text."""

    def find(text: str) -> None:
        for whole in joined:
            fuzz.partial_ratio_alignment(text, whole, score_cutoff=50)

    return find


def own_figures(folder: Path, asked: Sequence[tuple[str, str, str]], words: int) -> Iterator[tuple[str, float]]:
    """What came of asking onrecord and what it took, each step in a process of its own, so its memory is told apart."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as alone:
        built = alone.submit(build, folder).result()
        opened, needed, right = alone.submit(ask, folder, asked).result()
    for edit, share in right.items():
        yield f"judged rightly, {edit}", share
    yield "index, seconds for a million words", built.seconds / words * 1e6
    yield "index, bytes a word", size(folder / "shelf") / words
    yield "building it, MB of memory", built.megabytes
    yield "opening it, ms", opened * 1e3
    yield "checking, MB of memory", needed.megabytes
    yield "a quotation, ms", needed.seconds / len(asked) * 1e3


def figures(words: int, quotations: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Make an archive, ask, and say what came of it."""
    chance = random.Random(20)  # noqa: S311  # the same text each time, not a secret
    made = texts(chance, words)
    asked = questions(chance, made, quotations)
    joined = [" ".join(text) for text in made]
    (folder / "texts").mkdir()
    for number, text in enumerate(joined):
        (folder / "texts" / str(number)).write_text(text, encoding="ascii")
    for name, ours in own_figures(folder, asked, len(made) * TEXT_WORDS):
        yield name, ours
    sample = asked[:: max(1, len(asked) * words // ALONE_WORDS)]
    for name, find, some in (
        ("FTS5 and rapidfuzz", FtsAndRapidfuzz(joined).find, asked),
        ("rapidfuzz alone", rapidfuzz_alone(joined), sample),
    ):
        peer = each(find, some) * 1e3
        yield f"{name}, ms", peer
        yield f"{name}, times as long", peer / ours


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, default=1_000_000)
    options.add_argument("--quotations", type=int, default=200)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in figures(given.words, given.quotations, Path(folder)):
            print(f"{name}: {value:.4g}", flush=True)


if __name__ == "__main__":
    main()
