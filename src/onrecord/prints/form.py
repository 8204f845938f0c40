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
    arrays: Arrays = {"duration_ms": np.int64(prints.duration_ms).reshape(1), "cuts": prints.cuts}
    for channel, kept in prints.channels.items():
        arrays |= {f"{channel}.times": kept.times, f"{channel}.codes": kept.codes}
        arrays |= {f"{channel}.extra.{name}": array for name, array in kept.extra.items()}
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def load(path: Path) -> FootagePrints:
    """Read a print file. Raises Damaged where it can't be read."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in arrays.files}
        channels = {channel: _channel(channel, found) for channel in CHANNELS if f"{channel}.times" in found}
        return FootagePrints(int(found["duration_ms"][0]), found["cuts"], channels)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise Damaged(path.name, f"is no print file that can be read ({error})", "take the prints again") from error


def _channel(channel: Channel, found: Arrays) -> ChannelPrints:
    prefix = f"{channel}.extra."
    extra = {name.removeprefix(prefix): array for name, array in found.items() if name.startswith(prefix)}
    times: Times = found[f"{channel}.times"].astype(np.int32, copy=False)
    codes: Codes = found[f"{channel}.codes"].astype(np.uint8, copy=False)
    return ChannelPrints(times, codes, extra)
