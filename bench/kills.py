"""Kills `add` and `work` at random moments, and counts what was lost or damaged.

    python -m bench.kills [--kills 60] [--seed N]

Each kill is a SIGKILL to the program and all its workers. Afterwards everything that `add` acknowledged has to be
there, `verify` has to find no damage, and a desk that was never killed has to hold the same results. Goal: 0 lost,
0 corrupt.
"""

import argparse
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.journeys.killing import acknowledged, faults, kill, leftovers, material, results
from tests.journeys.shell import Shell

ADD_S, WORK_S = 0.1, 3.0


def main() -> None:
    """Kill, count, and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=60)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = options.parse_args()
    print(f"seed {given.seed}")
    chance = random.Random(given.seed)  # noqa: S311  # moments, not secrets
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        _kill_and_count(Path(folder), given.kills, chance)
    print(f"{time.perf_counter() - began:.0f} s")


def _kill_and_count(folder: Path, kills: int, chance: random.Random) -> None:
    shell, calm = Shell(folder / "desk", folder), Shell(folder / "calm", folder)
    groups = material(folder / "in", max(1, kills // 4))
    shell("init", shell.desk)
    promised: set[str] = set()
    ends: Counter[str] = Counter()
    corrupt = 0
    for number in range(kills):
        verb, arguments, within = (
            ("work", [], WORK_S) if number % 2 else ("add", ["--json", *groups[number // 2 % len(groups)]], ADD_S)
        )
        ran = kill(shell, shell.start(verb, *arguments), chance, within=within)
        promised |= set(acknowledged(ran)) if verb == "add" else set()
        ends[f"{verb} {'killed' if ran.status == -signal.SIGKILL else 'ended before'}"] += 1
        corrupt += len(faults(shell.desk))
    files = [file for group in groups for file in group]
    for one in (shell, calm):
        if one is calm:
            one("init", one.desk)
        else:
            lost = promised - {listed["release"] for listed in one("releases", "--json").answer["releases"]}
        one("add", *files)
        one("work")
    corrupt += len(faults(shell.desk))
    same = results(shell.desk) == results(calm.desk)
    print(", ".join(f"{how}: {times}" for how, times in sorted(ends.items())))
    print(f"acknowledged: {len(promised)}, lost: {len(lost)}, corrupt: {corrupt}, left over: {len(leftovers(shell.desk))}")
    print(f"results as on a desk that was never killed: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main()
