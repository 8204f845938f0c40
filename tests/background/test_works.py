"""Works are read from the plain files that people have; what is wrong with one is said with its line."""

import json

import pytest

from onrecord.background import held_work, meant, read_work
from onrecord.citations import citations
from onrecord.errors import TooLarge, Unreadable
from onrecord.records import HeldWork, Work

PAIRS = [("3:16", "The boats came home."), ("3:17", "Nobody slept.")]


def read(text: str, name: str = "tides.txt") -> Work:
    return read_work(text.encode(), name)


def told(work: Work) -> list[tuple[str, str]]:
    return [(place.place, place.text) for place in work.places]


@pytest.mark.parametrize(
    "text",
    [
        "3:16\tThe boats came home.\n3:17\tNobody slept.\n",
        "3|16|The boats came home.\r\n3|17|Nobody slept.\r\n\r\n# all rights are the sea's\r\n",
        "3:16 The boats came home.\n\n3:17 Nobody  slept.",
        "chapter,verse,text\n3,16,The boats came home.\n3,17,Nobody slept.\n",
        "sura\taya\ttext\n3\t16\tThe boats came home.\n3\t17\tNobody slept.\n",
        "\ufeff3:16\tThe boats came home.\n3:17\tNobody slept.",
        "\n".join(json.dumps({"place": place, "text": text}) for place, text in PAIRS),
        json.dumps([{"chapter": 3, "verse": 16, "text": PAIRS[0][1]}, {"surah": 3, "ayah": 17, "text": PAIRS[1][1]}]),
    ],
)
def test_the_usual_forms(text: str) -> None:
    assert told(read(text)) == PAIRS


@pytest.mark.parametrize(
    "text",
    [
        "Ebb 3:16\tThe boats came home.\nEbb 3:17\tNobody slept.",
        "Ebb 3:16 The boats came home.\nEbb 3:17 Nobody slept.",
        "Ebb\t3\t16\tThe boats came home.\nEbb\t3\t17\tNobody slept.",
        "book,chapter,verse,text\nEbb,3,16,The boats came home.\nEbb,3,17,Nobody slept.",
    ],
)
def test_places_with_books(text: str) -> None:
    assert told(read(text)) == [(f"Ebb {place}", said) for place, said in PAIRS]


def test_books_may_be_numbers() -> None:
    assert told(read("43|3|16|The boats.\n1|1|1|The sea.")) == [
        ("John 3:16", "The boats."),
        ("Genesis 1:1", "The sea."),
    ]


def test_the_head_says_what_it_is() -> None:
    work = read(
        "# title: Tides in Plain Words\n# work: Book of Tides\n# names: Tides; BT\n# language: en\n3:16\tBoats."
    )
    assert (work.title, work.names, work.language) == ("Book of Tides", ("Tides in Plain Words", "Tides", "BT"), "en")
    assert read("3:16\tBoats.", "book-of-tides.fa.txt").title == "book of tides"
    assert read("3:16\tBoats.", "book-of-tides.fa.txt").language == "fa"


def test_a_law_as_it_is_printed() -> None:
    text = """THE CHARTER
What comes before is left out.

CHAPTER I
Of ships

Article 1
No ship is sold without
the word of the council.
Article 2. Of the quay
1. Every fisher may use the quay.
2. The light is kept:
a) at night,
b) in fog.
Article 3. Article 2 stands for ever.

Article 4
The boats are free.

The nets are not.

Amendment I
Section 1. Nobody rows.
"""
    assert told(read(text)) == [
        ("Article 1", "No ship is sold without the word of the council."),
        ("Article 2(1)", "Every fisher may use the quay."),
        ("Article 2(2)", "The light is kept: a) at night, b) in fog."),
        ("Article 3", "Article 2 stands for ever."),
        ("Article 4(1)", "The boats are free."),
        ("Article 4(2)", "The nets are not."),
        ("Amendment 1", "Nobody rows."),
    ]


def test_any_encoding_that_captions_may_have() -> None:
    text = "3:16\tDie Bööte kämen früh über die Brücke.\n3:17\tÜber Nacht schließt niemand die Tür."
    assert told(read_work(text.encode("cp1252"), "gezeiten.de.txt")) == told(read(text))
    assert told(read_work(text.encode("utf-16"), "gezeiten.txt")) == told(read(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3:16\tBoats.\nno place here\n", "line 2"),
        ("3:16\tBoats.\n3:16\tMore boats.\n", "the lines 1 and 2"),
        ('{"place": "3:16", "text": "Boats."}\n{"place":\n', "line 2"),
        ("[1, 2", "is none"),
        ("", "no line of text"),
        ("# title: Tides\n", "no line of text"),
        ("\x00\x01\x02\x00", "is not text"),
        ("3:16\t\n", "holds no text"),
        ("3:16\t" + "x" * 100_001, "in line 1"),
        ("3:16\tBoats.\n" + "9" * 23 + ":1\tMore boats.\n", "in line 2"),
        ('{"place": "3:16", "text": "\\ud800 boats"}', "half a character in line 1"),
        ('{"place": "\\ud800 3:16", "text": "Boats."}', "line 1"),
    ],
)
def test_what_is_no_work_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(text)


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_work(b"x" * 40_000_001, "tides.txt")


def held(text: str, name: str = "x.txt") -> HeldWork:
    work = read(text, name)
    return held_work(Work(title=work.title, places=work.places, names=work.names, file="0" * 64, name=name))


TIDES = held("# title: Book of Tides\n# names: Tides\n3:16\tBoats.", "tides.txt")
OTHER_TIDES = held("# title: Book of Tides\n# translator: Ona Pell\n3:16\tThe boats.", "other.txt")
EBB = held("# title: Two Books\nEbb 3:16\tBoats.\nJohn 3:16\tSea.", "two.txt")
HARBOUR = held("# title: Charter of the Harbour\n# names: HC\nArticle 6. Boats.", "harbour.txt")
VALLEY = held("# title: Valley Charter\nArticle 6. Hills.", "valley.txt")


@pytest.mark.parametrize(
    ("cited", "works", "found"),
    [
        ("Tides 3:16", [TIDES, OTHER_TIDES, EBB], [TIDES, OTHER_TIDES]),
        ("Ebb 3:16", [TIDES, EBB], [EBB]),
        ("Joh 3,16", [TIDES, EBB], [EBB]),
        ("Harbour Charter, Art. 6", [HARBOUR, VALLEY], [HARBOUR]),
        ("Art. 6 HC", [HARBOUR, VALLEY], [HARBOUR]),
        ("Article 6 of the Charter", [HARBOUR], [HARBOUR]),
        ("Article 6 of the Charter", [HARBOUR, VALLEY], []),
        ("Art. 6", [HARBOUR, TIDES], [HARBOUR]),
        ("Art. 6", [HARBOUR, VALLEY], []),
        ("Article 6 of the UN Charter", [HARBOUR], []),
        ("Quran 3:16", [TIDES], []),
    ],
)
def test_which_work_is_meant(cited: str, works: list[HeldWork], found: list[HeldWork]) -> None:
    names = [name for work in works for name in (work.title, *work.names)]
    (one,) = citations(cited, names, alone=True)
    assert list(meant(one, works)) == found
