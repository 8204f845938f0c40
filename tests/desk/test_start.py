"""What a question loads before it begins: the desk and no room, and what is heavy not before a room needs it."""

import subprocess
import sys

import pytest

from onrecord.desk import rooms
from onrecord.desk.overview import ROOMS

HEAVY = ("asyncio", "av", "feedparser", "httpx", "jinja2", "lxml", "numpy", "PIL", "rapidfuzz", "trafilatura")


def loaded_by(statement: str) -> set[str]:
    """The modules that are there after a statement, in an interpreter of its own."""
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(shown.stdout.split())


@pytest.mark.parametrize("name", ["onrecord", "onrecord.desk.worker", "onrecord.desk.desk"])
def test_the_desk_loads_no_room_before_it_enters_it(name: str) -> None:
    loaded = loaded_by(f"import {name}")
    assert loaded.isdisjoint(HEAVY)
    assert loaded.isdisjoint(f"onrecord.{room}" for room in ROOMS)


def test_a_worker_loads_what_its_job_names_and_nothing_of_the_ledger() -> None:
    assert loaded_by("import onrecord.desk.worker").isdisjoint({"onrecord.desk.desk", "pydantic", "sqlite3"})


def test_there_are_no_rooms_but_those() -> None:
    assert set(rooms.__all__) <= set(ROOMS)
    assert rooms.check.__name__ == "onrecord.check"
    assert not hasattr(rooms, "kitchen")
