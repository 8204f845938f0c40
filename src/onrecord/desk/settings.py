"""What a desk has settled, in `onrecord.toml`. docs/configuration.md names every setting."""

import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from onrecord.engine import announced
from onrecord.errors import InputError, NewerDesk, NotADesk
from onrecord.limits import Limits

FILE_NAME: Final = "onrecord.toml"
FORMAT: Final = 1
BY_ADDRESS: Final = ("watch", "capture")
"""Rooms in which the engine that takes an address is used, so that no setting chooses one."""

TEMPLATE: Final = """\
# The settings of this desk; docs/configuration.md names them all.
format = 1
name = {name}
languages = ["en"]          # what transcripts are carried over into

[dispatch]
credit = [{name}]           # names that a reprint has to give
addresses = []              # where dispatches are published, e.g. "https://desk.example/reports/"
promos = []                 # lines of ours that reprints like to cut
"""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Engines(_Section):
    """Which engine works in which room, by door."""

    read_media: str = "pyav"
    read_page: str = "trafilatura"
    sheet: str = "pillow"
    match: str = "footage"
    pairs: str = "pillow"
    transcribe: str = "captions"
    translate: str = "captions"
    quote: str = "marks"
    check: str = "alignment"
    background: str = "yaml"
    dispatch: str = "folder"
    clip: str = "pyav"
    spread: str = "words"
    search: str = "fts5"


class Watch(_Section):
    """How often a feed is asked what is new while somebody follows."""

    every_seconds: float = Field(default=300, gt=0)


class Work(_Section):
    """How work is done: worker processes, the longest that one step may take, and the first wait after a failure."""

    processes: int = Field(default=2, gt=0)
    step_seconds: float = Field(default=3600, gt=0)
    retry_seconds: float = Field(default=60, gt=0)


class Shards(_Section):
    """Where a room's shards lie: in an object store, or without one on the desk's shelves."""

    shards: str = ""


class Dispatch(_Section):
    """What stands on every dispatch of this desk, and what a reprint has to keep."""

    credit: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()


class Settings(_Section):
    """The settings of a desk."""

    format: int = FORMAT
    name: str = "A desk"
    languages: tuple[str, ...] = ("en",)
    background: str = "background.yaml"
    engines: Engines = Engines()
    options: dict[str, dict[str, Any]] = {}
    watch: Watch = Watch()
    capture: Limits = Limits()
    work: Work = Work()
    check: Shards = Shards()
    match: Shards = Shards()
    dispatch: Dispatch = Dispatch()

    @field_validator("options")
    @classmethod
    def _of_engines(cls, options: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        for name in options.keys() - Engines.model_fields.keys() - _named_by_address():
            raise PydanticCustomError("unknown_options", "[options.{name}] belongs to no engine", {"name": name})
        return options

    def options_of(self, setting: str) -> dict[str, Any]:
        """The options of the engine that a setting chooses, or that `by_address` names."""
        return self.options.get(setting, {})


def by_address(room: str, engine: str) -> str:
    """What stands for a setting where none chooses the engine, because it is the one that takes the address."""
    return f"{room}_{engine}"


def _named_by_address() -> set[str]:
    return {by_address(room, point.name) for room in BY_ADDRESS for point in announced(room)}


def read_settings(folder: Path) -> Settings:
    """The settings of the desk in a folder. Raises NotADesk, NewerDesk, or InputError naming the wrong setting."""
    path = folder / FILE_NAME
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotADesk(str(folder), f"is no desk (it has no {FILE_NAME})", "make one with `onrecord init`") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not TOML ({error})", "mend that line") from error
    if isinstance(values.get("format"), int) and values["format"] > FORMAT:
        raise NewerDesk(str(folder), "was made by a newer onrecord", "upgrade with `pip install -U onrecord`")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(str(path), f"setting {where}: {first['msg']}", "see docs/configuration.md") from error
