"""The full-text index: what it finds, what it withstands."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import Damaged
from onrecord.store.fulltext import Document, Filters, FullText, is_available

HARBOUR = Document(
    item="a", tokens="the harbour opens", language="en", speakers="lena marsh", source="port office", date="2021-03-05"
)
SCHOOL = Document(item="b", tokens="the school opens", language="fa", speakers="tomas reed", date="2022")
FORM = 7


@pytest.fixture
def index(tmp_path: Path) -> FullText:
    index = FullText(tmp_path / "shelf" / "texts.sqlite", FORM)
    index.add([HARBOUR, SCHOOL])
    return index


def found(index: FullText, expression: str, filters: Filters | None = None) -> list[str]:
    return [document.item for document in index.find(expression, filters or Filters())]


def test_fts5_is_there() -> None:
    assert is_available()


def test_a_document_comes_back_as_it_was_added(index: FullText) -> None:
    assert list(index.find('"harbour opens"', Filters())) == [HARBOUR]


def test_what_is_there_is_not_added_again(index: FullText) -> None:
    index.add([HARBOUR, Document(item="a", tokens="another")])
    assert found(index, "another") == []
    assert found(index, "harbour") == ["a"]


def test_of_equally_good_documents_the_latest_comes_first(index: FullText) -> None:
    index.add([Document(item="c", tokens="the bridge opens")])
    assert found(index, "opens") == ["b", "a", "c"]


def test_what_is_removed_is_not_found(index: FullText) -> None:
    index.remove(["a", "never there"])
    assert found(index, "opens") == ["b"]
    assert index.items() == {"b"}
    index.examine()


def _bytes_of(index: FullText) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(index.path.parent.iterdir()))


def test_what_is_removed_is_gone_from_every_byte(index: FullText) -> None:
    words = [f"quernstone{number}" for number in range(500)]
    index.add(
        [Document(item="secret", tokens=" ".join(words), about="zephyrine", speakers="ottoline", places=b"\x07" * 9)]
    )
    index.add([Document(item=str(number), tokens="the tide turns", about="kept") for number in range(50)])
    assert b"quernstone" in _bytes_of(index)
    with closing(sqlite3.connect(index.path)) as reader:  # keeps the log from being removed when the writer closes it
        reader.execute("SELECT * FROM documents").fetchall()
        index.remove(["secret"])
        left = _bytes_of(index)
    # FTS5 writes the words in order, each only from where it differs from the one before it.
    assert [word for word in (b"quern", b"ernstone", b"zephyrine", b"ottoline", b"\x07" * 9) if word in left] == []
    assert len(found(index, "tide")) == 50
    index.examine()


def test_a_reader_in_the_middle_holds_up_no_removal(index: FullText) -> None:
    rows = index.find("opens", Filters())
    next(rows)
    began = time.monotonic()
    index.remove(["a"])
    assert time.monotonic() - began < 4
    rows.close()


def test_what_killed_processes_had_begun_is_swept(index: FullText) -> None:
    ended = multiprocessing.get_context("spawn").Process(target=os.getpid)
    ended.start()
    ended.join()
    left = index.path.with_name(f"{ended.pid}.begun")
    running = index.path.with_name(f"{os.getppid()}.begun")
    for folder in (left, running):
        folder.mkdir()
        (folder / "texts.sqlite").write_bytes(b"half")
    index.items()
    assert (left.exists(), running.exists()) == (False, True)


def test_it_can_be_added_again_after_it_was_removed(index: FullText) -> None:
    index.remove(["a"])
    index.add([HARBOUR])
    assert found(index, "harbour") == ["a"]


@pytest.mark.parametrize(
    ("filters", "items"),
    [
        (Filters(language="en"), ["a"]),
        (Filters(speaker=("marsh",)), ["a"]),
        (Filters(speaker=("mar",)), []),
        (Filters(speaker=("marsh", "reed")), []),
        (Filters(source=("office", "port")), ["a"]),
        (Filters(since="2021-04"), ["b"]),
        (Filters(since="2021-03"), ["b", "a"]),
        (Filters(until="2021"), ["a"]),
        (Filters(until="2022-06-01"), ["b", "a"]),
        (Filters(since="2022-06-01"), ["b"]),
        (Filters(since="2021-03-05", until="2021-03-05"), ["a"]),
    ],
)
def test_filters(index: FullText, filters: Filters, items: list[str]) -> None:
    assert found(index, "opens", filters) == items


@pytest.mark.parametrize(
    "word", ["می\u200cروم", "שלום", "政府", "e\u0301", "1\u20442", "(1)", "it's", "a\u00a0b", "x_y", "हिन्दी", "a/c"]
)
def test_whatever_stands_between_blanks_is_one_token(tmp_path: Path, word: str) -> None:
    index = FullText(tmp_path / "texts.sqlite", FORM)
    index.add([Document(item="a", tokens=f"before {word} after")])
    assert found(index, f'"before {word} after"') == ["a"]
    assert found(index, f'"before {word[0]}"') == []


def test_a_failure_in_the_middle_adds_nothing(index: FullText) -> None:
    def documents() -> Iterator[Document]:
        yield Document(item="c", tokens="the bridge opens")
        raise KeyError

    with pytest.raises(KeyError):
        index.add(documents())
    assert index.items() == {"a", "b"}


@pytest.mark.parametrize("keep", [0, 100, 5000])
def test_a_cut_file_is_named_with_the_remedy(index: FullText, keep: int) -> None:
    os.truncate(index.path, keep)
    with pytest.raises(Damaged, match=r"texts\.sqlite: can't be read .*; run `onrecord rebuild`"):
        found(index, "harbour")


def test_a_file_of_something_else_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "texts.sqlite").write_bytes(b"something else" * 1000)
    with pytest.raises(Damaged, match="onrecord rebuild"):
        FullText(tmp_path / "texts.sqlite", FORM).items()


def test_an_index_of_another_form_is_not_read(index: FullText) -> None:
    with pytest.raises(Damaged, match="form 7, this onrecord reads form 8"):
        FullText(index.path, FORM + 1).items()


def test_examining_finds_what_a_question_does_not_touch(index: FullText) -> None:
    index.add(Document(item=str(number), tokens=f"w{number} " * 200) for number in range(200))
    index.examine()
    size = index.path.stat().st_size
    with index.path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(4096))
    with pytest.raises(Damaged, match="onrecord rebuild"):
        index.examine()


def _add_many(path: Path, name: str) -> None:
    for number in range(20):
        FullText(path, FORM).add([Document(item=f"{name}{number}", tokens="the tide turns")])


def _add_for_ever(path: Path) -> None:
    for number in range(1_000_000):
        FullText(path, FORM).add([Document(item=f"{number}-{part}", tokens="the tide turns") for part in range(10)])


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "texts.sqlite"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(path, name)) for name in "xyz"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    index = FullText(path, FORM)
    assert len(index.items()) == len(found(index, "tide")) == 60
    index.examine()


def test_a_killed_writer_leaves_whole_transactions(tmp_path: Path) -> None:
    path = tmp_path / "texts.sqlite"
    writer = multiprocessing.get_context("spawn").Process(target=_add_for_ever, args=(path,))
    writer.start()
    while not path.exists() or len(FullText(path, FORM).items()) < 50:
        time.sleep(0.02)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    index = FullText(path, FORM)
    assert len(index.items()) % 10 == 0
    assert len(index.items()) == len(found(index, "tide"))
    index.examine()
