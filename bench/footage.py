"""How much of the footage in compilations is found in the archive, and where, beside what one would use instead.

    python bench/footage.py [--seed 1] [--queries 14] [--set FOLDER] [--vpdq PYTHON] [--imagehash PYTHON] [TAKE]...
    python bench/footage.py --desk FOLDER

Makes an archive and compilations of it under 22 kinds of change (see `compilations.py`), or takes a `--set` of that
form; reads all of it, and matches each query by picture, by sound and by both. Prints what was found of the time (F1 by
duration), of the segments, false alarms for an hour of queries, the error of the bounds, and the kinds that fall short;
then the same of the peers that are there (see `peers.py`), and how many times more is found than by each.

With `--desk`, the decisions of its editors are the truth: which confirmed matches are found again, and which rejected
ones would come back if nobody had rejected them.
"""

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import av
import drawn
import peers
import scoring
import takes
from compilations import SMALL, Form, compile_footage
from scoring import Score, Stretch

from onrecord.desk import Desk
from onrecord.match import Footage, Held, Shelf, Shelved, match, take_prints
from onrecord.match.engines.footage import FootageMatcher
from onrecord.read import read_media
from onrecord.read.engines.pyav import PyAvReader
from onrecord.records import ArchiveSummary, Compared, Matching, Prints
from onrecord.store import FolderBlobs, Workbench

EVIDENCE: Final[Mapping[str, Compared]] = {"picture": "picture", "sound": "sound", "both": "any"}
COLUMN: Final = {"picture": "visual", "sound": "audio"}
SHORT: Final = 0.95  # a kind of which less is found is named
QUICK: Final = Form(
    sizes=SMALL, rates=(25,), query_s=(23.0, 24.0), stretch_s=(3.0, 3.6), between_s=(1.2, 1.6), queries=5
)

QUICKLY: Final = ("sound", "both")  # pictures take most of the time, and stand in both

Found = Mapping[str, Sequence[Stretch]]


@dataclass(slots=True)
class Collection:
    """Films that were read, and their prints, in a folder of their own."""

    folder: Path
    matcher: FootageMatcher = field(default_factory=FootageMatcher)
    blobs: FolderBlobs = field(init=False)
    bench: Workbench = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "scratch").mkdir(parents=True)
        self.blobs = FolderBlobs(self.folder / "blobs")
        self.bench = Workbench(self.blobs, self.folder / "scratch")

    def prints(self, path: Path) -> Prints:
        """The prints of a film."""
        blob = self.blobs.put(path.read_bytes())
        prints = take_prints(self.matcher, blob, read_media(PyAvReader(), blob, self.bench), self.bench)
        self.blobs.take_all(self.bench.made())
        return prints

    def archive(self, films: Sequence[Path]) -> Footage:
        """An archive of these films, each a release of its name."""
        held = tuple(Held(release=film.stem, title=None, published=None, prints=self.prints(film)) for film in films)
        arrays = tuple(dict.fromkeys(one.prints.array for one in held))
        shelf = Shelf(self.folder / "shelf")
        shelf.add((array, self.blobs.open_path(array)) for array in arrays)
        hours = sum(one.prints.duration_ms for one in held) / 3_600_000
        summary = ArchiveSummary(generation=1, releases=len(held), hours=hours)
        return Footage(summary=summary, shelf=Shelved(folder=self.folder / "shelf", items=arrays), held=held)


def onrecord(folder: Path, evidence: Sequence[str]) -> tuple[Found, float]:
    """What onrecord finds in a set by each kind of evidence, and processor seconds for a minute of query."""
    found: dict[str, list[Stretch]] = {one: [] for one in evidence}
    with tempfile.TemporaryDirectory() as name:
        films = Collection(Path(name) / "films")
        archive = films.archive(_films(folder / "refs"))
        spent = asked = 0.0
        for query in _films(folder / "queries"):
            prints = films.prints(query)
            asked += prints.duration_ms / 60_000
            for one in evidence:
                before = time.process_time()
                matching = match(films.matcher, prints, replace(archive, compared=EVIDENCE[one]), films.bench)
                spent += time.process_time() - before
                found[one] += _stretches(query.stem, matching)
    return found, spent / max(1e-9, asked * len(evidence))


def _stretches(query: str, matching: Matching) -> Iterator[Stretch]:
    for segment in matching.segments:
        for one in segment.matches:
            span = segment.start_ms / 1000, segment.end_ms / 1000
            yield Stretch(query, *span, one.release, one.start_ms / 1000, one.end_ms / 1000)


def _films(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".mp4", ".mkv", ".webm", ".ogv"})


def truth(folder: Path, evidence: str) -> list[Stretch]:
    """What there is to be found by picture, by sound, or by either."""
    names = "query", "ref", "transform"
    with (folder / "gt.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Stretch(
            query=query,
            start=float(row["q_start"]),
            end=float(row["q_end"]),
            ref=ref,
            held_start=float(row["r_start"]),
            held_end=float(row["r_end"]),
            kind=kind,
        )
        for row in rows
        for query, ref, kind in [[row[name] for name in names]]
        if evidence not in COLUMN or row[COLUMN[evidence]] == "1"
    ]


def seconds(folder: Path) -> float:
    """How long the queries of a set are."""
    with (folder / "queries.tsv").open(encoding="utf-8") as file:
        return sum(float(row["dur"]) for row in csv.DictReader(file, delimiter="\t"))


