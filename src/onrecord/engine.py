"""What every engine has, and how one is picked.

An engine is a small frozen dataclass: its options are its fields, `name` and `version` are class variables. It is
announced as an entry point of the group `onrecord.<room>`, so an engine of your own is picked in the same way as a
built-in one. An engine whose rule changes must raise its version: the golden tests see to that.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Any, ClassVar, Final, Protocol, runtime_checkable

from onrecord.errors import EngineFailed, InputError, Missing, OnrecordError

_LONGEST_SAID: Final = 300
"""Of what a foreign exception says; some quote their whole input."""


@runtime_checkable
class Engine(Protocol):
    """The common part of every engine."""

    name: ClassVar[str]
    version: ClassVar[str]

    def missing(self) -> str | None:
        """A sentence that says what has to be installed first and how, or None when the engine is ready."""


def identity(engine: Engine) -> str:
    """`name@version`, as it stands in the ledger."""
    return f"{engine.name}@{engine.version}"


def options(engine: Engine) -> dict[str, Any]:
    """The options that differ from their defaults; so a new option changes no key."""
    return {
        field.name: getattr(engine, field.name)
        for field in dataclasses.fields(engine)  # type: ignore[arg-type]  # engines are dataclasses
        if getattr(engine, field.name) != field.default
    }


def announced(room: str) -> Iterator[EntryPoint]:
    """The engines that are announced for a room, built-in and third-party."""
    yield from entry_points(group=f"onrecord.{room}")


def build(room: str, name: str, settings: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  # see below
    """Build the engine `name` of a room with the given options; it fits the room's Protocol, whichever that is.

    Raises InputError where no such engine is announced or an option is unknown, Missing where it isn't installed.
    """
    found = [point for point in announced(room) if point.name == name]
    if not found:
        known = ", ".join(sorted(point.name for point in announced(room))) or "none"
        raise InputError(f"engine {name}", f"is not known to the room {room}", f"choose one of: {known}")
    try:
        engine: Engine = _loaded(found[0])(**(settings or {}))
    except (TypeError, ValueError) as error:
        what = f"was given a wrong option ({error})"
        raise InputError(f"engine {name}", what, "see docs/configuration.md") from error
    if (lack := engine.missing()) is not None:
        raise Missing(f"engine {name}", "is not ready", lack)
    return engine


@contextmanager
def answered_for(room: str, name: str) -> Iterator[None]:
    """Turn what nobody foresaw into EngineFailed, so that one engine's fault on one release doesn't end all work."""
    try:
        yield
    except OnrecordError:
        raise
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_SAID].rstrip(": ")
        remedy = "tell whoever makes that engine, with the file if you can"
        raise EngineFailed(room, f"engine {name} failed: {said}", remedy) from error


def _loaded(point: EntryPoint) -> Callable[..., Engine]:
    """The engine's class. Raises Missing, naming what it lacks."""
    try:
        cls: Callable[..., Engine] = point.load()
    except ModuleNotFoundError as error:
        remedy = f"install what has the module {error.name}, where onrecord is installed"
        raise Missing(f"engine {point.name}", f"can't be loaded ({error})", remedy) from error
    except (ImportError, AttributeError, OSError) as error:
        unfit = (isinstance(error, ImportError) and error.name) or point.module
        remedy = f"install a fitting version of {unfit}"
        raise Missing(f"engine {point.name}", f"can't be loaded ({error})", remedy) from error
    return cls
