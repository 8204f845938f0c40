"""The shelf: the archive's words in shards that are written once, and the archive that is made of them.

A shard is a folder: `shard.json` says what is in it, with the size and CRC of each array; the arrays are `.npy`
files, which are mapped into memory. It is written beside its place, synced and renamed, so it is there as a whole or
not at all. Texts that are no longer current stay on the shelf and are passed over when a question is asked.
"""

import json
import shutil
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import filelock
import numpy as np
from numpy.typing import NDArray

from onrecord.check.candidates import exact_places, find_windows, word_counts
from onrecord.check.door import Place, Spoken, Window
from onrecord.check.postings import MOST_WORDS, Entry, Postings, build, hashes, texts_of
from onrecord.errors import Damaged
from onrecord.records import ArchiveSummary, Cue
from onrecord.store.durable import sync_file, sync_folder
from onrecord.words import FOLDING, folded_words

_FORM: Final = 1
_ARRAYS: Final = ("vocabulary", "keys", "positions")
_TEXTS_KEPT: Final = 256  # texts kept in memory between two questions
_REMEDY: Final = "run `onrecord rebuild`"


def _damaged(folder: Path, what: str) -> Damaged:
    return Damaged(f"shard {folder.name}", what, _REMEDY)


def _checksum(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            crc = zlib.crc32(chunk, crc)
    return crc


def _write(postings: Postings, folder: Path) -> None:
    made: dict[str, Any] = {"form": _FORM, "folding": FOLDING, "arrays": {}}
    for name in _ARRAYS:
        path = folder / f"{name}.npy"
        np.save(path, getattr(postings, name))
        sync_file(path)
        made["arrays"][name] = {"size": path.stat().st_size, "crc32": _checksum(path)}
    made["entries"] = [asdict(entry) for entry in postings.entries]
    path = folder / "shard.json"
    path.write_text(json.dumps(made, ensure_ascii=True), encoding="ascii")
    sync_file(path)
    sync_folder(folder)


def _read(folder: Path) -> Postings:
    try:
        made = json.loads((folder / "shard.json").read_text(encoding="ascii"))
        entries = tuple(Entry(**entry) for entry in made["entries"])
        arrays = [_array(folder, name, made["arrays"][name]) for name in _ARRAYS]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, f"can't be read ({error})") from error
    if made.get("form") != _FORM or made.get("folding") != FOLDING:
        raise _damaged(folder, "was made by another version of onrecord")
    return Postings(entries, *arrays)


def _array(folder: Path, name: str, made: dict[str, int]) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    if path.stat().st_size != made["size"] or _checksum(path) != made["crc32"]:
        raise _damaged(folder, f"is damaged in {path.name}")
    mapped: NDArray[Any] = np.load(path, mmap_mode="r")
    return np.asarray(mapped)  # a plain view: slices of a memmap cost more than what is sliced


def _batches(spoken: Iterable[Spoken]) -> Iterator[tuple[list[Entry], list[NDArray[np.uint64]]]]:
    """Texts in batches that each fit on one shard; of a text that is longer than a shard, its beginning."""
    entries: list[Entry] = []
    texts: list[NDArray[np.uint64]] = []
    size = 0
    for one in spoken:
        text = hashes(folded_words(one.text))[: MOST_WORDS - 1]
        if size + len(text) + 1 > MOST_WORDS:
            yield entries, texts
            entries, texts, size = [], [], 0
        entries.append(_entry(one, len(text)))
        texts.append(text)
        size += len(text) + 1
    if entries:
        yield entries, texts


def _entry(spoken: Spoken, words: int) -> Entry:
    return Entry(
        item=spoken.item,
        release=spoken.release,
        words=words,
        language=spoken.language,
        speaker=spoken.speaker,
        against=spoken.against,
    )


def in_memory(spoken: Iterable[Spoken]) -> list[Postings]:
    """Shards of texts that aren't on a shelf."""
    return [build(entries, texts) for entries, texts in _batches(spoken)]


