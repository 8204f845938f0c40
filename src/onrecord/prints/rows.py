"""Arrays that grow at their end, and are in memory once: a day of film has a lot of prints."""

from typing import Any

import numpy as np
import numpy.typing as npt


class Rows:
    """Rows of one shape and kind, taken little by little."""

    def __init__(self, kind: npt.DTypeLike, *shape: int) -> None:
        self._kind, self._shape, self._bytes = np.dtype(kind), shape, bytearray()

    def add(self, rows: npt.ArrayLike) -> None:
        """Take some rows, or a single one."""
        self._bytes += np.ascontiguousarray(rows, self._kind).tobytes()

    def array(self) -> npt.NDArray[Any]:
        """All rows, without a copy; none can be added any more."""
        return np.frombuffer(self._bytes, self._kind).reshape(-1, *self._shape)