def quality() -> Mapping[str, float]:
    """The figures that are held to floors, on a small drawn set."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = drawn.takes(folder / "takes", 3, places=9, again=2, seconds=8.0, size=SMALL[0])
        compile_footage(folder, given, 3, QUICK)
        found, _ = onrecord(folder, QUICKLY)
        scores = {one: scoring.score(truth(folder, one), found[one], seconds(folder)) for one in QUICKLY}
    figures = {f"{one} F1": score.f1 for one, score in scores.items()}
    figures |= {f"{one} segments": score.whole.hits for one, score in scores.items()}
    return figures | {f"{one}, false alarms": float(score.false_alarms) for one, score in scores.items()}


def show(name: str, evidence: str, score: Score) -> None:
    """Print a score in a line, and the kinds that fall short in others."""
    bound = "" if score.bound is None else f"   bounds {score.bound:.2f} s"
    print(
        f"{name:12} {evidence:8} F1 {score.f1:.3f} (P {score.precision:.3f} R {score.whole.recall:.3f})   "
        f"segments {score.whole.hits:.3f}   false alarms {score.alarms_an_hour:.1f}/h{bound}"
    )
    if name == "onrecord":
        for kind, tally in sorted(score.by_kind.items()):
            if min(tally.recall, tally.hits) < SHORT:
                print(f"  {kind:12} of {tally.segments} {tally.hits:.2f}   of the time {tally.recall:.2f}")


def beside(folder: Path, peer: peers.Peer, ours: Score) -> None:
    """Measure a peer on a set, and print how many times more onrecord finds."""
    before = processor_time()
    held = {film.stem: peer.code(film) for film in _films(folder / "refs")}
    found = [
        stretch
        for query in _films(folder / "queries")
        for stretch in peers.stretches(peer, query.stem, peer.code(query), held)
    ]
    score = scoring.score(truth(folder, peer.evidence), found, seconds(folder))
    show(peer.name, peer.evidence, score)
    times = "only onrecord finds any" if not score.f1 else f"{ours.f1 / score.f1:.2f} x its F1"
    print(f"  onrecord: {times}; the peer took {processor_time() - before:.0f} s of processor time")


def processor_time() -> float:
    """Processor time of this process and those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def desk(folder: Path) -> None:
    """Hold what is found now against what the editors of a desk have decided."""
    with Desk(folder) as held, tempfile.TemporaryDirectory() as scratch:
        decided: dict[tuple[str, str], str] = {}
        for entry, decision in held.ledger.records("decision", holding='"match '):
            if entry.release and decision.other and decision.kind in {"match confirmed", "match rejected"}:
                decided[entry.release, decision.other] = decision.kind
        bench = Workbench(held.blobs, Path(scratch))
        seen = {release: _seen(held, release, bench) for release, _ in decided}
    for kind, said in (("match confirmed", "found again"), ("match rejected", "would come back")):
        pairs = [pair for pair, decision in decided.items() if decision == kind]
        right = [pair for pair in pairs if pair[1] in seen[pair[0]]]
        print(f"{kind}: {len(right)} of {len(pairs)} {said}")
        named = right if kind == "match rejected" else [pair for pair in pairs if pair not in right]
        for release, other in named:
            print(f"  {release} and {other} {'would come back' if named is right else 'are not found again'}")


def _seen(held: Desk, release: str, bench: Workbench) -> set[str]:
    """The releases that a release of a desk matches, be they rejected or not."""
    kept = held.catalogue.prints(release)
    if kept is None:
        return set()
    footage: Footage = held.footage(kept.record).value
    others = tuple(one for one in footage.held if one.release != release)
    items = tuple(dict.fromkeys(one.prints.array for one in others))
    besides = replace(footage, held=others, shelf=replace(footage.shelf, items=items))
    matching = match(FootageMatcher(), kept.record, besides, bench)
    return {one.release for segment in matching.segments for one in segment.matches}


def main() -> None:
    """Measure, on footage that is made or given."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("takes", type=Path, nargs="*")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--queries", type=int, default=14)
    options.add_argument("--set", type=Path, dest="made")
    options.add_argument("--desk", type=Path)
    options.add_argument("--vpdq")
    options.add_argument("--imagehash")
    asked = options.parse_args()
    av.logging.set_level(av.logging.ERROR)
    if asked.desk:
        desk(asked.desk)
        return
    with tempfile.TemporaryDirectory() as name:
        folder: Path = asked.made or Path(name)
        if asked.made is None:
            given = [takes.whole(path) for path in asked.takes]
            given = given or drawn.takes(folder / "takes", asked.seed, places=20, again=4, seconds=16.0)
            compile_footage(folder, given, asked.seed, Form(queries=asked.queries), print)
        found, cost = onrecord(folder, tuple(EVIDENCE))
        ours = {one: scoring.score(truth(folder, one), found[one], seconds(folder)) for one in EVIDENCE}
        for one, score in ours.items():
            show("onrecord", one, score)
        print(f"  matching took {cost:.1f} s of processor time for a minute of query")
        there, absent = peers.peers(asked.vpdq, asked.imagehash)
        for peer in there:
            beside(folder, peer, ours[peer.evidence])
        print(*absent, sep="\n")


if __name__ == "__main__":
    main()
