"""Quality doesn't fall unnoticed: what the benches measure holds the floors of bench/floors.json."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"


def run(*arguments: str, bench: Path = BENCH) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, bench / "floors.py", *arguments], capture_output=True, text=True, check=False, timeout=280
    )


@pytest.mark.timeout(300)
def test_every_figure_holds_its_floor() -> None:
    compared = run()
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert "holds" in compared.stdout


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """A copy of the benches whose floors may be set."""
    for file in BENCH.iterdir():
        if file.suffix in {".py", ".json"}:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_floor_is_lowered_for_a_reason_only(bench: Path) -> None:
    name, known = next(iter(json.loads((bench / "floors.json").read_text()).items()))
    lower = str(known["floor"] - 0.1)
    refused = run("--set", name, lower, bench=bench)
    assert refused.returncode == 1
    assert "say why with --reason" in refused.stderr
    assert run("--set", name, lower, "--reason", "harder articles", bench=bench).returncode == 0
    floors = json.loads((bench / "floors.json").read_text())
    assert floors[name]["lowered"][0]["reason"] == "harder articles"


def test_a_floor_that_nothing_reaches_is_named(bench: Path) -> None:
    assert run("--set", "quotes/spans F1", "1.1", bench=bench).returncode == 0
    broken = run("--only", "quotes", bench=bench)
    assert broken.returncode == 1
    assert "BROKEN quotes/spans F1" in broken.stdout
