"""The order of write, sync and rename, seen in the system calls themselves."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

PUT = """
import sys
from pathlib import Path
from onrecord.store import FolderBlobs, Ledger, NewEntry
from onrecord.records import SeenAgain
folder = Path(sys.argv[1])
blobs = FolderBlobs(folder / "blobs")
blob = blobs.put(b"tide")
ledger = Ledger.create(folder / "ledger.sqlite", blobs)
ledger.append([NewEntry(kind="seen again", record=SeenAgain(address=blob, captured="now"), engine="test@1")])
print("acknowledged", flush=True)
"""


def traced(folder: Path) -> list[str]:
    """The calls that touch the folder or acknowledge, in order, with file descriptors shown as paths."""
    log = folder.parent / "calls"
    calls = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,mkdir"
    command = ["strace", "--decode-fds=path", "-f", "-e", f"trace={calls}", "-o", str(log)]
    subprocess.run([*command, sys.executable, "-c", PUT, str(folder)], check=True, capture_output=True)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if str(folder) in line or "acknowledged" in line]


def first(calls: list[str], pattern: str, after: int = 0) -> int:
    """Where the first call after a place fits a pattern."""
    for place, call in enumerate(calls[after:], start=after):
        if re.search(pattern, call):
            return place
    pytest.fail(f"no call fits {pattern!r} after call {after}")


def last(calls: list[str], pattern: str) -> int:
    """Where the last call that fits a pattern is."""
    return max(place for place, call in enumerate(calls) if re.search(pattern, call))


def test_a_blob_is_synced_before_it_gets_its_name_and_its_folders_after(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    calls = traced(folder)
    written = first(calls, r"\bwrite\(.*\.new-")
    synced = first(calls, r"\bfsync\(.*\.new-", written)
    parent_made = first(calls, r"\bmkdir\(.*/blobs/[0-9a-f]{2}\"")
    parent_synced = first(calls, r"\bfsync\(.*/blobs>", parent_made)
    renamed = first(calls, r"\brename\w*\(.*\.new-.*/blobs/[0-9a-f]{2}/[0-9a-f]{64}", synced)
    folder_synced = first(calls, r"\bfsync\(.*/blobs/[0-9a-f]{2}>", renamed)
    assert written < synced < renamed < folder_synced
    assert parent_made < parent_synced < renamed


def test_an_entry_is_durable_before_it_is_acknowledged_and_after_its_blob(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    calls = traced(folder)
    blob_named = first(calls, r"\bfsync\(.*/blobs/[0-9a-f]{2}>")
    head_named = last(calls, r"\brename\w*\(.*head")
    committed = last(calls[:head_named], r"\bf(data)?sync\(.*ledger\.sqlite-wal>")
    written = last(calls[:head_named], r"\bp?write(64)?\(.*ledger\.sqlite-wal>")
    head_synced = first(calls, r"\bfsync\(.*desk>", head_named)
    acknowledged = first(calls, "acknowledged")
    assert blob_named < written < committed < head_named < head_synced < acknowledged
