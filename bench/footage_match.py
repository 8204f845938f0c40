"""What it takes to hold an hour of video against archives of many hours, as a whole: CPU, time, memory, what is found.

    python bench/footage_match.py --given FILE... [--strange FILE...] [--hours 10 100] [--folder FOLDER]

The archives are of prints taken of the given videos, laid one after the other for hours in another order each time; the
codes of each hour are changed a little, and of most hours so joined of two that nobody has filmed them. What is asked
for is an hour of ten-second stretches: of the given videos, with bits turned over and grain, and between them of the
strange ones, which the archive doesn't hold.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import footage_scale
import numpy as np
import numpy.typing as npt
from footage_scale import HOUR_MS, LEAST_STEADY, REPEATED, STEADIEST, TURNED

from onrecord.match.archive import Archive, Codes, Neighbours
from onrecord.match.pictures import find_pictures
from onrecord.match.shelf import Shelf
from onrecord.match.shelved import open_archive
from onrecord.match.sounds import find_sounds
from onrecord.prints import Channel, FootagePrints, load, save
from onrecord.prints.form import Arrays, ChannelPrints

STRETCH_MS: Final = 10_000
VARIANTS: Final = 6
"""Print files that hours share; the codes on the shelf are different for each hour."""
LEVEL_MS: Final = {"levels": 40, "scales": 1_280}
"""What one row stands for, of what the sound keeps at regular times."""
GRAIN: Final = 3.0


def main() -> None:
    """Make archives, hold an hour against them, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hours", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--given", type=Path, nargs="+", required=True)
    parser.add_argument("--strange", type=Path, nargs="*", default=[])
    parser.add_argument("--folder", type=Path, help="keep the archives here")
    options = parser.parse_args()
    chance = np.random.default_rng(4)
    given, strange = footage_scale.given(options.given), footage_scale.given(options.strange)
    query = _query(given, strange or given, chance)
    with tempfile.TemporaryDirectory() as name:
        for hours in options.hours:
            _run((options.folder or Path(name)) / f"{hours}h", given, query, hours)


def _query(
    given: Sequence[FootagePrints], strange: Sequence[FootagePrints], chance: np.random.Generator
) -> FootagePrints:
    some = []
    for number in range(HOUR_MS // STRETCH_MS):
        source = (given, strange)[number % 2]
        one = source[int(chance.integers(len(source)))]
        begin = int(chance.integers(max(1, one.duration_ms - STRETCH_MS)))
        some.append(_part(one, begin, begin + STRETCH_MS))
    return _changed(_joined(some), chance, STEADIEST, LEAST_STEADY, is_new=False)


def _run(folder: Path, given: Sequence[FootagePrints], query: FootagePrints, hours: int) -> None:
    shelf, chance = Shelf(folder / "shelf"), np.random.default_rng(hours)
    base = [_joined([given[i] for i in chance.permutation(len(given))] * 99, HOUR_MS) for _ in range(VARIANTS)]
    new = [_changed(one, chance, TURNED, TURNED, is_new=True) for one in base]
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        f"hour{n}": folder / f"{n % VARIANTS}{'new'[: 3 * (chance.random() >= REPEATED)]}.npz" for n in range(hours)
    }
    if not shelf.items():
        for number, both in enumerate(zip(base, new, strict=True)):
            for kind, one in zip(("", "new"), both, strict=True):
                (folder / f"{number}{kind}.npz").write_bytes(save(one))
        shelf.add(_added(folder, files, chance))
        shelf.merge()
    size = sum(path.stat().st_size for path in files.values()) / hours / 1e6
    archive = open_archive(Shelf(folder / "shelf").shards(), list(files), files.__getitem__)
    print(f"{hours} hours, {size:.1f} MB of prints an hour")
    for name, find in (("picture", find_pictures), ("sound", find_sounds)):
        timed, before, wall = _Timed(archive), time.process_time(), time.perf_counter()
        places = find(query, timed, lambda _: None)
        took, waited = time.process_time() - before, time.perf_counter() - wall
        stretches = {place.start_ms // STRETCH_MS for place in places}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(
            f"  {name}: {took:.1f} s of CPU, {waited:.1f} s; {timed.took:.1f} s of these to ask for near codes, "
            f"{timed.loads} prints opened; {len(places)} places that begin in {len(stretches)} stretches; {peak:.0f} MB"
        )


def _added(folder: Path, files: dict[str, Path], chance: np.random.Generator) -> Iterator[tuple[str, Path]]:
    path = folder / "hour.npz"
    for item, file in files.items():
        path.write_bytes(save(_changed(load(file), chance, TURNED, TURNED, is_new=False)))
        yield item, path
    path.unlink()


