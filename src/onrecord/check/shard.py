"""A shard as one file that is written once: an uncompressed `.npz`, named by the SHA-256 of its bytes.

So it can be built on any machine, lie anywhere, and be told from any other. `numpy.load` reads it. `about.json` in it
says what it holds; its arrays stand at multiples of 64 bytes, so that they are used where they lie in the file, mapped
into memory.
"""

import hashlib
import json
import mmap
import os
import struct
import threading
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.check.building import build
from onrecord.check.door import Spoken
from onrecord.check.postings import Entry, Postings, following_key, packed
from onrecord.errors import Damaged
from onrecord.words import FOLDING

FORM: Final = 2
"""The version of this form."""

SUFFIX: Final = f".{FORM}-{FOLDING}.npz"
"""What a shard's name ends with; so those of another version are other files, and nobody takes them for damaged."""

_ABOUT: Final = "about.json"
_ARRAYS: Final = ("lengths", "digests", "milestones", "vocabulary", "first", "text", "order", "following")
_COLUMNS: Final = ("item", "release", "text", "stones", "before", "language", "speaker", "against")
_ALIGNMENT: Final = 64
_ONE_AT_A_TIME: Final = threading.Lock()
"""numpy reads a header as a Python literal, which Python before 3.11.5 can't do in two threads at once."""
_LOCAL_HEADER: Final = struct.Struct("<26xHH")  # of a zip's member; the lengths of its name and of what is extra
_EXTRA: Final = struct.Struct("<HH")
_PADDING_ID: Final = 0xD935  # what zip tools know as the padding of an aligned member
_REMEDY: Final = "its texts are put on a new one; see to the disk"


def _damaged(name: str, what: str) -> Damaged:
    return Damaged(f"shard {name.removesuffix(SUFFIX)[:12]}", what, _REMEDY)


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
    """Write a shard; returns the name that is due to it, by its content as it can be read back."""
    with path.open("xb") as raw, zipfile.ZipFile(raw, "w", compression=zipfile.ZIP_STORED) as file:
        file.writestr(zipfile.ZipInfo(_ABOUT), json.dumps(_about(postings), ensure_ascii=True))
        for name in _ARRAYS:
            _write_array(file, f"{name}.npy", getattr(postings, name), raw.tell())
    return checksum(path) + SUFFIX


def _about(postings: Postings) -> dict[str, Any]:
    columns = {name: [getattr(entry, name) for entry in postings.entries] for name in _COLUMNS}
    return {"form": FORM, "folding": FOLDING, "words": postings.words, "entries": columns}


def _write_array(file: zipfile.ZipFile, name: str, array: NDArray[Any], at: int) -> None:
    """Write an array as the next member, at this place of the file.

    NumPy pads its own header to 64 bytes, so it is enough that the member's data begin at a multiple of that.
    """
    info = zipfile.ZipInfo(name)
    padding = -(at + _LOCAL_HEADER.size + len(name) + _EXTRA.size) % _ALIGNMENT
    info.extra = _EXTRA.pack(_PADDING_ID, padding) + bytes(padding)
    with file.open(info, "w") as member:
        np.lib.format.write_array(member, array, version=(1, 0), allow_pickle=False)


def read(path: Path, name: str) -> Postings:
    """Map the shard of this name into memory. Its form is checked, and its size; for its bytes, see `verify`.

    Raises Damaged, or FileNotFoundError where it is no longer there.
    """
    try:
        with zipfile.ZipFile(path) as file, path.open("rb") as bytes_of:
            about = json.loads(file.read(_ABOUT))
            if (about["form"], about["folding"]) != (FORM, FOLDING):
                raise _damaged(name, "was made by another version of onrecord")
            mapped = mmap.mmap(bytes_of.fileno(), 0, access=mmap.ACCESS_READ)
            arrays = {array: _map_array(file, f"{array}.npy", mapped) for array in _ARRAYS}
            entries = tuple(_entries(about["entries"], arrays["lengths"]))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, TypeError, IndexError, struct.error, zipfile.BadZipFile) as error:
        raise _damaged(name, f"can't be read ({error})") from error
    return Postings(entries, **arrays)


def _entries(columns: dict[str, list[Any]], lengths: NDArray[Any]) -> Iterator[Entry]:
    words = lengths[columns["text"]].tolist() if columns["text"] else []
    for item, release, text, *rest, count in zip(*(columns[name] for name in _COLUMNS), words, strict=True):
        yield Entry(item, release, count, text, *rest)


def _map_array(file: zipfile.ZipFile, name: str, mapped: mmap.mmap) -> NDArray[Any]:
    info = file.getinfo(name)
    with file.open(info) as member:
        np.lib.format.read_magic(member)
        with _ONE_AT_A_TIME:
            shape, _, dtype = np.lib.format.read_array_header_1_0(member)
        header = member.tell()
    lengths = _LOCAL_HEADER.unpack_from(mapped, info.header_offset)
    begins = info.header_offset + _LOCAL_HEADER.size + sum(lengths) + header
    size = int(np.prod(shape, dtype=np.int64))
    if header + size * dtype.itemsize != info.file_size:
        raise ValueError(f"{name} is cut short")
    return np.frombuffer(mapped, dtype, size, begins).reshape(shape)


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
            raise _damaged(name, f"has {array} of another size than its texts ask for")
    if not (words == 0 or _is_in_order(postings)):
        raise _damaged(name, "has an order of other words than its own")


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


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(path: Path, name: str) -> None:
    """Check all bytes of a shard against its name. Raises Damaged, or FileNotFoundError."""
    if checksum(path) + SUFFIX != name:
        raise _damaged(name, "isn't what was written")
