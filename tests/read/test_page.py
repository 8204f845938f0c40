"""The rules for pages: what the pieces are, and which piece is what."""

# lines in several scripts are what is tried

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.boilerplate import is_site_line
from onrecord.read.comment import is_prompt
from onrecord.read.encoding import decode
from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.read.markup import parse, pieces
from onrecord.read.metadata import metadata_of
from onrecord.read.piece import Piece
from onrecord.read.plaintext import is_markup
from onrecord.read.roles import assign
from onrecord.records import Block

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."
MORE = "The mayor said that the work would begin in the spring and that the money was there."


def found(html: str) -> list[Piece]:
    tree = parse(html)
    assert tree is not None
    return pieces(tree, "https://quaypost.example/a/b")


# --- comments and the site's own lines ------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "line",
    [
        *("Share this:", "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "3 min read", "Tags: harbour"),
        *("Subscribe to our newsletter", "We use cookies to improve your experience.", "1,204 shares", "Tweet"),
        *("Sign up for our daily newsletter", "You have read 3 of 5 free articles this month.", "Copy link"),
        *("Abonnez-vous à notre lettre", "Anzeige", "Publicidad", "تبلیغات", "تابعنا على", "פרסומת"),
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert is_site_line(line)


@pytest.mark.parametrize(
    "line",
    [
        *(PROSE, MORE, "The next steps", "“Share the harbour,” she said.", "Prints and drawings"),
        "Advertisements for the fish market hung on every wall of the street that leads to the quay.",
    ],
)
def test_lines_of_the_article_are_not_of_the_site(line: str) -> None:
    assert not is_site_line(line)


def test_what_stands_at_a_field_belongs_to_the_form() -> None:
    page = f"""<html><body><div><p>{PROSE}</p><h4>Der Brief am Morgen</h4><form><p>Gleich bestellen</p>
    <input type="email"></form><p>{MORE}</p><h3>Was meinen Sie dazu?</h3><form><p>Rufname</p><textarea></textarea>
    </form></div></body></html>"""
    roles = {one.piece.text: one.role for one in assign(found(page), None)}
    assert roles["Der Brief am Morgen"] == roles["Gleich bestellen"] == "boilerplate"
    assert roles["Was meinen Sie dazu?"] == roles["Rufname"] == "comment"
    assert roles[PROSE] == roles[MORE] == "body"


# --- pieces and roles ----------------------------------------------------------------------------------------------


def test_blocks_part_pieces_and_inline_elements_do_not() -> None:
    texts = [p.text for p in found("<html><body><p>One <b>t</b>wo</p><div>three<br><br>four<ul><li>five</ul></div>")]
    assert texts == ["One two", "three", "four", "five"]


def test_scripts_and_forms_are_no_text() -> None:
    html = (
        "<html><body><p>One<script>x</script> two</p><style>p{}</style><form><input value=x><select><option>o</select>"
    )
    assert [p.text for p in found(html)] == ["One two"]


def test_what_pops_up_over_a_name_is_no_part_of_the_sentence() -> None:
    links = '<a href="/1">Nan Tully</a><a href="/2">Lanterns sold at auction</a> <a href="/3">More</a>'
    (piece,) = found(f'<html><body><p>So <span><a href="/0">Tully</a><span>{links}</span></span> said at noon.</p>')
    assert piece.text == "So Tully said at noon."
    assert len(found(f"<html><body><p><span>{links}</span></p>")[0].links) == 3


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


def test_what_the_extractor_drops_beside_paragraphs_is_body() -> None:
    dropped = [Piece(text=text, tag=tag, frame=1, main=tag == "p") for text, tag in [(PROSE, "p"), ("Costs", "h3")]]
    assigned = assign([*dropped, Piece(text="Nine stalls", tag="li", main=False), Piece(text=MORE, frame=1)], None)
    assert [one.role for one in assigned] == ["body", "body", "boilerplate", "body"]


def test_lines_of_links_within_a_paragraph_stand_for_themselves() -> None:
    (prose, link) = found(f'<html><body><p>{PROSE}<br><a href="/x">Lanterns sold at auction</a></p>')
    assert (prose.text, prose.linked) == (PROSE, 0)
    assert (link.text, link.link_share) == ("Lanterns sold at auction", 1.0)


def test_the_sites_own_right_is_no_credit() -> None:
    page = f"<html><body><article><p>{PROSE}</p><p>{MORE}</p><p>© 2031 The Anchor</p></article>"
    assert [one.role for one in assign(found(page), None, publisher="The Quay Post")][-1] == "credit"
    assert [one.role for one in assign(found(page), None, publisher="The Anchor")] == ["body"] * 3


HEADING = "Mayor: ‘We Will Not Wait for the Tide’"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Harbour to be rebuilt at last</title>",
        "<title>Mayor vows to rebuild - The Quay Post</title><meta property='og:site_name' content='The Quay Post'>",
        f"<title>{HEADING} | The Quay Post</title>",
        "<title>All the harbour news - Quay Post</title><meta property='og:title' content='Harbour to be rebuilt'>",
    ],
)
@pytest.mark.parametrize(
    "over",
    [
        "<article><h1>{}</h1>",
        "<header><h1>{}</h1><p>By Ada Quill</p></header><article>",
        '<header><h1><a href="/">Voice of the Quay</a></h1></header><article><h1>{}</h1>',
    ],
)
def test_the_articles_own_heading_is_its_title(head: str, over: str) -> None:
    page = f"<html><head>{head}</head><body>{over.format(HEADING)}<p>{PROSE}</p><p>{MORE}</p></article></body></html>"
    reading = TrafilaturaReader().read_page(page.encode(), "https://quaypost.example/a", None)  # type: ignore[arg-type]  # unused
    assert reading.title == HEADING
    assert [block.role for block in reading.blocks if block.role != "byline"] == ["title", "body", "body"]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Harbour to be rebuilt at last - The Quay Post", "<h1>The Quay Post</h1>"),
        ("The Quay Post | Harbour to be rebuilt at last", "<h1>News</h1>"),
        ("Harbour to be rebuilt at last : The Quay Post", ""),
        ("Harbour to be rebuilt at last", ""),
    ],
)
def test_the_pages_title_without_the_sites_name(title: str, heading: str) -> None:
    page = f"""<html><head><title>{title}</title><meta property="og:site_name" content="The Quay Post"></head><body>
    {heading}<article><p>{PROSE}</p><p>{MORE}</p><h1>The next steps of it</h1><p>{PROSE}</p></article></body></html>"""
    reading = TrafilaturaReader().read_page(page.encode(), None, None)  # type: ignore[arg-type]  # unused
    assert reading.title == "Harbour to be rebuilt at last"


