"""Footage on an object store: what one machine puts there another finds."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.match.shelf import Shelf
from onrecord.match.shelved import Shelved
from tests.match.test_shelf import Kept, files, kept  # noqa: F401  # a fixture

pytest.importorskip("obstore")


def test_what_one_machine_adds_another_is_answered_by(address: str, tmp_path: Path, kept: Kept) -> None:  # noqa: F811
    Shelf(tmp_path / "here", address).add(files(kept))
    shelved = Shelved(folder=tmp_path / "there", items=tuple(kept.prints), address=address)
    archive = shelved.open(kept.path)
    codes = kept.prints["video4"].channels["detail"].codes
    found = archive.near("detail", codes, 0, 3)
    assert found.item.tolist() == [4] * len(codes)
    assert np.array_equal(np.sort(found.row), np.arange(len(codes)))
    assert list((tmp_path / "there").glob("*.npz"))
