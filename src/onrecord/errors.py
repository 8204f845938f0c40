"""Every error that onrecord raises on purpose.

    OnrecordError              1  something failed and the rest was done
    ├── InputError             2  the call, or what it was given, is wrong
    │   ├── NotADesk              no desk in this folder or above it
    │   ├── NewerDesk             the desk was made by a newer onrecord
    │   ├── Unknown               a release, quotation, dispatch or time that the desk does not hold
    │   ├── Unreadable            a file, page or caption file that can't be read as what it claims to be
    │   ├── Unreachable           an address that gave no content
    │   └── TooLarge              more bytes or time than the settings allow
    ├── Missing                3  an engine, model, program or server that has to be installed first
    ├── StepFailed             1  a room's work on one release failed; the ledger knows when it is tried again
    ├── EngineFailed           1  an engine raised what nobody foresaw
    ├── WorkerLost             1  a worker process died, or took too long
    └── Damaged                1  what is stored is not what was stored

Each is one sentence made of three parts: the subject (which file, address or release), what happened to it,
and what to do. They survive pickling, because most are raised in a worker process.
"""

from typing import ClassVar, Self


class OnrecordError(Exception):
    """What happened, to what, and what to do about it."""

    exit_status: ClassVar[int] = 1

    def __init__(self, subject: str, what: str, remedy: str) -> None:
        """Keep the parts apart, so that `--json` can give them as fields."""
        super().__init__(subject, what, remedy)
        self.subject = subject
        self.what = what
        self.remedy = remedy

    def about(self, subject: str) -> Self:
        """The same error, said of something that the reader knows by another name."""
        return type(self)(subject, self.what, self.remedy)

    def __str__(self) -> str:
        """One sentence: `subject: what; remedy`."""
        return f"{self.subject}: {self.what}; {self.remedy}"


class InputError(OnrecordError):
    """The call, or what it was given, is wrong."""

    exit_status = 2


class NotADesk(InputError):
    """No desk in this folder or above it."""


class NewerDesk(InputError):
    """The desk was made by a newer onrecord."""


class Unknown(InputError):
    """A release, quotation, dispatch or time that the desk does not hold."""


class Unreadable(InputError):
    """A file, page or caption file that can't be read as what it claims to be."""


class Unreachable(InputError):
    """An address that gave no content."""


class TooLarge(InputError):
    """More bytes or time than the settings allow."""


class Missing(OnrecordError):
    """An engine, model, program or server that has to be installed first."""

    exit_status = 3


class StepFailed(OnrecordError):
    """A room's work on one release failed; the ledger knows when it is tried again."""


class EngineFailed(OnrecordError):
    """An engine raised what nobody foresaw; the exception itself is the cause of this one."""


class WorkerLost(OnrecordError):
    """A worker process died, or took too long over its work; the same input may do better another time."""


class Damaged(OnrecordError):
    """What is stored is not what was stored."""
