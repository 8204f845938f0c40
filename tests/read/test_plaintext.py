"""Plain text copies of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Unreadable
from onrecord.read.engines.trafilatura import TrafilaturaReader
from onrecord.read.plaintext import plain_pieces
from onrecord.records import Block, PageReading

PROSE = "The council of Northquay decided on Tuesday to rebuild the old harbour within three years."
MORE = "The mayor said that the work would begin in the spring and that the money was there."
WRAPPED = """The council of Northquay decided on Tuesday to rebuild the
old harbour within three years. The mayor said that the work
would begin in the spring and that the money was in hand, as
was said before.
Nobody asked her where.
The work will take three years and employ two hundred people
from the region."""


def read(text: str) -> PageReading:
    return TrafilaturaReader().read_page(text.encode(), None, None)  # type: ignore[arg-type]  # unused


def test_the_text_is_the_given_one() -> None:
    given_text = f"\n Harbour  to be rebuilt\n\n{PROSE}\u00a0 \n\t{MORE}\n\n\nLeave a Reply\n\n"
    reading = read(given_text)
    assert reading.text == given_text
    title, first, second, prompt = reading.blocks
    assert (title.role, title.text, title.start) == ("title", "Harbour  to be rebuilt", 2)
    assert (first.text, second.text) == (PROSE, MORE)
    assert prompt == Block(
        role="comment", text="Leave a Reply", start=given_text.index("Leave"), end=len(given_text) - 2
    )


def test_line_ends_are_one_character() -> None:
    assert read(f"A title\r\n\r\n{PROSE}\r\n").text == f"A title\n\n{PROSE}\n"


def test_a_title_stands_without_its_mark() -> None:
    reading = read(f"# A title\n\n{PROSE}")
    assert reading.title == "A title"
    assert reading.blocks[0].start == 2


def test_wrapped_lines_are_one_paragraph() -> None:
    texts = [piece.text for piece in plain_pieces(WRAPPED)]
    assert [len(text.split()) for text in texts] == [37, 4, 14]
    assert read(WRAPPED).blocks[0].text == "\n".join(WRAPPED.split("\n")[:4])


def test_a_quotation_that_was_broken_early_is_one_paragraph() -> None:
    said = ["“We will be back on Tuesday,” Tully said. “Bring\ncoffee.”", "“To whom?” asked Brand. “Then bring\ntea.”"]
    wrapped = "\n".join(WRAPPED.split("\n")[:4])
    texts = [piece.text for piece in plain_pieces("\n\n".join([wrapped, wrapped, *said]))]
    assert texts[-2:] == [text.replace("\n", " ") for text in said]


def test_lines_that_were_not_wrapped_are_paragraphs() -> None:
    assert [piece.text for piece in plain_pieces(f"{PROSE}\n{MORE}")] == [PROSE, MORE]
    lines = ["Harbour to be rebuilt", "By Ada Quill", "NORTHQUAY, 4 May 2031", PROSE, MORE]
    assert [piece.text for piece in plain_pieces("\n".join(lines))] == lines


def test_the_lines_of_a_copied_page() -> None:
    lines = {
        "Harbour to be rebuilt": "title",
        "By Ada Quill": "byline",
        "4 May 2031": "byline",
        "Share this article": None,
        "Photo: the quay in the morning": "caption",
        "Picture: Nan Tully at Her Gate in Westmere (H. Mace)": "caption",
        PROSE: "body",
        "Advertisement": "boilerplate",
        "Read more: Lanterns Sold at Auction": "related",
        MORE: "body",
        "(c) 2031 Seawire. All rights reserved.": "boilerplate",
        "14 Comments": "comment",
    }
    roles = {block.text: block.role for block in read("\n\n".join(lines)).blocks}
    assert roles == {text: role for text, role in lines.items() if role}


@given(st.text(alphabet="ab.\n \t“”آ", max_size=400))
def test_pieces_are_parts_of_the_text_in_order(text: str) -> None:
    spans = [piece.span or (0, 0) for piece in plain_pieces(text)]
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert [place for span in spans for place in span] == sorted(place for span in spans for place in span)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["...", "\n\n—\n", "?!"])
def test_a_text_without_words_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)
