"""How much one capture, or one look at a feed, may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one capture, from the desk's settings. `bytes` counts what is kept, after decompression."""

    bytes: int = 4 * 1024**3
    seconds: float = 600
    redirects: int = 10
