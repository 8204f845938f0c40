"""How rightly citations are held against a work, on a work that is made up here.

    python bench/citations.py [--citations 300]

A book of verses is loaded into a desk, and its words are cited in many written forms: rightly, in part, with the number
of another verse, with words changed, and with words that stand nowhere in it. Prints the share of citations whose place
was found, whose verdict was right, and the share of the wrong ones that passed.
"""

import argparse
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import Asked, Desk, check_quotations
from onrecord.desk import works
from onrecord.records import Citation

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
CHAPTERS, VERSES = 12, 30
FORMS = (
    "{text} [Tides {chapter}:{verse}]",
    "{text} (Book of Tides {chapter}:{verse})",
    "{text} [Book of Tides, chapter {chapter}, verse {verse}]",
    "{text} (Tides {chapter}.{verse})",
    "{text} [Book of Tides {chapter}, {verse}]",
)
PASSES = ("right", "part")
WRONG = ("moved", "invented")

Verses = dict[tuple[int, int], list[str]]


@dataclass(frozen=True)
class Made:
    """A quotation with its citation; `place` is where it says that the words stand."""

    kind: str
    text: str
    place: str
    verdicts: tuple[str, ...]


def verses(chance: random.Random) -> Verses:
    """A book whose verses have eight to twenty-five words."""
    known = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3_000)]
    weights = [1 / (rank + 3) for rank in range(len(known))]
    return {
        (chapter, verse): chance.choices(known, weights, k=chance.randint(8, 25))
        for chapter in range(1, CHAPTERS + 1)
        for verse in range(1, VERSES + 1)
    }


def made(chance: random.Random, book: Verses, kind: str) -> Made:
    """One citation of a kind."""
    chapter, verse = chance.choice(list(book))
    words = list(book[chapter, verse])
    verdicts: tuple[str, ...] = ("right",)
    if kind == "part":
        words, verdicts = words[: max(6, len(words) // 2)], PASSES
    elif kind == "moved":
        verse, verdicts = verse % VERSES + 1, ("wrong",)
    elif kind == "changed":
        words[len(words) // 2] = "zumzum"
        verdicts = ("altered",)
    elif kind == "invented":
        words, verdicts = [chance.choice(chance.choice(list(book.values()))) for _ in range(12)], ("wrong",)
    text = chance.choice(FORMS).format(text=" ".join(words), chapter=chapter, verse=verse)
    return Made(kind, text, f"{chapter}:{verse}", verdicts)


def asked(chance: random.Random, book: Verses, count: int) -> list[Made]:
    """As many citations of each kind."""
    kinds = ("whole", "part", "moved", "changed", "invented")
    return [made(chance, book, kinds[number % len(kinds)]) for number in range(count)]


def quality(count: int = 300, seed: int = 20) -> dict[str, float]:
    """The share of places found, of verdicts that are right, and of wrong citations that passed."""
    chance = random.Random(seed)  # noqa: S311  # the same book each time, not a secret
    book = verses(chance)
    cited = asked(chance, book, count)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tides.txt"
        lines = [f"{chapter}:{verse}\t{' '.join(words)}" for (chapter, verse), words in book.items()]
        file.write_text("\n".join(["# title: Book of Tides", "# names: Tides", *lines]), encoding="utf-8")
        with Desk.init(Path(folder) / "desk") as desk:
            works.add(desk, file)
            return shares(cited, [one.citation for one in check_quotations(desk, [Asked(text=c.text) for c in cited])])


def shares(cited: Sequence[Made], answers: Sequence[Citation | None]) -> dict[str, float]:
    """What came of the citations."""
    found = right = passed = 0
    for one, answer in zip(cited, answers, strict=True):
        if answer is None:
            continue
        found += answer.place == one.place
        right += answer.verdict in one.verdicts
        passed += one.kind in WRONG and answer.verdict in PASSES
    return {
        "place found": found / len(cited),
        "verdict right": right / len(cited),
        "wrong passed": passed / sum(one.kind in WRONG for one in cited),
    }


def main() -> None:
    """Cite, check, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--citations", type=int, default=300)
    for name, figure in quality(options.parse_args().citations).items():
        print(f"{name}: {figure:.3f}")


if __name__ == "__main__":
    main()
