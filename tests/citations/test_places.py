"""Places are written in one form; the tables of names contradict nothing."""

from collections import defaultdict

import pytest

from onrecord.citations import book_of, key_of, leading_place, numbered_book, written
from onrecord.citations.lexicon import CHAPTERS, SURAS, lex, sura_at


@pytest.mark.parametrize(
    "place", ["22:40", "John 3:16", "1 Corinthians 13:4", "Ebb 3:16", "Article 6", "Article 6(2)(b)", "Section 5"]
)
def test_what_is_written_is_read_again(place: str) -> None:
    key = key_of(place)
    name = place.rpartition(" ")[0] if key.book else ""
    assert written(name, key.unit, key.numbers) == place


def test_names_in_other_languages_mean_the_same_book() -> None:
    assert {book_of(name) for name in ("John", "Jn", "Johannes", "Jean", "\u064a\u0648\u062d\u0646\u0627")} == {"JHN"}
    assert book_of("Ebb") == "ebb"
    assert [numbered_book(number) for number in (1, 43, 66, 67)] == ["Genesis", "John", "Revelation", None]


@pytest.mark.parametrize("place", ["", "John", "3:16 John", "Article", "3::16"])
def test_what_is_no_place_has_no_key(place: str) -> None:
    with pytest.raises(ValueError, match="is no place"):
        key_of(place)


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        ("22:40 The boats", "22:40", "The boats"),
        ("[3:16] The boats", "3:16", "The boats"),
        ("1Sa3:16 The boats", "1Sa 3:16", "The boats"),
        ("Song of the Ebb 3:16\tThe boats", "Song of the Ebb 3:16", "The boats"),
        ("Article 6. The boats", "Article 6", "The boats"),
        ("Article 6 bis. The boats", "Article 6bis", "The boats"),
        ("Article 6. A boat", "Article 6", "A boat"),
        ("ARTICLE VI \u2013 The boats", "Article 6", "The boats"),
        ("\u00a7 5 The boats", "Section 5", "The boats"),
        ("\u0645\u0627\u062f\u0647 \u06f6: \u0642\u0627\u06cc\u0642", "Article 6", "\u0642\u0627\u06cc\u0642"),
    ],
)
def test_a_line_begins_with_its_place(line: str, place: str, text: str) -> None:
    label = leading_place(line)
    assert label is not None
    assert (label.place, line[label.text_at :]) == (place, text)


@pytest.mark.parametrize("line", ["The boats", "", "   ", "The boats came at 22:40"])
def test_other_lines_begin_with_none(line: str) -> None:
    label = leading_place(line)
    assert label is None or label.text_at == len(line)


def test_each_sura_is_named_and_no_name_is_of_two() -> None:
    assert {int(number) for number in SURAS.values()} == set(range(1, 115))
    assert sum(CHAPTERS.values()) > 1189
    names = defaultdict(set)
    for name in ("al-Baqarah", "Al Baqara", "Baqarat", "Albaqara", "al-Bakara"):
        names[sura_at(lex(name), 0, in_english=False)[0]].add(name)
    assert set(names) == {"2"}
