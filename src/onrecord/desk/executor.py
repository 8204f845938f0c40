"""Where a room's work runs: here, or in a pool of processes that outlives a worker that dies or hangs."""

import os
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from multiprocessing import Pipe, get_context, resource_tracker
from pathlib import Path
from typing import Any, Final, Protocol

from onrecord.desk.worker import Done, Job, perform, serve
from onrecord.errors import OnrecordError, WorkerLost
from onrecord.store.durable import is_running

LOOK_EVERY_S: Final = 0.2
"""How often a running job's progress is looked at."""
START_SECONDS: Final = 120
"""The longest that a worker process may take to begin; on a busy machine it is a second."""


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
    """Worker processes on this machine, each started when there is work for it.

    A job that dies or takes too long costs its worker, not the pool.
    """

    def __init__(self, processes: int) -> None:
        self._places = threading.Semaphore(processes)
        self._lock = threading.Lock()
        self._workers: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._closed = False

    def run(self, job: Job, report: Callable[[float], None]) -> Any:  # noqa: ANN401  # as `perform`
        """The job's result. Raises WorkerLost when the worker died or the time was up, CancelledError once closed."""
        with self._places:
            worker = self._taken()
            try:
                done = worker.perform(job, report)
            except OnrecordError:
                if self._closed:
                    raise CancelledError from None
                raise
            finally:
                self._given_back(worker)
        if done.error is not None:
            raise done.error
        report(1.0)
        return done.result

    def close(self) -> None:
        """End the workers, at once."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.end()

    def _taken(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise CancelledError
            while self._idle:
                if (worker := self._idle.pop()).is_alive():
                    return worker
            self._workers = [worker for worker in self._workers if worker.is_alive()]
            self._workers.append(_Worker())
            return self._workers[-1]

    def _given_back(self, worker: "_Worker") -> None:
        with self._lock:
            if worker.is_free:
                self._idle.append(worker)
            else:  # it died, or whoever waited for it was interrupted
                worker.end()


class _Worker:
    """A process that does one job at a time, and this end of the pipe to it."""

    def __init__(self) -> None:
        self.is_free = True
        self._is_ready = False
        self._pipe, there = Pipe()
        # Spawned, not forked: FFmpeg's and SQLite's threads and locks don't survive a fork.
        self._process = get_context("spawn").Process(target=serve, args=(there, os.getpid()), daemon=True)
        with _without_interrupts():
            self._process.start()
        there.close()

    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self._process.is_alive()

    def perform(self, job: Job, report: Callable[[float], None]) -> Done:
        """What came of a job. Raises WorkerLost, or OnrecordError where the process could not even begin."""
        self.is_free = False
        if not self._is_ready:
            self._answer(job, START_SECONDS, lambda _: None)
            self._is_ready = True
        try:
            self._pipe.send(job)
        except BrokenPipeError as error:
            raise self._died(job) from error
        done: Done = self._answer(job, job.seconds, report)
        self.is_free = True
        return done

    def end(self) -> None:
        """End the process, at once."""
        self._process.kill()
        self._process.join()

    def _answer(self, job: Job, seconds: float, report: Callable[[float], None]) -> Any:  # noqa: ANN401  # what was sent
        until = time.monotonic() + seconds
        try:
            while not self._pipe.poll(min(LOOK_EVERY_S, max(0.0, until - time.monotonic()))):
                if time.monotonic() >= until:
                    raise _lost(job, f"took longer than {seconds:g} s")
                report(_progress(job.scratch))
            return self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise self._died(job) from error

    def _died(self, job: Job) -> OnrecordError:
        self._process.join(LOOK_EVERY_S)
        if not self._is_ready:
            remedy = "in a script of your own, work under `if __name__ == '__main__':`"
            return OnrecordError("the worker processes", "could not be started", remedy)
        return _lost(job, f"the worker process died (exit status {self._process.exitcode})")


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start workers that never see Ctrl-C: what is started here inherits the mask, and the program itself ends them."""
    resource_tracker.ensure_running()  # its own start would lift the mask again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(job: Job, what: str) -> WorkerLost:
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
