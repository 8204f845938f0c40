"""Cards kept in YAML."""

from pathlib import Path

import pytest

from onrecord.background import load
from onrecord.background.engines.yaml import YamlKeeper
from onrecord.errors import TooLarge, Unknown, Unreadable
from onrecord.records import Card, Fact, Worded


def test_golden_card(cards: Path) -> None:
    assert load(YamlKeeper(), cards).cards[0] == Card(
        id="mina-ardeh",
        kind="person",
        names=(
            Worded(text="Mina Ardeh", language="en"),
            Worded(text="M. Ardeh", language="en"),
            Worded(text="مینا آرده", language="fa"),
        ),
        facts=(
            Fact(
                texts=(
                    Worded(text="Harbour master of Port Selan", language="en"),
                    Worded(text="رئیس بندر سلان", language="fa"),
                ),
                since="2019-04",
                until="2023",
                source="https://selan.example/gazette/12",
            ),
            Fact(texts=(Worded(text="Minister of Transport of Selan"),), since="2023"),
        ),
        links=("https://selan.example/ardeh",),
    )


@pytest.mark.parametrize(
    ("date", "true"),
    [
        ("2019-03-31", []),
        ("2019-04-01", ["Harbour master of Port Selan"]),
        ("2022-12-31T23:00:00Z", ["Harbour master of Port Selan"]),
        ("2023", ["Minister of Transport of Selan"]),
        ("2040-01-01", ["Minister of Transport of Selan"]),
    ],
)
def test_facts_are_those_of_the_date(cards: Path, date: str, true: list[str]) -> None:
    background = load(YamlKeeper(), cards)
    assert [fact.texts[0].text for fact in background.at("mina-ardeh", date)] == true


def test_an_unknown_bound_excludes_nothing_and_stays_unknown(cards: Path) -> None:
    cards.write_text("- {id: a, kind: event, names: [A], facts: [{text: It was so}]}", encoding="utf-8")
    (fact,) = load(YamlKeeper(), cards).at("a", "1900")
    assert (fact.since, fact.until) == (None, None)


def test_an_unknown_card(cards: Path) -> None:
    with pytest.raises(Unknown, match=r"nobody.*background\.yaml"):
        load(YamlKeeper(), cards).at("nobody", "2020")


def test_norwegian_is_a_language(cards: Path) -> None:
    cards.write_text("- {id: a, kind: event, names: {no: Torsken, en: 17}}", encoding="utf-8")
    assert load(YamlKeeper(), cards).cards[0].names == (
        Worded(text="Torsken", language="no"),
        Worded(text="17", language="en"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a", r"line 1: .*list of cards"),
        ("- id: a\n  kind: person", r"line 1: lacks names"),
        ("- id: a\n  kind: ghost\n  names: A", r"line 2: has the kind 'ghost'"),
        ("- id: A b\n  kind: person\n  names: A", r"line 1: has the id 'A b'"),
        ("- id: a\n  kind: person\n  names: A\n  born: 1950", r"line 4: has an unknown field 'born'"),
        ("- id: a\n  id: b", r"line 2: has twice the field 'id'"),
        ("- id: a\n  kind: person\n  names: []", r"line 3: has no text"),
        ("- {id: a, kind: person, names: A}\n- {id: a, kind: person, names: B}", r"two cards a"),
        ("- id: a\n  kind: event\n  names: A\n  facts:\n  - text: T\n    since: May", r"line 6: has the date 'May'"),
        (
            "- id: a\n  kind: event\n  names: A\n  facts: [{text: T, since: 2021, until: 2020}]",
            r"line 4: ends \(2020\)",
        ),
        ("- id: a\n  kind: event\n  names: A\n  links: ['javascript:alert(1)']", r"line 4: has the link"),
        ("- &x a\n- *x", r"line 2: uses an alias"),
        ("- id: a\n  kind: [", r"line \d: is not YAML"),
        ("- !!python/object/apply:os.system [ls]", r"line 1: has something else"),
    ],
)
def test_errors_name_the_line(cards: Path, text: str, said: str) -> None:
    cards.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=said):
        load(YamlKeeper(), cards)


def test_a_large_file_is_refused(cards: Path) -> None:
    with pytest.raises(TooLarge, match="10 bytes"):
        load(YamlKeeper(largest=10), cards)
