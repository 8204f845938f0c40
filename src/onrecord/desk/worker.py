"""What a worker process does: job after job from a pipe. It loads the rooms that its jobs name, and no more."""

import importlib
import os
import threading
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from onrecord.engine import answered_for, build
from onrecord.store import FolderBlobs, LayeredBlobs, Workbench


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a job: its result, or what it raised."""

    result: Any = None
    error: Exception | None = None


def perform(job: Job) -> Any:  # noqa: ANN401  # whatever the room's door returns
    """Build the engine and go through the door.

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


def serve(pipe: Connection, parent: int) -> None:
    """Say that the worker is there, and do what comes through the pipe until nobody holds its other end."""
    _end_with(parent)
    pipe.send(None)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        _answer(pipe, job)


def _answer(pipe: Connection, job: Job) -> None:
    try:
        pipe.send(Done(result=perform(job)))
    except Exception as error:  # noqa: BLE001  # it is raised again where the job came from
        error.add_note(traceback.format_exc())
        pipe.send(Done(error=error))


def _end_with(parent: int) -> None:
    """Leave no worker behind when the program itself is killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
