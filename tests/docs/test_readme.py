"""The README's tutorial: every command runs, in order, and what is shown of the output comes out."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, blocks, page

MARK = "=== the next block ==="
BINARIES = Path(sys.executable).parent
LONGEST_S = 240
"""Drawing the sample takes 20 s on a quiet machine, and each of 25 commands 1 to 5 s."""

BLOCKS = blocks(page("README.md"))
RUN = [block for block in BLOCKS if block.language in ("sh", "python")]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[Block, str]:
    """What each block of commands wrote, with the README's ids in the place of the real ones."""
    folder = tmp_path_factory.mktemp("tutorial")
    script = f"\necho '{MARK}'\n".join(_command(block, folder / f"{n}.py") for n, block in enumerate(RUN))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{script}\necho '{MARK}' $old $new"],
        cwd=folder,
        env={**os.environ, "PATH": f"{BINARIES}:{os.environ['PATH']}", "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert done.returncode == 0, f"{done.stderr}\nafter:\n{done.stdout[-2000:]}"
    *written, ids = done.stdout.split(MARK)
    old, new = ids.split()
    return {
        block: text.replace(old, "ow6pklfu").replace(new, "ymzhklzn") for block, text in zip(RUN, written, strict=True)
    }


def _command(block: Block, script: Path) -> str:
    if block.language == "sh":
        return block.text
    script.write_text(block.text, encoding="utf-8")
    return f"python {script}"


def test_the_commands_run_and_show_what_is_shown(outputs: dict[Block, str]) -> None:
    shown = [(command, text) for command, text in pairwise(BLOCKS) if text.language == "text"]
    assert len(shown) >= 7
    for command, text in shown:
        written = " ".join(outputs[command].split())
        for part in text.text.split("\n…\n"):
            for line in part.splitlines():
                assert " ".join(line.split()) in written


def test_the_two_commands_are_the_makefiles() -> None:
    makefile = page("Makefile")
    for command in ("demo", "test"):
        assert f"make {command} " in page("README.md")
        assert f"\n{command}:" in makefile


def test_the_readme_stays_short_and_its_picture_small() -> None:
    assert len(page("README.md").splitlines()) < 250
    assert (ROOT / "docs/pictures/dispatch.png").stat().st_size < 400_000
