"""How rightly pages are read, against trafilatura alone, on pages that are made up here.

    python bench/pages.py [--pages 240]

The pages carry related headlines between the paragraphs in many markups, lines of the article's own that look like
headlines, a reprint line and a comment form; each is read as HTML and as a plain text copy. Prints the F1 of the body's
word runs as a ratio to trafilatura's own extraction of the same pages in the same run, the share of related headlines
that leaked into the body by markup, and of the article's own lines that were lost.
"""

import argparse
import html
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.records import PageReading
from onrecord.store.blobs import FolderBlobs
from onrecord.store.workbench import Workbench

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeo"]
PUBLISHERS = ("the Harbour Gazette", "our partner The Quay Post", "coastal news watchdog Seawire", "Voice of Northquay")
CREDITS = (
    "Originally published by {}",
    "This article first appeared in {}.",
    "Reprinted with permission of {}",
    "This story was produced by {} and is republished here with permission.",
    "Source: {}",
    "Crossposted with {}",
)
PROMPTS = ("Leave a Reply", "Join the conversation", "Be the first to comment", "Have your say", "14 Comments")
MARKUPS = {
    "paragraph": '<p><a href="{address}">{text}</a></p>',
    "emphasis": '<p><em><a href="{address}">{text}</a></em></p>',
    "strong": '<p><strong><a href="{address}">{text}</a></strong></p>',
    "heading": '<h3><a href="{address}">{text}</a></h3>',
    "small heading": '<h5><a href="{address}">{text}</a></h5>',
    "widget": '<aside class="related-post"><a href="{address}"><span>{text}</span></a></aside>',
    "list": '<ul><li><a href="{address}">{text}</a></li></ul>',
    "read more": '<p>Read more: <a href="{address}">{text}</a></p>',
    "label beside": '<p><b>In other news:</b> <a href="{address}">{text}</a></p>',
    "label above": '<p><b>Related</b></p><p><a href="{address}">{text}</a></p>',
    "bullet": '<p>• <a href="{address}">{text}</a></p>',
    "obfuscated": '<div class="css-1x8hf2k"><div class="sc-bdVaJa"><a href="/a/83920">{text}</a></div></div>',
    "data attributes": '<div data-component="x17" data-track="rail"><a href="/r?id=9">{text}</a></div>',
    "figure": '<figure><a href="{address}"><img src="i.png"></a><figcaption><a href="{address}">{text}</a></figcaption>'
    "</figure>",
    "quotation": '<blockquote><a href="{address}">{text}</a></blockquote>',
    "card": '<section><a href="{address}"><img src="i.png"><h4>{text}</h4></a><span>4 May 2031</span></section>',
    "table": '<table><tr><td><a href="{address}">{text}</a></td></tr></table>',
    "kicker": '<p><strong>WATCH:</strong> <a href="{address}">{text}</a></p>',
    "byline below": '<div><a href="{address}">{text}</a><br><small>By Ada Quill, 4 May 2031</small></div>',
    "source behind": '<p><a href="{address}">{text}</a> (The Anchor, 4 May)</p>',
    "own element": '<np-teaser><a href="{address}">{text}</a></np-teaser>',
    "no link": "<p>{text}</p>",
    "class without link": '<p class="teaser">{text}</p>',
}
OWN = {
    "subheading": "<h2>{}</h2>",
    "bold subheading": "<p><b>{}</b></p>",
    "list": "<ul><li>{}</li><li>Pamo deko</li><li>Sa telo nema</li></ul>",
    "pull quote": "<blockquote>“{}”</blockquote>",
    "question": "<p><strong>{}?</strong></p>",
}
PAGES = 240
RUN = 4


@dataclass(frozen=True)
class Made:
    """A page and what stands in it: its article, of which `own` are the lines that look like headlines."""

    html: str
    copy: str
    markup: str
    article: str
    body: tuple[str, ...]
    own: tuple[str, ...]
    related: tuple[str, ...]
    credit: str
    prompt: str


def word(dice: random.Random) -> str:
    """A word of two or three syllables."""
    return "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3))))


def paragraph(dice: random.Random, about: str) -> str:
    """Three to five sentences; one of them speaks of what its heading names."""
    sentences = [[word(dice) for _ in range(dice.randint(9, 22))] for _ in range(dice.randint(3, 5))]
    sentences[0][3:3] = about.split()
    return " ".join(f"{' '.join(sentence).capitalize()}." for sentence in sentences)


def headline(dice: random.Random) -> str:
    """Five to ten words, in title case or not, at times as a question."""
    said = " ".join(word(dice) for _ in range(dice.randint(5, 10)))
    cased = said.title() if dice.random() < 1 / 2 else said.capitalize()
    return f"{cased}?" if cased.istitle() and dice.random() < 1 / 5 else cased


