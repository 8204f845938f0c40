"""How rightly quotations are found in an article, against a pattern of quotation marks, on articles made up here.

    python bench/quotes.py [--articles 200]

The articles quote in the ways in which newspapers do, in several kinds of marks, and lay traps: scare quotes, titles of
works, apostrophes, decades, words as words. Prints the F1 of the quoted spans as a ratio to that of a pattern which
takes whatever stands between two marks, and the share of quotations whose speaker was named.
"""

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.quote import find_quotations
from onrecord.quote.engines.marks import MarksQuoter
from onrecord.records import Article, Block, PageReading

PEER = re.compile(r"[\"\u201c\u00ab\u201e]([^\"\u201c\u201d\u00ab\u00bb\u201e]+)[\"\u201d\u00bb\u201c]")
MARKS = (("\u201c", "\u201d"), ('"', '"'), ("\u00ab", "\u00bb"), ("\u201e", "\u201c"))
FIRST = ("Talia", "Mina", "Edric", "Oren", "Salma", "Bahram", "Ilse", "Tomas")
LAST = ("Orrin", "Sol", "Quill", "Hadar", "Venn", "Tolvane", "Okoro", "O'Dell")
TITLES = ("", "Mayor ", "Minister ", "Dr. ", "Gov. ")
ROLES = ("a pilot of the harbour", "the owner of the ferry", "her deputy", "a teacher in Northquay")
SAID = (
    "We will not sell the harbour to anybody",
    "The breakwater was promised eleven times",
    "It's our lamp, and it isn't for sale",
    "I have never seen a winter like that of '87",
    "Nobody asked the islands what they wanted, and nobody will [applause]",
    "The tide \u2026 does not wait for the council",
    "You don't build a town on other people's patience",
    "They took the money and left us the mud",
)
PLAIN = (
    "The council met on Tuesday behind closed doors.",
    "The ferry of the 1990's lies at the sailors' quay.",
    "Its budget has grown by 5' 10\u2033 worth of paper, as clerks put it.",
    "The vote is expected before the end of the month.",
)
TRAPS = (
    "The so-called {0}experts{1} were paid by the yard.",
    "Her novel {0}The Long Tide{1} won a prize in March.",
    "The word {0}tide{1} has three meanings on the islands.",
    "The film {0}Lamps of the Quay{1} opens on Friday.",
)


@dataclass(frozen=True)
class Made:
    """An article and what is quoted in it: the span of each quotation, and the name of its speaker."""

    page: PageReading
    quoted: tuple[tuple[int, int, str], ...]


def sentences(chance: random.Random, name: str, said: str) -> str:
    """One way of quoting; {0} and {1} are the marks, between them stands what is quoted."""
    last, role, title = name.rsplit(maxsplit=1)[-1], chance.choice(ROLES), chance.choice(TITLES)
    first_words, rest = said.split()[:3], said.split()[3:]
    return chance.choice(
        (
            f"{{0}}{said},{{1}} {title}{name} said on Monday.",
            f"{{0}}{said},{{1}} said {title}{name}, {role}.",
            f"{title}{name} told the islanders: {{0}}{said}.{{1}}",
            f"{title}{name}, {role}, said that {{0}}{said}{{1}}.",
            f"At a meeting in Northquay, {title}{name} warned, {{0}}{said}.{{1}}",
            f"{{0}}{' '.join(first_words)},{{1}} {last} said, {{0}}{' '.join(rest)}.{{1}}",
            f"According to {title}{name}, {{0}}{said}.{{1}}",
            f"In a letter to the council {title}{name} wrote: {{0}}{said}.{{1}}",
        )
    )


def made(chance: random.Random) -> Made:
    """One article of six to twelve paragraphs in one kind of marks."""
    opening, closing = chance.choice(MARKS)
    text, blocks, quoted = "", [], []
    for _ in range(chance.randint(6, 12)):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        quoting = sentences(chance, name, chance.choice(SAID))
        parts = [chance.choice(PLAIN), quoting, chance.choice((*PLAIN, *TRAPS))]
        chance.shuffle(parts)
        start = len(text)
        for part in parts:
            text, found = _put(text, part, opening, closing)
            quoted += [(begin, end, name) for begin, end in found if part is quoting]
        text = text.rstrip(" ")
        blocks.append(Block(role="body", text=text[start:], start=start, end=len(text)))
        text += "\n\n"
    return Made(PageReading(text=text, blocks=tuple(blocks)), tuple(quoted))


def _put(text: str, part: str, opening: str, closing: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with one more sentence, and the spans between its marks."""
    found, begin = [], 0
    for piece in re.split(r"(\{[01]\})", part):
        if piece == "{0}":
            text += opening
            begin = len(text)
        elif piece == "{1}":
            found.append((begin, len(text)))
            text += closing
        else:
            text += piece
    return text + " ", found


def f1(right: int, found: int, there: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(1, found + there)


def quality(articles: int = 200, seed: int = 20) -> dict[str, float]:
    """The F1 of spans, alone and with the speaker, and that of the peer."""
    chance = random.Random(seed)  # noqa: S311  # the same articles each time, not a secret
    all_made = [made(chance) for _ in range(articles)]
    ours = [set(_spans(find_quotations(MarksQuoter(), one.page))) for one in all_made]
    peers = [{match.span(1) for match in PEER.finditer(one.page.text)} for one in all_made]
    there = sum(len(one.quoted) for one in all_made)
    right = named = peer = 0
    for one, found, peers_found in zip(all_made, ours, peers, strict=True):
        speakers = {(start, end): speaker for start, end, speaker in found}
        for start, end, name in one.quoted:
            right += (start, end) in speakers
            named += name.split()[-1] in (speakers.get((start, end)) or "")
            peer += (start, end) in peers_found
    count = sum(map(len, ours))
    return {
        "spans F1": f1(right, count, there),
        "spans with speaker F1": f1(named, count, there),
        "spans F1 of the pattern": f1(peer, sum(map(len, peers)), there),
    }


def _spans(article: Article) -> Iterator[tuple[int, int, str | None]]:
    return ((one.start, one.end, one.speaker) for one in article.quotations)


def main() -> None:
    """Make articles, read them, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    found = quality(options.parse_args().articles)
    for name, figure in found.items():
        print(f"{name}: {figure:.3f}")
    print(f"ratio to the pattern: {found['spans F1'] / found['spans F1 of the pattern']:.2f}")


if __name__ == "__main__":
    main()
