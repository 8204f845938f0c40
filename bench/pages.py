"""How rightly pages are read, against trafilatura alone, on pages that are made up here.

    python bench/pages.py [--pages 60]

The pages carry related headlines between the paragraphs, a reprint line and a comment form, in several markups.
Prints the F1 of the body's word runs as a ratio to trafilatura's own extraction of the same pages in the same run,
the share of related headlines that leaked into the body, and of reprint lines that were found.
"""

import argparse
import html
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.records import PageReading
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
PUBLISHERS = ("the Harbour Gazette", "our partner The Quay Post", "coastal news watchdog Seawire", "Voice of Northquay")
MARKUPS = (
    '<p><a href="{address}">{text}</a></p>',
    '<p><strong><a href="{address}">{text}</a></strong></p>',
    '<h3><a href="{address}">{text}</a></h3>',
    '<aside class="related-post"><a href="{address}"><span>{text}</span></a></aside>',
    '<ul class="more-stories"><li><a href="{address}">{text}</a></li></ul>',
    '<p>Read more: <a href="{address}">{text}</a></p>',
)
RUN = 4


@dataclass(frozen=True)
class Made:
    """A page and what stands in it."""

    html: str
    body: tuple[str, ...]
    related: tuple[str, ...]
    credit: str


def word(dice: random.Random) -> str:
    """A word of two or three syllables."""
    return "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3))))


def paragraph(dice: random.Random) -> str:
    """Three to five sentences."""
    sentences = (" ".join(word(dice) for _ in range(dice.randint(9, 22))) for _ in range(dice.randint(3, 5)))
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def headline(dice: random.Random) -> str:
    """Five to nine words, in title case or not."""
    said = " ".join(word(dice) for _ in range(dice.randint(5, 9)))
    return said.title() if dice.random() < 1 / 2 else said.capitalize()


def made(dice: random.Random) -> Made:
    """One page in one of the markups."""
    body = tuple(paragraph(dice) for _ in range(dice.randint(5, 12)))
    related = tuple(headline(dice) for _ in range(3))
    credit, markup = f"Originally published by {dice.choice(PUBLISHERS)}", dice.choice(MARKUPS)
    parts = [f"<p>{html.escape(one)}</p>" for one in body]
    for text in related:
        address = f"https://other.example/{text.lower().replace(' ', '-')[:40]}/"
        parts.insert(dice.randint(1, len(parts) - 1), markup.format(address=address, text=text))
    title = headline(dice)
    menu = "".join(f'<li><a href="/{word(dice)}">{word(dice)}</a></li>' for _ in range(8))
    page = f"""<!doctype html><html><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>
    <main><article><h1>{title}</h1>{"".join(parts)}<p><em>{credit}</em></p></article>
    <div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form>
    <p>Your email address will not be published.</p><textarea name="comment"></textarea></form></div></main>
    <footer><p>All rights reserved</p></footer></body></html>"""
    return Made(page, body, related, credit)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """How often every run of four words stands in a text."""
    words = text.lower().replace(".", " ").split()
    return Counter(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def f1(found: str, expected: str) -> float:
    """Of the runs found and expected."""
    one, other = runs(found), runs(expected)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def readings(pages: list[Made]) -> Iterator[PageReading]:
    """The pages as onrecord reads them."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(FolderBlobs(Path(folder) / "blobs"), Path(folder))
        for page in pages:
            yield TrafilaturaReader().read_page(page.html.encode(), None, bench)


def main() -> None:
    """Make the pages, read them twice, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    dice = random.Random(7)  # noqa: S311  # the same pages every time
    pages = [made(dice) for _ in range(parser.parse_args().pages)]
    ours, peers, leaked, credited = 0.0, 0.0, 0, 0
    for page, reading in zip(pages, readings(pages), strict=True):
        body = [block.text for block in reading.blocks if block.role == "body"]
        ours += f1("\n".join(body), "\n".join(page.body)) / len(pages)
        peers += f1(trafilatura.extract(page.html) or "", "\n".join(page.body)) / len(pages)
        leaked += sum(any(text in block for block in body) for text in page.related)
        credited += any(block.role == "credit" and block.text == page.credit for block in reading.blocks)
    print(f"body F1                 {ours:.4f}")
    print(f"ratio to trafilatura    {ours / peers:.4f}")
    print(f"related in the body     {leaked / (3 * len(pages)):.4f}")
    print(f"reprint lines found     {credited / len(pages):.4f}")


if __name__ == "__main__":
    main()
