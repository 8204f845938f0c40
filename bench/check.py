"""How fast and how rightly quotations are checked, against rapidfuzz alone, on text that is made up here.

    python bench/check.py [--words 100000] [--quotations 200]

Prints the share of known edits that were judged rightly, and how many times faster a quotation is checked than
`rapidfuzz.fuzz.partial_ratio_alignment` finds it in the same texts, in the same run. The finding is all that
rapidfuzz does; it gives no verdict.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from onrecord.check import ShelvedArchive, Spoken, check
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.check.archive import in_memory
from onrecord.records import ArchiveSummary, Asked, Cue

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
TEXT_WORDS = 2_000
QUOTED = 24
PEER_SAMPLE = 10

Edited = tuple[str, str]
Edit = Callable[[random.Random, Sequence[Sequence[str]]], Edited]


def vocabulary(chance: random.Random, size: int = 20_000) -> list[str]:
    """Invented words; the short ones come first, as in a language."""
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(size * 2)}
    return sorted(words, key=lambda word: (len(word), word))[:size]


def texts(chance: random.Random, words: int) -> list[list[str]]:
    """Texts whose words are as frequent as words are: the n-th commonest stands 1/n as often as the first."""
    known = vocabulary(chance)
    weights = [1 / (rank + 3) for rank in range(len(known))]
    return [chance.choices(known, weights, k=TEXT_WORDS) for _ in range(max(2, words // TEXT_WORDS))]


def passage(chance: random.Random, archive: Sequence[Sequence[str]], length: int = QUOTED) -> list[str]:
    """Words that stand one after the other somewhere."""
    text = chance.choice(archive)
    start = chance.randrange(len(text) - length)
    return list(text[start : start + length])


def verbatim(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """As it was said."""
    return " ".join(passage(chance, archive)), "verbatim"


def elided(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """Words left out at an ellipsis."""
    words = passage(chance, archive)
    return " ".join([*words[:10], "[...]", *words[14:]]), "elided"


def bracketed(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """A word put in, in brackets."""
    words = passage(chance, archive)
    return " ".join([*words[:10], "[zumzum]", *words[10:]]), "bracketed"


def dropped(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """Words left out without a mark."""
    words = passage(chance, archive)
    return " ".join([*words[:9], *words[12:]]), "altered"


def added(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """A word put in without a mark."""
    words = passage(chance, archive)
    return " ".join([*words[:9], "zumzum", *words[9:]]), "altered"


def replaced(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """A word replaced."""
    words = passage(chance, archive)
    words[12] = "zumzum"
    return " ".join(words), "altered"


def stitched(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """Words of two texts joined at an ellipsis."""
    one, other = chance.sample(range(len(archive)), 2)
    words = [*passage(chance, [archive[one]], 12), "\u2026", *passage(chance, [archive[other]], 12)]
    return " ".join(words), "stitched"


def invented(chance: random.Random, archive: Sequence[Sequence[str]]) -> Edited:
    """The archive's words, in an order in which nobody said them."""
    return " ".join(chance.choice(chance.choice(archive)) for _ in range(QUOTED)), "not found"


EDITS: tuple[Edit, ...] = (verbatim, elided, bracketed, dropped, added, replaced, stitched, invented)


def archive_of(made: Sequence[Sequence[str]]) -> ShelvedArchive:
    """The texts as an archive in memory."""
    spoken = {
        str(number): Spoken(item=str(number), release=str(number), segments=(Cue(text=" ".join(words)),))
        for number, words in enumerate(made)
    }
    summary = ArchiveSummary(generation=1, releases=len(made), hours=0.0, words=sum(map(len, made)))
    return ShelvedArchive(summary, in_memory(spoken.values()), spoken.__getitem__)


def main() -> None:
    """Make an archive, ask, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--words", type=int, default=100_000)
    options.add_argument("--quotations", type=int, default=200)
    given = options.parse_args()
    chance = random.Random(20)  # noqa: S311  # the same text each time, not a secret
    made = texts(chance, given.words)
    asked = [(edit.__name__, *edit(chance, made)) for edit in EDITS for _ in range(given.quotations // len(EDITS))]

    start = time.perf_counter()
    archive = archive_of(made)
    print(f"index: {time.perf_counter() - start:.2f} s for {archive.summary.words} words")

    right: Counter[str] = Counter()
    start = time.perf_counter()
    for edit, text, verdict in asked:
        right[edit] += check(AlignmentChecker(), Asked(text=text), archive).verdict == verdict
    ours = (time.perf_counter() - start) / len(asked)

    joined = [" ".join(words) for words in made]
    sample = asked[:: max(1, len(asked) // PEER_SAMPLE)]
    start = time.perf_counter()
    for _, text, _ in sample:
        for whole in joined:
            fuzz.partial_ratio_alignment(text, whole, score_cutoff=50)
    peer = (time.perf_counter() - start) / len(sample)

    each = given.quotations // len(EDITS)
    for edit, count in right.items():
        print(f"judged rightly, {edit}: {count / each:.3f}")
    print(f"judged rightly, all: {right.total() / len(asked):.3f}")
    print(f"a quotation: {ours * 1e3:.2f} ms; rapidfuzz alone: {peer * 1e3:.2f} ms; ratio {peer / ours:.1f}")


if __name__ == "__main__":
    main()
