"""Finds footage by its picture and its sound."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from onrecord.match.archive import Archive
from onrecord.match.chance import Space
from onrecord.match.door import Footage, Held
from onrecord.match.listening import listen
from onrecord.match.pictures import find_pictures
from onrecord.match.places import Place
from onrecord.match.quiet import telling
from onrecord.match.segments import Case, judge
from onrecord.match.sounds import find_sounds
from onrecord.prints import FootagePrints, load, save, taker
from onrecord.records import Compared, MediaReading, Prints, Segment
from onrecord.store.workbench import Workbench

_OF_PICTURES: Final = 0.8
"""Of the time that matching takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FootageMatcher:
    """Finds footage that was scaled, cropped, covered in part, graded, mirrored, sped up, dubbed or heard alone."""

    name: ClassVar[str] = "footage"
    version: ClassVar[str] = "1"
    most_chance: float = 1e-3
    """At most so many matches as good by chance, in the whole archive: one in a thousand videos has one."""

    def missing(self) -> str | None:
        """Nothing: NumPy, OpenCV, Faiss and PyAV come along."""
        return None

    def prints(self, path: Path, reading: MediaReading, bench: Workbench) -> Prints:
        """Those that were taken when the file was read, or new ones where these are missing or of another rule."""
        if reading.prints is not None and reading.prints.by == taker.RULE:
            return reading.prints
        cuts = [shot.start_ms for shot in reading.shots[1:]]
        taken = taker.take(path, cuts, reading.duration_ms, bench.report)
        count = sum(len(kept.codes) for kept in taken.channels.values())
        return Prints(array=bench.put(save(taken)), duration_ms=reading.duration_ms, count=count, by=taker.RULE)

    def match(self, prints: Prints, archive: Footage, bench: Workbench) -> tuple[Segment, ...]:
        """Find places by picture and by sound, join them, and keep what chance does not explain."""
        query, held = load(bench.blobs.open_path(prints.array)), _by_item(archive, prints.by)
        if not query.duration_ms:
            return ()
        shelf = archive.shelf.open(bench.blobs.open_path)
        places = _found(query, shelf, archive.compared, bench)
        case = Case(
            query=query,
            telling=telling(query, archive.compared),
            space=Space(query.duration_ms, sum(one.prints.duration_ms for one in archive.held)),
            held=held,
            prints=shelf.prints,
        )
        return judge(case, places, self.most_chance)


def _found(query: FootagePrints, archive: Archive, compared: Compared, bench: Workbench) -> list[Place]:
    """The places by what is compared; pictures take most of the time."""
    share = 1.0 if compared == "picture" else _OF_PICTURES
    seen = find_pictures(query, archive, lambda done: bench.report(done * share)) if compared != "sound" else []
    if compared == "picture":
        return seen
    heard = find_sounds(query, archive, lambda done: bench.report(1.0 - (1.0 - done) * (1.0 - _OF_PICTURES)))
    return [*seen, *heard, *listen(query, archive, seen, heard)]


def _by_item(archive: Footage, rule: str) -> dict[str, list[Held]]:
    """Who holds each item whose prints were taken by this rule, the release that was published first before others."""
    held: defaultdict[str, list[Held]] = defaultdict(list)
    for one in sorted(archive.held, key=lambda h: (h.published or h.captured or "9999", h.release)):
        if one.prints.by == rule:
            held[one.prints.array].append(one)
    return held
