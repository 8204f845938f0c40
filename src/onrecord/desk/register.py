"""The register: which entries of the ledger are about which release, read when they are first asked for.

The catalogues of one process share it. A desk holds very many releases and a question is about few of them, so nothing
is read before its time; what is appended makes the register forget what it knew of that release, and read it again.
"""

from collections import defaultdict
from dataclasses import dataclass
from threading import RLock
from typing import Any

from onrecord.desk.step import Kept
from onrecord.records import Capture, Decision
from onrecord.store import Entry, Ledger


@dataclass(frozen=True, slots=True)
class _Filed:
    """The entries of one release by kind, oldest first, and what people decided about it."""

    entries: dict[str, list[Entry]]
    decisions: list[Kept[Decision]]


class Register:
    """The entries of each release, as far as the register has caught up with the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = RLock()
        self._until = 0
        self._captured: dict[str, int] | None = None
        self._withdrawn: dict[str, int] | None = None
        self._filed: dict[str, _Filed] = {}
        self._captures: dict[str, Kept[Capture]] = {}

    def catch_up(self) -> int:
        """Take in what has come into the ledger; returns the number of its last entry."""
        with self._lock:
            number, _ = self.ledger.head()
            if number > self._until and (self._filed or self._captures or self._captured is not None):
                for came, kind, release in self.ledger.outline(self._until):
                    self._take_in(came, kind, release)
            self._withdrawn = self._withdrawn if number == self._until else None
            self._until = number
            return number

    def _take_in(self, number: int, kind: str, release: str) -> None:
        self._filed.pop(release, None)
        self._captures.pop(release, None)
        if kind == "capture" and self._captured is not None:
            self._captured.setdefault(release, number)

    def captured(self) -> dict[str, int]:
        """The releases in the order in which they came, each with the number of its first capture."""
        with self._lock:
            if self._captured is None:
                self._captured = self.ledger.captured()
            return self._captured

    def withdrawn(self) -> dict[str, int]:
        """The releases that were withdrawn, each with the number of the decision."""
        with self._lock:
            if self._withdrawn is None:
                self._withdrawn = {}
                # An erased release's decisions are erased with it, but for the one that withdrew it then.
                for entry, decision in self.ledger.records("decision", holding='"withdrawn"'):
                    if decision.kind == "withdrawn" and entry.release is not None:
                        self._withdrawn.setdefault(entry.release, entry.number)
            return self._withdrawn

    def entries(self, release: str, kind: str) -> list[Entry]:
        """The entries of one kind about a release, oldest first."""
        return self._of(release).entries.get(kind, [])

    def decisions(self, release: str) -> list[Kept[Decision]]:
        """What people decided about a release, oldest first; what was erased is left out."""
        return self._of(release).decisions

    def capture(self, entry: Entry) -> Kept[Capture]:
        """A capture with its record. The newest of each release is kept at hand."""
        release = entry.release or ""
        held = self._captures.get(release)
        if held is None or held.entry.number != entry.number:
            held = self._captures[release] = Kept(entry=entry, record=self.ledger.record(entry))
        return held

    def _of(self, release: str) -> _Filed:
        with self._lock:
            filed = self._filed.get(release)
            if filed is None:
                filed = self._filed[release] = self._read(release)
            return filed

    def _read(self, release: str) -> _Filed:
        entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.ledger.entries(release=release):
            entries[entry.kind].append(entry)
        records: list[tuple[Entry, Any]] = [(e, self.ledger.find_record(e)) for e in entries.get("decision", ())]
        decisions = [Kept(entry=entry, record=record) for entry, record in records if record is not None]
        return _Filed(dict(entries), decisions)
