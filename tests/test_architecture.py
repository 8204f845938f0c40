"""The contracts of the house hold, and each of them bites: a violation is put into a copy and seen caught."""

import importlib
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final, NamedTuple

import pytest

from onrecord.desk.overview import ROOMS
from onrecord.engine import Engine

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "src" / "onrecord"
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: Final = [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]
FLOORS, ONLY_DESK, BY_NAME, NO_SQL, LIGHT, NO_CYCLES = CONTRACTS
ANNOUNCED: Final[dict[str, dict[str, str]]] = PROJECT["project"]["entry-points"]
EMPTY_NAMES: Final = {"utils", "util", "helpers", "helper", "common", "misc"}


class Violation(NamedTuple):
    """An import that must not be, and the contract that forbids it."""

    contract: str
    module: str
    line: str


VIOLATIONS: Final = (
    Violation(FLOORS, "quote/marks.py", "import onrecord.check"),
    Violation(FLOORS, "read/door.py", "import onrecord.desk"),
    Violation(FLOORS, "desk/desk.py", "import onrecord.cli"),
    Violation(FLOORS, "records/blob.py", "import onrecord.store"),
    Violation(FLOORS, "errors.py", "import onrecord.records"),
    Violation(ONLY_DESK, "cli/looking.py", "from onrecord.search import Question"),
    Violation(ONLY_DESK, "demo/sample/takes.py", "import onrecord.dispatch.reference"),
    Violation(BY_NAME, "desk/questions.py", "from onrecord.check.engines import alignment"),
    Violation(BY_NAME, "match/door.py", "import onrecord.match.engines.footage"),
    Violation(NO_SQL, "search/shelf.py", "import sqlite3"),
    Violation(NO_SQL, "words.py", "import sqlite3"),
    Violation(NO_SQL, "records/blob.py", "import sqlite3"),
    Violation(NO_SQL, "desk/catalogue.py", "import sqlite3"),
    Violation(LIGHT, "read/door.py", "import av"),
    Violation(LIGHT, "dispatch/door.py", "import jinja2"),
    Violation(NO_CYCLES, "errors.py", "import onrecord.engine"),
    Violation(NO_CYCLES, "check/chance.py", "import onrecord.check.verdict"),
    Violation(NO_CYCLES, "desk/doors.py", "import onrecord.desk.step"),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the contracts of this project against the package that is in a folder."""
    command = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); from importlinter.cli import lint_imports_command as c; c()"
    )
    arguments = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    return subprocess.run(
        [sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False, cwd=folder
    )


def broken(linted: subprocess.CompletedProcess[str]) -> set[str]:
    """The contracts that were found broken."""
    found = " ".join(linted.stdout.split())
    return {name for name in CONTRACTS if f"{name} BROKEN" in found}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source that may be spoilt."""
    shutil.copytree(SOURCE, tmp_path / "onrecord", ignore=shutil.ignore_patterns("__pycache__", "texts", "*.png"))
    return tmp_path


def test_the_contracts_hold() -> None:
    linted = lint(SOURCE.parent)
    assert linted.returncode == 0, linted.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in linted.stdout


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda v: f"{v.line} in {v.module}")
def test_a_violation_is_caught(copy: Path, violation: Violation) -> None:
    module = copy / "onrecord" / violation.module
    module.write_text(f"{module.read_text(encoding='utf-8')}\n{violation.line}\n", encoding="utf-8")
    linted = lint(copy)
    assert linted.returncode == 1
    assert violation.contract in broken(linted)


def test_every_contract_is_tried() -> None:
    assert {violation.contract for violation in VIOLATIONS} == set(CONTRACTS)


def test_everything_but_the_store_is_kept_from_sql() -> None:
    (no_sql,) = (c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["name"] == NO_SQL)
    inside = {module.name for module in iter_modules([str(SOURCE)])}
    assert {name.removeprefix("onrecord.") for name in no_sql["source_modules"]} == inside - {"store"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in SOURCE.rglob("*.py") if path.stem in EMPTY_NAMES] == []
    assert [path for path in SOURCE.rglob("*") if path.is_dir() and path.name in EMPTY_NAMES] == []


def test_the_rooms_are_the_folders_that_keep_engines() -> None:
    assert sorted(path.parent.name for path in SOURCE.glob("*/engines")) == sorted(ROOMS)
    assert {group.removeprefix("onrecord.") for group in ANNOUNCED} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_engine_is_announced_and_loads(room: str) -> None:
    installed = {point.name: point for point in entry_points(group=f"onrecord.{room}")}
    assert {name: point.value for name, point in installed.items()} == ANNOUNCED[f"onrecord.{room}"]
    for name, point in installed.items():
        engine = point.load()()
        assert isinstance(engine, Engine)
        assert engine.name == name


def engine_modules() -> set[str]:
    """The modules of the engines' folders that define a class with a name and a version of its own."""
    found = set()
    for path in SOURCE.glob("*/engines/*.py"):
        text = path.read_text(encoding="utf-8")
        if "    name: ClassVar[str]" in text and "    version: ClassVar[str]" in text:
            found.add(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    return found


def test_no_engine_is_left_unannounced() -> None:
    announced = {value.partition(":")[0] for engines in ANNOUNCED.values() for value in engines.values()}
    assert engine_modules() == announced


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_hands_on_exactly_its_doors(room: str) -> None:
    module = importlib.import_module(f"onrecord.{room}")
    assert module.__all__ == sorted(module.__all__)
    public = {
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", "").startswith("onrecord.")
    }
    assert public == set(module.__all__)
