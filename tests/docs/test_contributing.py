"""CONTRIBUTING.md: its engine is one, its commands are the Makefile's; decisions are numbered and say why."""

import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

from onrecord import engine
from onrecord.quote import find_quotations
from onrecord.records import Block, PageReading
from tests.docs.pages import ROOT, blocks, page

PAGE = page("CONTRIBUTING.md")
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_the_example_is_an_engine_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = (block.text for block in blocks(PAGE) if block.language == "python")
    (tmp_path / "cornerstone.py").write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("cornerstone", tmp_path / "cornerstone.py")
    assert spec is not None
    assert spec.loader is not None
    cornerstone = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "cornerstone", cornerstone)
    spec.loader.exec_module(cornerstone)
    by = cornerstone.CornerQuoter(longest=30)
    text = "She said 「the harbour stays open」 and left."
    found = find_quotations(by, PageReading(text=text, blocks=(Block(role="body", text=text, start=0, end=len(text)),)))
    assert isinstance(by, engine.Engine)
    assert (engine.identity(by), engine.options(by), by.missing()) == ("corners@1", {"longest": 30}, None)
    assert [(q.text, text[q.start : q.end]) for q in found.quotations] == [("the harbour stays open",) * 2]


def test_what_is_announced_is_what_was_written() -> None:
    announced, chosen = (tomllib.loads(block.text) for block in blocks(PAGE) if block.language == "toml")
    ((room, engines),) = announced["project"]["entry-points"].items()
    assert room == "onrecord.quote"
    assert engines == {chosen["engines"]["quote"]: "cornerstone:CornerQuoter"}


def test_the_make_commands_are_there() -> None:
    for target in re.findall(r"`?make (\w+)", PAGE):
        assert f"\n{target}:" in page("Makefile")


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {decision.stem[:3]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.stem[:3]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize(
    "document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda path: path.name
)
def test_what_a_document_leads_to_is_there(document: Path) -> None:
    for address in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / address).exists() or address.startswith("release"), address


def test_the_version_stands_in_the_changelog() -> None:
    version = tomllib.loads(page("pyproject.toml"))["project"]["version"]
    assert f"\n## [{version}] - " in page("CHANGELOG.md")
