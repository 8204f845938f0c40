"""An archive that holds every code against every other: slow, and it misses nothing."""

from collections.abc import Mapping, Sequence

import faiss
import numpy as np

from onrecord.match.archive import Codes, Neighbours
from onrecord.prints import Channel, FootagePrints


class ScannedArchive:
    """Prints by item, searched one after the other."""

    def __init__(self, held: Mapping[str, FootagePrints]) -> None:
        self._held = dict(held)

    @property
    def items(self) -> Sequence[str]:
        """The prints that are held."""
        return list(self._held)

    def count(self, channel: Channel) -> int:
        """How many codes of a channel are held in all."""
        return sum(len(p.channels[channel].codes) for p in self._held.values() if channel in p.channels)

    def near(self, channel: Channel, codes: Codes, within: int, most: int) -> Neighbours:
        """The held codes within so many bits of each."""
        found: list[Neighbours] = []
        for number, prints in enumerate(self._held.values()):
            kept = prints.channels.get(channel)
            if kept is None or not len(kept.codes) or not len(codes):
                continue
            index = faiss.IndexBinaryFlat(8 * kept.codes.shape[1])
            index.add(np.ascontiguousarray(kept.codes))
            limits, distances, rows = index.range_search(np.ascontiguousarray(codes), within + 1)
            asked = np.repeat(np.arange(len(codes)), np.diff(limits.astype(np.int64)))
            item = np.full(len(rows), number)
            found.append(Neighbours(*(a.astype(np.int32) for a in (asked, item, rows, kept.times[rows], distances))))
        joined = [
            np.concatenate([getattr(f, name) for f in found] or [np.empty(0, np.int32)]) for name in Neighbours._fields
        ]
        order = np.lexsort((joined[4], joined[0]))
        rank = np.arange(len(order)) - np.searchsorted(joined[0][order], joined[0][order])
        return Neighbours(*(array[order][rank < most] for array in joined))

    def prints(self, item: str) -> FootagePrints:
        """Everything that is kept of one video."""
        return self._held[item]
