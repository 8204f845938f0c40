"""The rules for pages: what the pieces are, and which piece is what."""

# lines in several scripts are what is tried

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.comment import is_prompt
from onrecord.read.credit import credit_of, opening_credit
from onrecord.read.encoding import decode
from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.read.markup import parse, pieces
from onrecord.read.metadata import metadata_of
from onrecord.read.piece import Piece
from onrecord.read.plaintext import is_markup, plain_pieces
from onrecord.read.related import is_related
from onrecord.read.roles import assign
from onrecord.records import Block
from onrecord.words import words

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."
MORE = "The mayor said that the work would begin in the spring and that the money was there."
WORDS = frozenset(word.folded for word in words(f"{PROSE} {MORE}"))


def found(html: str) -> list[Piece]:
    tree = parse(html)
    assert tree is not None
    return pieces(tree, "https://quaypost.example/a/b")


# --- credits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "publisher", "kind"),
    [
        ("Originally published by the Harbour Gazette", "Harbour Gazette", "reprint"),
        ("Originally published by our partner The Quay Post", "The Quay Post", "reprint"),
        ("Originally published by coastal news watchdog Seawire", "Seawire", "reprint"),
        ("This article first appeared in the Harbour Gazette on 4 May 2031.", "Harbour Gazette", "reprint"),
        ("This story was originally published by Seawire and is republished here.", "Seawire", "reprint"),
        ("Republished with permission from The Quay Post", "The Quay Post", "reprint"),
        ("Reprinted from Voice of Northquay, under a Creative Commons licence.", "Voice of Northquay", "reprint"),
        ("Source: Harbour Gazette", "Harbour Gazette", "reprint"),
        ("Translated from the Persian by Nilufar Bahri", "Nilufar Bahri", "translation"),
        ("Photographs and text courtesy of Seawire", None, None),
        ("Courtesy of Seawire", "Seawire", "courtesy"),
        ("h/t: Seawire", "Seawire", "courtesy"),
        ("h/t to Lena Marsh", "Lena Marsh", "courtesy"),
        ("(via The Quay Post)", "The Quay Post", "courtesy"),
        ("With reporting by Seawire", "Seawire", "agency"),
        ("منبع: خبرنامهٔ بندر", "خبرنامهٔ بندر", "reprint"),
        ("المصدر: جريدة الميناء", "جريدة الميناء", "reprint"),
        ("מקור: עיתון הנמל", "עיתון הנמל", "reprint"),
        ("Published on 4 May 2031", None, None),
        ("Published by mistake, the list was withdrawn by the council on the same day.", None, None),
        ("The report was published in March.", None, None),
        ("Translated by hand, the sign over the gate means nothing.", None, None),
        (PROSE, None, None),
    ],
)
def test_credit_lines(line: str, publisher: str | None, kind: str | None) -> None:
    credit = credit_of(line)
    assert (credit and credit.publisher, credit and credit.kind) == (publisher, kind)


def test_a_linked_name_is_the_publisher() -> None:
    credit = credit_of("This article is republished from The Quay Post in Northquay today", linked="The Quay Post")
    assert credit is not None
    assert credit.publisher == "The Quay Post"


def test_the_agency_in_a_dateline() -> None:
    credit = opening_credit("NORTHQUAY (Seawire) — The council decided on Tuesday.")
    assert credit is not None
    assert (credit.publisher, credit.kind, credit.text) == ("Seawire", "agency", "NORTHQUAY (Seawire) —")
    assert opening_credit("The council (which met on Tuesday) decided.") is None


@given(st.text(max_size=400))
def test_credits_of_any_text_never_fail(line: str) -> None:
    credit = credit_of(line)
    assert credit is None or credit.publisher


# --- comments and related headlines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "12 Comments",
        "دیدگاهتان را بنویسید",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
        "כתיבת תגובה",
    ],
)
def test_prompts_for_comments(line: str) -> None:
    assert is_prompt(line)
    assert not is_prompt(PROSE)


