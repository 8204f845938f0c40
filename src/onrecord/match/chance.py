"""How many matches as good an archive of this size would give by chance.

By Karlin and Altschul's reckoning for local alignments, among m moments of a video and n moments of an archive that are
compared in k ways, the number of stretches whose evidence reaches S by chance alone is at most

    chance = k * m * n * exp(-S)

It holds as long as exp(evidence), averaged over the moments of unrelated footage, stays at or below 1, which is what
whoever finds places has to see to. Picture and sound are different witnesses: where both tell the same, their evidence
adds up.
"""

import math
from dataclasses import dataclass
from typing import Final

MOMENT_MS: Final = 250
"""Moments nearer than this are hardly two: pictures are printed about so often."""

WAYS: Final = 2
"""As it is, or changed: mirrored, or at another speed. Which of the other speeds is paid for in evidence."""

OTHER_SPEEDS: Final = 28
"""The speeds from 0.5 to 2 that differ by 5 %."""

_LEAST: Final = -690.0
"""The logarithm of the smallest chance that is told: nothing is impossible, and a float ends soon after it."""


@dataclass(frozen=True, slots=True)
class Space:
    """All the places where the footage of a video could be thought to lie: its own length and the archive's, in ms."""

    query_ms: int
    archive_ms: int

    @property
    def size(self) -> float:
        """How many places there are; at least one."""
        return max(1.0, WAYS * (self.query_ms / MOMENT_MS) * (self.archive_ms / MOMENT_MS))

    def chance(self, evidence: float) -> float:
        """The expected number of matches with so much evidence (nats) by chance."""
        logarithm = max(_LEAST, math.log(self.size) - evidence)
        return float(f"{math.exp(min(logarithm, 0.0)):.3g}")

    def least_evidence(self, most_chance: float) -> float:
        """The evidence from which on chance brings at most so many matches."""
        return math.log(self.size / most_chance)


def further_evidence(evidence: float, apart_ms: int) -> float:
    """What another place on a line that is known already adds to its evidence.

    It could have been found anywhere on that line, nearer or as far: those are the places that chance had.
    """
    return evidence - math.log(2 * (1 + apart_ms / MOMENT_MS))
