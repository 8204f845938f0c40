"""A small record: invented speeches in three languages, one of them with a translation."""

# ruff: noqa: RUF001  # Persian and Arabic letters are what is tested

from collections.abc import Sequence

import pytest

from onrecord.check import ShelvedArchive, Spoken
from onrecord.check.archive import in_memory
from onrecord.check.engines.alignment import AlignmentChecker
from onrecord.records import ArchiveSummary, Cue, Line, Transcript, Translation

HARBOUR = (
    "Friends, the harbour of Merrow was built by your grandparents, and we will not sell a single stone of it.",
    (
        "I have heard it said that the fishing fleet has no future. If the valley keeps its promise, the fleet will"
        " return before the winter."
    ),
    (
        "We never asked the islands for money; we asked them for patience, and we consider their patience to be a"
        " source of honor for this town."
    ),
    "The council voted eleven times on the breakwater. Eleven times it said yes, and nobody has laid a brick.",
)
VALLEY = (
    "The orchards of the upper valley need water more than they need speeches, and the reservoir is half empty today.",
    "Our engineers drew three plans for the canal last spring; the cheapest of them would take nine years to dig.",
)
PERSIAN = (
    "ما برای ساختن این بندر سال‌ها کار کردیم و هیچ سنگی از آن را نمی‌فروشیم.",
    "صبر مردم جزیره برای این شهر مایهٔ افتخار است و ما آن را فراموش نمی‌کنیم.",
)
PERSIAN_IN_ENGLISH = (
    "For years we worked to build this port, and we are not selling any of its stones.",
    "The patience of the island people is an honour to this city, and we shall not forget it.",
)
ARABIC = (
    "لقد بنينا هذا الميناء بأيدينا ولن نبيع حجراً واحداً منه مهما كانت الظروف.",
    "إن صبر أهل الجزيرة مصدر فخر لهذه المدينة، وسوف نذكره دائماً في كل مناسبة.",
)


def cues(lines: Sequence[str], *speakers: str) -> tuple[Cue, ...]:
    """Lines of ten seconds each."""
    return tuple(
        Cue(text=line, start_ms=i * 10_000, end_ms=(i + 1) * 10_000, speaker=speakers[i] if speakers else None)
        for i, line in enumerate(lines)
    )


def archive_of(*texts: Spoken) -> ShelvedArchive:
    """An archive of these texts, in memory."""
    shards = in_memory(texts)
    words = sum(entry.words for shard in shards for entry in shard.entries)
    held = {text.item: text for text in texts}
    return ShelvedArchive(
        ArchiveSummary(generation=1, releases=len(texts), hours=0.1, words=words), shards, held.__getitem__
    )


def spoken(item: str, lines: Sequence[str], speaker: str | None = None, *, machine: bool = False) -> Spoken:
    """A transcript of these lines."""
    return Spoken(item=item, release=f"r-{item}", segments=cues(lines), speaker=speaker, machine=machine)


@pytest.fixture(scope="session")
def archive() -> ShelvedArchive:
    """The small record."""
    persian = Transcript(cues=cues(PERSIAN), language="fa", speaker="Dara Velin")
    english = Translation(
        language="en",
        lines=tuple(
            Line(text=line, start_ms=i * 10_000, end_ms=(i + 1) * 10_000, cues=(i,))
            for i, line in enumerate(PERSIAN_IN_ENGLISH)
        ),
        translator="Ines Tamar",
    )
    return archive_of(
        spoken("harbour", HARBOUR, "Orrin, Talia"),
        spoken("valley", VALLEY, "Bram Keswick"),
        Spoken.of_transcript("persian", "r-persian", persian),
        Spoken.of_translation("persian-en", "r-persian", english, persian),
        spoken("arabic", ARABIC, "Samir Adwan"),
    )


@pytest.fixture(scope="session")
def checker() -> AlignmentChecker:
    """The built-in checker."""
    return AlignmentChecker()
