"""Packages whose names are loaded when they are first used: a question doesn't wait for what only film needs."""

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any


def loaded(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """What a package calls its `__getattr__`; `homes` are its names, each with the module that has it."""

    def named(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return named
