"""docs/configuration.md names every setting with its default, and every engine with its options."""

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import BaseModel

from onrecord.desk.overview import ROOMS
from onrecord.desk.settings import FILE_NAME, Settings, read_settings
from onrecord.engine import announced
from tests.docs.pages import ROOT, blocks, page

PAGE: Final = page("docs/configuration.md")
ROW: Final = re.compile(r"^\| `(\w+)` \| `(.+?)` \| .+ \|$", re.MULTILINE)
ENGINE_ROW: Final = re.compile(r"^\| (\w+) \| `(\w+)` \| (?:`(\w+)`)? ?\| .+ \|$", re.MULTILINE)


def part(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def documented(heading: str) -> dict[str, Any]:
    """The settings of a part of the page, and their defaults."""
    return {name: json.loads(default) for name, default in ROW.findall(part(heading))}


def defaults(settings: BaseModel) -> dict[str, Any]:
    """The settings of a section that are no sections themselves."""
    values = json.loads(settings.model_dump_json())
    return {name: values[name] for name in values if not isinstance(getattr(settings, name), BaseModel)}


def sections() -> Iterator[tuple[str, BaseModel]]:
    settings = Settings()
    for name in Settings.model_fields:
        if isinstance(section := getattr(settings, name), BaseModel):
            yield name, section


def test_the_desks_own_settings_are_named_with_their_defaults() -> None:
    assert documented("The desk") | documented("`[options.*]`") == defaults(Settings())


@pytest.mark.parametrize(("name", "section"), list(sections()))
def test_a_sections_settings_are_named_with_their_defaults(name: str, section: BaseModel) -> None:
    assert documented(f"`[{name}]`") == defaults(section)


def test_the_example_is_one(tmp_path: Path) -> None:
    (block,) = blocks(PAGE)
    (tmp_path / FILE_NAME).write_text(block.text, encoding="utf-8")
    assert read_settings(tmp_path).options["check"] == {"chance_limit": 0.001}
    assert tomllib.loads(block.text)["work"]["processes"] == 4


def test_every_engine_is_named_with_the_setting_that_chooses_it() -> None:
    rows = ENGINE_ROW.findall(part("Engines"))
    assert {(room, name) for room, name, _ in rows} == {(room, e.name) for room in ROOMS for e in announced(room)}
    assert {setting: name for _, name, setting in rows if setting} == defaults(Settings().engines)


@pytest.mark.parametrize("point", list(chain.from_iterable(map(announced, ROOMS))), ids=lambda point: point.value)
def test_every_option_of_an_engine_is_named_with_its_default(point: Any) -> None:  # noqa: ANN401  # an entry point
    room = point.group.removeprefix("onrecord.")
    row = next(line for line in part("Engines").splitlines() if line.startswith(f"| {room} | `{point.name}` |"))
    for field in dataclasses.fields(point.load()):
        assert f"`{field.name}` (`{json.dumps(field.default)}`)" in row


def test_every_environment_variable_is_named() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", source))
    assert read == set(re.findall(r"^\| `([A-Z_]+)` \|", part("Environment"), re.MULTILINE))
