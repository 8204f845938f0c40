"""What the lines over an article say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.bylines import Byline, byline_of
from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.records import PageReading

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."
MORE = "The mayor said that the work would begin in the spring and that the money was there."


def read(text: str) -> PageReading:
    return TrafilaturaReader().read_page(text.encode(), None, None)  # type: ignore[arg-type]  # unused


@pytest.mark.parametrize(
    ("line", "author", "published", "publisher"),
    [
        ("By Mira Stokes | The Ebb Tribune | 9 October 2031", "Mira Stokes", "2031-10-09", "The Ebb Tribune"),
        ("Posted on June 3, 2031 by Otis Crane", "Otis Crane", "2031-06-03", None),
        ("Published: 2031-11-02", None, "2031-11-02", None),
        ("Published 3 May 2031 | Updated 4 May 2031", None, "2031-05-03", None),
        ("By Dorian Feld", "Dorian Feld", None, None),
        ("Por Inés Cadalso, 5 de mayo de 2031", "Inés Cadalso", "2031-05-05", None),
        ("Von Jörn Dassel, 3. März 2031", "Jörn Dassel", "2031-03-03", None),
        ("04.05.2031", None, "2031-05-04", None),
        ("بقلم هدى المرزوقي", "هدى المرزوقي", None, None),
        ("By Ada Quill, Staff Writer", "Ada Quill", None, None),
        ("By Ada Quill for The Anchor", "Ada Quill", None, None),
        (
            "By Lena O’Dell-Marsh, J. Q. Feld and Otto Brand | 4 May",
            "Lena O’Dell-Marsh, J. Q. Feld and Otto Brand",
            None,
            None,
        ),
        ("By Hélène Quastier • 03/04/2031", "Hélène Quastier", None, None),
        ("From 4 May 2031 to 9 May 2031", None, None, None),
        ("32 May 2031", None, None, None),
        ("Updated 4 May 2031", None, None, None),
        ("By STAFF WRITER", None, None, None),
        ("By our correspondent", None, None, None),
    ],
)
def test_what_a_line_says_plainly(line: str, author: str | None, published: str | None, publisher: str | None) -> None:
    assert byline_of([line]) == Byline(author=author, published=published, publisher=publisher)


def test_the_lines_over_an_article_fill_what_the_page_does_not_say() -> None:
    lines = ["Harbour to be rebuilt", "By Ada Quill | The Quay Post | 4 May 2031", PROSE, MORE, "By Otto Brand", MORE]
    copy = read("\n\n".join(lines))
    assert (copy.byline, copy.published, copy.publisher) == ("Ada Quill", "2031-05-04", "The Quay Post")
    page = read(
        f"""<html><head><title>Harbour to be rebuilt</title><meta name="author" content="Nan Tully"></head><body>
        <article><h1>Harbour to be rebuilt</h1><p>Posted on June 3, 2031 by Ada Quill</p><p>{PROSE}</p><p>{MORE}</p>"""
    )
    assert (page.byline, page.published, page.publisher) == ("Nan Tully", "2031-06-03", None)


@given(st.text(max_size=300))
def test_any_line_is_read(line: str) -> None:
    assert byline_of([line]) == byline_of([line, line])
