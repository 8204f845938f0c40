"""How much one capture, or one look at a feed, may take."""

from dataclasses import dataclass

from pydantic import NonNegativeInt, PositiveFloat, PositiveInt


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one capture: the section `[capture]` of a desk's settings.

    `bytes` counts what is kept, after decompression; `seconds` is for one address, with all its redirects.
    """

    bytes: PositiveInt = 4 * 1024**3
    seconds: PositiveFloat = 600
    redirects: NonNegativeInt = 10
