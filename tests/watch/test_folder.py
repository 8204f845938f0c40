"""A folder into which files are put."""

import os
import time
from pathlib import Path

import pytest

from onrecord.errors import InputError, Unreachable
from onrecord.limits import Limits
from onrecord.watch import Item, Poll, Polling, Source, poll
from onrecord.watch.engines.folder import SETTLED_S, FolderWatcher


def put(folder: Path, name: str, data: bytes = b"x", age: float = SETTLED_S + 1) -> Path:
    """Put a file there that was last written to `age` seconds ago."""
    path = folder / name
    path.write_bytes(data)
    written = time.time() - age
    os.utime(path, (written, written))
    return path


def look(folder: Path, state: Polling | None = None) -> Poll:
    return poll(FolderWatcher(), Source(address=str(folder), kind="folder"), state, Limits())


def names(found: Poll) -> list[str]:
    return [Path(item.address).name for item in found.items]


def test_files_are_offered_once_and_say_nothing_of_themselves(tmp_path: Path) -> None:
    path = put(tmp_path, "b.mp4")
    put(tmp_path, "a.html")
    found = look(tmp_path)
    assert names(found) == ["a.html", "b.mp4"]
    assert found.items[1] == Item(id=found.items[1].id, address=str(path))
    assert look(tmp_path, found.state).items == ()
    assert look(tmp_path).items == found.items  # the state was lost


def test_a_file_that_changed_is_new(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4")
    first = look(tmp_path)
    put(tmp_path, "a.mp4", b"another cut")
    second = look(tmp_path, first.state)
    assert names(second) == ["a.mp4"]
    assert first.items[0].id != second.items[0].id


def test_a_file_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4", b"half", age=0)
    first = look(tmp_path)
    assert (names(first), len(first.state.growing)) == ([], 1)
    put(tmp_path, "a.mp4", b"half and half", age=0)
    second = look(tmp_path, first.state)
    assert names(second) == []
    third = look(tmp_path, second.state)
    assert (names(third), third.state.growing) == (["a.mp4"], ())


def test_a_file_from_the_future_is_complete_when_it_stays_the_same(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4", age=-3600)
    first = look(tmp_path)
    assert names(first) == []
    assert names(look(tmp_path, first.state)) == ["a.mp4"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.mp4",
        "a.mp4.part",
        "a.mp4.part-Frag12",
        "a.mp4.part-Frag12.part",
        "a.mp4.ytdl",
        "a.f137.mp4",
        "a.temp.mp4",
        "a.mp4.crdownload",
        "a.tmp",
        "a.html~",
        "alone.info.json",
    ],
)
def test_what_is_no_release_is_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert names(look(tmp_path)) == []


def test_companions_are_no_releases_of_their_own(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.vtt", "a.fa.vtt", "a.info.json", "b.vtt", "b.fa.vtt", "c.fa.vtt", "a.part2.vtt"):
        put(tmp_path, name)
    assert names(look(tmp_path)) == ["a.mp4", "a.part2.vtt", "b.vtt", "c.fa.vtt"]


def test_late_captions_make_a_release_new(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4")
    first = look(tmp_path)
    put(tmp_path, "a.fa.vtt")
    assert names(look(tmp_path, first.state)) == ["a.mp4"]


def test_captions_that_are_being_written_are_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4")
    put(tmp_path, "a.fa.vtt", age=0)
    assert names(look(tmp_path)) == []


def test_empty_files_folders_pipes_and_broken_links_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "empty.mp4", b"")
    (tmp_path / "folder.mp4").mkdir()
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "link.mp4").symlink_to("nowhere")
    assert names(look(tmp_path)) == []


def test_a_name_that_is_no_text_can_be_remembered(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"\xff.mp4"))
    found = look(tmp_path)
    assert [seen.encode("utf-8") for seen in found.state.seen] == [found.items[0].id.encode("utf-8")]
    assert Path(found.items[0].address).is_file()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder, or not there"):
        look(tmp_path / "none")
    with pytest.raises(Unreachable, match="can't be listed"):
        FolderWatcher().poll(Source(address=str(tmp_path / "none"), kind="folder"), None, Limits())
