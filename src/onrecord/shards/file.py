"""A shard as one file that is written once: an uncompressed `.npz`.

`numpy.load` reads it. `about.json` in it says what it holds; its arrays stand at multiples of 64 bytes, so that they
are used where they lie in the file, mapped into memory.
"""

import hashlib
import json
import mmap
import struct
import threading
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

_ABOUT: Final = "about.json"
_ALIGNMENT: Final = 64
_ONE_AT_A_TIME: Final = threading.Lock()
"""numpy reads a header as a Python literal, which Python before 3.11.5 can't do in two threads at once."""
_LOCAL_HEADER: Final = struct.Struct("<26xHH")  # of a zip's member; the lengths of its name and of what is extra
_EXTRA: Final = struct.Struct("<HH")
_PADDING_ID: Final = 0xD935  # what zip tools know as the padding of an aligned member
_LARGE: Final = 1 << 30  # a larger member is written in the form that zip has for them, from 2 GB on its only one
_LARGE_EXTRA: Final = 20  # bytes that this form adds to the local header


class Streamed(NamedTuple):
    """An array that never lies in memory as a whole: its type, its shape and its parts in order."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    parts: Iterable[Array]

    @property
    def nbytes(self) -> int:
        """The bytes that it takes."""
        return int(np.prod(self.shape, dtype=np.int64)) * self.dtype.itemsize


def write(path: Path, about: Mapping[str, Any], arrays: Mapping[str, Array | Streamed]) -> None:
    """Write a new file with these arrays, and what is to be known of them. Raises FileExistsError."""
    with path.open("xb") as raw, zipfile.ZipFile(raw, "w", compression=zipfile.ZIP_STORED) as file:
        file.writestr(zipfile.ZipInfo(_ABOUT), json.dumps(about, ensure_ascii=True))
        for name, array in arrays.items():
            _write_array(file, f"{name}.npy", array, raw.tell())


def _write_array(file: zipfile.ZipFile, name: str, array: Array | Streamed, at: int) -> None:
    """Write an array as the next member, at this place of the file.

    NumPy pads its own header to 64 bytes, so it is enough that the member's data begin at a multiple of that.
    """
    info = zipfile.ZipInfo(name)
    is_large = array.nbytes >= _LARGE
    begins = at + _LOCAL_HEADER.size + len(name) + _EXTRA.size + is_large * _LARGE_EXTRA
    padding = -begins % _ALIGNMENT
    info.extra = _EXTRA.pack(_PADDING_ID, padding) + bytes(padding)
    parts = array.parts if isinstance(array, Streamed) else [array]
    header = {"descr": np.lib.format.dtype_to_descr(array.dtype), "fortran_order": False, "shape": array.shape}
    with file.open(info, "w", force_zip64=is_large) as member:
        np.lib.format.write_array_header_1_0(member, header)
        for part in parts:
            member.write(np.ascontiguousarray(part, dtype=array.dtype).data)


def read(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """Map a file's arrays into memory, and say what it says of them; `Naming.readable` tells what may be wrong."""
    with zipfile.ZipFile(path) as file, path.open("rb") as bytes_of:
        about: dict[str, Any] = json.loads(file.read(_ABOUT))
        mapped = mmap.mmap(bytes_of.fileno(), 0, access=mmap.ACCESS_READ)
        names = [name.removesuffix(".npy") for name in file.namelist() if name.endswith(".npy")]
        return about, {name: _map_array(file, f"{name}.npy", mapped) for name in names}


def _map_array(file: zipfile.ZipFile, name: str, mapped: mmap.mmap) -> Array:
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


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
