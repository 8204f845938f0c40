"""docs/configuration.md names every setting with its default, and every engine with its options."""

import dataclasses
import json
import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest

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


DEFAULTS: Final[dict[str, Any]] = json.loads(Settings().model_dump_json())
SECTIONS: Final = sorted(DEFAULTS.keys() - {"options"} - {n for n, v in DEFAULTS.items() if not isinstance(v, dict)})


def test_the_desks_own_settings_are_named_with_their_defaults() -> None:
    own = {name: default for name, default in DEFAULTS.items() if name not in SECTIONS}
    assert documented("The desk") | documented("`[options.*]`") == own


@pytest.mark.parametrize("name", SECTIONS)
def test_a_sections_settings_are_named_with_their_defaults(name: str) -> None:
    assert documented(f"`[{name}]`") == DEFAULTS[name]


def test_the_example_is_one(tmp_path: Path) -> None:
    (block,) = blocks(PAGE)
    (tmp_path / FILE_NAME).write_text(block.text, encoding="utf-8")
    assert read_settings(tmp_path).options["check"] == {"chance_limit": 0.001}
    assert tomllib.loads(block.text)["work"]["processes"] == 4


def test_every_engine_is_named_with_the_setting_that_chooses_it() -> None:
    rows = ENGINE_ROW.findall(part("Engines"))
    assert {(room, name) for room, name, _ in rows} == {(room, e.name) for room in ROOMS for e in announced(room)}
    assert {setting: name for _, name, setting in rows if setting} == DEFAULTS["engines"]


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
