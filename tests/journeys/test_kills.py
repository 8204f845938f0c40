"""Killed at any moment, the desk loses nothing that it acknowledged and does no finished work again."""

import os
import random
import signal
from pathlib import Path

import pytest

from tests.journeys.killing import acknowledged, faults, kill, leftovers, material, results
from tests.journeys.shell import Shell, end

KILLS = 20
ADD_S, WORK_S = 0.3, 2.0
"""About as long as they take once their first job has begun, so that kills fall into all of it."""


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("KILLS_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"KILLS_SEED={seed}")  # noqa: T201  # pytest shows it where a test fails
    return random.Random(seed)  # noqa: S311  # moments, not secrets


def untouched(tmp_path: Path, files: list[Path]) -> set[tuple[str | None, str, str]]:
    """What a desk that nobody kills makes of the same files."""
    calm = Shell(tmp_path / "calm", tmp_path)
    calm("init", calm.desk)
    calm("add", *files)
    calm("work")
    return results(calm.desk)


def test_killed_again_and_again_it_ends_as_if_nothing_had_happened(
    tmp_path: Path, shell: Shell, chance: random.Random
) -> None:
    groups = material(tmp_path / "in", KILLS // 4)
    promised: list[str] = []
    for number in range(KILLS):
        if number % 2:
            kill(shell, shell.start("work"), chance, within=WORK_S)
        else:
            adding = shell.start("add", "--json", *groups[number // 2 % len(groups)])
            promised += acknowledged(kill(shell, adding, chance, within=ADD_S))
        assert faults(shell.desk) == []

    files = [file for group in groups for file in group]
    shell("add", *files)
    shell("work")
    held = {listed["release"] for listed in shell("releases", "--json").answer["releases"]}
    assert set(promised) <= held
    assert shell("verify", "--json").answer["damages"] == []
    assert faults(shell.desk) == []
    assert leftovers(shell.desk) == []
    assert results(shell.desk) == untouched(tmp_path, files)


def test_two_at_once_do_no_harm_and_no_finished_work_again(tmp_path: Path, shell: Shell, chance: random.Random) -> None:
    files = [file for group in material(tmp_path / "in", 3) for file in group]
    shell("add", *files)
    for _ in range(3):
        both = shell.start("work"), shell.start("work")
        kill(shell, both[0], chance, within=WORK_S)
        kill(shell, both[1], chance, within=WORK_S)
    both = shell.start("work"), shell.start("work")
    assert [end(process, signal.SIGCONT).status for process in both] == [0, 0]
    assert shell("verify", "--json").answer["damages"] == []
    assert leftovers(shell.desk) == []
    assert results(shell.desk) == untouched(tmp_path, files)
    assert [fault for fault in faults(shell.desk) if not fault.startswith("made 2 times")] == []
