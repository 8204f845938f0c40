"""What it takes to find an hour's footage in archives of many hours: time, memory, disk, and how much is found.

    python bench/footage_scale.py [--hours 4 40] [--given FILE...] [--folder FOLDER]

The archives are of prints taken of the given videos, or else of drawn ones, laid one after the other for hours and
changed: most hours are of codes that nobody has filmed, each joined of two halves; the others repeat what is given.
The hour that is asked for is given too, with bits turned over as changes of footage turn them: little where the codes
are steady, more towards their ends.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import drawn
import numpy as np
import numpy.typing as npt

from onrecord.match.archive import Archive
from onrecord.match.shelf import Shelf
from onrecord.match.shelved import open_archive
from onrecord.prints import CHANNELS, Channel, FootagePrints, load, save, taker
from onrecord.prints.form import ChannelPrints

HOUR_MS: Final = 3_600_000
REPEATED: Final = 0.3
"""Of the hours: footage that is shown again and again."""
TURNED: Final = 0.08
"""Of the bits of what is held, so that no two hours are the same."""
STEADIEST, LEAST_STEADY = 0.05, 0.25
"""Of the first and of the last bits of a code, how many turn over when footage is changed; measured on details."""
POOL: Final = 1 << 18
ASKED: Final[dict[Channel, int]] = {"picture": 14_400, "detail": 216_000, "sound": 170_000}
WITHIN: Final[dict[Channel, int]] = {"picture": 30, "detail": 34, "sound": 36}
MOST: Final = 48
BINS: Final = (0, 12, 20, 36)

Codes = npt.NDArray[np.uint8]


def main() -> None:
    """Make archives, ask them, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hours", type=int, nargs="+", default=[4, 40])
    parser.add_argument("--given", type=Path, nargs="*", default=[])
    parser.add_argument("--folder", type=Path, help="keep the shelves here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        paths = options.given or [t.path for t in drawn.takes(Path(name), 1, places=4, again=0, seconds=12)]
        made = Footage(given(paths), np.random.default_rng(4))
        for hours in options.hours:
            Run(made, folder / f"{hours}h", hours).print_all()


def given(paths: Sequence[Path]) -> list[FootagePrints]:
    """The prints of some videos; of those that hold prints already, these."""
    return [load(path) if path.suffix == ".npz" else taker.take(path, [], 1, lambda _: None) for path in paths]


class Footage:
    """Hours of codes made of a few."""

    def __init__(self, held: Sequence[FootagePrints], chance: np.random.Generator) -> None:
        """Make hours of these."""
        self.hour = {channel: _hour([one.channels[channel] for one in held]) for channel in CHANNELS}
        self._chance = chance
        bits = 8 * 16
        self._little = np.packbits(chance.random((POOL, bits), np.float32) < TURNED, axis=1)
        rates = np.linspace(STEADIEST, LEAST_STEADY, bits) * 2 * chance.random((POOL, 1))
        self._much = np.packbits(chance.random((POOL, bits), np.float32) < rates, axis=1)

    def held(self, number: int) -> FootagePrints:
        """The prints of an hour of the archive; the first is the hour that is given."""
        if number == 0:
            return _prints(self.hour)
        is_new = self._chance.random() >= REPEATED
        return _prints({channel: self._changed(kept, is_new=is_new) for channel, kept in self.hour.items()})

    def _changed(self, kept: ChannelPrints, *, is_new: bool) -> ChannelPrints:
        codes = kept.codes
        if is_new:
            first, second = (self._chance.integers(0, len(codes), len(codes)) for _ in range(2))
            half = codes.shape[1] // 2
            codes = np.concatenate([codes[first, :half], codes[second, half:]], axis=1)
        return ChannelPrints(kept.times, codes ^ self._noise(self._little, codes), {})

    def asked(self, channel: Channel, count: int) -> tuple[npt.NDArray[np.int64], Codes]:
        """Rows of the hour that is given, and their codes as changes leave them."""
        codes = self.hour[channel].codes
        rows = np.sort(self._chance.integers(0, len(codes), count))
        return rows, codes[rows] ^ self._noise(self._much, codes[rows])

    def _noise(self, pool: Codes, codes: Codes) -> Codes:
        noise: Codes = pool[self._chance.integers(0, POOL, len(codes)), : codes.shape[1]]
        return noise


def _hour(channels: Sequence[ChannelPrints]) -> ChannelPrints:
    """Channels one after the other, again and again, until an hour is full."""
    ends = [int(one.times[-1]) + 40 if len(one.times) else 0 for one in channels]
    times, codes, begins = [], [], 0
    while begins < HOUR_MS:
        for one, begin in zip(channels, accumulate(ends[:-1], initial=begins), strict=True):
            times.append(one.times + begin)
            codes.append(one.codes)
        begins += max(1, sum(ends))
    joined = np.concatenate(times)
    return ChannelPrints(joined[joined < HOUR_MS].astype(np.int32), np.concatenate(codes)[joined < HOUR_MS], {})


def _prints(channels: Mapping[Channel, ChannelPrints]) -> FootagePrints:
    return FootagePrints(HOUR_MS, np.empty(0, np.int32), dict(channels))


@dataclass(frozen=True)
class Run:
    """One archive of so many hours."""

    made: Footage
    folder: Path
    hours: int

    def print_all(self) -> None:
        """Make the archive where it isn't there, ask it, and say what it took."""
        shelf = Shelf(self.folder / "shelf")
        began = time.process_time()
        if not shelf.items():
            self.folder.mkdir(parents=True, exist_ok=True)
            shelf.add(self._files())
            shelf.merge()
        took = time.process_time() - began
        size = sum(path.stat().st_size for path in (self.folder / "shelf").glob("*.npz"))
        shards = len(shelf.shards())
        print(
            f"{self.hours} hours: {shards} shards, of each hour {size / self.hours / 1e6:.1f} MB, "
            f"made in {took / self.hours:.2f} s"
        )
        began = time.perf_counter()
        items = [f"hour{number}" for number in range(self.hours)]
        archive = open_archive(Shelf(self.folder / "shelf").shards(), items, lambda item: self.folder / item)
        print(f"  opened in {1000 * (time.perf_counter() - began):.0f} ms")
        for channel in CHANNELS:
            self._ask(archive, channel)

    def _files(self) -> Iterator[tuple[str, Path]]:
        path = self.folder / "prints.npz"
        for number in range(self.hours):
            path.write_bytes(save(self.made.held(number)))
            yield f"hour{number}", path
        path.unlink()

    def _ask(self, archive: Archive, channel: Channel) -> None:
        rows, codes = self.made.asked(channel, ASKED[channel])
        began, wall = time.process_time(), time.perf_counter()
        near = archive.near(channel, codes, WITHIN[channel], MOST)
        took, waited = time.process_time() - began, time.perf_counter() - wall
        right = np.zeros(len(codes), bool)
        given_codes = self.made.hour[channel].codes
        of_given = np.flatnonzero(near.item == 0)
        asked, row = near.asked[of_given], near.row[of_given]
        right[asked[(given_codes[row] == given_codes[rows[asked]]).all(axis=1)]] = True
        distance = np.bitwise_count(codes ^ given_codes[rows]).sum(axis=1)
        shares = [
            f"{right[(distance >= low) & (distance < high)].mean():.0%} of those within {low} to {high - 1} bits"
            for low, high in pairwise(BINS)
        ]
        print(
            f"  {channel}: {archive.count(channel):,} held, {len(codes):,} asked for in {took:.1f} s of CPU "
            f"({waited:.1f} s), {len(near.row):,} near; found {', '.join(shares)}; {_own_memory():.0f} MB of memory"
        )


def _own_memory() -> float:
    """MB that this process holds, without what it has mapped of files."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1e3


if __name__ == "__main__":
    main()
