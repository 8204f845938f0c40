"""Texts whose bytes were read in a wrong encoding."""

# ruff: noqa: RUF001  # right texts of many scripts are what is tried

import ftfy.bad_codecs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.read.mending import mended, restored

ftfy.bad_codecs.ok()
RIGHT = (
    "“Yes,” she said – ‘at once’…",
    "Le café du port rouvrira « bientôt », a dit la maire.",
    "سلام دنیا، وزیر گفت: «می‌سازیم»",
    "قال الوزير: «سنعيد بناء الميناء».",
    'ראש העיר אמר: "אנחנו בונים".',
    "Bürgermeisterin Ölçer sagte: „Für alle.“",
    "ÄÖÜ ÄÖÜß",
    "Créé à São João; naïve façade, œuvre.",
    "Привет, мир: «да»",
    "Γειά σου, ΚΌΣΜΕ",
    "日本語の記事です。",
    "\"Straight\" and 'single' &c. — 5 µm, 20 °C, ½ £",
    "Í dag er góður dagur; ÞÆR ÁÐUR",
)
TWICE = RIGHT[:5]


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_stays_as_it_is(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("encoding", ["sloppy-windows-1252", "latin-1", "cp1256"])
@pytest.mark.parametrize("text", TWICE)
def test_utf8_read_as_something_else_is_mended(text: str, encoding: str) -> None:
    assert mended(text.encode().decode(encoding)) == text


@pytest.mark.parametrize("text", TWICE)
def test_text_encoded_twice_and_misread_is_mended(text: str) -> None:
    assert mended(text.encode().decode("latin-1").encode().decode("latin-1")) == text


def test_arabic_windows_bytes_shown_as_western_ones_are_mended() -> None:
    text = "قال الوزير إن الميناء سيفتح أبوابه للجميع."
    assert mended(text.encode("cp1256").decode("cp1252")) == text


def test_control_characters_of_windows_are_quotation_marks() -> None:
    assert mended("\x93We will,\x94 she said, \x91at once\x92") == "“We will,” she said, ‘at once’"


def test_lone_surrogates_are_no_text() -> None:
    assert mended("a \ud83d b") == "a \ufffd b"


def test_entities_are_resolved_only_where_markup_was_lost() -> None:
    assert restored("&#8220;Yes&#8221; &amp; no&nbsp;more, R&D; a&b") == "“Yes” & no\xa0more, R&D; a&b"
    assert mended("é &amp; è") == "é &amp; è"


@given(st.text(max_size=200))
def test_mending_any_text_never_fails(text: str) -> None:
    assert restored(text) is not None


def test_a_page_is_mended_with_what_it_says_of_itself() -> None:
    page = """<html><head><title>x</title><meta property="og:title" content="The mayor's â€œyesâ€\x9d">
    </head><body><article><h1>The mayor's &acirc;€œyesâ€\x9d</h1><p>“We will build it in three years,” she said, and
    nobody believed her.</p><p>â€œThe harbour is oursâ€\x9d, those who live there said after the long meeting.</p>
    </article></body></html>"""
    reading = TrafilaturaReader().read_page(page.encode(), None, None)  # type: ignore[arg-type]  # unused
    assert reading.title == "The mayor's “yes”"
    assert reading.blocks[1].text.startswith("“We will build it in three years,” she said")
    assert reading.blocks[2].text.startswith("“The harbour is ours”, those")
