"""Where a room's work runs: here, or in a pool of processes that outlives a worker that dies or hangs."""

import importlib
import os
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as Unfinished
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import Any, Final, Protocol

from pebble import ProcessExpired, ProcessPool

from onrecord.engine import answered_for, build
from onrecord.errors import OnrecordError, WorkerLost
from onrecord.store import FolderBlobs, LayeredBlobs, Workbench
from onrecord.store.durable import is_running

LOOK_EVERY_S: Final = 0.2
"""How often a running job's progress is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work, in a form that can be sent to another process: everything is named, nothing is built."""

    function: str
    room: str
    engine: str
    options: dict[str, Any]
    arguments: tuple[Any, ...]
    with_bench: bool
    blobs: tuple[Path, ...]
    scratch: Path
    seconds: float


def perform(job: Job) -> Any:  # noqa: ANN401  # whatever the room's door returns
    """Build the engine and go through the door; runs in the worker.

    This is the border that only errors of onrecord's own pass: a foreign exception may not even survive the way back.
    """
    module, _, name = job.function.partition(":")
    door = getattr(importlib.import_module(module), name)
    with answered_for(job.room, job.engine):
        engine = build(job.room, job.engine, job.options)
        if job.with_bench:
            blobs = LayeredBlobs([FolderBlobs(root) for root in job.blobs])
            return door(engine, *job.arguments, Workbench(blobs, job.scratch))
        return door(engine, *job.arguments)


class Executor(Protocol):
    """Runs jobs. `report` gets how much of the job is done, from 0 to 1."""

    def run(self, job: Job, report: Callable[[float], None]) -> Any:  # noqa: ANN401  # as `perform`
        """The job's result. Raises what the room raised, or WorkerLost."""
        ...

    def close(self) -> None:
        """End the workers."""
        ...


class Inline:
    """Runs each job in this process: for small things, and for debugging."""

    def run(self, job: Job, report: Callable[[float], None]) -> Any:  # noqa: ANN401  # as `perform`
        """The job's result."""
        result = perform(job)
        report(1.0)
        return result

    def close(self) -> None:
        """Nothing to end."""


class LocalPool:
    """A pool of worker processes on this machine. A job that dies or takes too long costs its worker, not the pool."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPool | None = None
        self._lock = threading.Lock()
        self._closed = False

    def run(self, job: Job, report: Callable[[float], None]) -> Any:  # noqa: ANN401  # as `perform`
        """The job's result. Raises WorkerLost when the worker died or the time was up, CancelledError once closed."""
        with _without_interrupts():
            future = self._started().schedule(perform, args=(job,), timeout=job.seconds)
        while True:
            try:
                result = future.result(timeout=LOOK_EVERY_S)
            except (ProcessExpired, BrokenProcessPool) as error:
                if self._closed:
                    raise CancelledError from error
                raise _lost(job, error) from error
            except Unfinished as error:
                # Not there yet, or over: both arrive as a TimeoutError, and it may have ended just now.
                if future.done() and isinstance(future.exception(), Unfinished):
                    raise _lost(job, error) from error
                if self._closed:  # a pool that was stopped leaves its jobs unanswered
                    raise CancelledError from error
                report(_progress(job.scratch))
            else:
                report(1.0)
                return result

    def close(self) -> None:
        """End the workers, at once."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
            pool.join()

    def _started(self) -> ProcessPool:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._pool is None:
                # Spawned, not forked: FFmpeg's and SQLite's threads and locks don't survive a fork.
                self._pool = ProcessPool(
                    max_workers=self._processes,
                    context=get_context("spawn"),
                    initializer=_end_with_parent,
                    initargs=(os.getpid(),),
                )
            return self._pool


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start workers that never see Ctrl-C: what is started here inherits the mask, and the program itself ends them."""
    resource_tracker.ensure_running()  # its own start would lift the mask again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent(parent: int) -> None:
    """Leave no worker behind when the program itself is killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _lost(job: Job, error: Exception) -> OnrecordError:
    if isinstance(error, BrokenProcessPool):
        remedy = "in a script of your own, work under `if __name__ == '__main__':`"
        return OnrecordError("the worker processes", "could not be started", remedy)
    if isinstance(error, ProcessExpired):
        what = f"the worker process died (exit status {error.exitcode})"
    else:
        what = f"took longer than {job.seconds:g} s"
    return WorkerLost(f"{job.room} ({job.engine})", what, "it may do better another time")


def _progress(scratch: Path) -> float:
    try:
        return float((scratch / ".progress").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return 0.0


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A folder for one job; gone afterwards."""
    folder = root / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_scratch(root: Path) -> None:
    """Remove the scratch folders of processes that are no more."""
    for folder in root.glob("*-*"):
        begun_by = folder.name.split("-")[0]
        if begun_by.isdecimal() and not is_running(int(begun_by)):
            shutil.rmtree(folder, ignore_errors=True)
