"""What is installed is locked by hash and names no host, so that any index serves; no path of a workplace is left."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.docs.pages import ROOT, page

LOCKS: Final = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "requirements").iterdir())
WORKPLACE: Final = re.compile(r"/(?:work|root|Users)/\w")
OURS: Final = ("src", "tests", "docs", "bench", "requirements", ".ci")
TEXTS: Final = frozenset([".py", ".md", ".txt", ".toml", ".html", ".css", ".js", ".json", ".yaml", ".vtt", ".xml", ""])


def texts() -> Iterator[Path]:
    """Every text of the project but this one, which says what is looked for."""
    for path in (*ROOT.iterdir(), *(path for folder in OURS for path in (ROOT / folder).rglob("*"))):
        if path.is_file() and path.suffix in TEXTS and path != Path(__file__):
            yield path


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    text = page(lock)
    assert "://" not in text
    assert re.search(r"^\s*--?(?:index|extra-index|find-links|trusted-host|i\b|f\b)", text, re.MULTILINE) is None


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_version_or_a_hash(lock: str) -> None:
    for line in page(lock).splitlines():
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.+!-]+( ; .+)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), (
            line
        )


def test_no_path_of_a_workplace_is_left() -> None:
    found = [path for path in texts() if WORKPLACE.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []
    assert ROOT / "README.md" in list(texts())
