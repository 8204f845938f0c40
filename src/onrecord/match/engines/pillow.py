"""Draws what was matched, side by side, with Pillow."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from onrecord import media, sheet
from onrecord.match.pairs import Pair, pairs
from onrecord.records import Matching


@dataclass(frozen=True, slots=True, kw_only=True)
class PillowPairs:
    """A row a segment: the video on the left, the release where it was seen on the right."""

    name: ClassVar[str] = "pillow"
    version: ClassVar[str] = "1"

    def missing(self) -> str | None:
        """Nothing: Pillow and PyAV come along."""
        return None

    def draw_pairs(self, matching: Matching, query: Path, releases: Mapping[str, Path], path: Path) -> None:
        """Write the rows as a PNG."""
        found = list(pairs(matching))
        shown = media.stills(query, [pair.query_ms for pair in found], sheet.WIDTH)
        rows = [
            [sheet.Tile(still, pair.query_lines), *_seen(pair, releases)]
            for pair, still in zip(found, shown, strict=True)
        ]
        sheet.draw(rows, path)


def _seen(pair: Pair, releases: Mapping[str, Path]) -> list[sheet.Tile]:
    if pair.release is None or pair.release_ms is None:
        return []
    file = releases.get(pair.release)
    still = next(media.stills(file, [pair.release_ms], sheet.WIDTH), None) if file else None
    return [sheet.Tile(still, pair.release_lines)]
