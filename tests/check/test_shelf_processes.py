"""Several processes at one shelf: adding, merging, reading, and being killed at any moment."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from onrecord.check import Shelf, ShelvedArchive, Spoken
from onrecord.check import shelf as shelf_module
from onrecord.records import ArchiveSummary
from onrecord.words import folded_words
from tests.check.conftest import VALLEY, spoken

SPAWN = multiprocessing.get_context("spawn")
ROUNDS = 4


def text(number: int) -> Spoken:
    return spoken(f"t{number}", [f"release number{number} says", *VALLEY])


def add_one_by_one(folder: Path, numbers: range) -> None:
    shelf = Shelf(folder)
    for number in numbers:
        shelf.add([text(number)])


def add_and_merge_for_ever(folder: Path) -> None:
    shelf_module.SMALL = 0  # type: ignore[misc]  # so that every merge is one of the background
    shelf = Shelf(folder)
    for number in range(1_000_000):
        shelf.add([text(number)])
        if number % 3 == 0:
            shelf.merge(gone={"t0"})


def found(shelf: Shelf, words: str) -> set[str]:
    archive = ShelvedArchive(
        ArchiveSummary(generation=1, releases=1, hours=0.0, words=1_000),
        shelf.shards(),
        lambda item: text(int(item[1:])),
    )
    return {place.item for place in archive.exact(folded_words(words))}


@pytest.fixture
def processes() -> Iterator[list[BaseProcess]]:
    started: list[BaseProcess] = []
    yield started
    for process in started:
        process.kill()
        process.join()


def test_two_that_add_at_once_lose_nothing(tmp_path: Path, processes: list[BaseProcess]) -> None:
    for numbers in (range(40), range(20, 60)):
        processes.append(SPAWN.Process(target=add_one_by_one, args=(tmp_path, numbers)))
        processes[-1].start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    shelf = Shelf(tmp_path)
    shelf.merge()
    assert shelf.items() == {f"t{number}" for number in range(60)}
    assert sum(len(shard.entries) for shard in shelf.shards()) <= 80
    assert found(shelf, "number33 says") == {"t33"}


def test_a_reader_is_not_disturbed_by_merges(tmp_path: Path, processes: list[BaseProcess]) -> None:
    processes.append(SPAWN.Process(target=add_and_merge_for_ever, args=(tmp_path,)))
    processes[-1].start()
    shelf = Shelf(tmp_path)
    held: set[str] = set()
    deadline = time.monotonic() + 60
    while len(held) < 40 and time.monotonic() < deadline:
        items = shelf.items()
        assert held - {"t0"} <= items
        held |= items
        if held - {"t0"}:
            newest = max(int(item[1:]) for item in held)
            assert found(shelf, f"number{newest} says") == {f"t{newest}"}
    assert len(held) >= 40


def test_killed_at_any_moment_it_stays_whole(tmp_path: Path, processes: list[BaseProcess]) -> None:
    chance = random.Random(4)  # noqa: S311  # no secret
    for _ in range(ROUNDS):
        process = SPAWN.Process(target=add_and_merge_for_ever, args=(tmp_path,))
        processes.append(process)
        process.start()
        before = Shelf(tmp_path).items()
        while len(Shelf(tmp_path).items()) < len(before) + 3:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.2)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        shelf = Shelf(tmp_path)
        held = {int(item[1:]) for item in shelf.items()}
        assert before <= shelf.items() | {"t0"}
        assert held - {0} == set(range(1, max(held) + 1))
        assert shelf.verify() == []
    shelf.merge()
    assert not list(tmp_path.glob(".*.*.new"))
    assert len(shelf.shards()) <= 8
    assert found(shelf, "number2 says") == {"t2"}
