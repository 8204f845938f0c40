"""ARCHITECTURE.md quotes the way itself, and draws the floors as they are."""

import inspect
import tomllib

from onrecord.desk import Desk
from tests.docs.pages import blocks, page

PAGE = page("ARCHITECTURE.md")


def test_it_quotes_the_way_word_for_word() -> None:
    assert [block.text for block in blocks(PAGE)] == [inspect.getsource(Desk.work)]


def test_it_is_about_one_page() -> None:
    assert len(PAGE.splitlines()) < 120


def test_it_draws_the_floors_as_the_linter_holds_them() -> None:
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    floors = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    drawn = PAGE.split("## Floors")[1]
    places = [
        drawn.index(f"    {' '.join(floor.replace('|', ' ').split()[:1])}") for floor in floors if "watch" not in floor
    ]
    assert places == sorted(places)
