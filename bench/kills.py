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

WITHIN_S = {"add": 0.3, "work": 2.0}
"""How long after its first job began a call is killed at the latest; about as long as it takes."""


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
    killed, calm = Shell(folder / "killed", folder), Shell(folder / "calm", folder)
    groups = material(folder / "in", max(1, kills // 4))
    killed("init", killed.desk)
    calm("init", calm.desk)
    promised: set[str] = set()
    ends: Counter[str] = Counter()
    corrupt = 0
    for number in range(kills):
        call = ("work",) if number % 2 else ("add", "--json", *groups[number // 2 % len(groups)])
        ran = kill(killed, killed.start(*call), chance, within=WITHIN_S[str(call[0])])
        promised |= set(acknowledged(ran)) if call[0] == "add" else set()
        ends[f"{call[0]} {'killed' if ran.status == -signal.SIGKILL else 'ended before'}"] += 1
        corrupt += len(faults(killed.desk))
    lost = promised - {listed["release"] for listed in killed("releases", "--json").answer["releases"]}
    for shell in (killed, calm):
        shell("add", *(file for group in groups for file in group))
        shell("work")
    corrupt += len(faults(killed.desk))
    print(", ".join(f"{how}: {times}" for how, times in sorted(ends.items())))
    print(f"acknowledged: {len(promised)}, lost: {len(lost)}, corrupt: {corrupt}")
    print(f"files left over: {[path.name for path in leftovers(killed.desk)]}")
    print(f"results as on a desk that was never killed: {results(killed.desk) == results(calm.desk)}")


if __name__ == "__main__":
    main()