def made(dice: random.Random, markup: str) -> Made:
    """One page whose related headlines stand in one markup."""
    topics = [f"{word(dice)} {word(dice)}" for _ in range(dice.randint(6, 12))]
    body = [paragraph(dice, topic) for topic in topics]
    related = tuple(headline(dice) for _ in range(3))
    kind = dice.choice(list(OWN))
    own = tuple(f"{word(dice).capitalize()} {topic}" for topic in dice.sample(topics[1:-1], 2))
    lines = [(one, f"<p>{html.escape(one)}</p>") for one in body]
    for text in own:
        place = next(i for i, (one, _) in enumerate(lines) if text.split(maxsplit=1)[1] in one)
        lines.insert(place, (text, OWN[kind].format(text)))
    article = "\n".join(one for one, _ in lines)
    for place, text in zip(sorted(dice.sample(range(1, len(body) - 1), 3), reverse=True), related, strict=True):
        address = f"https://other.example/{text.lower().replace(' ', '-')[:40]}/"
        at = lines.index((body[place], f"<p>{html.escape(body[place])}</p>")) + 1
        lines.insert(at, (text, MARKUPS[markup].format(address=address, text=html.escape(text))))
    credit, prompt, title = dice.choice(CREDITS).format(dice.choice(PUBLISHERS)), dice.choice(PROMPTS), headline(dice)
    page = _page(title, "".join(shown for _, shown in lines), credit, prompt)
    copy = "\n\n".join([title, *(one for one, _ in lines), credit, prompt])
    return Made(page, copy, markup, article, tuple(body), own, related, credit, prompt)


def _page(title: str, article: str, credit: str, prompt: str) -> str:
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("town", "sport", "culture", "weather"))
    return f"""<!doctype html><html><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>
    <main><article><h1>{title}</h1>{article}<p><em>{credit}</em></p></article>
    <div class="x7"><h3>{prompt}</h3><form><p>Pseudonym</p><textarea></textarea></form></div></main>
    <footer><p>© The Post. All rights reserved</p></footer></body></html>"""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """How often every run of four words stands in a text."""
    words = text.lower().replace(".", " ").split()
    return Counter(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def f1(found: str, expected: str) -> float:
    """Of the runs found and expected."""
    one, other = runs(found), runs(expected)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def pages(number: int) -> list[Made]:
    """The same pages every time, in all markups by turns."""
    dice, names = random.Random(7), list(MARKUPS)  # noqa: S311  # the same pages every time
    return [made(dice, names[i % len(names)]) for i in range(number)]


def readings(texts: Iterable[str]) -> Iterator[PageReading]:
    """The pages as onrecord reads them."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(FolderBlobs(Path(folder) / "blobs"), Path(folder))
        for text in texts:
            yield TrafilaturaReader().read_page(text.encode(), None, bench)


def body_of(reading: PageReading) -> str:
    """The text that is taken for the article's."""
    return "\n".join(block.text for block in reading.blocks if block.role == "body")


def share(given: Iterable[bool]) -> float:
    """Of those that are so."""
    many = list(given)
    return sum(many) / max(1, len(many))


def quality(number: int = PAGES) -> Mapping[str, float]:
    """The figures of pages and of their plain text copies, each between 0 and 1."""
    asked = pages(number)
    read, copies = list(readings(page.html for page in asked)), list(readings(page.copy for page in asked))
    bodies, plain = [body_of(one) for one in read], [body_of(one) for one in copies]
    both = [*zip(asked, read, bodies, strict=True), *zip(asked, copies, plain, strict=True)]
    expected = [page.article for page in asked]
    return {
        "body F1": sum(map(f1, bodies, expected)) / number,
        "copy F1": sum(map(f1, plain, expected)) / number,
        "related headlines leaked": _leaked(asked, bodies),
        "related headlines in copies leaked": _leaked(asked, plain),
        "own lines lost, alarms": share(own not in body for page, _, body in both for own in page.own),
        "paragraphs lost, alarms": share(one not in body for page, _, body in both for one in page.body),
        "comment prompts leaked": share(page.prompt in body.splitlines() for page, _, body in both),
        "reprint lines found": share(
            any(block.role == "credit" and block.text == page.credit for block in reading.blocks)
            for page, reading, _ in both
        ),
    }


def _leaked(asked: list[Made], bodies: list[str]) -> float:
    return share(text in body for page, body in zip(asked, bodies, strict=True) for text in page.related)


def main() -> None:
    """Make the pages, read them twice, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES)
    number = parser.parse_args().pages
    asked, figures = pages(number), quality(number)
    for name, value in figures.items():
        print(f"{name:36}{value:.4f}")
    peer = sum(f1(trafilatura.extract(page.html) or "", page.article) for page in asked) / number
    print(f"{'ratio of body F1 to trafilatura':36}{figures['body F1'] / peer:.4f}")
    bodies = [body_of(reading) for reading in readings(page.html for page in asked)]
    for markup in MARKUPS:
        of = [i for i, page in enumerate(asked) if page.markup == markup]
        print(f"  leaked of {markup:24}{_leaked([asked[i] for i in of], [bodies[i] for i in of]):.4f}")


if __name__ == "__main__":
    main()
