"""An archive, and compilations that hold stretches of it among other footage, each under one of 22 kinds of change.

    python bench/compilations.py FOLDER [--seed 1] [--queries 14] [--small] [--again TAKE]... [TAKE]...

Writes `refs/` (several takes joined), `queries/`, `gt.tsv` (which second of a query is which second of the archive),
`queries.tsv`, `ref_shots.tsv` (the takes of the archive) and `confusions.tsv` (where a query shows a place that stands
in the archive at another time). TAKE are video files of one take each; without any, footage is drawn. Of a file given
with `--again` the first half goes into the archive and the second among the other footage: the same place, another
moment. The same seed writes the same pictures and the same sound.
"""

import argparse
import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import Any, Final

import av
import changes
import drawn
import numpy as np
import takes
from takes import SOUND_RATE, Picture, Samples, Size, Take

SIZES: Final = ((640, 360), (640, 360), (854, 480), (1280, 720))
SMALL: Final = ((426, 240),)
RATES: Final = (25, 25, 30)
REF_RATE: Final = 25
REF_TAKES: Final = 5
ARCHIVE_SHARE: Final = 0.6  # of the takes; the others stand between them
NEGATIVE_SHARE: Final = 0.15  # of the queries, which hold nothing of the archive
DISSOLVES: Final = 0.2  # of the joins
NEXT_TO: Final = 0.15  # of the stretches, which follow another one without footage between
QUERY_S: Final = (30.0, 60.0)
STRETCH_S: Final = (4.0, 12.0)
BETWEEN_S: Final = (2.0, 5.0)
TRIES: Final = 40

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How large a compilation is made."""

    sizes: Sequence[Size] = SIZES
    rates: Sequence[int] = RATES
    query_s: tuple[float, float] = QUERY_S
    stretch_s: tuple[float, float] = STRETCH_S
    between_s: tuple[float, float] = BETWEEN_S
    queries: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A film of the archive, and where its takes begin and end in it, in seconds."""

    path: Path
    takes: tuple[tuple[float, float, Take], ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.takes[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a query, `count` frames of it; `truth` says what of the archive it is, where it is any."""

    shown: Iterator[Picture]
    heard: Samples
    count: int
    truth: Row | None = None
    confused: tuple[str, ...] = ()


class Archive:
    """Takes divided into those that the archive holds and the others, and the films that hold them."""

    def __init__(self, folder: Path, given: Sequence[Take], chance: np.random.Generator, sizes: Sequence[Size]) -> None:
        self.voices = {take: number for number, take in enumerate(given)}
        held, self.others = _divided(given, chance)
        (folder / "refs").mkdir(parents=True, exist_ok=True)
        groups = [held[begin : begin + REF_TAKES] for begin in range(0, len(held), REF_TAKES)]
        self.refs = [
            self._write(folder / "refs" / f"ref{number:02}.mp4", group, sizes[number % len(sizes)])
            for number, group in enumerate(groups)
        ]

    def voice(self, take: Take, at: float, seconds: float) -> Samples:
        """What is heard in a take; one that has no sound is given one of its own."""
        if takes.has_sound(take.path):
            return takes.sound(take.path, take.start + at, seconds)
        begin, count = round(at * SOUND_RATE), round(seconds * SOUND_RATE)
        own = drawn.heard((self.voices[take], 77), take.seconds + 1)[begin : begin + count]
        return np.pad(own, (0, count - len(own)))

    def places(self, place: str) -> list[str]:
        """The films of the archive that show a place."""
        return [ref.path.stem for ref in self.refs if any(take.place == place for *_, take in ref.takes)]

    def _write(self, path: Path, group: Sequence[Take], size: Size) -> Ref:
        counts = [int(take.seconds * REF_RATE) for take in group]
        ends = list(accumulate(count / REF_RATE for count in counts))
        ref = Ref(path=path, takes=tuple(zip([0.0, *ends], ends, group, strict=False)))
        shown = (
            takes.fitted(picture, size)
            for take, count in zip(group, counts, strict=True)
            for picture in takes.pictures(take.path, take.start, count, 1 / REF_RATE)
        )
        heard = [self.voice(take, 0.0, count / REF_RATE) for take, count in zip(group, counts, strict=True)]
        takes.write(path, shown, np.concatenate(heard), rate=REF_RATE, crf=19, size=size)
        return ref


def _divided(given: Sequence[Take], chance: np.random.Generator) -> tuple[list[Take], list[Take]]:
    """Of a place shown twice the first take goes into the archive; the others are divided by chance."""
    by_place: dict[str, list[Take]] = {}
    for take in given:
        by_place.setdefault(take.place, []).append(take)
    twice = [found for found in by_place.values() if len(found) > 1]
    once = [found[0] for found in by_place.values() if len(found) == 1]
    order = [once[index] for index in chance.permutation(len(once))]
    most = round(ARCHIVE_SHARE * len(once))
    held = [*(found[0] for found in twice), *order[:most]]
    held = [held[index] for index in chance.permutation(len(held))]
    return held, [*(take for found in twice for take in found[1:]), *order[most:]]


class Compiler:
    """Cuts queries, each in its own size and rate."""

    def __init__(self, archive: Archive, form: Form, chance: np.random.Generator, scratch: Path) -> None:
        self.archive, self.form, self.chance, self.scratch = archive, form, chance, scratch
        self._kinds: list[str] = []
        self._used: dict[str, list[tuple[float, float]]] = {}

    def query(self, path: Path, number: int, *, negative: bool) -> tuple[Row, list[Row], list[Row]]:
        """Write one. Gives its row, the rows of truth and those of what may be confused."""
        size = self.form.sizes[number % len(self.form.sizes)]
        rate = self.form.rates[int(self.chance.integers(0, len(self.form.rates)))]
        pieces = list(self._pieces(size, rate, negative=negative))
        shorter = [min(a.count, b.count) for a, b in pairwise(pieces)]
        dissolves = [0, *(self._dissolve(rate, count // 3) for count in shorter), 0]
        heard = _heard(pieces, dissolves, rate)
        crf = int(self.chance.integers(22, 29))
        takes.write(path, _shown(pieces, dissolves), heard, rate=rate, crf=crf, size=size)
        rows, confused = _rows(path.stem, pieces, dissolves, rate)
        seconds = len(heard) / SOUND_RATE
        return {"query": path.stem, "w": size[0], "h": size[1], "fps": rate, "dur": f"{seconds:.3f}"}, rows, confused

    def _pieces(self, size: Size, rate: int, *, negative: bool) -> Iterator[Piece]:
        long, done = self.chance.uniform(*self.form.query_s), 0.0
        while done < long:
            if not done or negative or self.chance.random() > NEXT_TO:
                piece = self._between(size, rate)
                done += piece.count / rate
                yield piece
            if not negative:
                piece = self._stretch(size, rate)
                done += piece.count / rate
                yield piece
        yield self._between(size, rate)

    def _dissolve(self, rate: int, most: int) -> int:
        """Frames that two neighbours share: none at a cut, an even number at a dissolve."""
        if self.chance.random() >= DISSOLVES:
            return 0
        return min(round(self.chance.uniform(0.15, 0.4) * rate), most // 2) * 2

    def _between(self, size: Size, rate: int) -> Piece:
        take = self._other()
        seconds = min(self.chance.uniform(*self.form.between_s), take.seconds - 0.2)
        at = self.chance.uniform(0, take.seconds - seconds)
        count = round(seconds * rate)
        shown = (takes.fitted(p, size) for p in takes.pictures(take.path, take.start + at, count, 1 / rate))
        heard = self.archive.voice(take, at, count / rate)
        return Piece(shown=shown, heard=heard, count=count, confused=tuple(self.archive.places(take.place)))

    def _other(self) -> Take:
        return self.archive.others[int(self.chance.integers(0, len(self.archive.others)))]

    def _stretch(self, size: Size, rate: int) -> Piece:
        if not self._kinds:
            self._kinds = [changes.KINDS[index] for index in self.chance.permutation(len(changes.KINDS))]
        kind = self._kinds.pop()
        speed = changes.SPEEDS.get(kind, 1.0)
        count = round(self.chance.uniform(*self.form.stretch_s) * rate)
        seconds = count / rate * speed
        ref, start = self._somewhere(seconds, must_sound=kind == "audio_only")
        other = np.random.default_rng(int(self.chance.integers(0, 2**31)))
        stage = changes.Stage(
            size=size, rate=rate, chance=self.chance, other=lambda: self._behind(other, rate), folder=self.scratch
        )
        source = takes.pictures(ref.path, start, count, speed / rate)
        was = takes.sound(ref.path, start, seconds)
        truth = {
            "ref": ref.path.stem, "start": start, "speed": speed, "transform": kind,
            "visual": int(kind != "audio_only"), "audio": int(kind != "music" and not takes.is_silent(was)),
        }  # fmt: skip
        return Piece(
            shown=changes.CHANGES[kind](source, stage), heard=self._sounding(was, kind, speed), count=count, truth=truth
        )

    def _sounding(self, was: Samples, kind: str, speed: float) -> Samples:
        if kind == "music":
            played = drawn.music(self.chance, len(was) / SOUND_RATE)
            return np.asarray(0.5 * played / np.abs(played).max(), np.float32)
        return was if speed == 1.0 else changes.played_at(was, speed)

    def _behind(self, chance: np.random.Generator, rate: int) -> Iterator[Picture]:
        """Other footage without end."""
        others = self.archive.others
        while True:
            take = others[int(chance.integers(0, len(others)))]
            yield from takes.pictures(take.path, take.start, int(take.seconds * rate), 1 / rate)

    def _somewhere(self, seconds: float, *, must_sound: bool) -> tuple[Ref, float]:
        """A stretch of the archive, of which little was taken before."""
        refs, found = self.archive.refs, None
        lengths = np.array([ref.seconds for ref in refs])
        for _ in range(TRIES):
            ref = refs[int(self.chance.choice(len(refs), p=lengths / lengths.sum()))]
            start = round(self.chance.uniform(0, ref.seconds - seconds - 0.1), 3)
            if must_sound and takes.is_silent(takes.sound(ref.path, start, seconds)):
                continue
            found = ref, start
            used = self._used.setdefault(ref.path.stem, [])
            if all(min(b, start + seconds) - max(a, start) < seconds / 2 for a, b in used):
                used.append((start, start + seconds))
                break
        assert found is not None, "no film of the archive has a sound"
        return found


def _shown(pieces: Sequence[Piece], dissolves: Sequence[int]) -> Iterator[Picture]:
    tail: list[Picture] = []
    for number, piece in enumerate(pieces):
        before, after = dissolves[number], dissolves[number + 1]
        shown = islice(piece.shown, piece.count)
        for step, (old, new) in enumerate(zip(tail, islice(shown, before), strict=True)):
            share = (step + 0.5) / before
            yield (old * (1 - share) + new * share).astype(np.uint8)
        yield from islice(shown, piece.count - before - after)
        tail = list(shown)


def _heard(pieces: Sequence[Piece], dissolves: Sequence[int], rate: int) -> Samples:
    starts = _starts(pieces, dissolves)
    whole = np.zeros(round((starts[-1] + pieces[-1].count) / rate * SOUND_RATE), np.float32)
    for number, (piece, start) in enumerate(zip(pieces, starts, strict=True)):
        begin, count = round(start / rate * SOUND_RATE), round(piece.count / rate * SOUND_RATE)
        samples = np.zeros(count, np.float32)
        samples[: min(count, len(piece.heard))] = piece.heard[:count]
        rise, fall = (round(dissolves[number + side] / rate * SOUND_RATE) for side in (0, 1))
        samples[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
        samples[count - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)
        room = whole[begin : begin + count]
        room += samples[: len(room)]
    return whole


def _starts(pieces: Sequence[Piece], dissolves: Sequence[int]) -> list[int]:
    ends = accumulate(piece.count - dissolves[number + 1] for number, piece in enumerate(pieces))
    return [0, *ends][: len(pieces)]


def _rows(query: str, pieces: Sequence[Piece], dissolves: Sequence[int], rate: int) -> tuple[list[Row], list[Row]]:
    """The truth: a stretch begins and ends in the middle of a dissolve."""
    rows, confused = [], []
    for number, (piece, begin) in enumerate(zip(pieces, _starts(pieces, dissolves), strict=True)):
        first, last = dissolves[number] // 2, piece.count - dissolves[number + 1] // 2
        span = {"query": query, "q_start": (begin + first) / rate, "q_end": (begin + last) / rate}
        confused += [{**span, "ref": ref} for ref in piece.confused]
        if piece.truth is None:
            continue
        start, speed = piece.truth["start"], piece.truth["speed"]
        shown = {"r_start": start + first / rate * speed, "r_end": start + last / rate * speed}
        rows.append(
            {
                **span,
                "ref": piece.truth["ref"],
                **shown,
                **{k: piece.truth[k] for k in ("transform", "visual", "audio")},
            }
        )
    return rows, confused


def compile_footage(
    folder: Path, given: Sequence[Take], seed: int, form: Form, report: Callable[[str], None] = lambda _: None
) -> None:
    """Make an archive of takes and compilations of it in `folder`."""
    chance = np.random.default_rng(seed)
    archive = Archive(folder, given, chance, form.sizes)
    report(f"{len(archive.refs)} films in the archive, {len(archive.others)} other takes")
    (folder / "queries").mkdir(exist_ok=True)
    negatives = max(1, round(NEGATIVE_SHARE * form.queries))
    rows, truth, confused = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        compiler = Compiler(archive, form, chance, Path(scratch))
        for number in range(form.queries):
            path = folder / "queries" / f"q{number:03}.mp4"
            row, stretches, alike = compiler.query(path, number, negative=number >= form.queries - negatives)
            rows.append(row)
            truth += stretches
            confused += alike
            report(f"{row['query']} {row['dur']} s, {' '.join(stretch['transform'] for stretch in stretches)}")
    shots = [
        {"ref": ref.path.stem, "start": a, "end": b, "clip": t.path.name}
        for ref in archive.refs
        for a, b, t in ref.takes
    ]
    span = ("query", "q_start", "q_end", "ref")
    _write_rows(folder / "gt.tsv", (*span, "r_start", "r_end", "transform", "visual", "audio"), truth)
    _write_rows(folder / "queries.tsv", ("query", "w", "h", "fps", "dur"), rows)
    _write_rows(folder / "ref_shots.tsv", ("ref", "start", "end", "clip"), shots)
    _write_rows(folder / "confusions.tsv", span, confused)


def _write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(columns)
        for row in rows:
            table.writerow([f"{row[c]:.3f}" if isinstance(row[c], float) else row[c] for c in columns])


def halves(path: Path) -> list[Take]:
    """The first and the second half of a file, as takes of one place."""
    take = takes.whole(path, most=120.0)
    middle = take.seconds / 2
    return [replace(take, end=middle - 1), replace(take, start=middle + 1)]


def main() -> None:
    """Make footage and compilations of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("takes", type=Path, nargs="*")
    options.add_argument("--again", type=Path, action="append", default=[])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--queries", type=int, default=14)
    options.add_argument("--small", action="store_true", help="pictures of 426 x 240")
    asked = options.parse_args()
    av.logging.set_level(av.logging.ERROR)
    given = [*(half for path in asked.again for half in halves(path)), *map(takes.whole, asked.takes)]
    if not given:
        given = drawn.takes(asked.folder / "takes", asked.seed, places=20, again=4, seconds=16.0)
    form = Form(queries=asked.queries, sizes=SMALL if asked.small else SIZES)
    compile_footage(asked.folder, given, asked.seed, form, lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
