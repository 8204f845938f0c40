"""A shard as one file that is written once, named by the SHA-256 of its bytes."""

import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.building import build
from onrecord.check.door import Spoken
from onrecord.check.postings import Entry, Postings, following_key, packed
from onrecord.shards import Naming, file
from onrecord.words import FOLDING

FORM: Final = 2
"""The version of this form."""

NAMING: Final = Naming(f".{FORM}-{FOLDING}.npz", "its texts are put on a new one; see to the disk")

_ARRAYS: Final = ("lengths", "digests", "milestones", "vocabulary", "first", "text", "order", "following")
_COLUMNS: Final = ("item", "release", "text", "stones", "before", "language", "speaker", "against")


def build_shards(spoken: Iterable[Spoken], folder: Path) -> list[Path]:
    """Build shards of these texts as files in a folder; a shelf takes them in by `Shelf.adopt`.

    It needs no shelf, so it can run in any process, on any machine: the same texts make the same files.
    """
    made = []
    for postings in build(spoken):
        partial = folder / f".{uuid.uuid4().hex}.{os.getpid()}.new"
        made.append(partial.replace(folder / write(postings, partial)))
    return made


def write(postings: Postings, path: Path) -> str:
    """Write a shard; returns the name that is due to it."""
    file.write(path, _about(postings), {name: getattr(postings, name) for name in _ARRAYS})
    return NAMING.of(path)


def _about(postings: Postings) -> dict[str, Any]:
    columns = {name: [getattr(entry, name) for entry in postings.entries] for name in _COLUMNS}
    return {"form": FORM, "folding": FOLDING, "words": postings.words, "entries": columns}


def read(path: Path, name: str) -> Postings:
    """Map the shard of this name into memory. Its form is checked, and its size; for its bytes, see `Naming.verify`.

    Raises Damaged, or FileNotFoundError where it is no longer there.
    """
    with NAMING.readable(name):
        about, arrays = file.read(path)
        if (about["form"], about["folding"]) != (FORM, FOLDING):
            raise NAMING.damaged(name, "was made by another version of onrecord")
        entries = tuple(_entries(about["entries"], arrays["lengths"]))
        return Postings(entries, **{array: arrays[array] for array in _ARRAYS})


def _entries(columns: dict[str, list[Any]], lengths: NDArray[Any]) -> Iterator[Entry]:
    words = lengths[columns["text"]].tolist() if columns["text"] else []
    for item, release, text, *rest, count in zip(*(columns[name] for name in _COLUMNS), words, strict=True):
        yield Entry(item, release, count, text, *rest)


def check_sound(postings: Postings, name: str) -> None:
    """Whether the arrays of a shard that came from elsewhere fit each other. Raises Damaged."""
    words = int(postings.lengths.sum(dtype=np.int64))
    shapes = {
        "lengths": (np.uint32, (len(postings.lengths),)),
        "digests": (np.uint8, (len(postings.lengths), 16)),
        "milestones": (np.uint32, (sum(entry.stones for entry in postings.entries), 2)),
        "vocabulary": (np.uint64, (len(postings.vocabulary),)),
        "first": (np.uint32, (len(postings.vocabulary) + 1,)),
        "text": (np.uint8, packed(np.zeros(words + len(postings.lengths), np.uint32)).shape),
        "order": (np.uint32, (words,)),
        "following": (np.uint32, (words,)),
    }
    for array, (dtype, shape) in shapes.items():
        held = getattr(postings, array)
        if (held.dtype, held.shape) != (dtype, shape):
            raise NAMING.damaged(name, f"has {array} of another size than its texts ask for")
    if not (words == 0 or _is_in_order(postings)):
        raise NAMING.damaged(name, "has an order of other words than its own")


def _is_in_order(postings: Postings) -> bool:
    size, order, vocabulary = int(postings.starts[-1]), postings.order, postings.vocabulary
    numbers, first = postings.numbers(slice(0, size + 2)), postings.first.astype(np.int64)
    counts = first[1:] - first[:-1]
    if first[0] or first[-1] != len(order) or (counts < 0).any() or (order >= size).any():
        return False
    second = numbers[order.astype(np.int64) + 1]
    third = np.where(second > 0, numbers[order.astype(np.int64) + 2], 0)
    return (
        bool((vocabulary[1:] > vocabulary[:-1]).all())
        and np.array_equal(numbers[order], np.repeat(np.arange(1, len(counts) + 1), counts))
        and np.array_equal(postings.following, following_key(second, third, postings.bits))
    )
