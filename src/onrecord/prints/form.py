"""The form of the prints of one video: three channels of codes, each with its moments.

A code is a row of bytes that stays nearly the same, bit by bit, when the footage is changed on its way; how near two
codes are is the number of bits in which they differ.

- `picture`: what the whole picture and some regions of it look like, a few times a second;
- `detail`: local features, about once a second, each with its place in the picture;
- `sound`: what is heard, many times a second.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.errors import Damaged

Channel: TypeAlias = Literal["picture", "detail", "sound"]
CHANNELS: Final[tuple[Channel, ...]] = ("picture", "detail", "sound")

_ZIP_HEADER: Final = 30  # bytes before the name of a member, where all is stored as it is
_ZIP_LENGTHS: Final = 26  # where, in these, it stands how long the name and what follows it are
_NPY_HEADER: Final = 512

Codes: TypeAlias = npt.NDArray[np.uint8]
Times: TypeAlias = npt.NDArray[np.int32]
Arrays: TypeAlias = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class ChannelPrints:
    """The codes of one channel, in order of time: `codes` of shape (n, bytes of a code), `times` in ms of shape (n,).

    `extra` holds what else the channel keeps, by name: the same number of rows, or a form of its own.
    """

    times: Times
    codes: Codes
    extra: Arrays


@dataclass(frozen=True, slots=True)
class FootagePrints:
    """The prints of one video. `cuts` are the ms where its shots begin, without the first."""

    duration_ms: int
    cuts: Times
    channels: dict[Channel, ChannelPrints]


def save(prints: FootagePrints) -> bytes:
    """The bytes of a print file, in NumPy's .npz form."""
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **_arrays(prints))
    return file.getvalue()


def write(prints: FootagePrints, path: Path) -> None:
    """Write a print file of any size, without another copy of it in memory; `path` ends with .npz."""
    np.savez(path, allow_pickle=False, **_arrays(prints))


def _arrays(prints: FootagePrints) -> Arrays:
    arrays: Arrays = {"duration_ms": np.int64(prints.duration_ms).reshape(1), "cuts": prints.cuts}
    for channel, kept in prints.channels.items():
        moments, count = np.unique(kept.times, return_counts=True)
        if 2 * len(moments) > len(kept.times):
            arrays |= {f"{channel}.times": kept.times}
        else:
            arrays |= {f"{channel}.moments": moments, f"{channel}.count": count.astype(np.uint16)}
        arrays |= {f"{channel}.codes": kept.codes}
        arrays |= {f"{channel}.extra.{name}": array for name, array in kept.extra.items()}
    return arrays


def load(path: Path) -> FootagePrints:
    """Read a print file. Raises Damaged where it can't be read."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return _prints({name: arrays[name] for name in arrays.files})
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _damaged(path, error) from error


def mapped(path: Path) -> FootagePrints:
    """A print file of which only what is looked at will be read, and none of it is checked for rot.

    Raises Damaged where it is no print file.
    """
    try:
        file = np.memmap(path, np.uint8, "r")
        with zipfile.ZipFile(path) as members:
            return _prints({m.filename.removesuffix(".npy"): _array(file, m.header_offset) for m in members.infolist()})
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _damaged(path, error) from error


def _array(file: npt.NDArray[np.uint8], begin: int) -> npt.NDArray[np.generic]:
    """The array in the member of a print file that begins there: bytes where they lie, all else copied."""
    begin += _ZIP_HEADER + sum(np.frombuffer(file[begin + _ZIP_LENGTHS :][:4], "<u2").tolist())
    header = io.BytesIO(file[begin : begin + _NPY_HEADER].tobytes())
    np.lib.format.read_magic(header)
    shape, _, kind = np.lib.format.read_array_header_1_0(header)
    array = np.frombuffer(file, kind, int(np.prod(shape)), begin + header.tell()).reshape(shape)
    return array if kind.itemsize == 1 else array.copy()  # members aren't aligned


def _damaged(path: Path, error: Exception) -> Damaged:
    return Damaged(path.name, f"is no print file that can be read ({error})", "take the prints again")


def _prints(found: Arrays) -> FootagePrints:
    channels = {channel: _channel(channel, found) for channel in CHANNELS if f"{channel}.codes" in found}
    return FootagePrints(int(found["duration_ms"][0]), found["cuts"].astype(np.int32, copy=False), channels)


def _channel(channel: Channel, found: Arrays) -> ChannelPrints:
    prefix = f"{channel}.extra."
    extra = {name.removeprefix(prefix): array for name, array in found.items() if name.startswith(prefix)}
    times: Times
    if (count := found.get(f"{channel}.count")) is not None:
        times = np.repeat(found[f"{channel}.moments"].astype(np.int32), count.astype(np.int64))
    else:
        times = found[f"{channel}.times"].astype(np.int32, copy=False)
    codes: Codes = found[f"{channel}.codes"].astype(np.uint8, copy=False)
    if len(times) != len(codes):
        raise ValueError(f"{len(times)} times for {len(codes)} codes")
    return ChannelPrints(times, codes, extra)
