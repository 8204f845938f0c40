"""A desk and a shell that stands beside it."""

from pathlib import Path

import pytest

from tests.journeys.shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = Shell(tmp_path / "desk", tmp_path)
    made("init", made.desk, "--name", "The Harbour Desk")
    return made
