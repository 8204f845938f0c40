"""Candidates: which pictures of the archive may be shown by which of the query, from the nearness of their codes."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.match.archive import Archive, Codes, Ints, Neighbours
from onrecord.prints import FootagePrints
from onrecord.prints.detail import MIRROR as MIRROR_DETAIL
from onrecord.prints.form import ChannelPrints
from onrecord.prints.picture import CODE_BYTES
from onrecord.prints.picture import MIRROR as MIRROR_PICTURE

Floats: TypeAlias = npt.NDArray[np.float64]

_DETAIL_WITHIN: Final = 34  # bits of 128; of features with nothing in common one pair in 50,000 is as near
_DETAIL_MOST: Final = 48
_DETAIL_ASKED: Final = 60  # features of a picture, the most telling
_PICTURE_WITHIN: Final = 30  # bits of 128, and of longer codes in proportion
_PICTURE_MOST: Final = 24
_PICTURE_EACH_MS: Final = 400
_PICTURE_WORTH: Final = 4.0  # features that agree
_LEAST: Final = 1.9  # features that agree, those that are common counted less
_MOST_A_MOMENT: Final = 6
_MOST_AN_ITEM: Final = 3
_COMMON: Final = 8.0  # held pictures a feature may be near to before it counts for less


class Pair(NamedTuple):
    """A picture of the query and one that is held, with how much speaks for the two being the same."""

    item: int
    mirrored: bool
    ms: int
    held_ms: int
    votes: float


def pairs(query: FootagePrints, archive: Archive) -> list[Pair]:
    """What may be worth looking at, in no particular order."""
    found: list[Pair] = []
    for mirrored in (False, True):
        found += _best(*_by_detail(query.channels.get("detail"), archive, mirrored=mirrored), mirrored=mirrored)
        found += _best(*_by_picture(query.channels.get("picture"), archive, mirrored=mirrored), mirrored=mirrored)
    return found


def _by_detail(channel: ChannelPrints | None, archive: Archive, *, mirrored: bool) -> tuple[Ints, Neighbours, Floats]:
    """The times of the pictures asked for, what is near to them, and what every neighbour is worth."""
    if channel is None:
        return np.empty(0, np.int32), _nothing(), np.empty(0)
    times, first = np.unique(channel.times, return_index=True)
    rank = np.arange(len(channel.times)) - first[np.searchsorted(times, channel.times)]
    asked = np.flatnonzero(rank < _DETAIL_ASKED)
    codes = channel.codes[asked] ^ MIRROR_DETAIL if mirrored else channel.codes[asked]
    near = archive.near("detail", codes, _DETAIL_WITHIN, _DETAIL_MOST)
    rarity = _rarity(near, len(asked))
    return channel.times[asked], near, rarity[near.asked] * (1 - near.distance / (2.0 * _DETAIL_WITHIN)) * 2


def _by_picture(channel: ChannelPrints | None, archive: Archive, *, mirrored: bool) -> tuple[Ints, Neighbours, Floats]:
    if channel is None:
        return np.empty(0, np.int32), _nothing(), np.empty(0)
    asked = np.flatnonzero(np.diff(channel.times // _PICTURE_EACH_MS, prepend=-1) > 0)
    within = _PICTURE_WITHIN * channel.codes.shape[1] // CODE_BYTES
    near = archive.near("picture", _turned(channel, asked) if mirrored else channel.codes[asked], within, _PICTURE_MOST)
    worth = _PICTURE_WORTH * (1 - near.distance / (2.0 * within))
    return channel.times[asked], near, worth


def _turned(channel: ChannelPrints, rows: npt.NDArray[np.intp]) -> Codes:
    """The codes of the mirrored pictures: kept beside the others where they don't follow from these."""
    if (kept := channel.extra.get("mirrored")) is not None:
        return kept[rows].astype(np.uint8, copy=False)
    return channel.codes[rows] ^ MIRROR_PICTURE


def _nothing() -> Neighbours:
    return Neighbours(*(np.empty(0, np.int32) for _ in Neighbours._fields))


def _rarity(near: Neighbours, asked: int) -> Floats:
    """How much the agreement of each code asked for is worth: less where many pictures are near."""
    count = np.bincount(near.asked, minlength=asked)
    return 1.0 / np.sqrt(1.0 + count / _COMMON)


def _best(times: Ints, near: Neighbours, worth: Floats, *, mirrored: bool) -> Iterator[Pair]:
    """The pairs of pictures that most speaks for, a few for every picture of the query."""
    if not len(near.asked):
        return
    ms = times[near.asked]
    key = np.stack([ms, near.item, near.ms, near.asked], axis=1)
    key, inverse = np.unique(key, axis=0, return_inverse=True)
    strongest = np.zeros(len(key))
    np.maximum.at(strongest, inverse.ravel(), worth)  # a feature speaks once for a picture, whatever looks like it
    pair, inverse = np.unique(key[:, :3], axis=0, return_inverse=True)
    votes = np.bincount(inverse.ravel(), strongest)
    order = np.lexsort((-votes, pair[:, 0]))
    taken: dict[tuple[int, int], int] = {}
    moment, count = -1, 0
    for row in order[votes[order] >= _LEAST].tolist():
        at, item, held = pair[row].tolist()
        moment, count = (at, count) if at == moment else (at, 0)
        if count >= _MOST_A_MOMENT or taken.get((at, item), 0) >= _MOST_AN_ITEM:
            continue
        taken[at, item] = taken.get((at, item), 0) + 1
        count += 1
        yield Pair(item, mirrored, at, held, float(votes[row]))
