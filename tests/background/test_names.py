"""Names found in texts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.background import Background, load, mentions
from onrecord.background.engines.yaml import YamlKeeper
from onrecord.records import Card, Worded


def named(text: str, background: Background) -> list[tuple[str, str]]:
    return [(found.card, text[found.start : found.end]) for found in mentions(text, background)]


def card(identity: str, *names: str) -> Card:
    return Card(id=identity, kind="person", names=tuple(Worded(text=name) for name in names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mina Ardeh spoke.", [("mina-ardeh", "Mina Ardeh")]),
        ("MINA  ARDEH\N{RIGHT SINGLE QUOTATION MARK}s port", [("mina-ardeh", "MINA  ARDEH")]),
        ("the Port of Selan and Selan", [("port-selan", "Port of Selan"), ("selan", "Selan")]),
        ("Port Selanese, portselan, Ardeh", []),
        ("آقای مينا آرده گفت", [("mina-ardeh", "مينا آرده")]),
        ("مینا\N{ZERO WIDTH NON-JOINER}آرده", [("mina-ardeh", "مینا\N{ZERO WIDTH NON-JOINER}آرده")]),
        ("", []),
    ],
)
def test_whole_words_longest_first(cards: Path, text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, load(YamlKeeper(), cards)) == found


def test_a_name_on_two_cards_is_nobodys() -> None:
    background = Background(name="b", cards=(card("a", "Tal Rin", "Rin"), card("b", "Ora Rin", "Rin")))
    assert named("Rin met Tal Rin and Ora Rin", background) == [("a", "Tal Rin"), ("b", "Ora Rin")]


def test_words_apart_are_not_a_name_in_latin_script() -> None:
    assert named("a selan", Background(name="b", cards=(card("a", "Aselan"),))) == []


@given(st.text())
def test_mentions_are_in_order_and_inside_the_text(text: str) -> None:
    background = Background(name="b", cards=(card("a", "a b"), card("b", "a"), card("c", "سلان نو")))
    last = 0
    for found in mentions(text, background):
        assert last <= found.start < found.end <= len(text)
        last = found.end