@dataclass
class _Timed:
    """An archive, and how long it was asked."""

    archive: Archive
    took: float = 0.0
    loads: int = 0

    @property
    def items(self) -> Sequence[str]:
        return self.archive.items

    def count(self, channel: Channel) -> int:
        return self.archive.count(channel)

    def near(self, channel: Channel, codes: Codes, within: int, most: int) -> Neighbours:
        before = time.process_time()
        found = self.archive.near(channel, codes, within, most)
        self.took += time.process_time() - before
        return found

    def prints(self, item: str) -> FootagePrints:
        self.loads += 1
        return self.archive.prints(item)


def _part(one: FootagePrints, begin: int, end: int) -> FootagePrints:
    """What a video's prints are from `begin` to `end`."""
    channels = {name: _channel_part(kept, begin, end) for name, kept in one.channels.items()}
    cuts = one.cuts[(one.cuts > begin) & (one.cuts < end)] - begin
    return FootagePrints(end - begin, cuts.astype(np.int32), channels)


def _channel_part(kept: ChannelPrints, begin: int, end: int) -> ChannelPrints:
    inside = (kept.times >= begin) & (kept.times < end)
    moment = kept.extra.get("moment", np.empty(0)).astype(np.int32)
    shown = (moment >= begin) & (moment < end)
    extra: Arrays = {}
    for name, array in kept.extra.items():
        if name == "moment":
            extra[name] = (moment[shown] - begin).astype(np.int32)
        elif name in LEVEL_MS:
            extra[name] = array[begin // LEVEL_MS[name] : -(-end // LEVEL_MS[name])]
        else:
            extra[name] = (
                array[inside] if len(array) == len(inside) else array[shown] if len(array) == len(shown) else array
            )
    return ChannelPrints((kept.times[inside] - begin).astype(np.int32), kept.codes[inside], extra)


def _joined(some: Sequence[FootagePrints], most_ms: int = HOUR_MS) -> FootagePrints:
    """Prints one after the other, until an hour is full."""
    begins = np.cumsum([0, *(one.duration_ms for one in some)])
    count = int(np.searchsorted(begins, most_ms))
    some, begins = some[:count], begins[:count]
    channels: dict[Any, ChannelPrints] = {}
    for name in some[0].channels:
        parts = [one.channels[name] for one in some]
        times = np.concatenate([part.times + begin for part, begin in zip(parts, begins, strict=True)])
        extra = {key: _together(key, [part.extra[key] for part in parts], begins) for key in parts[0].extra}
        channels[name] = ChannelPrints(times.astype(np.int32), np.concatenate([part.codes for part in parts]), extra)
    cuts = np.concatenate([np.append(one.cuts, 0) + begin for one, begin in zip(some, begins, strict=True)])
    whole = FootagePrints(int(begins[-1] + some[-1].duration_ms), np.unique(cuts[cuts > 0]).astype(np.int32), channels)
    return _part(whole, 0, min(most_ms, whole.duration_ms))


def _together(key: str, arrays: Sequence[npt.NDArray[Any]], begins: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if key == "shape":
        return arrays[0]
    if key == "moment":
        arrays = [array + begin for array, begin in zip(arrays, begins, strict=True)]
    return np.concatenate(arrays)


def _changed(
    one: FootagePrints, chance: np.random.Generator, first: float, last: float, *, is_new: bool
) -> FootagePrints:
    """The prints with bits turned over and grain, or if it is new, of halves of codes that don't belong together."""
    channels: dict[Any, ChannelPrints] = {}
    for name, kept in one.channels.items():
        codes, extra = kept.codes, dict(kept.extra)
        half = codes.shape[1] // 2
        if is_new:
            codes = np.concatenate([chance.permutation(codes[:, :half]), chance.permutation(codes[:, half:])], axis=1)
        turned = chance.random((len(codes), 8 * codes.shape[1]), np.float32) < np.linspace(
            first, last, 8 * codes.shape[1]
        )
        if "thumb" in extra:
            thumb = (chance.permutation(extra["thumb"]) if is_new else extra["thumb"]).astype(np.float64)
            extra["thumb"] = np.clip(thumb + chance.normal(0, GRAIN, thumb.shape), 0, 255).astype(np.uint8)
        channels[name] = replace(kept, codes=codes ^ np.packbits(turned, axis=1), extra=extra)
    return replace(one, channels=channels)


if __name__ == "__main__":
    main()
