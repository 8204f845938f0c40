"""The floors under the quality of what onrecord finds: measured on text made up here, held against floors.json.

    python bench/floors.py                                        measure all, and fail where one is below its floor
    python bench/floors.py --only quotes                          measure one bench alone
    python bench/floors.py --set 'quotes/spans F1' 0.99           raise a floor
    python bench/floors.py --set 'quotes/spans F1' 0.95 --reason 'why'      lower one, which needs a reason

A floor that was lowered keeps the reasons with it. A figure whose name ends in `leaked`, `passed` or `alarms` has a
ceiling instead, and lowering it is raising the ceiling.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import footage
import pages
import quotes
import shots

import check
import citations

FLOORS: Final = Path(__file__).with_name("floors.json")
BENCHES: Final[Mapping[str, Callable[[], Mapping[str, float]]]] = {
    "check": check.quality,
    "citations": citations.quality,
    "footage": footage.quality,
    "pages": pages.quality,
    "quotes": quotes.quality,
    "shots": shots.quality,
}
CEILINGS: Final = ("leaked", "passed", "alarms")

Floors = dict[str, dict[str, Any]]


def measured(only: str | None) -> dict[str, float]:
    """Every figure of every bench, or of one, by `bench/figure`."""
    benches = BENCHES if only is None else {only: BENCHES[only]}
    return {f"{bench}/{name}": value for bench, quality in benches.items() for name, value in quality().items()}


def holds(name: str, value: float, floor: float) -> bool:
    """Whether a figure is as good as its floor."""
    return value <= floor if name.endswith(CEILINGS) else value >= floor


def compare(floors: Floors, only: str | None = None) -> bool:
    """Print each figure beside its floor; says whether all hold, and that each floor was measured."""
    figures = measured(only)
    floors = {name: known for name, known in floors.items() if only is None or name.startswith(f"{only}/")}
    missing = floors.keys() - figures.keys()
    for name in sorted(missing):
        print(f"GONE   {name}: nothing measures it any more")
    broken = bool(missing)
    for name, value in figures.items():
        if name not in floors:
            print(f"       {name}: {value:.3f}")
            continue
        good = holds(name, value, floors[name]["floor"])
        print(f"{'holds ' if good else 'BROKEN'} {name}: {value:.3f}, floor {floors[name]['floor']:.3f}")
        broken |= not good
    return not broken


def put(floors: Floors, name: str, value: float, reason: str | None) -> None:
    """Set a floor. Lowering one without a reason ends the program."""
    before = floors.get(name)
    if before is not None and not holds(name, value, before["floor"]):
        if not reason:
            sys.exit(f"{name}: {value} is lower than its floor {before['floor']}; say why with --reason")
        before.setdefault("lowered", []).append({"from": before["floor"], "to": value, "reason": reason})
    floors.setdefault(name, {})["floor"] = value
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Compare, or set a floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", nargs=2, metavar=("NAME", "VALUE"))
    options.add_argument("--reason")
    options.add_argument("--only", choices=BENCHES)
    given = options.parse_args()
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if given.set:
        put(floors, given.set[0], float(given.set[1]), given.reason)
    elif not compare(floors, given.only):
        sys.exit(1)


if __name__ == "__main__":
    main()