def test_a_link_that_spells_its_address_is_related() -> None:
    text = "Lanterns sold at auction in Westmere"
    piece = Piece(
        text=text, tag="p", linked=len(text), links=("https://a.example/lanterns-sold-at-auction-in-westmere",)
    )
    assert is_related(piece, apart=False, vocabulary=WORDS)


def test_a_widget_and_a_lead_in_are_related() -> None:
    marked = Piece(text="Lanterns sold at auction", tag="li", linked=24, hints=frozenset({"related", "posts"}))
    assert is_related(marked, apart=False, vocabulary=WORDS)
    assert is_related(Piece(text="Read more: Lanterns sold at auction", tag="p"), apart=True, vocabulary=WORDS)


def test_headlines_without_markup_need_several_signs() -> None:
    headline = Piece(text="Nine Hundred Lanterns Sold at Auction in Westmere")
    assert is_related(headline, apart=True, vocabulary=WORDS)
    assert not is_related(headline, apart=False, vocabulary=WORDS)
    assert not is_related(Piece(text="The mayor and the money"), apart=True, vocabulary=WORDS)


def test_prose_with_a_link_stays_prose() -> None:
    linked = Piece(text=PROSE, tag="p", linked=40, links=("https://a.example/x",), hints=frozenset({"more"}))
    assert not is_related(linked, apart=True, vocabulary=WORDS)


# --- pieces and roles ----------------------------------------------------------------------------------------------


def test_blocks_part_pieces_and_inline_elements_do_not() -> None:
    texts = [p.text for p in found("<html><body><p>One <b>t</b>wo</p><div>three<br><br>four<ul><li>five</ul></div>")]
    assert texts == ["One two", "three", "four", "five"]


def test_scripts_and_forms_are_no_text() -> None:
    html = (
        "<html><body><p>One<script>x</script> two</p><style>p{}</style><form><input value=x><select><option>o</select>"
    )
    assert [p.text for p in found(html)] == ["One two"]


def test_links_are_absolute_and_measured() -> None:
    (piece,) = found('<html><body><p>See <a href="../c">this</a></p>')
    assert piece.links == ("https://quaypost.example/c",)
    assert piece.linked == 4


def test_the_frame_of_a_page_gives_no_hints() -> None:
    html = f'<html><body class="related"><div class="comments"><p>{PROSE}</p><p class="promo">Buy</p></div>'
    first, second = found(html)
    assert not first.hints & {"related", "comments"}
    assert "promo" in second.hints


def test_caption_byline_and_standfirst() -> None:
    page = f"""<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>
    <p class="standfirst">Three years of work are over</p><p>By Ada Quill</p><time>4 May 2031</time>
    <figure><img src="a.png"><figcaption>The quay in the morning</figcaption></figure>
    <p>{PROSE}</p><p>{MORE}</p></article></body></html>"""
    assigned = assign(found(page), "Harbour reopens")
    assert [one.role for one in assigned] == ["title", "subtitle", "byline", "byline", "caption", "body", "body"]


def test_a_title_that_stands_in_no_piece_comes_first() -> None:
    assigned = assign([Piece(text=PROSE, tag="p"), Piece(text=MORE, tag="p")], "Harbour reopens")
    assert (assigned[0].role, assigned[0].piece.text) == ("title", "Harbour reopens")


# --- what a page says of itself ------------------------------------------------------------------------------------


