"""Shards on a store that speaks S3, by obstore: `pip install onrecord[s3]`.

The address says where: `s3://bucket/folder`. Keys, region and endpoint are those of the usual variables:
`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from onrecord.errors import Unreachable

_CHUNK: Final = 1 << 22
_ASIDE: Final = "set-aside/"


class S3Objects:
    """A folder of a bucket."""

    def __init__(self, address: str) -> None:
        """Use the folder at this address. Raises Unreachable where it is no address of a store."""
        self._address = address
        with self._reached():
            self._store = from_url(address)

    def names(self) -> list[str]:
        """The names of all that lies there, in order, but for what was put aside."""
        with self._reached():
            found = [str(one["path"]) for some in obstore.list(self._store) for one in some]
        return sorted(name for name in found if "/" not in name)

    def fetch(self, name: str, path: Path) -> None:
        """Write a shard into a file. Raises FileNotFoundError where it is gone."""
        with self._reached(), path.open("wb") as file:
            for chunk in obstore.get(self._store, name).stream(min_chunk_size=_CHUNK):
                file.write(chunk)

    def put(self, path: Path, name: str) -> None:
        """Keep a file as the shard of this name; a large one goes in parts, and is there when all are."""
        with self._reached():
            obstore.put(self._store, name, path)

    def remove(self, name: str) -> None:
        """Remove a shard, if it is there."""
        with self._reached(), suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    def put_aside(self, name: str) -> None:
        """Move a shard below `set-aside/`, if it is there."""
        with self._reached(), suppress(FileNotFoundError):
            obstore.rename(self._store, name, _ASIDE + name)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except (BaseError, ValueError) as error:
            said = str(error).split("\n", 1)[0]
            remedy = "see that the store runs, and what the variables AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT say"
            raise Unreachable(self._address, f"gave no answer ({said})", remedy) from error
