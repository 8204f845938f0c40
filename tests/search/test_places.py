"""Where the phrases of a question stand in one document."""

import pytest

from onrecord.search.places import NEAR, Span, spans
from onrecord.search.question import Phrase, phrases

TEXT = "the sea is calm and the open sea is far from the open door"


def at(typed: str, text: str = TEXT, most: int = 5) -> list[Span]:
    return spans(text, phrases(typed), most, lambda _: True)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("sea", [(1, 1), (7, 7)]),
        ('"the open"', [(5, 6), (11, 12)]),
        ('"the open d*"', [(11, 13)]),
        ('"open sea"', [(6, 7)]),
        ("sea calm", [(1, 3)]),
        ("open the", [(5, 6), (11, 12)]),
        ("ope", []),
    ],
)
def test_places(typed: str, places: list[tuple[int, int]]) -> None:
    assert at(typed) == places


def test_words_far_apart_are_shown_where_the_rarest_stands() -> None:
    far = "harbour " + "sea " * NEAR + "ministry sea"
    assert at("sea harbour ministry", far) == [Span(0, 0)]


def test_the_shortest_places_are_taken_and_shown_in_order() -> None:
    assert at("open sea", "open x x sea y y y open sea z z z sea x open", most=2) == [Span(7, 8), Span(12, 14)]


def test_a_phrase_that_overlaps_itself_is_shown_once() -> None:
    assert spans("no no no", [Phrase(("no", "no"))], 5, lambda _: True) == [Span(0, 1)]


def test_only_allowed_places_count() -> None:
    assert spans(TEXT, [Phrase(("sea",))], 1, lambda span: span.first > 5) == [Span(7, 7)]
