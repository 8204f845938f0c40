"""Blobs: named by their bytes, kept once, whole or not there."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import Damaged
from onrecord.store import FolderBlobs
from onrecord.store.blobs import LayeredBlobs


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


@given(st.binary(max_size=2000))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bytes_come_back_by_their_hash(blobs: FolderBlobs, data: bytes) -> None:
    blob = blobs.put(data)
    assert blob == hashlib.sha256(data).hexdigest()
    assert blobs.read(blob) == data


def test_the_same_bytes_are_kept_once(blobs: FolderBlobs) -> None:
    assert blobs.put(b"tide") == blobs.put(b"tide")
    assert list(blobs.all()) == [hashlib.sha256(b"tide").hexdigest()]


def test_a_file_is_hashed_when_it_is_taken_whatever_its_name_promises(blobs: FolderBlobs, tmp_path: Path) -> None:
    path = tmp_path / ("0" * 64)
    path.write_bytes(b"tide")
    blobs.root.mkdir()
    assert blobs.take(path) == hashlib.sha256(b"tide").hexdigest()
    assert not path.exists()


def test_a_blob_that_is_gone_is_named(blobs: FolderBlobs) -> None:
    with pytest.raises(Damaged, match="blob 000000000000: is not among the stored files"):
        blobs.open_path("0" * 64)


def test_changed_bytes_are_not_handed_out(blobs: FolderBlobs) -> None:
    blob = blobs.put(b"tide")
    path = blobs.open_path(blob)
    path.chmod(0o644)
    path.write_bytes(b"ebb!")
    with pytest.raises(Damaged, match="does not hold the bytes that were stored"):
        blobs.read(blob)


def test_partial_files_of_dead_processes_are_swept_and_others_left(blobs: FolderBlobs) -> None:
    blobs.put(b"tide")
    dead, alive = blobs.root / ".new-4194305-x", blobs.root / ".new-1-x"
    dead.touch()
    alive.touch()
    blobs.sweep()
    assert not dead.exists()
    assert alive.exists()


def test_a_question_s_own_blobs_lie_over_the_desk_s(blobs: FolderBlobs, tmp_path: Path) -> None:
    over = FolderBlobs(tmp_path / "over")
    mine, theirs = over.put(b"mine"), blobs.put(b"theirs")
    layers = LayeredBlobs([over, blobs])
    assert layers.open_path(mine).read_bytes() == b"mine"
    assert layers.open_path(theirs).read_bytes() == b"theirs"