def test_a_question_may_be_the_heading() -> None:
    asked = "Who is to pay for the wall of the old harbour at Northquay?"
    page = f"<html><head><title>The wall</title></head><body><article><h1>{asked}</h1><p>{PROSE}</p><p>{MORE}</p>"
    assert TrafilaturaReader().read_page(page.encode(), None, None).title == asked  # type: ignore[arg-type]  # unused


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


def test_statements_are_mended_and_unescaped() -> None:
    html = """<html><head><script type="application/ld+json">{"@type": "NewsArticle", "author": "Ada \\ud83d Quill",
    "headline": "The mayor&#8217;s \\u00e2\\u20ac\\u0153yes\\u00e2\\u20ac\\u009d"}</script>
    <meta property="og:site_name" content="Quay &amp;amp; Tide"></head><body><p>x</p></body></html>"""
    tree = parse(html)
    assert tree is not None
    told = metadata_of(tree)
    assert (told.title, told.author, told.publisher) == ("The mayor’s “yes”", "Ada \ufffd Quill", "Quay & Tide")


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
    assert is_markup(" <p>One.</p>\n")
    assert is_markup("\n<!DOCTYPE html><title>x")
    assert not is_markup("The tag <p> opens a paragraph, and a < b and c > d.")
    assert not is_markup("<" * 1_000_000)


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


def test_the_reading_of_version_3() -> None:
    page = f"""<html lang="ar"><head><title>افتتاح الميناء</title></head><body><article><h1>افتتاح الميناء</h1>
    <p>قال الوزير: «سنعيد بناء الميناء في ثلاث سنوات ولن نتأخر يوما واحدا».</p>
    <h3><a href="/b">Lanterns Sold at Auction in Westmere</a></h3><p>{PROSE}</p>
    <p>المصدر: <a href="https://gazette.example/">جريدة الميناء</a></p></article></body></html>"""
    reading = TrafilaturaReader().read_page(page.encode(), "https://quaypost.example/a", None)  # type: ignore[arg-type]  # unused
    assert TrafilaturaReader.version == "3"
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


def test_a_few_accents_tell_no_encoding_from_another() -> None:
    said = "<p>Il a dit : « nous fermerons la côte ».</p>"
    assert decode(said.encode("latin-1")) == said