def test_json_ld_is_read() -> None:
    html = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": ["NewsArticle"], "headline": "Harbour reopens", "datePublished": "2031-05-04", "inLanguage": "fa_IR",
    "author": [{"name": "Ada Quill"}, {"name": "Otto Brand"}], "publisher": {"name": "The Quay Post"}}]}</script>
    <script type="application/ld+json">{broken</script></head><body><p>x</p></body></html>"""
    tree = parse(html)
    assert tree is not None
    told = metadata_of(tree)
    assert (told.title, told.author) == ("Harbour reopens", "Ada Quill, Otto Brand")
    assert (told.published, told.publisher, told.language) == ("2031-05-04", "The Quay Post", "fa-IR")


@pytest.mark.parametrize(
    "told",
    [
        *("yesterday", "4 May", "20310504", ""),
        *("0001-01-01T00:00:00Z", "0001-01-01", "1024-05-04", "9999-12-31T23:59:59Z"),
        *("1970-01-01T00:00:00", "1970-01-01T00:00:00.000Z", "1969-12-31T19:00:00-05:00"),
    ],
)
def test_what_is_no_date_is_not_made_one(told: str) -> None:
    tree = parse(f'<html><head><meta name="date" content="{told}"></head><body><p>x</p></body></html>')
    assert tree is not None
    assert metadata_of(tree).published is None


@pytest.mark.parametrize("told", ["1970-01-01", "1970-01-01T08:00:00Z", "1402-07-01", "2031-05-04T00:00:00"])
def test_an_unlikely_date_is_still_a_date(told: str) -> None:
    tree = parse(f'<html><head><meta name="date" content="{told}"></head><body><p>x</p></body></html>')
    assert tree is not None
    assert metadata_of(tree).published == told


# --- plain text and encodings --------------------------------------------------------------------------------------


def test_markup_is_told_from_text_by_looking() -> None:
    assert is_markup("<p>One</p><p>two</p>")
    assert is_markup("\n<!DOCTYPE html><title>x")
    assert not is_markup("The tag <p> opens a paragraph, and a < b and c > d.")
    assert not is_markup("<" * 1_000_000)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The council of Northquay decided on Tuesday to rebuild\nthe old harbour within three years."
    assert [piece.text for piece in plain_pieces(f"{text}\n\n{MORE}")] == [text.replace("\n", " "), MORE]
    assert [piece.text for piece in plain_pieces(f"{PROSE}\n{MORE}")] == [PROSE, MORE]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("قال الوزير إن الميناء سيفتح أبوابه للجميع خلال ثلاث سنوات من اليوم.", "windows-1256"),
        ("ראש העיר אמר כי הנמל ייפתח מחדש בעוד שלוש שנים לכל התושבים.", "windows-1255"),
        ("Le café du port rouvrira “bientôt”, a dit la maire.", "windows-1252"),
    ],
)
def test_a_declared_encoding_is_used(text: str, encoding: str) -> None:
    html = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    assert text in (decode(html.encode(encoding)) or "")


def test_valid_utf8_is_utf8_whatever_is_declared() -> None:
    html = '<meta charset="windows-1252"><p>اسکله</p>'
    assert decode(html.encode()) == html
    assert decode("اسکله".encode()[:-1]) == "اسکل"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_not(data: bytes) -> None:
    text = decode(data)
    assert text is None or "\0" not in text


# --- the whole -----------------------------------------------------------------------------------------------------


def test_the_reading_of_version_1() -> None:
    page = f"""<html lang="ar"><head><title>افتتاح الميناء</title></head><body><article><h1>افتتاح الميناء</h1>
    <p>قال الوزير: «سنعيد بناء الميناء في ثلاث سنوات ولن نتأخر يوما واحدا».</p>
    <h3><a href="/b">Lanterns Sold at Auction in Westmere</a></h3><p>{PROSE}</p>
    <p>المصدر: <a href="https://gazette.example/">جريدة الميناء</a></p></article></body></html>"""
    reading = TrafilaturaReader().read_page(page.encode(), "https://quaypost.example/a", None)  # type: ignore[arg-type]  # unused
    assert TrafilaturaReader.version == "1"
    assert reading.blocks == (
        Block(role="title", text="افتتاح الميناء", start=0, end=14),
        Block(
            role="body", text="قال الوزير: «سنعيد بناء الميناء في ثلاث سنوات ولن نتأخر يوما واحدا».", start=16, end=84
        ),
        Block(role="related", text="Lanterns Sold at Auction in Westmere", start=86, end=122),
        Block(role="body", text=PROSE, start=124, end=124 + len(PROSE)),
        Block(role="credit", text="المصدر: جريدة الميناء", start=126 + len(PROSE), end=147 + len(PROSE)),
    )
    assert reading.links == ("https://gazette.example/",)
    assert reading.credit is not None
    assert reading.credit.publisher == "جريدة الميناء"
