"""Text from outside, made harmless to show."""

import re
from typing import Final

# Embeddings and overrides can turn around what stands after them; isolates and single marks can't.
_TURNING: Final = "\u202a-\u202e"
_CONTROLS: Final = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff{_TURNING}]")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


def harmless(text: str) -> str:
    """The text without control characters and without those that turn around the direction of what follows."""
    return _CONTROLS.sub("", text)


def language_tag(language: str | None) -> str | None:
    """The language where it is a tag that a page can carry, else None."""
    return language if language is not None and _TAG.fullmatch(language) else None
