"""What a room says of its shards: how they are named, read, and made one."""

import struct
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from onrecord.errors import Damaged
from onrecord.shards.file import checksum

Shard = TypeVar("Shard")


@dataclass(frozen=True, slots=True)
class Naming:
    """How shards are named: by the SHA-256 of their bytes, with an ending that tells their form and its version.

    So a shard can be built on any machine, lie anywhere, and be told from any other; those of another version are
    other files, and nobody takes them for damaged. `remedy` is what is said of a damaged one.
    """

    suffix: str
    remedy: str

    def of(self, path: Path) -> str:
        """The name that is due to a shard, by its content as it can be read back."""
        return checksum(path) + self.suffix

    def verify(self, path: Path, name: str) -> None:
        """Check all bytes of a shard against its name. Raises Damaged, or FileNotFoundError."""
        if self.of(path) != name:
            raise self.damaged(name, "isn't what was written")

    def damaged(self, name: str, what: str) -> Damaged:
        """What is wrong with the shard of this name."""
        return Damaged(f"shard {name.removesuffix(self.suffix)[:12]}", what, self.remedy)

    @contextmanager
    def readable(self, name: str) -> Iterator[None]:
        """While a shard is read: says Damaged of whatever it may hold in place of what it should."""
        try:
            yield
        except FileNotFoundError:
            raise
        except (OSError, ValueError, KeyError, TypeError, IndexError, struct.error, zipfile.BadZipFile) as error:
            raise self.damaged(name, f"can't be read ({error})") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[Shard]):
    """A room's shards.

    `read` maps the shard of a name into memory, `items` are those that stand on it, `size` is how large it is and
    `lost` how much of that is of items that are gone. `merge` writes several as one, without what is gone, and returns
    its name, or None where nothing is left. No shard is to be larger than `most`.
    """

    naming: Naming
    most: int
    read: Callable[[Path, str], Shard]
    items: Callable[[Shard], frozenset[str]]
    size: Callable[[Shard], int]
    lost: Callable[[Shard, Collection[str]], int]
    merge: Callable[[Sequence[Shard], Collection[str], Path], str | None]
