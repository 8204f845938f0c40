"""Several ask and add at the same time: each answer is of one state of the archive, and what is erased stays away."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.desk import Desk, decisions
from onrecord.desk.adding import add_lines
from onrecord.desk.catalogue import Catalogue
from onrecord.desk.executor import Inline
from onrecord.desk.questions import checking
from onrecord.desk.register import Register
from onrecord.desk.working import work_through
from onrecord.records import Asked, Given

ROUNDS = 12


def lines(folder: Path, *names: str) -> Path:
    """Transcripts that all say the same words."""
    path = folder / f"{'-'.join(names)}.jsonl"
    path.write_text("".join(f'{{"id": "{name}", "text": "the lamp of {name} is lit"}}\n' for name in names))
    return path


def add(desk: Desk, folder: Path, *names: str) -> None:
    assert len(list(add_lines(desk, lines(folder, *names), Given()))) == len(names)


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """The same desk, opened once more, as another process does."""
    with Desk(desk.folder, Inline()) as opened:
        yield opened


def ask(desk: Desk, until: threading.Event) -> list[tuple[int, frozenset[str], int]]:
    """Ask until it is enough: of which state each answer was, and what was found in how many releases."""
    seen = []
    while not until.is_set():
        archive = desk.shelves.archive(desk.catalogue)
        found = frozenset(place.release for place in archive.exact(["is", "lit"]))
        seen.append((archive.summary.generation, found, archive.summary.releases))
    return seen


def change(desk: Desk, folder: Path, until: threading.Event) -> None:
    for number in range(ROUNDS):
        add(desk, folder, f"ferry{number}", f"quay{number}")
        if number % 3 == 1:
            work_through(desk, [])
            decisions.withdraw(desk, f"ferry{number}", by="R. Editor", reason="a court", erase=number % 2 == 0)
    until.set()


def test_each_answer_is_of_one_state(desk: Desk, other: Desk, tmp_path: Path) -> None:
    enough = threading.Event()
    with ThreadPoolExecutor(3) as threads:
        asking = [threads.submit(ask, asked, enough) for asked in (desk, other)]
        with Desk(desk.folder, Inline()) as third:
            threads.submit(change, third, tmp_path, enough).result()
        seen = {answer for one in asking for answer in one.result()}
    register = Register(desk.ledger)
    register.catch_up()
    for generation, found, releases in seen:
        held = {r for r in Catalogue(register, generation) if register.entries(r, "transcript")}
        told = frozenset(r for r in held if register.entries(r, "transcript")[0].number <= generation)
        assert (found, releases) == (told, len(list(Catalogue(register, generation))))


def test_what_was_erased_a_moment_ago_is_in_no_answer(desk: Desk, other: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path, "ferry", "quay")
    before = desk.catalogue
    decisions.withdraw(other, "ferry", by="R. Editor", reason="a court", erase=True)
    archive = desk.shelves.archive(before)
    assert [place.release for place in archive.exact(["is", "lit"])] == ["quay"]
    assert archive.summary.generation == desk.catalogue.generation


def test_a_running_check_is_told_what_was_withdrawn_and_added_meanwhile(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    add(desk, tmp_path, "ferry")
    check_one = checking(desk)
    assert check_one(Asked(text="the lamp of ferry is lit")).verdict == "verbatim"
    decisions.withdraw(other, "ferry", by="R. Editor", reason="a court", erase=True)
    assert check_one(Asked(text="the lamp of ferry is lit")).verdict == "not found"
    add(other, tmp_path, "quay")
    assert check_one(Asked(text="the lamp of quay is lit")).verdict == "verbatim"
