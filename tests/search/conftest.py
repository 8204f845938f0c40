"""A shelf, and invented speeches to put on it."""

# ruff: noqa: RUF001  # letters of several scripts are what is looked for

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onrecord.records import Cue
from onrecord.search import Searchable, Shelf, shelve

OPENING = Searchable(
    item="opening",
    release="r1",
    kind="transcript",
    language="en-GB",
    speaker="Lena Marsh",
    source="Port Office of Averland",
    title="The harbour opens",
    date="2021-03-05",
    segments=(
        Cue(text="Good morning. Today the new", start_ms=1000, end_ms=3500),
        Cue(text="harbour opens,  and the Minister", start_ms=3500, end_ms=6000),
        Cue(text="♪", start_ms=6000, end_ms=6500),
        Cue(text="— is it true? —", start_ms=6500, end_ms=7000, speaker="A reporter, Tomas Reed"),
        Cue(text="will speak at noon.", start_ms=7000, end_ms=9000),
    ),
)
PERSIAN = Searchable(
    item="persian",
    release="r2",
    kind="translation",
    language="fa",
    segments=(
        Cue(text="امروز بندرِ تازه", start_ms=1000, end_ms=3500),
        Cue(text="باز می‌شود و كشتي‌ها ۱۲ نفرند", start_ms=3500, end_ms=6000),
    ),
)
PAGE = Searchable(
    item="page",
    release="r3",
    kind="page",
    language="en",
    title="Averland's harbour",
    date="2021-03-06",
    segments=(Cue(text="The harbour opens on Friday. No ship has come yet; the harbour-master waits."),),
)


@dataclass
class Stand:
    """A shelf together with the original texts of what stands on it."""

    shelf: Shelf
    originals: dict[str, str] = field(default_factory=dict)

    def add(self, *searchables: Searchable) -> "Stand":
        """Put items on the shelf, and keep their texts."""
        shelve(searchables, self.shelf)
        self.originals |= {each.item: "\n".join(cue.text for cue in each.segments) for each in searchables}
        return self

    @property
    def texts(self) -> Callable[[str], str]:
        """What the desk gives a searcher."""
        return self.originals.__getitem__


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(Shelf(tmp_path / "search")).add(OPENING, PERSIAN, PAGE)
