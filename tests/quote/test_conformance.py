"""What holds for every quoter."""

# ruff: noqa: RUF001  # quotation marks of several scripts are what is tried

import pickle
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine import announced, build
from onrecord.quote import Quoter, find_quotations
from onrecord.records import Article, PageReading
from tests.quote.conftest import page

ENGINES = [point.name for point in announced("quote")]
TEXTS = st.text(
    alphabet=st.sampled_from("ab Aگک \n.,:;!?'\"“”‘’«»„‟「」‹›[]…—()\u200f\u200c\x00"), max_size=120
) | st.text(max_size=80)


def built(name: str) -> Quoter:
    built: Quoter = build("quote", name)
    return built


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Quoter:
    return built(request.param)


def _check(article: Article, given_page: PageReading) -> None:
    assert article.page == given_page
    for quotation in article.quotations:
        block = given_page.blocks[quotation.block]
        assert given_page.text[quotation.start : quotation.end] == quotation.text
        assert quotation.text == quotation.text.strip() != ""
        assert block.start <= quotation.start < quotation.end <= block.end
        assert block.role in {"title", "subtitle", "body", "caption"}
        for mark in quotation.marks:
            assert given_page.text[mark.start : mark.end] == mark.text
            assert quotation.start <= mark.start < mark.end <= quotation.end
        for cited in quotation.cited:
            assert given_page.text[cited.start : cited.end] == cited.text
        if quotation.speaker_start is not None:
            assert given_page.text[quotation.speaker_start : quotation.speaker_end]
    places = [(quotation.start, quotation.end) for quotation in article.quotations]
    assert places == sorted(places)
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301  # our own bytes


def test_a_page_is_an_article(engine: Quoter) -> None:
    given_page = page(
        ("title", "Mayor Quill tells the council: ‘We will rebuild the harbour’"),
        "“It takes [at least] three years … but we will rebuild the harbour,” said Ada Quill, the mayor.",
        ("related", "“Nobody here has paid for it twice,” said Otto Brand"),
        ("comment", "“I do not believe one word of it,” said a reader"),
    )
    article = find_quotations(engine, given_page)
    _check(article, given_page)
    assert [quotation.text for quotation in article.quotations] == [
        "We will rebuild the harbour",
        "It takes [at least] three years … but we will rebuild the harbour,",
    ]
    assert article.quotations[1].speaker == "Ada Quill"


@pytest.mark.parametrize("text", ["", "Nobody said a word.", "The workers' union and the '90s", '5" and 6\' 3"'])
def test_no_quotation_is_no_error(engine: Quoter, text: str) -> None:
    assert find_quotations(engine, page(text)).quotations == ()


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=200, deadline=None)
@given(blocks=st.lists(TEXTS, max_size=4))
def test_positions_are_exact(name: str, blocks: list[str]) -> None:
    given_page = page(*blocks)
    _check(find_quotations(built(name), given_page), given_page)


HOSTILE: dict[str, Callable[[int], str]] = {
    "one mark again and again": lambda n: '"' * n,
    "opened, never closed": lambda n: "“" * n,
    "nested": lambda n: "“a " * n + "”" * n,
    "inner marks of opened ones": lambda n: "“a" * n + " ‘b’" * n,
    "single marks": lambda n: "'a " * n,
    "typewriter's double marks": lambda n: "''a" * n,
    "two families": lambda n: "« “ " * n,
    "brackets": lambda n: "“" + "[" * n + "”",
    "dots": lambda n: "“" + ". " * n + "a”",
    "cues inside": lambda n: "“" + "said X, " * n,
    "cues outside": lambda n: "said " * n + ": “we go on and on”",
    "adverbs and relatives": lambda n: "Quill, " + "who also, " * n + "said “we go on”",
    "quotation after quotation": lambda n: 'A. "b c d e f." ' * n,
    "one sentence of quotations": lambda n: "word " * n + '"we go on and" ' * n,
    "paragraph after paragraph": lambda n: '\n"we go on and on' * n,
    "commas": lambda n: "A, " * n + "said: “We will all go on now.”",
    "one long word": lambda n: "说" * n + "“我们继续走下去”",
    "surrogates, NUL and marks of direction": lambda n: "“\ud800a\x00 \u202e”" * n,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_as_the_text_does(engine: Quoter, hostile: Callable[[int], str]) -> None:
    """Twice the text may take twice the time; four times would be what a quadratic rule takes."""

    def spent(size: int) -> float:
        given_page = page(hostile(size))
        started = time.process_time()
        find_quotations(engine, given_page)
        return time.process_time() - started

    spent(500)
    assert min(spent(4_000) for _ in range(2)) < 3.2 * max(0.02, min(spent(2_000) for _ in range(2)))


def test_a_paragraph_of_a_million_characters(engine: Quoter) -> None:
    text = "word " * 200_000 + "said Ada Quill: “We will go on and on.”"
    (found,) = find_quotations(engine, page(text)).quotations
    assert (found.text, found.start) == ("We will go on and on.", len(text) - 22)