class Shelf:
    """The shards in a folder. Any number of processes may read it and add to it."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when something is first added."""
        self._folder = folder
        self._read: dict[str, Postings] = {}

    def items(self) -> set[str]:
        """The items that are on the shelf. Raises Damaged."""
        return {entry.item for postings in self.shards() for entry in postings.entries}

    def shards(self) -> list[Postings]:
        """All shards, each read and verified once. Raises Damaged, naming the shard."""
        while True:
            names = self._names()
            try:
                self._read = {name: self._read.get(name) or _read(self._folder / name) for name in names}
            except Damaged:
                # Another process may have merged it into a new one just now.
                if names == self._names():
                    raise
            else:
                return list(self._read.values())

    def add(self, spoken: Iterable[Spoken]) -> None:
        """Put texts on the shelf, on new shards; smaller shards are merged into the last of them.

        So a shelf that grows by one text a time stays at a number of shards that grows with the logarithm of it.
        """
        for entries, texts in _batches(spoken):
            self._folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._folder / ".lock"):
                for abandoned in self._folder.glob(".new-*"):
                    shutil.rmtree(abandoned)
                self._add(entries, texts)

    def clear(self) -> None:
        """Throw all shards away."""
        self._read = {}
        shutil.rmtree(self._folder, ignore_errors=True)

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.name.startswith("shard-"))

    def _add(self, entries: list[Entry], texts: list[NDArray[np.uint64]]) -> None:
        held = self.items()
        new = [(entry, text) for entry, text in zip(entries, texts, strict=True) if entry.item not in held]
        if not new:
            return
        entries, texts = [entry for entry, _ in new], [text for _, text in new]
        size = sum(map(len, texts)) + len(texts)
        absorbed = []
        for name, postings in sorted(
            zip(self._names(), self.shards(), strict=True), key=lambda pair: len(pair[1].keys)
        ):
            if len(postings.keys) > size or size + len(postings.keys) > MOST_WORDS:
                break
            entries, texts = [*postings.entries, *entries], [*texts_of(postings), *texts]
            size += len(postings.keys)
            absorbed.append(name)
        self._keep(build(entries, texts))
        for name in absorbed:
            shutil.rmtree(self._folder / name)

    def _keep(self, postings: Postings) -> None:
        number = max((int(name.removeprefix("shard-")) for name in self._names()), default=0) + 1
        scratch = Path(tempfile.mkdtemp(prefix=".new-", dir=self._folder))
        try:
            _write(postings, scratch)
            scratch.rename(self._folder / f"shard-{number:06d}")
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        sync_folder(self._folder)


class ShelvedArchive:
    """The archive that the checkers are given: a shelf, and which of its texts are current."""

    def __init__(
        self,
        summary: ArchiveSummary,
        shards: Sequence[Postings],
        load: Callable[[str], Spoken],
        only: Collection[str] | None = None,
    ) -> None:
        """Make an archive of shards; `load` gives a text by its item, `only` are the current items (all, if None)."""
        self._summary = summary
        seen: set[str] = set()
        self._shards = [(postings, _current(postings, only, seen)) for postings in shards]
        self.spoken = lru_cache(maxsize=_TEXTS_KEPT)(load)

    @property
    def summary(self) -> ArchiveSummary:
        """Which state of the archive this is."""
        return self._summary

    def exact(self, words: Sequence[str]) -> tuple[Place, ...]:
        """The places where these folded words stand one after the other; of very many, some."""
        return exact_places(self._shards, hashes(words))

    def windows(self, words: Sequence[str]) -> tuple[Window, ...]:
        """The stretches that share most with these folded words, best first."""
        return find_windows(self._shards, hashes(words))

    def counts(self, words: Sequence[str]) -> tuple[int, ...]:
        """How often each of these folded words stands in the archive."""
        return word_counts(self._shards, hashes(words))


def _current(postings: Postings, only: Collection[str] | None, seen: set[str]) -> NDArray[np.bool_]:
    """Which texts of a shard count. A merge that was cut off leaves a text on two shards; it counts on the first."""
    items = [entry.item for entry in postings.entries]
    current = np.array([(only is None or item in only) and item not in seen for item in items], dtype=bool)
    seen.update(items)
    return current


def archive_of(texts: Sequence[str]) -> ShelvedArchive:
    """A few texts as an archive of their own, in memory; their items are their places in the sequence."""
    spoken = {
        str(number): Spoken(item=str(number), release=str(number), segments=(Cue(text=text),))
        for number, text in enumerate(texts)
    }
    shards = in_memory(spoken.values())
    words = sum(entry.words for postings in shards for entry in postings.entries)
    summary = ArchiveSummary(generation=0, releases=len(spoken), hours=0.0, words=words)
    return ShelvedArchive(summary, shards, spoken.__getitem__)
