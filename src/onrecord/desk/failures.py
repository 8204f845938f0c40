"""What failed: written down as which attempt and with the time of the next, and open until it is done after all.

A piece of work is known by its slot, be it a step, the capture of an address or a look at a source: whatever came into
the ledger under the slot later than the failure closes it.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from onrecord.errors import OnrecordError
from onrecord.records import Failure
from onrecord.store import Entry, Ledger, NewEntry

LARGEST_WAIT_S: Final = 24 * 3600
"""However often something has failed, it is tried again at least once a day."""
_MOST_DOUBLINGS: Final = 20
"""A second doubled so often is longer than the largest wait; without an end, the number would outgrow a float."""
_FAILED: Final = "failed:"


def write(
    ledger: Ledger,
    error: OnrecordError,
    *,
    door: str,
    slot: str,
    first_wait_s: float | None,
    release: str | None = None,
    engine: str = "desk@1",
) -> None:
    """Write down that a piece of work failed. The wait doubles with each attempt; None is not tried again by itself."""
    attempt = 1 + (earlier.attempt if (earlier := last(ledger, slot)) else 0)
    failure = Failure(
        door=door,
        subject=_storable(error.subject),
        what=_storable(error.what),
        remedy=_storable(error.remedy),
        attempt=attempt,
        retry=None if first_wait_s is None else _next_attempt(first_wait_s, attempt),
    )
    ledger.append([NewEntry(kind="failure", release=release, record=failure, engine=engine, slot=_FAILED + slot)])


def last(ledger: Ledger, slot: str) -> Failure | None:
    """The last failure of a piece of work, unless it was done since."""
    entry = ledger.by_slot(_FAILED + slot)
    failure: Failure | None = ledger.find_record(entry) if entry is not None and is_open(ledger, entry) else None
    return failure


def is_open(ledger: Ledger, failed: Entry) -> bool:
    """Whether what failed was not done since."""
    done = ledger.by_slot((failed.slot or "").removeprefix(_FAILED))
    return done is None or done.number < failed.number


def is_due(failure: Failure) -> bool:
    """Whether the time of the next attempt has come; it never does where a person has to ask for it."""
    return failure.retry is not None and datetime.fromisoformat(failure.retry) <= datetime.now(UTC)


def _storable(said: str) -> str:
    """What was said, with a mark where a name that is no text was quoted."""
    return said.encode("utf-8", "replace").decode()


def _next_attempt(first_wait_s: float, attempt: int) -> str:
    wait = min(first_wait_s * 2 ** min(attempt - 1, _MOST_DOUBLINGS), LARGEST_WAIT_S)
    return (datetime.now(UTC) + timedelta(seconds=wait)).isoformat(timespec="seconds")
