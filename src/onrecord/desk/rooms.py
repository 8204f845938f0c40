"""The rooms, each loaded when the desk first enters it: a question about words waits for nothing that film needs."""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from onrecord import background, capture, check, match, quote, read, search, transcribe, translate

__all__ = ["background", "capture", "check", "match", "quote", "read", "search", "transcribe", "translate"]

_ROOMS: Final = frozenset(__all__)


def __getattr__(name: str) -> ModuleType:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(f"onrecord.{name}")
