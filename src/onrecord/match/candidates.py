"""Candidates: which pictures of the archive may be shown by which of the query, from the nearness of their codes."""

from typing import Any, Final, NamedTuple, TypeAlias

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
_SUPPORTED_MS: Final = (
    6_000  # so far on either side others speak for a pair, if footage between stands or runs up to twice
)
_OFF_MS: Final = 500  # pictures whose details are taken stand up to a second apart
_LEAST_SUPPORT: Final = 6.0  # one picture has as much by chance; a second of the same footage has three times as much
_SAME_LEAD_MS: Final = 2_000
_MOST_LEADS: Final = 6  # at any time of the query, whatever the size of the archive
_COMMON: Final = 8.0  # held pictures a feature may be near to before it counts for less


class Pairs(NamedTuple):
    """Pictures of the query and held ones that may be the same, a row for each pair, what most speaks for first.

    `votes` is how much speaks for a pair by itself, `support` how much for it and all those on a line with it.
    """

    item: Ints
    mirrored: npt.NDArray[np.bool_]
    ms: Ints
    held_ms: Ints
    votes: Floats
    support: Floats

    def rows(self, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> "Pairs":
        """Some of them."""
        columns: list[Any] = [array[which] for array in self]
        return Pairs(*columns)


def pairs(query: FootagePrints, archive: Archive) -> Pairs:
    """What may be worth looking at."""
    detail, picture = query.channels.get("detail"), query.channels.get("picture")
    found = [
        _best(*asked, mirrored=mirrored)
        for mirrored in (False, True)
        for asked in (
            _by_detail(detail, archive, mirrored=mirrored),
            _by_picture(picture, archive, mirrored=mirrored),
        )
    ]
    columns: list[Any] = [np.concatenate(arrays) for arrays in zip(*found, strict=True)]
    joined = Pairs(*columns)
    joined = _supported(joined.rows(np.lexsort((joined.held_ms, joined.ms, joined.mirrored, joined.item))))
    kept = np.flatnonzero(joined.support >= _LEAST_SUPPORT)
    return joined.rows(kept[np.argsort(-joined.support[kept], kind="stable")])


def leads(some: Pairs) -> list[Pairs]:
    """Pairs that lie close together, what most speaks for first; of as many as compete for a moment, the best."""
    order = np.lexsort((some.mirrored, some.item))
    starts = np.append(_begins(some.item[order], some.mirrored[order]), len(order))
    group = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[np.argsort(order)]
    left, taken = np.ones(len(order), np.bool_), np.zeros(int(some.ms.max(initial=0)) // _SAME_LEAD_MS + 3, np.int32)
    found = []
    for row in range(len(order)):
        at = int(some.ms[row]) // _SAME_LEAD_MS + 1
        if not left[row] or taken[at - 1 : at + 2].sum() >= _MOST_LEADS:
            continue
        same = order[starts[group[row]] : starts[group[row] + 1]]
        ms, held_ms = some.ms[same] - some.ms[row], some.held_ms[same] - some.held_ms[row]
        near = same[left[same] & (np.abs(ms) <= _SAME_LEAD_MS) & (np.abs(held_ms - ms) <= _OFF_MS + np.abs(ms) // 2)]
        left[near] = False
        taken[at] += 1
        found.append(some.rows(near))
    return found


def _supported(some: Pairs) -> Pairs:
    """Pairs, in order of item and time, with the votes of those on a line with each."""
    support, step = some.votes.copy(), 1
    while step < len(support):
        ms, held_ms = some.ms[step:] - some.ms[:-step], some.held_ms[step:] - some.held_ms[:-step]
        together = (some.item[step:] == some.item[:-step]) & (some.mirrored[step:] == some.mirrored[:-step])
        if not (together & (ms <= _SUPPORTED_MS)).any():
            break
        on_a_line = (ms <= _SUPPORTED_MS) & (np.abs(held_ms - ms) <= _OFF_MS + ms)
        first = np.flatnonzero(together & on_a_line)
        support[first] += some.votes[first + step]
        support[first + step] += some.votes[first]
        step += 1
    return some._replace(support=support)


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


def _best(times: Ints, near: Neighbours, worth: Floats, *, mirrored: bool) -> Pairs:
    """The pairs of pictures that most speaks for, a few for every picture of the query."""
    if not len(near.asked):
        nothing = np.empty(0, np.int32)
        return Pairs(nothing, np.empty(0, np.bool_), nothing, nothing, np.empty(0), np.empty(0))
    moments, moment = np.unique(times, return_inverse=True)
    asked = moment[near.asked].astype(np.uint64)
    key = asked << np.uint64(44) | near.item.astype(np.uint64) << np.uint64(27) | near.ms.astype(np.uint64)
    order = np.lexsort((near.asked, key))
    feature, key, worth = near.asked[order], key[order], worth[order]
    strongest, first = _begins(key, feature), _begins(key)
    worth = np.maximum.reduceat(worth, strongest)  # a feature speaks once for a picture, whatever looks like it
    votes = np.add.reduceat(worth, np.searchsorted(strongest, first))
    enough = votes >= _LEAST
    votes, row = votes[enough], order[first[enough]]
    best = np.lexsort((-votes, moment[near.asked[row]]))
    votes, row = votes[best], row[best]
    ms, item = moments[moment[near.asked[row]]], near.item[row]
    kept = _ranked(ms, item) < _MOST_AN_ITEM
    kept[kept] = _ranked(ms[kept]) < _MOST_A_MOMENT
    row, votes = row[kept], votes[kept]
    return Pairs(item[kept], np.full(len(row), mirrored), ms[kept], near.ms[row], votes, votes)


def _begins(*keys: npt.NDArray[np.generic]) -> npt.NDArray[np.intp]:
    """The rows, of rows in order, that differ from those before."""
    differs = np.ones(len(keys[0]), np.bool_)
    differs[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(differs)


def _ranked(*keys: Ints) -> npt.NDArray[np.intp]:
    """How many rows before each have the same keys."""
    order = np.lexsort(keys)
    first = _begins(*(key[order] for key in keys))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return rank
