"""The program as people start it: in a process of its own, with a desk, until it ends or is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from onrecord.cli import main

PROGRAM = str(Path(sys.executable).with_name("onrecord"))
LONGEST_S = 120


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What came of one call."""

    status: int
    out: str
    err: str

    @property
    def answers(self) -> list[Any]:
        """Its output as JSON, one document a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def answer(self) -> Any:  # noqa: ANN401  # any JSON document
        """The only document of its output."""
        (only,) = self.answers
        return only

    @property
    def sentence(self) -> str:
        """The one line of its errors."""
        (only,) = self.err.splitlines()
        return only


@dataclass(frozen=True)
class Shell:
    """A shell that stands in a folder and works on one desk."""

    desk: Path
    folder: Path

    def __call__(self, *arguments: object, status: int | None = 0, stdin: bytes | None = None) -> Ran:
        """Call the program and wait for its end; it has to end with `status` (None: any), never with a traceback."""
        ended = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            input=stdin or b"",
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
        ran = Ran(status=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert status in (None, ran.status), (arguments, ran)
        return ran

    def ask(self, *arguments: object, status: int = 0, stdin: bytes | None = None) -> Ran:
        """The same call inside this process, which spares starting the program; for what doesn't hang on that."""
        with chdir(self.folder):
            ended = CliRunner().invoke(main, ["--desk", str(self.desk), *map(str, arguments)], input=stdin)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exc_info
        ran = Ran(status=ended.exit_code, out=ended.stdout, err=ended.stderr)
        assert ran.status == status, (arguments, ran)
        return ran

    def start(self, *arguments: object, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start the program as the head of a group of processes, and let it run."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def command(self, *arguments: object) -> Sequence[str]:
        """The call as the system gets it."""
        return [PROGRAM, "--desk", str(self.desk), *map(str, arguments)]

    def wait_for_work(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until a job has its scratch folder, so that a random moment falls into the work and not before it."""
        before = self._scratch()
        while process.poll() is None and self._scratch() <= before:
            time.sleep(0.002)

    def _scratch(self) -> set[Path]:
        return set((self.desk / "scratch").glob("*"))


def end(process: subprocess.Popen[bytes], by: signal.Signals) -> Ran:
    """Send a signal to the whole group, and wait for its end."""
    if process.poll() is None:
        os.killpg(process.pid, by)
    out, err = process.communicate(timeout=LONGEST_S)
    return Ran(status=process.returncode, out=out.decode(), err=err.decode())
