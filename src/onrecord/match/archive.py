"""What the finders see of the archive: its prints, and which of its codes are near to a given one."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.prints import Channel, FootagePrints

Ints: TypeAlias = npt.NDArray[np.int32]
Codes: TypeAlias = npt.NDArray[np.uint8]


class Neighbours(NamedTuple):
    """Codes that are held and near to those asked for, a row for each pair, in no particular order.

    `asked` is the row of the code asked for, `item` the place of its item in `Archive.items`, `row` the row of the
    code in that item's channel, `ms` its time, `distance` in how many bits the two differ.
    """

    asked: Ints
    item: Ints
    row: Ints
    ms: Ints
    distance: Ints


class Archive(Protocol):
    """The footage that a video is held against."""

    @property
    def items(self) -> Sequence[str]:
        """The prints that are held, each named by its blob."""
        ...

    def count(self, channel: Channel) -> int:
        """How many codes of a channel are held in all."""
        ...

    def near(self, channel: Channel, codes: Codes, within: int, most: int) -> Neighbours:
        """The held codes within so many bits of each of `codes`, shape (n, bytes); of too many, the `most` nearest.

        It may miss some that are near (an index does), but never names one that is not within `within`.
        """
        ...

    def prints(self, item: str) -> FootagePrints:
        """Everything that is kept of one video."""
        ...
