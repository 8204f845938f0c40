"""Which items of a source were offered before."""

import hashlib
from collections.abc import Iterable
from typing import Final

KEPT: Final = 10_000
"""Ids that are remembered after a source stopped listing them; feeds list at most a few hundred at once."""
_MAX_ID: Final = 200


def short_id(said: str) -> str:
    """The id that a source gives an item, or its hash where it is long."""
    return said if len(said) <= _MAX_ID else hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def remembered(listed: Iterable[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """The ids to remember: all that are listed now, then those from before, as far as there is room."""
    now = tuple(dict.fromkeys(listed))
    return tuple(dict.fromkeys((*now, *earlier)))[: max(KEPT, len(now))]
