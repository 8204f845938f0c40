"""Places: a stretch of a video, and the stretch of a release that it maps onto."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the query that shows, or sounds like, a stretch of what is held. Times are ms.

    `item` names the prints that are held (their blob). `evidence` is in nats: the logarithm of how much likelier the
    agreement is in the same footage than in any other. `score` is how well the two agree, 0 to 1. `same_moment` is
    False where only the setting is the same: another take at the same place.
    """

    item: str
    start_ms: int
    end_ms: int
    held_start_ms: int
    held_end_ms: int
    by: Literal["picture", "sound"]
    evidence: float
    score: float
    mirrored: bool = False
    same_moment: bool = True

    @property
    def speed(self) -> float:
        """How much faster than in the release it is played: ms of the release in one ms of the query."""
        return (self.held_end_ms - self.held_start_ms) / (self.end_ms - self.start_ms)

    def held_at(self, ms: float) -> float:
        """Where a moment of the query stands in what is held."""
        return self.held_start_ms + (ms - self.start_ms) * self.speed

    def query_at(self, held_ms: float) -> float:
        """Where a moment of what is held stands in the query."""
        return self.start_ms + (held_ms - self.held_start_ms) / self.speed

    def cut(self, start_ms: int, end_ms: int) -> "Place":
        """The part of this place that lies in a stretch of the query."""
        start, end = max(start_ms, self.start_ms), min(end_ms, self.end_ms)
        held = round(self.held_at(start)), round(self.held_at(end))
        return replace(self, start_ms=start, end_ms=end, held_start_ms=held[0], held_end_ms=held[1])
