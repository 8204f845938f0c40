"""Lines that are the titles of other pages which a desk holds."""

from onrecord.read import settle
from onrecord.records import Block, PageReading

TEXTS = ("Harbour to be rebuilt", "It was too late.", "Carson Wins Over the Town.", "He left.", "Harbour to be rebuilt")


def page() -> PageReading:
    starts = [sum(len(text) + 2 for text in TEXTS[:i]) for i in range(len(TEXTS))]
    roles = ("title", "body", "body", "body", "body")
    blocks = tuple(
        Block(role=role, text=text, start=start, end=start + len(text))  # type: ignore[arg-type]  # of the literals
        for role, text, start in zip(roles, TEXTS, starts, strict=True)
    )
    return PageReading(text="\n\n".join(TEXTS), blocks=blocks, title=TEXTS[0])


def test_a_line_that_is_another_pages_title_is_related() -> None:
    settled = settle(page(), ["Carson wins over the town", "He left", "Harbour to be rebuilt"])
    assert [block.role for block in settled.blocks] == ["title", "body", "related", "body", "body"]
    assert settled.text == page().text
    assert [(b.start, b.end, b.text) for b in settled.blocks] == [(b.start, b.end, b.text) for b in page().blocks]


def test_without_known_titles_a_reading_stays_as_it_is() -> None:
    given = page()
    assert settle(given, []) is given
    assert settle(given, ["Carson wins over"]) is given
